"""What declarations quote of the agreement's own words, after an edit.

A quotation follows the clauses and values printed in it; one that stands in the text no longer is told, and what to do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from dsl import syntax as s
from dsl.edits.report import Finding
from dsl.edits.values import folded
from dsl.edits.words import DEAD, with_numbers
from dsl.escapes import escaped, plain
from dsl.layers import declared
from dsl.prose import read_prose

if TYPE_CHECKING:
    from dsl.edits.lines import Source
    from dsl.edits.numbers import Renumbered, Replacement

_CITED = re.compile(r"(?<=<)[^<>]+(?=>)")
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)")
_BLANK = re.compile(r"\s+")
_MENDED = (
    "feilen er rettet i teksten: slett «{0}»-linjen",
    "the mistake is mended in the text: delete the “{0}” line",
)
_CORRECTION = (
    "teksten har ikke lenger ordene som «{0}» siterer: skriv dem slik de nå lyder, eller slett linjen",
    "the text no longer has the words that “{0}” quotes: write them as they now read, or delete the line",
)
_READING = (
    "teksten har ikke lenger ordene som tolkes: skriv sitatet slik ordene nå lyder, og se om lesningene passer til dem",
    "the text no longer has the words that are read: quote them as they now stand, and see whether the readings fit",
)


@frozen(kw_only=True)
class Quotation:
    """Words a statement quotes from the agreement. ``slots``: its values and citations are marked as in a passage."""

    clause: str
    words: s.Prose
    statement: s.Statement = field(eq=False)
    slots: bool = False
    everywhere: bool = False

    @property
    def kind(self) -> str:
        """The kind of correction it is of; "" for other statements."""
        return self.statement.kind if isinstance(self.statement, s.Correction) else ""


def quotations(source: Source) -> Iterator[Quotation]:
    """Everything that ``vka check`` looks for in the text (V405)."""
    for clause, statement in source.placed:
        if isinstance(statement, s.Correction):
            scanned = statement.kind == "skannefeil"
            words = statement.right if scanned else statement.printed
            yield Quotation(clause=clause, words=words, statement=statement, everywhere=scanned or not clause)
        body = getattr(statement, "body", None)
        if isinstance(body, s.Rival):
            yield Quotation(clause=clause, words=body.words, statement=statement, slots=True, everywhere=not clause)


@frozen(kw_only=True)
class Held:
    """A source and its printed words, folded once: those of each clause, of all of it, and of what its slots print."""

    source: Source
    clauses: dict[str, str] = field(eq=False)
    everywhere: str
    spelled: dict[str, str] = field(eq=False)

    def stands(self, quotation: Quotation, raw: str, *, whole_numbers: bool = False) -> bool:
        """Do these words stand where the quotation is from, as ``dsl.text.check_quotes`` has it?

        ``whole_numbers``: a number they begin or end with is no part of a longer one.
        """
        here = self.everywhere if quotation.everywhere else self.clauses.get(quotation.clause, "")
        prose = s.Prose(raw, quotation.words.span)
        printed = prose.words
        if quotation.slots:
            bits = [b for b in read_prose(prose)[0] if b.kind != "mark"]
            printed = "".join(self.spelled.get(b.text, b.text) if b.kind == "slot" else b.text for b in bits)
        parts = printed.split("…") if quotation.slots else [printed]
        return all(is_in(_alike(part), here, whole_numbers=whole_numbers) for part in parts)


def held(source: Source) -> Held:
    """The words of a source that quotations are looked for in."""
    clauses = {clause: _alike(words) for clause, words in source.plain.items()}
    everywhere = " ".join(filter(None, [_alike(source.title), *clauses.values()]))
    return Held(source=source, clauses=clauses, everywhere=everywhere, spelled=source.spellings)


def _alike(words: str) -> str:
    return folded(words).casefold()


def is_in(part: str, here: str, *, whole_numbers: bool) -> bool:
    """Whether ``part`` stands in ``here``; with ``whole_numbers``, where a number it begins or ends with is not part of
    a longer one («500 kroner» in «12 500 kroner»).
    """
    if part not in here or not whole_numbers or not (part[:1].isdigit() or part[-1:].isdigit()):
        return part in here
    before = r"(?<!\d)(?<!\d[.,])" if part[0].isdigit() else ""
    if _THREE_DIGITS.match(part):
        before += r"(?<!\d )"
    after = r"(?![.,]?\d| \d{3}(?!\d))" if part[-1].isdigit() else ""
    return re.search(f"{before}{re.escape(part)}{after}", here) is not None


def after_edit(
    old: Source, new: Source, renumbered: Renumbered
) -> tuple[list[Replacement], list[Finding]]:  # fmt: skip
    """What to replace in the new source for its quotations to follow the text, and what to tell."""
    was: defaultdict[str, list[Quotation]] = defaultdict(list)
    for quotation in quotations(old):
        was[quotation.words.raw].append(quotation)
    values = _changed_values(old, new)
    then, today = held(old), held(new)
    replaced: list[Replacement] = []
    findings: list[Finding] = []
    for quotation in quotations(new):
        raw = quotation.words.raw
        before = was[raw].pop(0) if was[raw] else None
        if before is None or not then.stands(before, raw):
            continue
        line = old.text.count("\n", 0, before.words.span.start) + 1
        for found in _CITED.findall(raw) if quotation.slots else ():
            if renumbered.leads_nowhere(found, before.clause):
                findings.append(Finding(kind="dead", place=f"linje {line}", text=folded(found), why=DEAD))
        whole = then.stands(before, raw, whole_numbers=True)
        follow = _follower(today, quotation, before.clause, renumbered, values, whole_numbers=whole)
        now = follow(raw) if follow is not None else raw
        if now != raw and follow is not None:
            inside = quotation.words.span
            replaced.append((inside.start + 1, inside.end - 1, now))
            place = (f"linje {line} i kilden", f"line {line} of the source")
            findings.append(Finding(kind="reference", text=folded(now), was=folded(raw), why=place))
            replaced += _other_side(quotation, follow)
        if follow is None:
            findings.append(_lost(today, quotation))
    return replaced, findings


def _changed_values(old: Source, new: Source) -> dict[str, str]:
    """What values print now, by what they printed; what two values printed alike and print otherwise is left out."""
    now: defaultdict[str, set[str]] = defaultdict(set)
    spelled = new.spellings
    for name, printed in old.spellings.items():
        if name in spelled and folded(spelled[name]) != folded(printed):
            now[folded(printed)].add(folded(spelled[name]))
    return {printed: next(iter(others)) for printed, others in now.items() if printed and len(others) == 1}


def _follower(
    new: Held, quotation: Quotation, clause: str, renumbered: Renumbered, values: dict[str, str], *, whole_numbers: bool
) -> Callable[[str], str] | None:
    """How a quotation is to be rewritten for its words to stand in the text; None where nothing does it.

    Convention: words that hold a changed value follow it where they can, also where the old words can be found.
    """

    def cited(raw: str) -> str:
        if not quotation.slots:
            return raw
        return _CITED.sub(lambda m: renumbered.cite(m[0], clause), raw)

    def numbered(raw: str) -> str:
        return raw if quotation.kind == "henvisningsfeil" else with_numbers(raw, renumbered)

    ways: list[Callable[[str], str]] = [
        lambda raw: _with_values(cited(raw), values), cited, lambda raw: raw,
        lambda raw: _with_values(numbered(raw), values), numbered,
    ]  # fmt: skip
    raw = quotation.words.raw
    return next((way for way in ways if new.stands(quotation, way(raw), whole_numbers=whole_numbers)), None)


def _with_values(raw: str, values: dict[str, str]) -> str:
    """The words with what changed values print now for the whole of what they printed; lines end as they did."""
    if not values:
        return raw
    forms = {r"\s+".join(map(re.escape, escaped(was).split())): now for was, now in values.items()}
    longest = sorted(forms, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<![\w.,])(?:{form})(?!\w|[.,]\d)" for form in longest))

    def now(match: re.Match[str]) -> str:
        broken = next((b for b in _BLANK.findall(match[0]) if "\n" in b), " ")
        return escaped(values[folded(plain(match[0]))]).replace(" ", broken, 1)

    return pattern.sub(now, raw)


def _other_side(quotation: Quotation, follow: Callable[[str], str]) -> Iterator[Replacement]:
    """What a spelling mistake should be follows as what is printed does."""
    if isinstance(quotation.statement, s.Correction) and quotation.kind == "skrivefeil":
        right = quotation.statement.right
        if (now := follow(right.raw)) != right.raw:
            yield right.span.start + 1, right.span.end - 1, now


def _lost(new: Held, quotation: Quotation) -> Finding:
    kind = quotation.kind
    why = _CORRECTION if kind else _READING
    if isinstance(quotation.statement, s.Correction) and new.stands(quotation, quotation.statement.right.raw):
        why = _MENDED
    line = new.source.text.count("\n", 0, quotation.words.span.start) + 1
    name = declared(quotation.statement)
    return Finding(
        kind="quotation", clause=f"punkt {quotation.clause}" if quotation.clause else "", place=f"linje {line}",
        was=folded(quotation.words.raw), names=(name,) if name else (), why=(why[0].format(kind), why[1].format(kind)),
    )  # fmt: skip

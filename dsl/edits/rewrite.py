"""The source of a passage from its edited words: what was kept is kept sign for sign, with its marks and slots."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from attrs import define, evolve, field, frozen

from dsl.edits.laws import law_citations
from dsl.edits.sentences import Unit, units
from dsl.edits.slots import found_slots
from dsl.edits.tokens import Marked, New, Old, align_words, gaps, is_unprintable, new_tokens, old_tokens
from dsl.escapes import SIGNS, escaped, joined_spellings, loose_quotes
from dsl.prose import NEW

if TYPE_CHECKING:
    from dsl.edits.edited import EditedBlock
    from dsl.edits.lines import Line

_NUMBER = re.compile(r"\d+(?:\.\d+)*")


@frozen(kw_only=True)
class Sentence:
    """What became of a sentence: its words before and after ("" for none), and its marks."""

    was: str
    text: str
    marks: tuple[str, ...]


@frozen(kw_only=True)
class Rewritten:
    """The new insides of « », one for each line of the document.

    ``unchanged`` if the words are the old ones. ``typed`` are values written over as plain words: name and words.
    ``lost`` are signs that agreement text cannot hold.
    """

    texts: tuple[str, ...]
    unchanged: bool
    sentences: tuple[Sentence, ...] = ()
    typed: tuple[tuple[str, str], ...] = ()
    lost: tuple[str, ...] = ()


@define(kw_only=True)
class Context:
    """What all passages are rewritten with.

    ``cite`` gives a citation's words after clauses got other numbers, from its words, its clause and the anchor it
    leads to; ``mark`` the same for marks. ``typed`` finds in some words a value of a name's type.
    ``slots`` are the names a control may have, and ``laws`` what the declared laws are called.
    """

    cite: Callable[[str, str, str], str] = field(default=lambda words, clause, anchor: words)
    mark: Callable[[str], str] = field(default=lambda raw: raw)
    typed: Callable[[str, str], str | None] = field(default=lambda name, words: None)
    numbers: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()


def can_be_written(text: str) -> bool:
    """Has a text any sign that agreement text can hold?"""
    return any(not (sign.isspace() or is_unprintable(sign)) for sign in text)


def rewrite(lines: Sequence[Line], blocks: Sequence[EditedBlock], context: Context) -> Rewritten:
    """The insides of the passages that the blocks are, from the lines they were."""
    if len(lines) == len(blocks) == 1 and _is_as_printed(lines[0], blocks[0]):
        return Rewritten(texts=(lines[0].prose.raw,), unchanged=True)
    old, marked = old_tokens(lines)
    spellings: dict[str, str] = {}
    for line in lines:
        spellings |= line.spellings
    slots = {t.text for t in old if t.kind == "slot"} | context.slots
    new = new_tokens([b.pieces for b in blocks], slots)
    matched = align_words(old, new)
    new, matched, typed = found_slots(old, new, matched, spellings, context.typed)
    same = len(old) == len(new) and all(
        o.key == n.key and bool(o.space) == n.space and (n.emphasis is None or o.cite >= 0 or n.emphasis == o.emphasis)
        for o, n in zip(_first_unspaced(old), new, strict=True)
    )
    heading = any(b.kind == "heading" for b in blocks)
    converted = any(line.is_heading != heading for line in lines)
    if same and len(lines) == len(blocks) and not converted:
        return Rewritten(texts=tuple(line.prose.raw for line in lines), unchanged=True, typed=typed)
    writer = _Writer(old=old, marked=marked, new=new, matched=matched, context=context, heading=heading,
                     fresh=converted, clause=lines[0].clause if lines else "")  # fmt: skip
    return evolve(writer.written(), typed=typed)


def _is_as_printed(line: Line, block: EditedBlock) -> bool:
    return block.pieces == line.printed.pieces and (block.kind == "heading") == line.is_heading


def _first_unspaced(old: list[Old]) -> list[Old]:
    starts = {0} | {n + 1 for n, t in enumerate(old) if t.kind == "break"}
    return [evolve(t, space="") if n in starts else t for n, t in enumerate(old)]


@define(kw_only=True)
class _Writer:
    """Writes the new tokens of a group as source."""

    old: list[Old]
    marked: list[Marked]
    new: list[New]
    matched: list[int | None]
    context: Context
    heading: bool
    fresh: bool
    clause: str
    lost: list[str] = field(factory=list)
    places: set[int] | None = None
    loose: frozenset[int] | None = None

    def written(self) -> Rewritten:
        self._drop()
        cites = self._cites()
        emphasis = self._emphasis()
        after = self._marks_after()
        texts: list[str] = []
        line: list[str] = []
        on = False
        at = 0
        while at <= len(self.new):
            if at == len(self.new) or self.new[at].kind == "break":
                texts.append(joined_spellings(line))
                line = []
                at += 1
                continue
            end = at + 1
            while cites[at] >= 0 and end < len(self.new) and cites[end] == cites[at]:
                end += 1
            line.append(self._space(at) if line else "")
            if emphasis[at] and not on:
                line.append("*")
                on = True
            line += self._cited(at, end, cites[at]) if cites[at] >= 0 else [self._raw(at, cited=False)]
            ends = end == len(self.new) or self.new[end].kind == "break"
            if on and (ends or not emphasis[end] or self._is_parted(end)):
                line.append("*")
                on = False
            line.append("".join(after.get(n, "") for n in range(at, end)))
            at = end
        return Rewritten(
            texts=tuple(texts), unchanged=False, sentences=tuple(self._sentences()), lost=tuple(self.lost)
        )  # fmt: skip

    # ── signs that cannot stand in agreement text ──
    def _drop(self) -> None:
        keep: list[int] = []
        for at, token in enumerate(self.new):
            if token.kind == "word" and self.matched[at] is None and is_unprintable(token.text[0]):
                self.lost.append(token.text)
            else:
                keep.append(at)
        spaces = {at for at, token in enumerate(self.new) if token.space}
        kept = []
        for place, at in enumerate(keep):
            dropped = range(keep[place - 1] + 1 if place else 0, at)
            lead = place == 0 or self.new[keep[place - 1]].kind == "break"
            kept.append(evolve(self.new[at], space=not lead and (at in spaces or any(d in spaces for d in dropped))))
        self.matched = [self.matched[at] for at in keep]
        self.new = kept

    # ── citations ──
    def _cites(self) -> list[int]:
        """For each new token the citation it stands in, or -1."""
        out = [-1 if m is None else self.old[m].cite for m in self.matched]
        for olds, news in gaps(self.matched, len(self.old)):
            within = {self.old[o].cite for o in olds}
            before = self.old[olds.start - 1].cite if olds.start else -1
            after = self.old[olds.stop].cite if olds.stop < len(self.old) else -1
            if before >= 0 and before == after:
                cite, stop = before, news.stop
            elif len(within) == 1 and len(olds):
                cite, stop = within.pop(), news.stop
            elif len(olds) == len(news):
                for o, n in zip(olds, news, strict=True):
                    out[n] = self.old[o].cite
                continue
            else:
                cite, stop = (before, self._number_end(news)) if before >= 0 and before in within else (-1, news.start)
            for n in range(news.start, stop):
                out[n] = cite
        out = [
            c if t.kind == "word" and (t.text not in "«»" or (m is not None and self.old[m].cite == c)) else -1
            for c, t, m in zip(out, self.new, self.matched, strict=True)
        ]
        seen: set[int] = set()
        for at, cite in enumerate(out):  # one that is broken up stays where it begins
            if cite >= 0 and (at == 0 or out[at - 1] != cite):
                if cite in seen:
                    out[at:] = [-1 if c == cite else c for c in out[at:]]
                seen.add(cite)
        return self._new_references(out)

    def _number_end(self, news: range) -> int:
        numbers = [n for n in news if any(c.isdigit() for c in self.new[n].text)]
        return numbers[-1] + 1 if numbers else news.start

    def _new_references(self, cites: list[int]) -> list[int]:
        """«punkt 5.1» in new words is a citation, where there is such a clause, and so is that of a declared law."""
        fresh = len(self.old) + 1
        for at, token in enumerate(self.new):
            if token.kind != "word" or token.text != "punkt" or cites[at] >= 0:
                continue
            end = at + 1
            while end < len(self.new) and self._goes_on(cites, at, end):
                end += 1
            number = "".join(t.text for t in self.new[at + 1 : end])
            target = next((t.target for t in self.new[at:end] if t.target), "")
            if number and _NUMBER.fullmatch(number) and (number in self.context.numbers or target):
                cites[at:end] = [fresh] * (end - at)
                fresh += 1
        for start, end in law_citations(self.new, [c < 0 for c in cites], self.context.laws):
            if any(m is None for m in self.matched[start:end]):
                cites[start:end] = [fresh] * (end - start)
                fresh += 1
        return cites

    def _goes_on(self, cites: list[int], start: int, at: int) -> bool:
        token = self.new[at]
        if token.kind != "word" or cites[at] >= 0 or (token.space and at > start + 1):
            return False
        if token.text.isdigit():
            return at == start + 1 or self.new[at - 1].text == "."
        following = self.new[at + 1] if at + 1 < len(self.new) else None
        return (
            token.text == "." and at > start + 1 and following is not None
            and following.text.isdigit() and not following.space
        )  # fmt: skip

    def _cited(self, start: int, end: int, cite: int) -> list[str]:
        raws = [
            part for n in range(start, end) for part in (self._space(n) if n > start else "", self._raw(n, cited=True))
        ]
        words = joined_spellings(raws)
        was = [t for t in self.old if t.cite == cite]
        target = next((t.target for t in self.new[start:end] if t.target), "")
        kept = [t.text for t in was] == [t.text for t in self.new[start:end]]
        if kept or target:
            words = self.context.cite(words, self.clause, target)
        return ["<", words, ">"]

    # ── words, blanks, emphasis ──
    def _raw(self, at: int, *, cited: bool) -> str:
        """The spelling of a token: that of the source, unless its sign would mean something here."""
        found, token = self.matched[at], self.new[at]
        if token.kind == "slot":
            return f"{{{token.text}}}" if found is None else self.old[found].raw
        if token.text in "«»":
            return escaped(token.text) if at in self._loose() else token.text
        kept = found is not None and self.old[found].text == token.text
        if found is not None and kept and (cited or self.old[found].cite < 0 or self.old[found].raw not in SIGNS):
            return self.old[found].raw
        return escaped(token.text)

    def _loose(self) -> frozenset[int]:
        """The quotation marks that must be escaped: those that were, and those that do not pair on their line."""
        if self.loose is None:
            was = {n for n, m in enumerate(self.matched) if m is not None and self.old[m].raw in ("\\«", "\\»")}
            loose = set(was)
            start = 0
            for end in (*(n for n, t in enumerate(self.new) if t.kind == "break"), len(self.new)):
                line = ["" if n in was or self.new[n].kind == "slot" else self.new[n].text for n in range(start, end)]
                loose |= {start + n for n in loose_quotes(line)}
                start = end + 1
            self.loose = frozenset(loose)
        return self.loose

    def _space(self, at: int) -> str:
        if not self.new[at].space:
            return ""
        here, before = self.matched[at], self.matched[at - 1] if at else None
        kept = ""
        if here is not None:  # as in the source, unless words were only put in before it
            put_in = before is None and here - 1 in self._placed()
            kept = "" if put_in else self.old[here].space
        elif before is not None and before + 1 < len(self.old):
            kept = self.old[before + 1].space
        return kept or " "

    def _placed(self) -> set[int]:
        if self.places is None:
            self.places = {m for m in self.matched if m is not None}
        return self.places

    def _is_parted(self, at: int) -> bool:
        """Does the blank before a token stand outside of the emphasis, in the source, of the words around it?"""
        here, before = self.matched[at], self.matched[at - 1]
        if here is None or before is None or here != before + 1:
            return False
        return bool(self.old[here].space) and not self.old[here].space_emphasis

    def _emphasis(self) -> list[bool]:
        out: list[bool | None] = []
        for token, m in zip(self.new, self.matched, strict=True):
            kept = m is not None and (token.kind == "slot" or self.old[m].cite >= 0)
            out.append(self.old[m].emphasis if kept and m is not None else token.emphasis)
        for at, given in enumerate(out):
            if given is None:
                following = next((e for e in out[at + 1 :] if e is not None), False)
                out[at] = bool(at and out[at - 1] and following)
        return [bool(e) for e in out]

    # ── marks ──
    def _units(self) -> list[Unit]:
        found = units(self.old, self.marked, self.new, self.matched)
        return [evolve(unit, owners=()) for unit in found] if self.fresh else found

    def _marks_after(self) -> dict[int, str]:
        if self.heading:
            return {}
        found = self._units()
        out: dict[int, str] = {}
        placed = {s for unit in found for s in unit.owners}
        for number, unit in enumerate(found):
            following = found[number + 1] if number + 1 < len(found) else None
            if not unit.owners:
                if any(c.isalnum() for t in self.new[unit.start : unit.end] for c in t.text):
                    out[unit.end - 1] = f"[{NEW}]"
                continue
            goes_on = following is not None and following.owners == unit.owners and following.start == unit.end
            if goes_on:
                continue
            later = set(following.owners) if following is not None and following.start == unit.end else set()
            raws = [self.context.mark(self.marked[s].raw) for s in unit.owners if s not in later or s not in placed]
            raws = raws or [self.context.mark(self.marked[s].raw) for s in unit.owners]
            out[unit.end - 1] = "".join(dict.fromkeys(raws))
        return out

    def _sentences(self) -> list[Sentence]:
        if self.heading:
            return []
        out = []
        texts: dict[tuple[int, ...], str] = {}
        for unit in self._units():
            words = _shown(self.new[unit.start : unit.end])
            if not unit.owners:
                if any(c.isalnum() for c in words):
                    out.append(Sentence(was="", text=words, marks=()))
                continue
            texts[unit.owners] = f"{texts[unit.owners]} {words}" if unit.owners in texts else words
        for owners, words in texts.items():
            was = _shown([t for t in self.old if t.sentence in owners and t.kind != "break"])
            if was != words:
                names = tuple(n for s in owners for n in self.marked[s].names)
                out.append(Sentence(was=was, text=words, marks=names))
        kept = {s for owners in texts for s in owners}
        for number, sentence in enumerate(self.marked):
            gone = [t for t in self.old if t.sentence == number and t.kind != "break"]
            if number not in kept and gone:
                out.append(Sentence(was=_shown(gone), text="", marks=sentence.names))
        return out


def _shown(tokens: Sequence[Old | New]) -> str:
    return "".join(f"{' ' if t.space else ''}{f'{{{t.text}}}' if t.kind == 'slot' else t.text}" for t in tokens).strip()

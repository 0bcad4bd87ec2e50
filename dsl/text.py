"""The agreement's own text: what is printed, which sentences there are, and what each rests on.

Everything here is word for word. The checks that hold text and meaning together (owned literals, marked sentences,
citations that lead somewhere, quoted words that stand in the clause) are made while the text is read, once.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from attrs import define, field

from dsl import syntax as s
from dsl.contract import Bit, Block, Citation, Correction, Sentence
from dsl.definitions import texts
from dsl.diagnostics import Note, problem
from dsl.escapes import spelled_at
from dsl.literals import find_literals
from dsl.nearest import close_matches
from dsl.prose import NEW, REASONS, MarkedSentence, ProseBit, read_prose, repeated_clause, sentences
from dsl.record import changed
from dsl.symbols import Symbols

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLAUSE_CITATION = re.compile(r"^(?:jf\.\s*)?punkt\s+(\d+(?:\.\d+)*)$")
_PARTIES = "parter"


@define
class AgreementText:
    """What the text pass makes. ``plain`` is the printed text of each clause, ``marks`` every mark used.

    The text of a statute (``law``) is not ours to mend: its numbers need no owner, and its citations no target.
    ``passages`` are the sentences of each passage; ``known`` are names beside the symbols' that a mark may use.
    """

    blocks: list[Block] = field(factory=list)
    sentences: list[Sentence] = field(factory=list)
    citations: list[Citation] = field(factory=list)
    corrections: list[Correction] = field(factory=list)
    headings: dict[str, str] = field(factory=dict)
    plain: dict[str, str] = field(factory=dict)
    marks: set[str] = field(factory=set)
    slots: set[str] = field(factory=set)
    passages: list[tuple[Sentence, ...]] = field(factory=list)
    law: bool = False
    known: frozenset[str] = frozenset()


def read_text(
    symbols: Symbols, statements: Sequence[tuple[str, s.Statement]], *, law: bool = False,
    known: frozenset[str] = frozenset(),
) -> AgreementText:  # fmt: skip
    """The printed text with its sentences and citations; errors go to ``symbols.errors``."""
    text = AgreementText(law=law, known=known)
    heading_spans: dict[str, s.Span] = {}
    for _, statement in statements:
        if isinstance(statement, s.ClauseHeading):
            first = heading_spans.get(statement.number)
            if first is not None:
                symbols.errors.append(problem("V406", statement.span, Note(first, "first"), name=statement.number))
            heading_spans[statement.number] = statement.span
    last_law = ""
    wrong = _wrong_citations(statements)
    for clause, statement in statements:
        match statement:
            case s.ClauseHeading(number=number, title=title):
                bits = _bits(symbols, title, text)
                printed = _printed(symbols, bits)
                text.headings[number] = "".join(b.text for b in printed)
                text.blocks.append(Block("heading", number, printed, number))
                text.plain[number] = text.headings[number]
                _literals(symbols, text, bits)
            case s.Passage():
                last_law = _passage(symbols, text, clause, statement, heading_spans, wrong, last_law)
            case s.Correction():
                _correction(symbols, text, clause, statement)
    return text


def _bits(symbols: Symbols, prose: s.Prose, text: AgreementText) -> tuple[ProseBit, ...]:
    bits, faults = read_prose(prose)
    for fault in faults:
        symbols.errors.append(problem("V407", fault.span, sign=fault.sign))
    for bit in bits:
        if bit.kind == "slot":
            text.slots.add(bit.text)
    return bits


def _passage(
    symbols: Symbols, text: AgreementText, clause: str, passage: s.Passage, headings: dict[str, s.Span],
    wrong: dict[str, list[str]], last_law: str,
) -> str:  # fmt: skip
    label = passage.label
    bits = _bits(symbols, passage.prose, text)
    _literals(symbols, text, bits)
    printed = _printed(symbols, bits)
    for bit in bits:
        if bit.kind == "citation" and not text.law:
            target, last_law = _target(symbols, bit.text, clause, headings, wrong, last_law)
            if not target:
                symbols.errors.append(problem("V404", bit.span, citation=bit.text))
            text.citations.append(
                Citation(bit.text, target or "ukjent", clause, symbols.source.position(bit.span.start)[0])
            )
            printed = tuple(
                changed(b, name=target or "") if b.kind == "citation" and b.text == bit.text else b for b in printed
            )
    if not any(isinstance(t, s.DayTrailer) and t.kind == "fram til" for t in passage.trailers):
        text.blocks.append(Block("item" if label else "paragraph", label, printed, clause))
    text.plain[clause] = f"{text.plain.get(clause, '')} {''.join(b.text for b in printed)}"
    before = len(text.sentences)
    for sentence in sentences(bits):
        _sentence(symbols, text, clause, sentence, headings)
    text.passages.append(tuple(text.sentences[before:]))
    return last_law


def _sentence(
    symbols: Symbols, text: AgreementText, clause: str, sentence: MarkedSentence, headings: dict[str, s.Span]
) -> None:
    words = "".join(b.text for b in _printed(symbols, sentence.bits)).strip()
    if not sentence.marks:
        symbols.errors.append(problem("V402", sentence.span, sentence=_short(words)))
    names = []
    for mark in sentence.marks:
        repeated = repeated_clause(mark.text)
        if repeated is not None:
            if repeated not in headings:
                symbols.errors.append(problem("V404", mark.span, citation=f"punkt {repeated}"))
        elif mark.text == NEW:
            symbols.errors.append(problem("V408", sentence.span, sentence=_short(words)))
        elif mark.text not in REASONS and mark.text not in symbols.names and mark.text not in text.known:
            near = close_matches(mark.text, [*symbols.names, *REASONS], 1)
            symbols.errors.append(problem("V403", mark.span, suggestion=near[0] if near else "", mark=mark.text))
        names.append(mark.text)
        text.marks.add(mark.text)
    text.sentences.append(Sentence(clause, words, tuple(names), symbols.source.position(sentence.span.start)[0]))


def _short(words: str) -> str:
    return words if len(words) < 90 else words[:87] + "…"


def _printed(symbols: Symbols, bits: tuple[ProseBit, ...]) -> tuple[Bit, ...]:
    out = []
    for bit in bits:
        match bit.kind:
            case "text":
                out.append(Bit("emphasis" if bit.emphasis else "text", bit.text))
            case "citation":
                out.append(Bit("citation", bit.text))
            case "slot":
                out.append(Bit("value", slot_text(symbols, bit), bit.text))
    return tuple(out)


def slot_text(symbols: Symbols, bit: ProseBit) -> str:
    """What a slot prints: a value's spelling, a party's name or title, the list of parties, or the holder of a role."""
    name = bit.text
    value = symbols.value_infos.get(name)
    if value is not None:
        return value.spelling
    if name == _PARTIES:
        return _listed([p.title for p in symbols.parties])
    party = next((p for p in symbols.parties if p.name == name), None)
    if party is not None:
        return party.name
    for role in symbols.roles.values():
        if name.lower() in role.forms:
            holders = [p.name for p in symbols.parties if p.role == role.name]
            if name.lower() == role.name and holders:
                return _listed(holders)
            return name
    near = close_matches(name, [*symbols.value_infos, *symbols.roles], 1)
    if not any(e.span == bit.span for e in symbols.errors):
        symbols.errors.append(problem("V202", bit.span, suggestion=f"{{{near[0]}}}" if near else "", name=name))
    return f"{{{name}}}"


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} og {items[-1]}" if items else ""


def _literals(symbols: Symbols, text: AgreementText, bits: tuple[ProseBit, ...]) -> None:
    for bit in bits:
        if bit.kind != "text" or text.law:
            continue
        for found in find_literals(bit.text):
            start = bit.span.start + spelled_at(bit.raw, found.start)
            end = bit.span.start + spelled_at(bit.raw, found.start + len(found.text))
            suggestion = next((f"{{{v.name}}}" for v in symbols.value_infos.values() if v.spelling == found.text), "")
            place = s.Span(start, end)
            symbols.errors.append(problem("V401", place, suggestion=suggestion, literal=found.text))


# ── citations and corrections ───────────────────────────────────────────────────────────────────────────────────────


def _wrong_citations(statements: Sequence[tuple[str, s.Statement]]) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {}
    for clause, statement in statements:
        if isinstance(statement, s.Correction) and statement.kind == "henvisningsfeil":
            wrong.setdefault(clause, []).append(statement.printed.words)
    return wrong


def _target(
    symbols: Symbols, citation: str, clause: str, headings: dict[str, s.Span], wrong: dict[str, list[str]], last: str
) -> tuple[str, str]:
    """What a citation leads to ("" if nowhere), and the law last cited, which «denne lov» and a bare § refer to."""
    if any(printed in citation for printed in wrong.get(clause, ())):
        return "feil", last
    own = _CLAUSE_CITATION.match(citation)
    if own is not None:
        return (f"punkt {own.group(1)}" if own.group(1) in headings else ""), last
    folded = citation.casefold()
    for name, titles in law_titles(symbols).items():
        if any(title in folded for title in titles):
            return name, name
    if last and ("§" in citation or "denne lov" in folded):
        return last, last
    return "", last


def law_titles(symbols: Symbols) -> dict[str, tuple[str, ...]]:
    """Declared laws and the words they are cited by."""
    return symbols.laws


def _correction(symbols: Symbols, text: AgreementText, clause: str, decl: s.Correction) -> None:
    printed, right = (x.words for x in (decl.printed, decl.right))
    reason = " ".join(texts(decl.trailers, "fordi"))
    line = symbols.source.position(decl.printed.span.start)[0]
    text.corrections.append(Correction(decl.kind, printed, right, reason, clause, line))


def check_quotes(
    symbols: Symbols, text: AgreementText, statements: Sequence[tuple[str, s.Statement]], title: str
) -> None:
    """Words quoted by a reading or a correction stand in the clause they are quoted from."""

    @cache
    def here(clause: str) -> str:  # folded once, for an agreement may be quoted from thousands of times
        if not clause:
            return _fold(" ".join([title, *text.plain.values()]))
        return _fold(f"{text.plain.get(clause, '')} {text.headings.get(clause, '')}")

    for clause, statement in statements:
        if isinstance(statement, s.Correction):
            scanned = statement.kind == "skannefeil"
            quoted = statement.right if scanned else statement.printed
            if _fold(quoted.words) not in here("" if scanned else clause):
                symbols.errors.append(problem("V405", quoted.span, words=quoted.words))
        if isinstance(statement, s.RequirementDecl) and _fold(statement.words.words) not in here(clause):
            symbols.errors.append(problem("V405", statement.words.span, words=statement.words.words))
        body = getattr(statement, "body", None)
        if isinstance(body, s.Rival):
            words = expand(symbols, body.words)
            if not all(_fold(part) in here(clause) for part in words.split("…")):
                symbols.errors.append(problem("V405", body.words.span, words=words))


def expand(symbols: Symbols, prose: s.Prose) -> str:
    """Quoted words with their slots printed."""
    bits, _ = read_prose(prose)
    return "".join(b.text for b in _printed(symbols, bits)).strip()


def _fold(words: str) -> str:
    return " ".join(words.split()).casefold()

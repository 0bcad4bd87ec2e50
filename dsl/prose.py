"""The inside of « »: words, slots ``{name}``, citations ``<§ 20-4>``, marks ``[rule, formål]`` and ``*emphasis*``.

A sentence is what lies between two marks, so no list of abbreviations decides where a sentence ends. White space
inside a passage counts as one blank. A sign after a backslash stands for itself, in words and in citations
(``escapes``).
"""

from __future__ import annotations

import re

from attrs import frozen

from dsl.escapes import ESCAPE, SIGN, plain
from dsl.syntax import Name, Prose, Span

REASONS = ("formål", "opplysning", "overlatt", "skjønn", "ikke-brukt")
"""Marks that say why a sentence has no rule: purpose, information, left to later agreement, judgement, no bearing."""
NEW = "ny"
"""The mark of a sentence nobody has accounted for yet, which is an error until somebody does."""

_TOKEN = re.compile(
    r"\{([^{}\[\]<>«»\\]*)\}|\[([^{}\[\]<>«»\\]*)\]"
    rf"|<((?:[^{{}}\[\]<>«»\\]|{ESCAPE}|\\(?!{SIGN}))*)>"
    rf"|(\*)|([{{}}\[\]<>])|((?:[^{{}}\[\]<>*\\]+|{ESCAPE}|\\)+)"
)
_SPACE = re.compile(r"\s+")
_REPEATS = re.compile(r"gjentar\s+punkt\s+(\d+(?:\.\d+)*)")


@frozen(kw_only=True)
class ProseBit:
    """``kind`` is text, slot, citation or mark; ``names`` are the marks, or the slot's one name.

    ``text`` has the signs that are printed, ``raw`` how they are spelled.
    """

    kind: str
    text: str
    span: Span
    raw: str
    names: tuple[Name, ...] = ()
    emphasis: bool = False


@frozen
class ProseFault:
    """A brace, bracket, angle or star that does not close, or closes nothing."""

    sign: str
    span: Span


def read_prose(prose: Prose) -> tuple[tuple[ProseBit, ...], tuple[ProseFault, ...]]:
    """The pieces of a passage in order, and what is malformed in it. Spans are offsets into the file."""
    bits: list[ProseBit] = []
    faults: list[ProseFault] = []
    base = prose.span.start + 1
    emphasis: Span | None = None
    for match in _TOKEN.finditer(prose.raw):
        slot, marks, citation, star, stray, text = match.groups()
        span = Span(base + match.start(), base + match.end())
        spelled, slanted = match.group(), emphasis is not None
        if slot is not None:
            name = Name(_SPACE.sub(" ", slot).strip(), Span(span.start + 1, span.end - 1))
            bits.append(ProseBit(kind="slot", text=name.text, span=span, raw=spelled, names=(name,), emphasis=slanted))
        elif marks is not None:
            named = tuple(_marks(marks, span.start + 1))
            bits.append(ProseBit(kind="mark", text=marks, span=span, raw=spelled, names=named))
        elif citation is not None:
            text = plain(_SPACE.sub(" ", citation).strip())
            bits.append(ProseBit(kind="citation", text=text, span=span, raw=spelled, emphasis=slanted))
        elif star is not None:
            emphasis = span if emphasis is None else None
        elif stray is not None:
            faults.append(ProseFault(stray, span))
        else:
            text = plain(_SPACE.sub(" ", text))
            bits.append(ProseBit(kind="text", text=text, span=span, raw=spelled, emphasis=slanted))
    if emphasis is not None:
        faults.append(ProseFault("*", emphasis))
    return tuple(bits), tuple(faults)


def _marks(text: str, base: int) -> list[Name]:
    names = []
    for match in re.finditer(r"[^,]+", text):
        word = match.group().strip()
        if word:
            start = base + match.start() + len(match.group()) - len(match.group().lstrip())
            names.append(Name(_SPACE.sub(" ", word), Span(start, start + len(word))))
    return names


def repeated_clause(mark: str) -> str | None:
    """The clause number of a mark ``gjentar punkt 6.1``, else None."""
    match = _REPEATS.fullmatch(mark)
    return match.group(1) if match else None


@frozen(kw_only=True)
class MarkedSentence:
    """The pieces between two marks, and the marks that close it (none if the passage ends unmarked)."""

    bits: tuple[ProseBit, ...]
    marks: tuple[Name, ...]
    span: Span


def sentences(bits: tuple[ProseBit, ...]) -> tuple[MarkedSentence, ...]:
    """The sentences of a passage. Trailing blanks or lone punctuation after the last mark are no sentence."""
    out: list[MarkedSentence] = []
    run: list[ProseBit] = []
    for bit in bits:
        if bit.kind == "mark":
            if run:
                out.append(MarkedSentence(bits=tuple(run), marks=bit.names, span=_covering(run)))
            elif out:
                last = out.pop()
                out.append(MarkedSentence(bits=last.bits, marks=last.marks + bit.names, span=last.span))
            run = []
        elif run or bit.kind != "text" or any(c.isalnum() for c in bit.text):
            run.append(bit)
    if run:
        out.append(MarkedSentence(bits=tuple(run), marks=(), span=_covering(run)))
    return tuple(out)


def _covering(bits: list[ProseBit]) -> Span:
    return Span(bits[0].span.start, bits[-1].span.end)

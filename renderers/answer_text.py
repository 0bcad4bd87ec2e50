"""An answer as a lawyer reads it in a terminal or pastes it into a note.

Convention: lines of ``WIDTH`` characters, whatever the window, so that the same answer is the same bytes. A line says
what it is (``role``), and whoever prints may colour it; the words are the same without. The sections stand in the order
a reader asks for them: the verdict and why, ways and deadlines, what is uncertain, what is known, the clauses, advice.
"""

from __future__ import annotations

from typing import NamedTuple

from engine.answer import Answer, NoAnswer
from renderers.answer_sections import SECTIONS
from renderers.answer_tree import derivation_lines
from renderers.answer_words import Labels, labels
from renderers.columns import apart, clean, hanging, wrapped
from renderers.norwegian import Lang, show_day

WIDTH = 100
_ENDS_OF_VERDICT = ",;:–("
_SAID_IN_CAPITALS = ("ja", "noe")


class Line(NamedTuple):
    """A printed line. ``role`` is question, verdict, heading or text."""

    text: str
    role: str = "text"


def answer_text(answer: Answer, *, why: bool = False) -> str:
    """The answer in its own language, ending in a line break; ``why`` adds the derivation."""
    return "".join(f"{line.text}\n" for line in answer_lines(answer, why=why))


def no_answer_text(answer: NoAnswer) -> str:
    """Why the question was not understood, and what can be asked instead."""
    return "".join(f"{line.text}\n" for line in no_answer_lines(answer))


def answer_lines(answer: Answer, *, why: bool = False) -> tuple[Line, ...]:
    """The lines of ``answer_text``, each with its role."""
    words = labels(answer.language)
    lines = [Line(text, "question") for text in apart(answer.understood, _circumstances(answer, words), WIDTH)]
    for typed, read in answer.corrections:
        lines += [Line(text) for text in hanging(f"«{typed}» {words.read_as} «{read}»", WIDTH, "  ")]
    lines += [Line(""), *_verdict(answer, words)]
    lines += [Line(text) for sentence in answer.sentences for text in hanging(sentence, WIDTH, "  ")]
    for section in SECTIONS:
        found = section(answer, words, WIDTH)
        if found is not None:
            lines += [Line(""), Line(found.heading, "heading"), *(Line(text) for text in found.lines)]
    if why and answer.derivation is not None:
        lines += [Line(""), Line(words.derivation, "heading")]
        lines += [Line(text) for text in derivation_lines(answer.derivation, words, WIDTH)]
    return tuple(lines)


def no_answer_lines(answer: NoAnswer) -> tuple[Line, ...]:
    """The lines of ``no_answer_text``, each with its role."""
    words = labels(answer.language)
    lines = [Line(text, "verdict") for text in wrapped(answer.reason, WIDTH)]
    if answer.nearest:
        lines += [Line(""), Line(words.nearest, "heading")]
        lines += [Line(text) for question in answer.nearest for text in hanging(question, WIDTH, "  ", hang=2)]
    return tuple(lines)


def _circumstances(answer: Answer, words: Labels) -> str:
    """When the question was asked, what was known then, and in which case."""
    dates = answer.dates
    lang: Lang = "en" if words.language == "en" else "nb"
    parts = [f"{words.asked} {show_day(dates.asked, lang)}"]
    if dates.known != dates.asked:
        parts.append(f"{words.known} {show_day(dates.known, lang)}")
    if not answer.case:
        parts.append(words.no_case)
    elif dates.complete is None:
        parts.append(f"{words.case}: {answer.case}")
    else:
        parts.append(f"{words.case}: {answer.case} ({words.complete} {show_day(dates.complete, lang)})")
    return " · ".join(parts)


def _verdict(answer: Answer, words: Labels) -> list[Line]:
    others = (status for status in answer.statuses if status is not answer.status)
    shown = " · ".join(words.status(status) for status in (answer.status, *others))
    headline = clean(answer.headline)
    if answer.value.type in _SAID_IN_CAPITALS:
        end = next((at for at, sign in enumerate(headline) if sign in _ENDS_OF_VERDICT), len(headline))
        headline = headline[:end].upper() + headline[end:]
    return [Line(text, "verdict") for text in apart(headline, f"[{shown}]", WIDTH)]

"""The changed answers as they are listed: what reads the same, question and both answers, in one row."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from renderers.answer_words import labels
from renderers.norwegian import show_day, show_list
from renderers.redline.model import Redline


@frozen(kw_only=True)
class AnswerRow:
    """A question answered differently. ``asked`` tells in which cases and on which days: «eksempel, 1.11.2026»."""

    question: str
    asked: str
    old: str
    new: str


def answer_rows(redline: Redline, lang: str = "nb") -> tuple[AnswerRow, ...]:
    """Each question once for each pair of answers, in the order first asked, with all its cases and days."""
    found: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for answer in redline.answers:
        cases = found.setdefault((answer.question, answer.old, answer.new), {})
        days = cases.setdefault(answer.case, [])
        day = _day(answer.day, lang)
        if answer.known:
            day = f"{day} {labels(lang).known} {_day(answer.known, lang)}"
        if day not in days:
            days.append(day)
    return tuple(
        AnswerRow(question=question, asked=_asked(cases, lang), old=old, new=new)
        for (question, old, new), cases in found.items()
    )


def _day(written: str, lang: str) -> str:
    return show_day(date.fromisoformat(written), "en" if lang == "en" else "nb")


def _asked(cases: dict[str, list[str]], lang: str) -> str:
    return "; ".join(f"{case}, {show_list(days, 'en' if lang == 'en' else 'nb')}" for case, days in cases.items())

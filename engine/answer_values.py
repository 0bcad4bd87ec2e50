"""A tree's value under the preferred readings as an answer shows it: plain data, and how it reads."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dsl.core import Type
from dsl.values import Amount, Interval, MonthDay, Never, Period, Recurrence
from engine.answer import AnswerValue
from engine.leaves import Missing, Silent, Someday, Ways
from engine.open_lists import norm_text
from engine.step_words import result_text
from engine.trees import Node, Tree, at_best
from engine.words import value_text
from engine.world import BEGINNING

if TYPE_CHECKING:
    from engine.world import Model


def answer_value(model: Model, tree: Tree, type_: Type, kind: str, lang: str) -> AnswerValue:
    """The value at the best readings, plain and as shown."""
    best = at_best(tree)
    if kind == "når" and type_.kind == "ja":
        type_ = Type("dag")
    if kind in ("hvilke", "bærer", "hvem") and type(best) is tuple:
        names = tuple(norm_text(model, n) if kind == "hvilke" else str(n) for n in best)
        said = tuple(f"«{n}»" for n in names) if kind == "hvilke" and lang == "en" else names
        return AnswerValue(
            type="liste", plain=names, shown=value_text(said, Type("tekst"), lang) if names else _none(lang)
        )
    whole = type_.kind == "andel" and type(best) is int  # 1 + a sum over nobody
    plain = plain_value(Fraction(best) if whole else best)
    if isinstance(best, Never):
        no_day = kind in ("tidligst", "verdi")  # nothing that is awaited: there is no such day
        shown = ("no day" if lang == "en" else "ingen dag") if no_day else value_text(best, type_, lang)
        return AnswerValue(type=type_.kind, plain=None, shown=shown)
    return AnswerValue(type=type_.kind, plain=plain, shown=_shown(best, type_, lang))


def _none(lang: str) -> str:
    return "none" if lang == "en" else "ingen"


def _shown(value: Any, type_: Type, lang: str) -> str:
    if type_.kind == "dag" and value == BEGINNING:
        return "fra begynnelsen" if lang == "nb" else "from the beginning"
    return result_text(value, type_, lang)


def plain_value(value: Any) -> Any:
    """A leaf as plain data; None where there is no value."""
    if isinstance(value, Amount):
        return value.rounded()
    if isinstance(value, (Node, Silent, Someday, Missing, Ways)):
        return True if isinstance(value, Ways) else None
    if isinstance(value, Period):
        return _duration(value)
    if isinstance(value, MonthDay):
        return f"--{value.month:02}-{value.day:02}"
    if isinstance(value, Recurrence):
        return tuple(plain_value(day) for day in value.days)
    if isinstance(value, Interval):
        return f"R/{_duration(value.period)}"
    return value


def _duration(period: Period) -> str:
    years, months = divmod(period.months, 12)
    parts = ((years, "Y"), (months, "M"), (period.days, "D"))
    return "P" + ("".join(f"{number}{unit}" for number, unit in parts if number) or "0D")

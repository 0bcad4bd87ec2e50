"""A case's own questions, asked, and held against the answers its author expects.

Convention: an expected value is written as in the case file (``ja``, ``1.1.2025``, ``kr 925 000``, ``37/360``) and
compared as the value it spells, so that the two ways to write an amount are the same amount.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from engine.answer import Answer, NoAnswer

if TYPE_CHECKING:
    from dsl.case import Case, Expected
    from engine.answer import AnswerValue
    from vka.api import Agreement

_YES = {"ja": True, "nei": False, "yes": True, "no": False}
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2212": "-"})


@frozen
class Mismatch:
    """A question whose answer is not the expected one; ``found`` is what came instead."""

    expected: Expected
    found: str

    def report(self, file: str, language: str = "nb") -> str:
        """Where, what was expected and what was found."""
        wanted = f"{self.expected.status} {self.expected.value}".strip()
        day = self.expected.on
        if language == "en":
            what, words = "the answer is another than the case expects", ("expected:", "found:")
        else:
            what, words = "svaret er et annet enn saken venter", ("ventet:", "fant:")
        question = f"spør den {day.day}.{day.month}.{day.year}: «{self.expected.question}»"
        width = max(map(len, words))
        kind = "error" if language == "en" else "feil"
        return (
            f"{kind}: {what}\n  --> {file}:{self.expected.line}\n   | {question}\n"
            f"  {words[0]:<{width}} {wanted}\n  {words[1]:<{width}} {self.found}"
        )


def mismatches(agreement: Agreement, case: Case) -> tuple[Mismatch, ...]:
    """Ask every question of the case that has an expected status, and give those that are answered otherwise."""
    found = ((each, _found(agreement, case, each)) for each in case.expected if each.status)
    return tuple(Mismatch(expected, other) for expected, other in found if other is not None)


def _found(agreement: Agreement, case: Case, expected: Expected) -> str | None:
    answer = agreement.ask(expected.question, case, expected.on, expected.known, "nb")
    if isinstance(answer, NoAnswer):
        return answer.reason
    if answer.status.value == expected.status and (not expected.value or is_value(expected.value, answer.value)):
        return None
    return f"{answer.status.value} {_shown(answer)}".strip()


def _shown(answer: Answer) -> str:
    return answer.value.shown.translate(_SPACES) or answer.headline


def is_value(written: str, value: AnswerValue) -> bool:
    """Whether ``written`` spells the value."""
    text = _plain(written)
    plain = value.plain
    if text == _plain(value.shown):
        return True
    match plain:
        case bool():
            return _YES.get(text) is plain
        case date():
            return text in (f"{plain.day}.{plain.month}.{plain.year}", f"{plain:%d.%m.%Y}", plain.isoformat())
        case Decimal():
            return _number(text.removeprefix("kr").strip(" .").removesuffix(",-")) == Fraction(plain)
        case Fraction() | int():
            return _number(text) == plain
        case tuple():
            return _listed(text) == sorted(_plain(str(each)) for each in plain)
        case str():
            return text == _plain(plain)
        case _:
            return False


def _plain(text: str) -> str:
    return " ".join(text.translate(_SPACES).split()).strip("«»").casefold()


def _listed(text: str) -> list[str]:
    return sorted(part.strip(" «»") for part in text.replace(" og ", ",").split(",") if part.strip())


def _number(text: str) -> Fraction | None:
    """An exact number: 925 000,50, 37/360 or 5 %; None for anything else."""
    digits = text.replace(" ", "").replace(",", ".")
    percent = digits.endswith("%")
    try:
        number = Fraction(digits.removesuffix("%"))
    except (ValueError, ZeroDivisionError):
        return None
    return number / 100 if percent else number

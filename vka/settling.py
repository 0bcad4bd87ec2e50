"""A settlement for ``vka.api``: which one is meant, and what to say when there is none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from vka.errors import InputError

if TYPE_CHECKING:
    from dsl.case import Case
    from dsl.contract import Contract
    from engine.settlement_answer import SettlementAnswer


def settled(
    contract: Contract, case: Case | None, on: date | None, asked: date | None, name: str, lang: str
) -> SettlementAnswer:
    """The settlement. Raises ``InputError`` if the agreement has none of that name, or too much is open to lay out."""
    from engine.calculate import NumberRangeError
    from engine.dates import DateRangeError
    from engine.settlement import settle
    from engine.trees import TooManyOpen
    from vka.days import today

    asked = asked or (today() if on is None else max(on, today()))
    names = [s.name for s in contract.settlements]
    if not names:
        raise InputError(
            "Avtalen erklærer ikke noe oppgjør. Skriv «oppgjør navn: en ting deles mellom alle …» i avtalen.",
            "The agreement declares no settlement. Write “oppgjør name: en thing deles mellom alle …” in it.",
        )
    if name and name not in names:
        raise InputError(
            f"Avtalen har ikke noe oppgjør «{name}». Velg blant {', '.join(names)}.",
            f"The agreement has no settlement “{name}”. Choose from {', '.join(names)}.",
        )
    try:
        return settle(contract, case, on=on or asked, asked=asked, name=name, lang=lang)
    except TooManyOpen:
        raise InputError(
            "Oppgjøret kommer an på for mange åpne spørsmål. Opplys mer om eiendelene i saken.",
            "The settlement turns on too many open questions. Tell more about the things in the case.",
        ) from None
    except (DateRangeError, NumberRangeError) as beyond:
        raise InputError(beyond.message_nb, beyond.message_en) from None

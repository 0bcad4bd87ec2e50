"""A timeline for ``vka.api``: what to say when the stretch cannot be used."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from vka.errors import InputError

if TYPE_CHECKING:
    from dsl.case import Case
    from dsl.contract import Contract
    from engine.timeline_answer import Timeline


def timeline_of(
    contract: Contract, case: Case | None, start: date | None, stop: date | None, asked: date | None, lang: str
) -> Timeline:
    """The timeline. Raises ``InputError`` if the stretch ends before it begins, or is too long to read."""
    from engine.calculate import NumberRangeError
    from engine.dates import DateRangeError
    from engine.timeline import MOST_YEARS, TooLong, timeline
    from engine.trees import TooManyOpen
    from vka.days import today

    try:
        return timeline(contract, case, asked=asked or today(), start=start, stop=stop, lang=lang)
    except TooLong:
        raise InputError(
            f"Tidslinjen må slutte etter at den begynner, og kan være høyst {MOST_YEARS} år. Rett --from eller --to.",
            f"The timeline must end after it begins, and may be {MOST_YEARS} years at most. Mend --from or --to.",
        ) from None
    except TooManyOpen:
        raise InputError(
            "Tidslinjen kommer an på for mange åpne spørsmål. Velg et kortere tidsrom, eller opplys mer i saken.",
            "The timeline turns on too many open questions. Choose a shorter stretch, or tell more in the case.",
        ) from None
    except (DateRangeError, NumberRangeError) as beyond:
        raise InputError(beyond.message_nb, beyond.message_en) from None

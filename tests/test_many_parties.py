"""A case with more parties than anybody has: an answer, or what to tell first, within reasonable time."""

from __future__ import annotations

from datetime import date

import pytest

import vka
from dsl.record import changed
from tests.helpers import ROOT


@pytest.mark.parametrize(
    ("parties", "said"),
    [
        (20, "Svaret kommer an på for mange åpne spørsmål. Opplys disse først"),
        (3000, "Det er 3002 parter, mer enn 100. Spør med en sak som nevner dem det gjelder."),
    ],
)
def test_many_parties_are_not_laid_out(parties: int, said: str) -> None:
    """What each may have done after the case was complete is put together party by party, and stops where it grows."""
    agreement = vka.load(ROOT / "agreements" / "ibestad_harstad.vka")
    case = vka.load_case(ROOT / "agreements" / "saker" / "gjennomgang_tre_parter.sak", agreement)
    one = case.parties[0]
    many = tuple(changed(one, name=f"K{n}", title=f"K{n} kommune") for n in range(parties))
    found = agreement.ask("Er avtalen i kraft?", changed(case, parties=many, digest=str(parties)), date(2026, 11, 23))
    assert isinstance(found, vka.NoAnswer)
    assert found.reason.startswith(said)

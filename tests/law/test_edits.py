"""A value is declared once: change it there, and text, checks and answers follow."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

import pytest

from dsl.contract import Contract
from dsl.pipeline import Loaded
from renderers.compose import compose
from renderers.to_text import to_text
from tests.helpers import approvals, case, chosen, contract, cost, found, load, notice, source_text


class Edit(NamedTuple):
    """One declared value, before and after, and how the text spells it."""

    old: str
    new: str
    was: str
    is_now: str


NOTICE = Edit("verdi varslingstid er 1 år.", "verdi varslingstid er 2 år.", "1 år", "2 år")
RATE = Edit("verdi variabelsats er 5%.", "verdi variabelsats er 4%.", "5%", "4%")
FIXED = Edit("verdi fastbeløp er kr 500 000.", "verdi fastbeløp er kr 600 000.", "kr 500 000", "kr 600 000")
EXIT = Edit(
    "verdi uttredelsesdag (uttredelsesdagen) er hver 1/1.",
    "verdi uttredelsesdag (uttredelsesdagen) er hver 1/7.",
    "1/1",
    "1/7",
)
COURT = Edit(
    "verdi verneting er «Trondenes tingrett».",
    "verdi verneting er «Senja tingrett».",
    "Trondenes tingrett",
    "Senja tingrett",
)
INSTALMENTS = Edit(
    "verdi akontodag (akontodagen) er hver 30.4 og 31.8.",
    "verdi akontodag (akontodagen) er hver 31.3 og 30.9.",
    "30.4 og 31.8",
    "31.3 og 30.9",
)
EDITS = [NOTICE, RATE, FIXED, EXIT, COURT, INSTALMENTS]


@cache
def edited(edit: Edit) -> Loaded:
    """The agreement with one declared value changed; the checker accepts it."""
    assert source_text().count(edit.old) == 1
    return load(source_text().replace(edit.old, edit.new))


def made(edit: Edit) -> Contract:
    """The changed agreement."""
    loaded = edited(edit).contract
    assert loaded is not None
    return loaded


def printed(agreement: Contract) -> str:
    """The agreement's words on one line each."""
    return to_text(compose(agreement), None)


@pytest.mark.parametrize("edit", EDITS)
def test_the_text_follows_everywhere(edit: Edit) -> None:
    """Each occurrence of the old spelling is the new one, and no other word changes."""
    before, after = printed(contract()), printed(made(edit))
    assert edit.was in before
    assert edit.was not in after
    assert after == before.replace(edit.was, edit.is_now)


def exit_day(edit: Edit | None, received: date) -> object:
    """When a notice takes effect."""
    loaded = None if edit is None else edited(edit)
    told = case(*approvals(), notice(received), about=loaded)
    return found(told, "uttreden-når", "Ibestad", made=None if edit is None else made(edit)).value


def test_two_years_notice() -> None:
    """With two years' notice a notice works a year later, and its last day is a year earlier."""
    assert exit_day(None, date(2023, 11, 15)) == date(2025, 1, 1)
    assert exit_day(NOTICE, date(2023, 11, 15)) == date(2026, 1, 1)
    told = case(*approvals(), complete=date(2021, 1, 1), about=edited(NOTICE))
    last = found(told, "oppsigelsesfrist", "Ibestad", date(2025, 1, 1), on=date(2021, 1, 1), made=made(NOTICE))
    assert last.value == date(2023, 1, 1)


def test_another_exit_day() -> None:
    """With exit on 1 July a notice works on the first 1 July a year away."""
    assert exit_day(EXIT, date(2023, 6, 15)) == date(2024, 7, 1)
    assert exit_day(EXIT, date(2023, 7, 2)) == date(2025, 7, 1)


def yearly_share(edit: Edit | None) -> object:
    """What the member pays for nine million."""
    loaded = None if edit is None else edited(edit)
    told = case(*approvals(), cost(2020, 9_000_000), chosen("prisfaktor", "startår"), about=loaded)
    return found(told, "betaling-år", "Ibestad", 2020, made=None if edit is None else made(edit)).value.rounded()


def test_another_rate_and_another_fixed_sum() -> None:
    """The yearly share follows the rate and the fixed sum."""
    assert yearly_share(None) == 925_000
    assert yearly_share(RATE) == 500_000 + 4 * 85_000
    assert yearly_share(FIXED) == 600_000 + 5 * 84_000


def test_the_rate_is_a_share_of_ownership_on_one_reading() -> None:
    """The rate is declared once for cost and ownership alike."""
    told = case(
        *approvals(),
        "ting serveren er en eiendel",
        "faktum: serveren er i sameie",
        chosen("nøkkelbrøk", "sats"),
        _no_proof(),
        about=edited(RATE),
    )
    assert found(told, "eierandel", "Ibestad", "serveren", made=made(RATE)).value * 100 == 4


def _no_proof() -> str:
    return (
        "skjønn den 1.12.2020: det finnes ikke konkrete holdepunkter for eierbrøken i serveren; "
        "truffet av «partene»; fordi «ingen kvittering»"
    )


def test_another_court() -> None:
    """The court named decides. Trondenes was merged with another, and its successor decides; Senja was not."""
    told = case(*approvals(), about=edited(COURT))
    for day in (date(2021, 4, 25), date(2021, 4, 26), date(2026, 11, 24)):
        decides = found(told, "hvilken-domstol", day, on=day, made=made(COURT))
        assert decides.settled
        assert decides.value == "Senja tingrett"
    kept = found(case(*approvals()), "hvilken-domstol", date(2021, 4, 26), on=date(2021, 4, 26))
    assert kept.value == "Midtre Hålogaland tingrett, rettssted Harstad"


def settlement(edit: Edit | None, *days: str) -> object:
    """What is left of nine million's share when 400 000 is paid for each of two instalments of 2020."""
    loaded = None if edit is None else edited(edit)
    paid = (f"den {d}: Ibestad betaler kr 400 000 til Harstad; betalingen gjelder terminen {d}" for d in days)
    told = case(*approvals(), cost(2020, 9_000_000), *paid, about=loaded)
    return found(told, "oppgjør", "Ibestad", 2020, made=None if edit is None else made(edit)).value.rounded()


def test_other_instalment_days() -> None:
    """What is paid for the instalments is what is paid for the days the agreement names, wherever they are."""
    assert settlement(None, "30.4.2020", "31.8.2020") == 125_000
    assert settlement(INSTALMENTS, "31.3.2020", "30.9.2020") == 125_000

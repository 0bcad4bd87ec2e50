"""Co-ownership (11.1): shares that sum to one, proof before the key, and the key's rival readings."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answer import Status
from tests.helpers import HOST, MEMBER, NEWCOMER, approvals, case, chosen, contract, found, money, newcomer

few = settings(max_examples=40)
READINGS = ("faktisk-betalt", "sats", "anslagsår", "anslagsår-netto", "likedeling")
paid = st.integers(0, 5_000_000)
total = st.integers(10_000_000, 90_000_000)
percent = st.integers(0, 50)
THING = ("ting serveren er en eiendel", "faktum: serveren er i sameie")


def proof(there: bool) -> str:
    """Whether anything shows who owns what."""
    return (
        f"skjønn den 1.12.2020: det finnes {'' if there else 'ikke '}konkrete holdepunkter for eierbrøken i serveren; "
        "truffet av «partene»; fordi «prøve»"
    )


def share(who: str, percents: int) -> str:
    """What the proof shows."""
    return f"faktum: bevisbrøken for {who} i serveren = {percents} %"


def payments(member: int, newcomers: int, all_of_it: int) -> tuple[str, ...]:
    """What each member has paid, of what it all cost."""
    return (
        f"faktum: totalinnbetalingen fra {MEMBER} = {money(member)}",
        f"faktum: totalinnbetalingen fra {NEWCOMER} = {money(newcomers)}",
        f"faktum: totalkostnaden = {money(all_of_it)}",
    )


@given(paid, paid, total, st.sampled_from(READINGS), st.booleans(), st.none() | st.tuples(percent, percent))
@few
def test_the_shares_sum_to_one(
    one: int, two: int, all_of_it: int, reading: str, three: bool, shown: tuple[int, int] | None
) -> None:
    """Host and members together own the whole, on each reading of the key, by proof or by key, with two parties or
    three.
    """
    members = (MEMBER, NEWCOMER) if three else (MEMBER,)
    statements = [*THING, *payments(one, two, all_of_it)[: 2 if three else 1], payments(one, two, all_of_it)[2]]
    joined = newcomer(date(2021, 1, 1), date(2020, 12, 1)) if three else ()
    if shown is not None:
        statements += [share(who, p) for who, p in zip(members, shown, strict=False)]
    about = case(*approvals(), *joined, *statements, proof(shown is not None), chosen("nøkkelbrøk", reading))
    shares = [found(about, "eierandel", who, "serveren").value for who in members]
    assert sum(shares) + found(about, "vertens-eierandel", "serveren").value == 1
    assert all(0 <= each <= 1 for each in shares)


@given(paid, total)
@few
def test_the_key_is_the_share_actually_paid(member: int, all_of_it: int) -> None:
    """Without proof, the preferred key is what was paid over what it cost; the rate and equal parts are its rivals."""
    about = case(
        *approvals(), *THING, payments(member, 0, all_of_it)[0], payments(member, 0, all_of_it)[2], proof(False)
    )
    told = found(about, "eierandel", MEMBER, "serveren")
    assert told.value == Fraction(member, all_of_it)
    assert told.statuses == (Status.CONTESTED,)


@given(percent, paid, total)
@few
def test_proof_goes_before_the_key(shown: int, member: int, all_of_it: int) -> None:
    """Where the shares are shown, they hold, and no reading of the key matters."""
    about = case(*approvals(), *THING, share(MEMBER, shown), *payments(member, 0, all_of_it)[::2], proof(True))
    told = found(about, "eierandel", MEMBER, "serveren")
    assert told.settled
    assert told.value == Fraction(shown, 100)


@given(percent, paid, total)
@few
def test_whether_there_is_proof_is_a_judgement(shown: int, member: int, all_of_it: int) -> None:
    """Nobody has judged the proof: the share turns on it, unless proof and key agree."""
    about = case(*approvals(), *THING, share(MEMBER, shown), *payments(member, 0, all_of_it)[::2])
    told = found(about, "eierandel", MEMBER, "serveren")
    assert (told.statuses[0] is Status.JUDGEMENT) == (Fraction(shown, 100) != Fraction(member, all_of_it))


def test_every_reading_that_counts_is_tried() -> None:
    """The readings tried here are those of the agreement, but for the weak one."""
    point = next(p for p in contract().readings if p.name == "nøkkelbrøk")
    assert tuple(r.name for r in point.readings if r.strength != "svak") == READINGS


@given(st.booleans())
@few
def test_equal_parts_are_equal(three: bool) -> None:
    """Read as equal parts, everybody owns as much, the host too."""
    joined = newcomer(date(2021, 1, 1), date(2020, 12, 1)) if three else ()
    about = case(*approvals(), *joined, *THING, proof(False), chosen("nøkkelbrøk", "likedeling"))
    shares = {found(about, "eierandel", who, "serveren").value for who in (MEMBER, *([NEWCOMER] if three else []))}
    assert shares == {Fraction(1, 3 if three else 2)}
    assert found(about, "vertens-eierandel", "serveren").value in shares


def test_the_keys_that_are_numbers_of_the_agreement() -> None:
    """The candidates of the estimated year: 5 %, 925/9 000, 10 % and one half."""
    values = {}
    for reading in ("sats", "anslagsår", "anslagsår-netto", "likedeling"):
        about = case(*approvals(), *THING, proof(False), chosen("nøkkelbrøk", reading))
        values[reading] = found(about, "eierandel", MEMBER, "serveren").value
    assert values == {
        "sats": Fraction(5, 100), "anslagsår": Fraction(925, 9000), "anslagsår-netto": Fraction(1, 10),
        "likedeling": Fraction(1, 2),
    }  # fmt: skip


def test_the_share_is_unknown_while_nobody_has_told_the_payments() -> None:
    """A missing payment is missing, never nought."""
    about = case(*approvals(), *THING, proof(False))
    assert found(about, "eierandel", MEMBER, "serveren").statuses[0] is Status.UNKNOWN
    assert found(about, "vertens-eierandel", "serveren").value is None
    assert HOST not in {party.name for party in about.parties}

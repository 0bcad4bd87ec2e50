"""The settlement on dissolution (11.1): each thing's fate, the amounts under every reading, and what is left out."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.case import Case
from engine.answer import Status
from engine.settlement import settle
from engine.settlement_answer import AssetSettled, SettlementAnswer
from renderers.settlement_json import settlement_json
from renderers.settlement_text import settlement_text
from tests.helpers import HOST, MEMBER, NEWCOMER, ROOT, approvals, case, case_file, chosen, contract, money, newcomer
from tests.work import calls

HISTORY = ROOT / "agreements" / "saker" / "historie_opplosning.sak"
ON = date(2025, 12, 31)
SINGLE = Status.SETTLED
few = settings(max_examples=25)


def history() -> SettlementAnswer:
    """The settlement of the history of a dissolution."""
    return settle(contract(), case_file(HISTORY), on=ON, asked=ON)


def settled(*statements: str, on: date = ON, lang: str = "nb") -> SettlementAnswer:
    """The settlement of a case that tells the statements."""
    return settle(contract(), case(*approvals(), *statements), on=on, asked=on, lang=lang)


def thing(
    name: str, *, value: str | None = "kr 100 000", user: str = HOST, run_by: str | None = None, disputed: bool = False,
    sound: bool | None = True, share: str | None = None, who: str = MEMBER, together: bool = True,
) -> tuple[str, ...]:  # fmt: skip
    """What a case tells of a thing owned together; with ``share``, proof shows the member's share."""
    told = [
        f"ting {name} er en eiendel", f"faktum: {name} er {'' if together else 'ikke '}i sameie",
        f"faktum: {name} er drevet av {run_by or user}", f"faktum: {name} er brukt for {user}",
        f"faktum: delingen av {name} er {'' if disputed else 'ikke '}omtvistet",
        f"faktum: verdidagen for {name} = 31.12.2025",
        f"skjønn den 1.12.2025: det finnes {'' if share else 'ikke '}konkrete holdepunkter for eierbrøken i {name}; "
        "truffet av «partene»",
    ]  # fmt: skip
    if value is not None:
        told.append(f"faktum: eiendelsverdien av {name} = {value}")
    if sound is not None:
        held = "" if sound else "ikke "
        told.append(
            f"skjønn den 1.12.2025: det er {held}driftsmessig forsvarlig å beholde {name}; truffet av «partene»"
        )
    if share is not None:
        told.append(f"faktum: bevisbrøken for {who} i {name} = {share}")
    return tuple(told)


def only(found: SettlementAnswer) -> AssetSettled:
    """The one thing there is."""
    (asset,) = found.assets
    return asset


# ── the history ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_whole_settlement_as_a_lawyer_reads_it(golden: Callable[[str, str], None]) -> None:
    """Things, proposal, readings, reservations, clauses and what each thing rests on."""
    golden("settlement/historie_opplosning.txt", settlement_text(history(), why=True))


def test_the_whole_settlement_in_english(golden: Callable[[str, str], None]) -> None:
    """The program's own words in English; the agreement's as they stand."""
    found = settle(contract(), case_file(HISTORY), on=ON, asked=ON, lang="en")
    golden("settlement/historie_opplosning_en.txt", settlement_text(found))


FATES = {
    "klientene": ("alene", (MEMBER,), Status.SETTLED),
    "brannmuren": ("beholdes", (HOST,), Status.CONTESTED),
    "nettutstyret": ("beholdes", (MEMBER,), Status.CONTESTED),
    "serveren": ("loven", (), Status.CONTESTED),
    "lagringen": ("loven", (), Status.SETTLED),
    "vaktbilen": ("beholdes", (HOST,), Status.SETTLED),
    "reservestrømmen": ("loven", (), Status.CONTESTED),
    "sikkerhetskopien": ("beholdes", (HOST,), Status.UNKNOWN),
    "lisensene": ("uten eier", (), Status.UNKNOWN),
    "møteromsutstyret": ("åpent", (), Status.JUDGEMENT),
}


def test_each_thing_of_the_history() -> None:
    """Bought and booked by one: its own. Used by one: kept. Used by both, disputed or unsound: the Act. The rest is
    open.
    """
    assert {a.thing: (a.kind, a.parties, a.status) for a in history().assets} == FATES
    assert history().proposal.left_out == ("sikkerhetskopien", "lisensene", "møteromsutstyret")


# By hand. The key's share k of the member: kept 300 000·k + 250 000,01/3 of 550 000,01, of which the member keeps
# 180 000; the Act takes 890 000·k + 200 000/4 of 1 090 000. Each part is rounded by largest remainder.
AMOUNTS = {
    ("nøkkelbrøk", "faktisk-betalt"): ("114322.35", "435677.66", "-65677.65", "141934.07", "948065.93"),
    ("nøkkelbrøk", "sats"): ("98333.34", "451666.67", "-81666.66", "94500.00", "995500.00"),
    ("nøkkelbrøk", "anslagsår"): ("114166.67", "435833.34", "-65833.33", "141472.22", "948527.78"),
    ("nøkkelbrøk", "anslagsår-netto"): ("113333.34", "436666.67", "-66666.66", "139000.00", "951000.00"),
    ("nøkkelbrøk", "likedeling"): ("233333.34", "316666.67", "53333.34", "495000.00", "595000.00"),
    ("selvbrukt", "begge"): ("114322.35", "435677.66", "-65677.65", "141934.07", "948065.93"),
    # the host keeps the server too: kept 1 100 000·k + 83 333,3367 of 1 350 000,01; the Act takes 90 000·k + 50 000
    ("selvbrukt", "driveren"): ("196959.71", "1153040.30", "16959.71", "59296.70", "230703.30"),
    ("vanskelig", "flere-brukere"): ("114322.35", "435677.66", "-65677.65", "141934.07", "948065.93"),
    # the server is left out: two have used it, and nothing says which may keep it
    ("vanskelig", "bare-strid"): ("114322.35", "435677.66", "-65677.65", "59296.70", "230703.30"),
}


def test_the_amounts_under_every_reading() -> None:
    """One point read otherwise at a time, the others as preferred; worked out by hand."""
    found = {}
    for point in history().points:
        for read in point.readings:
            host, member = read.proposal.lines
            amounts = (member.entitled, host.entitled, member.balance, member.proceeds, host.proceeds)
            found[point.point, read.reading] = tuple(map(str, amounts))
    assert found == AMOUNTS


def test_a_chosen_reading_is_the_only_one() -> None:
    """Where the parties have settled the key, the proposal is what it was under that reading."""
    text = HISTORY.read_text(encoding="utf-8")
    made = case_with(text + "\nvalgt: lesning likedeling av nøkkelbrøk; valgt av «partene».\n")
    found = settle(contract(), made, on=ON, asked=ON)
    assert [p.point for p in found.points] == ["selvbrukt", "vanskelig"]
    assert found.proposal.payments[0].amount == Decimal("53333.34")
    assert found.proposal.payments[0].payer == HOST


def case_with(text: str) -> Case:
    """A case from its text, which must have no errors."""
    from dsl.case_reader import load_case_text
    from tests.helpers import agreement

    read = load_case_text(text, "sak.sak", agreement())
    assert read.case is not None, [(d.code, d.words) for d in read.diagnostics]
    return read.case


def test_the_order_of_what_is_told_is_no_matter() -> None:
    """Facts and judgements in another order give the same proposal, and the same fate of each thing."""
    head, *rest = HISTORY.read_text(encoding="utf-8").split("\n\n")
    blocks = [b for b in rest if b.strip()]
    expected = history()
    for seed in range(3):
        shuffled = blocks[:]
        random.Random(seed).shuffle(shuffled)
        found = settle(contract(), case_with("\n\n".join([head, *shuffled]) + "\n"), on=ON, asked=ON)
        assert found.proposal.lines == expected.proposal.lines
        assert found.proposal.payments == expected.proposal.payments
        assert {a.thing: (a.kind, a.parties, a.shares) for a in found.assets} == {
            a.thing: (a.kind, a.parties, a.shares) for a in expected.assets
        }


def test_as_json() -> None:
    """Amounts are strings with two decimals, and shares strings of two whole numbers."""
    found = json.loads(settlement_json(history()))
    assert (found["format"], found["kind"], found["triggered"]) == ("vka-settlement-1", "settlement", "2025-03-20")
    assert found["trigger_status"] == {"nb": "omstridt", "en": "contested"}
    firewall = found["assets"][1]
    assert (firewall["value"], firewall["valued"]) == ("120000.00", "2025-03-20")
    assert firewall["shares"] == [{"party": HOST, "share": "408/455"}, {"party": MEMBER, "share": "47/455"}]
    assert found["assets"][7]["value"] is None
    assert found["proposal"]["payments"] == [{"payer": MEMBER, "payee": HOST, "amount": "65677.65"}]
    # 300 000·47/455 + 250 000,01/3 = 114 322,3476…
    assert Fraction(found["proposal"]["lines"][1]["exact_entitled"]) == Fraction(300_000 * 47, 455) + Fraction(
        25_000_001, 300
    )


# ── one thing at a time ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_thing_used_by_both_turns_on_two_readings() -> None:
    """A server in the one's room used for the other: the Act as preferred; the one who runs it keeps it if use is
    running it; and nobody can say which if use by both is not difficult.
    """
    asset = only(settled(*thing("serveren", user=MEMBER, run_by=HOST, share="1/4")))
    assert (asset.kind, asset.status) == ("loven", Status.CONTESTED)
    assert {(r.point, r.reading): r.outcome for r in asset.rivals} == {
        ("selvbrukt", "driveren"): f"beholdes av {HOST}",
        ("vanskelig", "bare-strid"): f"kan beholdes av flere ({HOST} og {MEMBER}); avtalen sier ikke hvem",
    }


@pytest.mark.parametrize("sound", [True, False, None])
def test_a_disputed_thing_falls_to_the_act(sound: bool | None) -> None:
    """Dispute is enough, whatever is judged of sound running, and whether or not it is judged."""
    asset = only(settled(*thing("serveren", disputed=True, sound=sound, share="1/4")))
    assert (asset.kind, asset.status) == ("loven", SINGLE)


def test_an_unmade_judgement_is_not_computed() -> None:
    """Nobody has judged: both ways are shown, and no amount."""
    found = settled(*thing("serveren", sound=None, share="1/4"))
    asset = only(found)
    assert (asset.kind, asset.status, asset.in_proposal) == ("åpent", Status.JUDGEMENT, False)
    assert [b.outcome for b in asset.branches] == [f"beholdes av {HOST}", "løses opp etter sameigelova §\u00a015"]
    assert found.proposal.left_out == ("serveren",)
    assert found.proposal.kept == found.proposal.by_law == 0


def test_a_missing_value_is_unknown() -> None:
    """A thing with no value is kept by whom it is, and is in no sum."""
    found = settled(*thing("serveren", value=None, share="1/4"))
    asset = only(found)
    assert (asset.kind, asset.status, asset.value, asset.in_proposal) == ("beholdes", Status.UNKNOWN, None, False)
    assert asset.open == ("saken sier ikke: eiendelsverdien av serveren",)
    assert found.proposal.kept == 0


def test_missing_proof_is_unknown() -> None:
    """Proof there is, says the judgement, but not of which share: no share is made up."""
    told = [s for s in thing("serveren", share="1/4") if "bevisbrøken" not in s]
    asset = only(settled(*told))
    assert (asset.status, asset.shares, asset.in_proposal) == (Status.UNKNOWN, (), False)
    assert asset.open == (f"saken sier ikke: bevisbrøken for {MEMBER} i serveren",)


def test_nothing_told_of_co_ownership_is_unknown() -> None:
    """A thing the case only names: what is missing is named."""
    asset = only(settled("ting serveren er en eiendel"))
    assert (asset.kind, asset.status) == ("åpent", Status.UNKNOWN)
    assert "saken sier ikke: serveren er i sameie" in asset.open


OWN = ("ting serveren er en eiendel", "faktum: serveren er ikke i sameie")


def test_sole_ownership_takes_purchase_and_booking() -> None:
    """Bought by and booked with the same one, and owned together with nobody: its own, and in no sum."""
    found = settled(*OWN, f"faktum: serveren er kjøpt av {MEMBER}", f"faktum: serveren er balanseført hos {MEMBER}",
                    "faktum: eiendelsverdien av serveren = kr 5")  # fmt: skip
    assert (only(found).kind, only(found).parties, only(found).status) == ("alene", (MEMBER,), SINGLE)
    assert found.proposal.left_out == ()
    assert found.proposal.kept == 0


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ((), "åpent"),
        ((f"kjøpt av {MEMBER}",), "åpent"),
        ((f"kjøpt av {MEMBER}", f"balanseført hos {HOST}"), "uten eier"),
        ((f"kjøpt av {MEMBER}", f"kjøpt av {HOST}", f"balanseført hos {HOST}"), "uten eier"),
    ],
)
def test_a_thing_without_an_owner_is_unknown(told: tuple[str, ...], kind: str) -> None:
    """Not owned together, and no one bought and booked it alone: nobody is made its owner."""
    asset = only(settled(*OWN, *(f"faktum: serveren er {t}" for t in told)))
    assert (asset.kind, asset.status, asset.in_proposal) == (kind, Status.UNKNOWN, False)
    assert asset.judgements == ()
    assert all(fact.text in ("serveren er ikke i sameie", *(f"serveren er {t}" for t in told)) for fact in asset.facts)


def test_shares_that_sum_to_more_than_one_are_refused() -> None:
    """Proof of five quarters is a fault in what was told, and no share."""
    asset = only(settled(*thing("serveren", share="5/4")))
    assert (asset.status, asset.shares, asset.in_proposal) == (Status.UNKNOWN, (), False)
    assert asset.open == ("eierbrøkene går ikke opp i én hel",)


def test_no_things() -> None:
    """A case without things has nothing to share out, and says so."""
    found = settled()
    assert (found.assets, found.points, found.status) == ((), (), Status.SETTLED)
    assert found.notes == ("Saken nevner ingen eiendeler å dele.",)
    assert "Saken nevner ingen eiendeler" in settlement_text(found)


def test_not_brought_about() -> None:
    """While nobody is out and nothing dissolved, the text says that it shows what would apply."""
    found = settled(*thing("serveren", share="1/4"))
    assert found.triggered is None
    assert "ikke utløst" in settlement_text(found)


def test_values_of_different_days_are_said() -> None:
    """The agreement names no day of valuation; values of two days are a reservation, and so is a value of none."""
    one = [s.replace("31.12.2025", "1.6.2025") if "verdidagen" in s else s for s in thing("serveren", share="1/4")]
    two = thing("lageret", share="1/4")
    assert "Verdiene gjelder ulike dager." in settled(*one, *two).notes
    undated = [s for s in thing("serveren", share="1/4") if "verdidagen" not in s]
    assert settled(*undated).notes == ("Saken sier ikke hvilken dag verdien gjelder for: serveren.",)


def test_what_was_not_known_yet_is_not_used() -> None:
    """A value known from a later day than the one asked on is missing on that day."""
    told = [s + "; kjent fra 1.6.2025" if "eiendelsverdien" in s else s for s in thing("serveren", share="1/4")]
    about = case(*approvals(), *told)
    before = settle(contract(), about, on=ON, asked=date(2025, 12, 31))
    assert only(before).value == Decimal("100000.00")
    early = settle(contract(), about, on=date(2025, 5, 31), asked=date(2025, 5, 31))
    assert only(early).value is None


# ── several parties ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_three_parties_by_proof() -> None:
    """A third party joins: host a half, members a third and a sixth of 100 000,01; each is within an øre, and the one
    who keeps it pays both others.
    """
    joined = newcomer(date(2021, 1, 1), date(2020, 12, 1))
    told = thing("serveren", value="kr 100 000,01", share="1/3")
    about = case(*approvals(), *joined, *told, f"faktum: bevisbrøken for {NEWCOMER} i serveren = 1/6")
    found = settle(contract(), about, on=ON, asked=ON)
    assert found.parties == (HOST, MEMBER, NEWCOMER)
    # 5 000 000,5 · 3 333 333,67 · 1 666 666,83 øre: the two largest remainders are the newcomer's and the member's
    assert [line.entitled for line in found.proposal.lines] == [
        Decimal("50000.00"), Decimal("33333.34"), Decimal("16666.67"),
    ]  # fmt: skip
    assert [(p.payer, p.payee, p.amount) for p in found.proposal.payments] == [
        (HOST, MEMBER, Decimal("33333.34")), (HOST, NEWCOMER, Decimal("16666.67")),
    ]  # fmt: skip


def test_a_share_not_told_for_the_third_is_unknown() -> None:
    """Proof of one member's share does not give the other's."""
    joined = newcomer(date(2021, 1, 1), date(2020, 12, 1))
    found = settle(contract(), case(*approvals(), *joined, *thing("serveren", share="1/3")), on=ON, asked=ON)
    assert only(found).open == (f"saken sier ikke: bevisbrøken for {NEWCOMER} i serveren",)
    assert not only(found).in_proposal


def test_many_parties_and_nothing_told_is_soon_said() -> None:
    """Nine parties, and of the thing nothing but its name: what is missing is listed, not laid out."""

    def of(parties: int) -> AssetSettled:
        joined = [f"part P{n} «P{n} kommune» er samarbeidskommune fra 1.1.2021" for n in range(parties)]
        about = case(*approvals(), *joined, "ting serveren er en eiendel")
        return only(settle(contract(), about, on=ON, asked=ON))

    asset = of(7)
    assert calls(lambda: of(7)) < 8 * calls(lambda: of(2))
    assert (asset.kind, asset.status, asset.in_proposal) == ("åpent", Status.UNKNOWN, False)
    assert asset.open[0] == "saken sier ikke: serveren er i sameie"


# ── laws ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(
    st.lists(
        st.tuples(st.integers(0, 10**9), st.fractions(0, 1, max_denominator=97), st.booleans(), st.booleans()),
        min_size=1,
        max_size=3,
    )
)
@few
def test_the_parts_sum_to_the_whole_and_to_each_share(things: list[tuple[int, Fraction, bool, bool]]) -> None:
    """What the parties get sums to what there is, to the øre; nobody's part differs from its exact share by an øre; and
    payments even out.
    """
    told: list[str] = []
    for number, (ore, share, mine, disputed) in enumerate(things):
        value = f"{money(ore // 100)},{ore % 100:02}"
        shown = f"{share.numerator}/{share.denominator}"
        told += thing(
            f"ting{'abc'[number]}", value=value, user=MEMBER if mine else HOST, disputed=disputed, share=shown
        )
    proposal = settled(*told).proposal
    assert sum(line.entitled for line in proposal.lines) == proposal.kept == sum(line.keeps for line in proposal.lines)
    assert sum(line.proceeds for line in proposal.lines) == proposal.by_law
    assert sum(ore for ore, *_ in things) == (proposal.kept + proposal.by_law) * 100
    for line in proposal.lines:
        assert abs(Fraction(line.entitled) - line.exact_entitled) < Fraction(1, 100)
        assert abs(Fraction(line.proceeds) - line.exact_proceeds) < Fraction(1, 100)
        paid = sum(p.amount for p in proposal.payments if p.payer == line.party)
        received = sum(p.amount for p in proposal.payments if p.payee == line.party)
        assert line.keeps + received - paid == line.entitled


@given(st.integers(0, 10**6), st.fractions(0, 1, max_denominator=50), st.integers(2, 9))
@few
def test_the_exact_parts_scale(kroner: int, share: Fraction, times: int) -> None:
    """Things worth so many times as much give so many times the exact part."""
    shown = f"{share.numerator}/{share.denominator}"
    one, many = (
        settled(*thing("serveren", value=money(n), share=shown)).proposal.lines[1] for n in (kroner, kroner * times)
    )
    assert one.exact_entitled * times == many.exact_entitled


@given(st.sampled_from(["faktisk-betalt", "sats", "anslagsår", "anslagsår-netto", "likedeling"]))
@few
def test_choosing_a_reading_gives_what_was_shown_for_it(reading: str) -> None:
    """The proposal shown for a reading is the proposal when that reading is chosen."""
    about = HISTORY.read_text(encoding="utf-8") + f"\n{chosen('nøkkelbrøk', reading)}.\n"
    shown = next(r for p in history().points if p.point == "nøkkelbrøk" for r in p.readings if r.reading == reading)
    assert settle(contract(), case_with(about), on=ON, asked=ON).proposal == shown.proposal


def test_the_clause_that_brought_it_about_is_a_ground() -> None:
    """What the settlement rests on begins with what dissolved the cooperation, and the Act behind it."""
    found = history()
    assert any(g.clause == "11.2" and "er enige om det" in g.quote for g in found.grounds)
    assert any(g.clause == "11.2" and "anvendes så langt de passer" in g.quote for g in found.grounds)
    assert "kommuneloven § 20-8 første ledd" in found.laws
    assert [(r.day, r.readings) for r in found.trigger_rivals] == [(date(2025, 3, 24), ("siste-melding",))]


def test_a_division_by_zero_is_no_missing_fact() -> None:
    """Where the whole cost is told to be nothing, no share comes of it: the sum is shown, and no fact asked for."""
    told = (f"faktum: totalinnbetalingen fra {MEMBER} = kr 1 000", "faktum: totalkostnaden = kr 0")
    asset = only(settled(*told, *thing("serveren")))
    assert asset.status is Status.UNKNOWN
    assert asset.open == ("regnestykket deler på null: kr\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}000 / 0",)


def test_signs_that_point_to_different_owners_are_told() -> None:
    """Bought by one, booked by the other: the case does show who may own it, only not which."""
    told = settled(
        "ting lisensene er en eiendel", "faktum: lisensene er ikke i sameie", "faktum: lisensene er kjøpt av Ibestad",
        "faktum: lisensene er balanseført hos Harstad", "ting skapet er en eiendel", "faktum: skapet er ikke i sameie",
        "faktum: skapet er ikke kjøpt av Ibestad", "faktum: skapet er ikke kjøpt av Harstad",
    )  # fmt: skip
    outcomes = {asset.thing: asset.outcome for asset in told.assets}
    assert outcomes["lisensene"].endswith("lisensene er kjøpt av Ibestad; lisensene er balanseført hos Harstad")
    assert outcomes["skapet"] == "ikke i sameie, og saken viser ingen eier"

"""Generated facts of the real agreement: days, notices, votes, breaches, costs, and whole histories.

Convention: what is generated is the statements of a case (``tests.helpers``), so that a failing example reads as one.
"""

from __future__ import annotations

from datetime import date, timedelta

from attrs import frozen
from hypothesis import strategies as st

from tests import helpers as h

EARLY, LATE = date(2020, 1, 1), date(2029, 12, 31)
"""Where generated days lie: after the approvals, before the cases are complete."""

days = st.dates(EARLY, LATE)
near_new_year = st.tuples(st.integers(2020, 2028), st.integers(-3, 3)).map(
    lambda x: date(x[0] + 1, 1, 1) + timedelta(x[1])
)
"""Days around the turn of a year, where the boundary of a notice lies."""
telling_days = st.one_of(days, near_new_year, st.sampled_from((date(2024, 2, 29), date(2028, 2, 29))))
years = st.integers(2022, 2028)
parties = st.sampled_from((h.HOST, h.MEMBER))
organs = st.sampled_from(("kommunestyret", "formannskapet", "kommunedirektøren", "ordføreren", "ansatt"))
forms = st.sampled_from(("skriftlig", "muntlig"))
kroner = st.integers(0, 40_000_000)
percents = st.integers(0, 90).map(lambda tenths: f"{tenths / 10:.1f}".replace(".", ","))
readings = st.deferred(
    lambda: st.sampled_from(
        [(point.name, r.name) for point in h.contract().readings for r in point.readings if r.strength != "svak"]
    )
)


@st.composite
def notices(draw: st.DrawFn, who: str | None = None) -> str:
    """A notice of any form, from any organ, sent some days before it is received, perhaps to a named day."""
    received = draw(telling_days)
    return h.notice(
        received, who=draw(parties) if who is None else who, sent=received - timedelta(draw(st.integers(0, 9))),
        form=draw(forms), organ=draw(organs),
        read=draw(st.none() | st.integers(0, 9).map(lambda later: received + timedelta(later))),
        to=draw(st.none() | st.integers(2021, 2031).map(lambda year: date(year, 1, 1))),
    )  # fmt: skip


@frozen
class History:
    """What has happened: statements that can stand in any order, and the names among them."""

    statements: tuple[str, ...]
    breaches: tuple[str, ...] = ()


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Approvals and some of everything that can happen under the agreement."""
    statements = list(h.approvals())
    statements += draw(st.lists(notices(), max_size=2))
    if draw(st.booleans()):
        statements.append(h.instruction(draw(days)))
    if draw(st.booleans()):
        statements.append(h.delegation(draw(days)))
    for who in draw(st.lists(parties, max_size=2, unique=True)):
        voted = draw(days)
        told = draw(st.none() | st.dates(voted, LATE))  # nobody is told of a vote before it
        statements.append(h.dissolution(voted, who, told))
    broken: list[str] = []
    for who in draw(st.lists(parties, max_size=2)):
        name = f"bruddet{len(broken)}"
        broken.append(name)
        on = draw(days)
        statements.append(h.breach(on, who, name))
        if draw(st.booleans()):
            statements.append(h.judged(on, f"{name} er vesentlig", draw(st.booleans())))
    for who in draw(st.lists(parties, max_size=1)):
        statements.append(h.claim(draw(days), who, h.HOST if who == h.MEMBER else h.MEMBER, draw(forms)))
    year = draw(years)
    for who in draw(st.lists(parties, max_size=2, unique=True)):
        statements.append(h.budget(draw(days), who, draw(st.sampled_from((850_000, 925_000))), year))
    if draw(st.booleans()):
        statements.append(h.cost(year, draw(kroner)))
    return History(tuple(statements), tuple(broken))


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, tuple[object, ...]]:
    """A question of fact or value the histories bear on, with its arguments."""
    name = draw(st.sampled_from(sorted(_ARGUMENTS)))
    return name, draw(_ARGUMENTS[name])


_ARGUMENTS: dict[str, st.SearchStrategy[tuple[object, ...]]] = {
    "uttreden-når": st.tuples(parties),
    "uttreden-er": st.tuples(parties, telling_days),
    "ikrafttredelse": st.just(()),
    "gjelder-avtalen": st.tuples(telling_days),
    "oppløst-når": st.just(()),
    "oppløst-er": st.tuples(telling_days),
    "start": st.just(()),
    "deling-gjelder": st.tuples(telling_days),
    "myndighet-nå": st.tuples(st.just(h.HOST), st.just(h.MEMBER), telling_days),
    "misligholdt-vesentlig": st.tuples(parties),
    "budsjett-virkning": st.tuples(st.just(h.MEMBER), years),
    "budsjett-betaling": st.tuples(st.just(h.MEMBER), years),
    "betaling-år": st.tuples(st.just(h.MEMBER), years),
    "termin": st.tuples(st.just(h.MEMBER), years),
    "betaling-etter": st.tuples(parties, years),
    "evaluering-når": st.just(()),
    "hvilken-domstol": st.tuples(telling_days),
    "tap-dekkes": st.permutations((h.HOST, h.MEMBER)).map(tuple),
}

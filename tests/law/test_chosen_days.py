"""Days that follow from an act that could be done, held against doing it: on each of many days, the act is told and the
question asked as one of fact.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest

from dsl.pipeline import Loaded
from engine.answer import Status
from tests import helpers as h
from tests.amended import made

SOURCE = """\
avtale dager «DAGER»; målform bokmål; kilde «prøve».
part Aas «Aas kommune» er kommune.
part Bø «Bø kommune» er kommune.
rolle kommune (kommunen, kommuner, kommunene): alle parter.
punkt 1 «Alt»
«Det står her.[Aas, Bø, kommune, varsel, stans, virkning, MARKS]»
hendelse varsel (varselet): en kommune (varsle, varsler, har varslet); der varselet er mottatt en dag;
  utføres av kommunen.
hendelse stans (stansen): en kommune (stanse, stanser, har stanset) arbeidet; utføres av kommunen.
verdi frist er 3 måneder.
verdi grense er 15.7.2027.
verdi termin (terminen) er hver 1/1.
dag virkning (virkningen) for et varsel er den første terminen fra (den dag varselet er mottatt)
  der (varselet er mottatt senest ({frist} før terminen)).
"""
RECEIVED, TERM = "(den dag varselet er mottatt)", "(virkningen for varselet)"
DAYS = {
    "mottatt": RECEIVED,
    "etter": f"({{frist}} etter {RECEIVED})",
    "varslet-termin": TERM,
    "hver-termin": f"(den første terminen fra {RECEIVED} der (varselet er mottatt senest terminen))",
    "seneste": f"(den seneste av ({{grense}}, {RECEIVED}))",
    "tidligste": f"(den tidligste av ({{grense}}, {RECEIVED}))",
    "etter-seneste": f"({{frist}} etter (den seneste av ({{grense}}, {RECEIVED})))",
    "seneste-termin": f"(den seneste av ({{grense}}, {TERM}))",
}
FORMS = {
    "stanset-da": "kommunen har varslet og kommunen har stanset arbeidet senest {}",
    "ikke-da": "kommunen har varslet og ikke (kommunen har stanset arbeidet senest {})",
}
ASKED, TOLD = date(2026, 2, 3), ("den 1.1.2026: Aas stanser arbeidet",)
TARGETS = (
    date(2026, 2, 3), date(2026, 5, 3), date(2027, 1, 1), date(2027, 7, 15), date(2027, 10, 15), date(2028, 1, 1),
)  # fmt: skip


@cache
def agreement() -> Loaded:
    """An agreement with a power that takes effect on each kind of day, and a rule that speaks of what was so then."""
    parts, marks = [], []
    for name, day in DAYS.items():
        marks.append(name)
        parts.append(
            f"tilstand t-{name}: en kommune (nå, når, har nådd) {name}.\n"
            f"kompetanse {name}: enhver kommune kan nå {name} fra {day} ved et varsel fra kommunen.\n"
            f"spørsmål {name}-på: nb «Kan {{kommune}} nå {name} {{dag}}?» svar kan kommunen: "
            f"kommunen har nådd {name} på dagen."
        )
    for form in FORMS:
        for name, day in DAYS.items():
            marks.append(f"{form}-{name}")
            condition = FORMS[form].format(day)
            parts.append(
                f"regel {form}-{name}: en kommune er {form}-{name}-klar når ({condition}).\n"
                f"spørsmål {form}-{name}-om: nb «Kan {{kommune}} bli {form}-{name}-klar {{dag}}?» svar kan kommunen: "
                f"kommunen er {form}-{name}-klar den dagen."
            )
    return h.load(SOURCE.replace("MARKS", ", ".join(marks)) + "\n".join(parts))


def tried() -> list[date]:
    """Days on which what is asked about changes, and days between them."""
    edges = {d + timedelta(n) for d in TARGETS for n in (-92, -91, -90, -1, 0, 1)} | {date(2026, 10, 1)}
    found = sorted(d for d in edges if d >= ASKED)
    return sorted({*found, *(a + (b - a) // 2 for a, b in pairwise(found))})


@cache
def doing(question: str) -> dict[date, bool]:
    """Of each target: is there a day among those tried on which the act is enough?"""
    loaded = agreement()
    enough = dict.fromkeys(TARGETS, False)
    for day in tried():
        act = f"den {h.day(day)}: Aas varsler; varselet er mottatt {h.day(day)}"
        case = h.case(*TOLD, act, about=loaded)
        for target in TARGETS:
            found = h.found(case, question, "Aas", target, on=h.FAR, made=made(loaded), as_fact=True)
            enough[target] |= found.value is True
    return enough


@pytest.mark.parametrize("target", TARGETS, ids=str)
@pytest.mark.parametrize("name", DAYS)
def test_an_effect_can_be_had_on_a_day_if_an_act_gives_it(name: str, target: date) -> None:
    """A power that takes effect on a day that follows from the act."""
    loaded = agreement()
    case = h.case(complete=ASKED, about=loaded)
    found = h.found(case, f"{name}-på", "Aas", target, on=ASKED, made=made(loaded))
    assert (found.settled, found.value) == (True, doing(f"{name}-på")[target])


@pytest.mark.parametrize("target", TARGETS, ids=str)
@pytest.mark.parametrize("name", [n for n in DAYS if n != "etter-seneste"])
@pytest.mark.parametrize("form", FORMS)
def test_what_is_so_on_a_chosen_day_can_be_had_if_an_act_gives_it(form: str, name: str, target: date) -> None:
    """A rule that speaks of what was so, or was not, on a day that follows from the act."""
    loaded = agreement()
    case = h.case(*TOLD, complete=ASKED, about=loaded)
    found = h.found(case, f"{form}-{name}-om", "Aas", target, on=ASKED, made=made(loaded))
    assert (found.settled, found.value) == (True, doing(f"{form}-{name}-om")[target])


@pytest.mark.parametrize("name", [n for n in DAYS if n != "etter-seneste"])
def test_what_is_so_on_a_day_nobody_has_told_of_is_open(name: str) -> None:
    """Neither act is told: whether both were done is unknown, and both can still be done."""
    loaded = agreement()
    case = h.case(complete=ASKED, about=loaded)
    later = date(2029, 6, 1)
    open_still = h.found(case, f"stanset-da-{name}-om", "Aas", later, on=later, made=made(loaded), as_fact=True)
    assert open_still.statuses == (Status.UNKNOWN,)
    assert h.found(case, f"stanset-da-{name}-om", "Aas", later, on=ASKED, made=made(loaded)).value is True

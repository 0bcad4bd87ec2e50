"""What is denied twice is said: also of an act that nobody has told of, or that could still be done."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from dsl.pipeline import Loaded
from engine.trees import Tree
from tests import helpers as h
from tests.amended import made

HEAD = """\
avtale nei «NEI»; målform bokmål; kilde «prøve».
part Aas «Aas kommune» er kommune.
part Bø «Bø kommune» er kommune.
rolle kommune (kommunen, kommuner, kommunene): alle parter.
punkt 1 «Alt»
«Det står her.[Aas, Bø, kommune, stans, varsel, mangelfull, fri]»
hendelse stans (stansen): en kommune (stanse, stanser, har stanset) arbeidet; utføres av kommunen.
hendelse varsel (varselet): en kommune (varsle, varsler, har varslet);
  der varselet er enten skriftlig eller muntlig;
  der varselet er mottatt en dag;
  der varselet gjelder en dag (kan mangle);
  utføres av kommunen.
"""
QUESTIONS = """
spørsmål om: nb «Er {kommune} fri {dag}?» svar om kommunen er fri.
spørsmål når: nb «Når er {kommune} fri?» svar når kommunen er fri.
spørsmål kan: nb «Kan {kommune} bli fri {dag}?» svar kan kommunen: kommunen er fri den dagen.
"""
CONDITIONS = (
    "varselet er skriftlig",
    "varselet er skriftlig og varselet er mottatt senest 1.3.2020",
    "varselet er skriftlig eller varselet gjelder 1.7.2021",
    "varselet gjelder en dag og dagen er etter 1.7.2021",
    "en annen kommune har stanset arbeidet",
    "ikke (varselet er muntlig)",
    "varselet er skriftlig og ikke (varselet gjelder 1.7.2021)",
)
DAY = date(2023, 1, 1)
CASES = (
    (),
    ("den 1.9.2020: Bø stanser arbeidet", "den 2.9.2020: Aas varsler; varselet er skriftlig"),
)


@cache
def agreement(rules: str) -> Loaded:
    """An agreement in which a municipality is free as the rules say."""
    return h.load(f"{HEAD}{rules}{QUESTIONS}")


def answers(rules: str, statements: tuple[str, ...]) -> list[Tree]:
    """Whether a municipality is free, since when, and whether it can become so, in a case told to 1.5.2020."""
    loaded = agreement(rules)
    case = h.case(*statements, complete=date(2020, 5, 1), about=loaded)
    asked = (("om", ("Aas", DAY)), ("når", ("Aas",)), ("kan", ("Aas", DAY)))
    return [h.found(case, name, *args, on=date(2022, 6, 1), made=made(loaded)).tree for name, args in asked]


def free(condition: str) -> str:
    """The rules of an agreement in which who gives notice under a condition is free."""
    return (
        "regel mangelfull: et varsel er mangelfullt når varselet er muntlig.\n"
        f"regel fri: en kommune er fri når (kommunen har varslet og {condition})."
    )


@pytest.mark.parametrize("statements", CASES, ids=["nothing told", "told"])
@pytest.mark.parametrize("condition", CONDITIONS)
def test_twice_denied_is_said(condition: str, statements: tuple[str, ...]) -> None:
    """«Ikke ikke» gives the answer without: whether, since when, and whether it can be brought about.

    What is denied begins nothing by itself, so that the first day found may be less open: held where nothing is told.
    """
    plain = answers(free(f"({condition})"), statements)
    for denied in (f"ikke (ikke ({condition}))", f"ikke (ikke ({condition}) eller ikke ({condition}))"):
        whether, since, possible = answers(free(denied), statements)
        assert (whether, possible) == (plain[0], plain[2])
        assert since == plain[1] or statements


def test_a_notice_is_valid_unless_it_is_defective() -> None:
    """As agreements say it: a defect is the lack of something, and a defective notice does not count."""
    plain = answers(free("varselet er skriftlig"), ())
    rules = (
        "regel mangelfull: et varsel er mangelfullt når ikke (varselet er skriftlig).\n"
        "regel fri: en kommune er fri når kommunen har varslet med mindre varselet er mangelfullt."
    )
    assert answers(rules, ()) == plain
    assert plain[2] is True


@pytest.mark.parametrize("condition", CONDITIONS[:2])
def test_nothing_is_both_so_and_not_so(condition: str) -> None:
    """An act nobody has told of is not asked about where no act could be enough."""
    assert answers(free(f"{condition} og ikke ({condition})"), ())[0] is False


def test_of_an_act_not_told_it_matters_whose_it_was() -> None:
    """Aas has given notice. If somebody has stopped untold, it may be Aas, and then Aas has done both."""
    rule = "regel fri: en kommune er fri når (en kommune har stanset arbeidet og {}).\n"
    rest = "regel mangelfull: et varsel er mangelfullt når varselet er muntlig."
    told = ("den 31.8.2020: Aas varsler; varselet er muntlig",)
    plain = answers(rule.format("kommunen har varslet") + rest, told)
    denied = answers(rule.format("ikke (ikke (kommunen har varslet))") + rest, told)
    assert denied == plain

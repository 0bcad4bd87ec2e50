"""First days that rest on a silence: what the two evaluators disagreed on, and what holds."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dsl.values import NEVER
from engine.leaves import Silent
from engine.trees import Tree, leaves
from tests.law import random_agreements as r
from tests.law.test_two_evaluators import asked, check_agreement, tree

SET = "dag d0 (d0en) for en kommune er 1.1.2021 når kommunen har brutt avtalen, ellers taushet gap."
BUDGET = "beløp b0 (b0en) for en kommune i et år er kr 5 når kommunen har varslet, ellers taushet gap."
NOTICE = "(kommunen har varslet og varselet er mottatt senest (d0en for kommunen))"
STOPPED = "(kommunen har stanset arbeidet og (d0en for kommunen) er senest 1.7.2022)"
SUM = "(summen av (kr 7) for hver stans der stansen er fra kommunen)"
COMPLETE = date(2020, 5, 1)


def first(*told: str, setting: str, condition: str, complete: date) -> Tree:
    """When the condition first holds of Aas, after holding the two evaluators against each other."""
    lines = ["verdi frist er 1 år.", "verdi grense er 1.1.2021.", "verdi termindag (termindagen) er hver 1/1.", setting]
    lines += [f"regel r0: en kommune er r0ig når {condition}."]
    lines += ["spørsmål r0-når: nb «Når er {kommune} r0ig?» svar når kommunen er r0ig."]
    words = "part|rolle|verdi|hendelse|ting|faktum|skjønn|beløp|andel|dag|taushet|regel"
    marks = re.findall(rf"^(?:{words}) ([\w-]+)", r.HEAD + "\n".join(lines), re.MULTILINE)
    source = r.HEAD.replace("MARKS", ", ".join(marks)) + "\n".join(lines) + "\n"
    loaded = r.read(source)
    assert loaded is not None
    assert loaded.contract is not None
    case = r.RandomCase(told, complete)
    for seed in range(12):
        check_agreement(source, case, seed, COMPLETE, "Aas", 2)
    question, args = next(each for each in asked(loaded.contract, "Aas", COMPLETE) if each[0].name == "r0-når")
    return tree(loaded.contract, r.case_of(case, loaded), question, args)


@pytest.mark.parametrize("condition", [NOTICE, STOPPED])
def test_an_untold_act_of_which_nobody_says_is_not_settled_as_never(condition: str) -> None:
    """Had it been done, the agreement would be silent; so «aldri» is not settled while it may have been."""
    ends = leaves(first(setting=SET, condition=condition, complete=COMPLETE))
    assert ends == [Silent("gap"), NEVER]
    assert first(setting=SET, condition=condition, complete=r.ASKED) == NEVER


def test_a_no_decides_whatever_is_silent_beside_it() -> None:
    """«X og ikke Y»: where Y is so for all time, it is never true, and that X is silent does not matter."""
    told = ("den 1.3.2020: Aas stanser arbeidet", "faktum: været er fint")
    condition = f"({STOPPED} og ikke (været er fint))"
    assert first(*told, setting=SET, condition=condition, complete=r.ASKED) == NEVER


def test_an_amount_not_yet_set_is_a_not_yet_in_what_is_added_up() -> None:
    """What is owed is not set until notice is given; that it is silent till then does not hide that it is paid."""
    told = ("den 1.3.2020: Aas stanser arbeidet",
            "den 1.7.2020: Aas varsler; varselet er skriftlig; varselet er mottatt 1.7.2020")  # fmt: skip
    condition = f"((b0en for kommunen i 2021) + {SUM}) er minst kr 12"
    assert first(*told, setting=BUDGET, condition=condition, complete=r.ASKED) == date(2020, 7, 1)
    assert first(told[0], setting=BUDGET, condition=condition, complete=r.ASKED) == Silent("gap")

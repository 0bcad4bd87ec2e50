"""The two evaluators agree on the questions of the case files, about the real agreements."""

from __future__ import annotations

from tests.law.real_agreements import all_asked, disagreement

SEED = 1
"""Which reading of each point is drawn: with some it takes a plain evaluator a minute to answer one question."""
POWER = frozenset(["kan", "tidligst", "senest"])
SLOW = {("historie_mislighold", "Når er Ibestad ute?"), ("historie_mislighold", "Er avtalen i kraft 1.6.2024?"),
        ("historie_uttreden", "Når er Ibestad ute?")}  # fmt: skip
"""Seconds each, for a plain evaluator: ``python -m tests.law.soak`` compares these too."""


def test_the_evaluators_agree_on_the_questions_of_the_case_files() -> None:
    """In a completion of the case, the tree's leaf is the naive value, for every question of fact or value asked."""
    compared = 0
    for each in all_asked():
        if each.question.kind not in POWER and (each.file, each.words) not in SLOW:
            assert not disagreement(each, SEED)
            compared += 1
    assert compared > 160

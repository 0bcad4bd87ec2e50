"""Hold the two evaluators against each other for as long as you like: ``python -m tests.law.soak --minutes 10``;
with ``--powers``, on questions of power alone.

First every question of the case files is asked in one completion, drawn anew each time. Then each round draws an
agreement and a case from a new seed and asks every question in three completions: one with all told, two with events
nobody has told of. A disagreement is printed with the agreement and the case, and ends with status 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from datetime import date

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.law import random_agreements as r
from tests.law.powers import KINDS, check_powers, check_shown
from tests.law.real_agreements import all_asked, disagreement
from tests.law.test_real_agreements import POWER
from tests.law.test_two_evaluators import check_agreement


def main() -> int:
    """Run until the time is out; 1 if the evaluators disagreed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--powers", action="store_true")
    options = parser.parse_args()
    end = time.monotonic() + 60 * options.minutes
    return powers(end) if options.powers else facts(end)


def facts(end: float) -> int:
    """Questions of fact and value, of the case files and of random agreements."""
    asked = agreements = 0

    @settings(
        max_examples=50, deadline=None, database=None, phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck), print_blob=False,
    )  # fmt: skip
    @given(r.sources(), r.cases(r.ASKED), r.cases(), st.integers(0, 9999), r.days, r.parties)
    def one_round(source: str, told: r.RandomCase, partly: r.RandomCase, seed: int, day: date, party: str) -> None:
        nonlocal asked, agreements
        if time.monotonic() > end:
            return
        agreements += 1
        try:
            asked += check_agreement(source, told, seed, day, party, 0)
            asked += check_agreement(source, partly, seed, day, party, 0)
            asked += check_agreement(source, partly, seed, day, party, 2)
        except AssertionError:
            print(source, *told.lines(), told.complete, *partly.lines(), partly.complete, sep="\n")
            raise

    real, seed = 0, random.randrange(10_000)
    for each in all_asked():
        if each.question.kind not in POWER:
            real += 1
            if found := disagreement(each, seed):
                print(f"seed {seed}: {found}")
                return 1
    print(f"{real} questions of the case files: the two evaluators agree", flush=True)
    while time.monotonic() < end:
        try:
            one_round()
        except AssertionError as error:
            print(error)
            return 1
    print(f"{agreements} agreements, {asked} questions: the two evaluators agree")
    return 0


def powers(end: float) -> int:
    """Questions of power about random agreements: what one act brings about, and what the ways found do."""
    asked, done = dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0)
    refused = agreements = 0

    @settings(
        max_examples=50, deadline=None, database=None, phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck), print_blob=False,
    )  # fmt: skip
    @given(r.sources(), r.cases(r.ASKED), st.integers(0, 9999), r.days, r.parties)
    def one_round(source: str, told: r.RandomCase, seed: int, day: date, party: str) -> None:
        nonlocal agreements, refused
        for kind in KINDS:
            if time.monotonic() > end:
                return
            try:
                compared, left = check_powers(source, told, seed, day, party, kind)
                done[kind] += check_shown(source, told, seed, day, party, kind)
            except AssertionError:
                print(kind, source, *told.lines(), told.complete, sep="\n")
                raise
            asked[kind] += compared
            refused += left
        agreements += 1

    while time.monotonic() < end:
        try:
            one_round()
        except AssertionError as error:
            print(error)
            return 1
    counts, shown = (", ".join(f"{count} of «{kind}»" for kind, count in each.items()) for each in (asked, done))
    print(f"{agreements} agreements; compared {counts}; {refused} refused: what an act brings about is not denied")
    print(f"powers found and shown by doing the acts: {shown}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

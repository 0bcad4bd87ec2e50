"""``python -m bench``: how long vka takes, as ratios taken in one run on one machine.

Convention: what is compared is run in turns (A B A B …) and the ratio of each pair is taken, so that a machine which is
busy for a while is busy for both; the median of the ratios is printed. Nothing here is a test: no run fails for being
slow.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

AGREEMENT = ROOT / "agreements" / "ibestad_harstad.vka"
CASES = ROOT / "agreements" / "saker"
CASE = CASES / "eksempel.sak"
QUESTION = "Kan Ibestad tre ut 1.1.2027?"
ON = "23.11.2026"

COLD_AIM = "at most 8"
WARM_AIM = "under 1 ms at the median"
LINES = 50_000


class Turns(NamedTuple):
    """Two things run in turns: seconds of each, pair by pair."""

    pairs: list[tuple[float, float]]

    def ratio(self) -> float:
        """The median of how many times as long the second took."""
        return median(two / one for one, two in self.pairs)

    def milliseconds(self) -> tuple[float, float]:
        """The median of each."""
        return median(one for one, _ in self.pairs) * 1000, median(two for _, two in self.pairs) * 1000


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def process(arguments: list[str], kept: str) -> Callable[[], object]:
    """A Python process of its own, with the cache in the folder ``kept`` and compiled modules kept as usual."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"VKA_CACHE": kept, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)


def cold(rounds: int) -> None:
    """``vka ask`` in a new process beside a Python that does nothing, the agreement unchanged since the last time."""
    call = "from vka.cli import main; import sys; sys.exit(main(sys.argv[1:]))"
    asked = ["-c", call, "ask", str(AGREEMENT), QUESTION, "--case", str(CASE), "--on", ON]
    with TemporaryDirectory() as kept:
        nothing, ask = process(["-c", "pass"], kept), process(asked, kept)
        nothing()
        first = seconds(ask)
        turns = Turns([(seconds(nothing), seconds(ask)) for _ in range(rounds)])
    empty, answered = turns.milliseconds()
    print(f"cold    vka ask / python -c pass        {turns.ratio():6.2f}   aim: {COLD_AIM}")
    print(f"        {answered:.0f} ms / {empty:.0f} ms; the first time, with nothing kept, {first * 1000:.0f} ms")


def warm(rounds: int) -> None:
    """The API with the agreement loaded: every question of every case on another day each round."""
    import vka

    agreement = vka.load(AGREEMENT, cache=False)
    asked = []
    for path in sorted(CASES.glob("*.sak")):
        try:
            case = vka.load_case(path, agreement)
        except vka.SourceError:
            continue  # a case about another agreement
        asked += [(case, each) for each in case.expected]
    nothing = process(["-c", "pass"], "0")
    times: list[float] = []
    pairs: list[tuple[float, float]] = []
    for number in range(rounds + 1):
        batch = [
            seconds(partial(agreement.ask, each.question, case, on=_later(each.on, number))) for case, each in asked
        ]
        if number:  # in the first the questions are met for the first time
            times += batch
            pairs.append((seconds(nothing), median(batch)))
    shown = f"{len(asked)} questions of {len({c.name for c, _ in asked})} cases, {rounds} days each"
    print(f"warm    agreement.ask / python -c pass  {Turns(pairs).ratio():6.3f}   aim: {WARM_AIM}")
    slow = sorted(times)[int(len(times) * 0.9)] * 1000
    print(f"        {median(times) * 1000:.2f} ms at the median, nine in ten under {slow:.2f} ms; {shown}")


def proof(rounds: int) -> None:
    """The proof of one answer: what it takes to derive and to check, beside answering."""
    import vka
    from engine.checker import check
    from engine.proof import Proof
    from engine.proof_json import proof_json
    from engine.prove import prove
    from vka.days import parse_day

    agreement = vka.load(AGREEMENT, cache=False)
    case, on = vka.load_case(CASE, agreement), parse_day(ON, "--on", "nb")
    ask = partial(agreement.ask, QUESTION, case, on)
    derive = partial(prove, agreement.contract, case, QUESTION, on=on)
    made = derive()
    assert isinstance(made, Proof)
    checking = partial(check, agreement.contract, case, made)
    ask()
    turns = [(seconds(ask), seconds(derive), seconds(checking)) for _ in range(rounds)]
    asked, derived, checked = (median(each) for each in zip(*turns, strict=True))
    print(f"proof   derive, check / agreement.ask   {derived / asked:6.0f} {checked / asked:4.0f}")
    steps, size = sum(len(c.steps) for c in made.claims), len(proof_json(made).encode()) // 1024
    print(
        f"        {derived * 1000:.0f} ms, {checked * 1000:.0f} ms; {len(made.claims)} claims, {steps} steps, {size} kB"
    )


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="How long vka takes, as ratios.")
    parser.add_argument("--quick", action="store_true", help="fewer runs, and a shorter agreement to check")
    quick = parser.parse_args().quick
    cold(rounds=9 if quick else 25)
    warm(rounds=3 if quick else 15)
    proof(rounds=5 if quick else 15)
    from bench import position_speed

    position_speed.main(rounds=2 if quick else 5)
    print("check   a made-up agreement / the bare parser")
    sys.stdout.flush()
    from bench import check_speed

    check_speed.main((LINES // 10,) if quick else (LINES // 10, LINES))


if __name__ == "__main__":
    main()

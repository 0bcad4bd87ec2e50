"""How long a position on a date takes, how it grows with the events of the case, and a year's duties when warm."""

from __future__ import annotations

import sys
import time
from datetime import date, timedelta
from math import log2
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

AGREEMENT = ROOT / "agreements" / "ibestad_harstad.vka"
CASE = ROOT / "agreements" / "saker" / "historie_normal.sak"
ON = date(2026, 11, 24)
FEW, MANY = 1_250, 10_000
POSITION_AIM = "as n log n"
DUTIES_AIM = "under 10 ms"


def history(case: Any, events: int) -> Any:
    """The case with more of what happens in it: part payments, meetings, requests for meetings and meetings on them."""
    from dsl.record import changed

    models = {record.kind: record for record in case.events}
    payment, meeting = models["betaling"], models["samarbeidsmøte"]
    request, answer = models["møteønske"], models["ønskemøte"]
    made = list(case.events)
    start, days = date(2020, 1, 2), (date(2026, 10, 30) - date(2020, 1, 2)).days
    terms = [r for r in case.events if r.kind == "betaling" and any("terminen" in name for name, _ in r.fields)]
    number = 0
    while len(made) < events:
        day = start + timedelta(days=number * 7919 % days)
        each, name = number % 10, f"nr-{number}"
        if each < 4:
            fields = terms[number % len(terms)].fields
            made.append(changed(payment, id=name, day=day, known=day, fields=fields))
        elif each < 6:
            made.append(changed(meeting, id=name, day=day, known=day))
        else:
            made.append(changed(request, id=name, day=day, known=day))
            later = day + timedelta(days=3)
            fields = tuple((field, name if field == "møteønske" else value) for field, value in answer.fields)
            made.append(changed(answer, id=f"{name}-holdt", day=later, known=later, fields=fields))
        number += 1
    made.sort(key=lambda record: (record.day, record.id))
    return changed(case, events=tuple(made[:events]), digest=f"{case.digest}-{events}")


def position_seconds(agreement: Any, case: Any) -> float:
    """A position on a case nobody has asked about before."""
    begun = time.perf_counter()
    agreement.position(case, ON, ON)
    return time.perf_counter() - begun


def main(rounds: int = 5) -> None:
    """Measure and print."""
    import vka

    agreement = vka.load(AGREEMENT, cache=False)
    case = vka.load_case(CASE, agreement)
    agreement.position(case, ON, ON)
    pairs = [tuple(position_seconds(agreement, history(case, events)) for events in (FEW, MANY)) for _ in range(rounds)]
    ratio = median(many / few for few, many in pairs)
    wanted = MANY * log2(MANY) / (FEW * log2(FEW))
    print(f"position  {MANY:,} events / {FEW:,} events    {ratio:6.2f}   aim: {POSITION_AIM}, that is {wanted:.1f}")
    few, many = (median(pair[at] for pair in pairs) * 1000 for at in (0, 1))
    print(f"          {many:.0f} ms / {few:.0f} ms, the case met for the first time")
    long = history(case, MANY)
    for about, name in ((case, "the normal run"), (long, f"{MANY:,} events")):
        times = []
        for _ in range(rounds * 3):
            begun = time.perf_counter()
            agreement.duties(date(2026, 1, 1), date(2026, 12, 31), about, asked=ON)
            times.append(time.perf_counter() - begun)
        print(f"duties    a year, all parties, warm: {median(times) * 1000:.1f} ms ({name})   aim: {DUTIES_AIM}")


if __name__ == "__main__":
    main()

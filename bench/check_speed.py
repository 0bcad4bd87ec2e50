"""How long the whole check of an agreement takes, beside the bare parser, and how it grows.

``python bench/check_speed.py [lines …]`` prints a line per size: the time of reading, resolving and checking; the time
Lark's LALR parser alone takes on the same text; their ratio; and microseconds per line, level if growth is linear.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lark import Lark

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from synthetic import agreement  # noqa: E402  # found through the path above

from dsl.parse import grammar  # noqa: E402  # as above
from dsl.pipeline import load_text  # noqa: E402  # as above

SIZES = (5_000, 15_000, 50_000)
ROUNDS = 3


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of ``ROUNDS`` runs, each begun without garbage."""
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        start = time.perf_counter()
        outcome = work()
        times.append(time.perf_counter() - start)
        del outcome
    return min(times)


def main(sizes: tuple[int, ...]) -> None:
    """Measure each size and print it."""
    bare = Lark((ROOT / "dsl" / "grammar.lark").read_text(encoding="utf-8"), parser="lalr", lexer="contextual")
    grammar()  # made before the clock starts, as is the bare parser
    print(f"{'lines':>8}  {'check s':>8}  {'parser s':>8}  {'ratio':>6}  {'µs/line':>8}")
    for size in sizes:
        text = agreement(size)
        lines = text.count("\n")
        loaded = load_text(text)
        assert loaded.diagnostics == (), loaded.diagnostics[:3]
        del loaded
        check = best(lambda text=text: load_text(text))  # type: ignore[misc]  # the loop's text, bound at once
        parser = best(lambda text=text: bare.parse(text))  # type: ignore[misc]  # as above
        each = check / lines * 1e6
        print(f"{lines:>8}  {check:>8.2f}  {parser:>8.2f}  {check / parser:>6.2f}  {each:>8.1f}", flush=True)


if __name__ == "__main__":
    main(tuple(int(a) for a in sys.argv[1:]) or SIZES)

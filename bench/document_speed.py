"""How long the contract takes as each kind of file, with peak memory, and how that grows with its length.

``python bench/document_speed.py [times …]`` prints a line for each format and length: the agreement, and documents as
many times as long. Each is made in a process of its own: the seconds are those of composing and writing alone, the
memory is the process's highest.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from attrs import evolve

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from renderers.document import Block, Citation, Document, Emphasis, Inline, List, Strong  # noqa: E402  # by that path

AGREEMENT = ROOT / "agreements" / "ibestad_harstad.vka"
FORMATS = ("text", "html", "docx", "pdf", "akn")
TIMES = (1, 10, 100)


def longer(document: Document, times: int) -> Document:
    """The blocks again and again, each time with anchors of their own."""
    if times == 1:
        return document
    return evolve(document, blocks=[_again(block, f"k{turn}-") for turn in range(times) for block in document.blocks])


def _again(block: Block, prefix: str) -> Block:
    if isinstance(block, List):
        return List([evolve(i, anchor=_own(i.anchor, prefix), inlines=_line(i.inlines, prefix)) for i in block.items])
    return evolve(block, anchor=_own(block.anchor, prefix), inlines=_line(block.inlines, prefix))


def _own(anchor: str | None, prefix: str) -> str | None:
    return None if anchor is None else prefix + anchor


def _line(inlines: tuple[Inline, ...], prefix: str) -> list[Inline]:
    out: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Emphasis | Strong):
            out.append(evolve(inline, inlines=_line(inline.inlines, prefix)))
        elif isinstance(inline, Citation) and inline.href is not None and inline.href.startswith("#"):
            out.append(evolve(inline, href=f"#{prefix}{inline.href[1:]}"))
        else:
            out.append(inline)
    return out


def one(to: str, times: int) -> None:
    """Make one file, and print seconds, kilobytes and megabytes at the highest."""
    from resource import RUSAGE_SELF, getrusage

    from renderers.compose import compose
    from vka.api import load
    from vka.papers import paper_bytes

    document = longer(compose(load(AGREEMENT).contract), times)
    start = time.perf_counter()
    made = paper_bytes(document, to)
    taken = time.perf_counter() - start
    highest = getrusage(RUSAGE_SELF).ru_maxrss
    print(f"{to:<6}{times:>6}  {taken:>8.2f}  {len(made) / 1000:>9.0f}  {highest / 1024:>8.0f}")


def main(sizes: tuple[int, ...]) -> None:
    """Measure each format and length, each in a new process."""
    print(f"{'':<6}{'times':>6}  {'seconds':>8}  {'kilobytes':>9}  {'peak MB':>8}")
    for to in FORMATS:
        for times in sizes:
            subprocess.run([sys.executable, __file__, "--one", to, str(times)], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], int(sys.argv[3]))
    else:
        main(tuple(int(a) for a in sys.argv[1:]) or TIMES)

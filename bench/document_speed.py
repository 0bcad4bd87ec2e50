"""``python -m bench.document_speed``: the agreement to Word, PDF and HTML, and one a hundred times as long.

Convention: each measurement is a process of its own, so that its peak of memory is its own; the agreement is read
before the clock starts. What grows with the text grows 100 times; more is a mistake in a writer.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.__main__ import AGREEMENT, seconds  # noqa: E402  # the path above is what makes it importable
from renderers.document import Document, Heading, List, ListItem, Paragraph  # noqa: E402  # as above

FORMATS = ("docx", "pdf", "html")
TIMES = 100


def longer(document: Document, times: int) -> Document:
    """The same text ``times`` over, with clause numbers that go on; links lead within their own copy no more."""
    tops = sum(1 for heading in document.headings() if heading.level == 1)
    blocks: list[Heading | Paragraph | List] = []
    for copy in range(times):
        for block in document.blocks:
            match block:
                case Heading():
                    number = _on(block.number, copy * tops)
                    blocks.append(Heading(block.inlines, f"k{copy}-{block.anchor}", number=number, level=block.level))
                case Paragraph():
                    blocks.append(Paragraph(_unlinked(block), f"k{copy}-{block.anchor}"))
                case List():
                    items = [ListItem(i.label, i.inlines, anchor=f"k{copy}-{i.anchor}") for i in block.items]
                    blocks.append(List(items))
    return Document(document.title, blocks, language=document.language, signatures=document.signatures)


def _on(number: str | None, by: int) -> str | None:
    if number is None:
        return None
    first, *rest = number.split(".")
    return ".".join([str(int(first) + by), *rest])


def _unlinked(block: Paragraph) -> str:
    return block.plain_text()


def writer(to: str) -> Callable[[Document], bytes]:
    """What makes a document a file of a format."""
    if to == "docx":
        from renderers.word.write import to_docx

        return to_docx
    if to == "pdf":
        from renderers.to_pdf import to_pdf

        return to_pdf
    from renderers.to_html import to_html

    return lambda document: to_html(document).encode()


def measure(to: str, times: int) -> None:
    """Print the seconds, the bytes and the peak of this process in MiB."""
    import resource

    from renderers.compose import compose
    from vka.api import load

    document = compose(load(AGREEMENT).contract)
    if times > 1:
        document = longer(document, times)
    write = writer(to)
    write(Document("T", [Paragraph("Ord.")]))  # the libraries are loaded before the clock starts
    made: list[bytes] = []
    took = seconds(lambda: made.append(write(document)))
    print(took, len(made[0]), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    """Measure every format at both lengths, and print the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--one", nargs=2, metavar=("FORMAT", "TIMES"))
    given = parser.parse_args()
    if given.one:
        measure(given.one[0], int(given.one[1]))
        return
    for to in FORMATS:
        (t1, b1, m1), (t100, b100, m100) = (measured(to, times) for times in (1, TIMES))
        print(
            f"{to:<5} one: {t1 * 1000:5.0f} ms, {b1 / 1000:5.0f} kB, {m1:5.0f} MiB   {TIMES} times: {t100:5.1f} s,"
            f" {b100 / 1e6:5.1f} MB, {m100:5.0f} MiB   growth {t100 / t1:6.1f}"
        )


def measured(to: str, times: int) -> tuple[float, int, float]:
    """Seconds, bytes and MiB of a process of its own."""
    command = [sys.executable, "-m", "bench.document_speed", "--one", to, str(times)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    took, size, peak = done.stdout.split()
    return float(took), int(size), float(peak)


if __name__ == "__main__":
    main()

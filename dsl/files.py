"""Files to bytes, with what can go wrong as errors of the catalogue.

The size is looked up before anything is read, so that a huge file costs no memory.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from dsl.diagnostics import Diagnostic

LIMIT = 20_000_000
"""The largest file read, in bytes."""


def read_file(path: Path | str) -> bytes | Diagnostic:
    """The bytes of a file, or why it cannot be read: V106 too large, V111 missing, V112 no file, V113 not allowed."""
    try:
        info = os.stat(path or os.curdir)
        if not stat.S_ISREG(info.st_mode):  # a device or a pipe has no end
            return _problem("V112", path)
        if info.st_size > LIMIT:
            return too_large(info.st_size)
        with open(path, "rb") as file:
            data = file.read(LIMIT + 1)
    except PermissionError:
        return _problem("V113", path)
    except (OSError, ValueError):  # no such file, or a name that no file can have: too long, or with a NUL in it
        return _problem("V111", path)
    return too_large(len(data)) if len(data) > LIMIT else data


def _problem(code: str, path: Path | str) -> Diagnostic:
    from dsl.diagnostics import problem  # a question about files that can be read has no need of it
    from dsl.syntax import NOWHERE

    return problem(code, NOWHERE, name=str(path))


def too_large(size: int) -> Diagnostic:
    """The error for a file of ``size`` bytes."""
    from dsl.diagnostics import problem
    from dsl.syntax import NOWHERE

    return problem("V106", NOWHERE, size=f"{size / 1_000_000:.0f}", limit=f"{LIMIT / 1_000_000:.0f}")

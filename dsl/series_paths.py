"""The series files a case can rest on, found without reading the case: what a kept case is known by includes them."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from dsl.files import read_file

if TYPE_CHECKING:
    from dsl.diagnostics import Diagnostic

SUFFIX = ".csv"
_IN_TEXT = re.compile("«([^«»]*)»")


def series_paths(text: str) -> tuple[str, ...]:
    """Every path of a series that a case's text can name, in order: what stands between « » and ends as one does.

    It may be too many, never too few.
    """
    if SUFFIX not in text.lower():
        return ()
    found = (match[1].strip() for match in _IN_TEXT.finditer(text))
    return tuple(dict.fromkeys(path for path in found if path.lower().endswith(SUFFIX)))


def read_beside(case_name: str, path: str) -> bytes | Diagnostic:
    """The bytes of a series by its path from the case file's folder, or why it cannot be read."""
    return read_file(os.path.join(os.path.dirname(case_name), path))


def series_of(data: bytes, case_name: str) -> dict[str, bytes | Diagnostic]:
    """The series files that a case of these bytes can name, each read once."""
    return {path: read_beside(case_name, path) for path in series_paths(data.decode("utf-8", "replace"))}

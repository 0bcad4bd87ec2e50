"""Which file is a case, and where the agreement it belongs to lies."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from vka.errors import InputError
from vka.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

_START = r"\A(?:\ufeff|\s|#[^\n]*\n)*"
_CASE = re.compile(_START + r"sak\s+\S+\s+til\s+([^\s.;«]+)")
_CASE_START = re.compile(_START + r"sak\b")
_AGREEMENT = re.compile(_START + r"(?:endrings)?avtale\s+([^\s.;«]+)")
_HEAD = 100_000
"""Bytes. The head of a file comes after comments only."""


def is_case(path: str | Path, data: bytes) -> bool:
    """Whether the file is a case: by its first word, and by its name when that word is neither."""
    head = data[:_HEAD].decode("utf-8", "replace")
    if _CASE_START.match(head):
        return True
    return _AGREEMENT.match(head) is None and Path(path).suffix.lower() == ".sak"


def agreement_of(path: str | Path, data: bytes, given: Iterable[str] = ()) -> Path:
    """The agreement a case names: among the files ``given`` with it, else in its own folder or the one above.

    Raises ``InputError`` if it is not just one.

    A case about an amended agreement names its latest amendment: «sak x til ikt-endret».
    """
    named = _CASE.match(data[:_HEAD].decode("utf-8", "replace"))
    if named is None:
        raise InputError(
            f"{path} sier ikke hvilken avtale saken gjelder («sak x til NAVN»). Oppgi den med --agreement.",
            f"{path} does not say which agreement it is about (“sak x til NAME”). Give it with --agreement.",
        )
    beside = {Path(each).resolve(): Path(each) for each in given if name_of(Path(each)) == named[1]}
    if len(beside) == 1:
        return next(iter(beside.values()))
    folder = Path(path).resolve().parent
    files = [file for place in (folder, folder.parent) for file in sorted(place.glob("*.vka"))]
    found = [file for file in files if name_of(file) == named[1]]
    if len(found) == 1:
        return found[0]
    nb = "finner flere avtaler" if found else "finner ingen avtale"
    en = "found several agreements" if found else "found no agreement"
    raise InputError(
        f"{nb} med navnet «{named[1]}» for {path}. Oppgi den med --agreement.",
        f"{en} called “{named[1]}” for {path}. Give it with --agreement.",
    )


def cases_about(path: str | Path, name: str) -> tuple[Path, ...]:
    """The case files about an agreement of that name, in its own folder and in ``saker`` under it, by their names."""
    folder = Path(path).parent
    files = [file for place in (folder, folder / "saker") for file in sorted(place.glob("*.sak"))]
    return tuple(file for file in files if _about(file) == name)


def _about(file: Path) -> str:
    try:
        data = read_bytes(file)
    except InputError:  # as below
        return ""
    named = _CASE.match(data[:_HEAD].decode("utf-8", "replace"))
    return named[1] if named else ""


def name_of(file: Path) -> str:
    """The name of the agreement or the amendment a file is, by its head; "" if it is neither or cannot be read."""
    try:
        data = read_bytes(file)
    except InputError:  # not for us to judge: it may not be the one sought
        return ""
    named = _AGREEMENT.match(data[:_HEAD].decode("utf-8", "replace"))
    return named[1] if named else ""

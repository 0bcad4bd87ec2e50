"""The files an agreement rests on: statutes it builds on, and the agreement that an amendment changes.

The texts are put one after the other, the file asked for first, so that one offset tells both file and place.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from dsl.escapes import QUOTED
from dsl.files import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINK = re.compile(
    rf"\b(?:bygger\s+på(?:\s|#[^\n]*\n)*(?=\s|«)|endringsavtale\s+\S+\s+{QUOTED}\s+til)\s+«([^«»]+\.vka)»"
)


def linked(text: str, name: str) -> tuple[str, ...]:
    """The paths of the files a text names, seen from the folder of the file ``name`` it is read from."""
    folder = os.path.dirname(name)  # pathlib takes longer to load than all this
    return tuple(os.path.join(folder, found) for found in _LINK.findall(text))


def linked_bytes(data: bytes, name: str) -> tuple[bytes, ...]:
    """What an agreement's meaning also turns on: the bytes of every file it names, directly or through another.

    Files that cannot be read, are met again or only look named are left out here: reading the agreement tells of them.
    """
    return tuple(_all(data, name, set()))


def _all(data: bytes, name: str, seen: set[str]) -> Iterator[bytes]:
    if b".vka\xc2\xbb" not in data:  # nothing ends as a file between « » does: the common case costs nothing
        return
    for path in linked(data.decode("utf-8", "replace"), name):
        place = os.path.normpath(path)
        if place in seen:
            continue
        seen.add(place)
        found = read_file(path)
        if isinstance(found, bytes):
            yield found
            yield from _all(found, path, seen)

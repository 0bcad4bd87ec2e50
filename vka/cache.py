"""Checked contracts and cases kept between runs, so that a question needs no parsing.

Convention: an entry is data only, in the text of ``dsl.codec``; nothing in it is ever run. Its name is a hash of the
sources and of the program that read them, and its first line a hash of the rest, so that an entry that is old, damaged
or somebody else's is not found, and is written anew. The cache may vanish at any time; no failure of it is an error.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TypeVar

from vka._version import VERSION

if TYPE_CHECKING:
    from hashlib import sha256
    from pathlib import Path
else:
    try:  # the interpreter's own: hashlib loads a whole library of cryptography, which takes longer than to answer
        from _sha2 import sha256
    except ImportError:
        try:
            from _sha256 import sha256  # its name before Python 3.12
        except ImportError:
            from hashlib import sha256

T = TypeVar("T")

MOST_ENTRIES = 64
_SUFFIX = ".vkac"
_UNREADABLE = (ValueError, ArithmeticError)
"""What the codec raises for an entry of another shape, and what values in it may: 1/0 is no share."""


class Cache:
    """Entries in a folder; with None, nothing is kept or found."""

    def __init__(self, folder: str | os.PathLike[str] | None) -> None:
        self._folder = folder

    def get(self, key: str, kind: type[T]) -> T | None:
        """The object kept under the key if it is of that kind, else None."""
        if self._folder is None:
            return None
        try:
            with open(os.path.join(self._folder, f"{key}{_SUFFIX}"), "rb") as file:
                data = file.read()
        except OSError:
            return None
        mark, _, body = data.partition(b"\n")
        if mark != sha256(body).hexdigest().encode():
            return None
        from dsl.codec import decode

        try:
            found = decode(body.decode("utf-8"))
        except _UNREADABLE:
            return None
        return found if isinstance(found, kind) else None

    def put(self, key: str, kept: object) -> None:
        """Keep the object under the key, and drop the oldest entries beyond ``MOST_ENTRIES``."""
        if self._folder is None:
            return
        from pathlib import Path

        from dsl.codec import encode
        from vka.files import replace_file

        folder = Path(self._folder)

        try:
            body = encode(kept).encode("utf-8")
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(folder / f"{key}{_SUFFIX}", sha256(body).hexdigest().encode() + b"\n" + body)
            _drop_oldest(folder)
        except (OSError, ValueError):  # ValueError: a kind of thing the codec does not know
            return


def _drop_oldest(folder: Path) -> None:
    entries = [(entry.stat().st_mtime_ns, entry) for entry in folder.glob(f"*{_SUFFIX}")]
    for _, entry in sorted(entries, reverse=True)[MOST_ENTRIES:]:
        entry.unlink(missing_ok=True)


def users_cache() -> Cache:
    """The cache of this user: ``VKA_CACHE`` names its folder, or is 0 for none; else where the system keeps caches."""
    named = os.environ.get("VKA_CACHE", "")
    if named == "0":
        return Cache(None)
    if named:
        return Cache(named)
    home = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else "")
    if not home:
        home = os.path.join(os.path.expanduser("~"), ".cache")
    return Cache(None if home.startswith("~") else os.path.join(home, "vka"))  # a ~ is left where a user has no home


def key_of(*sources: bytes) -> str:
    """The name of the entry made from these sources by this program."""
    parts = [f"{VERSION} {sys.version_info[:2]} {_program()}".encode(), *sources]
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def _program() -> str:
    """Names, sizes and times of the files that read sources, so that a changed program finds nothing old."""
    import dsl

    folder = os.path.dirname(dsl.__file__ or "")
    return ";".join(_stamps(folder))


def _stamps(folder: str) -> list[str]:
    stamps: list[str] = []
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        for entry in entries:
            if entry.is_dir() and entry.name != "__pycache__":
                stamps += _stamps(entry.path)
            elif entry.name.endswith((".py", ".lark")):
                found = entry.stat()
                stamps.append(f"{entry.name} {found.st_size} {found.st_mtime_ns}")
    except OSError:  # read from an archive: the version alone tells programs apart
        return stamps
    return stamps

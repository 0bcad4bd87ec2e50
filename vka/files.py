"""Reading and writing files, so that every failure is an ``InputError`` with words for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from vka.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

_REASONS: dict[type[OSError], tuple[str, str]] = {
    IsADirectoryError: ("det er en mappe. Oppgi en fil i den", "it is a folder. Name a file in it"),
    NotADirectoryError: (
        "en del av stien er ikke en mappe. Velg en annen",
        "a part of the path is not a folder. Choose another",
    ),
    PermissionError: (
        "du har ikke tilgang til å skrive der. Velg en annen mappe",
        "you may not write there. Choose another folder",
    ),
}


def read_bytes(path: str | Path) -> bytes:
    """A file's bytes. Raises ``InputError`` when it cannot be read."""
    from dsl.files import read_file

    found = read_file(path)
    if isinstance(found, bytes):
        return found
    raise InputError(*(f"{found.message(each)}. {_sentence(found.advice(each))}" for each in ("nb", "en")))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def write_text(path: str | Path, text: str) -> None:
    """Write a whole file or nothing: no reader meets half of it. Raises ``InputError`` when it cannot be written."""
    write_bytes(path, text.encode())


def write_bytes(path: str | Path, data: bytes) -> None:
    """As ``write_text``, for bytes."""
    from pathlib import Path

    if not str(path).strip():
        raise InputError(
            "navnet på filen det skal skrives til, er tomt. Oppgi et filnavn.",
            "the name of the file to write is empty. Name a file.",
        )
    try:
        replace_file(Path(path), data)
    except (OSError, ValueError) as error:
        nb, en = _reason(error, Path(path))
        raise InputError(f"kan ikke skrive {path}: {nb}.", f"cannot write {path}: {en}.") from error


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of the file in one step, keeping its permissions. Raises ``OSError``."""
    from pathlib import Path
    from tempfile import NamedTemporaryFile

    target = path.resolve()  # a link stays a link
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise IsADirectoryError(str(path))
        target.write_bytes(data)  # a device or pipe is written to, not replaced
        return
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
        try:
            file.write(data)
            file.close()
            os.chmod(file.name, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            os.replace(file.name, target)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _reason(error: OSError | ValueError, path: Path) -> tuple[str, str]:
    if "\0" in str(path):
        return "ingen fil kan ha et slikt navn. Oppgi et annet", "no file can have such a name. Give another"
    if isinstance(error, FileNotFoundError):
        return (
            f"mappen «{path.parent}» finnes ikke. Lag den, eller velg en annen",
            f"there is no folder “{path.parent}”. Make it, or choose another",
        )
    for kind, words in _REASONS.items():
        if isinstance(error, kind):
            return words
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return said, said

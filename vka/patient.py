"""Streams whose reader may leave before all is written: ``vka check *.sak | head -1``.

What comes after is not shown, but it is done, so that the exit status is that of the outcome.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO


class Patient:
    """A stream that goes on into nothing once nobody reads it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, or let go."""
        try:
            return self._stream.write(text)
        except BrokenPipeError:
            let_go(self._stream)
            return len(text)

    def flush(self) -> None:
        """Flush, or let go."""
        try:
            self._stream.flush()
        except BrokenPipeError:
            let_go(self._stream)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def let_go(stream: TextIO) -> None:
    """Let nothing more be written, so that the interpreter does not complain when it closes the stream."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return


@contextmanager
def patient_streams() -> Iterator[None]:
    """Standard output and complaints are patient in here."""
    out, err = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (Patient(x) if x is not None else x for x in (out, err))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, err

"""Amendments in tests: the real agreement changed by a few statements, and chains of such changes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dsl.amendments.load import load_amended
from dsl.contract import Contract
from dsl.diagnostics import Diagnostic
from dsl.files import read_file
from dsl.pipeline import Loaded, load_bytes
from tests.helpers import ROOT

FOLDER = ROOT / "agreements"
REAL = FOLDER / "ibestad_harstad_endring1.vka"


def head(since: str, name: str = "prøve", to: str = "ibestad_harstad.vka", law: str = "") -> str:
    """The first statement of an amendment."""
    under = f"; hjemmel <{law}>" if law else ""
    return f"endringsavtale {name} «Endringsavtale {name}» til «{to}» fra {since}{under}.\n"


def read(text: str, **beside: str) -> Loaded:
    """An amendment lying beside the real agreement, and other amendments as ``<name>.vka`` beside it."""

    def reader(path: str) -> bytes | Diagnostic:
        found = beside.get(Path(path).stem)
        return found.encode() if found is not None else read_file(path)

    return load_amended(text, str(FOLDER / "prøve.vka"), reader)


@cache
def amended(since: str, statements: str, law: str = "") -> Loaded:
    """The real agreement with statements that change it from a day."""
    return without_errors(read(head(since, law=law) + statements))


def without_errors(loaded: Loaded) -> Loaded:
    """What was read, which must have no errors."""
    assert loaded.contract is not None, [(d.code, d.words) for d in loaded.diagnostics]
    return loaded


def made(loaded: Loaded) -> Contract:
    """Its contract."""
    assert loaded.contract is not None
    return loaded.contract


def codes(text: str, **beside: str) -> list[str]:
    """The errors of an amendment."""
    return [d.code for d in read(text, **beside).diagnostics]


@cache
def with_newcomer() -> Loaded:
    """The amendment that lies in ``agreements/``."""
    return without_errors(load_bytes(REAL.read_bytes(), str(REAL)))

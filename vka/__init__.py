"""vka: agreements that answer.

    import vka

    agreement = vka.load("agreements/my_agreement.vka")
    case = vka.load_case("agreements/saker/my_case.sak", agreement)
    answer = agreement.ask("Kan A kommune tre ut 1.1.2027?", case)
    print(answer.headline, answer.status)

``import vka`` loads nothing else; each name below is brought in when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.answer import Answer, NoAnswer, Status
    from engine.review import Review
    from vka._version import VERSION as __version__
    from vka.api import Agreement, load, load_case
    from vka.errors import SourceError

__all__ = ["Agreement", "Answer", "NoAnswer", "Review", "SourceError", "Status", "__version__", "load", "load_case"]

_HOMES = {
    "Agreement": "vka.api",
    "Answer": "engine.answer",
    "NoAnswer": "engine.answer",
    "Review": "engine.review",
    "SourceError": "vka.errors",
    "Status": "engine.answer",
    "load": "vka.api",
    "load_case": "vka.api",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("vka._version").VERSION
    if name in _HOMES:
        value = globals()[name] = getattr(import_module(_HOMES[name]), name)
        return value
    raise AttributeError(f"module 'vka' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

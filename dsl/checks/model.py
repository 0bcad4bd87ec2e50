"""What a check gets to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from dsl import syntax as s
    from dsl.contract import Norm
    from dsl.definitions import Program
    from dsl.text import AgreementText


@frozen
class Checked:
    """An agreement after all its parts are compiled."""

    program: Program
    text: AgreementText
    statements: list[tuple[str, s.Statement]]
    norms: tuple[Norm, ...]

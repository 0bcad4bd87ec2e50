"""Checks of a whole agreement: a tuple of functions with one signature. Adding a check is adding a function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl.checks.circles import no_circles
from dsl.checks.model import Checked
from dsl.checks.rank import no_unranked_overlap
from dsl.checks.use import everything_used

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsl.diagnostics import Diagnostic

CHECKS: tuple[Callable[[Checked], list[Diagnostic]], ...] = (no_circles, no_unranked_overlap, everything_used)

__all__ = ["CHECKS", "Checked"]

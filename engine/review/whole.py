"""The checklist put together: every check there is, sorted by weight and then by clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from engine.ask import model_of
from engine.review.empty import never_true
from engine.review.findings import KINDS, Finding, Review
from engine.review.law import gaps, missing_content, names, tensions
from engine.review.readings import readings
from engine.review.references import references, slips
from engine.review.standing import standing_on
from engine.versions import version_on

if TYPE_CHECKING:
    from dsl.case import Case
    from dsl.contract import Contract
    from engine.world import Model

CHECKS: tuple[Callable[[Model, Contract, Sequence[Case], str], list[Finding]], ...] = (
    missing_content, references, never_true, readings, tensions, gaps, names, slips,
)  # fmt: skip
"""Each takes the model, the agreement as it stands, the cases and a language. Adding a check is adding a function."""


def review(contract: Contract, cases: Sequence[Case] = (), lang: str = "nb", as_of: date | None = None) -> Review:
    """The checklist of an agreement, one that is amended as it stands on a day (the latest version if None).

    Readings are given a worth by the answers of the cases that are about that version.
    """
    day = date.max if as_of is None else as_of
    model, standing = model_of(contract), standing_on(contract, day)
    version = version_on(contract, day)
    found = [finding for check in CHECKS for finding in check(model, standing, cases, lang)]
    found.sort(key=lambda f: (-f.weight, _place(f, contract), KINDS.index(f.kind), f.line, f.name))
    statutes = tuple(s.name for s in contract.statutes if s.name != contract.name)
    return Review(
        contract=contract.name, title=contract.title, language=lang, statutes=statutes,
        cases=tuple(c.name for c in cases), findings=tuple(found), as_of=as_of if version is not None else None,
        version=version.title if version is not None and version.day is not None else "",
        since=version.day if version is not None else None,
    )  # fmt: skip


def _place(finding: Finding, contract: Contract) -> tuple[int, ...]:
    """The clause's place in the agreement; what has none comes first."""
    if not finding.clauses or not finding.clauses[0]:
        return ()
    return tuple(int(n) for n in re.findall(r"\d+", finding.clauses[0]))

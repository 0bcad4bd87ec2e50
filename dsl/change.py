"""What an amendment changed, as a reader is told of it."""

from __future__ import annotations

from dsl.record import Record, record_kw


@record_kw
class Change(Record):
    """One thing an amendment changed.

    ``how`` is "ny", "endret" or "opphevet"; ``kind`` the keyword of what bears the ``name``, or "ledd", "overskrift" or
    "punkt" for text; ``old`` and ``new`` are values as spelled, or text as printed, "" where there is none.
    """

    how: str
    kind: str
    name: str
    clause: str
    old: str = ""
    new: str = ""

"""What became of an edited document: what is in the source now, and what is written nowhere and only told."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from dsl.diagnostics import Diagnostic
from dsl.edits.edited import Comment, Leftover, TrackedChange

FindingKind = Literal[
    "quotation",
    "value",
    "changed",
    "new",
    "deleted",
    "moved",
    "renumbered",
    "reference",
    "dead",
    "range",
    "unmapped",
    "kept",
    "remark",
    "layout",
]


@frozen(kw_only=True)
class Finding:
    """One thing an import did, or could not do.

    ``clause`` is where («punkt 11.1», as the document counts; what is deleted, as the source did); ``place`` where in
    the document; ``text`` what the document says and ``was`` what the source said, a line for each passage. ``names``
    are what builds on it: rules, or the name of a value. ``why`` says more, in Norwegian and English.

    Kinds: a **quotation** of the agreement's own words stands in the text no longer; a **value** has a new spelling; a
    sentence is **changed**, **new** or **deleted**; a line has **moved**; a clause is **renumbered**; a **reference**
    or a quotation followed a clause or a value; a **dead** one leads to a clause that is gone, whatever clause may have
    its number now; a **range** names several at once, some of which have other numbers. **unmapped** is what is not in
    the source; **kept** are statements whose passage is gone; a **remark** of ours names a clause that has another
    number now; **layout** is white space that was folded, ``text`` lines in all; their places are parted by «; ».
    """

    kind: FindingKind
    clause: str = ""
    place: str = ""
    text: str = ""
    was: str = ""
    names: tuple[str, ...] = ()
    why: tuple[str, str] = ("", "")


@frozen(kw_only=True)
class Imported:
    """The outcome. ``text`` is the new source (the old one if nothing is to be written), ``was`` the old one.

    ``gone`` are numbers no clause of the old source has any longer, ``recounted`` the clauses whose passages are
    counted anew.
    ``errors`` are reading errors of what would have been the new source (``failed``); nothing is then written.
    """

    was: str
    text: str
    findings: tuple[Finding, ...]
    comments: tuple[Comment, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    pending: tuple[TrackedChange, ...] = ()
    gone: tuple[str, ...] = ()
    recounted: tuple[str, ...] = ()
    errors: tuple[Diagnostic, ...] = ()
    failed: str = ""

    @property
    def changed(self) -> bool:
        """Is the new source another than the old?"""
        return self.text != self.was

    def of(self, *kinds: FindingKind) -> tuple[Finding, ...]:
        """The findings of some kinds, in order."""
        return tuple(f for f in self.findings if f.kind in kinds)

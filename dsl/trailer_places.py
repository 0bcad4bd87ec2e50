"""Which statements a side remark says anything about.

The grammar lets every statement have every remark after a semicolon; one that its statement does not read would be
lost without a word. Remarks for people (merknad, kilde, fordi, råd, hjemmel) may stand anywhere, and what a statute
alone has is told of in ``dsl/includes.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl import syntax as s
from dsl.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_NORMS = "plikt, forbud, rett, krav, tillatelse, kompetanse"
_NORM = (s.NormDecl,), _NORMS
_BREACH = (s.NormDecl, s.RoleDecl), _NORMS  # V214 says more of a role
_EVENT = (s.EventDecl,), "hendelse"
_JUDGED = (s.JudgementDecl,), "skjønn"
_IN_FORCE = (s.RuleDecl, s.NormDecl, s.Passage), f"regel, {_NORMS}, «…»"
_PLACES: dict[str, tuple[tuple[type, ...], str]] = {
    "frist": _NORM, "gjentas": _NORM, "dekket": _NORM, "overfor": _NORM, "følge": _NORM,
    "oppfylt": _BREACH, "brutt": _BREACH, "bortfaller": ((s.NormDecl, s.RoleDecl), f"rolle, {_NORMS}"),
    "der": _EVENT, "utføres av": _EVENT, "brudd": _EVENT, "følger": _EVENT, "bare av part": _EVENT, "engelsk": _EVENT,
    "avgjøres av": _JUDGED, "taler for": _JUDGED, "taler mot": _JUDGED,
    "truffet av": ((s.Judged,), "skjønn den …"), "valgt av": ((s.ReadingChosen,), "valgt"),
    "kjent fra": ((s.Happened, s.Judged, s.FactGiven), "den …, skjønn den …, faktum"),
    "den": ((s.Head, s.ReadingChosen), "avtale, valgt"),
    "målform": ((s.Head,), "avtale, lovtekst"), "identifikator": ((s.Head,), "lovtekst"),
    "i kraft fra": _IN_FORCE, "fram til": _IN_FORCE,
    "utfylles av": ((s.SilenceDecl,), "taushet"), "vilkår for": ((s.RuleDecl,), "regel"),
    "gjelder": ((s.TensionDecl,), "spenning"), "betinget": ((s.RequirementDecl,), "innholdskrav"),
}  # fmt: skip
"""What the remark begins with, the statements that read it, and how these begin."""
_WITH = {"dekket": "dekket med", "oppfylt": "oppfylt når", "bortfaller": "bortfaller når", "brutt": "brutt når"}


def misplaced(tree: s.AgreementFile | s.AmendmentFile | s.CaseFile) -> Iterator[Diagnostic]:
    """V122 for a remark that says nothing where it stands."""
    for statement in (tree.head, *tree.statements):
        for trailer in getattr(statement, "trailers", ()):
            word = _word(trailer)
            classes, where = _PLACES.get(word, ((), ""))
            if classes and not isinstance(statement, classes):
                yield problem("V122", trailer.span, what=_WITH.get(word, word), where=where)


def _word(trailer: s.Trailer) -> str:
    match trailer:
        case s.FieldTrailer():
            return "der"
        case s.ActorTrailer():
            return "utføres av"
        case s.BreachTrailer():
            return "brudd"
        case s.RankTrailer():
            return trailer.rank
    return trailer.kind

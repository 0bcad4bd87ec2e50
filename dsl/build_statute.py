"""Parse-tree callbacks of statutes and of what an agreement says about law."""

from __future__ import annotations

from lark import Token

from dsl import syntax as s
from dsl.build_case import CaseBuilder
from dsl.build_help import Kids, name_of, span_of, words


class StatuteBuilder(CaseBuilder):
    """One method per grammar rule, as in ``Builder``."""

    def lovhode(self, c: Kids) -> s.Head:
        return s.Head(name_of(c[0]), c[1], tuple(c[2:]), span_of(c), "lovtekst")

    def bygger(self, c: Kids) -> s.Include:
        return s.Include(c[1], span_of(c))

    def innholdskrav(self, c: Kids) -> s.RequirementDecl:
        return s.RequirementDecl(name_of(c[0]), c[1], tuple(c[2:]), span_of(c[:2]))

    def innhold(self, c: Kids) -> s.ContentDecl:
        names = tuple(name_of(x) for x in c[1:] if isinstance(x, Token))
        return s.ContentDecl(name_of(c[0]), names, tuple(c[1 + len(names) :]), span_of(c[: 1 + len(names)]))

    def spenning(self, c: Kids) -> s.TensionDecl:
        clauses = tuple(
            s.Name(words(x).removeprefix("punkt "), span_of(x)) for x in c[1:] if getattr(x, "type", "") == "PUNKT"
        )
        text = next(x for x in c if isinstance(x, s.Prose))
        trailers = tuple(x for x in c if isinstance(x, s.Trailer))
        return s.TensionDecl(
            name=name_of(c[0]), clauses=clauses, text=text, trailers=trailers, span=span_of(c[0], clauses, text)
        )

    def navn(self, c: Kids) -> s.RenamingDecl:
        turn = next(at for at, x in enumerate(c) if isinstance(x, Token) and x.type == "HETER")
        new = tuple(x for x in c[turn:] if isinstance(x, s.Prose))
        since = next(x for x in c if isinstance(x, s.LiteralExpr))
        trailers = tuple(x for x in c if isinstance(x, s.Trailer))
        latest = any(isinstance(x, Token) and x.type == "SENEST_FRA" for x in c)
        return s.RenamingDecl(
            name=name_of(c[0]), old=tuple(c[1:turn]), new=new, since=since, trailers=trailers,
            span=span_of(c[0], new, since), at_latest=latest,
        )  # fmt: skip

    def gyldighet(self, c: Kids) -> s.DayTrailer:
        return s.DayTrailer(words(c[0]), c[1], span_of(c))

    def hale_rang(self, c: Kids) -> s.RankTrailer:
        return s.RankTrailer(str(c[0]), span_of(c))

    def hale_navn(self, c: Kids) -> s.NamesTrailer:
        return s.NamesTrailer(words(c[0]), tuple(name_of(x) for x in c[1:]), span_of(c))

"""Parse-tree callbacks for case files."""

from __future__ import annotations

from typing import Any

from lark import Token, Transformer

from dsl import syntax as s
from dsl.build_help import RELATIONS, Kids, name_of, span_of, trailers_of, words


class CaseBuilder(Transformer[Token, Any]):
    """One method for each rule of a case file, in the grammar's order."""

    def sakhode(self, c: Kids) -> s.CaseHead:
        return s.CaseHead(
            name=name_of(c[0]), agreement=name_of(c[1]), title=c[2], trailers=tuple(c[3:]), span=span_of(c)
        )

    def komplett(self, c: Kids) -> s.CompleteUntil:
        kinds = tuple(name_of(x) for x in c if isinstance(x, Token) and x.type == "ORD")
        return s.CompleteUntil(day=c[1], kinds=kinds, trailers=trailers_of(c), span=span_of(c))

    def individ(self, c: Kids) -> s.IndividualDecl:
        return s.IndividualDecl(name=name_of(c[0]), phrase=c[1], trailers=tuple(c[2:]), span=span_of(c))

    def hendt(self, c: Kids) -> s.Happened:
        phrases = [x for x in c if isinstance(x, s.Phrase)]
        name = None if c[1] is None else name_of(c[1])
        return s.Happened(
            day=c[0],
            name=name,
            sentence=phrases[0],
            details=tuple(phrases[1:]),
            trailers=trailers_of(c),
            span=span_of(c),
        )

    def avgjort(self, c: Kids) -> s.Judged:
        sentence: s.Expr = c[1]
        if c[2] is not None:
            relation = RELATIONS[words(c[2]).removeprefix("er ")]
            sentence = s.Comparison(c[1], relation, c[3], span_of(c[1:4]))
        return s.Judged(day=c[0], sentence=sentence, trailers=trailers_of(c), span=span_of(c))

    def fakta(self, c: Kids) -> s.FactGiven:
        return s.FactGiven(c[0], tuple(c[1:]), span_of(c))

    def serie(self, c: Kids) -> s.SeriesGiven:
        return s.SeriesGiven(quantity=name_of(c[0]), path=c[2], trailers=tuple(c[3:]), span=span_of(c))

    def ukjent(self, c: Kids) -> s.DeclaredUnknown:
        return s.DeclaredUnknown(c[0], tuple(c[1:]), span_of(c))

    def valgt(self, c: Kids) -> s.ReadingChosen:
        return s.ReadingChosen(reading=name_of(c[0]), point=name_of(c[1]), trailers=tuple(c[2:]), span=span_of(c))

    def uteblitt(self, c: Kids) -> s.DidNotHappen:
        start = c[2] if c[1] is not None else None
        stop = c[4] if len(c) > 4 and c[3] is not None else None
        return s.DidNotHappen(phrase=c[0], start=start, stop=stop, trailers=trailers_of(c), span=span_of(c))

    def spor(self, c: Kids) -> s.AskedInCase:
        on, known, question, status, value = c[0], c[1], c[2], c[3], c[4]
        return s.AskedInCase(
            on=on, known=known, question=question, status=str(status or ""), value=value, trailers=trailers_of(c),
            span=span_of(c),
        )  # fmt: skip

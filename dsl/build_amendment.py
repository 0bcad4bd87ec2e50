"""Parse-tree callbacks for amendments."""

from __future__ import annotations

from lark import Token

from dsl import syntax as s
from dsl.build_help import Kids, name_of, span_of, token_span, words


class AmendmentBuilder:
    """One method for each rule of an amendment, in the grammar's order."""

    def endringsfil(self, c: Kids) -> s.AmendmentFile:
        return s.AmendmentFile(c[0], tuple(c[1:]))

    def endringshode(self, c: Kids) -> s.AmendmentHead:
        name, title, base, _, since, *trailers = c
        return s.AmendmentHead(
            name=name_of(name), title=title, base=base, since=since, trailers=tuple(trailers), span=span_of(c)
        )

    def endre_ledd(self, c: Kids) -> s.PassageChange:
        return s.PassageChange("endre", _place(c[0], c[1]), span_of(c))

    def endre_overskrift(self, c: Kids) -> s.HeadingChange:
        return s.HeadingChange(_place(c[1], None), c[2], span_of(c))

    def sett_inn_etter(self, c: Kids) -> s.PassageChange:
        return s.PassageChange("etter", _place(c[1], c[2]), span_of(c))

    def sett_inn_sist(self, c: Kids) -> s.PassageChange:
        return s.PassageChange("sist", _place(c[1], None), span_of(c))

    def opphev_tekst(self, c: Kids) -> s.TextRepeal:
        return s.TextRepeal(_place(c[0], c[1]), span_of(c))

    def opphev_navn(self, c: Kids) -> s.NameRepeal:
        return s.NameRepeal(name_of(c[0]), tuple(c[1:]), span_of(c[0]))


def _place(clause: Token, passage: Token | None) -> s.TextPlace:
    number = words(clause).removeprefix("punkt ")
    counted = (int(words(passage).removeprefix("ledd ")) or -1) if passage is not None else 0  # there is no ledd 0
    start, end = token_span(clause), token_span(passage or clause)
    return s.TextPlace(number, counted, s.Span(start.start, end.end))

"""Parse-tree callbacks for ``oppgjør``."""

from __future__ import annotations

from typing import Any

from lark import Token, Transformer

from dsl import syntax as s
from dsl.build_help import Kids, name_of, span_of, trailers_of, words


class SettlementBuilder(Transformer[Token, Any]):
    """One method for each rule of a settlement, in the grammar's order."""

    def oppgjor(self, c: Kids) -> s.SettlementDecl:
        parts = tuple(x for x in c if isinstance(x, s.SettlementPart))
        return s.SettlementDecl(
            name=name_of(c[0]), thing=name_of(c[2]), parties=name_of(c[4]), parts=parts, trailers=trailers_of(c),
            span=span_of(c[:5]),
        )  # fmt: skip

    def oppgjor_uttrykk(self, c: Kids) -> s.SettlementPart:
        return s.SettlementPart(kind=words(c[0]), expr=c[1], span=span_of(c))

    def oppgjor_verdsatt(self, c: Kids) -> s.SettlementPart:
        return s.SettlementPart(kind="verdsatt", expr=c[0], span=span_of(c))

    def oppgjor_utloeses(self, c: Kids) -> s.SettlementPart:
        return s.SettlementPart(kind="utløses når", expr=c[0], span=span_of(c))

    def oppgjor_for_part(self, c: Kids) -> s.SettlementPart:
        return s.SettlementPart(kind=words(c[0]), party=name_of(c[1]), expr=c[2], span=span_of(c))

    def oppgjor_andel(self, c: Kids) -> s.SettlementPart:
        return s.SettlementPart(kind="andel for", party=name_of(c[2]), expr=c[-1], span=span_of(c))

    def oppgjor_rest(self, c: Kids) -> s.SettlementPart:
        return s.SettlementPart(kind="resten til", party=name_of(c[1]), span=span_of(c))

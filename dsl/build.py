"""Parse-tree callbacks: each grammar rule becomes one syntax class. No name is looked up here."""

from __future__ import annotations

from typing import Any

from lark import Token

from dsl import syntax as s
from dsl.build_amendment import AmendmentBuilder
from dsl.build_help import COLLECTIONS, RELATIONS, Kids, bounds_of, literal_of, name_of, span_of, token_span, words
from dsl.build_settlement import SettlementBuilder
from dsl.build_statute import StatuteBuilder
from dsl.escapes import plain


class Builder(AmendmentBuilder, SettlementBuilder, StatuteBuilder):
    """One method per grammar rule, in the grammar's order. The parser calls them as it goes; there is no state."""

    # ── files ──
    def start(self, c: Kids) -> Any:
        return c[0]

    def avtalefil(self, c: Kids) -> s.AgreementFile:
        return s.AgreementFile(c[0], tuple(c[1:]))

    def sakfil(self, c: Kids) -> s.CaseFile:
        return s.CaseFile(c[0], tuple(c[1:]))

    def hode(self, c: Kids) -> s.Head:
        return s.Head(name_of(c[0]), c[1], tuple(c[2:]), span_of(c))

    # ── text and corrections ──
    def tekst(self, c: Kids) -> s.Prose:
        return s.Prose(str(c[0])[1:-1], token_span(c[0]))

    def punkt(self, c: Kids) -> s.ClauseHeading:
        return s.ClauseHeading(words(c[0]).removeprefix("punkt ").replace("paragraf", "§"), c[1], span_of(c))

    def ledd(self, c: Kids) -> s.Passage:
        return s.Passage(str(c[0] or ""), c[1], span_of(c), tuple(x for x in c[2:] if x is not None))

    def lov(self, c: Kids) -> s.Law:
        titles = tuple(x for x in c[1:] if isinstance(x, s.Prose))
        return s.Law(name_of(c[0]), titles, tuple(c[1 + len(titles) :]), span_of(c))

    def feil(self, c: Kids) -> s.Correction:
        return s.Correction(kind=str(c[0]), printed=c[1], right=c[3], trailers=tuple(c[4:]), span=span_of(c))

    # ── vocabulary ──
    def part(self, c: Kids) -> s.PartyDecl:
        since = next((x for x in c if isinstance(x, s.LiteralExpr)), None)
        trailers = tuple(x for x in c[3:] if isinstance(x, s.Trailer))
        return s.PartyDecl(
            name=name_of(c[0]), title=c[1], role=name_of(c[2]), since=since, trailers=trailers, span=span_of(c)
        )

    def substantiv(self, c: Kids) -> s.Noun:
        return s.Noun(name_of(c[0]), tuple(name_of(x) for x in c[1:] if x is not None))

    def rolle(self, c: Kids) -> s.RoleDecl:
        return s.RoleDecl(noun=c[0], extent=words(c[1]), trailers=tuple(c[2:]), span=span_of(c[0].base, c[1:]))

    def ting(self, c: Kids) -> s.SortDecl:
        return s.SortDecl(c[0], tuple(c[1:]), span_of(c[0].base, c[0].forms))

    def utvalg(self, c: Kids) -> s.EnumDecl:
        return s.EnumDecl(noun=c[0], members=_members(c[1]), trailers=tuple(c[2:]), span=span_of(c[0].base, c[1]))

    def liste(self, c: Kids) -> list[s.Name | Token]:
        return c  # with its commas and joints, as it was spelled

    def listeledd(self, c: Kids) -> s.Name:
        return s.Name(" ".join(map(str, c)), span_of(c))

    def verdi(self, c: Kids) -> s.ValueDecl:
        noun, value, trailers = c[0], c[1], tuple(c[2:])
        place = span_of(value)
        common = {"noun": noun, "trailers": trailers, "value_span": place, "span": span_of(noun.base, place)}
        if isinstance(value, s.LiteralExpr):
            return s.ValueDecl(literal=value, spelling=value.text, **common)
        if isinstance(value, s.Prose):
            return s.ValueDecl(text=value, spelling=plain(value.raw), **common)
        if isinstance(value, s.Name):
            return s.ValueDecl(citation=value.text, spelling=value.text, **common)
        spelling = " ".join(x.text if isinstance(x, s.Name) else str(x) for x in value).replace(" ,", ",")
        return s.ValueDecl(items=_members(value), spelling=spelling, **common)

    def verdihenvisning(self, c: Kids) -> s.Name:
        return s.Name(plain(words(str(c[0])[1:-1])), token_span(c[0]))

    def hendelse(self, c: Kids) -> s.EventDecl:
        return s.EventDecl(noun=c[0], pattern=c[1], trailers=tuple(c[2:]), span=span_of(c[0].base, c[1]))

    def tilstand(self, c: Kids) -> s.StateDecl:
        parts = [x for x in c[2:] if x is not None and not isinstance(x, Token)]
        trailers = tuple(x for x in parts if isinstance(x, s.Trailer))
        ends = [x for x in parts if not isinstance(x, s.Trailer)]
        since = ends[0] if ends else None
        until = ends[1] if len(ends) > 1 else None
        return s.StateDecl(
            name=name_of(c[0]), pattern=c[1], since=since, until=until, trailers=trailers, span=span_of(c)
        )

    def faktum(self, c: Kids) -> s.FactDecl:
        single, *trailers = c[2:]
        return s.FactDecl(
            name=name_of(c[0]), pattern=c[1], single=single is not None, trailers=tuple(trailers), span=span_of(c[:2])
        )

    def skjonn(self, c: Kids) -> s.JudgementDecl:
        return s.JudgementDecl(name=name_of(c[0]), pattern=c[1], trailers=tuple(c[2:]), span=span_of(c[:2]))

    # ── definitions ──
    def regel(self, c: Kids) -> s.RuleDecl:
        return s.RuleDecl(name=name_of(c[0]), pattern=c[1], body=c[2], trailers=tuple(c[3:]), span=span_of(c[:3]))

    def storrelse(self, c: Kids) -> s.QuantityDecl:
        head = [x for x in c[2:] if isinstance(x, s.PatternWord)]
        body, trailers = c[2 + len(head)], tuple(c[3 + len(head) :])
        return s.QuantityDecl(
            kind=str(c[0]), noun=c[1], pattern=s.Pattern(tuple(head), span_of(c[1].base, head)), body=body,
            trailers=trailers, span=span_of(c[0], head, body),
        )  # fmt: skip

    def er(self, c: Kids) -> s.Cases:
        return c[0]  # type: ignore[no-any-return]  # the child is already built

    def oppgis(self, c: Kids) -> s.Input:
        return s.Input(token_span(c[0]))

    def tilfeller(self, c: Kids) -> s.Cases:
        parts = [x for x in c if x is not None]
        otherwise = parts[-1] if c[-1] is not None and len(parts) > 2 and len(parts) % 2 else None
        arms = parts[:-1] if otherwise is not None else parts
        if len(arms) == 1:
            return s.Cases(((arms[0], None),), None, span_of(c))
        return s.Cases(tuple(zip(arms[::2], arms[1::2], strict=True)), otherwise, span_of(c))

    def naar(self, c: Kids) -> s.Condition:
        return s.Condition(c[0], c[2] if len(c) > 2 else None, None, span_of(c))

    def alltid(self, c: Kids) -> s.Condition:
        return s.Condition(None, None, True, s.NOWHERE)

    def aldri(self, c: Kids) -> s.Condition:
        return s.Condition(None, None, False, s.NOWHERE)

    def tolkning(self, c: Kids) -> s.Rival:
        return s.Rival(c[0], tuple(c[1:]), span_of(c))

    def lesning(self, c: Kids) -> s.Alternative:
        strength = "" if c[1] is None else str(c[1])[1:-1]
        return s.Alternative(
            name=name_of(c[0]), strength=strength, body=c[2], because=c[3], against=c[4], span=span_of(c)
        )

    # ── tables ──
    def tabell(self, c: Kids) -> s.TableDecl:
        head = [x for x in c[2:] if isinstance(x, s.PatternWord)]
        return s.TableDecl(
            name=name_of(c[0]), title=c[1], pattern=s.Pattern(tuple(head), span_of(head)),
            items=tuple(c[2 + len(head) :]), span=span_of(c[0], head),
        )  # fmt: skip

    def tabellrad(self, c: Kids) -> s.TableRow:
        return s.TableRow(kind=str(c[0]), label=c[1], expr=c[2], span=span_of(c))

    # ── norms ──
    def norm(self, c: Kids) -> s.NormDecl:
        kind, name, bearer, modal, act, via, _, so_that, body, *trailers = c
        return s.NormDecl(
            kind=str(kind), name=name_of(name), bearer=bearer, modal=words(modal), act=act, via=via,
            so_that=so_that, body=body, trailers=tuple(trailers),
            span=span_of(kind, name, bearer, act, via, so_that, body),
        )  # fmt: skip

    def handling(self, c: Kids) -> s.Phrase:
        return c[0]  # type: ignore[no-any-return]  # the child is already built

    def unntak(self, c: Kids) -> s.ExceptionDecl:
        return s.ExceptionDecl(
            name=name_of(c[0]), base=name_of(c[1]), when=c[2], effect=c[3], trailers=tuple(c[4:]), span=span_of(c[:3])
        )

    def unntak_er(self, c: Kids) -> Any:
        return c[0]

    def unntak_ja(self, c: Kids) -> bool:
        return True

    def unntak_nei(self, c: Kids) -> bool:
        return False

    def forrang(self, c: Kids) -> s.RankDecl:
        return s.RankDecl(name_of(c[0]), name_of(c[2]), tuple(c[3:]), span_of(c[:3]))

    def taushet(self, c: Kids) -> s.SilenceDecl:
        return s.SilenceDecl(name_of(c[0]), c[1], tuple(c[2:]), span_of(c[:2]))

    # ── questions ──
    def sporsmal(self, c: Kids) -> s.QuestionDecl:
        wordings = tuple(w for x in c if isinstance(x, list) for w in x)
        answer = next(x for x in c if isinstance(x, s.AnswerForm))
        trailers = tuple(x for x in c if isinstance(x, s.Trailer))
        return s.QuestionDecl(
            name=name_of(c[0]), wordings=wordings, answer=answer, trailers=trailers, span=span_of(c[0], answer)
        )

    def sporring(self, c: Kids) -> list[tuple[str, s.Prose]]:
        return [("en" if c[0] == "engelsk" else str(c[0]), text) for text in c[1:]]

    def svar(self, c: Kids) -> s.AnswerForm:
        return c[0]  # type: ignore[no-any-return]  # the child is already built

    def svar_om(self, c: Kids) -> s.AnswerForm:
        return s.AnswerForm(kind="om", expr=c[0], span=span_of(c))

    def svar_kan(self, c: Kids) -> s.AnswerForm:
        return s.AnswerForm(kind="kan", bearer=c[0], fellow=c[1], expr=c[2], span=span_of(c))

    def svar_tidligst(self, c: Kids) -> s.AnswerForm:
        return s.AnswerForm(kind="tidligst", bearer=c[0], expr=c[1], span=span_of(c))

    def svar_senest(self, c: Kids) -> s.AnswerForm:
        return s.AnswerForm(kind="senest", names=(name_of(c[0]),), bearer=c[1], expr=c[2], span=span_of(c))

    def svar_naar(self, c: Kids) -> s.AnswerForm:
        return s.AnswerForm(kind="når", expr=c[0], span=span_of(c))

    def svar_verdi(self, c: Kids) -> s.AnswerForm:
        return s.AnswerForm(kind="verdi", expr=c[0], span=span_of(c))

    def svar_hvem(self, c: Kids) -> s.AnswerForm:
        return s.AnswerForm(kind="hvem", names=(name_of(c[0]),), expr=c[1], span=span_of(c))

    def svar_baerer(self, c: Kids) -> s.AnswerForm:
        return s.AnswerForm(kind="bærer", names=(name_of(c[0]),), span=span_of(c))

    def svar_avgjoer(self, c: Kids) -> s.AnswerForm:
        return s.AnswerForm(kind="avgjør", names=(name_of(c[0]),), span=span_of(c))

    def svar_hvilke(self, c: Kids) -> s.AnswerForm:
        names = tuple(name_of(x) for x in c if isinstance(x, Token) and x.type == "ORD")
        bearer = c[-1] if isinstance(c[-1], s.Phrase) else None
        return s.AnswerForm(kind="hvilke", names=names, bearer=bearer, span=span_of(c))

    def svar_taushet(self, c: Kids) -> s.AnswerForm:
        return s.AnswerForm(kind="taushet", names=(name_of(c[0]),), span=span_of(c))

    # ── conditions and expressions ──
    def og(self, c: Kids) -> s.AllOf:
        return s.AllOf(tuple(c), span_of(c))

    def eller(self, c: Kids) -> s.AnyOf:
        return s.AnyOf(tuple(c), span_of(c))

    def forhold(self, c: Kids) -> s.Comparison:
        return s.Comparison(c[0], RELATIONS[words(c[1]).removeprefix("er ")], c[2], span_of(c))

    def regnestykke(self, c: Kids) -> s.Arithmetic:
        op = {"-": "−", "*": "·"}.get(str(c[1]), str(c[1]))
        return s.Arithmetic(c[0], op, c[2], span_of(c))

    def samling(self, c: Kids) -> s.Collection:
        op, of, _, noun, start, stop, where = c
        return s.Collection(
            op=COLLECTIONS[words(op)],
            of=of,
            noun=name_of(noun),
            start=_whole(start),
            stop=_whole(stop),
            where=where,
            span=span_of(c),
        )

    def hver_gang(self, c: Kids) -> s.EachTime:
        return s.EachTime(COLLECTIONS[words(c[0])], c[1], c[3], span_of(c))

    def ytterst(self, c: Kids) -> s.Extreme:
        op = "min" if words(c[0]) in ("den tidligste av", "den laveste av") else "max"
        return s.Extreme(op, tuple(c[1:]), span_of(c))

    def den_foerste(self, c: Kids) -> s.FirstDay:
        return s.FirstDay(noun=name_of(c[1]), start=_whole(c[2]), where=c[3], span=span_of(c))

    def den_dag(self, c: Kids) -> s.DayOf:
        return s.DayOf(c[1], span_of(c))

    def taus(self, c: Kids) -> s.SilenceExpr:
        return s.SilenceExpr(name_of(c[0]), c[2] if len(c) > 2 else None, span_of(c))

    def frase(self, c: Kids) -> s.Phrase:
        return s.Phrase(tuple(c), span_of(c))

    def ord(self, c: Kids) -> s.Word:
        return s.Word(str(c[0]), token_span(c[0]))

    def verdi_av(self, c: Kids) -> s.ValueRef:
        return s.ValueRef(str(c[0]), token_span(c[0]))

    def parentes(self, c: Kids) -> s.Paren:
        return s.Paren(c[0], span_of(c))

    def tekst_atom(self, c: Kids) -> s.Quote:
        return s.Quote(plain(words(str(c[0])[1:-1])), token_span(c[0]))

    def litteral(self, c: Kids) -> s.LiteralExpr:
        return literal_of(c[0])

    dato = litteral

    # ── patterns and side remarks ──
    def monster(self, c: Kids) -> s.Pattern:
        return s.Pattern(tuple(c), span_of(c))

    def mord(self, c: Kids) -> s.PatternWord:
        return s.PatternWord(str(c[0]), token_span(c[0]))

    def verbform(self, c: Kids) -> s.Name:
        return s.Name(" ".join(c), span_of(c))

    def boyning(self, c: Kids) -> s.PatternForms:
        return s.PatternForms(tuple(x.text for x in c), span_of(c))

    def enten(self, c: Kids) -> s.PatternChoice:
        return s.PatternChoice(tuple(name_of(x) for x in c), span_of(c))

    def hale(self, c: Kids) -> s.Trailer:
        kind = words(c[0])
        if c[0].type == "LOVHALE":
            text = plain(c[1].raw) if isinstance(c[1], s.Prose) else plain(words(str(c[1])[1:-1]))
            return s.LawTrailer(kind, text, span_of(c))
        return s.TextTrailer(kind, tuple(c[1:]), span_of(c))

    def hale_der(self, c: Kids) -> s.FieldTrailer:
        return s.FieldTrailer(c[0], c[1] is not None, span_of(c), bounds_of(c[2]))

    def hale_utfoeres(self, c: Kids) -> s.ActorTrailer:
        return s.ActorTrailer(c[1], span_of(c))

    def hale_frist(self, c: Kids) -> s.ExprTrailer:
        return s.ExprTrailer("frist", c[0], span_of(c))

    def hale_gjentas(self, c: Kids) -> s.ExprTrailer:
        return s.ExprTrailer("gjentas", c[0], span_of(c))

    def hale_overfor(self, c: Kids) -> s.LifeTrailer:
        return s.LifeTrailer("overfor", c[0], span_of(c))

    def hale_dekket(self, c: Kids) -> s.ExprTrailer:
        return s.ExprTrailer("dekket", c[-1], span_of(c))

    def hale_normvilkaar(self, c: Kids) -> s.LifeTrailer:
        return s.LifeTrailer(words(c[0]).split()[0], c[1], span_of(c))

    def hale_foelge(self, c: Kids) -> s.NamesTrailer:
        return s.NamesTrailer("følge", tuple(name_of(x) for x in c), span_of(c))

    def hale_foelger(self, c: Kids) -> s.NamesTrailer:
        return s.NamesTrailer("følger", tuple(name_of(x) for x in c), span_of(c))

    def hale_bare_av_part(self, c: Kids) -> s.NamesTrailer:
        return s.NamesTrailer("bare av part", (), span_of(c))

    def hale_brudd(self, c: Kids) -> s.BreachTrailer:
        return s.BreachTrailer(span_of(c))

    def hale_maalform(self, c: Kids) -> s.WordTrailer:
        return s.WordTrailer("målform", name_of(c[0]), span_of(c))

    def hale_kjent(self, c: Kids) -> s.DayTrailer:
        return s.DayTrailer("kjent fra", c[1], span_of(c))

    def hale_datert(self, c: Kids) -> s.DayTrailer:
        return s.DayTrailer("den", c[1], span_of(c))


def _members(listed: list[s.Name | Token]) -> tuple[s.Name, ...]:
    return tuple(x for x in listed if isinstance(x, s.Name))


def _whole(atom: s.Atom | None) -> Any:
    """An atom that stands alone, as the expression it is."""
    return atom if atom is None or isinstance(atom, s.Paren) else s.Phrase((atom,), atom.span)

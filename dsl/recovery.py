"""Going on after a reading error, so that one run tells of all of them.

The broken statement is given up, and reading resumes at the next one. Where only a full stop is missing it is supplied,
and nothing is given up. A statement is taken to begin at a keyword in the first column, or after a full stop that ends
a line.
"""

from __future__ import annotations

import re

from lark import Token, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from dsl.diagnostics import Diagnostic, problem
from dsl.escapes import QUOTED
from dsl.syntax import Span

_MOST_ERRORS = 200
_STATEMENT = (
    r"^(?:punkt|lov|skannefeil|skrivefeil|henvisningsfeil|part|rolle|ting|utvalg|verdi|hendelse|tilstand|faktum|skjønn|"
    r"regel|beløp|dag|andel|tall|år|periode|tekst|kompetanse|plikt|forbud|rett|krav|tillatelse|unntak|forrang|taushet|oppgjør|spørsmål|"
    r"paragraf|bygger|innholdskrav|innhold|spenning|navn|komplett|den|ukjent|valgt|uteblitt|spør|endre|sett|opphev)\b"
)
_STARTS = re.compile(rf"{QUOTED}|#[^\n]*|(?P<start>{_STATEMENT})", re.MULTILINE)
_STOPS = re.compile(rf"{QUOTED}|#[^\n]*|(?P<stop>\.)[ \t]*(?:#[^\n]*)?(?=\r?\n|$)")
_NAMES = {
    "DOT": "punktum", "COLON": "kolon", "ORD": "et ord", "TEKST": "tekst mellom « »", "SEMICOLON": "semikolon",
    "RPAR": "«)»", "LPAR": "«(»", "COMMA": "komma", "DATO": "en dato", "RBRACE": "«}»", "ER": "«er»",
    "NÅR": "«når»", "FORDI": "«fordi»", "SVAR": "«svar»", "MODAL": "«kan» eller «skal»", "LESNING": "«lesning»",
    "$END": "slutten av filen",
    "HOEYST_EN": "«(høyst én)»",
    "BARE_AV_PART": "«bare av part»",
    "TIDLIGST_NAAR": "«(tidligst samme dag)»",
    "SKAL_VAERE": "«skal være»", "STORRELSE": "en erklæring", "UTSTREKNING": "«nøyaktig én part», «alle parter» …",
}  # fmt: skip
_STATEMENT_STARTS = frozenset((
    "PUNKT", "TEKST", "LISTEMERKE", "LOV", "FEILSLAG", "PART", "ROLLE", "TING", "UTVALG", "VERDI", "HENDELSE",
    "TILSTAND", "FAKTUM", "SKJØNN", "REGEL", "STORRELSE", "NORMSLAG", "UNNTAK", "FORRANG", "TAUSHET",
    "PARAGRAF", "BYGGER_PAA", "INNHOLDSKRAV", "INNHOLD", "SPENNING", "NAVN", "OPPGJØR",
    "SPØRSMÅL", "KOMPLETT_TIL", "DEN", "UKJENT", "VALGT", "UTEBLITT", "SPØR",
))  # fmt: skip
_LOOSE_QUOTE = re.compile(r"[^«»#]*»")
_MIXED = re.compile(r"og|eller")


class Recovery:
    """Called by the parser at each error; collects it and says whether to go on. One is made for each text."""

    def __init__(self, text: str) -> None:
        self.errors: list[Diagnostic] = []
        self._text = text
        self._at = -1
        self._ended = False

    def __call__(self, error: UnexpectedInput) -> bool:
        told = explain(error, self._text)
        self.errors.append(told)
        if len(self.errors) >= _MOST_ERRORS or told.code == "V102":
            return False
        state = error.interactive_parser.parser_state
        at = error.pos_in_stream if isinstance(error, UnexpectedCharacters) else told.span.start
        begun = self._give_up(state.state_stack, state.value_stack, error)
        if begun is None:
            return False
        if isinstance(error, UnexpectedToken) and error.token.type == "$END":
            ended, self._ended = self._ended, True
            return not ended
        started = self._statement_between(begun, at or 0) if told.code != "V121" else None
        if started is not None:
            self.errors[-1] = self._missing_stop(started)
            resume: int | None = started
        else:
            resume = self._after_stop(at or 0)
        if resume is None or resume <= self._at:
            return False
        self._at = resume
        lexer = error.interactive_parser.lexer_thread.state
        assert lexer is not None
        lexer.line_ctr.char_pos = resume
        lexer.last_token = None
        return True

    def _give_up(self, stack: list[int], values: list[object], error: UnexpectedInput) -> int | None:
        """Back to where a statement can begin, or at once to its end if a full stop is all it lacks.

        Gives the offset at which the broken statement began; None if there is no way back.
        """
        state = error.interactive_parser
        begun = 0
        if isinstance(error, UnexpectedToken) and "DOT" in state.accepts():  # type: ignore[no-untyped-call]  # lark gives it no types
            after = max(self._at, 0)
            place = error.token.start_pos
            if error.token.type == "$END" or self._statement_between(after, place or 0) == place:
                state.feed_token(Token("DOT", "."))
                return after
        while len(stack) > 1:
            accepted = state.choices()  # type: ignore[no-untyped-call]  # as above
            if "ROLLE" in accepted or "KOMPLETT_TIL" in accepted:
                return begun
            stack.pop()
            value = values.pop()
            begun = getattr(value, "start_pos", None) or begun
        return None

    def _statement_between(self, begun: int, at: int) -> int | None:
        """The last place after ``begun``, and no later than ``at``, where a line begins as a statement does."""
        starts = [m.start() for m in _STARTS.finditer(self._text, begun, at + 20) if m.group("start")]
        return next((start for start in reversed(starts) if begun < start <= at), None)

    def _missing_stop(self, started: int) -> Diagnostic:
        """The error of a statement that runs into the next one, told where its full stop should be."""
        word = self._text[started:].split(maxsplit=1)[0]
        end = len(self._text[:started].rstrip())
        line = self._text.rfind("\n", 0, end) + 1
        comment = re.match(rf"(?:{QUOTED}|[^#«\n])*?\s*(?=#)", self._text[line:end])
        if comment is not None and comment.end():
            end = line + len(comment.group().rstrip())
        return problem("V101", Span(max(end - 1, 0), end), expected=_NAMES["DOT"], found=word)

    def _after_stop(self, at: int) -> int | None:
        """The offset after the next full stop that ends a line outside « », where a statement or passage can begin."""
        return next((m.end() for m in _STOPS.finditer(self._text, at) if m.group("stop")), None)


def explain(error: UnexpectedInput, text: str) -> Diagnostic:
    """The error the parser met, as one of the catalogue."""
    at = int(getattr(error, "pos_in_stream", None) or 0)  # lark has no place for an error at the very end
    loose = _LOOSE_QUOTE.match(text, at) if text[:at].rstrip().endswith("»") else None
    if loose is not None:
        return problem("V121", Span(loose.end() - 1, loose.end()))
    if isinstance(error, UnexpectedCharacters):
        if text[at] == "«":
            return problem("V102", Span(at, at + 1))
        return problem("V103", Span(at, at + 1), found=text[at])
    if isinstance(error, UnexpectedToken):
        token = error.token
        start = token.start_pos if token.start_pos is not None else len(text)
        end = token.end_pos if token.end_pos is not None else start
        expected = set(error.accepts or error.expected)
        if token.type in ("OG", "ELLER") and _MIXED.fullmatch(str(token)):
            other = "OG" if token.type == "ELLER" else "ELLER"
            if other in expected:
                return problem("V108", Span(start, end))
        found = str(token) if token.type != "$END" else "slutten av filen"
        if token.type == "TEKST" and len(found) > 30:
            found = found[:28] + "…"
        return problem("V101", Span(start, end), expected=_expected(expected), found=found)
    return problem("V101", Span(at, at), expected="mer tekst", found="slutten av filen")


def _expected(names: set[str]) -> str:
    if len(names & _STATEMENT_STARTS) > 8:
        return "en ny erklæring eller avtaletekst"
    known = [_NAMES[n] for n in ("DOT", "COLON", "ER", "SVAR", "FORDI", "MODAL", "SKAL_VAERE", "RPAR") if n in names]
    if "ORD" in names:
        known.append(_NAMES["ORD"])
    if not known:
        known = [_NAMES.get(n, f"«{n.lower().replace('_', ' ')}»") for n in sorted(names)][:4]
    return " eller ".join(known[:4])

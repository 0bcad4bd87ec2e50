"""Text to syntax: bytes are decoded, parsed with the LALR grammar, and every error is collected, not only the first.

After an error the parser gives up the statement it stands in and goes on with the next one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lark import Lark, Token, UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.exceptions import UnexpectedEOF

from dsl.build import Builder
from dsl.diagnostics import Diagnostic, problem
from dsl.files import LIMIT, too_large
from dsl.syntax import AgreementFile, CaseFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEPTH = 40
_OPERATORS = 100
_NESTING = re.compile(r"[()«»]|#[^\n]*|\.(?=\s)|[+−·*/]|(?<=\s)-(?=\s+[^\s«])")
_MOST_ERRORS = 200

_NAMES = {
    "DOT": "punktum", "COLON": "kolon", "ORD": "et ord", "TEKST": "tekst mellom « »", "SEMICOLON": "semikolon",
    "RPAR": "«)»", "LPAR": "«(»", "COMMA": "komma", "DATO": "en dato", "RBRACE": "«}»", "ER": "«er»", "NÅR": "«når»",
    "FORDI": "«fordi»", "SVAR": "«svar»", "MODAL": "«kan» eller «skal»", "LESNING": "«lesning»", "$END": "slutten av filen",
    "SKAL_VAERE": "«skal være»", "STORRELSE": "en erklæring", "UTSTREKNING": "«nøyaktig én part», «alle parter» …",
}  # fmt: skip
_STATEMENT_STARTS = frozenset(
    ["PUNKT", "TEKST", "LISTEMERKE", "LOV", "FEILSLAG", "PART", "ROLLE", "TING", "UTVALG", "VERDI", "HENDELSE", "TILSTAND", "FAKTUM", "SKJØNN", "REGEL", "STORRELSE", "NORMSLAG", "UNNTAK", "FORRANG", "TAUSHET", "SPØRSMÅL", "KOMPLETT_TIL", "DEN", "UKJENT", "VALGT", "UTEBLITT", "SPØR"]
)
_QUOTE = re.compile(r"«(?:[^«»]|«[^«»]*»)*»")
_MIXED = re.compile(r"og|eller")


@lru_cache(maxsize=1)
def grammar() -> Lark:
    """The parser, which builds the syntax classes as it goes; made once per process."""
    text = (Path(__file__).parent / "grammar.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer="contextual", maybe_placeholders=True, transformer=Builder())


def decode(data: bytes) -> tuple[str, list[Diagnostic]]:
    """The text of a file: UTF-8, with or without a byte order mark. Too large or not text: an error, never an exception."""
    if len(data) > LIMIT:
        return "", [too_large(len(data))]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [problem("V105", Span(0, 0), offset=str(error.start))]
    return text, []


def parse_agreement(text: str) -> tuple[AgreementFile | None, list[Diagnostic]]:
    """The syntax of an agreement and all its reading errors."""
    tree, errors = parse_any(text)
    if isinstance(tree, CaseFile):
        errors.append(problem("V110", Span(0, 1), expected="en avtale"))
        tree = None
    return tree, errors


def parse_case(text: str) -> tuple[CaseFile | None, list[Diagnostic]]:
    """The syntax of a case file and all its reading errors."""
    tree, errors = parse_any(text)
    if isinstance(tree, AgreementFile):
        errors.append(problem("V110", Span(0, 1), expected="en sak"))
        tree = None
    return tree, errors


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text that has no reading errors, in order, comments and white space left out."""
    return grammar().parse_interactive(text).iter_parse()


def parse_any(text: str) -> tuple[AgreementFile | CaseFile | None, list[Diagnostic]]:
    """The syntax of a file of either kind, and all its reading errors."""
    if not text.strip("\ufeff \t\r\n"):
        return None, [problem("V104", Span(0, 0))]
    deep = _too_deep(text)
    if deep is not None:
        return None, [deep]
    recovery = _Recovery(text)
    try:
        tree: Any = grammar().parse(text, on_error=recovery)
    except (UnexpectedInput, UnexpectedEOF) as error:
        if not recovery.errors:
            recovery.errors.append(_explain(error, text))
        return None, recovery.errors
    return tree, recovery.errors


def _too_deep(text: str) -> Diagnostic | None:
    """Nesting is bounded so that a hostile file cannot exhaust the stack."""
    depth = operators = 0
    at = 0
    while (found := _NESTING.search(text, at)) is not None:
        at = found.end()
        match found.group():
            case "«":
                closed = _QUOTE.match(text, found.start())
                if closed is None:
                    return None  # the parser tells of it
                at = closed.end()
            case "(":
                depth += 1
            case ")":
                depth = max(0, depth - 1)
            case ".":
                depth = operators = 0
            case sign if sign[0] not in "#»":
                operators += 1
        if depth > _DEPTH or operators > _OPERATORS:
            return problem("V107", Span(found.start(), found.end()))
    return None


class _Recovery:
    """Collects an error, then drops the broken statement and resumes at the next one."""

    def __init__(self, text: str) -> None:
        self.errors: list[Diagnostic] = []
        self._text = text
        self._at = -1

    def __call__(self, error: UnexpectedInput) -> bool:
        self.errors.append(_explain(error, self._text))
        at = error.pos_in_stream or 0
        if len(self.errors) >= _MOST_ERRORS or self.errors[-1].code == "V102":
            return False
        if isinstance(error, UnexpectedToken) and error.token.type == "$END":
            return False
        state = error.interactive_parser
        lexer = state.lexer_thread.state
        resume = self._next_statement(at)
        if resume is None or resume <= self._at:
            return False
        self._at = resume
        stack, values = state.parser_state.state_stack, state.parser_state.value_stack
        while len(stack) > 1:
            accepted = state.choices()
            if "ROLLE" in accepted or "KOMPLETT_TIL" in accepted:
                break
            stack.pop()
            values.pop()
        else:
            return False
        skipped = self._text[lexer.line_ctr.char_pos : resume]
        if resume > lexer.line_ctr.char_pos:
            lexer.line_ctr.feed(_Slice(skipped))
        lexer.last_token = None
        return True

    def _next_statement(self, at: int) -> int | None:
        """The offset after the next full stop that ends a line outside « », where a statement or passage can begin."""
        quoted = False
        for match in re.finditer(r"[«»]|\.[ \t]*(?:#[^\n]*)?(?=\r?\n|$)", self._text[at:]):
            sign = match.group()[0]
            if sign == "«":
                quoted = True
            elif sign == "»":
                quoted = False
            elif not quoted:
                return at + match.end()
        return None


def _Slice(text: str) -> Token:  # lark's line counter wants something with count and rindex
    return Token("SKIPPED", text)


def _explain(error: UnexpectedInput, text: str) -> Diagnostic:
    at = error.pos_in_stream or 0
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

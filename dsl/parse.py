"""Text to syntax: bytes are decoded, parsed with the LALR grammar, and every error is collected, not only the first.

After an error the parser gives up the statement it stands in and goes on with the next one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lark import Lark, Token, UnexpectedInput
from lark.exceptions import UnexpectedEOF

from dsl.build import Builder
from dsl.diagnostics import Diagnostic, problem
from dsl.escapes import QUOTED
from dsl.files import LIMIT, too_large
from dsl.recovery import Recovery, explain
from dsl.syntax import AgreementFile, AmendmentFile, CaseFile, Span
from dsl.trailer_places import misplaced

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEPTH = 40
_OPERATORS = 100
_NESTING = re.compile(r"[()«»]|#[^\n]*|\.(?=\s)|[+−·*/]|(?<=\s)-(?=\s+[^\s«])")

_QUOTE = re.compile(QUOTED)


@lru_cache(maxsize=1)
def grammar() -> Lark:
    """The parser, which builds the syntax classes as it goes; made once per process."""
    text = (Path(__file__).parent / "grammar.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer="contextual", maybe_placeholders=True, transformer=Builder())


def decode(data: bytes) -> tuple[str, list[Diagnostic]]:
    """The text of a file: UTF-8, with or without a byte order mark. Too large or not text is an error of the file."""
    if len(data) > LIMIT:
        return "", [too_large(len(data))]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [problem("V105", Span(0, 0), offset=str(error.start))]
    return text, []


def parse_agreement(text: str, at: int = 0) -> tuple[AgreementFile | None, list[Diagnostic]]:
    """The syntax of an agreement and all its reading errors; ``at`` is the offset its spans begin with."""
    tree, errors = parse_any(text, at)
    if isinstance(tree, CaseFile | AmendmentFile):
        errors.append(problem("V110", Span(at, at + 1), expected="en avtale"))
        tree = None
    return tree, errors


def parse_case(text: str) -> tuple[CaseFile | None, list[Diagnostic]]:
    """The syntax of a case file and all its reading errors."""
    tree, errors = parse_any(text)
    if isinstance(tree, AgreementFile | AmendmentFile):
        errors.append(problem("V110", Span(0, 1), expected="en sak"))
        tree = None
    return tree, errors


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text that has no reading errors, in order, comments and white space left out."""
    return grammar().parse_interactive(text).iter_parse()


def parse_any(text: str, at: int = 0) -> tuple[AgreementFile | AmendmentFile | CaseFile | None, list[Diagnostic]]:
    """The syntax of a file of any kind, and all its reading errors; ``at`` is the offset its spans begin with."""
    if not text.strip("\ufeff \t\r\n"):
        return None, [problem("V104", Span(at, at))]
    text = " " * at + text  # white space means nothing
    deep = _too_deep(text)
    if deep is not None:
        return None, [deep]
    recovery = Recovery(text)
    try:
        tree: Any = grammar().parse(text, on_error=recovery)
    except (UnexpectedInput, UnexpectedEOF) as error:
        if not recovery.errors:
            recovery.errors.append(explain(error, text))
        return None, recovery.errors
    return tree, [*recovery.errors, *misplaced(tree)]


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

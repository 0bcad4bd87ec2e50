"""``vka questions``: what an agreement can be asked."""

from __future__ import annotations

import re
from argparse import Namespace
from itertools import groupby
from typing import TYPE_CHECKING

from vka.arguments import Parser
from vka.cli import DONE

if TYPE_CHECKING:
    from dsl.contract import Contract, Question

SUMMARY = ("vis hva avtalen kan spørres om", "show what the agreement can be asked")
EXAMPLES = ("  vka questions avtale.vka", "  vka questions agreement.vka --lang en")

_SLOT = re.compile(r"\{([^{}]*)\}")


def declare(parser: Parser) -> None:
    """The arguments of ``vka questions``."""
    parser.value("file", "avtalen (.vka)", "the agreement (.vka)", ("FIL", "FILE"))


def run(given: Namespace) -> int:
    """Print every question under its clause."""
    from vka.api import load

    print(listing(load(given.file).contract, given.lang))
    return DONE


def listing(contract: Contract, language: str) -> str:
    """Every question, grouped by clause: its first wording in the user's language, and the others further in."""
    headings = dict(contract.headings)
    word, before = ("clause", "before the first clause") if language == "en" else ("punkt", "foran første punkt")
    parts = []
    for clause, questions in groupby(contract.questions, key=lambda question: question.place.clause):
        lines = [f"{word} {clause} {headings.get(clause, '')}".rstrip() if clause else before]
        parts.append("\n".join([*lines, *(line for question in questions for line in _wordings(question, language))]))
    if not parts:
        return "The agreement declares no questions." if language == "en" else "Avtalen har ingen spørsmål."
    return "\n\n".join(parts)


def _wordings(question: Question, language: str) -> list[str]:
    own: list[str] = []
    other: list[str] = []
    for tongue, text in question.wordings:
        shown = _SLOT.sub(r"<\1>", text)
        (own if (tongue in ("engelsk", "en")) == (language == "en") else other).append(shown)
    first, *rest = [*own, *other]
    return [f"  {first}", *(f"      {each}" for each in rest)]

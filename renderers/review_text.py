"""A review as a lawyer's checklist: what to look at first, what to settle, what is good to know, each with its place.

Lines are of the width and look of an answer's (see ``answer_text``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from renderers.answer_text import WIDTH, Line
from renderers.columns import GAP, apart, row, theirs, widest
from renderers.norwegian import Lang, show_day, show_list

if TYPE_CHECKING:
    from engine.review import Finding, Outcome, Review, Worth

_WORDS = {
    "nb": {
        "language": "nb",
        "title": "Gjennomgang", "cases": "saker", "case": "sak", "statutes": "bygger på", "none": "Ingen funn.",
        3: "Se på dette først", 2: "Bør avklares", 1: "Greit å vite", "clause": "punkt", "line": "linje",
        "preamble": "innledningen", "advice": "råd", "worth": "verd", "in": "sak", "preferred": "foretrukket",
        "weak": "svak", "against": "mot",
        "as of": "slik avtalen lyder {day}", "unamended": "før noen endring", "amended": "sist endret fra {day}",
        "mangler": "mangler", "henvisning": "henvisning", "tom": "tomt vindu", "lesning": "tolkning",
        "spenning": "spenning", "taushet": "taushet", "navn": "navn", "skrivefeil": "skrivefeil",
    },
    "en": {
        "language": "en",
        "title": "Review", "cases": "cases", "case": "case", "statutes": "builds on", "none": "Nothing found.",
        3: "Look at this first", 2: "To be settled", 1: "Good to know", "clause": "clause", "line": "line",
        "preamble": "preamble", "advice": "advice", "worth": "worth", "in": "case", "preferred": "preferred",
        "weak": "weak", "against": "against",
        "as of": "as the agreement reads on {day}", "unamended": "before any amendment",
        "amended": "last amended from {day}",
        "mangler": "missing", "henvisning": "reference", "tom": "empty window", "lesning": "reading",
        "spenning": "tension", "taushet": "silence", "navn": "name", "skrivefeil": "slip",
    },
}  # fmt: skip
_THEIR_WORDS = ("tekst", "liste", "ord", "utvalg")
"""Types of answers that are the agreement's own words."""
_KIND_WIDTH, _PLACE_WIDTH, _MOST_VALUE = 12, 20, 60


def review_text(review: Review) -> str:
    """The checklist in the review's language, ending in a line break."""
    return "".join(f"{line.text}\n" for line in review_lines(review))


def review_lines(review: Review) -> tuple[Line, ...]:
    """The lines of ``review_text``, each with its role."""
    words = _WORDS["en" if review.language == "en" else "nb"]
    number = len(review.cases)
    about = [f"{number} {words['case' if number == 1 else 'cases']}"]
    if review.statutes:
        about.append(f"{words['statutes']} {show_list(review.statutes, 'en' if review.language == 'en' else 'nb')}")
    lines = [Line(text, "question") for text in apart(f"{words['title']}: {review.title}", " · ".join(about), WIDTH)]
    if review.as_of is not None:
        lines.append(Line(_version(review, words).rjust(WIDTH)))
    if not review.findings:
        return (*lines, Line(""), Line(str(words["none"])))
    for weight in (3, 2, 1):
        found = [f for f in review.findings if f.weight == weight]
        if found:
            lines += [Line(""), Line(f"{words[weight]} ({len(found)})", "heading")]
            for finding in found:
                lines += [Line(text) for text in _finding(finding, words)]
    return tuple(lines)


def _version(review: Review, words: dict[object, str]) -> str:
    """Which version is reviewed: «slik den lyder 24.11.2026, endret fra 1.1.2023»."""
    lang: Lang = "en" if review.language == "en" else "nb"
    assert review.as_of is not None
    reads = words["as of"].format(day=show_day(review.as_of, lang))
    if review.since is None:
        return f"{reads}, {words['unamended']}"
    return f"{reads}, {words['amended'].format(day=show_day(review.since, lang))}"


def _finding(finding: Finding, words: dict[object, str]) -> list[str]:
    width = WIDTH - 2 - _KIND_WIDTH - _PLACE_WIDTH - 2 * len(GAP)
    told = [finding.title]
    told += [f"{words['worth']}: {_worth(worth, words)}" for worth in finding.worth]
    told += finding.details
    told += [f"{words['advice']}: {theirs(advice, words['language'])}" for advice in finding.advice]
    place = _place(finding, words)
    lines = row(((words[finding.kind], _KIND_WIDTH), (place, _PLACE_WIDTH), (told, width)), "  ")
    if finding.outcomes:
        lines += _outcomes(finding, words)
    return lines


def _outcomes(finding: Finding, words: dict[object, str]) -> list[str]:
    """One row for each reading: what the answer is under it, and why one would read so."""
    indent = " " * 6
    theirs_too = bool(finding.worth) and finding.worth[0].type in _THEIR_WORDS
    names = [f"{o.reading}{_strength(o, words)}" for o in finding.outcomes]
    reasons = [_reason(outcome, words) for outcome in finding.outcomes]
    values = [o.shown if len(o.shown) <= _MOST_VALUE else f"{o.shown[: _MOST_VALUE - 1]}…" for o in finding.outcomes]
    values = [theirs(value, words["language"]) for value in values] if theirs_too else values
    first, second = widest(names, 28), widest(values, 24)
    lines: list[str] = []
    for name, value, reason in zip(names, values, reasons, strict=True):
        cells: list[tuple[str, int]] = [(name, first)]
        cells += [(value, second)] if second else []
        rest = WIDTH - len(indent) - first - len(GAP) - (second + len(GAP) if second else 0)
        lines += row([*cells, (reason, rest)], indent)
    return lines


def _reason(outcome: Outcome, words: dict[object, str]) -> str:
    because = theirs(outcome.because, words["language"])
    return (
        f"{because}; {words['against']}: {theirs(outcome.against, words['language'])}" if outcome.against else because
    )


def _strength(outcome: Outcome, words: dict[object, str]) -> str:
    if outcome.preferred:
        return f" ({words['preferred']})"
    return f" ({words['weak']})" if outcome.weak else ""


def _worth(worth: Worth, words: dict[object, str]) -> str:
    return f"{worth.shown} – «{worth.question}» ({words['in']} {worth.case})"


def _place(finding: Finding, words: dict[object, str]) -> list[str]:
    """«punkt 5.1, 14» and the line."""
    clauses = [c for c in finding.clauses if c]
    shown = f"{words['clause']} {', '.join(clauses)}" if clauses else words["preamble"] if finding.line else "–"
    return [shown, *([f"{words['line']} {finding.line}"] if finding.line else [])]

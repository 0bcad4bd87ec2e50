"""Answers as the appendix of a case paper (saksframlegg), in the shape municipalities know: what is asked, the facts,
the assessment, the conclusion.

Convention: it says what the answers say and no more: nothing is proposed, since a proposal is for people to make. A
fact comes with its source, a rule with the words it rests on, a reading with its reason and with what the others give,
and what nobody has decided is said to be open, with who decides. The paper is in Norwegian, as the answers must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from engine.answer import Answer, FactUsed, Status
from renderers.case_paper_parts import PARTS, place, sentence
from renderers.columns import clean, quoted
from renderers.document import BULLET, Block, Citation, Document, Heading, List, ListItem, Paragraph, Strong, Text
from renderers.norwegian import show_day, show_list

if TYPE_CHECKING:
    from dsl.case import Case
    from dsl.contract import Contract

NOTE: Final = (
    "Svarene er utledet av avtalens ordlyd og sakens opplysninger. De er et grunnlag for vurderingen og ingen "
    "tilråding."
)

_LOUD: Final = re.compile(r"[A-ZÆØÅ]{2,}(?:,? [A-ZÆØÅ]{2,})*\b")

_RESTS_ON: Final = {
    Status.SETTLED: "Svaret er klart: det følger av ordlyden og opplysningene, etter alle lesninger.",
    Status.CONTESTED: (
        "Svaret er omstridt: det beror på hvordan avtalen leses. Den foretrukne lesningen er lagt til grunn; hva de "
        "andre gir, står i vurderingen."
    ),
    Status.JUDGEMENT: "Svaret beror på et skjønn som ikke er utøvd, og som bare mennesker kan utøve.",
    Status.UNKNOWN: "Svaret er ukjent: det beror på opplysninger som saken ikke gir.",
    Status.SILENT: "Avtalen tier om dette. Svaret må søkes i loven eller avtales.",
}
_AND_ON: Final = {
    Status.SETTLED: "",
    Status.CONTESTED: "hvordan avtalen leses",
    Status.JUDGEMENT: "et skjønn som ikke er utøvd",
    Status.UNKNOWN: "opplysninger som saken ikke gir",
    Status.SILENT: "noe avtalen tier om",
}


def case_paper(answers: Sequence[Answer], contract: Contract, case: Case | None = None) -> Document:
    """The appendix for one answer or several, which must be in Norwegian.

    ``contract`` and ``case`` are those the answers are about. Raises ``ValueError`` for no answers, or for one in
    another language.
    """
    if not answers:
        raise ValueError("a case paper needs an answer")
    if any(answer.language != "nb" for answer in answers):
        raise ValueError("a case paper is in Norwegian; ask in nb")
    one = len(answers) == 1
    blocks: list[Block] = [
        Heading("Kort beskrivelse av saken", "beskrivelse"),
        *_asked(answers),
        Heading("Fakta i saken", "fakta"),
        *_facts(answers),
        Heading("Vurdering", "vurdering"),
    ]
    titles = _titles(answers)
    for number, answer in enumerate(answers, 1):
        if not one:
            blocks.append(Heading(titles[number - 1], f"vurdering-{number}", level=2))
        blocks += _assessment(answer, f"vurdering-{number}", level=2 if one else 3)
    blocks += [Heading("Konklusjon", "konklusjon"), *_conclusion(answers)]
    return Document(
        "Vedlegg til saksframlegg" + (f": {clean(answers[0].understood)}" if one else ""),
        blocks,
        legal_basis=_about(answers, contract, case),
        contents=False,
        notes=(NOTE,),
    )


def _about(answers: Sequence[Answer], contract: Contract, case: Case | None) -> list[Paragraph]:
    """What the answers are about: the agreement, the case, and the days."""
    title = clean(contract.title)
    lines = [("Avtale", title)]
    for version in contract.versions[1:]:
        if version.day is not None and any(version.day <= answer.dates.asked for answer in answers):
            lines.append(("Endret ved", f"{clean(version.title)}, fra {show_day(version.day)}"))
    if case is None:
        lines.append(("Sak", "ingen; svarene bygger bare på avtalen"))
    else:
        days = [answer.dates.complete for answer in answers if answer.dates.complete is not None]
        complete = f"; opplysningene er komplette til {show_day(max(days))}" if days else ""
        lines.append(("Sak", f"{clean(case.title)}{complete}"))
    lines.append(("Spurt", _days(answers)))
    return [Paragraph([Strong([Text(f"{label}: ")]), Text(f"{text}.")]) for label, text in lines]


def _days(answers: Sequence[Answer]) -> str:
    """When it was asked, and what was known then."""
    asked = dict.fromkeys(_when(answer) for answer in answers)
    return show_list(f"{on} (kjent til {known})" if known else on for on, known in asked)


def _when(answer: Answer) -> tuple[str, str]:
    """The day it is asked, and the day up to which facts were known, "" if that is the same."""
    dates = answer.dates
    return show_day(dates.asked), "" if dates.known == dates.asked else show_day(dates.known)


def _asked(answers: Sequence[Answer]) -> list[Block]:
    if len(answers) == 1:
        return [Paragraph(f"Spørsmålet er: {clean(answers[0].understood)}")]
    items = [
        ListItem(f"{number}.", [Citation(title, f"vurdering {number}", href=f"#vurdering-{number}")])
        for number, title in enumerate(_titles(answers), 1)
    ]
    return [Paragraph("Spørsmålene er:"), List(items)]


def _titles(answers: Sequence[Answer]) -> list[str]:
    """The questions, each with the day it is asked where they are asked on several."""
    several = len({_when(answer) for answer in answers}) > 1
    out = []
    for answer in answers:
        on, known = _when(answer)
        day = f" (spurt {on}{f', kjent til {known}' if known else ''})" if several else ""
        out.append(clean(answer.understood) + day)
    return out


_TO = " (komplett til "
"""What ends a line of what has not happened."""

# ── facts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _facts(answers: Sequence[Answer]) -> list[Block]:
    """All that the answers rest on, once: what has a day by its day, then what has not happened; what is not told."""
    used = {(fact.day or date.max, _fact(fact)) for answer in answers for fact in answer.facts}
    by_time = sorted(answers, key=lambda answer: answer.dates.complete or date.max)
    told = _together(dict.fromkeys(_fact(fact) for answer in by_time for fact in answer.facts if fact.day is None))
    missing = dict.fromkeys(
        sentence(f"{fact.text} – {fact.reason}" if fact.reason else fact.text)
        for answer in answers
        for fact in answer.missing
    )
    who = "Svaret" if len(answers) == 1 else "Svarene"
    blocks: list[Block] = []
    if used:
        dated = dict.fromkeys(text for day, text in sorted(used) if day < date.max)
        blocks += [Paragraph(f"{who} bygger på dette:"), _bullets([*dated, *sorted(told)])]
    if missing:
        blocks += [Paragraph("Dette opplyser ikke saken:"), _bullets(missing)]
    return blocks or [Paragraph(f"{who} bygger ikke på opplysninger i saken, bare på avtalen.")]


def _together(texts: Iterable[str]) -> list[str]:
    """What is told as not having happened to one day for one question and to another for the next, on one line."""
    days: dict[str, list[str]] = {}
    for text in texts:
        what, known, day = text.partition(_TO) if text.endswith(").") else (text, "", "")
        days.setdefault(what, []).extend([day.removesuffix(").")] if known else [])
    return [f"{what}{_TO}{show_list(days[what])})." if days[what] else what for what in days]


def _fact(fact: FactUsed) -> str:
    source = f" (kilde: {fact.source})" if fact.source else ""
    when = "" if fact.day is None else f"{show_day(fact.day)}: "
    under = f" – bare etter lesningen {show_list(map(quoted, fact.readings))}" if fact.readings else ""
    return sentence(f"{when}{fact.text}{source}{under}")


def _bullets(texts: Iterable[str]) -> List:
    return List([ListItem(BULLET, text) for text in texts])


# ── the assessment and the conclusion ───────────────────────────────────────────────────────────────────────────────


def _assessment(answer: Answer, anchor: str, level: int) -> list[Block]:
    """The parts of an answer that have something to say, each under its heading."""
    blocks: list[Block] = []
    for name, heading, part in PARTS:
        found = list(part(answer))
        if found:
            blocks += [Heading(heading, f"{anchor}-{name}", level=level), *found]
    return blocks or [Paragraph("Avtalen har ingen regel som er brukt i svaret.")]


def _conclusion(answers: Sequence[Answer]) -> list[Block]:
    titles = _titles(answers)
    blocks: list[Block] = []
    for number, answer in enumerate(answers, 1):
        if len(answers) > 1:
            blocks.append(Heading(titles[number - 1], f"konklusjon-{number}", level=2))
        verdict = Strong([Text(sentence(_calm(answer)))])
        told = " ".join(sentence(each) for each in answer.sentences)
        blocks.append(Paragraph([verdict, Text(f" {told}")] if told else [verdict]))
        blocks.append(Paragraph(_rests_on(answer)))
        blocks += [Paragraph(text) for text in _open(answer)]
    return blocks


def _calm(answer: Answer) -> str:
    """The verdict as a sentence has it: «NEI, ikke ved egen oppsigelse» is not shouted in a case paper."""
    if answer.value.plain is not None and answer.value.type not in ("ja", "noe"):
        return answer.headline
    return _LOUD.sub(lambda loud: loud[0].lower(), answer.headline, count=1)


def _rests_on(answer: Answer) -> str:
    """What the answer's class means, and what it turns on besides."""
    others = [_AND_ON[status] for status in answer.statuses if status is not answer.status and _AND_ON[status]]
    besides = f" Svaret beror dessuten på {show_list(others)}." if others else ""
    return f"{_RESTS_ON[answer.status]}{besides}"


def _open(answer: Answer) -> list[str]:
    """Who decides what nobody has decided, and what the conclusion supposes."""
    out = []
    for judgement in answer.judgements:
        if judgement.made is None:
            who = f", og avgjøres av {clean('; '.join(judgement.decided_by))}" if judgement.decided_by else ""
            out.append(sentence(f"Om {judgement.text} ({place(judgement.clause)}), er ikke vurdert{who}"))
    return out

"""The parts of the assessment in a case paper: a tuple of functions with one signature.

A part takes an answer and gives its blocks, none when the answer has nothing of the kind. Adding a part is adding a
function to ``PARTS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Final, TypeAlias

from engine.answer import AGREEMENT, Act, Answer, Deadline, Ground, Judgement, Rival, Route
from renderers.answer_words import NORWEGIAN
from renderers.columns import clean, quoted
from renderers.document import BULLET, Block, List, ListItem, Paragraph, Strong, Text
from renderers.norwegian import show_day, show_list

MakePart: TypeAlias = Callable[[Answer], Iterator[Block]]

_OF_THE_ACT_ITSELF = "dato"
_ENDS = (".", "!", "?", ":", "…")
_CONTROL: Final = {
    "alene": "Alene",
    "enighet": "Ved enighet",
    "andre": "Ved andre",
    "mislighold": "Ved mislighold",
    "skjønn": "Etter skjønn",
    "skjedd": "Allerede skjedd",
}


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The cleaned text as a sentence: a capital first, a stop last."""
    text = capital(clean(text))
    return text if text.rstrip("»)").endswith(_ENDS) else f"{text}."


def place(clause: str) -> str:
    """``punkt 11.1``; a statute's own reference as it is; the words before the first clause are the opening."""
    if not clause:
        return "innledningen"
    return f"punkt {clause}" if clause[0].isdigit() else clause


def _bullets(texts: Iterable[str]) -> Iterator[Block]:
    items = [ListItem(BULLET, text) for text in texts]
    if items:
        yield List(items)


def grounds(answer: Answer) -> Iterator[Block]:
    """The clauses, each with its heading and the sentences it rests on; the statutes beside and above them."""
    for clause, found in groupby(answer.grounds, key=lambda ground: (ground.clause, ground.heading, ground.layer)):
        yield Paragraph([Strong([Text(f"{_titled(*clause)}: ")]), Text(" ".join(_quotes(found)))])
    if answer.laws:
        yield Paragraph(sentence(f"Ved siden av avtalen gjelder {show_list(answer.laws)}"))


def _titled(clause: str, heading: str, layer: str) -> str:
    if layer != AGREEMENT:
        return f"{capital(clause)}, {layer}"
    return f"{capital(place(clause))} {clean(heading)}".strip()


def _quotes(found: Iterable[Ground]) -> list[str]:
    texts: dict[str, None] = {}
    for ground in found:
        texts[quoted(ground.quote) if ground.quote else clean(ground.heading)] = None
        texts.update((NORWEGIAN.slip(slip), None) for slip in ground.slips)
    return list(texts)


def readings(answer: Answer) -> Iterator[Block]:
    """Each point that can be read in several ways: every reading, its reason, and what the answer is under it."""
    for use in answer.readings:
        chosen = f" Saken bygger på lesningen «{clean(use.chosen)}»." if use.chosen else ""
        if use.quoted:
            yield Paragraph(f"{quoted(use.words)} i {place(use.clause)} kan leses på flere måter.{chosen}")
        else:
            yield Paragraph(f"{capital(use.words)} kan regnes på flere måter.{chosen}")
        yield List([ListItem(BULLET, _rival(rival)) for rival in use.rivals])


def _rival(rival: Rival) -> list[Strong | Text]:
    mark = " (foretrukket)" if rival.preferred else " (svak)" if rival.weak else ""
    told = [sentence(rival.because)] if rival.because else []
    told += [sentence(f"mot: {rival.against}")] if rival.against else []
    turns_on = f" ({'; '.join(map(clean, rival.turns_on))})" if rival.turns_on else ""
    told += [sentence(f"svaret blir da {rival.value.shown}{turns_on}")] if rival.value is not None else []
    told += ["Den regnes ikke med i svaret."] if rival.weak and rival.value is None else []
    return [Strong([Text(f"{clean(rival.reading)}{mark}: ")]), Text(" ".join(told))]


def judgements(answer: Answer) -> Iterator[Block]:
    """Each assessment: whether and how it is made, who makes it, and what speaks for and against."""
    for judgement in answer.judgements:
        yield Paragraph(_made(judgement))
        rows = (
            ("Avgjøres av", judgement.decided_by),
            ("Taler for", judgement.speaks_for),
            ("Taler mot", judgement.speaks_against),
        )
        items = [
            ListItem(BULLET, [Strong([Text(f"{label}: ")]), Text(sentence("; ".join(texts)))])
            for label, texts in rows
            if texts
        ]
        if items:
            yield List(items)


def _made(judgement: Judgement) -> str:
    what = f"Om {clean(judgement.text)} ({place(judgement.clause)})"
    if judgement.made is None:
        return f"{what}, beror på skjønn. Det er ikke vurdert."
    by = f" av {clean(judgement.by)}" if judgement.by else ""
    day = f" {show_day(judgement.day)}" if judgement.day else ""
    because = f": {clean(judgement.because)}" if judgement.because else ""
    because += f" – bare etter lesningen {show_list(map(quoted, judgement.readings))}" if judgement.readings else ""
    return sentence(f"{what}, er vurdert til {'ja' if judgement.made else 'nei'}{by}{day}{because}")


def silences(answer: Answer) -> Iterator[Block]:
    """What the agreement does not say, the law that may fill it, and advice."""
    for silence in answer.silences:
        where = f" ({place(silence.clause)})" if silence.clause else ""
        law = f" Det kan utfylles av {show_list(map(clean, silence.filled_by))}." if silence.filled_by else ""
        untold = [sentence(advice) for advice in silence.advice if advice not in answer.advice]
        yield Paragraph(" ".join((sentence(f"Avtalen tier om {clean(silence.about)}{where}") + law, *untold)))


def routes(answer: Answer) -> Iterator[Block]:
    """Who can bring it about, by what acts and when, under which clause, and what else it takes."""
    items = []
    for route in answer.routes:
        where = f" ({place(route.clause)})" if route.clause else ""
        lead = Strong([Text(f"{_CONTROL.get(route.control, capital(route.control))}{where}: ")])
        items.append(ListItem(BULLET, [lead, Text(" ".join(_steps(route)))]))
    if items:
        yield List(items)


def _steps(route: Route) -> Iterator[str]:
    acts = [_act(act) for act in route.acts if not act.breach] or [clean(route.power)]
    yield sentence("; ".join(acts))
    supposed = [*(_act(act) for act in route.acts if act.breach), *map(clean, route.requires)]
    if supposed:
        yield sentence(f"Det forutsetter at {show_list(supposed)}")
    if route.provided:
        yield sentence(f"Det gjelder etter lesningen {show_list(map(quoted, route.provided))}")
    if route.control in ("mislighold", "skjønn"):
        yield "Det beror på skjønn."


def _act(act: Act) -> str:
    text = clean(act.text) + (f" ({show_list(map(clean, act.conditions))})" if act.conditions else "")
    if act.latest is None:
        return text
    which = f"{clean(act.which)} " if act.which and act.which != _OF_THE_ACT_ITSELF else ""
    return f"{text}, {which}senest {show_day(act.latest)}"


def deadlines(answer: Answer) -> Iterator[Block]:
    """The last day of each act, under the readings that give it, and the next day there is."""
    yield from _bullets(map(_deadline, answer.deadlines))
    if answer.next_day is not None:
        yield Paragraph(sentence(f"Neste mulige dag er {show_day(answer.next_day)}"))


def _deadline(deadline: Deadline) -> str:
    under = f" etter lesningen {show_list(map(quoted, deadline.readings))}" if deadline.readings else ""
    return sentence(f"{show_day(deadline.day)}: {deadline.text}{under}{' (passert)' if deadline.passed else ''}")


def reservations(answer: Answer) -> Iterator[Block]:
    """What a careful lawyer would add, and what was noted on the clauses."""
    yield from _bullets(dict.fromkeys(sentence(text) for text in (*answer.advice, *answer.remarks)))


PARTS: tuple[tuple[str, str, MakePart], ...] = (
    ("grunnlag", "Rettslig grunnlag", grounds),
    ("lesninger", "Hvordan avtalen kan leses", readings),
    ("skjonn", "Skjønn", judgements),
    ("taushet", "Det avtalen ikke sier", silences),
    ("veier", "Hva partene kan gjøre", routes),
    ("frister", "Frister", deadlines),
    ("forbehold", "Råd og forbehold", reservations),
)
"""Name (for anchors), heading and maker of each part, in the order of reading."""

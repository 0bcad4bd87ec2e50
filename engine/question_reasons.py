"""Why a question was not read, in words for the asker, and what can be asked instead.

Nothing here changes how a question is read; it only explains.
"""

from collections.abc import Sequence
from typing import NamedTuple

from engine.norwegian import show_list
from engine.question_dates import Written, written_dates
from engine.question_index import MOST_SUGGESTIONS, Index, Typed, Wording, content, suggestions
from engine.question_matching import Sentence, items_of
from engine.question_nearness import nearest
from engine.question_types import AMOUNT, BUILT_IN, DAY, NUMBER, PERCENT, SHARE, YEAR, NotUnderstood, Slot
from engine.question_values import Span
from engine.question_words import NEGATIONS

_MOST_NAMES = 8
_MOST_COMPARED = 5
_MOST_WORDS = 3
_SHORTEST_NAMED = 4
"""Letters; a shorter word is most often one that binds others together."""

_EXAMPLES = {
    "nb": {DAY: "1.1.2027", YEAR: "2027", AMOUNT: "9 000 000 kr", SHARE: "5 %", PERCENT: "5 %", NUMBER: "12"},
    "en": {
        DAY: "1 January 2027",
        YEAR: "2027",
        AMOUNT: "NOK 9,000,000",
        SHARE: "5%",
        PERCENT: "5%",
        NUMBER: "12",
    },
}


class Gap(NamedTuple):
    """What keeps a sentence from being a wording: words of either without a counterpart, and slots without a value."""

    wording: Wording
    missing: tuple[str, ...]
    extra: tuple[Typed, ...]
    empty: tuple[Slot, ...]

    def size(self) -> int:
        """How much is wanting, in words."""
        return len(self.missing) + len(self.extra) + len(self.empty)


def explain(index: Index, sentence: Sentence, lang: str) -> NotUnderstood:
    """Why no wording could be read in the sentence."""
    near = nearest(index, sentence, lang, _MOST_COMPARED)
    # min() keeps the first of equals, so the order of nearness decides between gaps of one size.
    gap = min((_gap(sentence, wording) for wording in near), key=Gap.size, default=None)
    reason = _about_a_date(sentence, gap, lang)
    if reason is None and gap is not None and not gap.missing:
        reason = _about(index, sentence, gap, lang)
    if reason is None:
        unknown = _words_of_none(sentence)
        listed = show_list(
            [f"«{word}»" if lang == "nb" else f'"{word}"' for word in unknown],
            "en" if lang == "en" else "nb",
            either=True,
        )
        reason = {
            "nb": "Fant ikke dette blant spørsmålene avtalen kan svare på."
            + (f" Ingen av dem nevner {listed}." if unknown else "")
            + " Still et av spørsmålene under.",
            "en": "This is not among the questions the agreement can answer."
            + (f" None of them mentions {listed}." if unknown else "")
            + " Ask one of those below.",
        }[lang]
    shown = [_in_language(index, wording, lang) for wording in near[:MOST_SUGGESTIONS]]
    return NotUnderstood(reason=reason, nearest=suggestions(shown))


def _words_of_none(sentence: Sentence) -> tuple[str, ...]:
    """The first words that no question has in any form and that are no value: what the asker might put otherwise."""
    covered = {at for spans in sentence.spans.values() for span in spans for at in range(span.start, span.end)}
    words = (
        sentence.words[typed.at].typed
        for typed in sentence.typed
        if not typed.options and typed.at not in covered and len(typed.word) >= _SHORTEST_NAMED and typed.word.isalpha()
    )
    return tuple(dict.fromkeys(words))[:_MOST_WORDS]


def _in_language(index: Index, wording: Wording, lang: str) -> Wording:
    """The question in the reader's language, whichever wording of it came nearest; as it is if there is no such."""
    if (wording.pattern.language == "en") == (lang == "en"):
        return wording
    same = (w for w in index.wordings if w.pattern.question == wording.pattern.question)
    return next((w for w in same if (w.pattern.language == "en") == (lang == "en")), wording)


def _gap(sentence: Sentence, wording: Wording) -> Gap:
    """The gap, with each slot given the first value that fits."""
    chosen: list[tuple[Slot, Span]] = []
    for slot in wording.slots:
        fits = (
            span
            for span in sentence.spans.get(slot.type, ())
            if span.language in ("", wording.pattern.language)
            and all(span.end <= other.start or other.end <= span.start for _, other in chosen)
        )
        # The longest name or number is the one meant: «9 000 000», not «9».
        best = max(fits, key=lambda span: span.end - span.start, default=None)
        if best is not None:
            chosen.append((slot, best))
    filled = [slot for slot, _ in chosen]
    items = items_of(sentence, filled, [span for _, span in chosen])
    missing = [item for item in wording.content if not item.startswith("{")]
    extra: list[Typed] = []
    for item in content(items, wording.pattern.language):
        if isinstance(item, Typed):
            option = next((option for option in item.options if option in missing), None)
            if option is None:
                extra.append(item)
            else:
                missing.remove(option)
    empty = tuple(slot for slot in wording.slots if slot not in filled)
    return Gap(wording=wording, missing=tuple(missing), extra=tuple(extra), empty=empty)


def _about_a_date(sentence: Sentence, gap: Gap | None, lang: str) -> str | None:
    for written in written_dates(sentence.text, sentence.words):
        wanted = gap is not None and any(slot.type == DAY for slot in gap.empty)
        wrong = written.date() is None and (bool(written.year) or wanted)
        unsure = written.languages() == "nb" and gap is not None and gap.wording.pattern.language == "en"
        if wrong or unsure:
            return written.mistake(_typed(sentence, written), lang)
    return None


def _about(index: Index, sentence: Sentence, gap: Gap, lang: str) -> str | None:
    typed = _typed(sentence, gap.extra)
    negation = next((item for item in gap.extra if item.word in NEGATIONS), None)
    if negation is not None:
        word = sentence.words[negation.at].typed
        return {
            "nb": f"«{word}» endrer meningen, og ingen av spørsmålene avtalen kan svare på, er stilt slik.",
            "en": f'"{word}" changes the meaning, and none of the questions the agreement can answer is put that way.',
        }[lang]
    if gap.size() == 0:
        return {
            "nb": "Ordene kjennes igjen, men de står i en rekkefølge som kan endre meningen. Still spørsmålet slik det "
            "står under.",
            "en": "The words are known, but in an order that may change the meaning. Ask the question as it stands "
            "below.",
        }[lang]
    if not gap.empty:
        return {
            "nb": f"Forstår ikke «{typed}» her. Still spørsmålet slik det står under.",
            "en": f'"{typed}" is not understood here. Ask the question as it stands below.',
        }[lang]
    slot = gap.empty[0]
    if not gap.extra:
        example = _example(index, slot, lang)
        return {
            "nb": f"Spørsmålet mangler {slot.name}" + (f", for eksempel {example}." if example else "."),
            "en": f"The question lacks {slot.name}" + (f", for example {example}." if example else "."),
        }[lang]
    if slot.type in BUILT_IN:
        if slot.type == YEAR and len(gap.extra) == 1 and gap.extra[0].word.isdecimal():
            return {
                "nb": f"Skriv årstallet «{typed}» med fire sifre, for eksempel 2027.",
                "en": f'Write the year "{typed}" with four digits, for example 2027.',
            }[lang]
        example = _example(index, slot, lang)
        return {
            "nb": f"«{typed}» kan ikke leses som {slot.name}. Skriv for eksempel {example}.",
            "en": f'"{typed}" cannot be read as {slot.name}. Write for example {example}.',
        }[lang]
    return _unknown_name(index, slot, typed, lang)


def _unknown_name(index: Index, slot: Slot, typed: str, lang: str) -> str:
    names = [term.forms[0] if term.forms else term.id for term in index.vocabulary(slot.type).terms]
    if not names:
        return {
            "nb": f"«{typed}» er ikke kjent som {slot.name}. Saken nevner ingen.",
            "en": f'"{typed}" is not known as {slot.name}. The case names none.',
        }[lang]
    shown = ", ".join(names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return {
        "nb": f"«{typed}» er ikke kjent som {slot.name}. Kjent er {shown}" + (f" og {more} til." if more > 0 else "."),
        "en": f'"{typed}" is not known as {slot.name}. Known: {shown}' + (f" and {more} more." if more > 0 else "."),
    }[lang]


def _example(index: Index, slot: Slot, lang: str) -> str:
    if slot.type in BUILT_IN:
        return _EXAMPLES[lang][slot.type]
    return next((term.forms[0] for term in index.vocabulary(slot.type).terms if term.forms), "")


def _typed(sentence: Sentence, part: Written | Sequence[Typed]) -> str:
    """The text of a date, or from the first to the last of some words."""
    if isinstance(part, Written):
        words = sentence.words[part.start : part.end]
    elif part:
        words = sentence.words[part[0].at : part[-1].at + 1]
    else:
        return ""
    return sentence.text[words[0].start : words[-1].end]

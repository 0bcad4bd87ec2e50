"""Whether a question says the same as a wording, and with which values.

It does when every word of either has its counterpart in the other, small words aside, clause by clause; when each slot
has a value; and when slots that could be mistaken for each other stand behind the same words. There is no second-best:
a wording is matched completely or not at all.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from engine.question_index import Index, Item, Typed, Wording, clauses, content, names_of, neighbours
from engine.question_types import Slot, Understood
from engine.question_values import Span, find_values
from engine.question_words import MEANING, Word
from engine.spelling import corrections, other_forms, stem

_MOST_ASSIGNMENTS = 200
_MOST_STARTS = 4


class Sentence(NamedTuple):
    """A question cut into words, with what each may be read as and the values found in it."""

    text: str
    words: tuple[Word, ...]
    typed: tuple[Typed, ...]
    spans: dict[str, tuple[Span, ...]]
    """By slot type."""


class Reading(NamedTuple):
    """A question understood; ``rank`` is 0 word for word, 1 when small words differ, 2 when reordered, and 3 when a
    word is corrected or stands for another form of it.
    """

    rank: int
    understood: Understood


def take_in(index: Index, text: str, words: tuple[Word, ...]) -> Sentence:
    """What each word of a tidy text may be read as, and the values in it."""
    typed = tuple(Typed(at=at, word=word.word, options=_options(index, word.word)) for at, word in enumerate(words))
    spans: dict[str, list[Span]] = {}
    for span in find_values(text, words):
        spans.setdefault(span.type, []).append(span)
    for span in _find_terms(index, words, typed):
        spans.setdefault(span.type, []).append(span)
    return Sentence(
        text=text, words=words, typed=typed, spans={kind: tuple(entries) for kind, entries in spans.items()}
    )


def find_readings(index: Index, sentence: Sentence) -> list[Reading]:
    """Every complete reading of the sentence as some wording."""
    hits = [0] * len(index.wordings)
    for word in {option for typed in sentence.typed for option in typed.options}:
        for number in index.wordings_with.get(word, ()):
            hits[number] += 1
    return [
        reading
        for number, wording in enumerate(index.wordings)
        if hits[number] == len(wording.words)
        for reading in _read(sentence, wording)
    ]


def fillings(sentence: Sentence, wording: Wording) -> Iterator[tuple[Span, ...]]:
    """The ways to give every slot of the wording a value from words of its own."""
    candidates = [
        [span for span in sentence.spans.get(slot.type, ()) if span.language in ("", wording.pattern.language)]
        for slot in wording.slots
    ]

    def choose(chosen: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
        if len(chosen) == len(candidates):
            yield chosen
            return
        for span in candidates[len(chosen)]:
            if all(span.end <= other.start or other.end <= span.start for other in chosen):
                yield from choose((*chosen, span))

    return islice(choose(()), _MOST_ASSIGNMENTS)


def items_of(sentence: Sentence, slots: Sequence[Slot], spans: Sequence[Span]) -> list[Item]:
    """The sentence with each span as its slot."""
    starts = {span.start: slot for slot, span in zip(slots, spans, strict=True)}
    covered = {at for span in spans for at in range(span.start, span.end)}
    items: list[Item] = []
    for typed in sentence.typed:
        if typed.at in starts:
            items.append(starts[typed.at])
        elif typed.at not in covered:
            items.append(typed)
    return items


def _read(sentence: Sentence, wording: Wording) -> Iterator[Reading]:
    language = wording.pattern.language
    for spans in fillings(sentence, wording):
        items = items_of(sentence, wording.slots, spans)
        lean = content(items, language)
        if len(lean) != len(wording.content):
            continue
        for start in _starts(lean, wording):
            turned = lean[start:] + lean[:start]
            read_as = _fit(turned, wording)
            if read_as is not None:
                yield _reading(sentence, wording, spans=spans, items=items, turned=turned, read_as=read_as)
                break


def _starts(lean: list[Item], wording: Wording) -> list[int]:
    """Where the main clause may begin: at the first item, or at the word that begins it in the wording."""
    first = next((name for name in wording.content if not name.startswith("{")), "")
    later = [at for at, item in enumerate(lean) if at and isinstance(item, Typed) and first in item.options]
    return [0, *later[:_MOST_STARTS]]


def _fit(items: list[Item], wording: Wording) -> dict[int, str] | None:
    """What each word is read as, by position, or None when the items do not say what the wording says."""
    parts = clauses(items, wording.pattern.language)
    if len(parts) != len(wording.clauses):
        return None
    read_as: dict[int, str] = {}
    for part, clause in zip(parts, wording.clauses, strict=True):
        if clause.slots != {item.name for item in part if isinstance(item, Slot)}:
            return None
        paired = _pair([item for item in part if isinstance(item, Typed)], list(clause.words))
        if paired is None:
            return None
        read_as |= paired
    if wording.neighbours:
        line = [item if isinstance(item, Slot) else read_as[item.at] for item in items]
        if neighbours(line, wording.slots) != wording.neighbours:
            return None
    return read_as


def _pair(typed: list[Typed], words: list[str]) -> dict[int, str] | None:
    """Each typed word with a word of its own, or None. The certain ones are paired first, so there is little to try."""
    if len(typed) != len(words):
        return None
    if not typed:
        return {}
    first, *rest = sorted(typed, key=lambda entry: len(entry.options))
    for option in first.options:
        if option in words:
            left = words.copy()
            left.remove(option)
            paired = _pair(rest, left)
            if paired is not None:
                return {first.at: option, **paired}
    return None


def _reading(
    sentence: Sentence,
    wording: Wording,
    *,
    spans: tuple[Span, ...],
    items: list[Item],
    turned: list[Item],
    read_as: dict[int, str],
) -> Reading:
    corrected = [note for span in spans for note in span.corrections]
    inflected = False
    for at, word in read_as.items():
        typed = sentence.words[at].word
        if word != typed:
            inflected = True
            if stem(word) != stem(typed):
                corrected.append((at, sentence.words[at].typed, word))
    if corrected or inflected:
        rank = 3
    elif names_of(items) == wording.everything:
        rank = 0
    else:
        rank = 1 if names_of(turned) == wording.content else 2
    return Reading(
        rank=rank,
        understood=Understood(
            question=wording.pattern.question,
            language=wording.pattern.language,
            values=tuple((slot.name, span.value) for slot, span in zip(wording.slots, spans, strict=True)),
            pattern=wording.pattern,
            corrections=tuple((typed, shown) for _, typed, shown in sorted(corrected)),
        ),
    )


def _options(index: Index, word: str) -> tuple[str, ...]:
    if not word.isalpha():
        return (word,)
    if word in MEANING:  # never read as another
        return (word,) if word in index.known else ()
    read_as = (word,) if word in index.known else corrections(index.lexicon, word)
    forms = (other for each in (*read_as, word) for other in other_forms(index.lexicon, each))
    return tuple(dict.fromkeys((*read_as, *forms)))


def _find_terms(index: Index, words: tuple[Word, ...], typed: tuple[Typed, ...]) -> Iterator[Span]:
    found: dict[tuple[int, int, str, str], Span] = {}
    for at, first in enumerate(typed):
        for option in first.options:
            for form in index.forms.get(option, ()):
                end = at + len(form.words)
                if end > len(typed) or any(
                    word not in entry.options for word, entry in zip(form.words, typed[at:end], strict=True)
                ):
                    continue
                notes = tuple(
                    (at + offset, words[at + offset].typed, form.shown[offset])
                    for offset, word in enumerate(form.words)
                    if words[at + offset].word != word
                )
                span = Span(start=at, end=end, type=form.type, value=form.id, corrections=notes)
                place = (at, end, form.type, form.id)
                if place not in found or len(notes) < len(found[place].corrections):
                    found[place] = span
    yield from found.values()

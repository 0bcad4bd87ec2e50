"""The declared wordings, made ready once so that each question is read fast.

A wording is compared by its content: its words without the small ones, in clauses, with its slots. Nothing here is
changed after it is built, and all of it can be pickled.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from engine.question_dates import MONTHS
from engine.question_types import AMOUNT, BUILT_IN, DAY, NUMBER, YEAR, Pattern, Slot, Suggestion, Vocabulary
from engine.question_words import BEFORE_TIME, CLAUSE_STARTS, INNER_CLAUSE_STARTS, MEANING, SMALL, cut, tidy
from engine.spelling import Lexicon, build_lexicon

SLOT = re.compile(r"\{([^{}]+)\}((?:['’]?s(?![^\W_]))?)")
"""A slot in the text of a wording, and its genitive ending if it has one."""

MOST_SUGGESTIONS = 3

_MONTHS = frozenset(month.lower() for names in MONTHS.values() for month in names)


class Typed(NamedTuple):
    """A word at position ``at``, and the known words it can be read as: itself first when it is known, then forms."""

    at: int
    word: str
    options: tuple[str, ...]


Item = Typed | Slot


class Clause(NamedTuple):
    """What a clause must hold, in any order."""

    words: tuple[str, ...]
    slots: frozenset[str]


class Wording(NamedTuple):
    """A pattern made ready. ``slots`` are those in its text, in order; ``neighbours`` see ``neighbours()``."""

    pattern: Pattern
    slots: tuple[Slot, ...]
    everything: tuple[str, ...]
    content: tuple[str, ...]
    words: frozenset[str]
    word_count: int
    clauses: tuple[Clause, ...]
    neighbours: tuple[tuple[str, str], ...]


class Form(NamedTuple):
    """A way to write a term: ``words`` as compared, ``shown`` as declared."""

    words: tuple[str, ...]
    shown: tuple[str, ...]
    type: str
    id: str


class Index(NamedTuple):
    """All that ``read_question`` needs to know. Build it with ``build_index``."""

    wordings: tuple[Wording, ...]
    vocabularies: tuple[Vocabulary, ...]
    wordings_with: dict[str, tuple[int, ...]]
    forms: dict[str, tuple[Form, ...]]
    """By their first word."""
    known: frozenset[str]
    lexicon: Lexicon

    def vocabulary(self, name: str) -> Vocabulary:
        """The vocabulary of the name; an empty one when there is none."""
        return next((entry for entry in self.vocabularies if entry.name == name), Vocabulary(name))


def build_index(patterns: Iterable[Pattern], vocabularies: Iterable[Vocabulary] = ()) -> Index:
    """Make the patterns ready for reading.

    Raises ValueError when a text has a ``{slot}`` that its pattern does not declare or has twice, when a slot's type is
    neither built in nor a vocabulary, or when a language is neither "nb" nor "en".
    """
    vocabularies = tuple(vocabularies)
    types = slot_types(vocabularies)
    wordings = tuple(wording_of(pattern, types) for pattern in patterns)
    forms = forms_of(vocabularies)
    postings = wordings_with(wordings)
    return Index(
        wordings=wordings,
        vocabularies=vocabularies,
        wordings_with=postings,
        forms=forms,
        known=base_words(forms) | postings.keys(),
        lexicon=build_lexicon(postings.keys() | _words_of(forms), postings.keys() - MEANING),
    )


def wordings_with(wordings: tuple[Wording, ...]) -> dict[str, tuple[int, ...]]:
    """For each word, the numbers of the wordings that have it."""
    postings: dict[str, list[int]] = {}
    for number, wording in enumerate(wordings):
        for word in wording.words:
            postings.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in postings.items()}


def slot_types(vocabularies: Iterable[Vocabulary]) -> frozenset[str]:
    """Every type a slot can have."""
    return BUILT_IN | {vocabulary.name for vocabulary in vocabularies}


def base_words(forms: dict[str, tuple[Form, ...]]) -> frozenset[str]:
    """The words known whatever the wordings."""
    return frozenset(_words_of(forms) | MEANING | SMALL["nb"] | SMALL["en"] | _MONTHS)


def _words_of(forms: dict[str, tuple[Form, ...]]) -> set[str]:
    return {word for entries in forms.values() for form in entries for word in form.words}


def suggestions(wordings: Iterable[Wording]) -> tuple[Suggestion, ...]:
    """The wordings with their slots as ``<name>``."""
    return tuple(
        Suggestion(SLOT.sub(lambda slot: f"<{slot[1]}>{slot[2]}", wording.pattern.text), wording.pattern.question)
        for wording in wordings
    )


def content(items: Sequence[Item], language: str) -> list[Item]:
    """The items without the words that may be left out or added."""
    kept: list[Item] = []
    for item in items:
        if isinstance(item, Slot) and item.type in (DAY, YEAR):
            while kept and isinstance(kept[-1], Typed) and kept[-1].word in BEFORE_TIME[language]:
                kept.pop()
        kept.append(item)
    small = SMALL[language]
    return [item for item in kept if isinstance(item, Slot) or item.word not in small]


def clauses(items: Sequence[Item], language: str) -> list[list[Item]]:
    """The items cut where a clause begins."""
    parts: list[list[Item]] = [[]]
    seen_word = False
    for item in items:
        if isinstance(item, Typed):
            word = item.options[0] if len(item.options) == 1 else item.word
            starts = word in CLAUSE_STARTS[language] or (seen_word and word in INNER_CLAUSE_STARTS[language])
            if starts and parts[-1]:
                parts.append([])
            seen_word = True
        parts[-1].append(item)
    return parts


def neighbours(sequence: Sequence[Slot | str], slots: Sequence[Slot]) -> tuple[tuple[str, str], ...]:
    """For each slot that another slot of the wording could be mistaken for: its name and the word or slot before it.

    «Kan {A} kreve av {B}» and «Kan {B} kreve av {A}» have the same words; what stands before a slot tells them apart.
    """
    groups = [_group(slot) for slot in slots]
    mistakable = [slot for slot in slots if groups.count(_group(slot)) > 1]
    if not mistakable:
        return ()
    line = [item for item in sequence if isinstance(item, str) or item in mistakable]
    names = ["", *(item if isinstance(item, str) else f"{{{item.name}}}" for item in line)]
    found = [(item.name, before) for before, item in zip(names, line, strict=False) if isinstance(item, Slot)]
    return tuple(sorted(found))


def _group(slot: Slot) -> str:
    """Slots of one group can hold the same text."""
    if slot.type == DAY:
        return DAY
    if slot.type in (YEAR, AMOUNT, NUMBER):
        return NUMBER
    return slot.type if slot.type in BUILT_IN else "vocabulary"


def wording_of(pattern: Pattern, types: frozenset[str]) -> Wording:
    """A pattern made ready. Raises ValueError as ``build_index`` does."""
    if pattern.language not in ("nb", "en"):
        raise ValueError(f"language of {pattern.text!r} is {pattern.language!r}, must be 'nb' or 'en'")
    everything = _items(pattern, pattern.text)
    slots = tuple(item for item in everything if isinstance(item, Slot))
    if len({slot.name for slot in slots}) != len(slots):
        raise ValueError(f"a slot is used twice in {pattern.text!r}")
    for slot in slots:
        if slot.type not in types:
            raise ValueError(f"slot {{{slot.name}}} of {pattern.text!r} has the unknown type {slot.type!r}")
    lean = content(_items(pattern, _main_clause_first(pattern)), pattern.language)
    words = [item.word for item in lean if isinstance(item, Typed)]
    return Wording(
        pattern=pattern,
        slots=slots,
        everything=names_of(everything),
        content=names_of(lean),
        words=frozenset(words),
        word_count=len(words),
        clauses=tuple(
            Clause(
                words=tuple(item.word for item in part if isinstance(item, Typed)),
                slots=frozenset(item.name for item in part if isinstance(item, Slot)),
            )
            for part in clauses(lean, pattern.language)
        ),
        neighbours=neighbours([item if isinstance(item, Slot) else item.word for item in lean], slots),
    )


def names_of(items: Iterable[Item]) -> tuple[str, ...]:
    """The words, and the slots as ``{name}``."""
    return tuple(item.word if isinstance(item, Typed) else f"{{{item.name}}}" for item in items)


def _items(pattern: Pattern, text: str) -> list[Item]:
    declared = {slot.name: slot for slot in pattern.slots}
    items: list[Item] = []
    text = tidy(text)
    ends = [0, *(found.end() for found in SLOT.finditer(text))]
    starts = [*(found.start() for found in SLOT.finditer(text)), len(text)]
    names = [found[1] for found in SLOT.finditer(text)]
    for number, (begin, end) in enumerate(zip(ends, starts, strict=True)):
        for word in cut(text[begin:end]):
            items.append(Typed(at=0, word=word.word, options=(word.word,)))
        if number < len(names):
            if names[number] not in declared:
                raise ValueError(f"{{{names[number]}}} in {pattern.text!r} is not among its slots")
            items.append(declared[names[number]])
    return items


def _main_clause_first(pattern: Pattern) -> str:
    """The text with a clause that stands first, up to the last comma, moved last: as clauses are compared."""
    first, comma, rest = pattern.text.rpartition(",")
    words = cut(tidy(first))
    if comma and words and words[0].word in CLAUSE_STARTS[pattern.language] and cut(rest):
        return f"{rest} {first}"
    return pattern.text


def forms_of(vocabularies: Iterable[Vocabulary]) -> dict[str, tuple[Form, ...]]:
    """The ways to write each term, its genitive among them, by their first word."""
    cuts: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    by_first: dict[str, dict[Form, None]] = {}
    for vocabulary in vocabularies:
        exact: list[Form] = []
        for term in vocabulary.terms:
            for text in term.forms:
                if text not in cuts:  # the same names stand in many vocabularies
                    words = cut(tidy(text))
                    cuts[text] = tuple([word.word for word in words]), tuple([word.typed for word in words])
                compared, shown = cuts[text]
                if compared:
                    exact.append(Form(words=compared, shown=shown, type=vocabulary.name, id=term.id))
        taken = {form.words for form in exact}
        for form in exact:
            by_first.setdefault(form.words[0], {})[form] = None
        for form in exact:
            last = form.words[-1]
            owned = (*form.words[:-1], f"{last}s")
            if last[-1] not in "sxz" and owned not in taken:
                genitive = Form(words=owned, shown=form.shown, type=form.type, id=form.id)
                by_first.setdefault(owned[0], {})[genitive] = None
    return {word: tuple(entries) for word, entries in by_first.items()}

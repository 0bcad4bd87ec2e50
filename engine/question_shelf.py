"""The declared wordings, made ready only as questions need them: one question needs few of them.

A wording can be what somebody asked only if each of its words is asked or may be left out. That is seen from its text
at little cost, and only such wordings are made ready. Where that is not enough, because a word is not known or nothing
fits, the whole index is made, so that what is read, and what is said of what is not, is as if it always had been.
"""

import re
from collections import Counter
from collections.abc import Sequence

from engine.question_index import (
    SLOT,
    Form,
    Index,
    Wording,
    base_words,
    build_index,
    forms_of,
    slot_types,
    wording_of,
    wordings_with,
)
from engine.question_types import Pattern, Vocabulary
from engine.question_words import BEFORE_TIME, EQUIVALENT, PHRASES, SMALL, Word, tidy
from engine.spelling import NO_LEXICON

_TOKEN = re.compile(r"[0-9]+(?:[.,/:-][0-9]+)*|[^\W_0-9]+|[%§]")
_MAY_VANISH = frozenset(
    {word for words in (*SMALL.values(), *BEFORE_TIME.values()) for word in words}
    | {word for phrase, _ in PHRASES for word in phrase.split()}
)
_SPELT = {word: frozenset(other for other, same in EQUIVALENT.items() if same == word) for word in EQUIVALENT.values()}


class Shelf:
    """Patterns and vocabularies, and what has been made ready of them."""

    def __init__(self, patterns: Sequence[Pattern], vocabularies: Sequence[Vocabulary]) -> None:
        self._patterns = patterns
        self._vocabularies = tuple(vocabularies)
        self._types = slot_types(self._vocabularies)
        self._tokens = [_tokens(pattern.text) for pattern in patterns]
        self._under = _under_rarest(self._tokens)
        self._ready: dict[int, Wording] = {}
        self._whole: Index | None = None
        self._forms: dict[str, tuple[Form, ...]] = forms_of(self._vocabularies)
        self._known = base_words(self._forms)

    def whole(self) -> Index:
        """The index of every wording."""
        if self._whole is None:
            self._whole = build_index(self._patterns, self._vocabularies)
        return self._whole

    def vocabulary(self, name: str) -> Vocabulary:
        """The vocabulary of the name; an empty one when there is none."""
        return next((entry for entry in self._vocabularies if entry.name == name), Vocabulary(name))

    def near(self, words: Sequence[Word]) -> Index | None:
        """An index of the wordings that a question of these words can be, in which it is read as in the whole one.

        None if the whole one is needed: a word may be one that only other wordings have, or is misspelt.
        """
        asked = {word.word for word in words}
        allowed = asked | _MAY_VANISH
        for word in asked & _SPELT.keys():
            allowed |= _SPELT[word]
        found = (number for word in ("", *allowed) for number in self._under.get(word, ()))
        numbers = sorted(number for number in found if self._tokens[number] <= allowed)
        wordings = tuple([self._wording(number) for number in numbers])
        known = self._known.union(*[wording.words for wording in wordings])
        if any(word.isalpha() and word not in known for word in asked):
            return None
        return Index(
            wordings=wordings,
            vocabularies=self._vocabularies,
            wordings_with=wordings_with(wordings),
            forms=self._forms,
            known=known,
            lexicon=NO_LEXICON,
        )

    def _wording(self, number: int) -> Wording:
        found = self._ready.get(number)
        if found is None:
            found = self._ready[number] = wording_of(self._patterns[number], self._types)
        return found


def _tokens(text: str) -> frozenset[str]:
    """The words of a wording that its content may hold; none where an apostrophe makes that hard to say."""
    plain = tidy(SLOT.sub(" ", text)).casefold()
    return frozenset() if "'" in plain or "’" in plain else frozenset(_TOKEN.findall(plain))


def _under_rarest(tokens: list[frozenset[str]]) -> dict[str, list[int]]:
    """The numbers of wordings, each under its rarest word ("" for one of none): without that word it is not asked."""
    common = Counter(word for each in tokens for word in each)
    found: dict[str, list[int]] = {}
    for number, each in enumerate(tokens):
        found.setdefault(min(each, key=lambda word: (common[word], word), default=""), []).append(number)
    return found

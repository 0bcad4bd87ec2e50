"""Spelling mistakes: which known words a mistyped word may have been meant as.

A mistake is a letter left out, added or changed, or two neighbours swapped. One is forgiven in a known word of four to
seven letters, two in a longer one, and none in a shorter; but in every word a letter typed twice or a double one typed
once, and two swapped from three letters on. Letters typed without a Norwegian keyboard (a or aa for å, o or oe for ø,
ae for æ) are forgiven in every word. A mistake that would turn a word into its opposite («ugyldig» for «gyldig»,
«tidsubegrenset» for «tidsbegrenset») is never forgiven.

Another form of the same word («andel» for «andelen») is no mistake, and is found by the stem the two share.
"""

from collections.abc import Iterable
from typing import NamedTuple

LONGEST_WORD = 40
NEGATING = ("u", "un", "in", "im", "il", "ir", "dis", "mis", "non", "ikke")


def edits_allowed(word: str) -> int:
    """How many mistakes are forgiven in a known word."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def distance(a: str, b: str, limit: int) -> int:
    """Damerau-Levenshtein distance (optimal alignment), or ``limit + 1`` when it is more than ``limit``."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    two_back: list[int] = []
    back = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        row = [i]
        for j, other in enumerate(b, start=1):
            cost = min(back[j] + 1, row[j - 1] + 1, back[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, two_back[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(back) > limit:
            return limit + 1
        two_back, back = back, row
    return min(back[-1], limit + 1)


def fold(word: str) -> str:
    """The word as typed without å, ø and æ; words with the same fold are the same but for the keyboard."""
    for norwegian, plain in (("å", "a"), ("aa", "a"), ("ø", "o"), ("oe", "o"), ("æ", "e"), ("ae", "e")):
        word = word.replace(norwegian, plain)
    return word


class Lexicon(NamedTuple):
    """The words a typed word may be corrected to."""

    by_length: dict[int, tuple[tuple[str, int], ...]]
    by_fold: dict[str, tuple[str, ...]]
    by_single: dict[str, tuple[str, ...]]
    """By the word with each double letter written once."""
    by_stem: dict[str, tuple[str, ...]]
    """Only the words that have forms."""


NO_LEXICON = Lexicon(by_length={}, by_fold={}, by_single={}, by_stem={})


def build_lexicon(words: Iterable[str], inflected: Iterable[str] = ()) -> Lexicon:
    """A lexicon of the words, which must be casefolded; the order they come in does not matter.

    ``inflected`` are those that another form of the word may stand for; names, for one, are not among them.
    """
    by_length: dict[int, list[tuple[str, int]]] = {}
    by_fold: dict[str, list[str]] = {}
    by_single: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        by_fold.setdefault(fold(word), []).append(word)
        single = _single(word)
        if single != word and len(single) > 1:
            by_single.setdefault(single, []).append(word)
        if edits_allowed(word):
            by_length.setdefault(len(word), []).append((word, _letters(word)))
    by_stem: dict[str, list[str]] = {}
    for word in sorted(set(inflected)):
        by_stem.setdefault(stem(word), []).append(word)
    return Lexicon(
        by_length={length: tuple(entries) for length, entries in by_length.items()},
        by_fold={key: tuple(entries) for key, entries in by_fold.items()},
        by_single={key: tuple(entries) for key, entries in by_single.items()},
        by_stem={key: tuple(entries) for key, entries in by_stem.items()},
    )


def corrections(lexicon: Lexicon, typed: str) -> tuple[str, ...]:
    """The known words ``typed`` may be meant as, sorted; none for a number, more than one when it is not certain."""
    if len(typed) > LONGEST_WORD or not typed.isalpha():
        return ()
    found = set(lexicon.by_fold.get(fold(typed), ()))
    found.update(lexicon.by_single.get(typed, ()))  # «op» for «opp»
    for at, letter in enumerate(typed[1:]):
        if letter == typed[at]:  # «utt» for «ut», also where the word is too short for other mistakes
            found.update(w for w in lexicon.by_fold.get(fold(typed[:at] + typed[at + 1 :]), ()) if len(w) > 1)
        elif len(typed) == 3:  # «vha» for «hva»
            found.update(lexicon.by_fold.get(fold(typed[:at] + letter + typed[at] + typed[at + 2 :]), ()))
    letters = _letters(typed)
    for length in range(len(typed) - 2, len(typed) + 3):
        for word, others in lexicon.by_length.get(length, ()):
            allowed = edits_allowed(word)
            # One mistake takes away at most one letter and adds at most one, so most words fall here, cheaply.
            if (letters ^ others).bit_count() > 2 * allowed:
                continue
            cost = distance(typed, word, allowed)
            if cost <= allowed and not _opposite(typed, word, cost):
                found.add(word)
    return tuple(sorted(found))


def other_forms(lexicon: Lexicon, word: str) -> tuple[str, ...]:
    """The known words that are other forms of the word, sorted."""
    return tuple(other for other in lexicon.by_stem.get(stem(word), ()) if other != word)


def stem(word: str) -> str:
    """The word without the ending of a noun's or an adjective's form, or of a verb's present; the word itself if that
    would leave next to nothing.
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


_ENDINGS = ("ene", "ane", "en", "et", "er", "ar", "e", "a")
_SHORTEST_STEM = 3


def _single(word: str) -> str:
    return "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])


def _letters(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


def _opposite(typed: str, word: str, cost: int) -> bool:
    """Whether the mistake lies in a negating prefix that one of the words, or its last part, has and the other not."""
    return any(
        (typed.startswith(prefix) and distance(typed[len(prefix) :], word, cost) < cost)
        or (word.startswith(prefix) and distance(typed, word[len(prefix) :], cost) < cost)
        for prefix in NEGATING
    ) or any(
        distance(longer[:at] + longer[at + 1 :], shorter, cost) < cost
        for longer, shorter in ((typed, word), (word, typed))
        for at in range(_SHORTEST_STEM, len(longer) - _SHORTEST_STEM)
        if longer[at] == "u" and longer[at - 1] == "s"  # what binds a compound together
    )

"""Which of the declared questions a question that was not read is nearest to.

Two questions are near when they share their rarer words and ask about things of the same kinds (a party, a day). A
word counts in full as typed, less in another form or put right, and least when only the last part of a compound is
shared: «forsinkelsesrente» is a kind of «rente». Nothing here reads a question; it only puts suggestions in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.question_words import MEANING, SMALL

if TYPE_CHECKING:
    from engine.question_index import Index, Typed, Wording
    from engine.question_matching import Sentence

_OTHER_FORM, _PART = 0.9, 0.6
_SLOT = 0.2
"""What a slot counts beside words, of which one that stands in a single wording counts 1."""
_OPENING = 0.1
"""What it counts that both begin with the same word: who, when, how much."""
_UNKNOWN = 0.25
"""What a word counts that no wording has."""
_SHORTEST_PART = 4


def nearest(index: Index, sentence: Sentence, lang: str, most: int) -> list[Wording]:
    """One wording of each question, the nearest first; in ``lang`` where two are equally near."""
    weights = {word: 1 / len(numbers) ** 0.5 for word, numbers in index.wordings_with.items()}
    covered = {at for spans in sentence.spans.values() for span in spans for at in range(span.start, span.end)}
    asked = [typed for typed in sentence.typed if typed.at not in covered and typed.word not in SMALL[lang]]
    near = [_near(typed, weights) for typed in asked]
    values = _values(sentence)
    asked_for = sum(max(options.values(), default=_UNKNOWN) for options in near) + _SLOT * values
    opening = next((typed for typed in sentence.typed if typed.at not in covered), None)
    scored: list[tuple[float, bool, int]] = []
    for number, wording in enumerate(index.wordings):
        words = wording.words
        shared = sum(max((w for o, w in options.items() if o in words), default=0.0) for options in near)
        total = asked_for + sum(weights[word] for word in words) + _SLOT * len(wording.slots)
        shared += _SLOT * min(values, _filled(sentence, wording))
        score = 2 * shared / total if total else 0.0
        if shared and opening is not None and wording.content[:1] and wording.content[0] in opening.options:
            score += _OPENING
        scored.append((-round(score, 9), wording.pattern.language != lang, number))
    found: dict[str, Wording] = {}
    for _, _, number in sorted(scored):
        wording = index.wordings[number]
        found.setdefault(wording.pattern.question, wording)
        if len(found) == most:
            break
    return list(found.values())


def _near(typed: Typed, weights: dict[str, float]) -> dict[str, float]:
    """The words of the wordings that the typed one may stand for, each with what it counts."""
    found = {o: weights[o] * (1 if o == typed.word else _OTHER_FORM) for o in typed.options if o in weights}
    if not typed.options and typed.word.isalpha() and typed.word not in MEANING:
        for start in range(1, len(typed.word) - _SHORTEST_PART + 1):
            part = typed.word[start:]
            if part in weights:
                found[part] = weights[part] * _PART
                break
    return found


def _values(sentence: Sentence) -> int:
    """How many values the sentence has, each counted once however it may be read."""
    taken: set[int] = set()
    count = 0
    spans = (span for found in sentence.spans.values() for span in found)
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        here = set(range(span.start, span.end))
        if not here & taken:
            taken |= here
            count += 1
    return count


def _filled(sentence: Sentence, wording: Wording) -> int:
    """How many slots of the wording have a value of their own in the sentence."""
    taken: set[int] = set()
    count = 0
    for slot in wording.slots:
        for span in sentence.spans.get(slot.type, ()):
            here = set(range(span.start, span.end))
            if not here & taken:
                taken |= here
                count += 1
                break
    return count

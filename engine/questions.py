"""A lawyer's question in plain Norwegian or English, read as one of the questions an agreement declares.

The reader knows no agreement: it is given the wordings and the names. It forgives case, spacing, punctuation, small
words, the order of words within a clause and plain spelling mistakes, and says what it put right. It never guesses:
what is not matched completely, or in two ways, is not understood, and the answer says why and what can be asked.

    index = build_index(patterns, vocabularies)      # once
    read_question(index, "Kan Nes tre ut 1.1.2027?")   # for each question
"""

import re

from dsl.record import changed
from engine.question_index import MOST_SUGGESTIONS, SLOT, Index, build_index, suggestions
from engine.question_matching import Reading, Sentence, find_readings, take_in
from engine.question_shelf import Shelf
from engine.question_types import (
    BUILT_IN,
    NotUnderstood,
    Pattern,
    Slot,
    Suggestion,
    Term,
    Understood,
    Value,
    Vocabulary,
)
from engine.question_values import show_value
from engine.question_words import Word, cut, misspelt_phrase, tidy

__all__ = [
    "LONGEST_QUESTION",
    "Index",
    "NotUnderstood",
    "Pattern",
    "Shelf",
    "Slot",
    "Suggestion",
    "Term",
    "Understood",
    "Value",
    "Vocabulary",
    "build_index",
    "read_back",
    "read_from",
    "read_question",
]

LONGEST_QUESTION = 500
"""Characters."""


def read_question(index: Index, text: str, lang: str = "nb") -> Understood | NotUnderstood:
    """Read the question as one of the declared ones.

    ``lang``, "nb" or "en", is the language of reasons and the one preferred for suggestions; questions are read in
    both. No text raises anything; another ``lang`` raises ValueError.
    """
    if lang not in ("nb", "en"):
        raise ValueError(f"lang is {lang!r}, must be 'nb' or 'en'")
    refusal = _refusal(text, lang)
    if refusal is not None:
        return NotUnderstood(reason=refusal, nearest=_examples(index, lang))
    tidied = tidy(text)
    return _read(index, tidied, cut(tidied), lang)


def read_from(shelf: Shelf, text: str, lang: str = "nb") -> Understood | NotUnderstood:
    """As ``read_question`` with the shelf's whole index, which is not made where less of it is enough."""
    if lang not in ("nb", "en") or _refusal(text, lang) is not None:
        return read_question(shelf.whole(), text, lang)
    tidied = tidy(text)
    words = cut(tidied)
    near = shelf.near(words)
    found = _read(near, tidied, words, lang) if near is not None and near.wordings else None
    return found if isinstance(found, Understood) else _read(shelf.whole(), tidied, words, lang)


def _read(index: Index, text: str, words: tuple[Word, ...], lang: str) -> Understood | NotUnderstood:
    sentence = take_in(index, text, words)
    readings = find_readings(index, sentence)
    if not readings:
        mended = _mended(index, sentence, lang)
        if mended is not None:
            return mended
        from engine.question_reasons import explain  # only needed when something is wrong

        return explain(index, sentence, lang)
    best = min(reading.rank for reading in readings)
    different = _different([reading for reading in readings if reading.rank == best], lang)
    if len(different) == 1:
        return different[0]
    return _ambiguous(index, different, lang)


def _mended(index: Index, sentence: Sentence, lang: str) -> Understood | None:
    """The question read with the misspelt words of a fixed phrase («ut av avtaln») put right; None if that is no help.

    Other words are read one by one with what they may stand for; a phrase is seen only when its words are right.
    """
    options = tuple((typed.word, *typed.options) for typed in sentence.typed)
    wrong = {at: word for at, word in misspelt_phrase(options) if word != sentence.typed[at].word}
    if not wrong:
        return None
    text = sentence.text
    for at in sorted(wrong, reverse=True):
        word = sentence.words[at]
        text = text[: word.start] + wrong[at] + text[word.end :]
    found = _read(index, text, cut(text), lang)
    if not isinstance(found, Understood):
        return None
    put_right = tuple((sentence.words[at].typed, wrong[at]) for at in sorted(wrong))
    return changed(found, corrections=(*found.corrections, *put_right))


def read_back(index: Index | Shelf, understood: Understood) -> str:
    """The question as understood, in the words of its pattern; reading it gives the same question and values."""
    values = dict(understood.values)
    types = {slot.name: slot.type for slot in understood.pattern.slots}

    def fill(slot: re.Match[str]) -> str:
        value, kind = values[slot[1]], types[slot[1]]
        if kind in BUILT_IN:
            return show_value(value, kind, understood.language) + slot[2]
        shown = _name(index, kind, str(value))
        # A name that ends in an s-sound takes an apostrophe alone.
        return shown + ("'" if slot[2] and shown[-1:].lower() in "sxz" else slot[2])

    return SLOT.sub(fill, understood.pattern.text)


def _name(index: Index | Shelf, vocabulary: str, term_id: str) -> str:
    term = next((term for term in index.vocabulary(vocabulary).terms if term.id == term_id), None)
    return term.forms[0] if term is not None and term.forms else term_id


def _refusal(text: str, lang: str) -> str | None:
    """Why a text is not even tried."""
    if len(text) > LONGEST_QUESTION:
        return {
            "nb": f"Spørsmålet er for langt ({len(text)} tegn). Still det med høyst {LONGEST_QUESTION} tegn.",
            "en": f"The question is too long ({len(text)} characters). Use at most {LONGEST_QUESTION}.",
        }[lang]
    if not tidy(text).isprintable() or "\ufffd" in text:
        return {
            "nb": "Spørsmålet inneholder tegn som ikke er tekst. Skriv det på nytt.",
            "en": "The question holds characters that are not text. Type it again.",
        }[lang]
    if not any(character.isalnum() for character in text):
        return {
            "nb": "Spørsmålet er tomt. Still for eksempel et av spørsmålene under.",
            "en": "The question is empty. Ask for example one of those below.",
        }[lang]
    return None


def _examples(index: Index, lang: str) -> tuple[Suggestion, ...]:
    first = {
        wording.pattern.question: wording for wording in reversed(index.wordings) if wording.pattern.language == lang
    }
    return suggestions(list(reversed(first.values()))[:MOST_SUGGESTIONS])


def _different(readings: list[Reading], lang: str) -> list[Understood]:
    """One reading for each question and values: the one in ``lang`` with the fewest corrections."""
    found: dict[tuple[str, frozenset[tuple[str, Value]]], Understood] = {}
    ordered = sorted(
        (reading.understood for reading in readings),
        key=lambda understood: (len(understood.corrections), understood.language != lang),
    )
    for understood in ordered:
        found.setdefault((understood.question, frozenset(understood.values)), understood)
    return list(found.values())


def _ambiguous(index: Index, different: list[Understood], lang: str) -> NotUnderstood:
    texts = [read_back(index, understood) for understood in different]
    wordings = {
        wording.pattern.question: wording
        for understood in reversed(different)
        for wording in index.wordings
        if wording.pattern == understood.pattern
    }
    shown = {
        "nb": "Spørsmålet kan leses på flere måter: " + " eller ".join(f"«{text}»" for text in texts[:4]),
        "en": "The question can be read in several ways: " + " or ".join(f'"{text}"' for text in texts[:4]),
    }[lang]
    return NotUnderstood(
        reason=f"{shown}. {'Velg én av dem.' if lang == 'nb' else 'Choose one of them.'}",
        nearest=suggestions(list(reversed(wordings.values()))[:MOST_SUGGESTIONS]),
        ambiguous=tuple(different),
    )

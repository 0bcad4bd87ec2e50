"""A question cut into words, and what the reader knows about Norwegian and English words.

A word is a run of letters, a number with its points and strokes, or one of % and §; all other signs are white space,
but a minus sign before a number is kept, so that it is never lost. A small word may be left out or added freely. A
word that changes the meaning (not, before, only, …) never may; it is also never taken for a misspelling.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import category, normalize

_WORD = re.compile(r"(?<![^\s(])[-−](?=[0-9])|[0-9]+(?:[.,/:-][0-9]+)*|[^\W_0-9]+(?:['’][^\W_0-9]+)*|[%§]")
_CONTRACTED = {"ca": "can", "wo": "will", "sha": "shall"}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SMALL = {
    "nb": _set(
        "da nå egentlig faktisk jo vel altså vennligst takk hei på i den det de en et ei per å eventuelt fortsatt "
        "fremdeles framleis"
    ),
    "en": _set("the a an please thanks hi hello now actually currently then on in at"),
}
BEFORE_TIME = {
    "nb": _set("på i den per fra for år året"),
    "en": _set("on in at for from as of the year"),
}
"""Words that are small when they stand right before a date or a year."""

MEANING = _set(
    "ikke aldri ingen intet verken hverken uten unntatt før etter innen siden til mellom bare kun alene alltid minst "
    "høyst mer mindre også for av fra om hvis dersom med mot under over hos ved "
    "not no never none nor neither without except unless before after until by since only alone always least most "
    "more less also from to of if when who with against between for cant dont doesnt isnt wont mustnt "
    "januar februar mars april mai juni juli august september oktober november desember january february march may "
    "june july october december"
)
"""Words never taken for a misspelling of another; those of no pattern make a question unreadable."""

NEGATIONS = _set(
    "ikke aldri ingen uten unntatt før etter innen bare kun alene alltid "
    "not no never none without except unless before after until only alone always cant dont doesnt isnt wont"
)
"""Those of MEANING worth a remark of their own when they are what stands in the way."""

CLAUSE_STARTS = {
    "nb": frozenset(("hvis", "dersom", "om", "for å", "fordi", "at", "før", "etter", "mens", "som", "med mindre")),
    "en": frozenset(("if", "to", "because", "that", "before", "after", "unless", "while")),
}
"""What opens a clause of its own: words may change places within a clause, never across its borders."""

INNER_CLAUSE_STARTS = {"nb": frozenset(("når",)), "en": frozenset(("when", "which", "who"))}
"""What opens a clause only when words stand before it."""

EQUIVALENT = {
    "kva": "hva",
    "kven": "hvem",
    "kor": "hvor",
    "korleis": "hvordan",
    "kvifor": "hvorfor",
    "kvar": "hvor",
    "mykje": "mye",
    "ikkje": "ikke",
    "frå": "fra",
    "då": "da",
    "seie": "si",
    "seia": "si",
    "gje": "gi",
    "gjev": "gir",
    "vere": "være",
    "vera": "være",
    "vert": "blir",
    "kjem": "kommer",
    "tidlegast": "tidligst",
    "seinast": "senest",
    "seinest": "senest",
    "avtala": "avtalen",
    "betalar": "betaler",
    "berre": "bare",
    "åleine": "alene",
    "aleine": "alene",
    "utan": "uten",
    "ein": "en",
    "eit": "et",
    "dersom": "hvis",
    "pr": "per",
    "avgjer": "avgjør",
    "misleghald": "mislighold",
    "misleghaldet": "misligholdet",
    "krevje": "kreve",
    "hjelpa": "hjelpe",
}
"""Nynorsk and other spellings of the same word."""

PHRASES = (
    ("fra og med", "fra"),
    ("i løpet av", "i"),
    ("for å", "for å"),
    ("a konto", "akonto"),
    ("à konto", "akonto"),
    ("å konto", "akonto"),
    ("med mindre", "med mindre"),
    ("in order to", "to"),
    ("ut av avtalen", "ut"),
    ("ut av samarbeidet", "ut"),
    ("etter avtalen", ""),
    ("ifølge avtalen", ""),
    ("i følge avtalen", ""),
    ("i henhold til avtalen", ""),
    ("under the agreement", ""),
    ("according to the agreement", ""),
    ("jeg lurer på om", ""),
    ("jeg lurer på", ""),
    ("kan du si meg", ""),
    ("can you tell me", ""),
    ("could you tell me", ""),
)
_PHRASES = {
    first: tuple((tuple(phrase.split()), read) for phrase, read in PHRASES if phrase.split()[0] == first)
    for first in {phrase.split()[0] for phrase, _ in PHRASES}
}


class Word(NamedTuple):
    """A word of a text: as typed, as compared, and where it stands in the text (end exclusive)."""

    typed: str
    word: str
    start: int
    end: int


def tidy(text: str) -> str:
    """The text in composed Unicode with single spaces, as positions in it are counted.

    Invisible signs that come along when text is copied from a document, such as soft hyphens, are left out.
    """
    text = " ".join(normalize("NFC", text).split())
    if not text.isprintable():
        text = " ".join("".join(sign for sign in text if category(sign) != "Cf").split())
    return text


def key(typed: str) -> str:
    """The word as compared: no case, no apostrophes, nynorsk read as bokmål."""
    word = typed.casefold().replace("’", "'")
    if word.endswith(("s's", "x's", "z's")):
        word = word[:-2]  # as when the apostrophe stands alone, which is the same genitive
    word = word.replace("'", "")
    return EQUIVALENT.get(word, word)


def cut(text: str) -> tuple[Word, ...]:
    """The words of a tidy text, fixed phrases as one word or none."""
    words: list[Word] = []
    for found in _WORD.finditer(text):
        typed, start, end = found[0], found.start(), found.end()
        low = typed.casefold().replace("’", "'")
        if low.endswith("n't") or low == "cannot":
            stem = low[:-3]
            for part in (_CONTRACTED.get(stem, stem), "not"):
                words.append(Word(typed=typed, word=part, start=start, end=end))
        else:
            words.append(Word(typed=typed, word=key(typed), start=start, end=end))
    if any(word.word in _PHRASES for word in words):
        return _join_phrases(text, words)
    return tuple(words)


def _join_phrases(text: str, words: list[Word]) -> tuple[Word, ...]:
    joined: list[Word] = []
    at = 0
    while at < len(words):
        for phrase, read in _PHRASES.get(words[at].word, ()):
            end = at + len(phrase)
            if tuple(word.word for word in words[at:end]) == phrase:
                if read:
                    start, stop = words[at].start, words[end - 1].end
                    joined.append(Word(typed=text[start:stop], word=read, start=start, end=stop))
                at = end
                break
        else:
            joined.append(words[at])
            at += 1
    return tuple(joined)


def misspelt_phrase(options: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """The words of fixed phrases among words that may each be read in several ways, and where they stand."""
    for start, first in enumerate(options):
        for opening in first:
            for phrase, _ in _PHRASES.get(opening, ()):
                here = options[start : start + len(phrase)]
                if len(here) == len(phrase) and all(word in each for word, each in zip(phrase, here, strict=True)):
                    yield from zip(range(start, start + len(phrase)), phrase, strict=True)

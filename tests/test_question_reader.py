"""The question reader: what it forgives, what it never does, and what it says when it does not understand."""

import pickle
import random
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.questions import (
    LONGEST_QUESTION,
    Index,
    NotUnderstood,
    Pattern,
    Slot,
    Term,
    Understood,
    Value,
    Vocabulary,
    build_index,
    read_back,
    read_question,
)
from engine.spelling import build_lexicon, corrections, distance, other_forms

TYPES = {
    "kommune": "kommune",
    "annen kommune": "kommune",
    "vert": "vert",
    "sak": "sak",
    "dag": "dag",
    "år": "år",
    "beløp": "beløp",
    "prosent": "prosent",
    "antall": "tall",
}


def wording(question: str, language: str, text: str) -> Pattern:
    slots = tuple(Slot(name, TYPES[name]) for name in re.findall(r"\{(.+?)\}", text))
    return Pattern(question=question, language=language, text=text, slots=slots)


def names(*towns: str) -> tuple[Term, ...]:
    return tuple(Term(town.lower(), (town, f"{town} kommune")) for town in towns)


PATTERNS = (
    wording("uttreden", "nb", "Kan {kommune} tre ut {dag}?"),
    wording("uttreden", "en", "Can {kommune} exit on {dag}?"),
    wording("tidligst", "nb", "Når kan {kommune} tidligst tre ut?"),
    wording("tidligst", "en", "When can {kommune} exit at the earliest?"),
    wording("frist", "nb", "Når må {kommune} senest si opp for å tre ut {dag}?"),
    wording("frist", "en", "What is the last day for {kommune} to give notice to exit on {dag}?"),
    wording("årsandel", "nb", "Hva betaler {kommune} for {år}?"),
    wording("årsandel", "nb", "Hvor mye skal {kommune} betale i {år}?"),
    wording("årsandel", "en", "How much does {kommune} pay for {år}?"),
    wording("andel", "nb", "Hva er {kommune}s andel av {beløp}?"),
    wording("andel", "en", "What is {kommune}'s share of {beløp}?"),
    wording("sats", "nb", "Gjelder satsen {prosent} også ved {antall} ansatte?"),
    wording("tap", "nb", "Hvor mye kan {kommune} kreve av {annen kommune}?"),
    wording("tap", "en", "How much can {kommune} claim from {annen kommune}?"),
    wording("bistand", "nb", "Må {vert} hjelpe {kommune} å flytte data ved uttreden?"),
    wording("hvem", "nb", "Hvem avgjør {sak}?"),
    wording("hvem", "en", "Who decides {sak}?"),
    wording("endring", "nb", "Er avtalen endret {dag}?"),
    wording("endring", "en", "Has the agreement been amended by {dag}?"),
    wording("ikraft", "nb", "Når trådte avtalen i kraft?"),
    wording("ikraft", "en", "When did the agreement enter into force?"),
    wording("gyldighet", "nb", "Er oppsigelsen fra {kommune} gyldig?"),
    wording("ansatte", "nb", "Hva skjer med de ansatte hvis {kommune} trer ut {dag}?"),
    wording("uteblitt", "nb", "Hva skjer hvis {kommune} ikke betaler?"),
)
VOCABULARIES = (
    Vocabulary("kommune", names("Ibestad", "Harstad", "Karstad", "Dyrøy", "Os")),
    Vocabulary("vert", names("Harstad")),
    Vocabulary("sak", (Term("innkjøp", ("kjøp av utstyr", "innkjøp")), Term("drift", ("daglig drift",)))),
)
INDEX = build_index(PATTERNS, VOCABULARIES)
NEW_YEAR = date(2027, 1, 1)
UNDERSTOOD: list[tuple[str, str, tuple[Value, ...]]] = [
    # Word for word, and with what never matters.
    ("Kan Ibestad tre ut 1.1.2027?", "uttreden", ("ibestad", NEW_YEAR)),
    ("  KAN ibestad\ttre UT 1.1.2027 !!", "uttreden", ("ibestad", NEW_YEAR)),
    ("Can Ibestad exit on 1 January 2027?", "uttreden", ("ibestad", NEW_YEAR)),
    ("Når trådte avtalen i kraft?", "ikraft", ()),
    ("Hvem avgjør kjøp av utstyr?", "hvem", ("innkjøp",)),
    # Word order.
    ("Kan Ibestad tre utt 1.1.2027?", "uttreden", ("ibestad", NEW_YEAR)),  # a letter twice, in a short word
    ("Kann Ibestad tre ut av avtalen 1.1.2027?", "uttreden", ("ibestad", NEW_YEAR)),
    ("Kan Ibestad tre ut av samarbeidet 1.1.2027?", "uttreden", ("ibestad", NEW_YEAR)),
    ("Kan Ibestad 1.1.2027 tre ut", "uttreden", ("ibestad", NEW_YEAR)),
    ("1.1.2027 - kan Ibestad tre ut?", "uttreden", ("ibestad", NEW_YEAR)),
    ("Når kan tidligst Ibestad tre ut", "tidligst", ("ibestad",)),
    ("For å tre ut 1.1.2027, når må Ibestad senest si opp?", "frist", ("ibestad", NEW_YEAR)),
    ("Hvis Ibestad trer ut 1.1.2027, hva skjer med de ansatte?", "ansatte", ("ibestad", NEW_YEAR)),
    ("Må Harstad ved uttreden hjelpe Ibestad å flytte data?", "bistand", ("harstad", "ibestad")),
    ("To exit on 1 January 2027, what is the last day for Os to give notice?", "frist", ("os", NEW_YEAR)),
    # Who does what to whom follows the words before the names, not their order.
    ("Hvor mye kan Harstad kreve av Ibestad?", "tap", ("harstad", "ibestad")),
    ("Av Harstad, hvor mye kan Ibestad kreve?", "tap", ("ibestad", "harstad")),
    ("How much can Ibestad claim from Harstad", "tap", ("ibestad", "harstad")),
    # Small words.
    ("Hei, kan Ibestad da egentlig tre ut den 1.1.2027, takk?", "uttreden", ("ibestad", NEW_YEAR)),
    ("Kan Ibestad etter avtalen tre ut fra og med 1.1.2027", "uttreden", ("ibestad", NEW_YEAR)),
    ("Please, can Ibestad exit as of January 1st, 2027", "uttreden", ("ibestad", NEW_YEAR)),
    ("Når trådte avtalen kraft", "ikraft", ()),
    ("Hva betaler Ibestad i 2024", "årsandel", ("ibestad", 2024)),
    ("Hva betaler Ibestad for år 2024", "årsandel", ("ibestad", 2024)),
    # Nynorsk, and no Norwegian keyboard.
    ("Kva betalar Ibestad i 2024", "årsandel", ("ibestad", 2024)),
    ("Når kan Ibestad tidlegast tre ut", "tidligst", ("ibestad",)),
    ("Nar tradte avtalen i kraft", "ikraft", ()),
    # Names with their endings.
    ("Hva er Ibestads andel av 9 mill.", "andel", ("ibestad", Decimal(9_000_000))),
    ("What is Os's share of 9 million", "andel", ("os", Decimal(9_000_000))),
    ("Hva er Os' andel av 9 mill.", "andel", ("os", Decimal(9_000_000))),
    ("Kan Dyrøy kommune tre ut 1.1.2027", "uttreden", ("dyrøy", NEW_YEAR)),
    ("What is Ibestad's share of NOK 9,000,000?", "andel", ("ibestad", Decimal(9_000_000))),
    # Another form of a word, and a fixed phrase with a mistake in it.
    ("Hvor mye skal Ibestad betale i året 2024", "årsandel", ("ibestad", 2024)),
    ("Hva er Ibestads andelen av 9 mill.", "andel", ("ibestad", Decimal(9_000_000))),
    ("Er oppsigelse fra Ibestad gyldig?", "gyldighet", ("ibestad",)),
    ("Hva skjer med den ansatte hvis Ibestad trer ut 1.1.2027?", "ansatte", ("ibestad", NEW_YEAR)),
    ("Kan Ibestad tre ut av avtlaen 1.1.2027?", "uttreden", ("ibestad", NEW_YEAR)),
    ("Vha betaler Ibestad for 2024", "årsandel", ("ibestad", 2024)),
    ("Kan Ibestad fortsatt tre ut 1.1.2027?", "uttreden", ("ibestad", NEW_YEAR)),
    # A declared «ikke» is a word like any other.
    ("Hva skjer hvis Ibestad ikkje betaler?", "uteblitt", ("ibestad",)),
    ("Gjelder satsen 2,5 % også ved 12 ansatte?", "sats", (Fraction(1, 40), Fraction(12))),
]


@pytest.mark.parametrize(("text", "question", "values"), UNDERSTOOD)
def test_understood(text: str, question: str, values: tuple[Value, ...]) -> None:
    """The question is read with just these values."""
    read = read_question(INDEX, text)
    assert isinstance(read, Understood), read
    assert (read.question, tuple(value for _, value in read.values)) == (question, values)


@pytest.mark.parametrize("written", [
    "1.1.2027", "01.01.2027", "1/1-2027", "1/1 2027", "1.1 2027", "1. 1. 2027", "1/1/2027", "1-1-2027", "2027-01-01",
    "1. januar 2027", "1 jan. 2027", "den 1. januar, 2027",
])  # fmt: skip
def test_norwegian_dates(written: str) -> None:
    """A date may be written in any common way."""
    read = read_question(INDEX, f"Kan Ibestad tre ut {written}?")
    assert isinstance(read, Understood), read
    assert read.values == (("kommune", "ibestad"), ("dag", NEW_YEAR))


@pytest.mark.parametrize("written", [
    "January 1, 2027", "1 January 2027", "1st of January 2027", "the 1st of January, 2027", "Jan. 1st 2027", "1.1.2027",
    "2027-01-01", "1/1/2027",
])  # fmt: skip
def test_english_dates(written: str) -> None:
    """A date may be written in any common way that is not two dates."""
    read = read_question(INDEX, f"Can Ibestad exit on {written}?", lang="en")
    assert isinstance(read, Understood), read
    assert read.values == (("kommune", "ibestad"), ("dag", NEW_YEAR))


@pytest.mark.parametrize(("text", "amount"), [
    ("Hva er Ibestads andel av 9 000 000?", "9000000"),
    ("Hva er Ibestads andel av 9\u00a0000\u00a0000 kroner?", "9000000"),
    ("Hva er Ibestads andel av kr 9.000.000,-?", "9000000"),
    ("Hva er Ibestads andel av 9000000,50 kr?", "9000000.50"),
    ("Hva er Ibestads andel av 9,5 millioner kroner?", "9500000"),
    ("Hva er Ibestads andel av 9.000?", "9000"),
    ("What is Ibestad's share of 9,000?", "9000"),
    ("What is Ibestad's share of NOK 9.5 million?", "9500000"),
    ("What is Ibestad's share of 9 000 000.50?", "9000000.50"),
])  # fmt: skip
def test_amounts(text: str, amount: str) -> None:
    """An amount is exact and is read as the language of the question writes it."""
    read = read_question(INDEX, text)
    assert isinstance(read, Understood), read
    assert dict(read.values)["beløp"] == Decimal(amount)
    assert isinstance(dict(read.values)["beløp"], Decimal)


REFUSED = [
    # A word that changes the meaning is never skipped.
    ("Kan Ibestad ikke tre ut 1.1.2027?", "«ikke» endrer meningen"),
    ("Kan Ibestad ikkje tre ut 1.1.2027?", "«ikkje» endrer meningen"),
    ("Kan bare Ibestad tre ut 1.1.2027?", "«bare» endrer meningen"),
    ("Can't Ibestad exit on 1 January 2027?", "«Can't» endrer meningen"),
    ("Kan Ibestad tre ut før 1.1.2027?", "«før» endrer meningen"),
    ("Er avtalen endret etter 1.1.2027?", "«etter» endrer meningen"),
    ("Hva skjer hvis Ibestad betaler?", "Fant ikke"),
    ("Er oppsigelsen fra Ibestad ugyldig?", "Fant ikke"),
    # Words in another clause or behind another name say something else.
    ("Når må Ibestad tre ut for å si opp senest 1.1.2027?", "rekkefølge"),
    ("Når må Ibestad senest si opp 1.1.2027 for å tre ut?", "rekkefølge"),
    ("Må Ibestad hjelpe Harstad å flytte data ved uttreden?", "rekkefølge"),
    # Names and values that are not there.
    ("Kan Kvæfjord tre ut 1.1.2027?", "«Kvæfjord» er ikke kjent som kommune. Kjent er Ibestad, Harstad, Karstad, "),
    ("Kan Kvæfjord kommune tre ut 1.1.2027?", "«Kvæfjord kommune» er ikke kjent"),
    ("Kan Ibestad og Dyrøy tre ut 1.1.2027?", "«og Dyrøy»"),
    ("Kan Ibestad tre ut?", "mangler dag, for eksempel 1.1.2027"),
    ("Kan vi tre ut 1.1.2027?", "«vi» er ikke kjent som kommune"),
    ("Kan tre ut 1.1.2027?", "mangler kommune, for eksempel Ibestad"),
    # Dates are not guessed.
    ("Kan Ibestad tre ut 30. februar 2027?", "siste dag i februar 2027 er 28.2.2027"),
    ("Kan Ibestad tre ut 30.2.2028?", "siste dag i februar 2028 er 29.2.2028"),
    ("Kan Ibestad tre ut 31.4.2026?", "«31.4.2026» finnes ikke: siste dag i april 2026 er 30.4.2026"),
    ("Kan Ibestad tre ut 1.13.2027?", "ingen måned 13"),
    ("Kan Ibestad tre ut 1.1.27?", "fire sifre"),
    ("Kan Ibestad tre ut 1. januar 27?", "fire sifre"),
    ("Kan Ibestad tre ut 1. januar?", "mangler årstall"),
    ("Kan Ibestad tre ut nyttår 2027?", "«nyttår 2027» kan ikke leses som dag"),
    ("Hva betaler Ibestad i 24?", "«24» med fire sifre"),
    ("Can Ibestad exit on 3/4/2027?", "Skriv måneden med bokstaver"),
    # Nor are amounts.
    ("Hva er Ibestads andel av 9,000?", "«9,000» kan ikke leses som beløp"),
    ("Hva er Ibestads andel av -500?", "«-»"),
    ("Hva er Ibestads andel av 900 euro?", "«euro»"),
    # Two names equally near.
    ("Kan Marstad tre ut 1.1.2027?", "«Kan Harstad tre ut 1.1.2027?» eller «Kan Karstad tre ut 1.1.2027?»"),
    # Not a question at all.
    ("Har avtalen en katt?", "Fant ikke"),
    ("Kan Ibestad flytte serverne ved uttreden?", "Ingen av dem nevner «serverne»."),
    ("", "tomt"),
    ("?!", "tomt"),
    ("Kan \x00\x01\ufffd", "ikke er tekst"),
    ("\ud800", "ikke er tekst"),
    ("Kan Ibestad tre ut? " * 5000, "for langt (100000 tegn)"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED, ids=[text[:60] for text, _ in REFUSED])
def test_not_understood(text: str, reason: str) -> None:
    """The reason names what stands in the way, and something that can be asked is shown."""
    read = read_question(INDEX, text)
    assert isinstance(read, NotUnderstood), read
    assert reason in read.reason
    assert read.nearest


@pytest.mark.parametrize(("text", "reason"), [
    ("Can Ibestad exit on 30 February 2027?", "the last day of February 2027 is 28 February 2027"),
    ("Can Ibestad exit on 3/4/2027?", "Write 3 April 2027 or 4 March 2027"),
    ("Can Ibestad exit on 1/31/2027?", "no month 31"),
    ("Can Ibestad not exit on 1 January 2027?", '"not" changes the meaning'),
    ("Can Narvik exit on 1 January 2027?", '"Narvik" is not known as kommune. Known: Ibestad'),
    ("Can Ibestad exit?", "lacks dag, for example 1 January 2027"),
    ("", "empty"),
])  # fmt: skip
def test_english_reasons(text: str, reason: str) -> None:
    """Reasons are in the language asked for."""
    read = read_question(INDEX, text, lang="en")
    assert isinstance(read, NotUnderstood), read
    assert reason in read.reason


def test_suggestions_show_slots_by_name() -> None:
    """The nearest question comes first, in the asker's words, with its slots named."""
    read = read_question(INDEX, "Kan Kvæfjord tre ut 1.1.2027?")
    assert isinstance(read, NotUnderstood)
    assert (read.nearest[0].text, read.nearest[0].question) == ("Kan <kommune> tre ut <dag>?", "uttreden")
    assert len({suggestion.question for suggestion in read.nearest}) == len(read.nearest) == 3


def test_ambiguous_holds_the_readings() -> None:
    """A name one letter from two names gives both readings and chooses neither; the name itself is no such."""
    read = read_question(INDEX, "Kan Marstad tre ut 1.1.2027?")
    assert isinstance(read, NotUnderstood)
    assert {dict(reading.values)["kommune"] for reading in read.ambiguous} == {"harstad", "karstad"}
    assert isinstance(read_question(INDEX, "Kan Karstad tre ut 1.1.2027?"), Understood)


def test_two_questions_with_the_same_words() -> None:
    """Two declared questions that differ in a small word are told apart by it, and never without it."""
    index = build_index([wording("av", "nb", "Hva tar {kommune} på?"), wording("til", "nb", "Hva tar {kommune} i?")],
                        VOCABULARIES)  # fmt: skip
    told = read_question(index, "Hva tar Ibestad i?")
    untold = read_question(index, "Hva tar Ibestad?")
    assert isinstance(told, Understood)
    assert told.question == "til"
    assert isinstance(untold, NotUnderstood)
    assert {reading.question for reading in untold.ambiguous} == {"av", "til"}


def test_corrections_are_shown() -> None:
    """What was put right is reported as typed and as read, in the order typed."""
    read = read_question(INDEX, "Hva betalr Ibetsad for 2024?")
    assert isinstance(read, Understood)
    assert read.corrections == (("betalr", "betaler"), ("Ibetsad", "Ibestad"))


def test_numbers_are_never_corrected() -> None:
    """A number one digit from a declared one is another number."""
    index = build_index([wording("punkt", "nb", "Hva sier punkt 11.1?")])
    assert isinstance(read_question(index, "Hva sier punkt 11.1?"), Understood)
    for other in ("11.2", "1.11", "111", "11 1"):
        assert isinstance(read_question(index, f"Hva sier punkt {other}?"), NotUnderstood), other


@pytest.mark.parametrize(("pattern", "complaint"), [
    (Pattern(question="q", language="nb", text="Kan {x}?"), "not among its slots"),
    (Pattern(question="q", language="nb", text="Kan {x}?", slots=(Slot("x", "ukjent"),)), "unknown type"),
    (Pattern(question="q", language="nb", text="{x} {x}?", slots=(Slot("x", "dag"),)), "used twice"),
    (Pattern(question="q", language="nn", text="Kan?"), "must be 'nb' or 'en'"),
])  # fmt: skip
def test_bad_patterns_are_rejected(pattern: Pattern, complaint: str) -> None:
    """A pattern that cannot be read is a mistake in the agreement, found when the index is built."""
    with pytest.raises(ValueError, match=complaint):
        build_index([pattern])


def test_an_index_without_questions() -> None:
    """An agreement may declare no questions; then none is understood."""
    assert isinstance(read_question(build_index([]), "Kan Ibestad tre ut?"), NotUnderstood)


def test_index_can_be_stored() -> None:
    """An index read back from a pickle reads questions as before."""
    stored: Index = pickle.loads(pickle.dumps(INDEX))
    assert stored == INDEX
    assert read_question(stored, "Når trådte avtalen i kraft?") == read_question(INDEX, "Når trådte avtalen i kraft?")


def test_spelling() -> None:
    """One mistake in four to seven letters, two in more, none in fewer but a doubling or a swap, and no opposite."""
    words = "tre exit betaler uttreden gyldig vesentlig være når opp hva tidsbegrenset konsulent"
    lexicon = build_lexicon(words.split())
    expected = {
        "op": ("opp",), "o": (), "vha": ("hva",), "ertr": (), "tree": ("tre",), "ter": ("tre",), "oppp": ("opp",),
        "trø": (), "exut": ("exit",), "xeit": ("exit",), "betalr": ("betaler",), "btalr": (), "utredn": ("uttreden",),
        "utrdn": (), "ugyldig": (), "uvesentlg": (), "vesntlg": ("vesentlig",), "vaere": ("være",), "naar": ("når",),
        "tidsubegrenset": (), "tidsubegrnset": (), "tidsbegrnset": ("tidsbegrenset",), "konsulnt": ("konsulent",),
    }  # fmt: skip
    assert {typed: corrections(lexicon, typed) for typed in expected} == expected


def test_other_forms_of_a_word() -> None:
    """A noun, an adjective or a verb's present in another form is the same word; a negation or another word is not."""
    lexicon = build_lexicon([], ["andelen", "terminene", "vesentlig", "møtes", "kommuner", "ute"])
    expected = {
        "andel": ("andelen",), "andeler": ("andelen",), "andelen": (), "terminer": ("terminene",), "kommunane":
        ("kommuner",), "vesentlige": ("vesentlig",), "uvesentlig": (), "møte": (), "uten": (), "ut": (),
    }  # fmt: skip
    assert {word: other_forms(lexicon, word) for word in expected} == expected


@given(st.text("abå", max_size=6), st.text("abå", max_size=6))
def test_distance_is_symmetric_and_zero_only_for_equals(a: str, b: str) -> None:
    """Distance is symmetric, zero exactly for equal words, and capped just above the limit."""
    assert distance(a, b, 2) == distance(b, a, 2) <= 3
    assert (distance(a, b, 2) == 0) == (a == b)
    assert distance(a, b, 2) == min(distance(a, b, 9), 3)


PIECES = (
    "kan ibestad tre ut 1.1.2027 99.99.9999 0.0.0000 1/1 jan 2027 for å når 000 9 mill % kr - ikke I'm 1/0 -5 0000 "
    "1234567890123456789012 ½ ² ٣ 1. 0 13 hvor mye kreve av harstad hvis , can't"
)


@given(
    st.one_of(
        st.text(max_size=LONGEST_QUESTION + 20),
        st.lists(st.sampled_from(PIECES.split(" ")), max_size=40).map(" ".join),
    )
)
def test_no_text_raises(text: str) -> None:
    """Any text is either understood or gets a reason, in both languages."""
    for lang in ("nb", "en"):
        read = read_question(INDEX, text, lang=lang)
        assert isinstance(read, Understood) or read.reason


def values_of(slot: Slot) -> st.SearchStrategy[Value]:
    """Every value a slot can take."""
    vocabularies = {vocabulary.name: vocabulary.terms for vocabulary in VOCABULARIES}
    if slot.type in vocabularies:
        return st.sampled_from([term.id for term in vocabularies[slot.type]])
    by_type: dict[str, st.SearchStrategy[Value]] = {
        "dag": st.dates(min_value=date(1000, 1, 1)),
        "år": st.integers(min_value=1000, max_value=9999),
        "beløp": st.decimals(min_value=0, max_value=10**12, places=2),
        "prosent": st.fractions(min_value=0, max_value=5, max_denominator=2000),
        "tall": st.integers(min_value=0, max_value=10**9).map(lambda number: Fraction(number, 1000)),
    }
    return by_type[slot.type]


@st.composite
def questions(draw: st.DrawFn) -> Understood:
    """A declared question with any values."""
    pattern = draw(st.sampled_from(PATTERNS))
    values = tuple((slot.name, draw(values_of(slot))) for slot in pattern.slots)
    return Understood(question=pattern.question, language=pattern.language, values=values, pattern=pattern)


@given(questions())
def test_a_question_read_back_is_the_same_question(asked: Understood) -> None:
    """Any pattern with any values, written out and read, is the same question with the same values."""
    assert read_question(INDEX, read_back(INDEX, asked)) == asked


@given(questions(), st.randoms(use_true_random=False))
def test_case_and_white_space_never_matter(asked: Understood, chance: random.Random) -> None:
    """The same question in any mixture of case and with any white space is the same question."""
    text = "".join(
        chance.choice([" ", "  ", "\t", "\n", "\u00a0 "])
        if letter == " "
        else chance.choice([str.upper, str.lower])(letter)
        for letter in read_back(INDEX, asked)
    )
    assert read_question(INDEX, f" {text}\n") == asked


@given(questions(), st.randoms(use_true_random=False))
def test_one_mistyped_word_never_gives_another_question(asked: Understood, chance: random.Random) -> None:
    """One mistake in one word of five letters or more gives the same question and values, or none."""
    words = list(re.finditer(r"\w{5,}(?![^{]*\})", asked.pattern.text))
    if not words:
        return
    word = chance.choice(words)
    mistyped = mistype(word[0], chance)
    text = asked.pattern.text[: word.start()] + mistyped + asked.pattern.text[word.end() :]
    pattern = Pattern(question=asked.question, language=asked.language, text=text, slots=asked.pattern.slots)
    typed = read_back(INDEX, Understood(question="", language=asked.language, values=asked.values, pattern=pattern))
    read = read_question(INDEX, typed)
    if isinstance(read, Understood):
        assert (read.question, read.values) == (asked.question, asked.values)


CHANGING = "ikke ikkje aldri bare alene uten før etter innen not never only without before until"


@given(
    questions(),
    st.sampled_from(CHANGING.split(" ")),
    st.data(),
)
def test_a_word_that_changes_the_meaning_is_never_skipped(asked: Understood, word: str, data: st.DataObject) -> None:
    """Put anywhere in any declared question, such a word makes it another question, and none is declared."""
    words = read_back(INDEX, asked).split(" ")
    at = data.draw(st.integers(min_value=0, max_value=len(words)))
    read = read_question(INDEX, " ".join([*words[:at], word, *words[at:]]))
    assert isinstance(read, NotUnderstood)


def mistype(word: str, chance: random.Random) -> str:
    """The word with a letter left out, added or changed, or two neighbours swapped."""
    at = chance.randrange(len(word) - 1)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyzæøå")
    kind = chance.randrange(4)
    before, after = word[:at], word[at + 1 :]
    return [
        before + after,
        before + letter + word[at:],
        before + letter + after,
        before + after[0] + word[at] + after[1:],
    ][kind]


def test_most_mistypings_are_understood() -> None:
    """Forgiveness is real: of many mistyped questions most are read, so the law above does not hold emptily."""
    chance = random.Random(1)
    typed = [f"Når kan Ibestad {mistype('tidligst', chance)} tre ut?" for _ in range(100)]
    assert sum(isinstance(read_question(INDEX, text), Understood) for text in typed) > 90

"""A printed answer says all that the answer holds, within its width, the same each time."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from attrs import asdict, has
from hypothesis import given
from hypothesis import strategies as st

from dsl.record import changed
from engine.answer import Answer, Ground, Status, Step
from renderers.answer_text import WIDTH, answer_lines, answer_text, no_answer_text
from renderers.answer_words import ENGLISH, NORWEGIAN, Labels, labels
from renderers.columns import apart, clean, hanging, quoted, row
from tests.sample_answers import AMOUNT, BARE, EXIT, NOT_UNDERSTOOD, YES


def folded(text: str) -> str:
    """Text without line breaks and indentation."""
    return " ".join(text.split())


@pytest.mark.parametrize(("name", "answer"), [("exit", EXIT), ("amount", AMOUNT)])
def test_printed_answers(name: str, answer: Answer, golden: Callable[[str, str], None]) -> None:
    """The answers as people read them, with their derivation."""
    golden(f"answer_{name}.txt", answer_text(answer, why=True))


def test_the_first_lines_are_question_and_verdict() -> None:
    """The question as understood with its dates to the right; then the verdict in capitals with its status."""
    bare = answer_text(BARE).splitlines()
    assert bare == ["Er A ute?" + "spurt 1.1.2026 · uten sak".rjust(91), "", "JA" + "[klart]".rjust(98)]


def test_the_understood_question_is_printed_and_its_corrections() -> None:
    """What was put right in the question is told, so that nobody is answered about something else."""
    text = answer_text(EXIT)
    assert text.startswith("Kan Ibestad tre ut 1.1.2027?")
    assert "«utt» lest som «ut»" in text


def test_a_long_question_has_its_dates_below() -> None:
    """Where both do not fit on a line, the circumstances stand to the right on the next."""
    lines = answer_text(changed(BARE, understood="Er " + "A og " * 30 + "B ute?")).splitlines()
    at = lines.index("spurt 1.1.2026 · uten sak".rjust(WIDTH))
    assert 0 < at < 4


def test_only_a_verdict_is_in_capitals() -> None:
    """An amount or a name is printed as it is written."""
    assert "NOK\u00a0925,000" in answer_text(AMOUNT)
    part = changed(BARE, value=changed(YES, type="part", plain="Ås", shown="Ås"), headline="Ås kommune, etter punkt 3")
    assert "Ås kommune, etter punkt 3" in answer_text(part)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(("language", "name"), [("nb", "value"), ("en", "name")])
def test_every_status_has_its_word(status: Status, language: str, name: str) -> None:
    """The status stands in brackets at the end of the verdict, in the answer's language."""
    answer = changed(BARE, status=status, statuses=(status,), language=language)
    verdict = next(line.text for line in answer_lines(answer) if line.role == "verdict")
    assert verdict.endswith(f"[{str(getattr(status, name)).lower()}]")


def test_other_statuses_are_named_after_the_main_one() -> None:
    """The main status comes first, and none is left out or repeated."""
    answer = changed(BARE, status=Status.CONTESTED, statuses=(Status.UNKNOWN, Status.CONTESTED))
    assert "[omstridt · ukjent]" in answer_text(answer)


# Fields whose words are not printed: names for programs, and what another field says in words.
_NOT_PRINTED = {
    "question", "language", "contract", "asked", "value", "status", "statuses", "derivation", "kind", "actor", "power",
    "rule", "heading", "name", "plain", "type", "which",
}  # fmt: skip


def texts_of(thing: object) -> list[str]:
    """Every text an answer holds that a reader must meet."""
    if isinstance(thing, str):
        return [thing] if thing else []
    if isinstance(thing, tuple):
        return [text for each in thing for text in texts_of(each)]
    if has(type(thing)):
        own = [name for name in asdict(thing, recurse=False) if name not in _NOT_PRINTED]  # type: ignore[arg-type]  # has() is no guard for instances
        return [text for name in own for text in texts_of(getattr(thing, name))]
    return []


def test_nothing_is_left_out() -> None:
    """Every text of the answer is somewhere on the page."""
    page = folded(answer_text(EXIT)).casefold()
    columns = re.sub(r"\W+", " ", page)  # a cell's lines are broken by its neighbours
    wanted = texts_of(EXIT)
    assert len(wanted) > 40
    for text in wanted:
        words = re.sub(r"\W+", " ", text.replace("alene", "").casefold()).split()
        assert all(word in columns for word in words), text


def test_a_no_shows_other_ways_and_a_yes_shows_ways() -> None:
    """«Andre veier» only where the way that was asked for is closed."""
    assert "Andre veier til 1.1.2027" in answer_text(EXIT)
    yes = answer_text(changed(EXIT, value=YES, dates=changed(EXIT.dates, about=None)))
    assert "\nVeier\n" in yes


def test_the_next_day_is_told_once() -> None:
    """Sentences that name the next day leave nothing to add."""
    assert "neste mulige dag" not in answer_text(EXIT)
    assert "1.1.2030     neste mulige dag" in answer_text(changed(EXIT, next_day=date(2030, 1, 1)))


def test_a_sentence_two_rules_rest_on_is_quoted_once() -> None:
    """Grounds are for the reader; the rules behind them are in the derivation."""
    ground = Ground(clause="3", heading="h", quote="«Alt deles.»", rule="a")
    text = answer_text(changed(BARE, grounds=(ground, changed(ground, rule="b"), changed(ground, quote="Likt."))))
    assert text.endswith("Grunnlag\n  punkt 3   «Alt deles.»\n            «Likt.»\n")


def test_the_derivation_is_printed_on_request() -> None:
    """Without ``why`` there is none; with it, a shared step is printed once and then named."""
    assert "Utledning" not in answer_text(EXIT)
    text = answer_text(EXIT, why=True)
    assert text.count("ingen oppsigelse er mottatt innen 31.12.2025: ja") == 1
    assert "oppsigelsen er gitt i tide: nei (vist over)" in text


def test_a_shared_derivation_stays_short() -> None:
    """A derivation of n steps, each used twice by the next, is n lines long or so, not 2 to the n."""
    step = Step(kind="k", name="", text="0", value="ja")
    for number in range(1, 60):
        step = Step(kind="k", name="", text=str(number), value="ja", premises=(step, step))
    assert len(answer_lines(changed(BARE, derivation=step), why=True)) < 200


def test_no_answer_says_what_can_be_asked() -> None:
    """The reason, and the nearest questions."""
    text = no_answer_text(NOT_UNDERSTOOD)
    assert text.startswith(NOT_UNDERSTOOD.reason)
    assert all(question in text for question in NOT_UNDERSTOOD.nearest)


def test_labels_exist_in_both_languages() -> None:
    """No label is empty, but the table of controls, which are Norwegian words already."""
    for words in (NORWEGIAN, ENGLISH):
        assert all(getattr(words, name) for name in Labels._fields if name != "controls")
    assert labels("nn") is NORWEGIAN
    assert labels("en") is ENGLISH


# ── layout ──────────────────────────────────────────────────────────────────────────────────────────────────────────

WORDS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=30).map(" ".join)


@given(WORDS, WORDS)
def test_lines_keep_the_width(left: str, right: str) -> None:
    """No line is wider than asked for, when no word is."""
    lines = [*hanging(left, 40, "  ", 2), *row(((left, 18), (right, 15))), *apart(left, right[:30], 40)]
    assert all(len(line) <= 40 for line in lines)


@given(WORDS)
def test_cleaned_text_cannot_move_the_cursor(text: str) -> None:
    """Whatever a file holds, a line of it has no control character, and cleaning twice changes nothing."""
    cleaned = clean(text)
    assert all(sign.isprintable() or sign == "\u00a0" or sign.isspace() for sign in cleaned)
    assert not any(sign in cleaned for sign in "\x1b\n\r\t\u202e\u2028")
    assert clean(cleaned) == cleaned


@given(WORDS)
def test_answers_with_any_text_keep_their_width(text: str) -> None:
    """An answer of odd text is printed, each line within the width."""
    answer = changed(EXIT, understood=text, headline=text, sentences=(text,), case=text[:20], missing=(), laws=(text,))
    assert all(len(line) <= WIDTH for line in answer_text(answer, why=True).splitlines())


def test_quotes_are_not_doubled() -> None:
    """A quotation keeps its inner marks and gets outer ones where it has none."""
    assert quoted("a") == "«a»"
    assert quoted("«a»") == "«a»"
    assert quoted("si «a» nå") == "«si «a» nå»"


def test_advice_is_given_once() -> None:
    """Advice on a silence that is also the answer's advice stands under «Råd» alone."""
    text = answer_text(changed(EXIT, advice=EXIT.silences[0].advice))
    assert text.count("avtal det skriftlig") == 1
    assert text.index("Råd\n") < text.index("avtal det skriftlig")

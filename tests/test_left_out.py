"""An answer says what it rests on and what it leaves out: things a sum does not count, acts nobody has done."""

from datetime import date
from decimal import Decimal

from engine.answer import Answer
from engine.ask import ask
from tests.helpers import answered, approvals, breach, case, contract, dissolution, judged, newcomer, notice, plain

ON = date(2025, 3, 1)
BREACH = (*approvals(), breach(date(2024, 3, 4), "Harstad"), judged(date(2025, 2, 10), "bruddet er vesentlig"))
LOSSES = (
    "ting nødkjøpet er et tap", "ting reklamen er et tap",
    "den 15.3.2024: nødkjøpet oppstår hos Ibestad", "faktum: tapsbeløpet for nødkjøpet = kr 60 000",
    "den 20.3.2024: reklamen oppstår hos Ibestad", "faktum: tapsbeløpet for reklamen = kr 25 000",
    judged(date(2025, 2, 10), "nødkjøpet er forårsaket av bruddet"),
    judged(date(2025, 2, 10), "reklamen er forårsaket av bruddet", holds=False),
)  # fmt: skip
CLAIM = "Hvor mye kan Ibestad kreve dekket av Harstad?"


def test_an_amount_names_the_judgements_and_facts_it_rests_on() -> None:
    """Which losses count is a condition of the sum: the breach, that it is material, and each causation."""
    answer = answered(case(*BREACH, *LOSSES), CLAIM, ON)
    assert answer.value.plain == Decimal(60_000)
    assert {(j.text, j.made) for j in answer.judgements} == {
        ("bruddet er vesentlig", True), ("nødkjøpet er forårsaket av bruddet", True),
        ("reklamen er forårsaket av bruddet", False),
    }  # fmt: skip
    told = [plain(fact.text) for fact in answer.facts]
    assert "Harstad misligholder avtalen" in told
    assert "nødkjøpet oppstår hos Ibestad" in told


def test_what_an_amount_leaves_out_is_named_with_why() -> None:
    """The advertising was not caused by the breach."""
    answer = answered(case(*BREACH, *LOSSES), CLAIM, ON)
    assert "Ikke regnet med: reklamen («reklamen er forårsaket av bruddet» er ikke oppfylt)." in answer.sentences


def test_an_amount_of_nothing_says_why() -> None:
    """None of the losses is the host's."""
    answer = answered(case(*BREACH, *LOSSES), "Hvor mye kan Harstad kreve dekket av Ibestad?", ON)
    assert answer.value.plain == 0
    left = next(text for text in answer.sentences if text.startswith("Ikke regnet med: "))
    assert "nødkjøpet (nødkjøpet oppstår hos Ibestad)" in left
    assert {plain(fact.text) for fact in answer.facts} == {
        "nødkjøpet oppstår hos Ibestad",
        "reklamen oppstår hos Ibestad",
    }


def test_many_things_left_out_are_counted() -> None:
    """Nobody reads a long list; the rest are a number."""
    others = [
        text for n in range(9) for text in (f"ting tap{n} er et tap", f"den 15.3.2024: tap{n} oppstår hos Harstad")
    ]
    answer = answered(case(*BREACH, *others), CLAIM, ON)
    left = next(text for text in answer.sentences if text.startswith("Ikke regnet med: "))
    assert "tap0 (tap0 oppstår hos Harstad)" in left
    assert left.endswith("; og 3 til.")


def test_whose_vote_is_lacking_is_named() -> None:
    """All but one have voted to dissolve: a no that names nobody is half an answer."""
    voted = (dissolution(date(2025, 1, 10), "Harstad"), dissolution(date(2025, 1, 11), "Ibestad"))
    three = (*approvals(), *newcomer(date(2021, 1, 1), date(2020, 12, 1)))
    answer = answered(case(*three, *voted), "Er samarbeidet oppløst 1.2.2025?", ON)
    assert answer.value.plain is False
    assert "Saken viser ingen oppløsningsvedtak fra Dyrøy." in answer.sentences


def test_another_partys_act_is_not_missed() -> None:
    """Where nobody has done anything of the kind, the facts say so, and no party is named."""
    answer = answered(case(*approvals()), "Er samarbeidet oppløst 1.2.2025?", ON)
    assert not any("fra " in text for text in answer.sentences)
    assert any(fact.text.startswith("ingen oppløsningsvedtak er registrert") for fact in answer.facts)


def test_what_is_left_out_in_english() -> None:
    """The agreement's own words are quoted."""
    answer = ask(contract(), case(*BREACH, *LOSSES), "How much can Ibestad claim from Harstad?", on=ON, lang="en")
    assert isinstance(answer, Answer)
    assert any(text.startswith("Not counted: «reklamen» (") for text in answer.sentences)
    noticed = case(*approvals(), notice(date(2024, 1, 1), who="Harstad"))
    out = ask(contract(), noticed, "Is Ibestad out on 1 June 2024?", on=date(2024, 7, 1), lang="en")
    assert isinstance(out, Answer)
    assert "The case shows no notice from Ibestad." in out.sentences


def test_what_has_not_happened_yet_is_not_named() -> None:
    """On 10.3.2024 nobody knows of a loss that arises on 15.3: the sum is nothing, as no loss is told of (12)."""
    facts = (*approvals(), breach(date(2024, 3, 4), "Harstad"), *LOSSES)
    before = answered(case(*facts), CLAIM, date(2024, 3, 10))
    assert (plain(before.headline), before.sentences) == ("kr 0", ("Ingen tap er ført i saken.",))
    after = " ".join(answered(case(*facts), CLAIM, date(2024, 3, 16)).sentences)
    assert "nødkjøpet" in after
    assert not any(word in after for word in ("reklamen", "Ingen tap"))
    assert answered(case(*approvals()), CLAIM, ON).sentences == ("Ingen tap er ført i saken.",)


def test_a_judgement_that_decides_alone_is_named_first() -> None:
    """Of many open judgements three are named: that the breach is gross decides alone, and is among them (12)."""
    more = [f"ting tap{n} er et tap; den 15.3.2024: tap{n} oppstår hos Ibestad" for n in "abcd"]
    told = [each for one in more for each in one.split("; ")]
    amounts = [f"faktum: tapsbeløpet for tap{n} = kr 60 000" for n in "abcd"]
    answer = answered(case(*approvals(), breach(date(2024, 3, 4), "Harstad"), *told, *amounts), CLAIM, ON)
    assert answer.judgements[0].text == "bruddet er vesentlig"
    assert any(text.startswith("Det beror på om bruddet er vesentlig; ") for text in answer.sentences)

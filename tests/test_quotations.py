"""A quotation shows what it leaves out, and says which errors its words are declared to have."""

from datetime import date

from engine.answer import Slip
from engine.quotation import quotation, within
from renderers.answer_text import answer_text
from renderers.answer_words import ENGLISH, NORWEGIAN
from tests.helpers import answered, approvals, case, contract, dissolution

DISSOLVED = (*approvals(), dissolution(date(2025, 3, 13), "Harstad"), dissolution(date(2025, 3, 20), "Ibestad"))
ON = date(2025, 12, 31)
WRONG = Slip(kind="henvisningsfeil", printed="Kommuneleven § 20-4", right="kommuneloven § 20-8 første ledd")


def test_what_is_left_out_is_shown() -> None:
    """Sentences that follow each other are quoted as they stand; between others there is «[…]»."""
    assert quotation([(3, "En."), (4, "To."), (7, "Tre.")]) == "En. To. […] Tre."
    assert quotation([]) == ""


def test_a_quotation_with_something_left_out_can_be_within_another() -> None:
    """Each piece is looked for by itself."""
    assert within("En. […] Tre.", "En. To. Tre.")
    assert not within("En. […] Fire.", "En. To. Tre.")


def test_every_quotation_is_in_the_text() -> None:
    """Each piece stands word for word in its clause, in one stretch."""
    answer = answered(case(*DISSOLVED), "Er avtalen i kraft 1.1.2025?", ON)
    running: dict[str, str] = {}
    for sentence in contract().sentences:
        running[sentence.clause] = f"{running.get(sentence.clause, '')} {sentence.text}".strip()
    ours = [ground for ground in answer.grounds if "§" not in ground.clause]
    assert any("[…]" in ground.quote for ground in ours)
    for ground in ours:
        for piece in ground.quote.split("[…]"):
            assert piece.strip() in running[ground.clause], ground


def test_a_wrong_reference_is_said_beside_its_quotation() -> None:
    """The reader is not left with «§ 20-4»; a slip within it is not told again."""
    answer = answered(case(*DISSOLVED), "Når er samarbeidet oppløst?", ON)
    assert [ground.slips for ground in answer.grounds if "§ 20-4" in ground.quote] == [(WRONG,)]
    folded = " ".join(answer_text(answer).split())
    assert "(henvisningsfeil: «Kommuneleven § 20-4» skal være «kommuneloven § 20-8 første ledd»)" in folded


def test_a_slip_in_each_language() -> None:
    """The kind of error is said in the reader's language."""
    assert NORWEGIAN.slip(WRONG).startswith("(henvisningsfeil: «Kommuneleven § 20-4» skal være «")
    assert ENGLISH.slip(WRONG).startswith("(wrong reference: «Kommuneleven § 20-4» should be «")

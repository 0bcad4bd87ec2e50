"""Who makes a judgement: asked of every agreement that declares one, answered by the declaration, or silent."""

from datetime import date

import pytest

from dsl.pipeline import load_text
from engine.answer import Answer, NoAnswer, Status
from engine.ask import ask

AGREEMENT = """avtale a «A».
part A «A kommune» er vert.
part B «B kommune» er gjest.
rolle vert (verten): nøyaktig én part. rolle gjest (gjesten): alle andre parter.
punkt 1 «Brudd»
«Vesentlig brudd gir rett til å gå.[vesentlig, slutt] Det er dyrt når en av dem sier det.[stort]»
hendelse brudd (bruddet): en gjest (bryte, bryter, har brutt) avtalen; utføres av gjesten; brudd.
skjønn vesentlig: et brudd er vesentlig{trailers}.
skjønn dyr: prisen er urimelig.
regel stort: saken er stor når prisen er urimelig.
regel slutt: det er slutt når en gjest har brutt avtalen og bruddet er vesentlig.
{question}"""
WHO = "; avgjøres av «tingretten»; taler for «varighet»; taler mot «rettet straks»"


def answer(question: str, trailers: str = WHO, declared: str = "", lang: str = "nb") -> Answer | NoAnswer:
    """The answer of the small agreement."""
    loaded = load_text(AGREEMENT.format(trailers=trailers, question=declared))
    assert loaded.contract is not None, loaded.diagnostics
    return ask(loaded.contract, None, question, on=date(2026, 11, 23), lang=lang)


@pytest.mark.parametrize("question", [
    "Hvem avgjør om et brudd er vesentlig?", "Hvem avgjør om bruddet er vesentlig?",
    "hvem bestemmer om brudd er vesntlig", "Kven avgjer om brudd er vesentleg?",
    "Who decides whether “et brudd er vesentlig”?",
])  # fmt: skip
def test_who_is_named_is_the_answer(question: str) -> None:
    """The declaration says who; the clause is quoted, and what the judgement weighs is told."""
    found = answer(question)
    assert isinstance(found, Answer), found
    assert (found.headline, found.status) == ("tingretten", Status.SETTLED)
    assert found.grounds[0].quote.startswith("Vesentlig brudd")
    assert "Taler for: varighet." in found.remarks
    assert "Taler mot: rettet straks." in found.remarks


def test_where_nobody_is_named_the_agreement_is_silent() -> None:
    """No court is put in its place."""
    found = answer("Hvem avgjør om prisen er urimelig?")
    assert isinstance(found, Answer), found
    assert (found.headline, found.status) == ("AVTALEN SIER DET IKKE", Status.SILENT)
    assert (found.silences[0].about, found.silences[0].clause) == ("hvem som avgjør om prisen er urimelig", "1")


def test_a_judgement_no_sentence_marks_rests_on_the_rule_that_speaks_of_it() -> None:
    """The clause quoted is that of the rule."""
    source = AGREEMENT.replace("[vesentlig, slutt]", "[slutt]").format(trailers=WHO, question="")
    loaded = load_text(source)
    assert loaded.contract is not None, loaded.diagnostics
    found = ask(loaded.contract, None, "Hvem avgjør om bruddet er vesentlig?", on=date(2026, 11, 23))
    assert isinstance(found, Answer), found
    assert [ground.quote for ground in found.grounds] == ["Vesentlig brudd gir rett til å gå."]


def test_what_the_judgement_comes_to_is_another_question() -> None:
    """«Er bruddet vesentlig?» is not answered with who decides it."""
    assert isinstance(answer("Er bruddet vesentlig?"), NoAnswer)


def test_a_declared_question_takes_its_place() -> None:
    """An agreement may word it as its readers would; then the sentence of the declaration is no wording."""
    declared = "spørsmål hvem: nb «Hvem sier at det er alvorlig?» svar avgjør vesentlig."
    found = answer("Hvem sier at det er alvorlig?", declared=declared)
    assert isinstance(found, Answer), found
    assert found.headline == "tingretten"
    assert isinstance(answer("Hvem avgjør om et brudd er vesentlig?", declared=declared), NoAnswer)


def test_only_a_judgement_is_decided() -> None:
    """A rule, a fact or nothing is no judgement, and is refused where it is asked about."""
    for name, code in (("stort", "V206"), ("ingenting", "V202")):
        source = AGREEMENT.format(trailers=WHO, question=f"spørsmål q: nb «Hvem?» svar avgjør {name}.")
        assert code in [d.code for d in load_text(source).diagnostics]

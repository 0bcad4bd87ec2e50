"""How a position says what it says: amounts by their name, days late, silences, readings, and who owes whom."""

from __future__ import annotations

from datetime import date

from engine.position import Duties, Position, duties_of, position_of
from renderers.position_text import duties_text, position_text, who_text
from tests import helpers as h

CASES = h.ROOT / "agreements" / "saker"


def standing(case: str, on: date, asked: date) -> Position:
    """The position of a kept history."""
    return position_of(h.contract(), h.case_file(CASES / f"{case}.sak"), on, asked)


def year(case: str, of: int, asked: date) -> Duties:
    """The duties of a year in a kept history."""
    told = h.case_file(CASES / f"{case}.sak")
    return duties_of(h.contract(), told, date(of, 1, 1), date(of, 12, 31), asked=asked)


def one_line(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


def test_an_amount_is_called_what_the_agreement_calls_it() -> None:
    """Instalments and settlements are paid to the same party, so «beløpet» does not tell which is meant."""
    text = one_line(duties_text(year("historie_uttreden", 2024, date(2024, 1, 15))))
    assert "skal betale oppgjørsbeløpet til" in text
    assert "(akontobeløpet, 30.4.2024)" in text
    assert "betale beløpet" not in text


def test_what_is_done_late_says_when_and_how_late() -> None:
    """31.8.2022 was a Wednesday; it was paid 20.9."""
    text = one_line(position_text(standing("historie_normal", date(2026, 11, 1), date(2026, 11, 1))))
    assert "oppfylt for sent 20.9.2022, 20 dager etter fristen" in text


def test_a_silence_that_a_breach_leads_to_names_the_act_that_may_fill_it() -> None:
    """Interest on late payment is in forsinkelsesrenteloven § 2."""
    text = one_line(position_text(standing("historie_normal", date(2026, 11, 1), date(2026, 11, 1))))
    assert "avtalen tier om rente ved for sen betaling (kan utfylles av forsinkelsesrenteloven § 2)" in text


def test_nobody_owes_themselves() -> None:
    """The meeting one party asked for is to be held by both; whom it is owed to is one of them."""
    found = year("historie_normal", 2025, date(2026, 11, 24))
    meeting = next(s for s in found.items if s.norm == "ekstramøte")
    assert set(meeting.counterparties) <= set(meeting.bearers)
    assert who_text(meeting, "nb") == "Harstad og Ibestad"


def test_where_nothing_is_owed_nothing_was_fulfilled() -> None:
    """The settlement of 2020 comes to kr 0."""
    text = one_line(duties_text(year("historie_uttreden", 2021, date(2024, 1, 15))))
    assert "1.1.2020–31.12.2020): ingenting å gjøre opp" in text
    assert "1.1.2020–31.12.2020): oppfylt" not in text


def test_a_missing_deadline_is_said_once_of_each_bearer() -> None:
    """8 sets no day for the reports: the mark stands on each, the words once."""
    text = one_line(position_text(standing("historie_uttreden", date(2024, 1, 15), date(2024, 1, 15))))
    assert text.count("avtalen tier om når rapportene skal være levert") == 1


def test_every_reading_named_is_explained() -> None:
    """A name means nothing without the words that are read."""
    found = standing("historie_uttreden", date(2024, 1, 15), date(2024, 1, 15))
    named = {r.reading for p in found.phases for r in p.rivals}
    named |= {r.reading for s in (*found.upcoming, *found.in_effect, *found.overdue_by_rivals) for r in s.rivals}
    assert named <= {r.reading for r in found.readings}
    text = one_line(position_text(found))
    assert "punkt 11.1 «gis minimum 1 år i forveien» (brukt: «kalenderdato»)" in text
    assert "«helt-år»: uttreden virker fra kl. 00" in text
    assert text.index("punkt 9 «minst hvert fjerde år»") < text.index("punkt 11.1 «gis minimum")


def test_nothing_that_is_missing_is_left_out_unsaid() -> None:
    """Six things are missing for the settlement of 2024; all of them are named."""
    found = standing("historie_opplosning", date(2025, 4, 1), date(2025, 12, 31))
    settlement = next(s for s in found.overdue if s.norm == "sluttoppgjør" and s.occurrence == date(2024, 1, 1))
    assert {"kostnadene i 2024", "innbetalingen fra Ibestad i 2024"} <= set(settlement.missing)
    assert "innbetalingen fra Ibestad i 2024" in one_line(position_text(found))


def test_a_case_is_not_complete_beyond_what_was_known() -> None:
    """Asked in 2024, nobody knows that the case is told to 2026."""
    found = standing("historie_uttreden", date(2024, 1, 15), date(2024, 1, 15))
    assert found.dates.complete == date(2024, 1, 15)
    assert year("historie_uttreden", 2024, date(2024, 1, 15)).dates.complete == date(2024, 1, 15)


def test_what_another_reading_leaves_open_says_why() -> None:
    """The host has voted for 2024 and the payer has not, so «eget» meets a silence that «vertens» does not."""
    found = year("historie_uttreden", 2024, date(2026, 7, 1))
    term = next(s for s in found.items if s.norm == "akonto" and s.occurrence == date(2024, 4, 30))
    own = next(r for r in term.rivals if r.reading == "eget")
    about = "hva som betales når budsjettet det regnes etter, ikke er vedtatt"
    assert (own.amount, own.silences, own.missing, term.silences) == (None, (about,), (), ())
    text = one_line(duties_text(found))
    assert f"etter lesningen «eget»: ikke avgjort, beløpet ikke avgjort (avtalen tier om {about})" in text


def test_what_another_reading_decides_needs_no_reason() -> None:
    """31.8.2025 was a Sunday; that the agreement is silent on that is said of the row, not again of each reading."""
    found = standing("historie_budsjettstrid", date(2025, 9, 15), date(2025, 9, 15))
    term = next(s for s in found.overdue if s.occurrence == date(2025, 8, 31))
    assert term.deadline_silent
    assert [(r.missing, r.silences) for r in term.rivals] == [((), ())] * len(term.rivals)


def test_what_is_missing_is_named_and_not_how_the_case_is_told() -> None:
    """«om saken forteller alt av slaget …» is no fact to find; the payments asked about are."""
    found = year("eksempel", 2023, date(2026, 11, 24))
    missing = [text for each in found.items for text in each.missing]
    assert missing
    assert not [text for text in missing if "av slaget" in text]


def test_a_silence_that_begins_with_a_question_is_said_as_one() -> None:
    """«avtalen sier ikke om …», not «tier om om …»."""
    position = standing("historie_mislighold", date(2025, 6, 1), date(2025, 12, 31))
    text = one_line(position_text(position))
    assert "avtalen sier ikke om reglene i 11.1" in text
    assert "om om" not in text

"""The words an answer is printed with that are the program's own, in bokmål (``nb``) and English (``en``)."""

from __future__ import annotations

from typing import Final, NamedTuple

from engine.answer import Slip, Status
from renderers.columns import quoted


class Labels(NamedTuple):
    """Headings and small words around an answer's own sentences. Each field is named for what it stands before.

    A NamedTuple, as so many fields make an attrs class dear to import, and every question pays.
    """

    language: str
    asked: str
    known: str
    case: str
    no_case: str
    complete: str
    read_as: str
    routes: str
    other_routes: str
    to: str
    deadlines: str
    next_day: str
    readings: str
    judgements: str
    missing: str
    facts: str
    silences: str
    grounds: str
    laws: str
    advice: str
    remarks: str
    derivation: str
    clause: str
    preamble: str
    counting: str
    preferred: str
    weak: str
    chosen: str
    without_value: str
    against: str
    decided_by: str
    speaks_for: str
    speaks_against: str
    not_made: str
    yes: str
    no: str
    by: str
    source: str
    line: str
    filled_by: str
    provided: str
    needs_judgement: str
    at_latest: str
    passed: str
    under: str
    only: str
    shown_above: str
    nearest: str
    controls: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[Status, str], ...]

    def control(self, word: str) -> str:
        """Who controls a route, in this language; a word that is not known is shown as it is."""
        return dict(self.controls).get(word, word)

    def status(self, status: Status) -> str:
        """A status in this language."""
        return dict(self.statuses)[status]

    def layer(self, layer: str) -> str:
        """The layer of law a ground is of, in this language."""
        return _ENGLISH_LAYERS.get(layer, layer) if self.language == "en" else layer

    def slip(self, slip: Slip) -> str:
        """``(henvisningsfeil: «§ 20-4» skal være «§ 20-8»)``, beside a quotation that has the error."""
        kind, word = slip.kind, "skal være"
        if self.language == "en":
            kind, word = _ENGLISH_SLIPS.get(slip.kind, slip.kind), "should be"
        return f"({kind}: {quoted(slip.printed)} {word} {quoted(slip.right)})"

    def place(self, clause: str) -> str:
        """``punkt 11.1``; the words before the first clause are the preamble."""
        if not clause:
            return self.preamble
        return f"{self.clause} {clause}" if clause[0].isdigit() else clause


_ENGLISH_SLIPS: Final = {"henvisningsfeil": "wrong reference", "skrivefeil": "slip of the pen"}
_ENGLISH_LAYERS: Final = {
    "avtalen": "the agreement",
    "loven (ufravikelig)": "the Act (mandatory)",
    "loven (fravikelig, utfyller)": "the Act (default, filling)",
}

NORWEGIAN: Final = Labels(
    language="nb",
    asked="spurt",
    known="kjent til",
    case="sak",
    no_case="uten sak",
    complete="komplett til",
    read_as="lest som",
    routes="Veier",
    other_routes="Andre veier",
    to="til",
    deadlines="Frister",
    next_day="neste mulige dag",
    readings="Lesninger",
    judgements="Skjønn",
    missing="Saken sier ikke",
    facts="Fakta brukt",
    silences="Avtalen tier",
    grounds="Grunnlag",
    laws="Lov",
    advice="Råd",
    remarks="Merknader",
    derivation="Utledning",
    clause="punkt",
    preamble="innledningen",
    counting="utregningen",
    preferred="foretrukket",
    weak="svak",
    chosen="valgt i saken",
    without_value="regnes ikke med",
    against="mot:",
    decided_by="avgjøres av",
    speaks_for="taler for",
    speaks_against="taler mot",
    not_made="ikke vurdert",
    yes="ja",
    no="nei",
    by="av",
    source="kilde:",
    line="linje",
    filled_by="kan utfylles av",
    provided="forutsetter at",
    needs_judgement="beror på skjønn",
    at_latest="senest",
    passed="passert",
    under="etter lesningen",
    only="bare",
    shown_above="vist over",
    nearest="Du kan spørre",
    controls=(),
    statuses=tuple((status, status.value) for status in Status),
)

ENGLISH: Final = Labels(
    language="en",
    asked="asked",
    known="known up to",
    case="case",
    no_case="no case",
    complete="complete to",
    read_as="read as",
    routes="Routes",
    other_routes="Other routes",
    to="to",
    deadlines="Deadlines",
    next_day="next possible day",
    readings="Readings",
    judgements="Judgements",
    missing="The case does not tell",
    facts="Facts used",
    silences="The agreement is silent",
    grounds="Grounds",
    laws="Law",
    advice="Advice",
    remarks="Remarks",
    derivation="Derivation",
    clause="clause",
    preamble="the preamble",
    counting="the counting",
    preferred="preferred",
    weak="weak",
    chosen="chosen in the case",
    without_value="no answer",
    against="against:",
    decided_by="decided by",
    speaks_for="for",
    speaks_against="against",
    not_made="not made",
    yes="yes",
    no="no",
    by="by",
    source="source:",
    line="line",
    filled_by="may be filled by",
    provided="provided that",
    needs_judgement="turns on judgement",
    at_latest="at the latest",
    passed="passed",
    under="under the reading",
    only="only",
    shown_above="shown above",
    nearest="You can ask",
    controls=(
        ("alene", "alone"),
        ("enighet", "agreement"),
        ("andre", "others"),
        ("mislighold", "breach"),
        ("skjønn", "judgement"),
        ("skjedd", "happened"),
    ),
    statuses=tuple((status, status.name.lower()) for status in Status),
)


def labels(language: str) -> Labels:
    """English for "en", else bokmål."""
    return ENGLISH if language == "en" else NORWEGIAN

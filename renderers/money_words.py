"""The words a table is printed with that are the program's own, and figures in columns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from engine.answer import AnswerValue, Status
from engine.money import Cell
from renderers.norwegian import Lang, show_list, show_percent

SIGNS: Final = {"rad": " ", "pluss": "+", "minus": "−", "sum": "="}
"""What a row does to the sum, in front of its label."""


class MoneyWords(NamedTuple):
    """Headings and small words, in one language."""

    rival_readings: str
    used: str
    missing: str
    judgements: str
    silences: str
    advice: str
    assumed: str
    facts: str
    rival_facts: str
    only_by: str
    only_by_several: str
    only_by_others: str
    remarks: str
    steps: str
    between: str
    does_not_add_up: str
    no_part: str
    mark_contested: str
    span_note: str
    rounded: str
    year: str
    row: str
    amount: str
    reading: str
    best: str
    rivals_span: str
    unknown_years: str
    nothing_known: str


NORWEGIAN: Final = MoneyWords(
    rival_readings="Andre lesninger gir",
    used="brukt:",
    missing="Saken sier ikke",
    judgements="Beror på skjønn",
    silences="Avtalen tier om",
    advice="råd:",
    assumed="Forutsatt for denne utregningen",
    facts="Fakta brukt",
    rival_facts="Fakta brukt bare etter andre lesninger",
    only_by="bare etter lesningen {names}",
    only_by_several="bare etter lesningene {names}",
    only_by_others="bare etter andre lesninger",
    remarks="Merknader",
    steps="Utregning",
    between="spenn",
    does_not_add_up="radene over gir {parts}, ikke summen som står",
    no_part="ikke part",
    mark_contested="* omstridt: andre lesninger gir et annet tall, eller intet.",
    span_note="Spennet bytter én lesning om gangen.",
    rounded="Beløp i hele kroner; utregningen er på øret.",
    year="år",
    row="rad",
    amount="kroner",
    reading="lesning",
    best="foretrukne lesninger",
    rivals_span="spennet mellom lesningene",
    unknown_years="ukjent",
    nothing_known="Ingen av årene har et tall å tegne.",
)

ENGLISH: Final = MoneyWords(
    rival_readings="Under other readings",
    used="used:",
    missing="The case does not tell",
    judgements="Turns on judgement",
    silences="The agreement is silent on",
    advice="advice:",
    assumed="Assumed for this run",
    facts="Facts used",
    rival_facts="Facts used by other readings alone",
    only_by="by the reading {names} alone",
    only_by_several="by the readings {names} alone",
    only_by_others="by other readings alone",
    remarks="Remarks",
    steps="Derivation",
    between="span",
    does_not_add_up="the rows above come to {parts}, not to the sum declared",
    no_part="no party",
    mark_contested="* contested: other readings give another figure, or none.",
    span_note="The span changes one reading at a time.",
    rounded="Amounts in whole kroner; they are reckoned to the øre.",
    year="year",
    row="row",
    amount="kroner",
    reading="reading",
    best="preferred readings",
    rivals_span="span between the readings",
    unknown_years="unknown",
    nothing_known="None of the years has a figure to draw.",
)


def money_words(language: str) -> MoneyWords:
    """English for "en", else bokmål."""
    return ENGLISH if language == "en" else NORWEGIAN


def only_by(readings: Sequence[str], language: str) -> str:
    """«bare etter lesningen «B»»; which readings, if it takes more than one of them, is not said."""
    words = money_words(language)
    if not readings:
        return words.only_by_others
    said = words.only_by if len(readings) == 1 else words.only_by_several
    return said.format(names=show_list([f"«{name}»" for name in readings], lang_of(language)))


def lang_of(language: str) -> Lang:
    """The language values are shown in."""
    return "en" if language == "en" else "nb"


def figure(value: AnswerValue, language: str, *, ore: bool = True) -> str:
    """A value in a column: 968 521,40 · 3,7 % · 1,091624 · «ukjent». An amount without ``ore`` is in whole kroner."""
    plain = value.plain
    if value.type == "beløp" and isinstance(plain, Decimal):
        return decimal_text(plain, 2 if ore else 0, language)
    if isinstance(plain, Fraction) and value.type == "andel":
        if plain == 1 or plain > 1:
            text = decimal_text(Decimal(round(plain * 10**6)).scaleb(-6), 6, language)
            return text.rstrip("0").rstrip(",.")
        return show_percent(plain, lang_of(language))
    if value.type == "tall" and isinstance(plain, int):
        return decimal_text(Decimal(plain), 0, language)
    if isinstance(plain, Fraction):
        text = decimal_text(Decimal(round(plain * 100)).scaleb(-2), 2, language)
        return text.rstrip("0").rstrip(",.")
    return value.shown


def decimal_text(number: Decimal, places: int, language: str) -> str:
    """968 521,40 with no-break spaces; English 968,521.40. Half away from zero."""
    from decimal import ROUND_HALF_UP, Context

    exact = Context(prec=max(28, number.adjusted() + places + 4))  # as many digits as the number has
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=exact)
    text = f"{abs(rounded):,.{places}f}"
    if language != "en":
        text = text.replace(",", "\u00a0").replace(".", ",")
    return f"{'-' if language == 'en' else '−'}{text}" if rounded < 0 else text


def cell_text(cell: Cell, words: MoneyWords, language: str, *, ore: bool = True) -> str:
    """A cell's figure, or the word for why there is none; a star where other readings give another figure."""
    if not cell.applies:
        return words.no_part
    star = "*" if Status.CONTESTED in cell.statuses and cell.value.plain is not None else ""
    if cell.value.plain is None and cell.status is Status.JUDGEMENT:
        return status_word(Status.JUDGEMENT, language)
    if cell.value.plain is None and cell.status is Status.SILENT:
        return status_word(Status.SILENT, language)
    return figure(cell.value, language, ore=ore) + star


def status_word(status: Status, language: str) -> str:
    """A status in this language."""
    return status.name.lower() if language == "en" else status.value


def span_of(cell: Cell) -> tuple[Decimal, Decimal] | None:
    """The least and the most the cell is under any one reading, where they differ."""
    found = [cell.value.plain] + [r.value.plain for use in cell.readings for r in use.rivals if r.value is not None]
    amounts = [plain for plain in found if isinstance(plain, Decimal)]
    if cell.value.type != "beløp" or len(amounts) < 2 or min(amounts) == max(amounts):
        return None
    return min(amounts), max(amounts)

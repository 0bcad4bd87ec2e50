"""Answers made by hand, for the tests of what prints them: each holds every kind of thing an answer can hold."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from dsl.record import changed
from engine.answer import (
    Act,
    Answer,
    AnswerValue,
    Dates,
    Deadline,
    FactUsed,
    Ground,
    Judgement,
    Missing,
    NoAnswer,
    ReadingUse,
    Rival,
    Route,
    Silence,
    Status,
    Step,
)

NO = AnswerValue(type="ja", plain=False, shown="nei")
YES = AnswerValue(type="ja", plain=True, shown="ja")

_RECEIVED = Step(
    kind="frist", name="i-tide", text="oppsigelsen er gitt i tide", value="nei", clause="11.1",
    quote="gis minimum 1 år i forveien",
    premises=(Step(kind="fakta", name="", text="ingen oppsigelse er mottatt innen 31.12.2025", value="ja"),),
)  # fmt: skip

EXIT = Answer(
    question="uttreden-på",
    asked="Kan Ibestad tre utt 1.1.2027?",
    understood="Kan Ibestad tre ut 1.1.2027?",
    language="nb",
    contract="ikt",
    case="eksempel",
    dates=Dates(
        about=date(2027, 1, 1), asked=date(2026, 11, 23), known=date(2026, 11, 23), complete=date(2026, 11, 1)
    ),
    value=NO,
    status=Status.SETTLED,
    statuses=(Status.SETTLED,),
    headline="nei, ikke ved egen oppsigelse",
    sentences=(
        "Skriftlig oppsigelse måtte være mottatt senest 31.12.2025; etter lesningen «kalenderdato» holdt også "
        "1.1.2026. Saken viser ingen oppsigelse innen noen av datoene.",
        "Neste mulige dag er 1.1.2028, med skriftlig oppsigelse mottatt senest 31.12.2026 (1.1.2027 er omstridt: "
        "oppfør 31.12 som frist, da holder den etter begge lesninger).",
    ),
    routes=(
        Route(
            control="enighet", power="enighet", clause="11.2",
            acts=(
                Act(
                    text="kommunestyrene i Harstad og Ibestad vedtar oppløsning", actor="alle", conditions=(),
                    latest=date(2026, 12, 31), which="dato",
                ),
            ),
            provided=("«siste vedtak» av oppløsningsdag",), requires=(),
        ),
        Route(
            control="mislighold", power="opphør", clause="12",
            acts=(
                Act(
                    text="Ibestad krever opphør", actor="Ibestad", latest=date(2026, 12, 31), which="mottatt",
                    conditions=("skriftlig",),
                ),
            ),
            provided=(), requires=("misligholdet er vesentlig",),
        ),
    ),
    deadlines=(
        Deadline(text="oppsigelse mottatt", day=date(2025, 12, 31), readings=("helt-år",), passed=True),
        Deadline(text="oppsigelse mottatt", day=date(2026, 1, 1), readings=("kalenderdato",), passed=True),
    ),
    next_day=date(2028, 1, 1),
    readings=(
        ReadingUse(
            point="i-tide", clause="11.1", words="gis minimum 1 år i forveien", chosen="",
            rivals=(
                Rival(
                    reading="kalenderdato", preferred=True, weak=False, value=NO, against="",
                    because="oppsigelsesfrister regnes fra dato til dato, og punktet nevner ingen hel kalenderperiode",
                ),
                Rival(
                    reading="helt-år", preferred=False, weak=False, value=NO,
                    because="«minimum 1 år» kan leses som et helt år mellom", against="ordene sier ikke «helt»",
                ),
                Rival(reading="lest", preferred=False, weak=True, because="", against="", value=None),
            ),
        ),
    ),
    judgements=(
        Judgement(
            name="vesentlig", text="misligholdet er vesentlig", clause="12",
            decided_by=("partene, til sist domstolene",), speaks_for=("driften stanser", "det gjentar seg"),
            speaks_against=("det rettes straks",),
        ),
        Judgement(
            name="betydning", text="endringen har betydning", clause="2", decided_by=(), speaks_for=(),
            speaks_against=(), made=False, by="kommunestyret", day=date(2026, 5, 2), because="bare titler er endret",
        ),
    ),
    missing=(Missing(text="om varselet er lest", reason="mottakeren har ikke svart"),),
    facts=(
        FactUsed(
            text="kommunestyret i Harstad godkjente avtalen", day=date(2019, 12, 12), source="protokoll", line=4
        ),
        FactUsed(text="kostnadene i 2023 er kr 9 000 000", day=None, source="", line=0),
    ),
    silences=(
        Silence(
            name="data", about="hjelp til å flytte data", clause="11.1", filled_by=("kommuneloven § 20-8",),
            advice=("avtal det skriftlig",),
        ),
    ),
    grounds=(
        Ground(
            clause="11.1", heading="Uttreden", rule="uttreden",
            quote="Den enkelte kommune kan si opp avtalen per 1/1. Oppsigelsen må være skriftlig, og gis minimum 1 år "
            "i forveien.",
        ),
        Ground(
            clause="11.1", heading="Uttreden", rule="i-tide",
            quote="Den enkelte kommune kan si opp avtalen per 1/1. Oppsigelsen må være skriftlig, og gis minimum 1 år "
            "i forveien.",
        ),
        Ground(
            clause="14", heading="Ikrafttredelse", rule="ikrafttredelse",
            quote="Avtalen trer i kraft så snart kommunestyrene har godkjent avtalen.",
        ),
    ),
    laws=("kommuneloven § 20-8",),
    advice=("send oppsigelsen slik at den er mottatt senest 31.12",),
    remarks=("den enkelte kommune er også vertskommunen",),
    corrections=(("utt", "ut"),),
    derivation=Step(
        kind="regel", name="utgang", text="Ibestad er ute av samarbeidet 1.1.2027", value="nei", clause="11",
        premises=(
            Step(kind="regel", name="", text="Ibestad har trådt ut", value="nei", premises=(_RECEIVED,)),
            Step(kind="regel", name="", text="samarbeidet er oppløst", value="nei", premises=(_RECEIVED,)),
        ),
    ),
)  # fmt: skip
"""A no, with everything."""

AMOUNT = changed(
    EXIT,
    asked="What does Ibestad pay in 2023?",
    understood="What does Ibestad pay in 2023?",
    language="en",
    case="",
    corrections=(),
    dates=Dates(about=None, asked=date(2026, 11, 23), known=date(2023, 5, 1), complete=None),
    value=AnswerValue(type="beløp", plain=Decimal("925000.00"), shown="NOK\u00a0925,000"),
    status=Status.CONTESTED,
    statuses=(Status.CONTESTED, Status.UNKNOWN),
    headline="NOK\u00a0925,000",
    sentences=(),
    readings=(),
)
"""An amount in English, without a case."""

SHARE = changed(EXIT, value=AnswerValue(type="andel", plain=Fraction(37, 360), shown="37/360 (10,28\u00a0%)"))

BARE = Answer(
    question="q", asked="Er A ute?", understood="Er A ute?", language="nb", contract="a", case="",
    dates=Dates(about=None, asked=date(2026, 1, 1), known=date(2026, 1, 1), complete=None), value=YES,
    status=Status.SETTLED, statuses=(Status.SETTLED,), headline="ja",
)  # fmt: skip
"""The least an answer can hold."""

NOT_UNDERSTOOD = NoAnswer(
    asked="Hva er klokka?", language="nb", reason="Fant ikke dette blant spørsmålene avtalen kan svare på.",
    nearest=("Kan <kommune> tre ut <dag>?", "Hva betaler <kommune> i <år>?"),
)  # fmt: skip

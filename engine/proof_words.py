"""What the checker says is wrong, in Norwegian and English."""

from __future__ import annotations

WRONG: dict[str, tuple[str, str]] = {
    "avtale": (
        "beviset gjelder en annen utgave av avtalen; lag det på nytt",
        "the proof is for another version of the agreement; make it anew",
    ),
    "sak": (
        "beviset gjelder en annen sak, eller en annen utgave av den; lag det på nytt",
        "the proof is for another case, or another version of it; make it anew",
    ),
    "spørsmål": (
        "avtalen har ikke dette spørsmålet med så mange opplysninger",
        "the agreement has no such question with so many arguments",
    ),
    "form": ("regelen kan ikke brukes på det som står her ({})", "the rule cannot be used on what stands here ({})"),
    "utelatt": (
        "beviset utelater en måte å avgjøre det som er åpent på",
        "the proof leaves out a way of settling what is open",
    ),
    "vist": (
        "verdien som vises, er ikke den som er utledet under de foretrukne lesningene",
        "the value shown is not the one derived under the preferred readings",
    ),
    "rival": (
        "under lesningen «{}» av {} er en annen verdi utledet enn den som vises",
        "under the reading “{}” of {} another value is derived than the one shown",
    ),
    "status": (
        "statusen «{}» stemmer ikke med verdiene som er utledet",
        "the status “{}” does not agree with the values derived",
    ),
    "verdi": ("steget sier {}, men regelen gir {}", "the step says {}, but the rule gives {}"),
    "påstand": ("påstanden er {}, men stegene gir {}", "the claim is {}, but the steps give {}"),
    "overflødig": ("steg {} er oppgitt som grunn, men er ingen", "step {} is given as a reason, but is none"),
    "mangler": ("en grunn mangler: {} den {}", "a reason is missing: {} on {}"),
    "rekkefølge": ("steg {} kommer ikke før det som bygger på det", "step {} does not come before what rests on it"),
    "premiss": (
        "steg {} er ikke grunnen regelen krever: {} den {}, med de samme verdiene",
        "step {} is not the reason the rule asks for: {} on {}, with the same values",
    ),
    "lesning": (
        "lesningene av {} gir forskjellige verdier her, og ingen av dem er valgt",
        "the readings of {} give different values here, and none of them is chosen",
    ),
    "sannhet": ("{} er ingen sannhetsverdi", "{} is no truth value"),
    "uavgjort": (
        "en hendelse ingen har fortalt om, kan være slik eller ikke",
        "an event nobody has told of may be so or not",
    ),
    "ufortalt": (
        "en hendelse ingen har fortalt om ({}), kan endre dette",
        "an event nobody has told of ({}) may change this",
    ),
    "ikke sann": ("setningen er ikke sann den {}", "the sentence is not true on {}"),
    "allerede sann": (
        "setningen er sann alt den {}, eller det er ikke vist at den ikke er det",
        "the sentence is true already on {}, or it is not shown that it is not",
    ),
    "frist": (
        "handlingene ligger ikke på fristen {} (eller dagen etter), eller svaret der er et annet",
        "the acts are not on the last day {} (or the day after), or the answer there is another",
    ),
    "ikke før": (
        "det er ikke vist at det ikke kunne skje alt {}",
        "it is not shown that it could not be brought about already on {}",
    ),
    "avgjort": (
        "beviset forutsetter noe saken selv avgjør: {}",
        "the proof assumes something that the case itself settles: {}",
    ),
    "hendelse": (
        "det som forutsettes om ufortalte hendelser ({}), stemmer ikke med dem som er tatt med",
        "what is assumed of untold events ({}) does not agree with those that are supposed",
    ),
    "handling": (
        "handlingen {} er ikke en den som spør, rår over, og ingen forutsetning nevner den",
        "the act {} is not one the asker controls, and no assumption names it",
    ),
    "for tidlig": (
        "handlingen {} ligger ikke på en dag som viser noe: fra spørredagen, eller den første den kunne være gjort",
        "the act {} is on no day that shows anything: from the day of asking, or the first it could have been done",
    ),
    "forutsatt": (
        "beviset forutsetter at ingen «{}» er skjedd ufortalt, uten at svaret gjør det",
        "the proof assumes that no “{}” has gone untold, which the answer does not",
    ),
    "ukjent hendelse": (
        "saken, slik den var kjent, har ingen hendelse {}",
        "the case, as known, has no event {}",
    ),
}
"""By code: Norwegian and English, with places for what is particular."""

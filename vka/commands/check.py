"""``vka check``: every error of agreements and cases, and the cases' own questions."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from vka.arguments import Parser
from vka.cli import DONE, HAS_ERRORS, NOT_USABLE

if TYPE_CHECKING:
    from vka.api import Agreement
    from vka.errors import SourceError

SUMMARY = ("kontroller avtaler og saker", "check agreements and cases")
EXAMPLES = (
    "  vka check avtale.vka\n  vka check saker/*.sak --agreement avtale.vka",
    "  vka check agreement.vka\n  vka check cases/*.sak --agreement agreement.vka",
)


def declare(parser: Parser) -> None:
    """The arguments of ``vka check``."""
    parser.value("files", "avtaler og saker", "agreements and cases", ("FIL", "FILE"), nargs="+")
    parser.option(
        "--agreement", metavar=("AVTALE", "AGREEMENT"),
        nb="avtalen sakene gjelder (ellers den de nevner, blant filene, i samme mappe eller den over)",
        en="the agreement the cases are about (else the one they name: among the files, in the same folder or above)",
    )  # fmt: skip


def run(given: Namespace) -> int:
    """Check every file, also after one with errors."""
    from vka.errors import InputError, SourceError
    from vka.terminal import complain

    known: dict[Path, Agreement | SourceError] = {}
    told: set[int] = set()
    worst = DONE
    for name in given.files:
        try:
            worst = max(worst, _one(name, given, known))
        except SourceError as error:
            if id(error) not in told:  # an agreement is read for each of its cases; its errors are shown once
                complain(error.report(given.lang))
            told.add(id(error))
            if error in known.values() and Path(name).resolve() not in known:
                about = error.source.name
                nb = f"{name}: ikke lest, fordi avtalen den gjelder ({about}), har feil"
                complain(
                    f"{name}: not read, as the agreement it is about ({about}) has errors" if given.lang == "en" else nb
                )
            worst = max(worst, NOT_USABLE if error.is_unreadable else HAS_ERRORS)
        except InputError as error:
            complain(f"vka: {error.message(given.lang)}")
            worst = NOT_USABLE
    return worst


def _one(name: str, given: Namespace, known: dict[Path, Agreement | SourceError]) -> int:
    from vka.files import read_bytes
    from vka.finding import agreement_of, is_case

    data = read_bytes(name)
    if not is_case(name, data):
        agreement = _agreement(Path(name), known, name)
        print(f"{name}: {_counts(agreement, given.lang)}")
        return DONE
    about = Path(given.agreement) if given.agreement is not None else agreement_of(name, data, given.files)
    return _case(name, data, _agreement(about, known, _near(about)), given.lang)


def _agreement(path: Path, known: dict[Path, Agreement | SourceError], shown: str) -> Agreement:
    """The agreement, or its errors, read once in a run; never from the cache, as it is here to be checked."""
    from vka.api import read_agreement
    from vka.cache import Cache
    from vka.errors import SourceError
    from vka.files import read_bytes

    key = path.resolve()
    if key not in known:
        try:
            known[key] = read_agreement(read_bytes(path), shown, Cache(None))
        except SourceError as error:
            known[key] = error
    found = known[key]
    if isinstance(found, SourceError):
        raise found
    return found


def _near(path: Path) -> str:
    """The path as short as it can be said from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_absolute() and path.is_relative_to(here) else str(path)


def _counts(agreement: Agreement, language: str) -> str:
    contract = agreement.contract
    clauses, sentences = len(contract.headings), len(contract.sentences)
    laws = tuple(f"{s.name} §" for s in contract.statutes if s.name != contract.name)
    rules, norms, questions = (
        sum(not each.place.clause.startswith(laws) for each in listed)
        for listed in (contract.definitions, contract.norms, contract.questions)
    )
    if language == "en":
        return (
            f"no errors ({clauses} clauses, {sentences} sentences, {rules} rules and quantities, {norms} norms, "
            f"{len(contract.readings)} points with rival readings, {questions} questions)"
        )
    return (
        f"ingen feil ({clauses} punkter, {sentences} setninger, {rules} regler og størrelser, {norms} normer, "
        f"{len(contract.readings)} punkter med flere lesninger, {questions} spørsmål)"
    )


def _case(name: str, data: bytes, agreement: Agreement, language: str) -> int:
    from vka.expectations import mismatches
    from vka.terminal import complain

    case = agreement.read_case(data, name)
    wrong = mismatches(agreement, case)
    for each in wrong:
        complain(each.report(name, language) + "\n")
    asked = sum(1 for each in case.expected if each.status)
    if wrong:
        complain(
            f"{len(wrong)} of {asked} answers in {name} are others than expected"
            if language == "en"
            else f"{len(wrong)} av {asked} svar i {name} er andre enn ventet"
        )
        return HAS_ERRORS
    events, facts = len(case.events), len(case.facts) + len(case.judgements)
    if language == "en":
        print(f"{name}: no errors ({events} events, {facts} facts and judgements, {asked} answers as expected)")
    else:
        print(f"{name}: ingen feil ({events} hendelser, {facts} fakta og skjønn, {asked} svar som ventet)")
    return DONE

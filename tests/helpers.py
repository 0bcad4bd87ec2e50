"""Shared by the tests of law and engine: the real agreement, cases from a few words, and what a question comes to.

Convention: a case is written as the statements a user writes, since reading them takes a millisecond and says best
what is meant. ``found`` gives an answer's value and statuses straight from the engine; ``answered`` the whole answer
to a question in words.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from dsl.case import Case
from dsl.case_reader import load_case_text
from dsl.contract import Contract
from dsl.pipeline import Loaded, load_text
from dsl.record import changed
from engine.answer import Answer, Status
from engine.ask import ask, facts_of, model_of
from engine.evaluate import evaluate
from engine.leaves import Missing, Silent, Someday
from engine.trees import Node, Tree, at_best
from engine.verdict import statuses

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "agreements" / "ibestad_harstad.vka"
CASES = tuple(
    path
    for path in sorted((ROOT / "agreements" / "saker").glob("*.sak"))
    if re.match(r"(#.*\n|\s)*sak\s+\S+\s+til\s+ikt\s", path.read_text(encoding="utf-8"))
)
"""The case files about the real agreement."""

HOST, MEMBER, NEWCOMER = "Harstad", "Ibestad", "Dyrøy"
APPROVED = (date(2019, 12, 12), date(2019, 12, 17))
"""The invented days of approval, the host's first."""
FAR = date(2036, 1, 1)
"""Past every day the generated cases tell of; they are complete to here unless they say otherwise."""


@cache
def source_text() -> str:
    """The agreement's source."""
    return SOURCE.read_text(encoding="utf-8")


@cache
def agreement() -> Loaded:
    """The real agreement, read once."""
    return load(source_text())


def load(text: str) -> Loaded:
    """An agreement that must have no errors."""
    loaded = load_text(text, str(SOURCE))  # the statutes it builds on lie beside it
    assert loaded.contract is not None, [(d.code, d.words) for d in loaded.diagnostics]
    return loaded


def contract() -> Contract:
    """The real agreement's contract."""
    made = agreement().contract
    assert made is not None
    return made


@cache
def case_file(path: Path) -> Case:
    """A case about the real agreement from its file."""
    read = load_case_text(path.read_text(encoding="utf-8"), str(path), agreement())
    assert read.case is not None, [(d.code, d.words) for d in read.diagnostics]
    return read.case


def case(*statements: str, complete: date = FAR, about: Loaded | None = None) -> Case:
    """A case that tells the statements, each without its full stop, and is complete to a day."""
    loaded = agreement() if about is None else about
    assert loaded.contract is not None
    lines = [f"sak prøve til {loaded.contract.name} «prøve».", f"komplett til {day(complete)}."]
    read = load_case_text("\n".join(lines + [f"{each}." for each in statements]) + "\n", "prøve.sak", loaded)
    assert read.case is not None, [(d.code, d.words) for d in read.diagnostics]
    return read.case


def day(when: date) -> str:
    """A day as a case writes it."""
    return f"{when.day}.{when.month}.{when.year}"


# ── statements ──────────────────────────────────────────────────────────────────────────────────────────────────────


def approvals(host: date = APPROVED[0], member: date = APPROVED[1]) -> tuple[str, str]:
    """Both councils approve."""
    return approval(HOST, host), approval(MEMBER, member)


def approval(who: str, when: date) -> str:
    """A council approves the agreement."""
    return f"den {day(when)}: kommunestyret i {who} godkjenner avtalen"


def newcomer(since: date, approved: date) -> tuple[str, str]:
    """A third municipality has become a party."""
    return f"part {NEWCOMER} «Dyrøy kommune» er samarbeidskommune fra {day(since)}", approval(NEWCOMER, approved)


def notice(
    received: date, *, who: str = MEMBER, sent: date | None = None, form: str = "skriftlig",
    organ: str = "kommunestyret", read: date | None = None, to: date | None = None, known: date | None = None,
) -> str:  # fmt: skip
    """Notice of exit."""
    away = received if sent is None else sent
    parts = [
        f"den {day(away)}: {who} sier opp avtalen", f"oppsigelsen er {form}", f"oppsigelsen er sendt {day(away)}",
        f"oppsigelsen er mottatt {day(received)}", f"oppsigelsen er vedtatt av {organ}",
    ]  # fmt: skip
    if read is not None:
        parts.append(f"oppsigelsen er lest {day(read)}")
    if to is not None:
        parts.append(f"oppsigelsen gjelder {day(to)}")
    if known is not None:
        parts.append(f"kjent fra {day(known)}")
    return "; ".join(parts)


def instruction(when: date, who: str = MEMBER) -> str:
    """A council tells its director to delegate."""
    return f"den {day(when)}: kommunestyret i {who} instruerer rådmannen"


def delegation(when: date, who: str = MEMBER) -> str:
    """A director delegates to the host's."""
    return f"den {day(when)}: rådmannen i {who} delegerer til verten"


def breach(when: date, who: str, name: str = "bruddet") -> str:
    """Somebody breaks the agreement."""
    return f"den {day(when)} {name}: {who} misligholder avtalen"


def judged(when: date, sentence: str, holds: bool = True) -> str:
    """Somebody judges; the sentence has «er» where «ikke» goes in."""
    told = sentence if holds else sentence.replace(" er ", " er ikke ", 1).replace("finnes ", "finnes ikke ", 1)
    return f"skjønn den {day(when)}: {told}; truffet av «prøve»; fordi «prøve»"


def claim(received: date, who: str, against: str, form: str = "skriftlig") -> str:
    """Somebody claims that the cooperation end for breach."""
    return (
        f"den {day(received)}: {who} krever opphør; opphørskravet er {form}; "
        f"opphørskravet er mottatt {day(received)}; opphørskravet er rettet mot {against}"
    )


def dissolution(when: date, who: str, told: date | None = None) -> str:
    """A council votes to dissolve."""
    reported = f"; oppløsningsvedtaket er meldt {day(told)}" if told is not None else ""
    return f"den {day(when)}: kommunestyret i {who} vedtar oppløsning{reported}"


def budget(when: date, who: str, kroner: int, year: int, of: str = MEMBER) -> str:
    """A council votes a member's share for a year."""
    return f"den {day(when)}: kommunestyret i {who} vedtar {money(kroner)} som andel for {of} i {year}"


def cost(year: int, kroner: int) -> str:
    """What the cooperation cost in a year."""
    return f"faktum: kostnadene i {year} = {money(kroner)}"


def growth(year: int, percent: str, vintage: str = "anslag") -> str:
    """The deflator of a year."""
    return f"faktum: prisveksten i {year} etter {vintage} = {percent} %"


def chosen(point: str, reading: str) -> str:
    """The case settles how a point is read."""
    return f"valgt: lesning {reading} av {point}; valgt av «partene»"


def money(kroner: int) -> str:
    """An amount as a case writes it."""
    return "kr " + f"{kroner:,}".replace(",", " ")


# ── answers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen
class Found:
    """What a question comes to: the tree, its value at the preferred readings (None if it turns on something),
    statuses.
    """

    tree: Tree
    value: Any
    statuses: tuple[Status, ...]

    @property
    def settled(self) -> bool:
        """Whether nothing at all is open."""
        return self.statuses == (Status.SETTLED,)


def found(
    about: Case, question: str, *args: Any, on: date = FAR, known: date | None = None, made: Contract | None = None,
    as_fact: bool = False,
) -> Found:  # fmt: skip
    """What a declared question comes to for arguments; ``as_fact`` asks whether a goal has come about, not whether it
    can.
    """
    model = model_of(contract() if made is None else made)
    asked = next(q for q in model.contract.questions if q.name == question)
    if as_fact:
        asked = changed(asked, kind="om")
    tree = evaluate(model, facts_of(model, about, on if known is None else known), asked, args, on).tree
    best = at_best(tree)
    value = None if isinstance(best, (Node, Missing, Silent, Someday)) else best
    return Found(tree, value, statuses(tree))


def answered(about: Case, question: str, on: date, known: date | None = None, made: Contract | None = None) -> Answer:
    """The whole answer to a question in words, which must be understood."""
    answer = ask(contract() if made is None else made, about, question, on=on, known=known)
    assert isinstance(answer, Answer), answer
    return answer


def plain(text: str) -> str:
    """Text with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")

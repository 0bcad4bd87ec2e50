"""The two evaluators agree, and the laws of what is told, on random agreements and random cases about them."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from dsl.case import Case
from dsl.contract import Contract, Question
from dsl.core import Call, EventSource, Oracle, Term, children
from dsl.record import changed
from engine.ask import facts_of, model_of
from engine.dates import DateRangeError
from engine.evaluate import evaluate
from engine.leaves import Missing
from engine.trees import TooManyOpen, Tree, opens
from engine.verdict import statuses
from tests.law import random_agreements as r
from tests.law.completions import agrees, both_ways

few = settings(max_examples=8, derandomize=True, database=None, phases=(Phase.generate,))
seeds = st.integers(0, 999)


def asked(contract: Contract, party: str, day: date) -> list[tuple[Question, tuple[Any, ...]]]:
    """Every question of an agreement with its arguments."""
    return [(q, r.arguments(q, contract, party, day, 2021)) for q in contract.questions]


def tree(contract: Contract, case: Case, question: Question, args: tuple[Any, ...], known: date = r.ASKED) -> Tree:
    """The real evaluator's tree, asked on one day."""
    model = model_of(contract)
    try:
        return evaluate(model, facts_of(model, case, known), question, args, r.ASKED, known).tree
    except (TooManyOpen, DateRangeError):  # said as such to who asks
        return Missing((("for mye",),))


def check_agreement(source: str, told: r.RandomCase, seed: int, day: date, party: str, unrecorded: int) -> int:
    """Hold the two against each other on every question; how many there were."""
    loaded = r.read(source)
    if loaded is None or loaded.contract is None:
        return 0
    case = r.case_of(told, loaded)
    for question, args in asked(loaded.contract, party, day):
        try:
            found, leaves, value, decided = both_ways(loaded.contract, case, question, args, r.ASKED, seed, unrecorded)
        except (TooManyOpen, DateRangeError):  # said as such to who asks
            continue
        assert any(agrees(leaf, value) for leaf in leaves), (question.name, args, found, value, decided.events)
    return len(loaded.contract.questions)


@given(r.sources(), r.cases(r.ASKED), seeds, r.days, r.parties)
@few
def test_the_evaluators_agree(source: str, told: r.RandomCase, seed: int, day: date, party: str) -> None:
    """In every completion of a case in which all that happened is told, the tree's leaf is the naive value."""
    assume(check_agreement(source, told, seed, day, party, 0))


@given(r.sources(), r.cases(), seeds, r.days, r.parties)
@few
def test_the_evaluators_agree_on_what_is_not_told(
    source: str, told: r.RandomCase, seed: int, day: date, party: str
) -> None:
    """With events nobody has told of, the naive value is among those the tree leaves open; so settled is settled."""
    assume(check_agreement(source, told, seed, day, party, 2))


@given(r.sources(), r.cases(), st.randoms(use_true_random=False), r.days, r.parties)
@few
def test_the_order_of_facts_never_matters(
    source: str, told: r.RandomCase, dice: random.Random, day: date, party: str
) -> None:
    """A case is a set of statements: in whichever order they stand, the answer to every question is the same."""
    loaded = r.read(source)
    assume(loaded is not None)
    assert loaded is not None
    assert loaded.contract is not None
    shuffled = list(told.statements)
    dice.shuffle(shuffled)
    one = r.case_of(told, loaded)
    two = r.case_of(r.RandomCase(tuple(shuffled), told.complete, told.joined), loaded)
    for question, args in asked(loaded.contract, party, day):
        first, second = tree(loaded.contract, one, question, args), tree(loaded.contract, two, question, args)
        assert statuses(first) == statuses(second)
        assert first == second or opens(first)  # an untold field is named by its record, and that by its place


def reached(contract: Contract, term: Term | None) -> set[str]:
    """The facts, judgements and kinds of event a term reaches, through every definition it calls."""
    found: set[str] = set()
    bodies = {d.name: d.body for d in contract.definitions}
    stack, seen = [term], set()
    while stack:
        each = stack.pop()
        if each is None:
            continue
        source = getattr(each, "source", None)
        if isinstance(each, Oracle):
            found.add(each.name)
        if isinstance(source, EventSource):
            found.add(source.kind)
        if isinstance(each, Call) and each.name not in seen:
            seen.add(each.name)
            stack.append(bodies[each.name])
        stack.extend(children(each))
    return found


TELLS = {
    "signering": "den 1.2.2020: Aas signerer avtalen", "stans": "den 1.2.2020: Bø stanser arbeidet",
    "varsel": "den 1.2.2020: Aas varsler; varselet er skriftlig; varselet er mottatt 1.2.2020",
    "brudd": "den 1.2.2020: Bø bryter avtalen", "tilskudd": "den 1.2.2020: Bø bevilger kr 1 i 2021",
    "brukt": "faktum: bil2 er brukt av Bø", "fint": "faktum: været er ikke fint",
    "vekst": "faktum: veksten i 2020 = 1 %", "rimelig": "skjønn den 1.1.2020: arbeidet er ikke rimelig",
}  # fmt: skip
"""A statement of each kind of fact."""


@given(r.sources(), r.cases(), st.sampled_from(sorted(TELLS)), r.days, r.parties)
@few
def test_what_is_beside_the_point_changes_nothing(
    source: str, told: r.RandomCase, about: str, day: date, party: str
) -> None:
    """A fact, a judgement or an event of a declaration the question's term does not reach changes nothing.

    Reach is through every definition the term calls. On days something is told a first day is tried, so to tell of
    anything may find one earlier where the search is not complete; the law holds it does not.
    """
    loaded = r.read(source)
    assume(loaded is not None and not any(r.told_of(s) == r.told_of(TELLS[about]) for s in told.statements))
    assert loaded is not None
    assert loaded.contract is not None
    one = r.case_of(told, loaded)
    two = r.case_of(r.RandomCase((*told.statements, TELLS[about]), told.complete, told.joined), loaded)
    for question, args in asked(loaded.contract, party, day):
        if about not in reached(loaded.contract, question.term):
            assert tree(loaded.contract, one, question, args) == tree(loaded.contract, two, question, args)


@given(r.sources(), r.cases(), st.lists(r.statements(), min_size=1, max_size=3), r.days, r.parties)
@few
def test_learning_more_never_overturns_what_is_settled(
    source: str, told: r.RandomCase, news: list[str], day: date, party: str
) -> None:
    """An answer that is settled stays settled, with the same value, when the case learns something that was open.

    Open are facts and judgements the case does not give, and events of no kind that is a breach, after the day the
    case is complete to. What is told later of a day the case was declared complete for is no learning but a
    correction, and may overturn anything; so may a breach, which is presumed not to be; and so may a second fact
    or judgement of what the case gives already. A judgement nobody has told of is open whatever its day.
    """
    loaded = r.read(source)
    given_already = {_matter(s) for s in told.statements}
    learnt = [s for s in news if _matter(s) not in given_already and _after(s, told.complete) and "bryter" not in s]
    learnt = list({_matter(s): s for s in learnt}.values())
    assume(loaded is not None and learnt)
    assert loaded is not None
    assert loaded.contract is not None
    one = r.case_of(told, loaded)
    two = r.case_of(r.RandomCase((*told.statements, *learnt), told.complete, told.joined), loaded)
    later = r.case_of(r.RandomCase((*told.statements, *learnt), r.ASKED, told.joined), loaded)
    for question, args in asked(loaded.contract, party, day):
        before = tree(loaded.contract, one, question, args)
        if not opens(before) and len(statuses(before)) == 1 and statuses(before)[0].value == "klart":
            assert tree(loaded.contract, two, question, args) == before
            assert tree(loaded.contract, later, question, args) == before


def _matter(statement: str) -> str:
    """What a statement tells of; a judgement is of the same matter on whichever day it is made."""
    told = r.told_of(statement)
    return " ".join(w for w in told.split() if not w[0].isdigit()) if statement.startswith("skjønn") else told


def _after(statement: str, complete: date) -> bool:
    if statement.startswith(("faktum", "skjønn")):
        return True
    day, month, year = statement.removeprefix("den ").split(":")[0].split(".")
    return date(int(year), int(month), int(day)) > complete


@given(r.sources(), r.cases(), r.days, r.days, r.parties)
@few
def test_as_known_on_a_day_is_the_case_as_far_as_it_was_known(
    source: str, told: r.RandomCase, known: date, day: date, party: str
) -> None:
    """Asked with ``known``, the answer is that of the case without what was known or happened later, complete no
    further.
    """
    loaded = r.read(source)
    assume(loaded is not None)
    assert loaded is not None
    assert loaded.contract is not None
    whole = r.case_of(told, loaded)
    cut = changed(
        whole,
        events=tuple(e for e in whole.events if e.known <= known and e.day <= known),
        facts=tuple(f for f in whole.facts if f.known is None or f.known <= known),
        judgements=tuple(j for j in whole.judgements if j.known <= known),
        complete=min(told.complete, known),
    )
    for question, args in asked(loaded.contract, party, day):
        assert tree(loaded.contract, whole, question, args, known) == tree(loaded.contract, cut, question, args)


FORMS = frozenset(
    [
        "tolkning", "svak", "taushet", "utfylt", "fram", "enhver", "antall", "summen", "produktet", "unntak", "forrang",
        "senest", "før", "på", "tidligst", "etter", "ikke", "eller", "og", "mindre", "den", "første", "tidligste",
        "seneste", "virkedag", "jubileum", "rimelig", "grov", "fint", "åpningen", "brukt", "bil", "stans", "ellers",
        "avrundet", "gjelder", "mottatt", "skriftlig", "muntlig", "forbruket", "prisen", "veksten", "vert",
    ]
)  # fmt: skip
"""Words that show the forms of the language the agreements are to be drawn from."""


def test_every_form_is_drawn() -> None:
    """A fixed sample has each form of rule, sentence, day and amount."""
    seen: set[str] = set()

    @given(r.sources())
    @settings(max_examples=60, derandomize=True, database=None)
    def draw(source: str) -> None:
        seen.update(r.words_of(source))

    draw()
    assert seen >= FORMS

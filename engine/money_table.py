"""Fill a declared table: each cell a value tree, read as an answer is, with its rivals and its derivation.

A year is read on its last day, by what the case tells: nobody is supposed to have acted since the case was complete,
and the table says so. A sum is held against the rows above it in every branch of its tree.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dsl.case import ASSUMED
from dsl.contract import Question
from dsl.core import Choose, Type
from dsl.values import Amount
from engine.answer import AnswerValue, Dates, FactUsed, NoAnswer, Status
from engine.answer_values import answer_value
from engine.ask import facts_of, model_of
from engine.calculate import FUNCTIONS, NumberRangeError
from engine.dates import DateRangeError
from engine.evaluate import Evaluation, run_of
from engine.explain import Explainer
from engine.grounds import quotes
from engine.money import Cell, MoneyRow, MoneyTable
from engine.money_rivals import rival_facts, rival_silences
from engine.open_text import divided_by_zero
from engine.question_setup import too_far
from engine.report import facts_used, judgements_of, missing_facts, reading_uses, silence_of
from engine.standing import at_best_reading
from engine.trees import JUDGEMENT, TooManyOpen, Tree, bind_two, bounded, leaves, opens
from engine.verdict import missing, silences, statuses
from engine.words import fact_text
from engine.world import BEGINNING, World

if TYPE_CHECKING:
    from dsl.case import Case
    from dsl.contract import Contract, Row, Table
    from engine.answer import Step
    from engine.world import Facts, Model

_AMOUNT = Type("beløp")
_NOTHING = Amount(Fraction(0))


def fill_table(
    contract: Contract, case: Case | None, table: Table, party: str, years: tuple[int, ...], *, on: date,
    known: date | None = None, lang: str = "nb",
) -> MoneyTable | NoAnswer:  # fmt: skip
    """The table for a party ("" where it is about none) and years, as asked on a day and as known on another.

    ``NoAnswer`` where a number or a day goes beyond what can be told, or too much is open at once.
    """
    far = too_far(years, on, lang)
    if far:
        return NoAnswer(asked=table.title, language=lang, reason=far)
    model = model_of(contract)
    filler = _Filler(model, facts_of(model, case, known or on), table, party, on, known or on, lang)
    try:
        return filler.fill(years)
    except (DateRangeError, NumberRangeError) as beyond:
        reason = beyond.message_en if lang == "en" else beyond.message_nb
    except TooManyOpen:
        reason = (
            "The table turns on too many open questions at once. Tell more, or choose readings, in the case."
            if lang == "en"
            else "Tabellen kommer an på for mange åpne spørsmål på én gang. Opplys mer, eller velg lesninger, i saken."
        )
    return NoAnswer(asked=table.title, language=lang, reason=reason)


def holders(contract: Contract, case: Case | None, table: Table, years: tuple[int, ...], on: date) -> tuple[str, ...]:
    """The parties the table can be about in any of the years; ("",) where it is about none."""
    role = next((p.type.name for p in table.params if p.type.kind == "part"), None)
    if role is None:
        return ("",)
    facts = facts_of(model_of(contract), case, on)
    return tuple(dict.fromkeys(m for year in years for m in facts.members(role, date(year, 12, 31))))


def chosen_readings(model: Model, facts: Facts, table: Table, lang: str) -> tuple[FactUsed, ...]:
    """The readings the case has settled on, of the points the table rests on: they are what makes a figure clear."""
    terms = [row.term for row in table.rows if row.term is not None]
    points = {term.point for term in model.rests_on(*terms) if isinstance(term, Choose)}
    out = []
    for chosen in facts.case.chosen if facts.case is not None else ():
        if chosen.point not in points or facts.chosen.get(chosen.point) != chosen.reading:
            continue
        point = model.points[chosen.point]
        lead, clause, of = ("reading settled on", "clause", "by") if lang == "en" else ("valgt lesning", "punkt", "av")
        words = f"«{point.words}» ({clause} {point.place.clause})"
        by = f", {of} {chosen.by}" if chosen.by else ""
        out.append(
            FactUsed(text=f"{lead}: {chosen.reading} – {words}{by}", day=chosen.day, source="", line=chosen.line)
        )
    return tuple(out)


class _Filler:
    """Fills one table. Steps of all its cells are found by one explainer, so that they are told in the same words."""

    def __init__(self, model: Model, facts: Facts, table: Table, party: str, on: date, known: date, lang: str) -> None:
        self._model, self._facts, self._table, self._party = model, facts, table, party
        self._on, self._known, self._lang = on, known, lang
        self._world = World(model, facts, on, unrecorded=BEGINNING)
        told = World(model, facts.at_preferred(model), on, unrecorded=BEGINNING)
        self._explainer = Explainer(told, quotes(model), lang)
        self._evaluations: list[Evaluation] = []
        self._by_zero: dict[str, None] = {}

    def fill(self, years: tuple[int, ...]) -> MoneyTable:
        """The whole table."""
        cells: list[list[Cell]] = [[] for _ in self._table.rows]
        for year in years:
            for at, cell in enumerate(self._year(year)):
                cells[at].append(cell)
        rows = tuple(
            MoneyRow(
                kind=row.kind, label=row.label, type=row.result.kind, clauses=_clauses(row, found),
                remarks=row.remarks, cells=tuple(found),
            )
            for row, found in zip(self._table.rows, cells, strict=True)
        )  # fmt: skip
        case = self._facts.case
        complete = self._facts._complete if case is not None else None  # the world's own bookkeeping
        used = self._used()
        return MoneyTable(
            name=self._table.name, title=self._title(years), language=self._lang, contract=self._model.contract.name,
            case=case.name if case is not None else "", party=self._party,
            dates=Dates(about=None, asked=self._on, known=self._known, complete=complete), years=years, rows=rows,
            facts=(*chosen_readings(self._model, self._facts, self._table, self._lang), *used),
            rival_facts=rival_facts(self._model, self._facts, self._evaluations, used, self._lang),
            assumed=tuple(fact_text(f) for f in case.facts if f.source == ASSUMED) if case else (),
            remarks=self._remarks(complete, years),
        )  # fmt: skip

    # ── one year ──
    def _year(self, year: int) -> list[Cell]:
        moment = date(year, 12, 31)
        args = tuple(year if p.type.kind == "år" else self._party for p in self._table.params)
        role = next((p.type.name for p in self._table.params if p.type.kind == "part"), None)
        if role is not None and self._party not in self._facts.members(role, moment):
            nothing = AnswerValue(type="beløp", plain=None, shown="–")
            return [Cell(year=year, applies=False, value=nothing, status=Status.SETTLED) for _ in self._table.rows]
        total: Tree = _NOTHING
        out = []
        for row in self._table.rows:
            evaluation = self._evaluate(row, moment, args, total)
            total = _counted(row.kind, total, evaluation.tree)
            out.append(self._cell(row, year, evaluation, total))
            total = evaluation.tree if row.kind == "sum" else total
        return out

    def _evaluate(self, row: Row, moment: date, args: tuple[Any, ...], total: Tree) -> Evaluation:
        params = self._table.params
        question = Question(
            name="", wordings=(), params=params, kind="verdi", term=row.term, result=row.result, place=row.place
        )
        names = ("", *(p.name for p in params))
        tree = total if row.term is None else run_of(self._model, row.term, names)(self._world, (moment, *args))
        return Evaluation(
            model=self._model, facts=self._facts, question=question, args=args, asked=self._on, known=self._known,
            moment=moment, world=self._world, tree=bounded(tree), names=names,
        )  # fmt: skip

    def _cell(self, row: Row, year: int, e: Evaluation, total: Tree) -> Cell:
        steps: tuple[Step, ...] = ()
        if row.term is not None:
            steps = self._explainer.explain(row.term, e.names, e.env)
        self._evaluations.append(e)
        for text in divided_by_zero(missing(e.tree), self._lang):
            self._by_zero[f"{year}: {text}."] = None
        found = statuses(e.tree)
        gaps = tuple(g for g in silences(at_best_reading(e.tree)) if g in self._model.gaps)
        return Cell(
            year=year, applies=True, value=answer_value(self._model, e.tree, row.result, "verdi", self._lang),
            status=found[0], statuses=found, readings=reading_uses(e, self._lang), missing=missing_facts(e, self._lang),
            judgements=tuple(j for j in judgements_of(e, self._explainer) if j.made is None and _open(e.tree)),
            silences=tuple(silence_of(self._model, g) for g in gaps),
            rival_silences=rival_silences(self._model, e.tree), parts=self._parts(row, e.tree, total), steps=steps,
        )  # fmt: skip

    def _parts(self, row: Row, tree: Tree, total: Tree) -> AnswerValue | None:
        """What the rows above come to, where under some reading that is not the sum declared."""
        if row.kind != "sum" or row.term is None:
            return None
        if not any(leaf is True for leaf in leaves(bind_two(_differ, tree, total))):
            return None
        return answer_value(self._model, total, _AMOUNT, "verdi", self._lang)

    # ── the whole ──
    def _used(self) -> tuple[FactUsed, ...]:
        return facts_used(self._evaluations[-1], self._explainer, self._lang) if self._evaluations else ()

    def _title(self, years: tuple[int, ...]) -> str:
        title = self._table.title
        stretch = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        for param in self._table.params:
            title = title.replace(f"{{{param.name}}}", stretch if param.type.kind == "år" else self._party)
        return title

    def _remarks(self, complete: date | None, years: tuple[int, ...]) -> tuple[str, ...]:
        told = tuple(self._by_zero)
        if complete is None or date(years[-1], 12, 31) <= complete:
            return told
        from engine.norwegian import show_day

        if self._lang == "en":
            said = f"Assumes that nobody has acted after {show_day(complete, 'en')}, when the case was complete."
        else:
            said = f"Forutsetter at ingen har handlet etter {show_day(complete)}, da saken var komplett."
        return (*told, said)


def _counted(kind: str, total: Tree, tree: Tree) -> Tree:
    """The running total after a row."""
    if kind == "pluss":
        return bounded(bind_two(FUNCTIONS["+"], total, tree))
    return bounded(bind_two(FUNCTIONS["−"], total, tree)) if kind == "minus" else total


def _differ(declared: object, counted: object) -> bool:
    return isinstance(declared, Amount) and isinstance(counted, Amount) and declared != counted


def _open(tree: Tree) -> bool:
    return any(o.kind == JUDGEMENT for o in opens(tree))


def _clauses(row: Row, cells: list[Cell]) -> tuple[str, ...]:
    """The clauses a row rests on: where it is declared, if its steps have none of their own."""
    found: dict[str, None] = {}
    waiting = [step for cell in cells for step in cell.steps]
    while waiting and len(found) < 3:
        step = waiting.pop(0)
        if step.clause:
            found.setdefault(step.clause)
            continue
        waiting = [*step.premises, *waiting]
    return tuple(found) or ((row.place.clause,) if row.place.clause else ())


__all__ = ["MoneyTable", "fill_table", "holders"]

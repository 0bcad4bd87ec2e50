"""From a question to a proof of its answer: the claims, each derived in a world where what is open is settled."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.case import EventRecord
from dsl.values import Never
from engine.answer import NoAnswer
from engine.ask import facts_of, model_of
from engine.calculate import ONE_DAY
from engine.claim_parts import days_before, imagined, is_barred, last_day, meets, pruned, simplest
from engine.dates import DateRangeError
from engine.derive import Split, Underivable, Writer, outward, resolved, settled_facts
from engine.evaluate import Evaluation, evaluate, run_of
from engine.leaves import Demand, Missing, Silent, Someday, Ways
from engine.moments import on_day
from engine.no_case import without_case
from engine.open_text import NO_CASE
from engine.proof import Claim, Proof, Ref, RivalValue, Settled
from engine.question_setup import arguments, shelf_for, too_far, too_many_parties, wrong_roles, years_in
from engine.questions import NotUnderstood, read_from
from engine.routes import Limit, ghosts, open_from
from engine.trees import FACT, Node, Open, TooManyOpen, Tree, at_best, paths
from engine.verdict import rivals, statuses
from engine.world import BEGINNING, END, Facts, World, window

if TYPE_CHECKING:
    from collections.abc import Callable

    from dsl.case import Case
    from dsl.contract import Contract

MOST_CLAIMS = 160
_MOST_STEPS = 150_000
_TOO_LONG = f"mer enn det er rimelig å føre bevis for ({_MOST_STEPS} steg)"
_POWER = ("kan", "tidligst", "senest")
Given = dict[Open, Any]


def prove(
    contract: Contract, case: Case | None, text: str, *, on: date, known: date | None = None, lang: str = "nb"
) -> Proof | NoAnswer:
    """A proof of the answer to a question put in words; what ``engine.ask.ask`` takes.

    What cannot be derived is named in ``unproved``. Gives a ``NoAnswer`` where asking would.
    """
    model = model_of(contract)
    shelf = shelf_for(model, case)
    found = read_from(shelf, text, lang)
    if isinstance(found, NotUnderstood):
        return NoAnswer(asked=text, language=lang, reason=found.reason, nearest=tuple(s.text for s in found.nearest))
    question = model.cache["questions"][found.question]
    args = arguments(question, dict(found.values))
    facts = facts_of(model, case, known or on)
    misplaced = too_many_parties(facts, lang) or too_far(years_in(question, args), on, lang)
    misplaced = misplaced or wrong_roles(facts, question, args, on, lang)
    if misplaced:
        return NoAnswer(asked=text, language=lang, reason=misplaced)
    try:
        return prove_evaluated(without_case(evaluate(model, facts, question, args, on, known or on)), text)
    except (DateRangeError, TooManyOpen) as beyond:
        return NoAnswer(asked=text, language=lang, reason=str(beyond))


def prove_evaluated(e: Evaluation, text: str) -> Proof:
    """A proof of what a question has been evaluated to."""
    prover = _Prover(e)
    prover.answers()
    best = at_best(e.tree)
    return Proof(
        text=text, question=e.question.name, args=e.args, asked=e.asked, known=e.known,
        agreement=e.model.contract.digest, case=e.facts.case.digest if e.facts.case is not None else "",
        status=statuses(e.tree)[0].value, value=_shown(best),
        rivals=tuple(
            RivalValue(ask.key[0], option, _shown(value)) for ask, values in rivals(e.tree) for option, value in values
        ),
        claims=tuple(prover.claims), unproved=tuple(dict.fromkeys(prover.unproved)),
    )  # fmt: skip


def _shown(tree: Tree) -> Any:
    """The value an answer shows, None where there is none."""
    if isinstance(tree, (Node, Silent, Missing, Someday)):
        return None
    return True if isinstance(tree, Ways) else outward(tree)


class _Prover:
    """The claims about one evaluated question."""

    def __init__(self, e: Evaluation) -> None:
        self.e = e
        self.claims: list[Claim] = []
        self.unproved: list[str] = []
        self.power = e.question.kind in _POWER
        self.told = e.facts.without(e.model, e.question.names[0], e.asker) if e.question.kind == "senest" else e.facts
        self.numbered = 0
        self.written = 0

    def answers(self) -> None:
        """A claim for each way down the answer's tree, and those about last days."""
        for number, (path, leaf) in enumerate(paths(self.e.tree)):
            if self.written > _MOST_STEPS:
                self.unproved.append(_TOO_LONG)
                break
            if number >= MOST_CLAIMS:
                self.unproved.append(f"flere enn {MOST_CLAIMS} måter å avgjøre det som er åpent på")
                break
            self._answer(dict(path), leaf)
        if self.e.question.kind == "kan" and self.e.limits is not None:
            self._deadlines()

    def _answer(self, given: Given, leaf: Any) -> None:
        if isinstance(leaf, Someday):
            self.unproved.append("en dag ingen har fortalt")
            return
        if isinstance(leaf, Missing) and NO_CASE in leaf.keys:
            self.unproved.append("uten sak er det ikke opplyst noe om hva som har skjedd")
            return
        try:
            supposed = self._supposed(given)
            if self.e.question.kind == "kan":
                self._kan(given, leaf, supposed)
            elif self.e.question.kind == "tidligst":
                self._tidligst(given, leaf, supposed)
            elif self.e.question.kind == "senest":
                self._senest(given, leaf, supposed)
            else:
                self._fact(given, leaf, supposed)
        except (Underivable, DateRangeError, TooManyOpen) as lacking:
            self.unproved.append(str(lacking))

    def _fact(self, given: Given, leaf: Any, supposed: tuple[EventRecord, ...]) -> None:
        """What may have gone untold is looked at as barely as it may be, or else with every day it can have."""
        made = len(self.claims)
        try:
            self.claim("svar", given, supposed, leaf)
        except Underivable:
            if not supposed:
                raise
            del self.claims[made:]
            self.claim("svar", given, self._supposed(given, every_day=True), leaf)

    # ── one claim ──

    def claim(
        self, what: str, given: Given, acts: tuple[EventRecord, ...], value: Any, *, day: date | None = None
    ) -> None:
        """Derive a claim, once for each way of settling what its derivation turns on besides."""
        waiting = [given]
        while waiting:
            each = waiting.pop()
            if self.written > _MOST_STEPS:
                raise Underivable(_TOO_LONG)
            try:
                self.claims.append(self._claim(what, each, acts, value, day))
            except Split as split:
                waiting += [{**each, split.ask: option} for option in reversed(split.ask.options)]
            if len(self.claims) + len(waiting) > 2 * MOST_CLAIMS:
                raise Underivable("flere måter å avgjøre det som er åpent på enn det føres bevis for")

    def facts(self, given: Given, acts: tuple[EventRecord, ...]) -> Facts:
        return settled_facts(self.e.model, self.told, given, acts)

    def _claim(self, what: str, given: Given, acts: tuple[EventRecord, ...], value: Any, day: date | None) -> Claim:
        e = self.e
        if any(meets(act, ask.detail) for act in acts for ask, option in given.items() if is_barred(ask, option)):
            raise Underivable("ufortalte hendelser som ikke kan ha både skjedd og ikke skjedd")
        writer = Writer(e.model, self.facts(given, acts), e.asked, given, max(e.asked, e.moment), power=self.power)
        try:
            roots, found = self._roots(writer, what, value, day)
        finally:
            self.written += 50 + len(writer.steps)  # what is tried in vain costs as much
        if outward(found) != outward(value):
            raise Underivable(f"utledningen gir {outward(found)}, svaret {outward(value)}")
        steps, needed = pruned(writer.steps, roots)
        settled = tuple(Settled(ask.kind, ask.key, option) for ask, option in given.items())
        return Claim(
            what=what, settled=settled, acts=acts, value=outward(value), day=day,
            presumed=tuple(sorted(writer.presumed)), steps=steps, roots=needed,
        )  # fmt: skip

    def _roots(self, writer: Writer, what: str, value: Any, day: date | None) -> tuple[list[int], Any]:
        e = self.e
        question, at = e.question, Ref("spørsmål", e.question.name)
        names = ("", *(p.name for p in question.params))

        def held(moment: date, *extra: Any) -> tuple[int, Any]:
            inner = (*names, question.source) if extra else names
            env = (moment, *e.args, *extra)
            assert question.term is not None
            number = writer.derive(at, question.term, inner, env)
            return number, writer.value(question.term, inner, env)

        match question.kind:
            case "taushet":
                return [], Silent(question.names[0])
            case "bærer":
                return [], writer.facts.members(e.model.norms[question.names[0]].bearer, e.moment)
            case "hvem":
                pairs = [(m, held(e.moment, m)) for m in writer.facts.members(question.source, e.moment)]
                return [n for _, (n, _) in pairs], tuple(m for m, (_, h) in pairs if h is True)
            case "hvilke":
                return self._norms(writer)
            case "når" if question.result.kind != "dag":
                assert question.term is not None
                first = writer.first_day(question.term, names, (e.moment, *e.args))
                return writer.onset(at, question.term, names, (e.moment, *e.args), first), first
            case "tidligst" if what == "svar":
                number, there = held(value if isinstance(value, date) else END)
                if not isinstance(value, date):
                    return [number], value if there is not True else None
                before, earlier = held(value - ONE_DAY)
                return [number, before], value if there is True and earlier is not True else None
            case "tidligst":
                assert day is not None
                number, there = held(day)
                return [number], there
            case "senest" if what == "svar":
                number, there = held(e.moment)
                return [number], value if (there is True) is isinstance(value, date) else None
        number, there = held(e.moment)
        return [number], there

    def _norms(self, writer: Writer) -> tuple[list[int], tuple[str, ...]]:
        roots, found = [], []
        for name in self.e.question.names:
            norm = self.e.model.norms[name]
            held = False
            for member in writer.facts.members(norm.bearer, self.e.moment):
                if not self.e.asker or member == self.e.asker:
                    names, env = ("", norm.bearer_var), (self.e.moment, member)
                    roots.append(writer.derive(Ref("norm", name), norm.condition, names, env))
                    held |= writer.value(norm.condition, names, env) is True
            found += [name] if held else []
        return roots, tuple(found)

    # ── events that may have gone untold ──

    def _supposed(self, given: Given, *, every_day: bool = False) -> tuple[EventRecord, ...]:
        """Records of the events that the open points, so settled, say have happened: each as late as may be."""
        made: list[EventRecord] = []
        barred = [a.detail for a, o in given.items() if o is False and a.kind == FACT and a.detail[0] == "event"]
        for ask, option in given.items():
            if ask.kind == FACT and ask.detail[0] == "event" and option is True:
                _, kind, mine, begin, end = ask.detail
                ends = [b[3] - ONE_DAY for b in barred if b[1] == kind and begin < b[3] <= end]
                made.append(self._record(kind, mine, min([end, *ends]), every_day=every_day))
        return tuple(made)

    def _record(self, kind: str, demands: Any, day: date, *, every_day: bool = False) -> EventRecord:
        self.numbered += 1
        name = f"tenkt {kind} {self.numbered}"
        return imagined(self.e.model.events[kind], name, demands, day, self.e.facts.known, every_day=every_day)

    # ── power ──

    def _ways(
        self, given: Given, supposed: tuple[EventRecord, ...], day: date | None = None, *, exact: bool = True
    ) -> Any:
        """What the asker's own acts could bring about at any time (from ``day``, or by it): True, False or ways."""
        e = self.e
        assert e.question.term is not None
        world = World(
            e.model, self.facts(given, supposed), e.asked, possible=BEGINNING, who=e.asker, alone=True,
            unrecorded=BEGINNING,
        )  # fmt: skip
        run = run_of(e.model, e.question.term, e.names)
        tree = run(world, e.env) if day is None else on_day(world, e.env, run, day, exact)
        return resolved(tree, given)

    def _acts(
        self, way: frozenset[Demand], *, latest: date | None = None, on: Callable[[str], date] | None = None
    ) -> Any:
        """The acts of a way: each on its last day but not after ``latest``, or all on the day ``on``."""
        made = []
        for ghost in ghosts(way):
            mine = [d for d in way if d.ghost == ghost]
            actor = self.e.model.events[ghost.kind].actor
            if ghost.by and self.e.model.events[ghost.kind].field_named(actor):
                mine.append(Demand(ghost, actor, "=", ghost.by))
            if on is not None:
                day = on(ghost.kind)
                mine = [d if not isinstance(d.value, date) else Demand(ghost, d.field, "=", day) for d in mine]
                made.append(self._record(ghost.kind, mine, day))
            else:
                _, last = window(way, ghost, BEGINNING, END)
                made.append(self._record(ghost.kind, mine, min(last, latest or END)))
        return tuple(made)

    def _splitting(self, given: Given, make: Any) -> None:
        waiting = [given]
        while waiting:
            if len(self.claims) + len(waiting) > 2 * MOST_CLAIMS:
                raise Underivable("flere måter å avgjøre det som er åpent på enn det føres bevis for")
            each = waiting.pop()
            try:
                make(each)
            except Split as split:
                waiting += [{**each, split.ask: option} for option in reversed(split.ask.options)]

    def _kan(self, given: Given, leaf: Any, supposed: tuple[EventRecord, ...]) -> None:
        def make(each: Given) -> None:
            found = self._ways(each, supposed)
            if not isinstance(found, Ways) or supposed:
                self.claim("svar", each, supposed, leaf if isinstance(leaf, Silent) else leaf is True)
            elif leaf is True:
                self.claim("svar", each, self._acts(self._open_way(found)), True)
            else:
                self.claim("svar", each, self._too_late(found, each), leaf)

        self._splitting(given, make)

    def _first(self, given: Given) -> Callable[[str], date]:
        """The first day an act of a kind can be done, or may have been done without the case telling it."""

        def first(kind: str) -> date:
            settled = any(ask.kind == FACT and ask.key[0] == kind for ask in given)
            complete = self.e.facts.complete(kind)
            return self.e.asked if settled or complete >= self.e.asked else complete + ONE_DAY

        return first

    def _open_way(self, found: Ways) -> frozenset[Demand]:
        way = next((w for w in sorted(found.ways, key=simplest) if open_from(w, self.e.asked)), None)
        if way is None:
            raise Underivable("en handling som kan være gjort uten at saken forteller det")
        return way

    def _too_late(self, found: Ways, given: Given) -> tuple[EventRecord, ...]:
        """The acts of every way, done on the first day they still can be."""
        return tuple(act for way in sorted(found.ways, key=simplest) for act in self._acts(way, on=self._first(given)))

    def _tidligst(self, given: Given, leaf: Any, supposed: tuple[EventRecord, ...]) -> None:
        if not isinstance(leaf, (date, Never)):
            raise Underivable("en dag som ikke er fastsatt")
        e = self.e

        def make(each: Given) -> None:
            if isinstance(leaf, Never):
                self.claim("svar", each, supposed, leaf)
                return
            found = self._ways(each, supposed, leaf)
            acts = supposed + (self._acts(self._open_way(found)) if isinstance(found, Ways) else ())
            assert e.question.term is not None
            days = days_before(e.model, e.question.term, e.asked, leaf)
            earlier = [(day, self._earlier(each, supposed, day)) for day in days]
            self.claim("svar", each, acts, leaf, day=leaf)
            for day, late in earlier:
                self.claim("ikke før", each, supposed + late, False, day=day)

        self._splitting(given, make)

    def _earlier(self, given: Given, supposed: tuple[EventRecord, ...], day: date) -> tuple[EventRecord, ...]:
        ways = self._ways(given, supposed, day, exact=False)
        return self._too_late(ways, given) if isinstance(ways, Ways) else ()

    def _senest(self, given: Given, leaf: Any, supposed: tuple[EventRecord, ...]) -> None:
        def make(each: Given) -> None:
            found = self._ways(each, supposed)
            if isinstance(found, Ways) and isinstance(leaf, date):
                way = max(
                    found.ways, key=lambda w: min((window(w, g, BEGINNING, END)[1] for g in ghosts(w)), default=END)
                )
                self.claim("svar", each, self._acts(way), leaf, day=leaf)
                self.claim("for sent", each, self._acts(way, on=lambda kind: leaf + ONE_DAY), False, day=leaf)
            elif found is False and isinstance(leaf, Never):
                self.claim("svar", each, supposed, leaf)
            else:
                raise Underivable("ingen siste dag")

        self._splitting(given, make)

    def _deadlines(self) -> None:
        """Each last day shown: done on it, the act is enough; a day later it is not."""
        for path, limit in list(paths(self.e.limits))[:MOST_CLAIMS]:
            if not isinstance(limit, Limit):
                continue

            def make(each: Given, last: date = limit.day) -> None:
                found = self._ways(each, ())
                ways = found.ways if isinstance(found, Ways) else ()
                way = next((w for w in sorted(ways, key=simplest) if last_day(w) == last), None)
                if way is None:
                    raise Underivable(f"fristen {last}")
                self.claim("frist", each, self._acts(way), True, day=last)
                self.claim("for sent", each, self._acts(way, on=lambda kind: last + ONE_DAY), False, day=last)

            try:
                self._splitting(dict(path), make)
            except (Underivable, DateRangeError, TooManyOpen) as lacking:
                self.unproved.append(str(lacking))

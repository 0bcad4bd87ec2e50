"""Settlement in, answer out: each thing's fate with its grounds, and the proposal under each reading."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from dsl.core import Oracle
from dsl.record import changed
from engine.answer import Dates, FactUsed, Judgement, Silence, Status, Step
from engine.ask import facts_of, model_of
from engine.calculate import BY_ZERO
from engine.explain import Explainer
from engine.grounds import grounds, laws, quotes
from engine.leaves import Missing, Silent, Someday
from engine.norwegian import show_list
from engine.onset import compile_onset
from engine.open_text import divided_by_zero, key_text, open_text
from engine.other_readings import other_readings
from engine.settlement_answer import (
    AssetRival,
    AssetSettled,
    Branch,
    OwnedShare,
    Proposal,
    ReadProposal,
    SettlementAnswer,
    SettlementPoint,
)  # fmt: skip
from engine.settlement_assets import (
    ALONE,
    BY_LAW,
    KEPT,
    NOBODY,
    OWNERLESS,
    OWNERS,
    SEVERAL,
    SHARED,
    Assets,
    Fate,
    Vague,
    keys_of,
)
from engine.settlement_money import kroner, propose
from engine.settlement_words import outcome_text, said
from engine.timeline_days import other_days
from engine.trees import FACT, JUDGEMENT, READING, Node, Open, Tree, at_best, leaves, opens, paths, restrict
from engine.verdict import statuses
from engine.words import sentence_of
from engine.world import BEGINNING, World

if TYPE_CHECKING:
    from dsl.case import Case
    from dsl.contract import Contract, Settlement

_MOST_BRANCHES = 4
_STOPPED = (SEVERAL, NOBODY, OWNERS, OWNERLESS)
_ORDER = (Status.UNKNOWN, Status.JUDGEMENT, Status.SILENT, Status.CONTESTED)


def settle(
    contract: Contract, case: Case | None, *, on: date, asked: date, name: str = "", lang: str = "nb"
) -> SettlementAnswer:
    """The settlement of that name (the first declared if "") as of a day, by what was known on the day it is asked.

    Raises ``LookupError`` if the agreement declares none of that name, ``TooManyOpen`` if the fate of a thing turns on
    more than can be laid out.
    """
    declared = next((s for s in contract.settlements if not name or s.name == name), None)
    if declared is None:
        raise LookupError(name)
    return _Settling(contract, case, declared, on, asked, lang).answer()


class _Settling:
    """One settlement on its way to an answer."""

    def __init__(
        self, contract: Contract, case: Case | None, declared: Settlement, on: date, asked: date, lang: str
    ) -> None:
        self.model = model_of(contract)
        self.facts = facts_of(self.model, case, asked)
        self.declared, self.on, self.asked, self.lang = declared, on, asked, lang
        self.world = World(self.model, self.facts, asked, unrecorded=max(asked, on))
        self.assets = Assets(declared, self.world, on)
        self.fates: dict[str, Tree] = {thing: self.assets.fate(thing) for thing in self.assets.things}
        told = World(self.model, self.facts.at_preferred(self.model), asked, unrecorded=BEGINNING)
        self.told = Assets(declared, told, on)
        self.steps: tuple[Step, ...] = ()

    def answer(self) -> SettlementAnswer:
        """Everything, read off the trees."""
        declared, model = self.declared, self.model
        rows = tuple(self._asset(thing) for thing in self.assets.things)
        points = self._points()
        held = tuple(dict.fromkeys(s for row in rows for s in row.statuses))
        found = tuple(s for s in _ORDER if s in held) or (Status.SETTLED,)
        step = Step(kind="oppgjør", name=declared.name, text=declared.name, value="", premises=self.steps)
        trigger: Tree = False
        if declared.trigger is not None:
            trigger = compile_onset(declared.trigger, ("",))(self.world, (self.on,))
        day = at_best(trigger)
        begun = Step(kind="oppgjør", name="", text=declared.name, value="", premises=self._brought_about())
        complete = self.facts._complete if self.facts.case is not None else None  # the world's own bookkeeping
        return SettlementAnswer(
            name=declared.name, language=self.lang, contract=model.contract.name,
            case=self.facts.case.name if self.facts.case is not None else "",
            dates=Dates(about=self.on, asked=self.asked, known=self.asked, complete=complete),
            parties=self.assets.parties, status=found[0], statuses=found,
            triggered=day if isinstance(day, date) and BEGINNING < day <= self.on else None,
            trigger_status=statuses(trigger)[0], trigger_rivals=other_days(trigger, day),
            assets=rows, proposal=self._proposal(self.fates), points=points, notes=self._notes(rows),
            grounds=grounds(model, changed(step, premises=(begun, *step.premises)), (), (), self.on),
            silences=self._silences(),
            laws=tuple(dict.fromkeys((*declared.laws, *laws(model, step), *laws(model, begun)))),
            advice=declared.advice, remarks=declared.remarks, clause=declared.place.clause,
        )  # fmt: skip

    def _brought_about(self) -> tuple[Step, ...]:
        """Why it is brought about, or why it is not."""
        if self.declared.trigger is None:
            return ()
        explainer = Explainer(self.told.world, quotes(self.model), self.lang)
        return explainer.explain(self.declared.trigger, ("",), (self.on,))

    # ── one thing ──
    def _asset(self, thing: str) -> AssetSettled:
        tree = self.fates[thing]
        best = at_best(tree)
        fate = best if isinstance(best, Fate) else None
        valued = self._valued(thing)
        value = at_best(self.assets.value(thing))
        found = self._statuses(tree, best)
        facts, judgements = self._rests_on(thing, fate)
        shown = at_best(self.assets.shares(thing)) if fate is None else fate.shares
        shares = shown if isinstance(shown, tuple) and not isinstance(shown, _NO_SHARES) else ()
        return AssetSettled(
            thing=thing, kind=fate.kind if fate is not None else "åpent", parties=fate.who if fate is not None else (),
            outcome=outcome_text(fate, self.declared.laws, self.lang, self._signs(thing, fate)), status=found[0],
            statuses=found, value=kroner(value) if isinstance(value, int) else None, valued=valued,
            shares=self._owned(shares), in_proposal=fate is not None and fate.shared,
            open=self._open(thing, best), branches=self._branches(best), rivals=self._rivals(tree, best),
            facts=facts, judgements=judgements,
        )  # fmt: skip

    def _signs(self, thing: str, fate: Fate | None) -> tuple[str, ...]:
        """Where nobody owns a thing by the case: what is told of it that points to an owner, each fact by itself."""
        if fate is None or fate.kind != OWNERLESS or self.declared.owned is None:
            return ()
        asked = {t.name for t in self.model.rests_on(self.declared.owned) if isinstance(t, Oracle)}
        pointing = (
            fact
            for (name, args), fact in self.facts.fact_records.items()
            if name in asked and thing in args and fact.value is True and {*args} & {*self.assets.parties}
        )
        return tuple(f"«{f.text}»" if self.lang == "en" else f.text for f in pointing)

    def _owned(self, shares: tuple[Any, ...]) -> tuple[OwnedShare, ...]:
        if not shares:
            return ()
        return tuple(OwnedShare(party=p, share=s) for p, s in zip(self.assets.parties, shares, strict=True))

    def _valued(self, thing: str) -> date | None:
        if self.declared.valued is None:
            return None
        day = at_best(self.assets.run(self.declared.valued, thing))
        return day if isinstance(day, date) else None

    def _statuses(self, tree: Tree, best: Tree) -> tuple[Status, ...]:
        found = [s for s in statuses(tree) if s is not Status.SETTLED]
        if isinstance(best, Vague):
            judged = any(o.kind == JUDGEMENT for o in best.points)
            return (Status.UNKNOWN, Status.JUDGEMENT) if judged else (Status.UNKNOWN,)
        for leaf in leaves(best):
            if isinstance(leaf, Fate) and (leaf.missing or leaf.wrong or leaf.kind in _STOPPED):
                found.append(Status.UNKNOWN)
            if isinstance(leaf, Fate) and leaf.silent:
                found.append(Status.SILENT)
        if isinstance(best, Node) and best.ask.kind == JUDGEMENT and Status.JUDGEMENT in found:
            found = [Status.JUDGEMENT, *(s for s in found if s is not Status.JUDGEMENT)]
            return tuple(dict.fromkeys(found))
        return tuple(s for s in _ORDER if s in found) or (Status.SETTLED,)

    def _open(self, thing: str, best: Tree) -> tuple[str, ...]:
        """What is missing, unjudged, silent or wrong, in words."""
        out: list[str] = []
        for ask in best.points if isinstance(best, Vague) else opens(best):
            if ask.kind == JUDGEMENT:
                out.append(f"{said('judge', self.lang)}: {open_text(self.model, ask, self.lang)}")
            elif ask.kind == FACT:
                out.append(f"{said('missing', self.lang)}: {self._fact_text(ask)}")
        for leaf in leaves(best):
            keys = leaf.missing if isinstance(leaf, (Fate, Vague)) else keys_of(leaf)
            out += [f"{said('missing', self.lang)}: {self._key_text(k)}" for k in keys if k[0] != BY_ZERO]
            out += divided_by_zero(keys, self.lang)
            gaps = leaf.silent if isinstance(leaf, Fate) else (leaf.gap,) if isinstance(leaf, Silent) else ()
            out += [f"{said('silent', self.lang)}: {self.model.gaps[g].about}" for g in gaps if g in self.model.gaps]
            faults = leaf.wrong if isinstance(leaf, Fate) else ()
            out += [said(key, self.lang).format(who=show_list(who, _lang(self.lang))) for key, who in faults]
        return tuple(dict.fromkeys(out))

    def _fact_text(self, ask: Open) -> str:
        match ask.detail:
            case ("fact", name, args):
                shown = (*args[:-1], "…") if len(args) > 1 else args
                reason = self.facts.reasons.get((name, args), "")
                text = sentence_of(self.model, name, shown)
                return (f"«{text}»" if self.lang == "en" else text) + _because(reason, self.lang)
        return open_text(self.model, ask, self.lang)

    def _key_text(self, key: tuple[Any, ...]) -> str:
        reason = self.facts.reasons.get((key[0], key[1:]), "")
        return key_text(self.model, key, self.lang) + _because(reason, self.lang)

    def _branches(self, best: Tree) -> tuple[Branch, ...]:
        """What the thing's fate turns on, if it turns on few things."""
        ways = list(paths(best))
        if not 1 < len(ways) <= _MOST_BRANCHES:
            return ()
        out = []
        for way, leaf in ways:
            parts = [self._settled_text(ask, option) for ask, option in way]
            fate = leaf if isinstance(leaf, Fate) else None
            outcome = outcome_text(fate, self.declared.laws, self.lang)
            out.append(Branch(condition=show_list(parts, _lang(self.lang)), outcome=outcome))
        return tuple(out)

    def _settled_text(self, ask: Open, option: Any) -> str:
        event = ask.kind == FACT and ask.detail[0] != "fact"
        text = self._fact_text(ask) if event else open_text(self.model, ask, self.lang)
        if option is True:
            return text
        return f"{said('not', self.lang)} {text if text.startswith('«') else f'«{text}»'}"

    def _rivals(self, tree: Tree, best: Tree) -> tuple[AssetRival, ...]:
        out = []
        for other in other_readings(self.model, tree):
            found = at_best(other.trees[0])
            if found == best:
                continue
            fate = found if isinstance(found, Fate) else None
            shares = self._owned(fate.shares or ()) if fate is not None else ()
            outcome = outcome_text(fate, self.declared.laws, self.lang)
            out.append(AssetRival(point=other.point, reading=other.reading, outcome=outcome, shares=shares))
        return tuple(out)

    # ── what it rests on ──
    def _rests_on(self, thing: str, fate: Fate | None) -> tuple[tuple[FactUsed, ...], tuple[Judgement, ...]]:
        """The facts that decide, with all that is told of the thing, and the judgements that decide."""
        s, told = self.declared, self.told
        explainer = Explainer(told.world, quotes(self.model), self.lang)
        names, env = ("", s.sort), (self.on, thing)
        steps: tuple[Step, ...] = ()
        kind = fate.kind if fate is not None else ""
        if s.owned is not None and kind not in SHARED:
            who = fate.who if fate is not None and kind == ALONE else told.parties
            for party in who:
                steps += explainer.explain(s.owned, (*names, "part"), (*env, party))
        if kind != ALONE:
            steps += explainer.explain(s.common, names, env)
            unowned = kind in (OWNERS, OWNERLESS) or told.run(s.common, thing) is False
            if s.by_law is not None and not unowned:
                steps += explainer.explain(s.by_law, names, env)
            if kind != BY_LAW and s.kept is not None and not unowned:
                for party in told.parties if fate is None or kind != KEPT else fate.who:
                    steps += explainer.explain(s.kept, (*names, "part"), (*env, party))
            if kind in SHARED:
                for party in self.facts.members(s.share_of, self.on):
                    steps += explainer.explain(s.share, (*names, "part"), (*env, party))
        steps += explainer.explain(s.value, names, env)
        self.steps += steps
        found = explainer.found
        told_of_it = {key: f for key, f in self.facts.fact_records.items() if thing in key[1]}
        records = {**found.facts, **told_of_it}.values()
        used = [FactUsed(text=f.text, day=f.known, source=f.source, line=f.line) for f in records]
        return tuple(sorted(used, key=lambda f: f.line)), tuple(self._judgement(n, a) for n, a in found.judgements)

    def _judgement(self, name: str, args: tuple[Any, ...]) -> Judgement:
        info = self.model.oracles[name]
        made = self.facts.judgements.get((name, args))
        return Judgement(
            name=name, text=sentence_of(self.model, name, args), clause=info.place.clause, decided_by=info.decided_by,
            speaks_for=info.speaks_for, speaks_against=info.speaks_against, made=made.value if made else None,
            by=made.by if made else "", day=made.day if made else None, because=made.because if made else "",
        )  # fmt: skip

    # ── the whole ──
    def _proposal(self, fates: dict[str, Tree]) -> Proposal:
        best = {thing: at_best(tree) for thing, tree in fates.items()}
        return propose(self.assets.parties, {t: f if isinstance(f, Fate) else None for t, f in best.items()})

    def _points(self) -> tuple[SettlementPoint, ...]:
        """Each contested point that changes a thing's fate or shares, with the proposal under each of its readings."""
        asks = {o.key[0]: o for tree in self.fates.values() for o in opens(tree) if o.kind == READING}
        out = []
        for name in sorted(asks):
            ask = asks[name]
            point = self.model.points.get(name)
            because = {r.name: r.because for r in point.readings} if point is not None else {}
            read = tuple(
                ReadProposal(
                    reading=str(option), preferred=option == ask.best, because=because.get(str(option), ""),
                    proposal=self._proposal({t: restrict(tree, ask, i) for t, tree in self.fates.items()}),
                )
                for i, option in enumerate(ask.options)
            )  # fmt: skip
            clause, words = (point.place.clause, point.words) if point is not None else ("", name)
            out.append(SettlementPoint(point=name, clause=clause, words=words, readings=read))
        return tuple(out)

    def _notes(self, rows: tuple[AssetSettled, ...]) -> tuple[str, ...]:
        shared = [r for r in rows if r.in_proposal]
        days = {r.valued for r in shared}
        out = []
        if not rows:
            out.append(said("none", self.lang))
        undated = [r.thing for r in shared if r.valued is None]
        if undated:
            out.append(f"{said('undated', self.lang)}: {show_list(undated, _lang(self.lang))}.")
        if len(days - {None}) > 1:
            out.append(said("days", self.lang))
        if any(r.kind == BY_LAW for r in shared):
            out.append(said("estimate", self.lang))
        return tuple(out)

    def _silences(self) -> tuple[Silence, ...]:
        best = [at_best(tree) for tree in self.fates.values()]
        gaps = [g for tree in best for leaf in leaves(tree) if isinstance(leaf, Fate) for g in leaf.silent]
        found = [self.model.gaps[g] for g in dict.fromkeys(gaps) if g in self.model.gaps]
        return tuple(
            Silence(
                name=g.name, about=g.about, clause=g.place.clause, filled_by=g.filled_by, advice=g.advice + g.remarks
            )
            for g in found
        )


_NO_SHARES = (Missing, Silent, Someday)


def _lang(lang: str) -> Any:
    return lang


def _because(reason: str, lang: str) -> str:
    """The case's own word for why it does not tell."""
    if not reason:
        return ""
    return f" («{reason}»)" if lang == "en" else f" ({reason})"

"""What becomes of each thing of a settlement: a tree over all that is open, and what it comes to.

The order of the rules is fixed: who owns it alone, else whether it is owned together, else whether an Act settles it,
else who keeps it. Its value and its shares are sought only where they matter.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from dsl.core import Term
from dsl.values import Amount
from engine.evaluate import run_of
from engine.leaves import Missing, Silent, Someday
from engine.trees import FACT, JUDGEMENT, Open, Tree, apply, at_best, bind, leaves, opens

if TYPE_CHECKING:
    from dsl.contract import Settlement
    from engine.world import World

ALONE, KEPT, BY_LAW = "alene", "beholdes", "loven"
SEVERAL, NOBODY, OWNERS, OWNERLESS = "flere", "ingen", "eiere", "uten eier"
SHARED = (KEPT, BY_LAW)
"""Where the thing's value is shared out."""
MOST_OPEN = 6
"""Of more open facts and judgements than these, every combination is too much to lay out, for reader and machine."""


class Fate(NamedTuple):
    """What becomes of a thing, under one way of settling what is open.

    ``kind`` is alene, beholdes, loven, or what stops it: flere, ingen, eiere, uten eier; ``who`` are the parties meant.
    ``value`` is in øre and ``shares`` in the parties' order; None where not known. ``missing`` are keys of facts,
    ``silent`` gaps, ``wrong`` faults in what was told, each with the parties meant.
    """

    kind: str
    who: tuple[str, ...]
    value: int | None
    shares: tuple[Fraction, ...] | None
    missing: tuple[tuple[Any, ...], ...] = ()
    silent: tuple[str, ...] = ()
    wrong: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def shared(self) -> bool:
        """Whether its value can be shared out, with nothing missing."""
        return self.kind in SHARED and self.value is not None and self.shares is not None


class Vague(NamedTuple):
    """So much is open that nothing can be said but what: open points in the order of the rules, and missing facts."""

    points: tuple[Open, ...]
    missing: tuple[tuple[Any, ...], ...]


class _Fault(NamedTuple):
    """Something told that cannot be: a key of ``settlement_words``, and the parties meant."""

    key: str
    who: tuple[str, ...] = ()


class Assets:
    """The things of one settlement, evaluated in a world on a day."""

    def __init__(self, settlement: Settlement, world: World, moment: date) -> None:
        self.settlement = settlement
        self.world = world
        self.moment = moment
        self.things: tuple[str, ...] = world.facts.things.get(settlement.sort, ())
        self.parties = world.facts.members(settlement.among, moment)

    def run(self, term: Term, thing: str, party: str | None = None) -> Tree:
        """A term of the settlement about a thing, and a party where it speaks of one."""
        names = ("", self.settlement.sort) + (() if party is None else ("part",))
        env = (self.moment, thing) + (() if party is None else (party,))
        return run_of(self.world.model, term, names)(self.world, env)

    def fate(self, thing: str) -> Tree:
        """The tree of ``Fate`` of a thing; ``Vague`` where more is open than can be laid out."""
        shares, value = self.shares(thing), self.value(thing)
        points = self._open_points(thing, shares)
        if len(points) > MOST_OPEN:
            missing = [k for tree in (value, shares) for leaf in leaves(at_best(tree)) for k in keys_of(leaf)]
            return Vague(points, tuple(dict.fromkeys(missing)))
        return bind(self._joined, self.outcome(thing), value, shares)

    def _open_points(self, thing: str, shares: Tree) -> tuple[Open, ...]:
        """The facts and judgements that may decide, in the order of the rules, without those that no longer can."""
        s = self.settlement
        common = self.run(s.common, thing)
        trees = [common]
        if common is not True:
            trees += self._of_each(s.owned, thing)
        if common is not False:
            trees += [] if s.by_law is None else [self.run(s.by_law, thing)]
            trees += [*self._of_each(s.kept, thing), shares]
        found = {o.order: o for tree in trees for o in opens(tree) if o.kind in (FACT, JUDGEMENT)}
        return tuple(found.values())

    def _of_each(self, term: Term | None, thing: str) -> list[Tree]:
        return [] if term is None else [self.run(term, thing, party) for party in self.parties]

    # ── what becomes of it ──
    def outcome(self, thing: str) -> Tree:
        """The tree of (kind, parties); a leaf may be missing or silent."""
        s = self.settlement
        owners = self._holding(s.owned, thing)

        def owned(found: Any) -> Tree:
            if not isinstance(found, tuple) or isinstance(found, (Missing, Silent)):
                return found
            if len(found) == 1:
                return (ALONE, found)
            if found:
                return (OWNERS, found)
            return apply(together, self.run(s.common, thing))

        def together(held: Any) -> Tree:
            if held is not True:
                return (OWNERLESS, ()) if held is False else held
            law: Tree = False if s.by_law is None else self.run(s.by_law, thing)
            return apply(settled, law)

        def settled(by_law: Any) -> Tree:
            if by_law is not False:
                return (BY_LAW, ()) if by_law is True else by_law
            return apply(keeping, self._holding(s.kept, thing))

        def keeping(found: Any) -> Tree:
            if not isinstance(found, tuple) or isinstance(found, (Missing, Silent)):
                return found
            return (KEPT if len(found) == 1 else SEVERAL if found else NOBODY, found)

        return apply(owned, owners)

    def _holding(self, term: Term | None, thing: str) -> Tree:
        """The parties of whom a term holds, in order."""
        if term is None:
            return ()

        def chosen(*held: Any) -> Any:
            odd = next((h for h in held if h is not True and h is not False), None)
            return tuple(p for p, h in zip(self.parties, held, strict=True) if h) if odd is None else odd

        return bind(chosen, *self._of_each(term, thing))

    # ── value and shares ──
    def value(self, thing: str) -> Tree:
        """The tree of the value in øre."""

        def in_ore(found: Any) -> Any:
            if not isinstance(found, Amount):
                return found
            if found.kroner < 0:
                return _Fault("negative")
            return int(found.rounded() * 100)

        return apply(in_ore, self.run(self.settlement.value, thing))

    def shares(self, thing: str) -> Tree:
        """The tree of the shares, in the parties' order, which sum to one."""
        s, facts = self.settlement, self.world.facts
        sharing = facts.members(s.share_of, self.moment)
        rest = "" if s.rest is None else run_of(self.world.model, s.rest, ("",))(self.world, (self.moment,))
        told = {p: self.run(s.share, thing, p) for p in self.parties if p in sharing and p != rest}
        without = [p for p in self.parties if p not in told and p != rest]
        if without:
            return _Fault("without", tuple(without))

        def whole(*found: Any) -> Any:
            odd = next((f for f in found if not isinstance(f, Fraction | int)), None)
            if odd is not None:
                return odd
            given = {party: Fraction(f) for party, f in zip(told, found, strict=True)}
            left = 1 - sum(given.values(), Fraction(0))
            if any(f < 0 for f in found) or left < 0 or (left > 0 and rest not in self.parties):
                return _Fault("shares")
            return tuple(given.get(p, left) for p in self.parties)

        return bind(whole, *told.values())

    def _joined(self, outcome: Any, value: Any, shares: Any) -> Any:
        if not isinstance(outcome, tuple) or isinstance(outcome, (Missing, Silent, Someday)):
            return outcome
        kind, who = outcome
        if kind == ALONE:
            shares = tuple(Fraction(int(p in who)) for p in self.parties)
        odd = [x for x in (value, shares if kind in (*SHARED, ALONE) else ()) if isinstance(x, _ODD)]
        return Fate(
            kind, who, value if isinstance(value, int) else None,
            None if isinstance(shares, _ODD) or kind not in (*SHARED, ALONE) else shares,
            missing=tuple(k for x in odd if isinstance(x, (Missing, Someday)) for k in x.keys),
            silent=tuple(x.gap for x in odd if isinstance(x, Silent)),
            wrong=tuple((x.key, x.who) for x in odd if isinstance(x, _Fault)),
        )  # fmt: skip


def keys_of(leaf: Any) -> tuple[tuple[Any, ...], ...]:
    """The keys of what is missing in a leaf."""
    return leaf.keys if isinstance(leaf, (Missing, Someday)) else ()


_ODD = (Missing, Silent, Someday, _Fault)

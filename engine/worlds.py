"""The worlds a norm's instances are read in: how much may have happened that the case does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.world import BEGINNING, World

if TYPE_CHECKING:
    from datetime import date

    from engine.world import Facts, Model

_MOST_DAYS_KEPT = 4


class Worlds:
    """The worlds an instance is evaluated in, for facts and the last day on which anything may have happened.

    ``told``: nothing happened that the case does not tell; ``running``: nothing after the case was complete, and if it
    is complete for no day, anything may have; ``open``: anything may have since the case was complete.
    """

    def __init__(self, model: Model, facts: Facts, asked: date) -> None:
        self.model, self.facts, self.asked = model, facts, asked
        self.complete = facts.all_told()
        self.told = World(model, facts, asked, unrecorded=BEGINNING)
        self.open = World(model, facts, asked, unrecorded=asked)
        self.running = self.told if self.complete > BEGINNING else self.open
        self._open: dict[tuple[date, frozenset[str]], World] = {}
        self.kept: dict[Any, Any] = {}

    @classmethod
    def of(cls, model: Model, facts: Facts, asked: date) -> Worlds:
        """Those of the facts and the day, with what has been worked out in them; a few days' are kept."""
        kept = facts.kept.setdefault("worlds", {})
        if asked not in kept:
            if len(kept) >= _MOST_DAYS_KEPT:
                kept.clear()
            kept[asked] = cls(model, facts, asked)
        found: Worlds = kept[asked]
        return found

    def open_until(self, day: date, presumed: frozenset[str] = frozenset()) -> World:
        """A world in which anything may have happened, or may yet, up to a day, but for what is ``presumed`` told where
        the case is complete to any day, as in ``running``.
        """
        presumed = presumed if self.complete > BEGINNING else frozenset()
        key = (max(day, self.asked), presumed)
        if key == (self.asked, frozenset()):
            return self.open
        if key not in self._open:
            self._open[key] = World(self.model, self.facts, self.asked, unrecorded=key[0], presumed=presumed)
        return self._open[key]

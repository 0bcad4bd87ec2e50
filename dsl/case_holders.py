"""Who can be spoken of where a sentence has a slot for the holder of a role: a party that has it at some time.

A party in a slot for a role it never has is told of in vain: no rule looks there. So it is an error, not a fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from dsl.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dsl.contract import Contract, Party
    from dsl.core import Type
    from dsl.symbols import Symbols
    from dsl.syntax import Span


@frozen
class _Held:
    """A role a party is declared with, and where: «avtalen, linje 44»."""

    role: str
    where: str
    newcomer: bool


@define
class Holders:
    """The roles of the parties of an agreement, in all its versions, and of those a case adds."""

    contract: Contract
    symbols: Symbols | None
    _held: dict[str, list[_Held]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for parties in (self.contract.parties, *(v.parties for v in self.contract.versions)):
            self.add(parties)

    def add(self, parties: Iterable[Party], where: str = "") -> None:
        """Take these parties in as well; ``where`` they are declared, "" for the agreement."""
        for party in parties:
            place = where or self._in_agreement(party.name)
            held = _Held(party.role, place, newcomer=party.since is not None)
            self._held.setdefault(party.name, []).append(held)

    def _in_agreement(self, name: str) -> str:
        place = self.symbols.places.get(name) if self.symbols is not None else None
        return f"avtalen, linje {place.line}" if place is not None else "avtalen"

    def mistake(self, value: Any, wanted: Type, span: Span) -> Diagnostic | None:
        """The error of telling ``value`` in a slot of the type ``wanted``, None if it can stand there."""
        if wanted.kind != "part" or not wanted.name or value not in self._held:
            return None
        held = self._held[value]
        if any(self._holds(each, wanted.name) for each in held):
            return None
        roles = list(dict.fromkeys(f"{x.role} ({x.where})" for x in held))
        english = (
            " and ".join(roles)
            .replace("avtalen, linje", "the agreement, line")
            .replace("saken, linje", "the case, line")
        )
        return problem("V621", span, name=str(value), role=wanted.name, roles=" og ".join(roles), roles_en=english)

    def _holds(self, held: _Held, role: str) -> bool:
        extents = {r.name: r.extent for r in self.contract.roles}
        extent = extents.get(role)
        if held.role == role or extent is None:
            return True
        if extent == "none":  # those who became parties later had it before
            return held.newcomer
        if extents.get(held.role) == "none":  # and may become parties
            return True
        return extent == "all" or (extent == "rest" and extents.get(held.role) != "own")

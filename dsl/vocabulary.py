"""What the words of a file can mean: nouns, individuals, and the sentence patterns, in a tree for matching word by
word.

A pattern is words and typed slots. Matching is exact: a phrase fits a pattern word for word or not at all, and two
patterns that fit the same phrase with the same types are an error, never a choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import Factory, define, frozen

from dsl.core import Type
from dsl.syntax import NOWHERE, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DETERMINERS = frozenset({"en", "et", "ei", "ein", "eit"})
UNIVERSALS = frozenset({"enhver", "ethvert", "hver", "hvert", "alle", "kvar", "kvart"})


@frozen
class NounInfo:
    """A noun: what kind of thing it names, and the form that refers back to it."""

    base: str
    definite: str
    type: Type
    span: Span = NOWHERE


@frozen
class Constant:
    """A word that names one individual: a party, a thing, a member of an enumeration."""

    text: str
    type: Type
    value: str


@frozen
class SlotPart:
    """A slot of a pattern."""

    name: str
    type: Type


@frozen(kw_only=True)
class PatternInfo:
    """A declared sentence.

    ``role`` is what use means: call, oracle, event, day, given, choice, quantity, act or builtin.
    """

    role: str
    name: str
    parts: tuple[str | SlotPart, ...]
    result: Type
    form: str = ""
    detail: str = ""
    span: Span = NOWHERE

    @property
    def slots(self) -> tuple[SlotPart, ...]:
        """The slots in reading order."""
        return tuple(p for p in self.parts if isinstance(p, SlotPart))

    def words(self) -> str:
        """The pattern as a person reads it."""
        return " ".join(p if isinstance(p, str) else f"‹{p.name}›" for p in self.parts)


@define
class _Branch:
    words: dict[str, _Branch] = Factory(dict)
    slot: _Branch | None = None
    ends: list[PatternInfo] = Factory(list)
    about: dict[Type, list[PatternInfo]] | None = None

    def ending(self, types: tuple[Type, ...]) -> list[PatternInfo]:
        """The patterns that end here, those about other things than ``types`` left out if any is left.

        Many events have fields told in the same words, and are told apart by what their first slot takes: one named
        kind.
        """
        if not types or not all(t.name and t.kind in _OF_ITS_OWN for t in types):
            return self.ends
        narrowed = [p for t in (*types, _ANYTHING) for p in (self.about or {}).get(t, ())]
        return narrowed or self.ends


_ANYTHING = Type("noe")
_OF_ITS_OWN = ("hendelse", "ting", "utvalg")


@define
class Vocabulary:
    """Nouns, individuals and patterns of one agreement (and, laid over it, of one case)."""

    nouns: dict[str, NounInfo] = Factory(dict)
    definites: dict[str, NounInfo] = Factory(dict)
    constants: dict[str, list[Constant]] = Factory(dict)
    _root: _Branch = Factory(_Branch)
    _patterns: list[PatternInfo] = Factory(list)

    def add_noun(self, noun: NounInfo, forms: Iterable[str] = ()) -> None:
        """Make a noun known by its base, its definite form, and any other forms."""
        for form in (noun.base, *forms):
            self.nouns.setdefault(form, noun)
        if noun.definite:
            self.definites.setdefault(noun.definite, noun)

    def add_constant(self, constant: Constant) -> None:
        """Make a word name an individual."""
        self.constants.setdefault(constant.text, []).append(constant)

    def add_pattern(self, pattern: PatternInfo) -> None:
        """Put a pattern in the tree."""
        self._patterns.append(pattern)
        branch = self._root
        for part in pattern.parts:
            if isinstance(part, str):
                branch = branch.words.setdefault(part, _Branch())
            else:
                if branch.slot is None:
                    branch.slot = _Branch()
                branch = branch.slot
        branch.ends.append(pattern)
        first = next((p.type for p in pattern.parts if isinstance(p, SlotPart)), _ANYTHING)
        if branch.about is None:
            branch.about = {}
        branch.about.setdefault(first if first.kind in _OF_ITS_OWN and first.name else _ANYTHING, []).append(pattern)

    @property
    def root(self) -> _Branch:
        """The top of the pattern tree."""
        return self._root

    def patterns(self) -> Iterator[PatternInfo]:
        """Every pattern, in the order declared."""
        return iter(self._patterns)


Branch = _Branch

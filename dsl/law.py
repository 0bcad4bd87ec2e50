"""What a contract holds of the statutes it rests on, and of how it stands to them."""

from __future__ import annotations

import re
from datetime import date

from dsl.record import Record, record_kw

_ORDINALS = ("", "første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende", "niende", "tiende")
_SPELLED = {word: number for number, word in enumerate(_ORDINALS) if word} | {
    "fyrste": 1, "annet": 2, "anna": 2, "syvende": 7, "sjuande": 7, "åttande": 8,
}  # fmt: skip
_SECTION = re.compile(r"§\s*(\d+(?:-\d+)?(?:\s[a-z]\b)?)")
_PARAGRAPHS = re.compile(r"((?:\b(?:og|eller|\w+)\b\s+)+)(?:ledd|stykket|leddet)\b")


def paragraph_name(number: int) -> str:
    """«andre ledd» for 2."""
    return f"{_ORDINALS[number] if number < len(_ORDINALS) else f'{number}.'} ledd"


def section_of(reference: str) -> str:
    """The number of the section a reference speaks of («20-8»), "" if none."""
    found = _SECTION.search(reference)
    return found.group(1) if found else ""


def paragraphs_of(reference: str) -> tuple[int, ...]:
    """The paragraphs a reference names («fjerde og femte ledd» is 4 and 5), none for the whole section."""
    found = _PARAGRAPHS.search(reference)
    words = found.group(1).split() if found else []
    return tuple(_SPELLED[w] for w in words if w in _SPELLED)


@record_kw
class LawPassage(Record):
    """A paragraph or list item of a statute, in force from ``since`` and until (not on) ``until``.

    ``sentences`` are its sentences with their marks; ``label`` is that of a list item.
    """

    section: str
    paragraph: int
    label: str
    sentences: tuple[tuple[str, tuple[str, ...]], ...]
    since: date | None = None
    until: date | None = None

    @property
    def text(self) -> str:
        """The passage's words."""
        return " ".join(text for text, _ in self.sentences)

    def in_force(self, day: date) -> bool:
        """Is this the wording on that day?"""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@record_kw
class Statute(Record):
    """A statute an agreement builds on. ``cited`` are the words it is cited by, in lower case."""

    name: str
    title: str
    identifier: str
    source: str
    cited: tuple[str, ...]
    headings: tuple[tuple[str, str], ...]
    passages: tuple[LawPassage, ...]

    def reference(self, section: str, paragraph: int = 0) -> str:
        """«kommuneloven § 20-8 andre ledd»."""
        return f"{self.name} § {section}" + (f" {paragraph_name(paragraph)}" if paragraph else "")

    def text(self, section: str, paragraph: int, day: date) -> str:
        """The words of a paragraph, list items included, as they were on a day."""
        found = [p for p in self.passages if p.section == section and p.paragraph == paragraph and p.in_force(day)]
        return " ".join(f"– {p.text}" if p.label else p.text for p in found)


@record_kw
class RankedRule(Record):
    """A rule or norm of a statute with its rank: "ufravikelig" (mandatory) or "fravikelig" (default).

    ``clause`` is where it stands; ``set_aside_by`` names the agreement's statements that depart from it,
    ``restated_by`` those that say the same; ``condition_for`` is the rule it is a condition for, and ``binds`` that
    rule where the condition had to be added, as the agreement does not demand as much itself.
    """

    name: str
    rank: str
    clause: str
    set_aside_by: tuple[str, ...] = ()
    restated_by: tuple[str, ...] = ()
    condition_for: str = ""
    binds: str = ""

    @property
    def applies(self) -> bool:
        """Does it apply beside the agreement's own rules?"""
        return self.rank == "ufravikelig" or not (self.set_aside_by or self.restated_by)


@record_kw
class Requirement(Record):
    """What a statute demands that an agreement says, and the declarations by which this one does.

    ``conditional``: only if something else demands it. ``by`` and ``remarks`` are the agreement's.
    """

    name: str
    words: str
    clause: str
    conditional: bool
    by: tuple[str, ...] = ()
    at: str = ""
    line: int = 0
    remarks: tuple[str, ...] = ()


@record_kw
class Tension(Record):
    """Clauses that pull apart, as declared, and the reading points it shows in."""

    name: str
    clauses: tuple[str, ...]
    text: str
    line: int
    about: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()


@record_kw
class Renaming(Record):
    """An office or body that has another name from a day on; forms stand in the same order.

    ``at_latest``: by that day at the latest; which day it was is not known.
    """

    name: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    since: date
    laws: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    at_latest: bool = False


def statute_of(statutes: tuple[Statute, ...], reference: str) -> Statute | None:
    """The statute a reference is to, by the words it is cited by."""
    folded = reference.casefold()
    return next((s for s in statutes if any(words in folded for words in s.cited)), None)

"""An amended agreement as it stands on a day, and what a reader is told of its changes.

Convention: the words of a version are its own and are printed as those of any agreement. That they have been changed
stands beside them, in notes under the title and under the headings of the clauses, never among them.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dsl.record import changed

if TYPE_CHECKING:
    from dsl.contract import Contract, Version

_TEXT = ("ledd", "overskrift", "punkt")


def versions_until(contract: Contract, day: date) -> tuple[Version, ...]:
    """The versions that have come to apply by a day, in order; the first always has."""
    return tuple(v for v in contract.versions if v.day is None or v.day <= day)


def consolidated(contract: Contract, day: date) -> Contract:
    """The agreement as it reads on a day; an agreement nothing has amended reads the same on every day."""
    applying = versions_until(contract, day)
    if not applying:
        return contract
    version = applying[-1]
    return changed(
        contract, values=version.values, parties=version.parties, headings=version.headings,
        sentences=version.sentences, blocks=version.blocks, corrections=version.corrections,
        citations=version.citations,
    )  # fmt: skip


def title_notes(contract: Contract, day: date) -> tuple[str, ...]:
    """What stands under the title: from which day the text reads so, by what, and what has been repealed."""
    applying = versions_until(contract, day)[1:]
    if not applying:
        return ()
    words = _WORDS[contract.language == "nn"]
    since = applying[-1].day
    assert since is not None
    out = [words["reads"].format(day=_shown(since))]
    for version in applying:
        assert version.day is not None
        source = f" ({version.source})" if version.source else ""
        out.append(words["by"].format(title=version.title, day=_shown(version.day), source=source))
    gone = {h: v for v in applying for h in _repealed(v)} if applying else {}
    for clause, version in gone.items():
        assert version.day is not None
        if clause not in dict(applying[-1].headings):
            out.append(words["gone"].format(clause=clause, day=_shown(version.day), title=_short(version)))
    return tuple(out)


def clause_notes(contract: Contract, day: date) -> dict[str, tuple[str, ...]]:
    """For each clause whose text or values have changed: from when, and by which amendment."""
    applying = versions_until(contract, day)[1:]
    words = _WORDS[contract.language == "nn"]
    out: dict[str, tuple[str, ...]] = {}
    for before, version in zip(contract.versions, applying, strict=False):
        assert version.day is not None
        for clause, how in _touched(before, version).items():
            out[clause] = (*out.get(clause, ()), words[how].format(day=_shown(version.day), title=_short(version)))
    return out


def _touched(before: Version, version: Version) -> dict[str, str]:
    """The clauses an amendment leaves with other words, by what is printed: «endret» or «ny»."""
    was, now = _printed(before), _printed(version)
    return {clause: "changed" if clause in was else "new" for clause, text in now.items() if was.get(clause) != text}


def _printed(version: Version) -> dict[str, tuple[tuple[str, str, str], ...]]:
    found: dict[str, tuple[tuple[str, str, str], ...]] = {}
    for block in version.blocks:
        line = (block.kind, block.label, "".join(bit.text for bit in block.bits))
        found[block.clause] = (*found.get(block.clause, ()), line)
    return found


def _repealed(version: Version) -> list[str]:
    return [c.clause for c in version.changes if c.kind == "punkt" and c.how == "opphevet"]


def _short(version: Version) -> str:
    """What an amendment is called: its title up to the colon."""
    return version.title.split(":", 1)[0].strip()


_WORDS = (
    {
        "reads": "Slik avtalen lyder fra {day}.",
        "by": "Endret ved {title}, fra {day}{source}.",
        "changed": "Endret fra {day} ved {title}.",
        "new": "Nytt fra {day} ved {title}.",
        "gone": "Punkt {clause} er opphevet fra {day} ved {title}.",
    },
    {
        "reads": "Slik avtalen lyder frå {day}.",
        "by": "Endra ved {title}, frå {day}{source}.",
        "changed": "Endra frå {day} ved {title}.",
        "new": "Nytt frå {day} ved {title}.",
        "gone": "Punkt {clause} er oppheva frå {day} ved {title}.",
    },
)


def _shown(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"

"""``vka versions``: the versions of an amended agreement, from when each applies, and what it changed."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from vka.arguments import Parser
from vka.cli import DONE

if TYPE_CHECKING:
    from datetime import date

    from dsl.change import Change
    from dsl.contract import Version

SUMMARY = ("vis hvordan avtalen er endret", "show how the agreement has been amended")
EXAMPLES = (
    "  vka versions endringsavtale.vka\n  vka versions endringsavtale.vka --json",
    "  vka versions amendment.vka\n  vka versions amendment.vka --json",
)
_WIDTH = 100
_HOW = {"ny": "new", "endret": "changed", "opphevet": "repealed"}


def declare(parser: Parser) -> None:
    """The arguments of ``vka versions``."""
    parser.value("file", "avtalen eller endringsavtalen (.vka)", "the agreement or amendment (.vka)", ("FIL", "FILE"))
    parser.option("--json", nb="skriv versjonene som JSON", en="print the versions as JSON")


def run(given: Namespace) -> int:
    """Print the versions."""
    from vka.api import load

    agreement = load(given.file)
    found = agreement.versions()
    if given.json:
        import json

        data = {"contract": agreement.contract.name, "versions": [_data(v) for v in found]}
        print(json.dumps(data, ensure_ascii=False, indent=2))
    elif not found:
        name = agreement.contract.name
        print(
            f"{name}: one version only; this file amends nothing. Give the file of the latest amendment."
            if given.lang == "en"
            else f"{name}: bare én versjon; filen endrer ingenting. Oppgi filen med den siste endringsavtalen."
        )
    else:
        print(as_text(found, given.lang))
    return DONE


def as_text(versions: tuple[Version, ...], language: str) -> str:
    """Each version with its day, what it rests on and what it changed."""
    return "\n\n".join("\n".join(_lines(v, language)) for v in versions)


def _lines(version: Version, language: str) -> list[str]:
    english = language == "en"
    if version.day is None:
        first = "from the start" if english else "fra starten"
        lines = [f"{first}: {version.title}"]
    else:
        lines = [f"{'from' if english else 'fra'} {_shown(version.day)}: {version.title}"]
    if version.laws:
        lines.append(f"  {'made under' if english else 'hjemmel'}: {', '.join(version.laws)}")
    if version.source:
        lines += _wrapped(f"{'source' if english else 'kilde'}: {version.source}", 2)
    for change in version.changes:
        lines += _change(change, english)
    if version.day is not None and not version.changes:
        lines.append("  changes nothing" if english else "  endrer ingenting")
    return lines


def _change(change: Change, english: bool) -> list[str]:
    how = _HOW[change.how] if english else change.how
    if change.kind in ("ledd", "overskrift", "punkt"):
        heading = (" (heading)" if english else " (overskriften)") if change.kind == "overskrift" else ""
        lines = [f"  {change.name}{heading}: {how}"]
        lines += _wrapped(f"– «{change.old}»", 4, 6) if change.old else []
        return lines + (_wrapped(f"+ «{change.new}»", 4, 6) if change.new else [])
    where = f" ({'clause' if english else 'punkt'} {change.clause})" if change.clause else ""
    if change.how == "endret" and change.old and change.old != change.new:
        return [f"  {change.kind} {change.name}{where}: {change.old} → {change.new}"]
    said = change.new or change.old
    return [f"  {change.kind} {change.name}{where}: {how}" + (f" ({said})" if said else "")]


def _wrapped(text: str, indent: int, hang: int = 4) -> list[str]:
    import textwrap

    return textwrap.wrap(
        text, _WIDTH, initial_indent=" " * indent, subsequent_indent=" " * hang, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def _data(version: Version) -> dict[str, object]:
    return {
        "from": version.day.isoformat() if version.day is not None else None,
        "name": version.name,
        "title": version.title,
        "source": version.source,
        "laws": list(version.laws),
        "remarks": list(version.remarks),
        "parties": [
            {"name": p.name, "title": p.title, "role": p.role, "from": p.since.isoformat() if p.since else None}
            for p in version.parties
        ],
        "values": {v.name: v.spelling for v in version.values},
        "changes": [
            {"how": c.how, "kind": c.kind, "name": c.name, "clause": c.clause, "old": c.old, "new": c.new}
            for c in version.changes
        ],
    }


def _shown(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"

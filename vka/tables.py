"""Tables of money: which table, which parties, which years, and what is supposed for this run."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from vka.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dsl.case import Case
    from dsl.contract import Contract, Table
    from dsl.pipeline import Loaded
    from engine.money import MoneyTable

MOST_YEARS = 60


def table_named(contract: Contract, name: str | None) -> Table:
    """The table of that name, or the first there is. Raises ``InputError`` if there is none."""
    known = [table.name for table in contract.tables]
    if not known:
        raise InputError(
            f"avtalen {contract.name} har ingen tabell. Erklær en med «tabell …» under punktet den hører til.",
            f"the agreement {contract.name} has no table. Declare one with “tabell …” under the clause it belongs to.",
        )
    if name is None:
        return contract.tables[0] if len(known) == 1 else _main(contract)
    found = next((table for table in contract.tables if table.name == name), None)
    if found is None:
        listed = ", ".join(known)
        raise InputError(
            f"«{name}» er ingen tabell i avtalen. Velg blant {listed}.",
            f"“{name}” is no table of the agreement. Choose from {listed}.",
        )
    return found


def _main(contract: Contract) -> Table:
    """The one with most rows: the whole account."""
    return max(contract.tables, key=lambda table: len(table.rows))


def years_between(first: int | None, last: int | None, year: int | None, on: date) -> tuple[int, ...]:
    """The years asked for: one, or a stretch with both ends; the year of the asking day if none is named.

    Raises ``InputError`` for a stretch that ends before it begins, is too long, or goes past the calendar.
    """
    if year is not None and (first is not None or last is not None):
        raise InputError("bruk enten --year eller --from og --to.", "use either --year or --from and --to.")
    start = year if year is not None else first if first is not None else last if last is not None else on.year
    stop = year if year is not None else last if last is not None else first if first is not None else on.year
    for each in (start, stop):
        if not date.min.year < each < date.max.year:
            raise InputError(f"{each} er ikke et år i kalenderen.", f"{each} is no year of the calendar.")
    if stop < start:
        raise InputError(f"--to ({stop}) er før --from ({start}).", f"--to ({stop}) is before --from ({start}).")
    if stop - start >= MOST_YEARS:
        raise InputError(
            f"det er {stop - start + 1} år; spør om høyst {MOST_YEARS} om gangen.",
            f"that is {stop - start + 1} years; ask for at most {MOST_YEARS} at a time.",
        )
    return tuple(range(start, stop + 1))


def parties_for(
    contract: Contract, case: Case | None, table: Table, named: str | None, years: tuple[int, ...], on: date
) -> tuple[str, ...]:
    """Whom the table is made for: the one named, else everybody it can be about. Raises ``InputError``."""
    from engine.money_table import holders

    can = holders(contract, case, table, years, on)
    if can == ("",):
        if named is not None:
            raise InputError(
                f"tabellen {table.name} gjelder ingen enkelt part; ta bort --party.",
                f"the table {table.name} is about no single party; leave out --party.",
            )
        return can
    if named is None:
        if not can:
            raise InputError(
                f"ingen part har rollen tabellen {table.name} gjelder, i disse årene.",
                f"no party has the role the table {table.name} is about in these years.",
            )
        return can
    parties = contract.parties + (case.parties if case is not None else ())
    who = next((p.name for p in parties if named.casefold() in (p.name.casefold(), p.title.casefold())), None)
    listed = ", ".join(can)
    if who is None:
        raise InputError(
            f"«{named}» er ingen part. Tabellen gjelder {listed}.",
            f"“{named}” is no party. The table is about {listed}.",
        )
    if who not in can:
        raise InputError(
            f"tabellen {table.name} gjelder ikke {who} i disse årene, men {listed or 'ingen'}.",
            f"the table {table.name} is not about {who} in these years, but {listed or 'nobody'}.",
        )
    return (who,)


def with_assumptions(case: Case | None, texts: Iterable[str], agreement: Loaded, known: date) -> Case | None:
    """The case with facts supposed for this run. Raises ``InputError`` for one that is no fact or is told otherwise."""
    from dsl.assumptions import suppose
    from dsl.diagnostics import show

    for text in texts:
        if case is None:
            raise InputError("--assume trenger en sak (--case).", "--assume needs a case (--case).")
        supposed = suppose(case, text, agreement, known)
        if supposed.told is not None:
            fact, told = supposed.told
            where = f"linje {told.line}" if told.line else "--assume"
            place = f"line {told.line}" if told.line else "--assume"
            raise InputError(
                f"--assume: «{fact.text}» er alt oppgitt: «{told.text}» ({where}). Endre saken i stedet.",
                f"--assume: «{fact.text}» is told already: «{told.text}» ({place}). Change the case instead.",
            )
        if supposed.case is None:
            said = [
                "\n".join(show(e, supposed.source, "", each) for e in supposed.diagnostics) for each in ("nb", "en")
            ]
            raise InputError(
                f"--assume: «{text}» er ikke en opplysning saken kan gi.\n{said[0]}".rstrip(),
                f"--assume: “{text}” is not a fact the case can tell.\n{said[1]}".rstrip(),
            )
        case = supposed.case
    return case


def row_named(table: MoneyTable, label: str | None) -> int:
    """Which row is meant: by its label or the beginning of it, else the first sum. Raises ``InputError``."""
    labels = [row.label for row in table.rows]
    if label is None:
        return next((at for at, row in enumerate(table.rows) if row.kind == "sum"), 0)
    for at, each in enumerate(labels):
        if each.casefold() == label.casefold():
            return at
    found = [at for at, each in enumerate(labels) if each.casefold().startswith(label.casefold())]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"«{each}»" for each in labels)
    raise InputError(f"«{label}» er ingen rad. Velg blant {listed}.", f"“{label}” is no row. Choose from {listed}.")

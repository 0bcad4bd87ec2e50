"""An amendment file to one contract of all versions, read top to bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from dsl import syntax as s
from dsl.amendments.chain import Reader, read_chain
from dsl.amendments.consolidate import Changed, apply, declared
from dsl.amendments.versions import Compiled, put_together
from dsl.diagnostics import Diagnostic, SourceText, problem
from dsl.files import read_file
from dsl.nearest import close_matches
from dsl.parse import parse_any

if TYPE_CHECKING:
    from dsl.pipeline import Loaded

_UNUSED = frozenset({"V504", "V505"})


def load_amended(text: str, name: str, read: Reader = read_file) -> Loaded:
    """Read an amendment and all it rests on; every version is checked as the agreement it is."""
    from dsl.includes import read_whole
    from dsl.pipeline import Loaded, compile_whole

    tree, errors = parse_any(text)
    if not isinstance(tree, s.AmendmentFile):
        return Loaded(SourceText(name, text), None, tuple(errors), ())
    chain = read_chain(tree, text, name, read)
    if chain.base is None or errors or chain.errors:
        return Loaded(chain.source, None, tuple(_in_order([*errors, *chain.errors])), ())
    whole = read_whole("", chain.base_name, chain.base, read, chain.source)
    first = compile_whole(whole, [])
    if first.contract is None:
        return first
    statements = list(whole.own)
    versions = [Compiled(contract=first.contract, statements=statements)]
    loaded = first
    for amendment, day in zip(chain.amendments, chain.days, strict=True):
        found: list[Diagnostic] = []
        changed = apply(statements, amendment, found)
        idle = frozenset(n.span for _, x in statements if (n := declared(x)) is not None)
        loaded = compile_whole(evolve(whole, own=tuple(changed.statements)), found, idle)
        mended = _without_mended(loaded, statements, changed)
        if mended is not None:
            changed.statements = mended
            loaded = compile_whole(evolve(whole, own=tuple(mended)), found, idle)
        found = _told(loaded, statements, changed)
        found += _same_sentences(versions[-1], loaded, changed)
        if found or loaded.contract is None:
            return evolve(loaded, contract=None, diagnostics=tuple(_in_order(found)))
        versions.append(
            Compiled(
                contract=loaded.contract, statements=changed.statements, day=day, head=amendment.head, changed=changed
            )
        )
        statements = changed.statements
    return evolve(loaded, contract=put_together(versions, whole.source))


def _in_order(errors: list[Diagnostic]) -> list[Diagnostic]:
    return sorted(errors, key=lambda e: (e.span.start, e.code))


def _without_mended(
    loaded: Loaded, before: list[tuple[str, s.Statement]], changed: Changed
) -> list[tuple[str, s.Statement]] | None:
    """The statements without declared errors whose words an amendment has replaced; None if there are none."""
    missing = {e.span for e in loaded.diagnostics if e.code == "V405"}
    inherited = {x.span for _, x in before}
    kept = [
        (clause, x)
        for clause, x in changed.statements
        if not (isinstance(x, s.Correction) and x.span in inherited and {x.printed.span, x.right.span} & missing)
    ]
    return kept if len(kept) < len(changed.statements) else None


def _told(loaded: Loaded, before: list[tuple[str, s.Statement]], changed: Changed) -> list[Diagnostic]:
    """The errors of a version; a new name that is not used may be a misspelt old one."""
    inherited = {x.span for _, x in before}
    old = {n.text for _, x in before if (n := declared(x)) is not None}
    new = {n.span: n.text for _, x in changed.statements if (n := declared(x)) is not None and x.span not in inherited}
    out = []
    for error in loaded.diagnostics:
        if error.code in _UNUSED and error.span in new:
            near = close_matches(new[error.span], old - {new[error.span]}, 1, 0.75)
            error = evolve(error, suggestion=near[0] if near else "")
        out.append(error)
    return out


def _same_sentences(before: Compiled, loaded: Loaded, changed: Changed) -> list[Diagnostic]:
    """A rule or quantity that is changed is still about the same: its sentence stands as it did."""
    if loaded.symbols is None:
        return []
    was = {d.name: (d.sentence, d.params) for d in before.contract.definitions}
    was |= {o.name: (o.sentence, o.params) for o in before.contract.oracles}
    out = []
    for _, statement in changed.statements:
        name = declared(statement)
        if name is None or ("endret", name.text) not in changed.names or name.text not in was:
            continue
        now = (loaded.symbols.sentences.get(name.text, (name.text,)), loaded.symbols.params.get(name.text, ()))
        if now != was[name.text]:
            out.append(problem("V811", name.span, name=name.text))
    return out

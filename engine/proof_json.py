"""A proof to JSON and back: every record by the name of its class, values as ``dsl.codec`` writes them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from dsl import codec
from dsl.case import EventRecord
from dsl.record import Record
from engine.proof import (
    AnyEvent,
    Claim,
    Earliest,
    Event,
    Proof,
    ProofStep,
    Quiet,
    Ref,
    RivalValue,
    Settled,
    Unbound,
    Untold,
)  # fmt: skip

_CLASSES: dict[str, Any] = {
    cls.__name__: cls
    for cls in (AnyEvent, Claim, Earliest, Event, Proof, ProofStep, Quiet, Ref, RivalValue, Settled, Unbound, Untold)
}


class ProofFormatError(ValueError):
    """The text is no proof that ``proof_json`` wrote."""


def proof_json(proof: Proof) -> str:
    """The proof as JSON with one step to a line, so that two can be compared."""
    text = json.dumps(_plain(proof), ensure_ascii=False)
    return text.replace('{"ProofStep"', '\n{"ProofStep"').replace('{"Claim"', '\n{"Claim"') + "\n"


def read_proof(text: str) -> Proof:
    """The proof ``proof_json`` wrote. Raises ``ProofFormatError`` for anything else."""
    try:
        made = _made(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError) as error:
        raise ProofFormatError(str(error)) from error
    if not _well_formed(made):
        raise ProofFormatError("Proof")
    return made  # type: ignore[no-any-return]  # a Proof, as just seen


def _plain(value: Any) -> Any:
    kind = type(value)
    if value is None or kind in (bool, int, str):
        return value
    if kind is tuple:
        return [_plain(v) for v in value]
    if kind is date:
        return {"date": value.isoformat()}
    if isinstance(value, Record) and _CLASSES.get(kind.__name__) is kind:
        return {kind.__name__: {name: _plain(getattr(value, name)) for name in value._names}}
    return json.loads(codec.encode(value))


def _made(found: Any) -> Any:
    if isinstance(found, list):
        return tuple(_made(v) for v in found)
    if not isinstance(found, dict):
        return found
    ((name, inner),) = found.items()
    if name == "date":
        return date.fromisoformat(inner)
    cls = _CLASSES.get(name)
    if cls is None:
        return codec.decode(json.dumps(found))
    if set(inner) != set(cls._names):
        raise ProofFormatError(name)
    return cls(**{field: _made(v) for field, v in inner.items()})


def _well_formed(made: Any) -> bool:
    """Is it a proof with records where records belong? The values in them are the checker's to judge."""

    def all_of(found: object, cls: type) -> bool:
        return isinstance(found, tuple) and all(isinstance(each, cls) for each in found)

    def claim_is(c: Any) -> bool:
        parts = ((c.settled, Settled), (c.acts, EventRecord), (c.presumed, str), (c.steps, ProofStep), (c.roots, int))
        return (
            all(all_of(found, cls) for found, cls in parts)
            and all(isinstance(g.key, tuple) for g in c.settled)
            and all(isinstance(s.at, Ref) and isinstance(s.at.path, tuple) for s in c.steps)
            and all(all_of(s.premises, int) and isinstance(s.env, tuple) for s in c.steps)
        )

    if not isinstance(made, Proof) or not isinstance(made.args, tuple):
        return False
    days: tuple[object, ...] = (made.asked, made.known)
    if not all(isinstance(day, date) for day in days):
        return False
    lists = ((made.claims, Claim), (made.rivals, RivalValue), (made.unproved, str))
    return all(all_of(found, cls) for found, cls in lists) and all(map(claim_is, made.claims))

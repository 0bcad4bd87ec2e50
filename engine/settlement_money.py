"""The proposal: who keeps what, what each is entitled to, and who pays whom, from the fates of the things."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from engine.settlement_answer import PartyLine, Payment, Proposal
from engine.settlement_assets import ALONE, BY_LAW, KEPT, Fate
from engine.shares import payments, whole_parts


def kroner(ore: int) -> Decimal:
    """Whole øre as kroner with two decimals."""
    return Decimal((int(ore < 0), tuple(map(int, str(abs(ore)))), -2))


def propose(parties: tuple[str, ...], fates: Mapping[str, Fate | None]) -> Proposal:
    """The proposal for things by name; one whose fate is None is left out, and one owned alone is nobody else's.

    The order of the things makes no difference to any amount.
    """
    kept = {thing: f for thing, f in fates.items() if f is not None and f.kind == KEPT and f.shared}
    by_law = {thing: f for thing, f in fates.items() if f is not None and f.kind == BY_LAW and f.shared}
    out = tuple(t for t, f in fates.items() if t not in kept and t not in by_law and (f is None or f.kind != ALONE))
    kept_exact, law_exact = _exact(parties, kept), _exact(parties, by_law)
    entitled, proceeds = whole_parts(kept_exact), whole_parts(law_exact)
    keeps = [sum(f.value or 0 for f in kept.values() if f.who == (p,)) for p in parties]
    balances = [e - k for e, k in zip(entitled, keeps, strict=True)]
    lines = tuple(
        PartyLine(
            party=p, keeps=kroner(keeps[i]), entitled=kroner(entitled[i]), balance=kroner(balances[i]),
            proceeds=kroner(proceeds[i]), exact_entitled=kept_exact[i] / 100, exact_proceeds=law_exact[i] / 100,
        )
        for i, p in enumerate(parties)
    )  # fmt: skip
    paid = tuple(
        Payment(payer=payer, payee=payee, amount=kroner(amount))
        for payer, payee, amount in payments(tuple(zip(parties, balances, strict=True)))
    )
    return Proposal(
        things_kept=tuple(kept), things_by_law=tuple(by_law), left_out=out, kept=kroner(sum(keeps)),
        by_law=kroner(sum(proceeds)), lines=lines, payments=paid,
    )  # fmt: skip


def _exact(parties: tuple[str, ...], fates: Mapping[str, Fate]) -> list[Fraction]:
    """Each party's exact part, in øre, of the value of the things."""
    return [
        sum(
            (f.shares[i] * f.value for f in fates.values() if f.shares is not None and f.value is not None), Fraction(0)
        )
        for i in range(len(parties))
    ]

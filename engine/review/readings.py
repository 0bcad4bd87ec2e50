"""What each point that can be read in rival ways is worth: in kroner, months, shares, or a yes that becomes a no.

The agreement's own questions are answered over the cases: first those the cases ask, then, for points none of them
shows, every declared question that turns on the point, about the parties, years and days of the cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from dsl.values import Amount
from engine.answer import Answer, AnswerValue
from engine.ask import answer_to
from engine.norwegian import show_amount, show_day, show_percent
from engine.review.findings import HIGH, LOW, MIDDLE, Finding, Outcome, Worth
from engine.review.stakes import change, points_below, said, unshown
from engine.review.standing import answer_within, within

if TYPE_CHECKING:
    from dsl.case import Case
    from dsl.contract import Contract, Question, ReadingPoint
    from engine.world import Model

_HEAVY_KRONER = 10_000
"""A difference of this many kroner, or of a month, is one to settle before signing."""
_MOST_TRIES = 24
_MOST_CASES = 60


def readings(model: Model, standing: Contract, cases: Sequence[Case], lang: str) -> list[Finding]:
    """Each reading point with what it is worth, the most telling answer of each type."""
    best: dict[str, dict[str, Worth]] = {p.name: {} for p in standing.readings}
    for answer in _asked(model, standing, cases, lang):
        _weigh(best, answer, lang)
    bare = {name: found for name, found in best.items() if not _counted(found)}
    for answer in _tried(model, standing, cases, bare, lang):
        _weigh(bare, answer, lang)
    return [_finding(model, point, best[point.name], lang) for point in standing.readings]


def _asked(model: Model, standing: Contract, cases: Sequence[Case], lang: str) -> Iterator[Answer]:
    for case in cases:
        for expected in case.expected:
            answer = answer_within(model, standing, case, expected, lang)
            if answer is not None:
                yield answer


def _tried(
    model: Model, standing: Contract, cases: Sequence[Case], best: dict[str, dict[str, Worth]], lang: str
) -> Iterator[Answer]:
    """Answers of the declared questions that turn on a point nothing has shown the worth of yet.

    Those that turn on the fewest points come first: they are the most directly about it.
    """
    below = [(question, points_below(model, question)) for question in model.contract.questions]
    for question, turns_on in sorted(below, key=lambda pair: len(pair[1])):
        points = turns_on & best.keys()
        for case in cases[:_MOST_CASES]:
            if all(_counted(best[p]) for p in points):
                break
            on = max([e.on for e in case.expected] + [case.complete or date.min])
            asked = (a for a in _arguments(model, question, case) if within(model, standing, question, a, on))
            for args in islice(asked, _MOST_TRIES):
                answer = answer_to(model, case, question, args, on=on, lang=lang, understood=_filled(question, args))
                if isinstance(answer, Answer):
                    yield answer


def _arguments(model: Model, question: Question, case: Case) -> Iterator[tuple[Any, ...]]:
    """Arguments for a question from the parties, years, days and things of a case."""
    choices = []
    years = sorted({a for f in case.facts for a in f.args if isinstance(a, int)})
    years += sorted({a for e in case.events for _, a in e.fields if isinstance(a, int) and a not in years})
    days = sorted(
        {e.on for e in case.expected} | {e.day for e in case.events} | ({case.complete} if case.complete else set())
    )
    parties = (*model.contract.parties, *case.parties)
    single = {p.role for p in parties}
    for param in question.params:
        match param.type.kind:
            case "part":
                role = model.roles.get(param.type.name)
                named = [p.name for p in parties if p.role == param.type.name]
                others = [p.name for p in reversed(parties)]
                choices.append(named if named and role is not None and role.name in single else others)
            case "år":
                choices.append(list(reversed(years)))  # type: ignore[arg-type]  # lists of what fits each slot
            case "dag":
                choices.append(list(reversed(days)))  # type: ignore[arg-type]  # as above
            case "ting":
                choices.append([n for n, sort in case.individuals if sort == param.type.name])
            case _:
                return
    for args in product(*choices):
        if len(set(map(str, args))) == len(args):
            yield args


def _filled(question: Question, args: tuple[Any, ...]) -> str:
    """The question with its arguments in place."""
    text = question.wordings[0][1]
    for param, arg in zip(question.params, args, strict=True):
        shown = show_day(arg, "nb") if isinstance(arg, date) else str(arg)
        for name in (param.name, param.name.replace("annen ", "annen-")):
            text = text.replace(f"{{{name}}}", shown)
    return text


def _counted(found: dict[str, Worth]) -> bool:
    """Is a worth in kroner, days or shares known?"""
    return any(worth.amount is not None for worth in found.values())


# ── weighing ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _weigh(best: dict[str, dict[str, Worth]], answer: Answer, lang: str) -> None:
    """Note what each point of an answer is worth, where it is more than what is known."""
    for use in answer.readings:
        if use.chosen or use.point not in best:
            continue
        base = next((r.value for r in use.rivals if r.preferred), None)
        others = [
            r for r in use.rivals if not r.preferred and r.value is not None and base is not None and r.value != base
        ]
        if base is None or not others:
            continue
        told = [r for r in use.rivals if r.value is not None]
        amounts = [_difference(base, r.value) for r in others if r.value is not None]
        counted = [a for a in amounts if a is not None]
        amount = max(counted) if counted else None
        shown, unit = _shown(base.type, amount, lang)
        if not unit:
            shown = change(base.shown, [r.value.shown for r in others if r.value is not None], lang)
        worth = Worth(
            question=answer.understood, case=answer.case, on=answer.dates.asked, type=base.type,
            amount=amount, unit=unit, shown=shown,
            values=tuple((r.reading, said(r.value.shown)) for r in told if r.value),
            others=sum(not u.chosen for u in answer.readings) - 1,
        )  # fmt: skip
        known = best[use.point].get(base.type)
        if known is None or _more_telling(worth, known):
            best[use.point][base.type] = worth


def _more_telling(one: Worth, other: Worth) -> bool:
    """Is the first the better example: fewer points mixed in, and then the larger difference?"""
    if one.others != other.others:
        return one.others < other.others
    return one.amount is not None and (other.amount is None or one.amount > other.amount)


def _difference(base: AnswerValue, other: AnswerValue) -> Any:
    """How far apart two answers are: kroner, days, or a share; None where they cannot be counted."""
    one, two = base.plain, other.plain
    if isinstance(one, Decimal) and isinstance(two, Decimal):
        return abs(one - two)
    if isinstance(one, Fraction) and isinstance(two, Fraction):
        return abs(one - two)
    if isinstance(one, date) and isinstance(two, date):
        return abs((one - two).days)
    return None


def _shown(kind: str, amount: Any, lang: str) -> tuple[str, str]:
    en = lang == "en"
    if kind == "beløp" and amount is not None:
        return show_amount(Amount(Fraction(amount)), "en" if en else "nb"), "kroner"
    if kind == "dag" and amount is not None:
        months = round(amount * 12 / 365.25)
        if amount < 28:
            return f"{amount} {('day' if en else 'dag') + ('' if amount == 1 else 's' if en else 'er')}", "dager"
        return f"{months} {('month' if en else 'måned') + ('' if months == 1 else 's' if en else 'er')}", "dager"
    if kind == "andel" and amount is not None:
        points = show_percent(amount, "en" if en else "nb").rstrip("%\u00a0 ")
        return f"{points} {'percentage points' if en else 'prosentpoeng'}", "andel"
    return "", ""


def _finding(model: Model, point: ReadingPoint, worths: dict[str, Worth], lang: str) -> Finding:
    counted = [worths[k] for k in ("beløp", "dag", "andel") if k in worths and worths[k].amount]
    shown = counted or [worths[k] for k in ("ja", *worths) if k in worths][:1]
    values = dict(shown[0].values) if shown else {}
    outcomes = tuple(
        Outcome(
            reading=r.name, preferred=r.strength == "foretrukket", because=r.because, shown=values.get(r.name, ""),
            weak=r.strength == "svak", against=r.against,
        )
        for r in sorted(point.readings, key=lambda r: r.strength == "svak")
    )  # fmt: skip
    told = () if shown else (unshown(model, point, model.contract.questions, lang),)
    return Finding(
        kind="lesning", weight=_weight(worths), name=point.name, clauses=(point.place.clause,), line=point.place.line,
        title=_title(point, lang), details=told, advice=point.advice, worth=tuple(shown), outcomes=outcomes,
    )  # fmt: skip


def _title(point: ReadingPoint, lang: str) -> str:
    """How many readings, and apart from them how many weak ones."""
    weak = sum(r.strength == "svak" for r in point.readings)
    number = len(point.readings) - weak
    if lang == "en":
        if not weak:
            return f"«{point.words}» can be read in {number} ways"
        return f"«{point.words}» has {number} readings and {weak} weak {'one' if weak == 1 else 'ones'}"
    if not weak:
        return f"«{point.words}» kan leses på {number} måter"
    return f"«{point.words}» har {number} lesninger og {weak} {'svak' if weak == 1 else 'svake'}"


def _weight(worths: dict[str, Worth]) -> int:
    money, days, share = (worths[k].amount if k in worths else None for k in ("beløp", "dag", "andel"))
    if (money or 0) >= _HEAVY_KRONER or (days or 0) >= 28 or share:
        return HIGH
    return MIDDLE if worths else LOW

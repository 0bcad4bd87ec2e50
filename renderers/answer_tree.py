"""A derivation as an indented tree: each conclusion above what it rests on.

Convention: a step that several others rest on is printed in full where it is first met, and named after that.
"""

from __future__ import annotations

from engine.answer import Step
from renderers.answer_words import Labels
from renderers.columns import hanging, quoted, theirs

_INDENT = "  "
_DEEPEST = 20
"""Deeper steps are not set further in, so that their lines stay readable."""
_LONGEST_QUOTE = 60
"""Characters. The grounds of the answer quote whole sentences; here a few words tell which one."""
_OURS = ("tid", "fravær", "lesning", "prøvd", "sammenlikning", "utelatt")
"""Kinds of steps whose text is the program's; that of the others is the agreement's or the case's."""
_THEIR_VALUES = ("lesning", "verdi")


def derivation_lines(step: Step, words: Labels, width: int) -> list[str]:
    """The tree below a step, the step itself first."""
    lines: list[str] = []
    printed: set[int] = set()
    waiting = [(step, 1)]
    while waiting:
        each, depth = waiting.pop()
        again = id(each) in printed and bool(each.premises)
        printed.add(id(each))
        lines += hanging(_said(each, words, again=again), width, _INDENT * min(depth, _DEEPEST), hang=2)
        if not again:
            waiting += [(premise, depth + 1) for premise in reversed(each.premises)]
    return lines


def _said(step: Step, words: Labels, *, again: bool) -> str:
    text, value = step.text, step.value
    if step.kind not in _OURS:
        text = theirs(text, words.language)
    if step.kind in _THEIR_VALUES:
        value = theirs(value, words.language)
    said = f"{text}: {value}" if value else text
    if again:
        return f"{said} ({words.shown_above})"
    source = [step.name] if step.name and step.name not in step.text else []
    source += [words.place(step.clause)] if step.clause else []
    source += [quoted(_shortened(step.quote))] if step.quote else []
    return f"{said}  [{', '.join(source)}]" if source else said


def _shortened(quote: str) -> str:
    if len(quote) <= _LONGEST_QUOTE:
        return quote
    return quote[:_LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(",.;:") + " …"

"""What a kind of literal is to the rest: a ``Form`` that finds, reads and writes it; and the error they share.

A form is given lower-case text without white space around it, and writes lower-case text; ``dsl.literals`` minds the
capital letter that may begin a sentence.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import field, frozen

from dsl.values import Value

SPACE = " \u00a0\u202f"
"""The blanks that may stand inside a number: ordinary, no-break and narrow no-break."""


class LiteralError(ValueError):
    """A literal that cannot be read, or a value that cannot be written as one.

    ``message_nb`` and ``message_en`` say what is wrong and why; ``suggestion`` is the corrected literal when there is
    just one sensible correction.
    """

    def __init__(self, message_nb: str, message_en: str, suggestion: str | None = None) -> None:
        super().__init__(message_nb)
        self.message_nb = message_nb
        self.message_en = message_en
        self.suggestion = suggestion


def should_be(text: str, suggestion: str, because_nb: str, because_en: str) -> LiteralError:
    """The error for a literal with one correction."""
    return LiteralError(
        f"«{text}» skal være «{suggestion}»: {because_nb}.",
        f"“{text}” should be “{suggestion}”: {because_en}.",
        suggestion,
    )


def no_literal(value: object, because_nb: str, because_en: str) -> LiteralError:
    """The error for a value that no literal of its kind can state."""
    return LiteralError(
        f"{value} kan ikke skrives slik: {because_nb}.", f"{value} cannot be written like that: {because_en}."
    )


@frozen(kw_only=True)
class Form:
    """One kind of literal.

    ``found_by`` is a regular expression, without groups that capture, for its shape in running text. ``read`` gives the
    value, or None when the text does not have the shape at all; it raises ``LiteralError`` when it has the shape but is
    wrong. ``write`` gives the value in the style of a spelling of the same shape, or in the house style for any other
    spelling, and raises ``LiteralError`` when the value has no literal of this kind.
    """

    kind: str
    value_types: tuple[type, ...]
    found_by: str
    read: Callable[[str], Value | None]
    write: Callable[[Value, str], str] = field()

"""What there is to say of a kind of error, in both languages."""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class Entry:
    """A kind of error. ``notes`` are texts for second places.

    ``example`` is what follows the first statement of a file that has the error, or the ``whole`` of such a file; a
    ``case`` file is one about the agreement in ``catalogue_page``, with ``series`` as the file ``serie.csv`` beside it,
    and one that ``amends`` lies beside it.
    """

    nb: str
    en: str
    do_nb: str
    do_en: str
    example: str = ""
    case: bool = False
    whole: bool = False
    amends: bool = False
    series: str = ""
    notes: tuple[tuple[str, str, str], ...] = ()

    def message(self, language: str) -> str:
        """The message with its blanks."""
        return self.en if language == "en" else self.nb

    def advice(self, language: str) -> str:
        """What to do about it."""
        return self.do_en if language == "en" else self.do_nb

    def note(self, key: str, language: str) -> str:
        """The text of a second place."""
        nb, en = next((nb, en) for name, nb, en in self.notes if name == key)
        return en if language == "en" else nb

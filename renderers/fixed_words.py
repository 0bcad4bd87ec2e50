"""The few words a printed contract holds that nobody signed: what renderers add, in both written forms."""

from typing import Literal

from attrs import frozen


@frozen(kw_only=True)
class FixedWords:
    """Words for what the renderers add."""

    contents: str
    skip_to_text: str
    link_to: str
    clause: str

    def link_to_clause(self, number: str | None, heading: str) -> str:
        """What a link to a clause is called, for those who hear the page: ``Lenke til punkt 11.1``."""
        if number is None:
            return f"{self.link_to} «{heading}»"
        return f"{self.link_to} {self.clause} {number}" if number[0].isdigit() else f"{self.link_to} {number}"


_BOKMAAL = FixedWords(contents="Innhold", skip_to_text="Hopp til avtaleteksten", link_to="Lenke til", clause="punkt")
_NYNORSK = FixedWords(contents="Innhald", skip_to_text="Hopp til avtaleteksten", link_to="Lenkje til", clause="punkt")


def fixed_words(language: Literal["nb", "nn"]) -> FixedWords:
    """The words in bokmål (``nb``) or nynorsk (``nn``)."""
    return _NYNORSK if language == "nn" else _BOKMAAL

"""The words a redline prints that stand in neither version, in Norwegian and English."""

from __future__ import annotations

from attrs import frozen

from renderers.redline.model import Redline


@frozen(kw_only=True)
class Words:
    """Headings, labels and sentences of a redline."""

    heading: str
    question: str
    circumstances: str
    old: str
    new: str
    inserted: str
    deleted: str
    moved_from: str
    moved_to: str
    end: str
    no_change: str
    unused: str

    one_new: str
    some_new: str

    none_asked: str
    one_same: str
    all_same: str
    some_differ: str

    def asked(self, redline: Redline) -> str:
        """How many questions were asked, and how many got another answer or could be put to the new version alone."""
        new = sum(answer.only_new for answer in redline.answers)
        said = self._of_both(len(redline.answers) - new, redline.asked)
        if not new:
            return said
        more = self.one_new if new == 1 else self.some_new.format(new=new)
        return f"{said} {more}" if redline.asked else more

    def _of_both(self, differ: int, asked: int) -> str:
        if not asked:
            return self.none_asked
        if differ:
            return self.some_differ.format(differ=differ, asked=asked)
        return self.one_same if asked == 1 else self.all_same.format(asked=asked)


_NB = Words(
    heading="Hva endringene fører til", question="Spørsmål", circumstances="Sak og dag", old="Før", new="Nå",
    inserted="satt inn", deleted="strøket", moved_from="flyttet herfra", moved_to="flyttet hit", end="slutt",
    no_change="De to er like.", unused="Saker som ikke passer til den nye, og ikke er brukt",
    one_new="Ett spørsmål er fra en sak som bare passer til den nye.",
    some_new="{new} spørsmål er fra saker som bare passer til den nye.",
    none_asked="Ingen spørsmål er stilt.", one_same="Spørsmålet har samme svar i begge.",
    all_same="Alle {asked} spørsmål har samme svar i begge.",
    some_differ="{differ} av {asked} spørsmål har fått et annet svar.",
)  # fmt: skip
_EN = Words(
    heading="What the changes lead to", question="Question", circumstances="Case and day", old="Before", new="Now",
    inserted="inserted", deleted="deleted", moved_from="moved from here", moved_to="moved here", end="end",
    no_change="The two are the same.", unused="Cases that do not fit the new one, and were not used",
    one_new="One question is of a case that fits the new one only.",
    some_new="{new} questions are of cases that fit the new one only.",
    none_asked="No questions were asked.", one_same="The question has the same answer in both.",
    all_same="All {asked} questions have the same answer in both.",
    some_differ="{differ} of {asked} questions have got another answer.",
)  # fmt: skip


def words_in(language: str) -> Words:
    """The words in "nb" or "en"."""
    return _EN if language == "en" else _NB

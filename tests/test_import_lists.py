"""Bullets that people drag out of their list: the statements under them in the source are the list's."""

from __future__ import annotations

from tests.edit_scripts import Edit
from tests.test_import import at, imported

LIST = """\
avtale bod «LEIEAVTALE FOR BOD»; målform bokmål.

punkt 1 «Utgifter»
«Leieren dekker:[dekker]»
- «strøm[dekker]»
- «renhold innen {frist}[strøken]»   # sist
beløp dekker (utgiftene) i et år er kr 12 000.
# bare renholdet
verdi frist er 3 måneder.
taushet strøken: «hvor rent»; utfylles av <punkt 2>.
taushet nøkler: «hvem som har nøklene»; utfylles av <punkt 2>.

punkt 2 «Annet»
«Leieren har:[opplysning]»
- «nøkkel[opplysning]»
"""


def moved(block: str, before: str, count: int = 1, text: str = LIST) -> str:
    """The source after a drag of some lines to before another, which comes after them."""
    return imported(Edit(kind="move", block=at(block, text), count=count, to=at(before, text) - count), text=text).text


def test_what_is_the_list_s_stays_at_the_clause() -> None:
    """Only what nobody but the bullet names goes with it, with the comment above it."""
    parted = """\
punkt 1 «Utgifter»
«Leieren dekker:[dekker]»
- «strøm[dekker]»
beløp dekker (utgiftene) i et år er kr 12 000.
taushet nøkler: «hvem som har nøklene»; utfylles av <punkt 2>.

punkt 2 «Annet»
«Leieren har:[opplysning]»

- «renhold innen {frist}[strøken]»   # sist
# bare renholdet
verdi frist er 3 måneder.
taushet strøken: «hvor rent»; utfylles av <punkt 2>.

- «nøkkel[opplysning]»
"""
    assert moved("renhold", "nøkkel") == LIST[: LIST.index("punkt 1")] + parted


def test_all_the_bullets() -> None:
    """Then it is the passage above them that the rest stands under."""
    done = moved("strøm", "nøkkel", 2)
    assert "[dekker]»\nbeløp dekker (utgiftene) i et år er kr 12 000.\ntaushet nøkler" in done


def test_a_whole_list_takes_all_along() -> None:
    """As any passage does."""
    done = moved("Leieren dekker", "nøkkel", 3)
    assert "# sist\nbeløp dekker (utgiftene) i et år er kr 12 000.\n# bare" in done
    assert done.index("punkt 2 «") < done.index("beløp dekker")

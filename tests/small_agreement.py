"""A small agreement and a case about it, for tests of what loads and asks them."""

from pathlib import Path

AGREEMENT = """\
avtale naust «LEIEAVTALE FOR NAUST»; målform bokmål; kilde «prøve».

punkt 1 «Parter»
«Eier er {Fjord}, leier er {Vik}.[Fjord, Vik] Partene vil ha et godt naust.[formål]»
part Fjord «Fjord AS» er eier.
part Vik «Vik AS» er leier.
rolle eier (eieren): nøyaktig én part.
rolle leier (leieren): alle andre parter.

punkt 2 «Leie»
«Leien er {leie} i året, jf. <punkt 1>.[årsleie, gjentar punkt 1]»
verdi leie er kr 12 000.
beløp årsleie (årsleien) i et år er {leie}.

spørsmål leie-år:
  nb «Hva er leien i {år}?», «Hvor mye koster naustet i {år}?»
  engelsk «What is the rent in {år}?»
  svar verdi årsleien i året.
"""

CASE = """\
sak prøve til naust «oppdiktet».

komplett til 1.11.2026.

spør den 1.11.2026: «Hva er leien i 2027?» venter klart kr 12 000.
"""


def write(folder: Path) -> tuple[Path, Path]:
    """The agreement as ``naust.vka`` in the folder, and the case as ``saker/prøve.sak`` below it."""
    agreement, case = folder / "naust.vka", folder / "saker" / "prøve.sak"
    case.parent.mkdir()
    agreement.write_text(AGREEMENT, encoding="utf-8")
    case.write_text(CASE, encoding="utf-8")
    return agreement, case

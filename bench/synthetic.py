"""A made-up agreement of any length that passes the checker: one realistic clause, repeated under new names."""

from __future__ import annotations

_HEAD = """\
avtale prøve «AVTALE OM SAMARBEID»;
  målform bokmål.

part Nord «Nord kommune» er vert.
part Sør «Sør kommune» er gjest.

rolle vert (verten): nøyaktig én part.
rolle gjest (gjesten, gjester): alle andre parter.
rolle kommune (kommunen, kommuner, kommunene): alle parter.

lov koml «kommuneloven».

"""

_CLAUSE = """\
punkt {n} «Oppsigelse og oppgjør»

«Den enkelte kommune kan si opp denne delen av avtalen med minimum {{varsel{n}}} skriftlig varsel, regnet til
 {{dag{n}}}.[melding{n}, avgang{n}, i-tide{n}] Kommunen betaler {{sats{n}}} av kostnadene i samarbeidet det året,
 jf. <kommuneloven § 20-8>.[andel{n}, kostnad{n}]»

- «Oppsigelsen skal være {{form{n}}}.[avgang{n}]»
- «Er kostnadene vesentlig høyere enn forventet, kan partene endre fordelingen.[dyrt{n}, endring{n}]»

verdi varsel{n} er 1 år.
verdi dag{n} (dagen{n}) er hver 1/1.
verdi sats{n} er 12,5%.
verdi form{n} er skriftlig.

hendelse melding{n} (meldingen{n}): en kommune (si, sier, har sagt) opp del{n};
  der meldingen{n} er enten skriftlig eller muntlig;
  der meldingen{n} er mottatt en dag;
  utføres av kommunen.

tilstand ute{n}: en kommune (tre, trer, har trådt) ut av del{n}.

skjønn dyrt{n}: kostnadene til del{n} er vesentlig høye for en kommune;
  avgjøres av «partene i fellesskap»;
  taler for «dobling fra året før»;
  taler mot «vanlig prisvekst».

regel i-tide{n}: en melding{n} er i tide til en dag{n}
  tolkning av «minimum {{varsel{n}}} skriftlig varsel»
  lesning kalender (foretrukket)
    når meldingen{n} er mottatt senest ({{varsel{n}}} før dagen{n})
    fordi «varselet løper fra det er kommet frem»
  lesning helt-år
    når meldingen{n} er mottatt før ({{varsel{n}}} før dagen{n})
    fordi «mottaksdagen regnes ikke med»
    mot «ordlyden sier minimum».

kompetanse avgang{n}: enhver kommune kan tre ut av del{n}
  ved en melding{n} fra kommunen
  når meldingen{n} er {{form{n}}}.

beløp kostnad{n} (kostnaden{n}) i et år oppgis i saken; kilde «regnskapet».

beløp andel{n} (andelen{n}) for en kommune i et år
  er {{sats{n}}} · (kostnaden{n} i året) når kostnadene til del{n} er vesentlig høye for kommunen,
    ellers (kostnaden{n} i året) / (antall kommuner).

rett endring{n}: enhver kommune kan «kreve ny fordeling»
  når kostnadene til del{n} er vesentlig høye for kommunen;
  merknad «Endringen gjelder fra neste år.».

spørsmål ut{n}:
  nb «Kan {{kommune}} tre ut av del {n} {{dag}}?», «Er {{kommune}} ute av del {n} {{dag}}?»
  engelsk «Can {{kommune}} exit part {n} on {{dag}}?»
  svar kan kommunen: kommunen har trådt ut av del{n}.

spørsmål pris{n}:
  nb «Hva betaler {{kommune}} for del {n} i {{år}}?»
  svar verdi (andelen{n} for kommunen i året).

"""


def agreement(lines: int) -> str:
    """An agreement of at least ``lines`` lines, without errors."""
    each = _CLAUSE.count("\n")
    count = max(1, -(-(lines - _HEAD.count("\n")) // each))
    return _HEAD + "".join(_CLAUSE.format(n=n) for n in range(1, count + 1))

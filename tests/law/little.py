"""A little agreement with one of each form of rule, for units of the engine; and its statements and questions."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from dsl.case import Case
from dsl.pipeline import Loaded
from tests import helpers as h

SOURCE = """\
avtale liten «LITEN AVTALE»; målform bokmål; kilde «prøve».

punkt 1 «Partene»
«Partene er {Aas} og {Bø}.[Aas, Bø] Alle er kommuner.[kommune, vert]»
part Aas «Aas kommune» er vert.
part Bø «Bø kommune» er gjest.
rolle vert (verten): nøyaktig én part.
rolle gjest (gjesten): alle andre parter.
rolle kommune (kommunen, kommuner, kommunene): alle parter.

punkt 2 «Gangen»
«En kommune signerer, varsler og stanser slik det står her.[klar, ferdig, i-gang, løper, gjelder, startdag, sluttdag,
 varslingsdag, utløp, etterfrist, presis, rolig, ja-eller-nei]»
hendelse signering (signeringen): en kommune (signere, signerer, har signert) avtalen; utføres av kommunen.
hendelse varsel (varselet): en kommune (varsle, varsler, har varslet);
  der varselet er enten skriftlig eller muntlig;
  der varselet er mottatt en dag;
  der varselet gjelder en dag (kan mangle);
  utføres av kommunen.
hendelse stans (stansen): en kommune (stanse, stanser, har stanset) arbeidet; utføres av kommunen.

regel klar: alt er klart når enhver kommune har signert avtalen.
regel ferdig: en kommune er ferdig når kommunen har signert avtalen og kommunen har varslet.
regel i-gang: en kommune er i gang når kommunen har signert avtalen eller kommunen har varslet.
regel løper: en kommune løper når kommunen har signert avtalen med mindre kommunen har stanset arbeidet.
regel varslet-mottatt: en kommune er hørt når kommunen har varslet og varselet er mottatt.
regel etterfrist: en kommune er sen når kommunen har signert avtalen og ikke (kommunen har varslet senest 1.6.2020).
regel presis: en kommune er presis når kommunen har signert avtalen på 1.6.2020.
regel rolig: alt er rolig når ikke (en kommune har stanset arbeidet).
regel ja-eller-nei: alt er avgjort når ikke (alt er klart) eller alt er klart.
dag startdag (startdagen) er den dag enhver kommune har signert avtalen.
dag sluttdag (sluttdagen) er den dag en kommune har stanset arbeidet.
tilstand gjelder: avtalen gjelder fra og med startdagen fram til sluttdagen.
verdi termindag (termindagen) er hver 1/1 og 1/7.
verdi frist er 6 måneder.
dag utløp (utløpet) for et varsel
  er den første termindag fra (den dag varselet er mottatt) der (varselet er mottatt senest {frist} før termindagen
    og ikke (varselet gjelder en dag og dagen er etter termindagen)).
dag varslingsdag (varslingsdagen) for en kommune er den tidligste av (den dag kommunen har varslet, den dag
  kommunen har stanset arbeidet).
tilstand fri: en kommune (gå, går, har gått) fri.
«Et skriftlig varsel gjør fri fra en {termindag}, med {frist} varsel.[frigjøring, varslet-mottatt]»
kompetanse frigjøring: enhver kommune kan gå fri fra (utløpet for varselet)
  ved et varsel fra kommunen
  når varselet er skriftlig.

punkt 3 «Penger»
«Det koster {grunnbeløp} i året, med tillegg og fradrag.[gebyr, trinn, sum, forbruk]»
verdi grunnbeløp er kr 100.
beløp forbruk (forbruket) for en kommune i et år oppgis i saken.
beløp sum (summen-av-forbruk) i et år er summen av (forbruket for kommunen i året) for hver kommune.
beløp gebyr (gebyret) i et år er {grunnbeløp}.
faktum jubileum: et år er jubileum.
faktum nødår: et år er nødår.
unntak jubelpris fra gebyr når året er jubileum: er kr 50.
unntak nødpris fra gebyr når året er nødår: er kr 10.
forrang nødpris går foran jubelpris.
beløp trinn (trinnet) i et år er kr 1 når (summen-av-forbruk i året) er mindre enn kr 1 000, ellers kr 2.

punkt 4 «Det som er uklart»
«Arbeidet skal være rimelig ferdig til avtalt tid.[rimelig, avtaletid, forfall]»
skjønn rimelig: arbeidet er rimelig; avgjøres av «partene».
regel avtaletid: tiden er avtalt
  tolkning av «avtalt tid»
  lesning streng (foretrukket) når alt er klart fordi «begge må si ja»
  lesning romslig når en kommune har signert avtalen fordi «en er nok»
  lesning løs (svak) alltid fordi «alltid avtalt».
taushet helg: «forfall i helg»; råd «Betal neste virkedag.».
dag forfall (forfallet) for en dag er dagen når dagen er en virkedag,
  ellers taushet helg utfylt med (neste virkedag fra dagen).
regel rimelig-avtalt: arbeidet er i orden når arbeidet er rimelig og tiden er avtalt.

spørsmål q-klar: nb «Når er alt klart?» engelsk «When is all clear?» svar når alt er klart.
spørsmål q-ferdig: nb «Når er {kommune} ferdig?» engelsk «When is {kommune} done?» svar når kommunen er ferdig.
spørsmål q-i-gang: nb «Når er {kommune} i gang?» engelsk «When is {kommune} going?» svar når kommunen er i gang.
spørsmål q-løper: nb «Når løper {kommune}?» engelsk «When does {kommune} run?» svar når kommunen løper.
spørsmål q-løper-på: nb «Løper {kommune} {dag}?» engelsk «Does {kommune} run on {dag}?» svar om kommunen løper.
spørsmål q-hørt: nb «Når er {kommune} hørt?» engelsk «When is {kommune} heard?» svar når kommunen er hørt.
spørsmål q-sen: nb «Er {kommune} sen {dag}?» engelsk «Is {kommune} late on {dag}?» svar om kommunen er sen.
spørsmål q-presis: nb «Er {kommune} presis?» engelsk «Is {kommune} exact?» svar om kommunen er presis.
spørsmål q-rolig: nb «Er alt rolig {dag}?» engelsk «Is all quiet on {dag}?» svar om alt er rolig.
spørsmål q-avgjort: nb «Er alt avgjort?» engelsk «Is all settled?» svar om alt er avgjort.
spørsmål q-gjelder: nb «Gjelder avtalen {dag}?» engelsk «Does it hold on {dag}?» svar om avtalen gjelder.
spørsmål q-gjelder-fra: nb «Når gjelder avtalen fra?» engelsk «From when does it hold?» svar når avtalen gjelder.
spørsmål q-fri: nb «Når er {kommune} fri?» engelsk «When is {kommune} free?» svar når kommunen har gått fri.
spørsmål q-kan-fri: nb «Kan {kommune} gå fri {dag}?» engelsk «Can {kommune} go free on {dag}?»
  svar kan kommunen: kommunen har gått fri på dagen.
spørsmål q-varslet: nb «Når varslet {kommune} eller stanset?» engelsk «When did {kommune} say so or stop?»
  svar verdi (varslingsdagen for kommunen).
spørsmål q-gebyr: nb «Hva er gebyret i {år}?» engelsk «What is the fee in {år}?» svar verdi (gebyret i året).
spørsmål q-trinn: nb «Hva er trinnet i {år}?» engelsk «What is the step in {år}?» svar verdi (trinnet i året).
spørsmål q-sum: nb «Hva er summen i {år}?» engelsk «What is the sum in {år}?» svar verdi (summen-av-forbruk i året).
spørsmål q-avtalt: nb «Er tiden avtalt?» engelsk «Is the time agreed?» svar om tiden er avtalt.
spørsmål q-orden: nb «Er arbeidet i orden?» engelsk «Is the work in order?» svar om arbeidet er i orden.
spørsmål q-forfall: nb «Når forfaller det som skal betales {dag}?» engelsk «When is it due on {dag}?»
  svar verdi (forfallet for dagen).
spørsmål q-hvem: nb «Hvem har signert?» engelsk «Who has signed?» svar hvem kommune der kommunen har signert avtalen.
"""


@cache
def agreement() -> Loaded:
    """The little agreement, read once."""
    return h.load(SOURCE)


def case(*statements: str, complete: date = h.FAR) -> Case:
    """A case about it."""
    return h.case(*statements, complete=complete, about=agreement())


def found(about: Case, question: str, *args: Any, on: date = h.FAR, known: date | None = None) -> h.Found:
    """What a question about it comes to."""
    return h.found(about, question, *args, on=on, known=known, made=agreement().contract)


def signs(who: str, when: date) -> str:
    """Somebody signs."""
    return f"den {h.day(when)}: {who} signerer avtalen"


def warns(who: str, when: date, received: date | None = None, form: str = "skriftlig", to: date | None = None) -> str:
    """Somebody gives notice; when it was received is not told if None."""
    parts = [f"den {h.day(when)}: {who} varsler", f"varselet er {form}"]
    if received is not None:
        parts.append(f"varselet er mottatt {h.day(received)}")
    if to is not None:
        parts.append(f"varselet gjelder {h.day(to)}")
    return "; ".join(parts)


def stops(who: str, when: date) -> str:
    """Somebody stops."""
    return f"den {h.day(when)}: {who} stanser arbeidet"

"""Every error a source file can have: code, message, advice, and an example that produces it.

``docs/errors.md`` is made from this table, and a test runs every example. V1 reading · V2 names · V3 types · V4 text
and coverage · V5 readings, rank and use · V6 cases · V8
amendments.
"""

from __future__ import annotations

from dsl.catalogue_entry import Entry

_VOCABULARY = """
part A «A kommune» er vert. part B «B kommune» er gjest.
rolle vert (verten): nøyaktig én part. rolle gjest (gjesten, gjester): alle andre parter.
rolle kommune (kommunen, kommuner): alle parter.
"""

ENTRIES: dict[str, Entry] = {}


def _add(code: str, nb: str, en: str, do_nb: str, do_en: str, **more: object) -> None:
    ENTRIES[code] = Entry(nb=nb, en=en, do_nb=do_nb, do_en=do_en, **more)  # type: ignore[arg-type]  # one table row


# ── V1 reading ──────────────────────────────────────────────────────────────────────────────────────────────────────
_add("V101", "her ventet jeg {expected}, ikke «{found}»", "expected {expected} here, not “{found}”",
     "rett setningen før dette stedet; hver setning utenfor « » slutter med punktum",
     "mend the sentence before this place; every statement outside « » ends with a full stop",
     example="verdi tid 1 år.")  # fmt: skip
_add("V102", "« åpnes her og lukkes aldri", "« opens here and is never closed",
     "sett » der avtaleteksten slutter; skriv \\« og \\» om tegnene selv skal stå",
     "put » where the text ends; write \\« and \\» if the signs themselves are meant",
     example="punkt 1 «Parter\nverdi tid er 1 år.")  # fmt: skip
_add("V103", "tegnet «{found}» hører ikke hjemme her", "the character “{found}” does not belong here",
     "ta det bort, eller sett teksten mellom « og »", "remove it, or put the text between « and »",
     example="verdi tid er 1 år; @.")  # fmt: skip
_add("V104", "filen er tom", "the file is empty", "en avtalefil begynner med «avtale navn «tittel».»",
     "an agreement begins with “avtale name «title».”", whole=True)  # fmt: skip
_add("V105", "filen er ikke UTF-8-tekst (byte {offset})", "the file is not UTF-8 text (byte {offset})",
     "lagre filen på nytt som UTF-8", "save the file again as UTF-8")  # fmt: skip
_add("V106", "filen er for stor: {size} MB, grensen er {limit} MB", "the file is too large: {size} MB, the limit is {limit} MB",
     "del den opp; en avtale er sjelden over noen få hundre kB", "split it; an agreement is rarely over some hundred kB")  # fmt: skip
_add("V107", "uttrykket har for mange parenteser i hverandre", "the expression nests too deeply",
     "gi deler av det navn med en «regel» eller et «beløp»", "name parts of it with a rule or quantity",
     example=f"regel r: noe gjelder når {'(' * 61}noe{')' * 61}.")  # fmt: skip
_add("V108", "«og» og «eller» står sammen uten parentes", "“og” and “eller” stand together without parentheses",
     "sett parentes om det som hører sammen", "put parentheses around what belongs together",
     example=_VOCABULARY + "faktum a: kommunen er stor. regel r: x gjelder når kommunen er stor og kommunen er stor eller kommunen er stor.")  # fmt: skip
_add("V109", "dette er ikke en gyldig verdi: {reason}", "this is not a valid value: {reason}",
     "rett verdien", "mend the value", example="verdi dag er 30.2.2027.")  # fmt: skip
_add("V110", "filen er av feil slag: ventet {expected}", "wrong kind of file: expected {expected}",
     "avtaler begynner med «avtale», saker med «sak»", "agreements begin with “avtale”, cases with “sak”",
     whole=True, example="sak s til prøve.\nkomplett til 1.1.2026.")  # fmt: skip
_add("V111", "finner ikke filen «{name}»", "there is no file “{name}”",
     "se etter skrivefeil i navnet, og hvilken mappe du står i", "look for a slip in the name, and at the folder you are in")  # fmt: skip
_add("V112", "«{name}» er ikke en vanlig fil", "“{name}” is not an ordinary file",
     "oppgi en .vka- eller .sak-fil, ikke en mappe", "name a .vka or .sak file, not a folder")  # fmt: skip
_add("V113", "du har ikke lov til å lese filen «{name}»", "you are not allowed to read the file “{name}”",
     "gi deg selv lesetilgang, eller kopier filen", "give yourself read access, or copy the file")  # fmt: skip
_add("V114", "finner ikke «{name}», som filen bygger på, eller kan ikke lese den", "cannot find or read “{name}”, which the file builds on",
     "skriv stien slik den er sett fra mappen filen ligger i; filen må være UTF-8-tekst", "write the path as seen from the folder of the file; it must be UTF-8 text",
     example="bygger på «finnes-ikke.vka».")  # fmt: skip
_add("V115", "filen bygger på seg selv gjennom «{name}»", "the file builds on itself through “{name}”",
     "ta bort den ene «bygger på»", "remove one “bygger på”", example="bygger på «eksempel.vka».")  # fmt: skip
_add("V116", "«{name}» er nevnt to ganger", "“{name}” is named twice", "ta bort den ene", "remove one",
     example="bygger på «en-lov.vka». bygger på «en-lov.vka».", notes=(("first", "det første stedet", "the first place"),))  # fmt: skip
_add("V117", "«{what}» hører ikke hjemme i en fil av dette slaget", "“{what}” does not belong in a file of this kind",
     "en lovtekst har paragraf, innholdskrav og rang; en avtale har punkt, parter og det som fraviker loven",
     "a statute has paragraf, innholdskrav and rank; an agreement has punkt, parties and what departs from the law",
     example="regel r: x gjelder alltid; fravikelig.")  # fmt: skip
_add("V118", "«{name}» er ingen lovtekst", "“{name}” is no statute",
     "en fil bygger bare på lover; de begynner med «lovtekst»", "a file builds on statutes only; they begin with “lovtekst”")  # fmt: skip
_add("V119", "denne ordlyden gjelder fra {since}, før den over er opphørt ({until})", "this wording applies from {since}, before the one above has ended ({until})",
     "rett dagene: den eldre ordlyden av et ledd slutter den dagen den nye begynner",
     "mend the days: the older wording of a paragraph ends on the day the newer begins", whole=True,
     example="lovtekst prøveloven «Lov om prøving».\nparagraf 1 «X»\n«Slik var det.[opplysning]»; fram til 1.6.2021.\n«Slik er det.[opplysning]»; i kraft fra 1.1.2021.",
     notes=(("first", "den over", "the one above"),))  # fmt: skip
_add("V120", "dette gjelder fram til {until}, men først fra {since}", "this applies until {until}, but only from {since}",
     "rett den ene dagen", "mend one of the days", whole=True,
     example="lovtekst prøveloven «Lov om prøving».\nparagraf 1 «X»\n«Slik var det.[opplysning]»; i kraft fra 1.6.2021; fram til 1.1.2021.",
     notes=(("first", "her begynner det", "it begins here"),))  # fmt: skip
_add("V121", "teksten slutter med » før dette, og her er en » til", "the text ends with » before this, and here is one more »",
     "skriv \\» om tegnet selv skal stå; ellers: ta den ene bort", "write \\» if the sign itself is meant; else remove one",
     example="punkt 1 «X»\n«Så står det » og mer.[opplysning]»")  # fmt: skip

_add("V122", "«{what}» sier ikke noe her", "“{what}” says nothing here",
     "det hører til: {where}; flytt det dit, eller ta det ut", "it belongs to: {where}; move it there, or take it out",
     example=_VOCABULARY + "beløp pris (prisen) er kr 1; frist 1.1.2020.")  # fmt: skip

# ── V2 names ────────────────────────────────────────────────────────────────────────────────────────────────────────
_add("V201", "navnet «{name}» er brukt to ganger", "the name “{name}” is used twice",
     "gi det ene et annet navn", "rename one of them", example="verdi tid er 1 år. verdi tid er 2 år.",
     notes=(("first", "det første stedet", "the first place"),))  # fmt: skip
_add("V202", "ingen har navnet «{name}»", "nothing is called “{name}”",
     "erklær det, eller rett skrivemåten", "declare it, or mend the spelling",
     example="punkt 1 «X»\n«Fristen er {frist}.[opplysning]»")  # fmt: skip
_add("V203", "setningen «{phrase}» er ikke erklært", "the sentence “{phrase}” is not declared",
     "setninger i regler må stå ord for ord slik en hendelse, tilstand, regel eller størrelse er erklært",
     "sentences in rules must stand word for word as an event, state, rule or quantity declares them",
     example=_VOCABULARY + "regel r: kommunen er liten når kommunen er uerklært.")  # fmt: skip
_add("V204", "setningen «{phrase}» kan leses på flere måter", "the sentence “{phrase}” can be read in several ways",
     "gjør ordlyden ulik der de to er erklært", "make the two declarations differ in wording",
     example=_VOCABULARY + "faktum a: en kommune er stor. skjønn b: en kommune er stor. regel r: en kommune teller når kommunen er stor.",
     notes=(("one", "slik er den ene erklært", "one declaration"),))  # fmt: skip
_add("V205", "«{name}» viser ikke til noe som er innført", "“{name}” refers to nothing that has been introduced",
     "innfør det først med «en …», eller skriv navnet", "introduce it first with “en …”, or write the name",
     example=_VOCABULARY + "faktum a: en kommune er stor. regel r: alt er stort når kommunen er stor.")  # fmt: skip
_add("V206", "«{name}» er ikke en {kind}", "“{name}” is not a {kind}", "bruk et navn av riktig slag", "use a name of the right kind",
     example=_VOCABULARY + "faktum f: x er y. unntak u fra f når x er y: gjelder.")  # fmt: skip
_add("V207", "definisjonen går i ring: {path}", "the definition goes in a circle: {path}",
     "bryt ringen; en regel kan ikke bygge på seg selv", "break the circle; a rule cannot rest on itself",
     example="regel a: x er a når x er b. regel b: x er b når x er a.")  # fmt: skip
_add("V208", "spørsmålet har en plass «{name}» som ikke er et slag avtalen kjenner", "the question has a slot “{name}” of no known kind",
     "bruk en rolle, en ting, et utvalg eller dag, år, beløp", "use a role, a thing, an enumeration or dag, år, beløp",
     example="regel r: x gjelder alltid. spørsmål q: nb «Gjelder {frosk}?» svar om x gjelder.")  # fmt: skip

_add("V209", "plassen «{name}» står to ganger i samme spørsmål", "the slot “{name}” stands twice in one wording",
     "bruk «{{annen-…}}» for den andre av samme slag", "use “{{annen-…}}” for the second of the same kind",
     example=_VOCABULARY + "regel r: x gjelder alltid. spørsmål q: nb «Skylder {kommune} noe til {kommune}?» svar om x gjelder.")  # fmt: skip
_add("V210", "to spørsmål har samme ordlyd: «{wording}»", "two questions have the same wording: “{wording}”",
     "gi det ene en annen ordlyd; motoren gjetter aldri hvilket som er ment", "reword one of them; the engine never guesses which is meant",
     example="regel r: x gjelder alltid. spørsmål p: nb «Gjelder det?» svar om x gjelder. spørsmål q: nb «Gjelder det?» svar om x gjelder.",
     notes=(("first", "det andre spørsmålet", "the other question"),))  # fmt: skip
_add("V211", "rollen «{name}» har bare én part, og den har den alt", "the role “{name}” has one party only, and has it already",
     "gi parten en annen rolle, eller skriv «minst én part» i rollen", "give the party another role, or write “minst én part” in the role",
     example="part A «A kommune» er vert. part B «B kommune» er vert. rolle vert (verten): nøyaktig én part.",
     notes=(("first", "den første parten", "the first party"),))  # fmt: skip
_add("V212", "«{phrase}» er ingen dag denne kan følge etter", "“{phrase}” is no day that this can follow",
     "skriv «(tidligst samme dag)» for hendelsens egen dag, eller «(tidligst når den er …)» med ordene for en annen dag hendelsen har",
     "write “(tidligst samme dag)” for the event's own day, or “(tidligst når den er …)” with the words of another of its days",
     example=_VOCABULARY + "hendelse varsel (varselet): en kommune (varsle, varsler, har varslet); der varselet er mottatt en dag (tidligst når det er sendt); utføres av kommunen.")  # fmt: skip

_add("V213", "verdien bruker «{name}», som vilkåret innfører, og det kan være flere", "the value uses “{name}”, which the condition introduces, and there may be several",
     "skriv regelen for én («… for en kommune»), eller vis til noe en hendelse forteller", "write the rule for one of them (“… for en kommune”), or refer to what an event tells",
     example=_VOCABULARY + "beløp del (delen) for en kommune oppgis i saken. beløp pris er kr 1. unntak u fra pris når en kommune er en kommune: er (delen for kommunen).")  # fmt: skip

_add("V214", "«{kind} når» sier ikke noe om en rolle", "“{kind} når” says nothing about a role",
     "skriv «bortfaller når …» i rollen: det som gjør at en part ikke lenger har den",
     "write “bortfaller når …” in the role: what makes a party no longer have it",
     example="rolle gjest (gjesten): alle parter; oppfylt når gjesten er stor. faktum f: en gjest er stor.")  # fmt: skip

_add("V215", "«dekket med» står i en norm uten et beløp å dekke", "“dekket med” stands in a norm with no amount to cover",
     "skriv beløpet i parentes i det som skal gjøres («skal betale (leien) til …»), eller ta ut «dekket med»",
     "write the amount in parentheses in what is to be done (“skal betale (leien) til …”), or take out “dekket med”",
     example=_VOCABULARY + "beløp innbetalt (innbetalingen) oppgis i saken. plikt p: enhver kommune skal «møte»; dekket med (innbetalingen).")  # fmt: skip

# ── V3 types ────────────────────────────────────────────────────────────────────────────────────────────────────────
_USES = (
    ("use", "verdien er brukt her", "the value is used here"),
    ("value", "verdien «{name}» står her", "the value “{name}” stands here"),
)

_add("V301", "her skal det stå {expected}, men «{phrase}» er {found}", "{expected} belongs here, but “{phrase}” is {found}",
     "bruk noe av riktig slag", "use something of the right kind",
     notes=_USES, example="verdi tid er 1 år. beløp pris er {tid}.")  # fmt: skip
_add("V302", "kan ikke regne {left} {op} {right}", "cannot compute {left} {op} {right}",
     "en periode er ikke en dag, og en prosent tas av et beløp eller et tall", "a period is not a day; a percentage is taken of an amount or number",
     notes=_USES, example="verdi tid er 1 år. verdi sats er 5%. beløp x er {tid} · {sats}.")  # fmt: skip
_add("V303", "kan ikke sammenlikne {left} med {right}", "cannot compare {left} with {right}",
     "sammenlikn verdier av samme slag", "compare values of the same kind",
     notes=_USES, example="verdi pris er kr 100. verdi tid er 1 år. regel r: noe gjelder når {pris} er lik {tid}.")  # fmt: skip
_add("V304", "«{phrase}» er ikke en setning som er sann eller usann", "“{phrase}” is not a sentence that is true or false",
     "her trengs et vilkår", "a condition is needed here", example="verdi tid er 1 år. regel r: noe gjelder når {tid}.")  # fmt: skip
_add("V305", "«{phrase}» kan ikke innføres her", "“{phrase}” cannot be introduced here",
     "bruk den bestemte formen av noe som alt er innført", "use the definite form of something introduced before",
     example=_VOCABULARY + "beløp b (beløpene) for en kommune oppgis i saken. beløp c er b for en kommune.")  # fmt: skip

_add("V306", "en tabell gjelder «… i et år», og høyst én part", "a table is about a year, and at most one party",
     "skriv «tabell navn «tittel» for en part i et år: …»", "write “tabell name «title» for en part i et år: …”",
     example=_VOCABULARY + "beløp pris (prisen) er kr 5. tabell t «T» for en kommune: rad «Pris» prisen.")  # fmt: skip

# ── V4 text and coverage ────────────────────────────────────────────────────────────────────────────────────────────
_add("V401", "«{literal}» i avtaleteksten eies ikke av noen verdi", "“{literal}” in the text is owned by no value",
     "erklær «verdi navn er {literal}.» og skriv {{navn}} i teksten; er det en henvisning, sett < > om den",
     "declare “verdi name er {literal}.” and write {{name}} in the text; if it is a citation, put < > around it",
     example="punkt 1 «X»\n«Fristen er 3 måneder.[opplysning]»")  # fmt: skip
_add("V402", "setningen har verken regel eller merke: «{sentence}»", "the sentence has neither rule nor mark: “{sentence}”",
     "sett [regelnavn] etter setningen, eller en grunn: [formål], [opplysning], [overlatt], [skjønn], [ikke-brukt], [gjentar punkt n]",
     "put [rule name] after it, or a reason: [formål], [opplysning], [overlatt], [skjønn], [ikke-brukt], [gjentar punkt n]",
     example="punkt 1 «X»\n«Partene er enige.»")  # fmt: skip
_add("V403", "merket «{mark}» peker ikke på noe", "the mark “{mark}” points at nothing",
     "bruk navnet på en erklæring, eller en av grunnene", "use the name of a declaration, or one of the reasons",
     example="punkt 1 «X»\n«Partene er enige.[enighett]»")  # fmt: skip
_add("V404", "henvisningen «{citation}» leder ingen steder", "the citation “{citation}” leads nowhere",
     "rett den, eller erklær den som «henvisningsfeil»", "mend it, or declare it a “henvisningsfeil”",
     example="punkt 1 «X»\n«Se <punkt 99>.[opplysning]»")  # fmt: skip
_add("V405", "«{words}» står ikke i teksten i dette punktet", "“{words}” is not in the text of this clause",
     "siter ordene slik de står", "quote the words as they stand",
     example="punkt 1 «X»\n«Alt er bra.[r]»\nregel r: alt er bra tolkning av «noe annet» lesning a (foretrukket) alltid fordi «x» lesning b aldri fordi «y».")  # fmt: skip
_add("V406", "«{name}» er et punkt som finnes fra før", "clause “{name}” exists already", "nummerer på nytt", "renumber",
     example="punkt 1 «A»\npunkt 1 «B»", notes=(("first", "det første", "the first"),))  # fmt: skip
_add("V407", "«{sign}» i avtaleteksten er ikke lukket eller åpnet", "“{sign}” in the text is not closed or not opened",
     "sett det andre tegnet i paret, eller skriv \\{sign} om tegnet selv skal stå",
     "put the other sign of the pair, or write \\{sign} if the sign itself is meant",
     example="punkt 1 «X»\n«Fristen er {frist.[opplysning]»")  # fmt: skip
_add("V408", "setningen er ny, og det er ikke sagt hva som gir den virkning: «{sentence}»",
     "the sentence is new, and nothing says what gives it effect: “{sentence}”",
     "sett navnet på en regel i stedet for [ny], eller en grunn: [formål], [opplysning], [overlatt], [skjønn], [gjentar punkt n]",
     "put the name of a rule in the place of [ny], or a reason: [formål], [opplysning], [overlatt], [skjønn], [gjentar punkt n]",
     example="punkt 1 «X»\n«Partene møtes hver måned.[ny]»")  # fmt: skip

# ── V5 readings, rank and use ───────────────────────────────────────────────────────────────────────────────────────
_add("V501", "tolkningen har ingen foretrukket lesning", "the rival readings have no preferred one",
     "merk én lesning med (foretrukket); motoren velger aldri for deg", "mark one (foretrukket); the engine never chooses for you",
     example="punkt 1 «X»\n«Alt er bra.[r]»\nregel r: alt er bra tolkning av «Alt» lesning a alltid fordi «x» lesning b aldri fordi «y».")  # fmt: skip
_add("V502", "tolkningen har flere foretrukne lesninger", "the rival readings have more than one preferred",
     "behold én", "keep one",
     example="punkt 1 «X»\n«Alt er bra.[r]»\nregel r: alt er bra tolkning av «Alt» lesning a (foretrukket) alltid fordi «x» lesning b (foretrukket) aldri fordi «y».")  # fmt: skip
_add("V503", "tilfellene «{one}» og «{two}» kan begge gjelde og gir ulikt svar, for eksempel når {example}",
     "cases “{one}” and “{two}” can both apply and disagree, for example when {example}",
     "skriv «forrang {one} går foran {two}.», eller gjør vilkårene ulike", "write “forrang {one} går foran {two}.”, or make the conditions exclude each other",
     example="faktum a: x er varmt. faktum b: x er vått. tekst t er «en» når x er varmt, «to» når x er vått.",
     notes=(("other", "det andre tilfellet", "the other case"),))  # fmt: skip
_add("V504", "«{name}» er aldri brukt i tekst eller regel", "“{name}” is never used in text or rule",
     "bruk den, eller ta den bort", "use it, or remove it", example="verdi tid er 1 år.")  # fmt: skip
_add("V505", "«{name}» gir ingen setning virkning: ingen setning merker den og ingen regel bruker den",
     "“{name}” gives no sentence effect: no sentence marks it and no rule uses it",
     "merk setningen den hører til med [{name}], eller gi den en hjemmel", "mark its sentence with [{name}], or give it a “hjemmel”",
     example="punkt 1 «X»\n«Alt er bra.[opplysning]»\nregel r: alt er bra alltid.")  # fmt: skip
_add("V506", "kompetansen «{name}» begynner ingen tilstand og gjelder ingen erklært handling", "the power “{name}” begins no state and no declared act",
     "skriv handlingen som en erklært tilstand eller hendelse, eller som fri tekst mellom « »", "write the act as a declared state or event, or as free text between « »",
     example=_VOCABULARY + "kompetanse k: enhver kommune kan gå ut.")  # fmt: skip
_add("V507", "tilstanden «{name}» begynner aldri: ingen kompetanse fører til den", "the state “{name}” never begins: no power leads to it",
     "skriv en kompetanse, eller «fra og med …»", "write a power, or “fra og med …”",
     example=_VOCABULARY + "tilstand ute: en kommune (gå, går, har gått) ut.")  # fmt: skip
_add("V508", "bare to eller flere lesninger er en tolkning", "rival readings need at least two that count",
     "skriv regelen rett ut, eller legg til lesningen som strider mot den", "write the rule plainly, or add the rival",
     example="punkt 1 «X»\n«Alt er bra.[r]»\nregel r: alt er bra tolkning av «Alt» lesning a (foretrukket) alltid fordi «x» lesning b (svak) aldri fordi «y».")  # fmt: skip
_add("V509", "«{name}» fraviker {reference}, som ikke kan fravikes", "“{name}” departs from {reference}, which is mandatory",
     "rett avtalens regel etter loven; den ufravikelige regelen går foran uansett",
     "bring the agreement's rule into line; the mandatory rule prevails anyway",
     example="bygger på «prøveloven.vka».\npart A «A kommune» er kommune.\npunkt 1 «X»\n«Alt kan være muntlig.[muntlig]»\n"
             "regel muntlig: alt er muntlig alltid; fraviker <prøveloven § 1 andre ledd>.",
     notes=(("law", "loven: {clause} er ufravikelig", "the law: {clause} is mandatory"),))  # fmt: skip
_add("V510", "«{reference}» leder ikke til noen regel med rang", "“{reference}” leads to no rule with a rank",
     "vis til paragrafen og leddet i en lov avtalen bygger på", "refer to section and paragraph of a statute the agreement builds on",
     example="regel r: x gjelder alltid; fraviker <prøveloven § 1>.")  # fmt: skip
_add("V511", "«{name}» og {reference} gir begge vei til det samme, og ingen av dem viker",
     "“{name}” and {reference} both lead to the same state, and neither gives way",
     "skriv «; fraviker <{reference}>» når avtalen avtaler noe annet, «; gjengir <{reference}>» når den sier det samme",
     "write “; fraviker <{reference}>” where the agreement differs, “; gjengir <{reference}>” where it says the same",
     example="bygger på «prøveloven.vka».\npart A «A kommune» er kommune.\npunkt 1 «X»\n«Enhver kan gå ut.[egen-utgang]»\n"
             "kompetanse egen-utgang: enhver kommune kan gå ut ved en melding fra kommunen.",
     notes=(("law", "loven: {clause}", "the law: {clause}"),))  # fmt: skip

_add("V520", "oppgjøret «{name}» mangler «{part}»", "the settlement “{name}” lacks “{part}”",
     "skriv det: «av verdi …», «i sameie når …» og «andel for en … er …» må være med",
     "write it: “av verdi …”, “i sameie når …” and “andel for en … er …” are needed",
     example=_VOCABULARY + "ting eiendel (eiendelen). faktum f: en eiendel er felles. beløp pris (prisen) av en eiendel oppgis i saken.\noppgjør o: en eiendel deles mellom alle kommuner; av verdi (prisen av eiendelen); i sameie når eiendelen er felles; hjemmel <§ 1>.")  # fmt: skip
_add("V521", "«{part}» står to ganger i oppgjøret «{name}»", "“{part}” stands twice in the settlement “{name}”",
     "behold det ene", "keep one of them",
     example=_VOCABULARY + "ting eiendel (eiendelen). faktum f: en eiendel er felles. beløp pris (prisen) av en eiendel oppgis i saken.\noppgjør o: en eiendel deles mellom alle kommuner; av verdi (prisen av eiendelen); i sameie når eiendelen er felles; i sameie når eiendelen er felles; andel for en kommune er 1/2; hjemmel <§ 1>.")  # fmt: skip

# ── V6 cases ────────────────────────────────────────────────────────────────────────────────────────────────────────
_add("V601", "saken motsier seg selv om «{what}»", "the case contradicts itself about “{what}”",
     "behold den ene; en ny verdi må ha sin egen «kjent fra»", "keep one of the two; a new value needs its own “kjent fra”", case=True,
     example="faktum: lager er felles.\nfaktum: lager er ikke felles.\nting lager er en eiendel.",
     notes=(("first", "det andre stedet", "the other place"),))  # fmt: skip
_add("V602", "saken er skrevet til avtalen «{found}», ikke «{expected}»", "the case is written for “{found}”, not “{expected}”",
     "spør riktig avtale, eller rett sakens første setning", "ask the right agreement, or mend the case's first statement",
     case=True, whole=True, example="sak s til prove.\nkomplett til 1.1.2026.")  # fmt: skip
_add("V603", "saken sier ikke til hvilken dag den er komplett", "the case does not say until which day it is complete",
     "skriv «komplett til 1.11.2026.»", "write “komplett til 1.11.2026.”", case=True, example="ting lager er en eiendel.")  # fmt: skip
_add("V604", "«{phrase}» er {kind}, og oppgis ikke på denne måten", "“{phrase}” is {kind}, and is not told this way",
     "hendelser skrives «den dag: …», skjønn «skjønn den dag: …», fakta «faktum: …»",
     "events are “den day: …”, judgements “skjønn den day: …”, facts “faktum: …”", case=True,
     example="komplett til 1.1.2026.\nfaktum: A sier opp avtalen.")  # fmt: skip
_add("V605", "«{field}» er oppgitt to ganger for samme hendelse", "“{field}” is told twice for one event",
     "behold én", "keep one", case=True,
     example="komplett til 1.1.2026.\nden 1.1.2025: A sier opp avtalen; oppsigelsen er mottatt 1.1.2025; oppsigelsen er mottatt 2.1.2025.")  # fmt: skip
_add("V606", "hendelsen er sagt både å ha skjedd og å ha uteblitt", "the event is said both to have happened and not to have",
     "rett det ene", "mend one of them", case=True,
     example="komplett til 1.1.2026.\nden 1.1.2025: A sier opp avtalen.\nuteblitt: A sier opp avtalen.",
     notes=(("first", "her skjedde den", "here it happened"),))  # fmt: skip
_add("V608", "lesningen «{reading}» finnes ikke av «{point}»", "there is no reading “{reading}” of “{point}”",
     "velg en av lesningene", "choose one of its readings", case=True, example="komplett til 1.1.2026.\nvalgt: lesning z av frist.")  # fmt: skip
_add("V609", "«{phrase}» skal oppgis som en verdi, ikke som et regnestykke", "“{phrase}” is to be told as a value, not as a calculation",
     "skriv verdien", "write the value", case=True, example="komplett til 1.1.2026.\nfaktum: kostnaden i 2020 = kr 5 + kr 5.")  # fmt: skip
_add("V620", "bare én kan være det, men saken oppgir både «{one}» og «{two}»", "only one can be, but the case tells both “{one}” and “{two}”",
     "behold den ene opplysningen", "keep one of the two", case=True,
     example="komplett til 1.1.2026.\nting lager er en eiendel.\nfaktum: lager er ført hos A.\nfaktum: lager er ført hos B.",
     notes=(("first", "det andre stedet", "the other place"),))  # fmt: skip
_add("V621", "«{name}» er {roles}, ikke {role}", "“{name}” is {roles}, not {role}",
     "rett hvem det gjelder; det som sies om en som aldri har rollen, ville ikke ha noe å si",
     "mend whom it is told of; what is told of one who never has the role would count for nothing", case=True,
     example="komplett til 1.1.2026.\nden 1.1.2025: A søker opptak.")  # fmt: skip
_add("V622", "«{field}» {day} kan ikke være før {first}", "“{field}” {day} cannot be before {first}",
     "rett den ene dagen", "mend one of the days", case=True,
     example="komplett til 1.1.2026.\nden 1.2.2025: A sier opp avtalen; oppsigelsen er mottatt 1.1.2025.",
     notes=(("own", "dagen det hendte", "the day it happened"), ("first", "dette kommer først", "this comes first")))  # fmt: skip
_add("V623", "«{what}» {day} kan ikke være før partens egen «{name}» {first}", "“{what}” {day} cannot be before the party's own “{name}” {first}",
     "rett den ene dagen", "mend one of the days", case=True,
     example="komplett til 1.1.2026.\nden 1.2.2025: A godkjenner avtalen.\nden 1.1.2025: A sier opp avtalen.",
     notes=(("first", "dette kommer først", "this comes first"),))  # fmt: skip
_add("V624", "«{name}» er ikke part før {since}, og kan ikke gjøre dette {day}", "“{name}” is no party before {since}, and cannot do this {day}",
     "rett dagen, eller dagen «part … fra» sier", "mend the day, or the one that “part … fra” says", case=True,
     example="komplett til 1.1.2026.\npart C «C kommune» er kommune fra 1.1.2025.\nden 1.12.2024: C sier opp avtalen.")  # fmt: skip

# ── V8 amendments ───────────────────────────────────────────────────────────────────────────────────────────────────
_add("V801", "kan ikke lese avtalen som endres, «{name}»: {reason}", "cannot read the agreement that is changed, “{name}”: {reason}",
     "skriv veien til filen slik den er fra mappen endringsavtalen ligger i", "write the path to the file as seen from the folder of the amendment",
     whole=True, amends=True, example="endringsavtale e «Endring» til «borte.vka» fra 1.1.2023.")  # fmt: skip
_add("V802", "endringsavtalene går i ring: «{name}» er alt lest", "the amendments go in a circle: “{name}” has been read already",
     "la den første endringsavtalen vise til avtalen selv", "let the first amendment name the agreement itself",
     whole=True, amends=True, example="endringsavtale e «Endring» til «eksempel.vka» fra 1.1.2023.")  # fmt: skip
_add("V803", "«{name}» er ikke en avtale", "“{name}” is not an agreement",
     "en endringsavtale endrer en avtale eller en annen endringsavtale, ikke en lov eller en sak",
     "an amendment changes an agreement or another amendment, not a statute or a case",
     whole=True, amends=True, example="endringsavtale e «Endring» til «sak.vka» fra 1.1.2023.")  # fmt: skip
_add("V804", "endringen gjelder fra {day}, men avtalen er datert {first}", "the change applies from {day}, but the agreement is dated {first}",
     "rett dagen; en endring kan ikke gjelde før det den endrer", "mend the day; a change cannot apply before what it changes",
     whole=True, amends=True, example="endringsavtale e «Endring» til «prøve.vka» fra 1.1.2019.",
     notes=(("first", "slik er avtalen datert", "the agreement's date"),))  # fmt: skip
_add("V805", "endringen gjelder fra {day}, før den endringsavtalen den bygger på ({first})",
     "the change applies from {day}, before the amendment it rests on ({first})",
     "rett dagen, eller la den andre bygge på denne", "mend the day, or let the other rest on this one",
     whole=True, amends=True, example="endringsavtale e «Endring 2» til «endring1.vka» fra 1.1.2022.",
     notes=(("first", "den den bygger på", "the one it rests on"),))  # fmt: skip
_add("V806", "{place} finnes ikke i avtalen slik den lyder før endringen", "there is no {place} in the agreement as it is before the change",
     "tell leddene i punktet slik de er skrevet ut, listepunkter også, fra 1", "count the passages of the clause as printed, list items too, from 1",
     whole=True, amends=True, example="endringsavtale e «Endring» til «prøve.vka» fra 1.1.2023. opphev punkt 1 ledd 2.")  # fmt: skip
_add("V807", "«{what}» er endret to ganger i samme endringsavtale", "“{what}” is changed twice in one amendment",
     "slå endringene sammen", "make one change of the two",
     whole=True, amends=True, example="endringsavtale e «Endring» til «prøve.vka» fra 1.1.2023. opphev frist. opphev frist.",
     notes=(("first", "det første stedet", "the first place"),))  # fmt: skip
_add("V808", "det er ikke sagt hvor i avtalen denne teksten skal stå", "it is not said where in the agreement this text is to stand",
     "skriv «endre punkt … ledd … til», «sett inn etter punkt … ledd …», «sett inn sist i punkt …» eller et nytt punkt foran",
     "write “endre punkt … ledd … til”, “sett inn etter punkt … ledd …”, “sett inn sist i punkt …” or a new clause before it",
     whole=True, amends=True, example="endringsavtale e «Endring» til «prøve.vka» fra 1.1.2023. «Ny tekst.[opplysning]»")  # fmt: skip
_add("V809", "«{name}» er {kind} i avtalen, og kan ikke endres eller oppheves", "“{name}” ({kind}) of the agreement can be neither changed nor repealed",
     "ordene regler og saker er skrevet med, er de samme i alle versjoner; gi det nye et nytt navn",
     "the words that rules and cases are written with are the same in every version; give the new one a new name",
     whole=True, amends=True, example="endringsavtale e «Endring» til «prøve.vka» fra 1.1.2023. opphev oppsigelse.",
     notes=(("first", "slik er det erklært", "its declaration"),))  # fmt: skip
_add("V810", "«{name}» er noe annet i avtalen", "“{name}” is something else in the agreement",
     "endre det med samme slags setning, eller gi det nye et nytt navn", "change it by a statement of the same kind, or give the new one a new name",
     whole=True, amends=True, example="endringsavtale e «Endring» til «prøve.vka» fra 1.1.2023. verdi frist er 1 år.",
     notes=(("first", "slik er det erklært", "its declaration"),))  # fmt: skip
_add("V811", "«{name}» har en annen setning i avtalen", "“{name}” has another sentence in the agreement",
     "la setningen stå som den er, og endre det som kommer etter; ellers: gi det nye et nytt navn",
     "keep the sentence as it is, and change what comes after it; or give the new one a new name",
     whole=True, amends=True, example="endringsavtale e «Endring» til «prøve.vka» fra 1.1.2023. regel virkning: noe annet gjelder alltid.")  # fmt: skip
_add("V812", "en endringsavtale bygger på det avtalen bygger på", "an amendment builds on what the agreement builds on",
     "la avtalen selv si «bygger på …»; det gjelder da i alle versjoner", "let the agreement itself say “bygger på …”; it then holds in every version",
     whole=True, amends=True, example="endringsavtale e «Endring» til «prøve.vka» fra 1.1.2023. bygger på «lov.vka».")  # fmt: skip
# ── series: the errors of a CSV file stand at their line in it ──────────────────────────────────────────────────────
_SERIES = "komplett til 1.1.2026.\nserie kostnaden fra «serie.csv»."
_add("V610", "«{name}» er ikke en størrelse som oppgis i saken", "“{name}” is not a quantity that the case tells",
     "skriv størrelsen slik avtalen bøyer den: «serie kostnadene fra «fil.csv».»", "write the quantity in the form the agreement declares: “serie kostnadene fra «file.csv».”",
     case=True, example="komplett til 1.1.2026.\nserie lageret fra «serie.csv».")  # fmt: skip
_add("V611", "kolonnene er {found}, ikke {expected}", "the columns are {found}, not {expected}",
     "rett den første linjen; «merknad» kan stå sist", "mend the first line; “merknad” may stand last", case=True,
     example=_SERIES, series="år;tall;kilde\n2024;kr 5;regnskap")  # fmt: skip
_add("V612", "raden har ikke noe i kolonnen «{column}»", "the row has nothing in the column “{column}”",
     "fyll den ut, eller ta bort raden; et år som mangler, er ukjent", "fill it in, or remove the row; a missing year is unknown",
     case=True, example=_SERIES, series="år;verdi;kjent fra;kilde\n2024;kr 5;;regnskap")  # fmt: skip
_add("V613", "raden har {found} felt, men det er {expected} kolonner", "the row has {found} fields, but there are {expected} columns",
     "sett felt med semikolon eller komma i seg mellom hermetegn", "put fields with semicolons or commas in them in quotation marks",
     case=True, example=_SERIES, series="år;verdi;kjent fra;kilde\n2024;kr 5;1.3.2025;regnskap;2")  # fmt: skip
_add("V614", "saken sier noe annet enn serien om «{what}» ({file}, linje {line})", "the case tells otherwise than the series about “{what}” ({file}, line {line})",
     "behold det ene; en ny verdi til samme størrelse må ha sin egen «kjent fra»", "keep one; a new value of the same quantity needs its own “kjent fra”",
     case=True, example=_SERIES + "\nfaktum: kostnaden i 2024 = kr 6.", series="år;verdi;kjent fra;kilde\n2024;kr 5;1.3.2025;regnskap")  # fmt: skip
_add("V615", "en serie leses fra en .csv-fil, ikke fra «{name}»", "a series is read from a .csv file, not from “{name}”",
     "lagre tallene som CSV i UTF-8", "save the numbers as CSV in UTF-8", case=True,
     example="komplett til 1.1.2026.\nserie kostnaden fra «regnskap.xlsx».")  # fmt: skip
_add("V616", "linjen kan ikke leses som CSV: {reason}", "the line cannot be read as CSV: {reason}",
     "se etter et hermetegn som ikke er lukket", "look for a quotation mark that is not closed", case=True,
     example=_SERIES, series='år;verdi;kjent fra;kilde\n2024;"kr 5"x;1.3.2025;regnskap')  # fmt: skip

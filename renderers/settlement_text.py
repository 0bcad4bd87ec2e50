"""A settlement as a lawyer reads it: each thing, the proposal, and what the proposal is under each reading.

Convention: as in ``answer_text``, lines of ``WIDTH`` characters whose role whoever prints may colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from dsl.values import Amount
from engine.answer import Status
from engine.settlement_answer import AssetSettled, OwnedShare, Proposal, SettlementAnswer
from renderers.answer_text import WIDTH, Line
from renderers.answer_words import Labels, labels
from renderers.columns import GAP, apart, hanging, quoted, row, theirs, widest
from renderers.norwegian import Lang, show_amount, show_day, show_list, show_share

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "settlement": ("Oppgjør", "Settlement"),
    "by_clause": ("etter", "under"),
    "as_of": ("per", "as of"),
    "triggered": ("Oppgjøret er utløst {day}", "The settlement was brought about on {day}"),
    "not_triggered": ("Oppgjøret er ikke utløst; forslaget viser hva som ville gjelde",
                      "The settlement has not been brought about; the proposal shows what would apply"),
    "may_trigger": ("Om oppgjøret er utløst, er ikke avgjort av saken", "Whether it has been brought about is open"),
    "things": ("Eiendelene", "The things"),
    "proposal": ("Forslag til oppgjør", "Proposed settlement"),
    "party": ("part", "party"),
    "keeps": ("beholder", "keeps"),
    "entitled": ("har krav på", "is entitled to"),
    "balance": ("til gode", "to receive"),
    "proceeds": ("del etter loven", "part under the Act"),
    "sum": ("sum", "sum"),
    "pays": ("{payer} betaler {payee} {amount}.", "{payer} pays {payee} {amount}."),
    "no_payment": ("Ingen betaler noe.", "Nobody pays anything."),
    "outside": ("Utenfor forslaget", "Outside the proposal"),
    "no_value": ("ingen verdi", "no value"),
    "readings": ("Forslaget etter hver lesning", "The proposal under each reading"),
    "if": ("hvis", "if"),
    "under": ("etter lesningen", "under the reading"),
    "notes": ("Forbehold", "Reservations"),
    "rests_on": ("Hva hver eiendel hviler på", "What each thing rests on"),
    "kept": ("beholdes", "kept"),
    "by_law": ("løses opp etter loven", "dissolved under the Act"),
    "alone": ("eid alene", "owned alone"),
    "unsettled": ("uavklart", "unsettled"),
    "thing": ("eiendel", "thing"), "many": ("eiendeler", "things"),
}  # fmt: skip


def settlement_text(found: SettlementAnswer, *, why: bool = False) -> str:
    """The settlement in its own language, ending in a line break; ``why`` adds what each thing rests on."""
    return "".join(f"{line.text}\n" for line in settlement_lines(found, why=why))


def settlement_lines(found: SettlementAnswer, *, why: bool = False) -> tuple[Line, ...]:
    """The lines of ``settlement_text``, each with its role."""
    return _Page(found).lines(why)


class _Page:
    """One settlement being printed."""

    def __init__(self, found: SettlementAnswer) -> None:
        self.found = found
        self.words: Labels = labels(found.language)
        self.lang: Lang = "en" if found.language == "en" else "nb"

    def _said(self, key: str) -> str:
        return _WORDS[key][self.lang == "en"]

    def lines(self, why: bool) -> tuple[Line, ...]:
        """Heading, verdict and sections."""
        found, words = self.found, self.words
        title = self._said("settlement")
        if found.clause:
            title += f" {self._said('by_clause')} {words.place(found.clause)}"
        out = [Line(text, "question") for text in apart(title, self._circumstances(), WIDTH)]
        shown = " · ".join(words.status(s) for s in found.statuses)
        out += [Line(""), *(Line(text, "verdict") for text in apart(self._headline(), f"[{shown}]", WIDTH))]
        out += [Line(text) for text in hanging(self._trigger(), WIDTH, "  ")]
        sections: list[tuple[str, Iterable[str]]] = [
            (self._said("things"), self._things()),
            (self._said("proposal"), self._proposal()),
            (self._said("readings"), self._readings()),
            (self._said("notes"), self._texts(found.notes)),
            (words.judgements, self._judgements()),
            (words.silences, self._texts(f"{s.about} ({words.place(s.clause)})" for s in found.silences)),
            (words.grounds, self._grounds()),
            (words.laws, self._texts(found.laws)),
            (words.advice, self._texts(self._theirs((*found.advice, *(a for s in found.silences for a in s.advice))))),
            (words.remarks, self._texts(self._theirs(found.remarks))),
        ]
        if why:
            sections.append((self._said("rests_on"), self._rests_on()))
        for heading, body in sections:
            told = list(body)
            if told:
                out += [Line(""), Line(heading, "heading"), *(Line(text) for text in told)]
        return tuple(out)

    # ── the top ──
    def _circumstances(self) -> str:
        dates, words = self.found.dates, self.words
        parts = []
        if dates.about is not None:
            parts.append(f"{self._said('as_of')} {show_day(dates.about, self.lang)}")
        if dates.asked != dates.about:
            parts.append(f"{words.asked} {show_day(dates.asked, self.lang)}")
        if not self.found.case:
            parts.append(words.no_case)
        elif dates.complete is None:
            parts.append(f"{words.case}: {self.found.case}")
        else:
            complete = show_day(dates.complete, self.lang)
            parts.append(f"{words.case}: {self.found.case} ({words.complete} {complete})")
        return " · ".join(parts)

    def _headline(self) -> str:
        assets, proposal = self.found.assets, self.found.proposal
        alone = sum(a.kind == "alene" for a in assets)
        counts = (
            (len(proposal.things_kept), "kept"), (len(proposal.things_by_law), "by_law"), (alone, "alone"),
            (len(proposal.left_out), "unsettled"),
        )  # fmt: skip
        told = ", ".join(f"{number} {self._said(key)}" for number, key in counts if number)
        noun = self._said("thing" if len(assets) == 1 else "many")
        return f"{len(assets)} {noun}: {told}" if told else f"{len(assets)} {noun}"

    def _trigger(self) -> str:
        found = self.found
        if found.triggered is not None:
            text = self._said("triggered").format(day=show_day(found.triggered, self.lang))
            if found.trigger_status is not Status.SETTLED:
                told = [self.words.status(found.trigger_status), *self._trigger_rivals()]
                text += f" ({'; '.join(told)})"
            return f"{text}."
        unknown = found.trigger_status in (Status.UNKNOWN, Status.JUDGEMENT)
        return self._said("may_trigger" if unknown else "not_triggered") + "."

    def _trigger_rivals(self) -> list[str]:
        return [
            f"{self._said('under')} {show_list([f'«{name}»' for name in r.readings], self.lang)}: "
            f"{show_day(r.day, self.lang)}"
            for r in self.found.trigger_rivals if r.readings
        ]  # fmt: skip

    # ── the things ──
    def _things(self) -> list[str]:
        assets = self.found.assets
        name_width = widest((a.thing for a in assets), 24)
        value_width = max(widest(map(self._value, assets), 22), 10)
        status_width = widest((self.words.status(a.status) for a in assets), 10)
        rest = WIDTH - 2 - name_width - value_width - status_width - 3 * len(GAP)
        lines: list[str] = []
        for asset in assets:
            cells: list[tuple[str | list[str], int]] = [
                (asset.thing, name_width), (self._value(asset), value_width), (self._about(asset), rest),
                (self.words.status(asset.status), status_width),
            ]  # fmt: skip
            lines += row(cells)
        return lines

    def _value(self, asset: AssetSettled) -> str:
        return self._said("no_value") if asset.value is None else self._money(asset.value)

    def _about(self, asset: AssetSettled) -> list[str]:
        told = [asset.outcome]
        if len([s for s in asset.shares if s.share]) > 1:
            told.append(self._shares(asset.shares))
        told += asset.open
        told += [f"{self._said('if')} {b.condition}: {b.outcome}" for b in asset.branches]
        for rival in asset.rivals:
            if rival.outcome != asset.outcome:
                told.append(f"{self._said('under')} «{rival.reading}»: {rival.outcome}")
        return told

    def _shares(self, shares: Sequence[OwnedShare]) -> str:
        return ", ".join(f"{s.party} {self._share(s.share)}" for s in shares)

    def _share(self, share: Fraction) -> str:
        return show_share(share, self.lang)

    def _money(self, amount: Decimal) -> str:
        return show_amount(Amount(amount), self.lang)

    # ── the proposal ──
    def _proposal(self) -> list[str]:
        proposal = self.found.proposal
        if not proposal.things_kept and not proposal.things_by_law:
            return [*self._outside(proposal)]
        heads = [self._said(key) for key in ("party", "keeps", "entitled", "balance", "proceeds")]
        table = [heads]
        for line in proposal.lines:
            amounts = (line.keeps, line.entitled, line.balance, line.proceeds)
            table.append([line.party, *map(self._money, amounts)])
        kept = self._money(proposal.kept)
        table.append([self._said("sum"), kept, kept, "", self._money(proposal.by_law)])
        widths = [max(len(r[at]) for r in table) for at in range(len(heads))]
        lines = []
        for cells in table:
            shown = [c.ljust(w) if not at else c.rjust(w) for at, (c, w) in enumerate(zip(cells, widths, strict=True))]
            lines.append(f"  {GAP.join(shown)}".rstrip(" "))
        lines += [text for told in self._payments(proposal) for text in hanging(told, WIDTH, "  ", 2)]
        return [*lines, *self._outside(proposal)]

    def _payments(self, proposal: Proposal) -> list[str]:
        said = self._said("pays")
        paid = [said.format(payer=p.payer, payee=p.payee, amount=self._money(p.amount)) for p in proposal.payments]
        return paid or [self._said("no_payment")]

    def _outside(self, proposal: Proposal) -> list[str]:
        if not proposal.left_out:
            return []
        return hanging(f"{self._said('outside')}: {show_list(proposal.left_out, self.lang)}.", WIDTH, "  ", 2)

    def _readings(self) -> list[str]:
        lines: list[str] = []
        for point in self.found.points:
            lines += hanging(f"{self.words.place(point.clause)} {quoted(point.words)} ({point.point})", WIDTH, "  ", 2)
            marked = {r.reading: f" ({self.words.preferred})" if r.preferred else "" for r in point.readings}
            name_width = widest((f"{name}{mark}" for name, mark in marked.items()), 28)
            for read in point.readings:
                told = [" ".join(self._payments(read.proposal)), self._proceeds(read.proposal)]
                told += [" ".join(self._outside(read.proposal)).strip()] if self._differs(read.proposal) else []
                name = f"{read.reading}{marked[read.reading]}"
                lines += row(((name, name_width), ([t for t in told if t], WIDTH - 4 - name_width - len(GAP))), "    ")
        return lines

    def _differs(self, proposal: Proposal) -> bool:
        return proposal.left_out != self.found.proposal.left_out

    def _proceeds(self, proposal: Proposal) -> str:
        if not proposal.things_by_law:
            return ""
        parts = ", ".join(f"{line.party} {self._money(line.proceeds)}" for line in proposal.lines)
        return f"{self._said('proceeds')} ({self._money(proposal.by_law)}): {parts}"

    # ── the rest ──
    def _texts(self, texts: Iterable[str]) -> list[str]:
        return [line for text in dict.fromkeys(texts) for line in hanging(text, WIDTH, "  ", 2)]

    def _theirs(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The agreement's own words, quoted in English."""
        return tuple(theirs(text, self.words.language) for text in texts)

    def _judgements(self) -> list[str]:
        """The assessments nobody has made."""
        lines: list[str] = []
        for asset in self.found.assets:
            for judgement in asset.judgements:
                if judgement.made is not None:
                    continue
                place = self.words.place(judgement.clause)
                lines += hanging(
                    f"{theirs(judgement.text, self.words.language)} ({place}): {self.words.not_made}", WIDTH, "  ", 2
                )
                for label, texts in (
                    (self.words.decided_by, self._theirs(judgement.decided_by)),
                    (self.words.speaks_for, self._theirs(judgement.speaks_for)),
                    (self.words.speaks_against, self._theirs(judgement.speaks_against)),
                ):  # fmt: skip
                    if texts:
                        lines += row(((label, 18), (texts, WIDTH - 4 - 18 - len(GAP))), "    ")
        return lines

    def _grounds(self) -> list[str]:
        told = dict.fromkeys((self.words.place(g.clause), g.quote) for g in self.found.grounds if g.quote)
        width = widest((place for place, _ in told), 14)
        lines: list[str] = []
        above = ""
        for place, quote in told:
            lines += row((("" if place == above else place, width), (quoted(quote), WIDTH - 2 - width - len(GAP))))
            above = place
        return lines

    def _rests_on(self) -> list[str]:
        lines: list[str] = []
        for asset in self.found.assets:
            told = [self._fact(f.text, f.source, f.line) for f in asset.facts]
            for judgement in asset.judgements:
                if judgement.made is not None:
                    held = self.words.yes if judgement.made else self.words.no
                    by = f", {self.words.by} {theirs(judgement.by, self.words.language)}" if judgement.by else ""
                    told.append(f"{theirs(judgement.text, self.words.language)}: {held}{by}")
            lines += hanging(asset.thing, WIDTH, "  ")
            lines += [line for text in told for line in hanging(text, WIDTH, "    ", 2)]
        return lines

    def _fact(self, text: str, source: str, line: int) -> str:
        told = [f"{self.words.source} {source}"] if source else []
        told += [f"{self.words.line} {line}"] if line else []
        return f"{text} ({', '.join(told)})" if told else text

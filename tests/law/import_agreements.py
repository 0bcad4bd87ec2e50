"""Random agreements as models, and random scripts of edits with what each makes of the source, edited directly.

Every word of a model is another («ordbhz»), so that an edit of the source is a replacement anybody can check. The law
asks that the import of the edited document gives the source edited directly.
"""

from __future__ import annotations

import re

from attrs import define, field
from hypothesis import strategies as st

from dsl.edits.edited import EditedBlock
from dsl.escapes import ESCAPE, QUOTED, escaped, plain
from tests.edit_scripts import Edit

VALUES = (
    ("leie", "kr 12 000", "kr 15 500"), ("frist", "3 måneder", "6 måneder"), ("sats", "5 %", "4,5 %"),
    ("start", "1.2.2020", "1.3.2021"), ("termin", "hver 1/7", "hver 1/8"),
    ("ting", r"«Fjord {rett} i \ nord»", r"«Vik [rett] «ny» \» øst»"),
    ("bilag", "plan og budsjett", "plan, budsjett og kart"), ("grunn", "<skikkloven § 3>", r"<skikkloven § 4 \<b\>>"),
)  # fmt: skip
"""Name, declaration, and another of the same type."""


SIGNS = ("{", "}", "[", "]", "<", ">", "*", "\\", "\\{", "«", "»", "{0}", "[0]", "<0>", "*0*", "«0»", "\\0")
"""Signs that mean something in the source: before or after a word, or about it (0)."""
_LETTERS = str.maketrans("0123456789", "abcdefghij")


@define
class Part:
    """A heading or passage of the model, what stands before and under it, and which part it is («id»)."""

    id: int
    kind: str
    level: int
    label: str
    inner: str
    before: str = ""
    under: str = ""
    gone: bool = False


@define
class Model:
    """An agreement: its parts in order as they were, and as they are now."""

    title: str
    parts: list[Part] = field(factory=list)
    now: list[Part] = field(factory=list)
    values: dict[str, str] = field(factory=dict)
    words: int = 0

    def word(self) -> str:
        """A word nobody has used, and none is the beginning of another."""
        self.words += 1
        return "ord" + str(self.words).translate(_LETTERS) + "z"


@st.composite
def signed(draw: st.DrawFn, word: str) -> str:
    """The word, often with signs about it, as it is printed."""
    sign = draw(st.sampled_from(("", "", "", "", "", *SIGNS)))
    if "0" in sign:
        return sign.replace("0", word)
    return draw(st.sampled_from((f"{sign}{word}", f"{word}{sign}", f"{sign} {word}", f"{word} {sign}"))).strip()


@st.composite
def models(draw: st.DrawFn, checked: bool = False) -> Model:
    """A small agreement: a passage before its first clause, clauses of two levels, all there is in a passage.

    ``checked`` is one that can be printed: every value is used, and every mark is known. It has no lists of letters,
    which a word processor counts anew.
    """
    model = Model(title=r"AVTALE OM {ALT} [1] \» * \ <x>")
    for number in range(draw(st.integers(0, 1))):
        model.parts.append(_passage(draw, model, number, 0))
    level = 0
    for _ in range(draw(st.integers(1, 6))):
        level = draw(st.integers(1, min(level + 1, 2)))
        inner = " ".join(escaped(draw(signed(model.word()))) for _ in range(draw(st.integers(1, 3))))
        before = draw(st.sampled_from(("", "", f"# merknad om {model.word()}\n")))
        model.parts.append(Part(len(model.parts), "heading", level, "", inner, before))
        for _ in range(draw(st.integers(0, 3))):
            model.parts.append(_passage(draw, model, len(model.parts), level))
    if checked:
        for part in model.parts:
            part.inner = part.inner.replace("regel1, regel2", "opplysning")
            part.label = part.label.replace("a.", "-")
        slots = " og ".join(f"{{{name}}}" for name, _, _ in VALUES)
        inner = f"Setning{model.word()} {slots} {model.word()}.[opplysning]"
        model.parts.append(Part(len(model.parts), "paragraph", 0, "", inner))
    model.values = {name: written for name, written, _ in VALUES}
    model.now = list(model.parts)
    return model


def _passage(draw: st.DrawFn, model: Model, number: int, level: int) -> Part:
    label = draw(st.sampled_from(("", "", "-", "a."))) if level else ""
    inner = ""
    for _ in range(draw(st.integers(1, 3))):
        inner += (" " if inner else "") + _sentence(draw, model)
    names = [f"t{number}x{n}" for n in range(draw(st.integers(0, 2)))]
    under = "".join(f"taushet {name}: «{model.word()}»; merknad «{model.word()}».\n" for name in names)
    if label:  # what an item does not name stays in the clause it leaves
        inner = ", ".join((inner.removesuffix("]"), *names)) + "]"
    return Part(number, "item" if label else "paragraph", 0, label, inner, "", under)


def _sentence(draw: st.DrawFn, model: Model) -> str:
    out = [f"Setning{model.word()}"]
    for _ in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(("word", "word", "word", "slot", "cite", "law", "star", "quote", "path")))
        match kind:
            case "slot":
                out.append(f"{{{draw(st.sampled_from(VALUES))[0]}}}")
            case "cite":
                out.append(f"jf. <punkt ⟦{draw(st.integers(0, 30))}⟧>")
            case "law":
                more = draw(st.sampled_from(("", "", r" \[b\]", r" \<\*\>")))
                out.append(f"<skikkloven § {draw(st.integers(1, 9))}-{draw(st.integers(1, 9))}{more}>")
            case "star":
                out.append(f"*{escaped(draw(signed(model.word())))} {model.word()}*")
            case "quote":
                out.append(f"«{model.word()}»")
            case "path":
                out.append(f"C:\\{model.word()}\\{model.word()}")
            case _:
                out.append(escaped(draw(signed(model.word()))))
    out.append(model.word())
    mark = draw(st.sampled_from(("formål", "opplysning", "regel1, regel2", "gjentar punkt ⟦0⟧")))
    return f"{' '.join(out)}.[{mark}]"


def render(model: Model, parts: list[Part] | None = None) -> str:
    """The model as a source text; references to clauses there are not lead to the first."""
    parts = model.parts if parts is None else parts
    numbers, counts = {}, [0, 0, 0]
    for part in parts:
        if part.kind == "heading":
            counts[part.level] += 1
            counts[part.level + 1 :] = [0] * (2 - part.level)
            numbers[part.id] = ".".join(map(str, counts[1 : part.level + 1]))
    headings = [part.id for part in model.parts if part.kind == "heading"]

    def numbered(text: str) -> str:
        for target in range(31):
            if f"⟦{target}⟧" in text:
                text = text.replace(f"⟦{target}⟧", numbers.get(headings[target % len(headings)], "?"))
        return text

    out = [f"avtale prøve «{model.title}»; målform bokmål.\n"]
    tails: dict[int, str] = {}
    front = ""
    here = {part.id for part in parts}
    last = None
    for part in model.parts:  # what stood under a passage that is gone stands under the one before it
        if part.id in here:
            last = part.id
        elif last is None:
            front += part.before + part.under
        else:
            tails[last] = tails.get(last, "") + part.before + part.under
    out.append(front)
    for part in parts:
        out.append(f"\n{part.before}")
        if part.kind == "heading":
            out.append(f"punkt {numbers[part.id]} «{numbered(part.inner)}»\n")
        else:
            out.append(f"{part.label}{' ' if part.label else ''}«{numbered(part.inner)}»\n")
        out.append(part.under + tails.get(part.id, ""))
    declared = ""
    for name, written, _ in VALUES:  # a value no line prints any longer has not changed
        printed = any(f"{{{name}}}" in part.inner for part in parts)
        declared += f"verdi {name} er {model.values[name] if printed else written}.\n"
    law = "lov skikkloven «skikkloven» «LOV-1».\n"
    return out[0] + declared + law + "".join(out[1:])


@st.composite
def scripts(draw: st.DrawFn, model: Model, blocks: tuple[EditedBlock, ...]) -> tuple[Edit, ...]:
    """Edits of the document, each done to the model as well, whose ``now`` is then the source edited directly.

    ``blocks`` are the lines of the untouched document, the title first, as many as the parts and one more.
    """
    out: list[Edit] = []
    used: set[int] = set()
    words = {part.id: blocks[n + 1] for n, part in enumerate(model.parts)}
    for _ in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(("word", "word", "value", "delete", "insert", "move", "clause", "heading", "end")))
        at = draw(st.integers(0, len(model.now) - 1)) if model.now else 0
        part = model.now[at] if model.now else None
        touched = part is None or part.id in used
        if kind == "value":
            name, _, other = draw(st.sampled_from(VALUES))
            shown = plain(other[1:-1]) if other[0] in "«<" else other.removeprefix("hver ")
            if any(f"{{{name}}}" in p.inner for p in model.now):
                out.append(Edit(kind="value", name=name, text=shown))
                model.values[name] = other
        elif kind == "word" and part is not None and not touched:
            edit = _word_edit(draw, model, part, words[part.id], at)
            out += edit
            used.add(part.id)
        elif kind == "end" and part is not None and not touched and part.kind != "heading":
            pieces = words[part.id].pieces
            end = len(pieces[-1].text)
            new = f"Setning{model.word()} {draw(signed(model.word()))} {model.word()}."
            if pieces[-1].kind == "text":
                text = f" {new}"
                out.append(Edit(kind="words", block=at + 1, piece=len(pieces) - 1, start=end, end=end, text=text))
                part.inner += f" {escaped(new)}[ny]"
                used.add(part.id)
        elif kind == "delete" and part is not None and part.kind != "heading" and not touched:
            out.append(Edit(kind="delete", block=at + 1))
            del model.now[at]
        elif kind == "insert" and any(p.kind == "heading" for p in model.now[:at]):
            new = f"Ny{model.word()} {draw(signed(model.word()))} {model.word()}."
            out.append(Edit(kind="insert", block=at + 1, text=new))
            model.now.insert(at, Part(1000 + len(out), "paragraph", 0, "", f"{escaped(new)}[ny]"))
            used.add(1000 + len(out))
        elif kind == "heading" and any(p.kind == "heading" for p in model.now[:at]):
            new = f"{model.word()} {draw(signed(model.word()))}"
            out.append(Edit(kind="insert", block=at + 1, text=new, line="heading", level=1))
            model.now.insert(at, Part(1000 + len(out), "heading", 1, "", escaped(new)))
            used.add(1000 + len(out))
        elif kind == "move" and part is not None and part.kind != "heading":
            rest = [p for p in model.now if p is not part]
            places = [n for n in range(1, len(rest) + 1) if any(p.kind == "heading" for p in rest[:n])]
            if places and any(p.kind == "heading" for p in model.now[:at]):
                to = draw(st.sampled_from(places))
                out.append(Edit(kind="move", block=at + 1, count=1, to=to + 1))
                model.now = [*rest[:to], part, *rest[to:]]
        elif kind == "clause" and part is not None and part.kind == "heading" and part.level == 1:
            end = next((n for n in range(at + 1, len(model.now)) if _begins(model.now[n])), len(model.now))
            moved, rest = model.now[at:end], model.now[:at] + model.now[end:]
            places = [n for n, p in enumerate(rest) if _begins(p)] + [len(rest)]
            to = draw(st.sampled_from(places))
            out.append(Edit(kind="move", block=at + 1, count=len(moved), to=to + 1))
            model.now = [*rest[:to], *moved, *rest[to:]]
    return tuple(out)


def _begins(part: Part) -> bool:
    return part.kind == "heading" and part.level == 1


def _word_edit(draw: st.DrawFn, model: Model, part: Part, block: EditedBlock, at: int) -> list[Edit]:
    """One of the words of a part becomes another, goes, or gets one after it."""
    here = [
        (n, piece.text, word)
        for n, piece in enumerate(block.pieces)
        if piece.kind == "text"
        for word in re.findall(r"(?<!\w)ord[a-j]+z", piece.text)
    ]
    if not here:
        return []
    number, text, word = draw(st.sampled_from(here))
    start = text.index(word)
    new = draw(signed(model.word()))
    kind = draw(st.sampled_from(("replace", "after")))
    put = new if kind == "replace" else f"{word} {new}"
    part.inner = _replaced(part.inner, word, escaped(put))
    return [Edit(kind="words", block=at + 1, piece=number, start=start, end=start + len(word), text=put)]


def _replaced(inner: str, word: str, put: str) -> str:
    lone = re.search(rf"(?<!\\)\\(?:\\\\)*{word}(?!\d)", inner) is not None and put.startswith("\\")
    return re.sub(rf"{word}(?!\d)", lambda _: f"\\{put}" if lone else put, inner, count=1)


_SPELLED = re.compile(rf"{ESCAPE}|[\\«»]")


def spelled_alike(source: str) -> str:
    """A source with every quotation mark and backslash of its texts escaped: some may be written in two ways."""
    return re.sub(QUOTED, lambda m: f"«{_SPELLED.sub(_escape, m[0][1:-1])}»", source)


def _escape(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) == 2 else escaped(found[0])

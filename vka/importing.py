"""An edited Word document brought home to the source it was printed from: reading, holding against, and looking around.

Raises ``InputError`` for a document or a source that cannot be used, ``SourceError`` for a source with reading errors.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vka.errors import InputError, SourceError
from vka.files import read_bytes

if TYPE_CHECKING:
    from dsl.edits.edited import EditedDocument
    from dsl.edits.lines import Source
    from dsl.edits.report import Imported
    from renderers.document import Document
    from renderers.import_text import Elsewhere, News

_CONSOLIDATED = ("Slik avtalen lyder fra ", "Slik avtalen lyder frå ")
"""How the note begins that stands under the title of an amended agreement (``renderers.versions``)."""
_BOM = b"\xef\xbb\xbf"


def source_of(data: bytes, path: str) -> Source:
    """The source an import edits: an agreement, and neither an amendment nor a statute."""
    from dsl.diagnostics import SourceText
    from dsl.edits.lines import read_source
    from dsl.parse import decode, parse_any
    from dsl.syntax import AmendmentFile, CaseFile

    text, errors = decode(data)
    if errors:
        raise SourceError(SourceText(path, ""), tuple(errors))
    tree, errors = parse_any(text)
    if tree is None or errors:
        raise SourceError(SourceText(path, text), tuple(errors))
    if isinstance(tree, AmendmentFile):
        raise InputError(
            f"{path} er en endringsavtale. Et dokument importeres i avtalen det er skrevet ut fra; hva en "
            "endringsavtale skal si, må noen bestemme. Sammenlign med `vka redline`, og skriv endringene selv.",
            f"{path} is an amendment. A document is imported into the agreement it was printed from; what an "
            "amendment is to say is for people to decide. Compare with `vka redline`, and write the changes yourself.",
        )
    if isinstance(tree, CaseFile):
        raise InputError(
            f"{path} er en sak, ingen avtale. Oppgi avtalen (.vka).", f"{path} is a case. Name a .vka file."
        )
    if tree.head.kind == "lovtekst":
        raise InputError(
            f"{path} er en lov; lovteksten endres ikke ved import. Rett kilden etter kunngjøringen.",
            f"{path} is a statute; its text is not changed by an import. Mend the source by what was promulgated.",
        )
    source, errors = read_source(text, path)
    if source is None:
        raise SourceError(SourceText(path, text), tuple(errors))
    return source


def edited_document(data: bytes, source: Source, path: str, changes: Any) -> EditedDocument:
    """The edited document; what vka added to it is left out where it is as vka would print it.

    A document that is none of this agreement is refused.
    """
    try:
        from renderers.word.read import read_back, read_docx
        from renderers.word.safety import PackageError
    except ImportError as error:
        raise _missing() from error
    from dsl.edits.kinship import is_of
    from dsl.pipeline import load_text
    from dsl.prose import NEW, REASONS
    from renderers.compose import compose

    accounted = source.text.replace(f"[{NEW}]", f"[{REASONS[0]}]")  # marks are not printed, and this can be printed
    contract = load_text(accounted, path).contract
    try:
        ours = _draft(source) if contract is None else compose(contract)  # of a source with errors its words
        document = read_docx(data, changes) if ours is None else read_back(data, ours, changes)
    except ImportError as error:
        raise _missing() from error
    except PackageError as error:
        raise InputError(str(error), error.message("en")) from error
    name = source.tree.head.name.text
    if document.agreement and document.agreement != name:
        raise InputError(
            f"dokumentet er skrevet ut fra «{document.agreement}», men {path} er «{name}». Oppgi riktig avtale.",
            f"the document was printed from “{document.agreement}”, but {path} is “{name}”. Name the right agreement.",
        )
    if any(left.text.startswith(_CONSOLIDATED) for left in document.leftovers):
        raise InputError(
            "dokumentet viser avtalen slik den lyder etter en endring. Det kan ikke importeres i den opprinnelige "
            f"avtalen {path}: da ville endringene gjelde fra starten. Skriv dem i endringsavtalen.",
            "the document shows the agreement as an amendment left it. It cannot be imported into the original "
            f"agreement {path}: the changes would then apply from the start. Write them in the amendment.",
        )
    if not is_of(document, source):
        raise InputError(
            f"dokumentet ligner ikke på avtalen i {path}: nesten ingen av linjene i det ene finnes igjen i det andre, "
            "og alt i avtalen ville bli slettet. Oppgi et dokument som er skrevet ut fra avtalen "
            f"(`vka render {path} -o avtale.docx`), eller den avtalen dokumentet hører til (--into).",
            f"the document does not look like the agreement in {path}: almost none of the lines of the one are in the "
            "other, and all of the agreement would be deleted. Name a document that was printed from the agreement "
            f"(`vka render {path} -o agreement.docx`), or the agreement the document belongs to (--into).",
        )
    return document


def _draft(source: Source) -> Document | None:
    """What a source with errors of its own prints; None if it could not be printed."""
    from renderers.draft import draft_of

    try:
        return draft_of(source)
    except ValueError:
        return None


def _missing() -> InputError:
    return InputError(
        "import krever biblioteket python-docx. Installer det: pip install 'vka-lang[word]'",
        "import needs the python-docx library. Install it: pip install 'vka-lang[word]'",
    )


def news_of(done: Imported, path: str, lang: str) -> tuple[News, ...]:
    """The errors ``vka check`` finds in the new source and not in the old."""
    from collections import Counter

    from dsl.pipeline import load_text
    from renderers.import_text import News

    if not done.changed:
        return ()
    known = Counter((d.code, d.words) for d in load_text(done.was, path).diagnostics)
    loaded = load_text(done.text, path)
    out = []
    for found in loaded.diagnostics:
        if known[found.code, found.words]:
            known[found.code, found.words] -= 1
        else:
            out.append(News(found.code, loaded.source.position(found.span.start)[0], found.message(lang)))
    return tuple(out)


def elsewhere(done: Imported, path: str) -> tuple[Elsewhere, ...]:
    """Lines of amendments and cases beside the source that name what is gone, has another number or is counted anew."""
    from dsl.edits.numbers import mentioned
    from renderers.import_text import Elsewhere

    numbers = [*(f.was.removeprefix("punkt ") for f in done.of("renumbered")), *done.gone]
    counted = {*done.recounted, *done.gone} - {""}
    by_passage = re.compile(rf"punkt\s+(?:{'|'.join(map(re.escape, counted))})\s+ledd\s+\d") if counted else None
    out = []
    for file in _beside(path):
        try:
            text = read_bytes(file).decode("utf-8", "replace")
        except InputError:
            continue
        if file.suffix == ".vka" and not re.search(r"(?m)^endringsavtale\b", text):
            continue
        found = list(mentioned(text, numbers))
        found += [m.start() for m in by_passage.finditer(text)] if by_passage is not None else []
        lines = text.split("\n")
        named = {text.count("\n", 0, at) for at in mentioned(text, done.gone)}
        for number in sorted({text.count("\n", 0, at) for at in found}):
            out.append(Elsewhere(str(file), number + 1, " ".join(lines[number].split()), number in named))
    return tuple(out)


def _beside(path: str) -> list[Path]:
    folder = Path(path).parent
    here = Path(path).resolve()
    found = [f for pattern in ("*.vka", "*.sak", "saker/*.sak") for f in sorted(folder.glob(pattern))]
    return [f for f in found if f.resolve() != here]


def as_bytes(done: Imported, was: bytes) -> bytes:
    """The new source as bytes, with a byte order mark if the old one had one."""
    return (_BOM if was.startswith(_BOM) else b"") + done.text.encode()

"""The contract as a file: which writer makes it, and what is said when it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from vka.errors import InputError

if TYPE_CHECKING:
    from renderers.document import Document


class Kind(NamedTuple):
    """A kind of file: its name, its endings, and the extra whose libraries its writer needs ("" for none)."""

    name: tuple[str, str]
    suffixes: tuple[str, ...]
    extra: str


FILES: Final = {
    "docx": Kind(("Word", "Word"), (".docx",), "word"),
    "pdf": Kind(("PDF", "PDF"), (".pdf",), "pdf"),
    "akn": Kind(("Akoma Ntoso", "Akoma Ntoso"), (".xml", ".akn"), ""),
}


def printed(document: Document, to: str, template: bytes | None = None) -> bytes:
    """The bytes of the file.

    Raises ``InputError`` for a bad template or a missing library, ``ValueError`` for another ``to``.
    """
    if to not in FILES:
        raise ValueError(f"to is {to!r}, must be one of {', '.join(map(repr, FILES))}")
    kind = FILES[to]
    try:
        return _written(document, to, template)
    except ImportError as error:
        if not kind.extra:
            raise
        nb, en = kind.name
        install = f"pip install 'vka-lang[{kind.extra}]'"
        raise InputError(
            f"{nb} krever et bibliotek som ikke er installert. Installer det: {install}",
            f"{en} needs a library that is not installed. Install it: {install}",
        ) from error


def _written(document: Document, to: str, template: bytes | None) -> bytes:
    if to == "pdf":
        from renderers.to_pdf import UnprintableError, to_pdf

        try:
            return to_pdf(document)
        except UnprintableError as error:
            raise InputError(f"{error.nb}.", f"{error.en}.") from error
    if to == "akn":
        from renderers.to_akn import to_akn

        return to_akn(document).encode()
    from renderers.word.safety import PackageError
    from renderers.word.write import to_docx

    try:
        return to_docx(document, template)
    except PackageError as error:
        raise InputError(
            f"malen kan ikke brukes: {error}.", f"the template cannot be used: {error.message('en')}."
        ) from error

"""The fields of a document that are open where its reader stands: references, page numbers, the contents."""

from __future__ import annotations

import re

from attrs import Factory, define

from renderers.word.safety import PackageError

_REF = re.compile(r"^\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+)", re.IGNORECASE)
_LINK = re.compile(r'^\s*HYPERLINK\b.*\\l\s+"?([^"\s]+)', re.IGNORECASE)
_COUNTED = re.compile(r"^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_PAGE = re.compile(r"[-–\s]*(?:\d+|[ivxlcdm]+)[-–\s]*", re.IGNORECASE)
_CONTENTS = re.compile(r"^\s*TOC\b", re.IGNORECASE)
_WITHOUT_WORDS = re.compile(r"^\s*(?:EQ|SYMBOL|FORMCHECKBOX|FORMDROPDOWN)\b", re.IGNORECASE)
"""Fields that show something though no words stand in them."""

_MOST = 50
"""Fields within fields; Word takes 20."""


@define
class Field:
    """A field: its code, and whether what it shows has begun."""

    code: str = ""
    in_result: bool = False

    @property
    def is_contents(self) -> bool:
        """Is it the table of contents?"""
        return _CONTENTS.match(self.code) is not None

    @property
    def shown_by_code(self) -> str:
        """The code, where it is all that tells what the field shows; else ""."""
        return self.code.strip() if not self.in_result and _WITHOUT_WORDS.match(self.code) else ""


@define
class Fields:
    """The fields that are open, the innermost last."""

    open: list[Field] = Factory(list)

    def begin(self, code: str = "", *, in_result: bool = False) -> None:
        """A field begins. Raises ``PackageError`` for endless fields."""
        if len(self.open) >= _MOST:
            raise PackageError(
                f"dokumentet har flere enn {_MOST} felter inni hverandre. Åpne og reparer det i Word, og lagre det",
                f"the document has more than {_MOST} fields within each other. Open and repair it in Word, and save it",
            )
        self.open.append(Field(code, in_result))

    def code(self, text: str) -> None:
        """More of the innermost field's code."""
        if self.open:
            self.open[-1].code += text

    @property
    def in_code(self) -> bool:
        """Are words here part of a code, and not seen?"""
        return any(not field.in_result for field in self.open)

    @property
    def in_contents(self) -> bool:
        """Is a table of contents open?"""
        return any(field.is_contents for field in self.open)

    def is_page(self, text: str) -> bool:
        """Is this the number of a page, which is what the program last made of it?"""
        return bool(self.open and _COUNTED.match(self.open[-1].code) and _PAGE.fullmatch(text))

    def target(self) -> str:
        """The bookmark the innermost reference leads to; "" outside one."""
        for field in reversed(self.open):
            found = _REF.match(field.code) or _LINK.match(field.code)
            if found is not None:
                return found[1]
        return ""

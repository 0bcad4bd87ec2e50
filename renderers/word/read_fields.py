"""The fields of a document that are open where its reader stands: references, page numbers, the contents."""

from __future__ import annotations

import re
from functools import lru_cache

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

_LONGEST_CODE = 1000
"""Signs of a field's code that say what it is."""


@define
class Field:
    """A field under way. ``in_result``: its code has been read, and what follows is what it shows."""

    code: str = ""
    in_result: bool = False

    def add(self, code: str) -> None:
        """More of its code; nothing of what it is stands after the longest there is."""
        self.code = (self.code + code).lstrip()[:_LONGEST_CODE]

    @property
    def target(self) -> str:
        """The bookmark it leads to; "" for none."""
        return _target(self.code)

    @property
    def is_contents(self) -> bool:
        """Is it a table of contents?"""
        return _CONTENTS.match(self.code) is not None

    @property
    def is_counted(self) -> bool:
        """Is it a page number, or a number of pages?"""
        return _COUNTED.match(self.code) is not None

    @property
    def shown_by_code(self) -> str:
        """The code, where it is all that tells what the field shows; else ""."""
        return self.code.strip() if not self.in_result and _WITHOUT_WORDS.match(self.code) else ""


@lru_cache(maxsize=4096)
def _target(code: str) -> str:
    found = _REF.match(code) or _LINK.match(code)
    return "" if found is None else found[1]


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
        self.open.append(Field(in_result=in_result))
        self.code(code)

    def code(self, text: str) -> None:
        """More of the innermost field's code."""
        if self.open:
            self.open[-1].add(text)

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
        return bool(self.open and self.open[-1].is_counted and _PAGE.fullmatch(text))

    def target(self) -> str:
        """The bookmark the innermost reference leads to; "" outside one."""
        return next((field.target for field in reversed(self.open) if field.target), "")

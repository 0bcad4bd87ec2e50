"""The fields of a Word document: what their codes say they are."""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import define

_REF = re.compile(r"^\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+)", re.IGNORECASE)
_LINK = re.compile(r'^\s*HYPERLINK\b.*\\l\s+"?([^"\s]+)', re.IGNORECASE)
_COUNTED = re.compile(r"^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_CONTENTS = re.compile(r"^\s*TOC\b", re.IGNORECASE)

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


@lru_cache(maxsize=4096)
def _target(code: str) -> str:
    found = _REF.match(code) or _LINK.match(code)
    return "" if found is None else found[1]

"""The names a Word document of ours carries, in both directions: bookmarks of lines, tags of values, what we add.

Convention: a name is made from an anchor or a value's name by itself, so that the same line has the same name in every
version. Word takes 40 characters of letters, digits and _ for a bookmark, without regard to case, and 64 for a tag or
a title; what does not fit is shortened with a digest, and is found again only by whoever knows the names there can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

BOOKMARK = "_vka_"
"""What the bookmark of every line begins with; Word hides bookmarks that begin with _."""

ADDED = "_vka_tillegg_"
"""What the bookmarks begin with of whole paragraphs that are ours and no signed text: signatures, notes, contents."""

ADDED_CONTENTS = f"{ADDED}innhold"
"""Around the heading of the contents and the contents."""

ADDED_NOTE = f"{ADDED}merknad_"
"""And a number from 1: around a note on an amendment."""

ADDED_SIGNATURE = f"{ADDED}signatur_"
"""And a number from 1: around a paragraph of the signature block (0 is its first line, above the parties)."""

ADDED_ANSWERS = f"{ADDED}svar_"
"""And a number from 0, and a digest of the words: around what a redline says of changed answers."""

TAG = "vka:verdi:"
"""What the tag of a value's content control begins with."""

AGREEMENT_PROPERTY = "vka-avtale"
"""The custom property of the document that holds the agreement's name."""

HOUSE_PROPERTY = "vka-mal"
"""The custom property that holds the digests of a house's headers and footers, and of the figures in them."""

TITLE_STYLE = "Title"
CONTENTS_STYLE = "TOC Heading"
BODY_STYLE = "Normal"
BULLET_STYLE = "List Bullet"
ITEM_STYLE = "vka Punktliste"
BASIS_STYLE = "vka Hjemmel"
NOTE_STYLE = "vka Merknad"
SIGNATURE_STYLE = "vka Signatur"


def heading_style(level: int) -> str:
    """The name of the style of a clause's heading; level is 1 for ``11`` and 2 for ``11.1``."""
    return f"Heading {level}"


def contents_style(level: int) -> str:
    """The name of the style of a line of the contents."""
    return f"TOC {level}"


_LONGEST_BOOKMARK = 40
_LONGEST_TAG = 64
_DIGEST = 10
_PLAIN_ANCHOR = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_PLAIN_NAME = re.compile(r"[\w. -]*")
_PLAIN_BOOKMARK = re.compile(rf"{BOOKMARK}[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_COPIED = re.compile(r"[_ ]Copy[_ ][0-9]+$")
_SHORT = "~"
_NO_WORDS = re.compile(r"[\s|]+")
"""What parts words, and what is put between the cells of a table that is read as text."""


def digest_of(text: str) -> str:
    """A short digest of words, by which they are known to be the same."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


def bookmark_name(anchor: str) -> str:
    """The bookmark of the line with this anchor: ``_vka_punkt_11_1_ledd_2``.

    An anchor that is too long, or that Word could not tell from another (capitals, ``_``), is ``_vka__``, a digest and
    as much of it as there is room for.
    """
    plain = BOOKMARK + anchor.replace("-", "_")
    fits = len(plain) <= _LONGEST_BOOKMARK and not plain.startswith(ADDED.rstrip("_"))
    if fits and _PLAIN_ANCHOR.fullmatch(anchor):
        return plain
    stem = re.sub(r"[^a-z0-9]+", "_", anchor.lower())
    return f"{BOOKMARK}_{digest_of(anchor)}_{stem}"[:_LONGEST_BOOKMARK].rstrip("_")


def anchor_of(bookmark: str, known: Iterable[str] = ()) -> str | None:
    """The anchor a bookmark stands for; None if it is not ours, is something we add, or is shortened and not known.

    ``known`` are the anchors there can be. What LibreOffice calls a copy (``…_Copy_1``) stands for the same anchor.
    """
    name = _COPIED.sub("", bookmark)
    if not name.startswith(BOOKMARK) or is_added(name):
        return None
    for anchor in known:
        if bookmark_name(anchor) == name:
            return anchor
    return name.removeprefix(BOOKMARK).replace("_", "-") if _PLAIN_BOOKMARK.fullmatch(name) else None


def is_added(bookmark: str) -> bool:
    """Whether a bookmark is around something we add: ``ADDED…``."""
    return bookmark.startswith(ADDED)


def answers_name(number: int, words: str) -> str:
    """The bookmark around something a redline says of changed answers, by which its words are known to be untouched."""
    return f"{ADDED_ANSWERS}{number}_{digest_of(_NO_WORDS.sub('', words))}"


def is_untouched_answers(bookmark: str, words: str) -> bool:
    """Whether a bookmark is that of these words, said by a redline of changed answers."""
    if not bookmark.startswith(ADDED_ANSWERS):
        return False
    return bookmark.endswith(f"_{digest_of(_NO_WORDS.sub('', words))}")


def value_tag(name: str) -> str:
    """The tag of a value's content control: ``vka:verdi:varsel``."""
    return TAG + _fitting(name, _LONGEST_TAG - len(TAG))


def value_title(name: str) -> str:
    """The title of a value's content control, which people see and LibreOffice keeps: the value's name."""
    return _fitting(name, _LONGEST_TAG)


def _fitting(name: str, room: int) -> str:
    if len(name) <= room and _PLAIN_NAME.fullmatch(name):
        return name
    return re.sub(r"[^\w. -]+", "_", name)[: room - _DIGEST - len(_SHORT)] + _SHORT + digest_of(name)


def value_name(tag: str, title: str = "", known: Iterable[str] = ()) -> str | None:
    """The name of the value a content control holds, by its tag or else its title; None if it is no control of ours.

    ``known`` are the names there can be. Without a tag of ours the title must be one of them; a shortened name too.
    """
    names = tuple(known)
    for name in names:
        if tag == value_tag(name):
            return name
    if tag.startswith(TAG) and _SHORT not in tag:
        return tag.removeprefix(TAG)
    return next((name for name in names if title and title == value_title(name)), None)

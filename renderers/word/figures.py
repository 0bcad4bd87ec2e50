"""Pictures, drawings and charts of a part that is no body: a header, a footer, a note, a comment.

Convention: what stands in several versions is the first of them, and what is within another figure is part of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256

from renderers.word.marks import digest_of
from renderers.word.package import MC, Element, W
from renderers.word.read_words import RELATION, words_in

_VERSIONS = f"{MC}AlternateContent"
_DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object", f"{W}contentPart")


def figures_of(root: Element, gone: Collection[str] = ()) -> Iterator[Element]:
    """The figures in an element, in order; not those within changes whose words do not count (``gone``)."""
    left = [root]
    while left:
        each = left.pop()
        if each.tag in _DRAWN:
            if len(each) or each.attrib:  # an empty one shows nothing
                yield each
        elif isinstance(each.tag, str) and each.tag not in gone:
            left += list(each)[:1] if each.tag == _VERSIONS else reversed(each)


def name_of(figure: Element) -> str:
    """What a figure is called by whoever put it in; "" for nothing."""
    names = (each.get("descr") or each.get("name") for each in figure.iter() if str(each.tag).endswith("docPr"))
    return next((name for name in names if name), "")


def figure_digests(kind: str, root: Element, pictures: Mapping[str, bytes]) -> Iterator[tuple[Element, frozenset[str]]]:
    """The figures of a header or a footer that words do not tell of, each with the digests it is known by.

    ``kind`` says which of the two it is; ``pictures`` are the files its relationships lead to. A figure without a file
    is known by its number among those: programs draw and name it in their own ways.
    """
    drawn = 0
    digests = {file: digest_of(f"{kind}|{sha256(file).hexdigest()}") for file in set(pictures.values())}
    for figure in figures_of(root):
        files = {
            digests[pictures[value]]
            for each in figure.iter()
            for key, value in each.attrib.items()
            if key.startswith(RELATION) and value in pictures
        }
        if files:
            yield figure, frozenset(files)
        elif not words_in(figure).strip():
            drawn += 1
            yield figure, frozenset({digest_of(f"{kind}|figur {drawn}")})

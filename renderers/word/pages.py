"""On which page each heading stands, as nearly as can be told without laying the pages out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from renderers.word.lines import BodyItem


def pages_of(body: Sequence[BodyItem], ours: bool) -> Mapping[int, int]:
    """The pages of headings, by their place in the body; none that cannot be told (``ours``: the styles are ours)."""
    return {}

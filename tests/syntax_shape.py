"""What was read, without where it stood: for comparing two layouts of one file."""

from __future__ import annotations

import re
from typing import Any

import attrs

from dsl.syntax import Span

_SPACE = re.compile(r"\s+")


def shape(tree: Any) -> Any:
    """A syntax tree as nested tuples, its spans left out and runs of white space counted as one blank."""
    if isinstance(tree, str):
        return _SPACE.sub(" ", tree)
    if isinstance(tree, tuple):
        return tuple(shape(part) for part in tree)
    if attrs.has(type(tree)):
        kept = [f.name for f in attrs.fields(type(tree)) if not isinstance(getattr(tree, f.name), Span)]
        return (type(tree).__name__, *((name, shape(getattr(tree, name))) for name in kept))
    return tree

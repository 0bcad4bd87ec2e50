"""The outcome of an import as JSON: the diff, what was done, and what is only told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from renderers.import_text import difference
from renderers.places import place_in, places_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dsl.edits.report import Imported
    from renderers.import_text import Elsewhere, News

FORMAT = "vka-import-1"
"""Changes when a field is renamed, removed or given another meaning; a new field does not change it."""


def import_json(
    done: Imported, name: str, news: Sequence[News] = (), elsewhere: Sequence[Elsewhere] = (), *,
    written: bool = False, language: str = "nb",
) -> str:  # fmt: skip
    """Indented JSON in UTF-8, ending in a line break. ``written`` says whether the file was."""
    place = 1 if language == "en" else 0
    data: dict[str, Any] = {
        "format": FORMAT,
        "file": name,
        "changed": done.changed,
        "written": written,
        "diff": difference(done, name),
        "findings": [
            {
                "kind": f.kind, "clause": f.clause, "place": places_in(f.place, language), "text": f.text, "was": f.was,
                "names": list(f.names), "why": f.why[place],
            }
            for f in done.findings
        ],
        "pending": [
            {
                "kind": t.kind, "what": t.what[place], "author": t.author, "day": t.day, "text": t.text,
                "place": place_in(t.place, language), "way": t.way,
            }
            for t in done.pending
        ],
        "leftovers": [
            {"what": x.what[place], "text": x.text, "place": place_in(x.place, language), "ours": x.ours}
            for x in done.leftovers
        ],
        "notes": [
            {
                "author": c.author, "day": c.day, "text": c.text, "words": c.words, "anchor": c.anchor,
                "place": place_in(c.place, language), "answers": c.answers, "resolved": c.resolved,
            }
            for c in done.comments
        ],
        "check": [{"code": n.code, "line": n.line, "message": n.message} for n in news],
        "elsewhere": [{"file": e.file, "line": e.line, "text": e.text, "gone": e.gone} for e in elsewhere],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"

"""GLOSSARY.md knows every word of the grammar, and what it names is there."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
_ROW = re.compile(r"^\| (?P<words>.*?) \| `(?P<name>[\w.]+)` \| `(?P<file>[\w/.]+)` \|$")
_TERMINAL = re.compile(r"^[A-ZÆØÅ_]+(?:\.\d+)?:\s*(/.*/)")
# What in a regular expression is no word: escapes, and classes of signs.
_SIGNS = re.compile(r"\\u[0-9a-f]{4}|\\[a-zA-Z]|\[[^\]]*\]")


def rows() -> list[tuple[str, str, str]]:
    """Each row's words, Python name and file."""
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| Norwegian")]
    found = [_ROW.match(line) for line in lines]
    assert [line for line, row in zip(lines, found, strict=True) if row is None] == []
    return [(row["words"], row["name"], row["file"]) for row in found if row is not None]


def keywords() -> set[str]:
    """Every word that stands in the grammar as such: in quotes, or in a token's regular expression."""
    found: list[str] = []
    for line in (ROOT / "dsl" / "grammar.lark").read_text(encoding="utf-8").splitlines():
        if line.startswith("//"):
            continue
        token = _TERMINAL.match(line)
        found += [token[1]] if token else re.findall(r'"([^"]*)"', line)
    return {word for text in found for word in re.findall(r"[a-zæøåé]+", _SIGNS.sub(" ", text))}


@cache
def names_in(file: str) -> frozenset[str]:
    """The top-level names of a Python file, and ``Class.name`` for what is assigned in its classes."""
    names: set[str] = set()
    for node in ast.parse((ROOT / file).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            names.add(node.name)
            inner = [target for each in node.body if isinstance(each, ast.Assign) for target in each.targets]
            names.update(f"{node.name}.{target.id}" for target in inner if isinstance(target, ast.Name))
        elif isinstance(node, ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names.update(target.id for target in node.targets if isinstance(target, ast.Name))
    return frozenset(names)


def test_every_keyword_is_in_the_glossary() -> None:
    """Whoever meets a word in a file finds where it lives in the code."""
    assert len(keywords()) > 150
    told = {word for words, _, _ in rows() for word in re.findall(r"[a-zæøåé]+", words.lower())}
    assert sorted(keywords() - told) == []


def test_what_the_glossary_names_is_there() -> None:
    """Every Python name stands in the file the table says."""
    missing = [(name, file) for _, name, file in rows() if not (ROOT / file).is_file() or name not in names_in(file)]
    assert missing == []


def test_every_statement_is_in_the_glossary() -> None:
    """Each class a statement of a file is read into has a row."""
    named = {name for _, name, file in rows() if file.startswith("dsl/syntax/")}
    files = [f"dsl/syntax/{path.name}" for path in (ROOT / "dsl" / "syntax").glob("*.py")]
    written = {name for file in files for name in names_in(file)}
    declared = {name for name in written if re.fullmatch(r"\w+(Decl|Trailer)", name)}
    assert sorted(declared - named) == []

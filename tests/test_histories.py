"""Whole case histories, as a lawyer asks about them: position, duties, money and settlement, printed and kept as golden
files beside each other. What they should say was read off the agreement and the notes on the law by hand.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from vka.cli import main

ROOT = Path(__file__).parent.parent
AGREEMENT = "agreements/ibestad_harstad.vka"
AMENDED = {"historie_dyroy": "agreements/ibestad_harstad_endring1.vka"}
"""The histories that are not about the agreement as it was signed."""

PRINTED: dict[str, tuple[tuple[str, ...], ...]] = {
    "historie_normal": (
        ("position", "--on", "15.6.2020", "--asked", "1.11.2026"),
        ("position", "--on", "1.11.2026", "--asked", "1.11.2026"),
        ("position", "--on", "15.9.2022", "--asked", "15.9.2022"),
        ("duties", "--from", "1.1.2023", "--to", "31.12.2023", "--asked", "1.11.2026"),
        ("timeline", "--asked", "1.11.2026"),
        ("money", "--party", "Ibestad", "--from", "2020", "--to", "2026", "--on", "1.11.2026"),
        ("money", "--party", "Ibestad", "--year", "2023", "--on", "1.11.2026"),
        ("money", "--table", "vertsregnskap", "--from", "2020", "--to", "2025", "--on", "1.11.2026"),
    ),
    "historie_uttreden": (
        ("position", "--on", "15.1.2024", "--asked", "15.1.2024"),
        ("position", "--on", "15.1.2025", "--asked", "1.7.2026"),
        ("duties", "--from", "1.1.2024", "--to", "28.2.2025", "--party", "Ibestad", "--asked", "1.7.2026"),
        ("money", "--party", "Ibestad", "--from", "2023", "--to", "2026", "--on", "1.7.2026"),
        ("money", "--party", "Ibestad", "--year", "2024", "--on", "1.7.2026"),
    ),
    "historie_mislighold": (
        ("position", "--on", "10.3.2024", "--asked", "10.3.2024"),
        ("position", "--on", "1.6.2025", "--asked", "31.12.2025"),
        ("duties", "--from", "1.1.2024", "--to", "31.12.2024", "--asked", "31.12.2025"),
        ("money", "--party", "Ibestad", "--from", "2022", "--to", "2025", "--on", "31.12.2025"),
    ),
    "historie_budsjettstrid": (
        ("position", "--on", "15.9.2025", "--asked", "15.9.2025"),
        ("position", "--on", "1.6.2026", "--asked", "1.6.2026"),
        ("duties", "--from", "1.1.2025", "--to", "31.3.2026", "--party", "Ibestad", "--asked", "1.11.2026"),
        ("money", "--party", "Ibestad", "--from", "2023", "--to", "2026", "--on", "1.11.2026"),
        ("money", "--party", "Ibestad", "--year", "2025", "--on", "31.1.2026"),
        ("money", "--party", "Ibestad", "--year", "2025", "--on", "1.11.2026"),
    ),
    "historie_opplosning": (
        ("position", "--on", "1.4.2025", "--asked", "31.12.2025"),
        ("duties", "--from", "1.1.2025", "--to", "31.12.2025", "--asked", "31.12.2025"),
        ("settlement", "--on", "31.12.2025", "--asked", "31.12.2025"),
        ("money", "--party", "Ibestad", "--from", "2024", "--to", "2026", "--on", "31.12.2025"),
    ),
    "historie_dyroy": (
        ("position", "--on", "30.6.2024", "--asked", "30.6.2026"),
        ("position", "--on", "30.6.2026", "--asked", "30.6.2026"),
        ("duties", "--from", "1.1.2025", "--to", "28.2.2026", "--asked", "30.6.2026"),
        ("money", "--party", "Ibestad", "--from", "2020", "--to", "2026", "--on", "30.6.2026"),
        ("money", "--party", "Dyrøy", "--from", "2022", "--to", "2026", "--on", "30.6.2026"),
        ("money", "--party", "Dyrøy", "--year", "2025", "--on", "30.6.2026"),
        ("money", "--table", "vertsregnskap", "--from", "2022", "--to", "2025", "--on", "30.6.2026"),
    ),
}
"""The commands of each history, without the agreement and the case."""


@pytest.mark.parametrize("case", PRINTED)
def test_what_is_printed_of_a_history(
    case: str,
    golden: Callable[[str, str], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each command on each history prints what its golden file holds."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    shown = []
    for command, *rest in PRINTED[case]:
        arguments = [
            command,
            AMENDED.get(case, AGREEMENT),
            "--case",
            f"agreements/saker/{case}.sak",
            *rest,
        ]
        assert main(arguments) == 0
        shown.append(f"$ vka {' '.join(arguments)}\n\n{capsys.readouterr().out}")
    golden(f"histories/{case}.txt", "\n".join(shown).replace(os.sep, "/"))

"""The command line: ``vka COMMAND …``. Each command is a module of ``vka.commands``, imported only when it is used.

Convention: results go to standard output and complaints to standard error. Exit status: 0 done (whatever the answer),
1 a file has errors or is not as asked, 2 a file or an argument cannot be used, 3 the question was not understood.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

if TYPE_CHECKING:
    from vka.arguments import Parser

COMMANDS: Final = (
    "ask", "position", "duties", "timeline", "money", "settlement", "review", "check", "fmt", "coverage", "render",
    "versions", "redline", "import", "questions", "verify",
)  # fmt: skip

DONE, HAS_ERRORS, NOT_USABLE, NOT_UNDERSTOOD = range(4)
_INTERRUPTED: Final = 130
_OUR_MISTAKE: Final = 70

_HELP = {
    "nb": (
        "bruk: vka KOMMANDO …\n\nSpør en avtale, kontroller den, og skriv den ut.\n\nkommandoer:\n",
        "\n`vka KOMMANDO --help` viser argumentene. `--lang en` eller VKA_LANG=en gir engelsk.\n",
    ),
    "en": (
        "usage: vka COMMAND …\n\nAsk an agreement, check it, and print it.\n\ncommands:\n",
        "\n`vka COMMAND --help` shows the arguments. `--lang nb` or VKA_LANG=nb gives Norwegian.\n",
    ),
}


class Command(Protocol):
    """What a module of ``vka.commands`` has. ``SUMMARY`` and ``EXAMPLES`` are in Norwegian and English."""

    SUMMARY: tuple[str, str]
    EXAMPLES: tuple[str, str]

    def declare(self, parser: Parser) -> None:
        """Declare the arguments."""

    def run(self, given: Any) -> int:
        """Do it, and give the exit status."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line with these arguments (the process's own if None) and give the exit status."""
    from vka.patient import patient_streams
    from vka.terminal import use_utf8

    use_utf8()
    with patient_streams():
        return _main(list(sys.argv[1:] if argv is None else argv))


def _main(arguments: list[str]) -> int:
    from vka.errors import InputError, SourceError
    from vka.patient import let_go
    from vka.terminal import complain

    language = _language(arguments)
    if sys.stdout is None:  # the shell closed it: Python then has none
        complain("vka: standard output is closed." if language == "en" else "vka: standard ut er lukket.")
        return NOT_USABLE
    try:
        status = _run(arguments, language)
        sys.stdout.flush()
        return status
    except InputError as error:
        complain(f"vka: {error.message(language)}")
        return NOT_USABLE
    except SourceError as error:
        complain(error.report(language))
        return NOT_USABLE if error.is_unreadable else HAS_ERRORS
    except OSError as error:
        let_go(sys.stdout)
        complain(_cannot_write(error, language))
        return NOT_USABLE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except SystemExit as done:  # argparse, after printing its help
        return done.code if isinstance(done.code, int) else DONE
    except Exception as error:  # the last resort: a user never meets a traceback
        if os.environ.get("VKA_DEBUG"):
            raise
        complain(_our_mistake(error, language))
        return _OUR_MISTAKE


def _run(arguments: list[str], language: str) -> int:
    from vka.errors import InputError

    while arguments and arguments[0].startswith("--lang"):  # it may stand before the command too
        chosen = arguments[0].partition("=")[2] if "=" in arguments[0] else "".join(arguments[1:2])
        if chosen not in ("nb", "en"):
            raise InputError(
                f"--lang kan ikke være «{chosen}»; velg blant nb, en. Se vka --help",
                f"--lang cannot be “{chosen}”; choose from nb, en. See vka --help",
            )
        arguments = arguments[1 if "=" in arguments[0] else 2 :]
    name, *rest = arguments or [""]
    if name in ("", "-h", "--help", "help"):
        sys.stdout.write(_help(language))
        return DONE if name else NOT_USABLE
    if name in ("--version", "-V"):
        from vka._version import VERSION

        print(f"vka {VERSION}")
        return DONE
    if name not in COMMANDS:
        known = ", ".join(COMMANDS)
        raise InputError(
            f"«{name}» er ingen kommando. Velg blant {known}. Se vka --help",
            f"“{name}” is no command. Choose from {known}. See vka --help",
        )
    from vka.arguments import Parser

    command = _command(name)
    parser = Parser(name, language, command.SUMMARY, command.EXAMPLES)
    command.declare(parser)
    parser.language_option()
    return command.run(parser.read(rest))


def _command(name: str) -> Command:
    module = f"{name}_" if iskeyword(name) else name
    return cast(Command, import_module(f"vka.commands.{module}"))


def _help(language: str) -> str:
    before, after = _HELP[language]
    place = 1 if language == "en" else 0
    return before + "".join(f"  {name:<11}{_command(name).SUMMARY[place]}\n" for name in COMMANDS) + after


def _language(arguments: Sequence[str]) -> str:
    """ "nb" or "en": by ``--lang``, else by ``VKA_LANG``. A wrong ``--lang`` is refused later, in Norwegian."""
    for at, each in enumerate(arguments):
        if each == "--lang" and at + 1 < len(arguments):
            return "en" if arguments[at + 1] == "en" else "nb"
        if each.startswith("--lang="):
            return "en" if each == "--lang=en" else "nb"
    return "en" if os.environ.get("VKA_LANG", "").lower().startswith("en") else "nb"


def _cannot_write(error: OSError, language: str) -> str:
    why = error.strerror or str(error)
    if language == "en":
        return f"vka: cannot read or write ({why})."
    return f"vka: kan ikke lese eller skrive ({why})."


def _our_mistake(error: Exception, language: str) -> str:
    what = f"{type(error).__name__}: {error}"
    if language == "en":
        return f"vka: a mistake in vka, not in what you gave it ({what}). Run again with VKA_DEBUG=1 and report it."
    return f"vka: en feil i vka, ikke i det du oppga ({what}). Kjør på nytt med VKA_DEBUG=1 og meld fra."

"""Arguments of the command line in the user's language, on top of ``argparse``.

Convention: whoever declares an argument gives its help in Norwegian and English side by side.
"""

from __future__ import annotations

import argparse
import re
from typing import IO, Any, NoReturn

from vka.errors import InputError

_WORDS = {
    "nb": {"usage": "bruk: ", "files": "argumenter", "options": "valg", "help": "vis denne hjelpen", "try": "Se"},
    "en": {"usage": "usage: ", "files": "arguments", "options": "options", "help": "show this help", "try": "See"},
}
_SAID_BY_ARGPARSE = (
    (r"the following arguments are required: (.*)", "mangler {0}"),
    (
        r"unrecognized arguments: .*?(?<!\S)(-\S+).*",
        "forstår ikke {0}",
    ),  # what stands after it may be well in its place
    (r"unrecognized arguments: (.*)", "forstår ikke {0}"),
    (r"argument ([^:]*): invalid choice: '?(.*?)'? \(choose from (.*)\)", "{0} kan ikke være {1}; velg blant {2}"),
    (r"argument ([^:]*): expected one argument", "{0} mangler verdi"),
    (r"argument ([^:]*): expected at least one argument", "{0} mangler verdi"),
    (r"argument ([^:]*): ignored explicit argument (.*)", "{0} skal ikke ha verdi: {1}"),
    (r"ambiguous option: (\S*) could match (.*)", "{0} kan være flere valg: {1}"),
)


class _Refused(Exception):  # a way out of argparse, and no error of its own
    """What argparse would not take, in its own words."""


class _Helped(Exception):  # as above
    """Help was asked for."""


class Parser(argparse.ArgumentParser):
    """A parser that speaks Norwegian or English and raises ``InputError`` for what it cannot use."""

    def __init__(self, command: str, language: str, summary: tuple[str, str], examples: tuple[str, str]) -> None:
        self.language = language
        self._words = _WORDS[language]
        heading = "examples" if language == "en" else "eksempler"
        super().__init__(
            prog=f"vka {command}",
            description=f"{_capital(self.pick(*summary))}.",
            epilog=f"{heading}:\n{self.pick(*examples)}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
            allow_abbrev=False,
        )
        self._files = self.add_argument_group(self._words["files"])
        self._options = self.add_argument_group(self._words["options"])
        self._options.add_argument("-h", "--help", action="help", help=self._words["help"])

    def pick(self, nb: str, en: str) -> str:
        """The one in the user's language."""
        return en if self.language == "en" else nb

    def value(self, name: str, nb: str, en: str, metavar: tuple[str, str], **settings: Any) -> None:
        """Declare an argument that is known by its place."""
        if settings.get("nargs") == "*":
            settings.setdefault("default", [])  # else none at all is told as a lack
        self._files.add_argument(name, help=self.pick(nb, en), metavar=self.pick(*metavar), **settings)

    def option(self, *names: str, nb: str, en: str, metavar: tuple[str, str] | None = None, **settings: Any) -> None:
        """Declare an option, with what its value is called, or as a switch."""
        if metavar is not None:
            settings["metavar"] = self.pick(*metavar)
        elif "choices" not in settings and "action" not in settings:
            settings["action"] = "store_true"
        self._options.add_argument(*names, help=self.pick(nb, en), **settings)

    def language_option(self) -> None:
        """Declare ``--lang``, which has been read before this parser was made."""
        self.option(
            "--lang", choices=("nb", "en"), default=self.language,
            nb="språket i svar og meldinger (ellers VKA_LANG, ellers nb)",
            en="the language of answers and messages (else VKA_LANG, else nb)",
        )  # fmt: skip

    def read(self, arguments: list[str]) -> argparse.Namespace:
        """What the arguments say. Options may stand between the values: ``FIL --case SAK SPØRSMÅL``.

        Raises:
            InputError: An argument is missing, not known, or cannot be what it is given as.
        """
        self.usage = ""  # argparse would make one for every command read, and takes it to begin in English
        try:
            return self.parse_intermixed_args(arguments)
        except _Refused as refused:
            message = str(refused)
        except _Helped:
            self.usage = None
            print(self.format_help(), end="")
            raise SystemExit(0) from None
        self.usage = None
        raise self._error(message)

    def format_usage(self) -> str:
        """How the command is called, on one line or several."""
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups, self._words["usage"])
        return formatter.format_help()

    def format_help(self) -> str:
        """The whole help text."""
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups, self._words["usage"])
        formatter.add_text(self.description)
        for group in (self._files, self._options):
            formatter.start_section(group.title)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def print_help(self, file: IO[str] | None = None) -> NoReturn:  # type: ignore[override]  # narrower than the base
        """Tell ``read`` to: while it reads options, argparse hides the values that are known by their place."""
        raise _Helped

    def error(self, message: str) -> NoReturn:
        """Tell ``read``, for the same reason."""
        raise _Refused(message)

    def _error(self, message: str) -> InputError:
        """The message, the usage, and where help is."""
        nb = next(
            (
                said.format(*found.groups()).replace("'", "")
                for form, said in _SAID_BY_ARGPARSE
                if (found := re.fullmatch(form, message))
            ),
            message,
        )
        after = f"\n{self.format_usage()}{self._words['try']} {self.prog} --help"
        return InputError(f"{nb}.{after}", f"{message}.{after}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

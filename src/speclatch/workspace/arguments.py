"""How arguments are declared and read: argparse, with help of one form and refusals in plain sentences."""

from __future__ import annotations

import argparse
import enum
import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from speclatch.errors import UsageError
from speclatch.judging.shards import Shard, shard_named
from speclatch.reports.escape import visible

MAX_HELP_WIDTH = 100
"""Columns past which lines of help are hard to read."""
HELP_COLUMN = 25
"""Where the explanations of a command's options begin."""

_BEGUN = 4
"""Characters by which the beginning of a word tells it, however much is missing."""

E = TypeVar("E", bound=enum.Enum)

_IN_OTHER_WORDS = (
    (r"argument (.+?): expected one argument", r"\1 needs a value"),
    (r"argument (.+?): ignored explicit argument .*", r"\1 takes no value"),
    (r"argument (.+?): (.*)", r"\1: \2"),
    (r"the following arguments are required: (.*)", r"\1 is missing"),
)
"""What argparse says (its module's source has the texts), and what is said instead."""


class Parser(argparse.ArgumentParser):
    """The arguments of a command.

    ``elsewhere`` says of an option that is none here which command has it, as the end of a sentence.

    Args:
        name: the command, as it is typed.
        positionals: what follows the options in the line of usage.
        description: what the command does, in lines that fit a terminal.
        example: command lines that a reader can try.
    """

    def __init__(self, name: str, positionals: str, description: str, example: str) -> None:
        super().__init__(
            prog=name,
            usage=" ".join(("%(prog)s [OPTIONS]", positionals)).strip(),
            description=description,
            epilog="".join(f"example: {line}\n" for line in example.splitlines()),
            formatter_class=_Help,
            add_help=False,
            allow_abbrev=False,
        )
        self.elsewhere: Callable[[str], str] = _nowhere
        self._positionals = self._optionals  # one list, so that the help fits a screen
        self._positionals.title = "arguments"
        self.add_argument("-h", "--help", action="help", help="Show this and exit.")

    def choice(self, flag: str, of: type[E], metavar: str, what: str, *, default: E | None = None) -> None:
        """An option whose value is a word of an enumeration; ``what`` it says stands before the words in the help."""
        words = [str(word.value) for word in of]
        listed = f"{', '.join(words[:-1])} or {words[-1]}"
        self.add_argument(
            flag,
            type=one_of(of),
            choices=tuple(of),
            default=default,
            metavar=metavar,
            help=f"{what}: {listed}.",
        )

    def config(self) -> None:
        """The option that names a configuration."""
        self.add_argument("--config", type=Path, metavar="FILE", help="Configuration; default: .speclatch.yml.")

    def shard(self) -> None:
        """The option that leaves a part of an audit to other machines."""
        self.add_argument("--shard", type=_shard, metavar="N/COUNT", help="Judge only part N of COUNT, by the paths.")

    @property
    def flags(self) -> list[str]:
        """Every option, in each of its spellings."""
        return [flag for action in self._actions for flag in action.option_strings]

    @property
    def values(self) -> dict[str, list[str]]:
        """The words that options take, by option; of those alone that take one of a few."""
        return {
            flag: [str(word.value) for word in action.choices]
            for action in self._actions
            for flag in action.option_strings
            if action.choices
        }

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The arguments, checked. What follows ``--`` is no option, whatever it begins with: it is a path.

        Raises:
            UsageError: they are not as they are declared.
            SystemExit: help was asked for, and given.
        """
        before = list(takewhile("--".__ne__, arguments))
        for argument in before:  # before argparse misses what else is wanted
            if argument.startswith("--") and argument.partition("=")[0] not in self.flags:
                self.refuse(argument)
        self._refuse_empty(arguments)
        # argparse forgets the sign between options and paths, so that the latter have to look like some.
        paths = [f"./{one}" if one.startswith("-") else one for one in arguments[len(before) + 1 :]]
        found, left = self.parse_known_intermixed_args([*before, *paths])
        if left:
            self.refuse(left[0])
        return found

    def _refuse_empty(self, arguments: Sequence[str]) -> None:
        """Raise a UsageError for a text of no length: a variable that nobody set would choose what is judged."""
        for before, argument in pairwise(("", *arguments)):
            if argument.endswith("=") and argument[:-1] in self.flags:
                self.error(f"{argument[:-1]} needs a value")
            option = None if argument else self._option_string_actions.get(before)
            if option is not None and option.nargs != 0:
                self.error(f"{before} needs a value")
            if not argument:
                self.error("an argument is empty: is the variable set?")

    def refuse(self, argument: str) -> NoReturn:
        """Refuse an argument that is not declared.

        Raises:
            UsageError: always.
        """
        if not argument.startswith("-"):
            self.error(f"'{visible(argument)}' is one argument too many")
        flag = argument.partition("=")[0]
        self.error(f"there is no option {visible(flag)}{self.elsewhere(flag) or did_you_mean(flag, self.flags)}")

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments.

        Raises:
            UsageError: always.
        """
        for pattern, words in _IN_OTHER_WORDS:
            if re.fullmatch(pattern, message, re.DOTALL):
                message = re.sub(pattern, words, message, flags=re.DOTALL)
                break
        raise UsageError(f"{message} (see `{self.prog} --help`)")


def _nowhere(_: str) -> str:
    return ""


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal, but not too wide to be read."""

    def __init__(self, prog: str, **more: Any) -> None:
        width = min(shutil.get_terminal_size().columns, MAX_HELP_WIDTH) - 1
        super().__init__(prog, **{"max_help_position": HELP_COLUMN, "width": width, **more})


def one_of(words: type[E]) -> Callable[[str], E]:
    """Reads a word of an enumeration; any other is refused with the nearest."""
    known = [str(word.value) for word in words]

    def read(text: str) -> E:
        if text in known:
            return words(text)
        raise argparse.ArgumentTypeError(not_one_of(text, known))

    return read


def _shard(text: str) -> Shard:
    try:
        return shard_named(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def not_one_of(text: str, known: Sequence[str]) -> str:
    """Why a word is refused, and which was meant."""
    return f"'{visible(text)}' is none of {', '.join(known)}{did_you_mean(text, known)}"


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """The nearest of the known words as the end of a sentence; ``""`` where none is near."""
    import difflib  # only for whoever mistyped something

    words = list(known)
    begun = [word for word in words if len(text) >= _BEGUN and word.startswith(text)]
    close = begun or difflib.get_close_matches(text, words, n=1)
    return f"; did you mean '{close[0]}'?" if close else ""

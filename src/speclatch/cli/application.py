"""The command line as a whole: which commands there are, and the one way in."""

from __future__ import annotations

import argparse
import enum
import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from speclatch import __version__
from speclatch.errors import ExitCode, UsageError
from speclatch.workspace.arguments import Parser, did_you_mean
from speclatch.workspace.endings import end, prepare_streams

COLLECTED = (200_000, 30, 30)
"""When cycles of garbage are looked for: documents live until the end and hold hardly any, and by Python's own
thresholds the search takes a sixth of an audit."""


class Command(NamedTuple):
    """A command, which a module of this package holds: its name, what it does, and whether it gives a verdict."""

    name: str
    summary: str
    judges: bool = False


class CommandModule(Protocol):
    """What the module of a command offers."""

    def parser(self) -> Parser:
        """The command's arguments."""
        ...

    def run(self, arguments: argparse.Namespace) -> ExitCode:
        """Do what the arguments say."""
        ...


COMMANDS = (
    Command("check", "Judge the specs that a change touches or breaks.", judges=True),
    Command("ready", "Say whether code may be written from a spec."),
    Command("status", "Show which specs are ready, what is open and what has no spec."),
    Command("trace", "Follow a document or a requirement to what is built on it, and back."),
    Command("init", "Set up the gate in this repository."),
    Command("new", "Start a document from a profile's template."),
    Command("mv", "Move a document, and rewrite every reference to it."),
    Command("derive", "Show what a template asks of its documents."),
    Command("prove", "Measure how many defects the gate would catch."),
    Command("baseline", "Record what is wrong today, so that only new findings fail.", judges=True),
    Command("rules", "List every rule with its severity per phase."),
    Command("explain", "Say what a rule wants, why, and how to answer it."),
    Command("lsp", "Serve an editor: findings and fixes while a document is typed."),
    Command("action", "Run as a job of GitHub Actions: judge the event, post the review.", judges=True),
)


class Shell(enum.Enum):
    """The shells that can be taught to complete a command line."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def module_of(command: Command) -> CommandModule:
    """The module that holds a command; nothing of the others is imported."""
    return cast("CommandModule", import_module(f"speclatch.cli.{command.name}"))


def root_parser() -> Parser:
    """The arguments before the command's own."""
    widest = max(len(command.name) for command in COMMANDS)
    listed = "\n".join(f"  {command.name:<{widest}}  {command.summary}" for command in COMMANDS)
    parser = Parser(
        "speclatch",
        "COMMAND ...",
        f"A merge gate for spec documents. `speclatch COMMAND --help` says more of each:\n{listed}",
        "speclatch init",
    )
    parser.add_argument(
        "-V", "--version", action="version", version=f"speclatch {__version__}", help="Print the version and exit."
    )
    parser.choice("--completion", Shell, "SHELL", "Print completions for a shell")
    parser.add_argument("command", nargs="?", help=argparse.SUPPRESS)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run a command; returns the process's exit code."""
    gc.set_threshold(*COLLECTED)
    prepare_streams()
    judges = False
    try:
        root = root_parser()
        # What follows the command is its own: argparse would take a `--` that comes first out of it.
        word = next((at for at, argument in enumerate(arguments) if not argument.startswith("-")), len(arguments))
        given, left = root.parse_known_args(arguments[: word + 1])
        if given.completion is not None:
            return _complete(given.completion)
        if left or given.command is None:
            return _no_command(root, left)
        command = _command(given.command)
        judges = command.judges
        module = module_of(command)
        parser = module.parser()
        parser.elsewhere = _elsewhere
        code = module.run(parser.read(arguments[word + 1 :]))
        sys.stdout.flush()
    except SystemExit as asked:  # argparse has printed what was asked for
        return asked.code if isinstance(asked.code, int) else 0
    except BaseException as error:  # noqa: BLE001 - a traceback ends in exit 1, which reads as a verdict
        return end(error, judging=judges)
    return code


def _command(name: str) -> Command:
    """The command of that name.

    Raises:
        UsageError: there is none.
    """
    for command in COMMANDS:
        if command.name == name:
            return command
    nearest = did_you_mean(name, [command.name for command in COMMANDS])
    raise UsageError(f"there is no command '{name}'{nearest} (see `speclatch --help`)")


def _elsewhere(flag: str) -> str:
    """Which commands have an option, as the end of a sentence; ``""`` where none has."""
    having = [command.name for command in COMMANDS if flag in module_of(command).parser().flags]
    return f"; it belongs to {', '.join(f'`speclatch {name}`' for name in having)}" if having else ""


def _no_command(root: Parser, left: Sequence[str]) -> ExitCode:
    """Show the help to whoever gave no command.

    Raises:
        UsageError: an option was given that is none.
    """
    if left:
        root.refuse(left[0])
    root.print_help(sys.stderr)
    return ExitCode.USAGE


def _complete(shell: Shell) -> ExitCode:
    """Print the script for a shell."""
    from speclatch.workspace.completion import Completions, script

    parsers = {command.name: module_of(command).parser() for command in COMMANDS}
    known = [
        Completions(command.name, command.summary, parsers[command.name].flags, parsers[command.name].values)
        for command in COMMANDS
    ]
    sys.stdout.write(script(shell.value, known))
    sys.stdout.flush()
    return ExitCode.PASS

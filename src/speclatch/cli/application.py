"""The command line as a whole: which commands there are, and how they are reached."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import typer

COLLECTED = (200_000, 30, 30)
"""When cycles of garbage are looked for: documents live until the end and hold hardly any, and by Python's own
thresholds the search takes a sixth of an audit."""


class Command(NamedTuple):
    """A command: its name, what it does in one line, and the module and function that hold it."""

    name: str
    summary: str
    module: str
    function: str = "command"


COMMANDS = (
    Command("check", "Judge the specs that a change touches or breaks.", "check"),
    Command("ready", "Say whether code may be written from a spec.", "ready"),
    Command("init", "Set up the gate in this repository.", "init"),
    Command("new", "Start a document from a profile's template.", "new"),
    Command("derive", "Show what a template asks of its documents.", "derive"),
    Command("baseline", "Record what is wrong today, so that only new findings fail.", "baseline"),
    Command("rules", "List every rule with its severity per phase.", "rules", "list_rules"),
    Command("explain", "Say what a rule wants, why, and how to answer it.", "rules", "explain"),
    Command("action", "Run as a job of GitHub Actions: judge the event, post the review.", "action"),
)


def application(arguments: Sequence[str]) -> typer.Typer:
    """The application for these arguments: of the commands, only the one that is called is imported."""
    import typer

    from speclatch.cli.root import root

    app = typer.Typer(
        name="speclatch",
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(root)
    called = next((argument for argument in arguments if not argument.startswith("-")), "")
    for command in COMMANDS:
        app.command(name=command.name, short_help=command.summary)(_function(command, called))
    return app


def _function(command: Command, called: str) -> Callable[..., None]:
    if command.name != called:
        return lambda: None
    from importlib import import_module

    function: Callable[..., None] = getattr(import_module(f"speclatch.cli.{command.module}"), command.function)
    return function


def _run(arguments: Sequence[str]) -> None:
    if list(arguments) == ["action"]:
        from speclatch.action.job import command

        command()  # it has no arguments to read, and somebody waits for its first request
    if arguments[:1] == ["check"] and not any(argument.startswith("-") for argument in arguments):
        _check_plainly(arguments[1:])
    application(arguments)()


def _check_plainly(paths: Sequence[str]) -> None:
    """``check`` without options, as a hook calls it: reading arguments by types takes longer than judging a spec.

    Raises:
        SystemExit: always, with the verdict.
    """
    from pathlib import Path

    from speclatch.workspace.checking import CheckOptions, check
    from speclatch.workspace.endings import exit_on_error

    with exit_on_error():
        raise SystemExit(check(CheckOptions(paths=tuple(map(Path, paths))), Path.cwd()))


def main() -> int:
    """Run the command with the process's arguments; returns its exit code."""
    gc.set_threshold(*COLLECTED)
    # Repository text may hold what the terminal's encoding cannot show: that must not end in a traceback.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        _run(sys.argv[1:])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    return 0

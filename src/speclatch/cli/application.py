"""The command line as a whole: which commands there are, and how they are reached."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from speclatch import __version__
from speclatch.cli import action, check, rules

app = typer.Typer(
    name="speclatch",
    help="A merge gate for spec documents: broken links, missing migrations, unanswered governance rows.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command(name="check")(check.command)
app.command(name="action")(action.command)
app.command(name="rules")(rules.list_rules)
app.command(name="explain")(rules.explain)


def _version(value: bool) -> None:
    if value:
        print(f"speclatch {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """A merge gate for spec documents."""


def main() -> int:
    """Run the command with the process's arguments; returns its exit code."""
    # Repository text may hold what the terminal's encoding cannot show: that must not end in a traceback.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        app()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    return 0

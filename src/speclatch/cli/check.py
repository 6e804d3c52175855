"""``speclatch check``: the arguments of judging the repository that the command stands in."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

import typer

from speclatch.workspace.checking import CheckOptions, check
from speclatch.workspace.endings import exit_on_error
from speclatch.workspace.output import OutputFormat


class FailOn(enum.Enum):
    """What fails the gate."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATHS", help="Specs or folders; default: what changed."),
    ] = None,
    base: Annotated[str, typer.Option(help="Compare with where this ref and HEAD parted.", metavar="REF")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Judge every spec of the repository.")] = False,
    output_format: Annotated[OutputFormat, typer.Option("--format", help="How to report.")] = OutputFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", help="Write the report to this file.", metavar="FILE")
    ] = None,
    fail_on: Annotated[FailOn | None, typer.Option(help="The least severity that fails.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Apply safe fixes to the files.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show safe fixes as a patch, change nothing.")] = False,
    config: Annotated[
        Path | None, typer.Option("--config", help="Configuration; default: .speclatch.yml.", metavar="FILE")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Judge everything anew; keep nothing.")] = False,
) -> None:
    """Judge specs: the ones changed since the default branch, and those the change breaks.

    Exit codes: 0 pass, 1 fail, 2 bad usage or configuration, 3 the gate could not judge.
    """
    options = CheckOptions(
        paths=tuple(paths or ()),
        base=base,
        everything=everything,
        output_format=output_format,
        output=output,
        fail_on=fail_on.value if fail_on else None,
        fix=fix,
        diff=diff,
        config=config,
        cache=not no_cache,
    )
    with exit_on_error():
        raise SystemExit(check(options, Path.cwd()))

"""``speclatch check``: judge the repository that the command stands in."""

from __future__ import annotations

import argparse
import enum
from pathlib import Path

from speclatch.errors import ExitCode, UsageError
from speclatch.workspace.arguments import Parser
from speclatch.workspace.checking import Check, Options, Target
from speclatch.workspace.checkout import open_checkout
from speclatch.workspace.output import Detail, Output, OutputFormat, named_output

DESCRIPTION = """\
Judge specs: the ones changed since the default branch, and those that the
change breaks. Exit codes: 0 pass, 1 fail, 2 usage, 3 could not judge.
"""


class FailOn(enum.Enum):
    """What fails the gate."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


def parser() -> Parser:
    """The command's arguments."""
    made = Parser("speclatch check", "[PATH...]", DESCRIPTION, "speclatch check --base origin/main")
    made.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="Specs or folders; default: what changed.")
    made.add_argument("--base", default="", metavar="REF", help="Compare with where this ref and HEAD parted.")
    made.add_argument("--all", action="store_true", dest="everything", help="Judge every spec of the repository.")
    made.add_argument(
        "--stdin-filename", type=Path, metavar="FILE", help="Judge what comes on stdin as that file's text."
    )
    made.shard()
    made.choice("--format", OutputFormat, "FORMAT", "As")
    made.add_argument(
        "--output",
        dest="outputs",
        action="append",
        type=named_output,
        metavar="FILE",
        help="Also write it to FILE, or to FORMAT:FILE (repeatable).",
    )
    made.add_argument("--statistics", action="store_true", help="Count by rule and profile; list no finding.")
    made.add_argument("--quiet", action="store_true", help="Print the verdict alone.")
    made.choice("--fail-on", FailOn, "LEVEL", "What fails")
    made.add_argument("--fix", action="store_true", help="Apply safe fixes to the files.")
    made.add_argument("--diff", action="store_true", help="Show safe fixes as a patch, change nothing.")
    made.config()
    made.add_argument("--no-cache", action="store_true", help="Judge everything anew; keep nothing.")
    return made


def run(arguments: argparse.Namespace) -> ExitCode:
    """Judge, and report; the exit code is the verdict.

    Raises:
        UsageError: the arguments do not go together, or name what is not there.
        ConfigError: the configuration or the baseline cannot be used.
        CannotJudgeError: git could not look, or a bound was reached.
    """
    _refuse(arguments)
    options = Options(
        paths=tuple(arguments.paths),
        base=arguments.base,
        everything=arguments.everything,
        typed=arguments.stdin_filename,
        targets=_targets(arguments),
        fix=arguments.fix,
        diff=arguments.diff,
        cache=not arguments.no_cache,
        shard=arguments.shard,
    )
    checkout = open_checkout(
        arguments.config, arguments.fail_on.value if arguments.fail_on else None, cache=options.cache
    )
    check = Check(options, checkout, named=arguments.config is not None)
    return check.show_fixes() if options.diff else check.report()


def _refuse(arguments: argparse.Namespace) -> None:
    """Raise a UsageError for arguments that do not go together."""
    if arguments.everything and (arguments.paths or arguments.base):
        raise UsageError("--all judges everything; leave out PATH and --base")
    if arguments.shard is not None and not arguments.everything:
        raise UsageError("--shard is a part of everything: it goes with --all")
    if arguments.stdin_filename and (arguments.everything or arguments.paths or arguments.base or arguments.fix):
        raise UsageError("--stdin-filename judges one text; leave out PATH, --all, --base and --fix")
    if arguments.fix and arguments.diff:
        raise UsageError("--diff shows what --fix would do; give one of them")
    if arguments.statistics and arguments.quiet:
        raise UsageError("--quiet leaves out what --statistics counts; give one of them")
    formats = (arguments.format, *(output.output_format for output in arguments.outputs or ()))
    if arguments.diff and (any(formats) or arguments.statistics or arguments.quiet or len(formats) > 2):
        raise UsageError("--diff prints a patch: it goes with --output FILE, and with no other form of report")
    on_stdout = OutputFormat.TEXT if _is_taken(arguments) else arguments.format or OutputFormat.TEXT
    if (arguments.statistics or arguments.quiet) and on_stdout is not OutputFormat.TEXT:
        raise UsageError(f"--statistics and --quiet shorten the text; {on_stdout.value} is written whole")
    for output in arguments.outputs or ():
        if not output.path.absolute().parent.is_dir():
            raise UsageError(f"--output {output.path}: there is no folder {output.path.parent}")


def _is_taken(arguments: argparse.Namespace) -> bool:
    """Whether --format speaks of a file: one that is given without a format of its own."""
    return any(output.output_format is None for output in arguments.outputs or ())


def _targets(arguments: argparse.Namespace) -> tuple[Target, ...]:
    """Where the report goes: to stdout, and to every file that is named."""
    asked = arguments.format or OutputFormat.TEXT
    detail = Detail.COUNTS if arguments.statistics else Detail.VERDICT if arguments.quiet else Detail.ALL
    outputs: list[Output] = arguments.outputs or []
    files = [Target(output.path, output.output_format or asked, Detail.ALL) for output in outputs]
    stdout = Target(None, OutputFormat.TEXT if _is_taken(arguments) else asked, detail)
    return (*files, stdout)

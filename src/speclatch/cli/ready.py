"""``speclatch ready``: may code be written from this spec, and if not, what is missing?"""

from __future__ import annotations

import argparse
import enum
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from speclatch.errors import ExitCode, UsageError, failure_of
from speclatch.reports.escape import visible, visible_path
from speclatch.workspace.arguments import Parser
from speclatch.workspace.output import coloured, width_for, write

if TYPE_CHECKING:
    from speclatch.judging.readiness import Readiness
    from speclatch.workspace.checkout import Checkout

BLOCKED = ExitCode.USAGE
"""How a hook refuses a tool's call: coding agents take exit code 2 for that, and show the agent what is on stderr."""


class ReadyFormat(enum.Enum):
    """The formats of ``speclatch ready``."""

    TEXT = "text"
    JSON = "json"


DESCRIPTION = """\
Say whether code may be written from specs: exit 0 if so, 1 if not, with what
is missing. A spec is ready when its status says more than draft and it has no
error as a spec being implemented. Boxes may be open, a baseline excuses
nothing. With --hook it guards a coding agent: exit 2 blocks the tool's call.
"""


def parser() -> Parser:
    """The command's arguments."""
    example = "speclatch ready docs/specs/EXEC-014-refunds.md"
    made = Parser("speclatch ready", "[SPEC...]", DESCRIPTION, example)
    made.add_argument("specs", nargs="*", type=Path, metavar="SPEC", help="The specs to be built.")
    made.add_argument("--hook", action="store_true", help="Read a coding agent's hook from stdin, and guard its files.")
    made.choice("--format", ReadyFormat, "FORMAT", "How to answer")
    made.config()
    return made


def run(arguments: argparse.Namespace) -> ExitCode:
    """Judge the specs as being implemented, and answer; or guard a coding agent.

    Raises:
        UsageError: the arguments do not go together, or name what is no spec.
    """
    if arguments.hook:
        if arguments.specs or arguments.format:
            raise UsageError("--hook reads which files are meant from stdin; leave out SPEC and --format")
        return _guard(arguments.config)
    if not arguments.specs:
        raise UsageError("SPEC is missing (see `speclatch ready --help`)")
    from speclatch.judging.readiness import readiness_data  # the hook needs none of it, and is asked all day
    from speclatch.reports.ready import readiness_text
    from speclatch.workspace.checkout import open_checkout

    answers = _answers(arguments.specs, open_checkout(arguments.config))
    if arguments.format is ReadyFormat.JSON:
        text = json.dumps(readiness_data(answers), ensure_ascii=False, indent=2).encode("utf-8", "replace").decode()
        write(f"{text}\n")
    else:
        write(coloured(readiness_text(answers, width_for(None))))
    return ExitCode.PASS if all(answer.ready for answer in answers) else ExitCode.FAIL


def _answers(specs: list[Path], checkout: Checkout) -> tuple[Readiness, ...]:
    """Which of the specs are ready.

    Raises:
        UsageError: one of them is no spec.
    """
    from speclatch.judging.pipeline import run as judge
    from speclatch.judging.readiness import as_implemented, readiness
    from speclatch.workspace.loading import make_case, named_paths

    repository, tree, settings = checkout
    only = named_paths(specs, repository.root, tree)
    report = judge(make_case(repository, tree, as_implemented(settings), only))
    answers = readiness(report, settings, only)
    unknown = sorted({skipped.path for skipped in report.skipped} - {answer.path for answer in answers})
    if not answers or (unknown and len(only) == len(specs)):
        raise UsageError(f"no profile governs {visible_path(unknown[0] if unknown else str(specs[0]))}: it is no spec")
    return answers


def _guard(config: Path | None) -> ExitCode:
    """Answer a hook: whatever goes wrong blocks, in one sentence, for nobody could look."""
    try:
        from speclatch.workspace.guard import refusals
        from speclatch.workspace.hook import MAX_BYTES, writing_in

        reasons = list(refusals(writing_in(sys.stdin.buffer.read(MAX_BYTES + 1)), Path.cwd(), config))
    except BaseException as error:  # noqa: BLE001 - any other exit code than 2 lets the agent write
        reasons = [f"nobody could tell whether this may be written: {failure_of(error).message}".replace("\n", " ")]
    for reason in reasons:
        print(f"speclatch: {visible(reason)}", file=sys.stderr)
    return BLOCKED if reasons else ExitCode.PASS

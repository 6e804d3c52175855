"""``speclatch ready``: may code be written from this spec, and if not, what is missing?"""

from __future__ import annotations

import argparse
import enum
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from speclatch.errors import ExitCode, UsageError
from speclatch.judging.pipeline import run as judge
from speclatch.judging.readiness import Readiness, as_implemented, readiness, readiness_data
from speclatch.model import JudgedFinding
from speclatch.reports.escape import visible, visible_path
from speclatch.reports.numbers import plural
from speclatch.reports.quote import Span, wrapped
from speclatch.workspace.arguments import Parser
from speclatch.workspace.checkout import Checkout, open_checkout
from speclatch.workspace.loading import make_case, named_paths
from speclatch.workspace.output import coloured, width_for, write


class ReadyFormat(enum.Enum):
    """The formats of ``speclatch ready``."""

    TEXT = "text"
    JSON = "json"


DESCRIPTION = """\
Say whether code may be written from specs: exit 0 if so, 1 if not, with what
is missing. A spec is ready when its status says more than draft and it has no
error as a spec being implemented. Boxes may be open, a baseline excuses
nothing.
"""


def parser() -> Parser:
    """The command's arguments."""
    made = Parser("speclatch ready", "SPEC...", DESCRIPTION, "speclatch ready docs/specs/EXEC-014-refunds.md")
    made.add_argument("specs", nargs="+", type=Path, metavar="SPEC", help="The specs to be built.")
    made.choice("--format", ReadyFormat, "FORMAT", "How to answer", default=ReadyFormat.TEXT)
    made.config()
    return made


def run(arguments: argparse.Namespace) -> ExitCode:
    """Judge the specs as being implemented, and answer."""
    answers = _answers(arguments.specs, open_checkout(arguments.config))
    if arguments.format is ReadyFormat.JSON:
        text = json.dumps(readiness_data(answers), ensure_ascii=False, indent=2).encode("utf-8", "replace").decode()
        write(f"{text}\n")
    else:
        write(coloured(_text(answers, width_for(None))))
    return ExitCode.PASS if all(answer.ready for answer in answers) else ExitCode.FAIL


def _answers(specs: list[Path], checkout: Checkout) -> tuple[Readiness, ...]:
    """Which of the specs are ready.

    Raises:
        UsageError: one of them is no spec.
    """
    repository, tree, settings = checkout
    only = named_paths(specs, repository.root, tree)
    report = judge(make_case(repository, tree, as_implemented(settings), only))
    answers = readiness(report, settings, only)
    unknown = sorted({skipped.path for skipped in report.skipped} - {answer.path for answer in answers})
    if not answers or (unknown and len(only) == len(specs)):
        raise UsageError(f"no profile governs {visible_path(unknown[0] if unknown else str(specs[0]))}: it is no spec")
    return answers


def _text(answers: Iterable[Readiness], width: int) -> Iterator[Span]:
    for answer in answers:
        yield Span("READY" if answer.ready else "NOT READY", "bold green" if answer.ready else "bold red")
        yield Span(f"  {visible_path(answer.path)}", "bold")
        yield Span(f"  {visible(answer.status) or 'no status'} ({answer.phase.value})\n", "dim")
        if answer.reason:
            yield from wrapped(answer.reason, width, "    ")
        for judged in answer.missing:
            yield from _point(judged, width)
        yield from _rest(answer, width)


def _rest(answer: Readiness, width: int) -> Iterator[Span]:
    if answer.missing:
        yield from wrapped(f"{plural(len(answer.missing), 'answer')} missing: write them before code.", width, "    ")
    if answer.remarks:
        what = f"{plural(len(answer.remarks), 'warning')} besides; `speclatch check` lists them."
        yield from wrapped(what, width, "    ", style="dim")


def _point(judged: JudgedFinding, width: int) -> Iterator[Span]:
    finding = judged.finding
    yield Span(f"  {finding.location.line:>5} ", "dim")
    yield Span(f"{finding.rule}\n", "bold")
    yield from wrapped(visible(finding.message), width, "        ")
    if finding.hint:
        yield from wrapped(f"= {visible(finding.hint)}", width, "        ", style="dim")

"""``speclatch status``: which specs are ready, what is open, what is stale, which documents have no spec."""

from __future__ import annotations

import argparse
import enum
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from speclatch.errors import ExitCode, UsageError
from speclatch.workspace.arguments import Parser
from speclatch.workspace.files import replace_file
from speclatch.workspace.output import say, write


class StatusFormat(enum.Enum):
    """The formats of ``speclatch status``."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    EVIDENCE = "evidence"


DESCRIPTION = """\
Show which specs are ready, what is open in them, what went stale, and which
PRDs and requirements have no spec. Gives no verdict: it ends with 0 whatever
it shows. With REPORTs, which `--format json` wrote, it shows those, of one
repository in parts or of many, on one page. `--format evidence` is what
auditors ask for, of the commit that is checked out: byte for byte the same on
every machine.
"""


def parser() -> Parser:
    """The command's arguments."""
    made = Parser(
        "speclatch status",
        "[REPORT...]",
        DESCRIPTION,
        "speclatch status\nspeclatch status --format html --output status.html",
    )
    made.add_argument("reports", nargs="*", type=Path, metavar="REPORT", help="Files of `--format json`.")
    made.choice("--format", StatusFormat, "FORMAT", "How to show it", default=StatusFormat.TEXT)
    made.add_argument("--output", type=Path, metavar="FILE", help="Write it there instead of printing it.")
    made.add_argument("--reviews", type=Path, metavar="FILE", help="Approvals to list in the evidence, as JSON.")
    made.shard()
    made.config()
    return made


def run(arguments: argparse.Namespace) -> ExitCode:
    """Gather the status, and show it.

    Raises:
        UsageError: the arguments do not go together, or name what is not there.
    """
    _refuse(arguments)
    evidence = arguments.format is StatusFormat.EVIDENCE
    text = _evidence(arguments) if evidence else _shown(_data(arguments), arguments.format)
    if arguments.output is None:
        write(text)
    else:
        replace_file(arguments.output, text.encode())
        say(f"written: {arguments.output}")
    return ExitCode.PASS


def _refuse(arguments: argparse.Namespace) -> None:
    """Raise a UsageError for arguments that do not go together."""
    evidence = arguments.format is StatusFormat.EVIDENCE
    if arguments.reports and arguments.shard is not None:
        raise UsageError("--shard is a part of this repository, and REPORTs are read as they are")
    if evidence and (arguments.reports or arguments.shard is not None or arguments.config is not None):
        raise UsageError("evidence is of the commit as it is: leave out REPORT, --shard and --config")
    if arguments.reviews is not None and not evidence:
        raise UsageError("--reviews goes with --format evidence")


def _evidence(arguments: argparse.Namespace) -> str:
    from speclatch.judging.executors import executor_for_this_machine
    from speclatch.trees.local import open_local
    from speclatch.workspace.evidence import checkout_evidence
    from speclatch.workspace.progress import progress

    with progress("gathering evidence"):
        repository = open_local(Path.cwd(), os.environ)
        return checkout_evidence(repository, arguments.reviews, executor_for_this_machine())


def _data(arguments: argparse.Namespace) -> Mapping[str, Any]:
    from speclatch.workspace.status import checkout_status, read_status

    if arguments.reports:
        return read_status(arguments.reports)
    from speclatch.judging.executors import executor_for_this_machine
    from speclatch.workspace.checkout import open_checkout
    from speclatch.workspace.progress import progress

    with progress("judging every spec"):
        return checkout_status(open_checkout(arguments.config), executor_for_this_machine(), arguments.shard)


def _shown(data: Mapping[str, Any], form: StatusFormat) -> str:
    if form is StatusFormat.HTML:
        from speclatch.reports.status.page import status_page

        return status_page(data)
    if form is StatusFormat.JSON:
        return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode() + "\n"
    from speclatch.reports.status.text import status_text

    return status_text(data)

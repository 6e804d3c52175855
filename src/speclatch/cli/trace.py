"""``speclatch trace``: from a document or a requirement to its specs, migrations and tasks, and back."""

from __future__ import annotations

import argparse
import enum

from speclatch.errors import ExitCode, UsageError
from speclatch.workspace.arguments import Parser
from speclatch.workspace.output import write


class TraceFormat(enum.Enum):
    """The formats of ``speclatch trace``."""

    TEXT = "text"
    JSON = "json"
    MERMAID = "mermaid"


DESCRIPTION = """\
Follow the links of a PRD, a requirement, a spec or a migration: what it is
built on, what is built on it, and where something is missing.
"""


def parser() -> Parser:
    """The command's arguments."""
    made = Parser("speclatch trace", "NAME", DESCRIPTION, "speclatch trace PRD-021\nspeclatch trace REQ-PRD-FUN-03")
    made.add_argument("name", metavar="NAME", help="An id, or a path or the end of one.")
    made.choice("--format", TraceFormat, "FORMAT", "How to show it", default=TraceFormat.TEXT)
    made.config()
    return made


def run(arguments: argparse.Namespace) -> ExitCode:
    """Find what the name stands for, and follow its links.

    Raises:
        UsageError: nothing is called that.
    """
    from speclatch.judging.executors import executor_for_this_machine
    from speclatch.reports.status.trace import find, trace_json, trace_mermaid, trace_text
    from speclatch.workspace.checkout import open_checkout
    from speclatch.workspace.progress import progress
    from speclatch.workspace.status import checkout_status

    with progress("judging every spec"):
        data = checkout_status(open_checkout(arguments.config), executor_for_this_machine())
    traces = find(data, arguments.name)
    if not traces:
        raise UsageError(
            f"nothing here is called '{arguments.name}': no spec, no document of a kind under `references`, no"
            " requirement that one defines, and no file that a spec names"
        )
    shown = {TraceFormat.TEXT: trace_text, TraceFormat.JSON: trace_json, TraceFormat.MERMAID: trace_mermaid}
    write(shown[arguments.format](traces))
    return ExitCode.PASS

"""``speclatch rules``: what is looked for."""

from __future__ import annotations

import argparse
import sys

from speclatch.errors import ExitCode
from speclatch.model import Phase
from speclatch.reports.quote import joined, wrapped
from speclatch.rules import RULES
from speclatch.workspace.arguments import Parser
from speclatch.workspace.output import width_for, write

DESCRIPTION = """\
List every rule with its severity per phase; through a pipe, a line per rule.
`speclatch explain RULE` says what one of them wants.
"""


def parser() -> Parser:
    """The command's arguments."""
    return Parser("speclatch rules", "", DESCRIPTION, "speclatch rules | grep migration")


def run(_: argparse.Namespace) -> ExitCode:
    """Print the table."""
    longest = max(len(rule.id) for rule in RULES)
    width = max(width_for(None), longest + 50) if sys.stdout.isatty() else 0
    lines = [f"{'rule':<{longest}}  {'draft':<8}{'implem.':<8}{'done':<8}finds\n"]
    for rule in RULES:
        at = (rule.levels.at(phase) for phase in (Phase.DRAFT, Phase.IMPLEMENTING, Phase.DONE))
        head = f"{rule.id:<{longest}}  " + "".join(f"{level.value if level else '-':<8}" for level in at)
        indent = " " * len(head)
        text = joined(wrapped(rule.summary, width, indent)) if width else f"{indent}{rule.summary}\n"
        lines.append(head + text.removeprefix(indent))
    write("".join(lines))
    return ExitCode.PASS

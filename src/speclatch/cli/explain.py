"""``speclatch explain``: what a rule wants, and why."""

from __future__ import annotations

import argparse

from speclatch.errors import ExitCode, UsageError
from speclatch.reports.escape import visible
from speclatch.reports.rule_pages import rule_page
from speclatch.rules import BY_ID
from speclatch.workspace.arguments import Parser, did_you_mean
from speclatch.workspace.output import write_markdown

DESCRIPTION = """\
Say what a rule wants, why, and how to answer it: its page of the
documentation, as Markdown where it does not go to a terminal.
"""


def parser() -> Parser:
    """The command's arguments."""
    made = Parser("speclatch explain", "RULE", DESCRIPTION, "speclatch explain reference-broken")
    made.add_argument("rule", metavar="RULE", help="A rule's id, as `speclatch rules` lists it.")
    return made


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print the page.

    Raises:
        UsageError: there is no such rule.
    """
    rule = BY_ID.get(arguments.rule)
    if rule is None:
        nearest = did_you_mean(arguments.rule, BY_ID)
        raise UsageError(f"there is no rule '{visible(arguments.rule)}'{nearest}")
    write_markdown(f"{rule_page(rule)}\n")
    return ExitCode.PASS

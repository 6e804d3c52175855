"""``speclatch action``: the container's entry point."""

from __future__ import annotations

import argparse
import os

from speclatch.action.job import run_action
from speclatch.errors import ExitCode
from speclatch.workspace.arguments import Parser

DESCRIPTION = """\
Run on GitHub: judge the event, post the review, exit with the verdict.

Reads GITHUB_* and INPUT_* from the environment, as a runner sets them.
Exit codes: 0 pass, 1 fail, 2 bad inputs or configuration, 3 the gate could
not judge.
"""


def parser() -> Parser:
    """The command's arguments: none, a runner speaks by its environment."""
    return Parser("speclatch action", "", DESCRIPTION, "uses: speclatch/speclatch@v1   (in a workflow's step)")


def run(_: argparse.Namespace) -> ExitCode:
    """Do the job."""
    return run_action(os.environ)

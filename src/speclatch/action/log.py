"""The log of a job: our own sentences as annotations and remarks, the repository's text as mere text."""

from __future__ import annotations

import secrets
import sys

from speclatch.reports.annotations import guarded
from speclatch.reports.escape import command_data, visible


def quote(text: str) -> None:
    """Print text that may hold the repository's, so that no line of it is taken for a workflow command."""
    print(guarded(text, secrets.token_hex(16)), end="")


def warn(text: str) -> None:
    """A warning in the log and on the run's page."""
    print(f"::warning title=speclatch::{command_data(visible(text))}")


def fail(text: str) -> None:
    """An error in the log and on the run's page."""
    print(f"::error title=speclatch::{command_data(visible(text))}")
    sys.stdout.flush()


def notice(text: str) -> None:
    """A remark in the log."""
    print(visible(text))

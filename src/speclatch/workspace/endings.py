"""How a command on a laptop ends where there is no verdict: one message on stderr, and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from speclatch.errors import ExitCode, Failure, failure_of
from speclatch.reports.escape import visible
from speclatch.workspace.output import mute


@contextmanager
def exit_on_error(*, judging: bool = True) -> Iterator[None]:
    """Turn whatever is raised into a message on stderr and an exit code.

    Args:
        judging: whether a verdict was asked for, so that its absence is to be mentioned.

    Raises:
        SystemExit: with the error's exit code, in the place of every other exception.
    """
    try:
        yield
    except BrokenPipeError:
        mute()
        raise SystemExit(ExitCode.UNJUDGED) from None
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - a traceback ends in exit 1: a verdict
        failure = failure_of(error)
        _say(failure, judging=judging)
        raise SystemExit(failure.code) from None


def _say(failure: Failure, *, judging: bool) -> None:
    """Print why there is no verdict; of a fault of our own, the traceback that somebody may report."""
    for line in failure.message.split("\n"):
        print(f"speclatch: {visible(line)}", file=sys.stderr)
    if judging and failure.code is ExitCode.UNJUDGED:
        print("speclatch: could not judge, so this is no pass (exit 3)", file=sys.stderr)
    if failure.ours:
        import traceback

        print("speclatch: please report what follows", file=sys.stderr)
        print(visible(traceback.format_exc()), file=sys.stderr)

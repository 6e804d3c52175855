"""How a command on a laptop ends where there is no verdict: one message on stderr, and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys

from speclatch.errors import ExitCode, failure_of
from speclatch.reports.escape import visible
from speclatch.workspace.interruption import was_interrupted


def prepare_streams() -> None:
    """Let stdout and stderr take any text, and be there.

    Repository text may hold what the terminal's encoding cannot show, and a shell may have closed a stream (``>&-``),
    which is no reason for a traceback.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            stream = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
            setattr(sys, name, stream)
        if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
            reconfigure(errors="backslashreplace")


def end(error: BaseException, *, judging: bool) -> ExitCode:
    """Say on stderr what an exception means, and give the exit code; called where it is handled.

    Args:
        error: whatever was raised.
        judging: whether a verdict was asked for, so that its absence is to be mentioned.
    """
    if isinstance(error, BrokenPipeError):
        mute()
        return ExitCode.UNJUDGED
    if was_interrupted():
        error = KeyboardInterrupt()
    failure = failure_of(error)
    lines = failure.message.split("\n")
    if judging and failure.code is ExitCode.UNJUDGED and not isinstance(error, KeyboardInterrupt):
        lines.append("could not judge, so this is no pass (exit 3)")
    with contextlib.suppress(OSError):  # nobody may be there to read it
        for line in lines:
            print(f"speclatch: {visible(line)}", file=sys.stderr)
        if failure.ours:
            import traceback

            print("speclatch: please report what follows", file=sys.stderr)
            print(visible(traceback.format_exc()), file=sys.stderr)
    if isinstance(error, OSError):
        mute()  # stdout may be what cannot be written
    return failure.code


def mute() -> None:
    """Send the rest of stdout nowhere, once nobody reads it.

    Python flushes once more at its end, and would complain (its documentation, module ``signal``, note on SIGPIPE).
    """
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

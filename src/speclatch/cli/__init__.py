"""The command ``speclatch``: the only place that prints, reads the environment or exits."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NoReturn


def command() -> NoReturn:
    """The process's entry point: run the command, and end the process with its exit code.

    It ends at once. Python's own end takes apart what the system frees anyway, a tenth of a check, and gives the
    handling of interruptions up before: a Ctrl-C then killed a process that had its verdict. Nothing of ours waits for
    that end: threads and temporary files are closed where they are opened.
    """
    try:
        _leave(main())
    except KeyboardInterrupt:  # after the verdict, before the end
        _leave(_stopped())


def main() -> int:
    """Run the command with the process's arguments; returns its exit code.

    Nothing is imported before an interruption would be understood.
    """
    try:
        from speclatch.workspace.interruption import heed_interruptions, was_interrupted

        heed_interruptions()
        try:
            from speclatch.cli.application import run

            return run(sys.argv[1:])
        except Exception:
            if was_interrupted():
                return _stopped()
            raise
    except KeyboardInterrupt:
        return _stopped()


def _stopped() -> int:
    sys.stderr.write("speclatch: stopped before it was done (exit 3)\n")
    return 3


def _leave(code: int) -> NoReturn:
    """Hand over what is printed, and end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):  # there is none, or nobody reads it
            continue
    os._exit(code)


__all__ = ["command", "main"]

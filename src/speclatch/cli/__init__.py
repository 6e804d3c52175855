"""The command ``speclatch``: the only place that prints, reads the environment or exits."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command with the process's arguments; returns its exit code.

    Nothing is imported before an interruption would be understood.
    """
    try:
        from speclatch.cli.application import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("speclatch: stopped before it was done (exit 3)\n")
        return 3


__all__ = ["main"]

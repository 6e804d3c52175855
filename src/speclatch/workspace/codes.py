"""How the command ends: exit codes, and which errors lead to which."""

from __future__ import annotations

import enum
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from speclatch.config.model import ConfigError
from speclatch.git.process import GitError
from speclatch.model import Conclusion, LimitError, Report
from speclatch.reports.escape import visible
from speclatch.trees import MissingObjectError
from speclatch.workspace.output import mute


class ExitCode(enum.IntEnum):
    """What the process says when it is done."""

    PASS = 0
    FAIL = 1
    USAGE = 2  # bad usage or configuration
    UNJUDGED = 3  # the gate could not look, so it does not pass


class UsageError(Exception):
    """The command was called in a way that cannot be done. The message says what to do."""


class NotJudgedError(Exception):
    """There is nothing usable to judge; the message says why in one sentence."""


def code_of(report: Report) -> ExitCode:
    """The exit code of a verdict."""
    return ExitCode.FAIL if report.verdict.conclusion is Conclusion.FAIL else ExitCode.PASS


@contextmanager
def told() -> Iterator[None]:
    """Turn errors that people can mend into one message on stderr and an exit code.

    Raises:
        SystemExit: with 2 for usage and configuration, 3 where the gate could not judge.
    """
    try:
        yield
    except (UsageError, ConfigError) as error:
        _say(error)
        raise SystemExit(ExitCode.USAGE) from None
    except BrokenPipeError:
        mute()
        raise SystemExit(ExitCode.UNJUDGED) from None
    except (GitError, MissingObjectError, LimitError, OSError) as error:
        _say(error)
        print("speclatch: could not judge, so this is no pass (exit 3)", file=sys.stderr)
        raise SystemExit(ExitCode.UNJUDGED) from None
    except KeyboardInterrupt:
        print("speclatch: stopped before there was a verdict (exit 3)", file=sys.stderr)
        raise SystemExit(ExitCode.UNJUDGED) from None
    except Exception as error:  # noqa: BLE001 - a traceback ends in exit 1, which reads as a verdict
        _say(RuntimeError(f"a fault of our own: {type(error).__name__}: {error}"))
        print("speclatch: could not judge, so this is no pass (exit 3); please report what follows", file=sys.stderr)
        import traceback

        print(visible(traceback.format_exc()), file=sys.stderr)
        raise SystemExit(ExitCode.UNJUDGED) from None


def _say(error: Exception) -> None:
    for line in str(error).split("\n"):
        print(f"speclatch: {visible(line)}", file=sys.stderr)

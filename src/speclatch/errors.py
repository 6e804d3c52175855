"""Which fault ends in which exit code, and in which sentence."""

from __future__ import annotations

import enum
from typing import ClassVar, NamedTuple

from speclatch.model import Conclusion, Report


class ExitCode(enum.IntEnum):
    """What the process says when it is done."""

    PASS = 0
    FAIL = 1
    USAGE = 2  # bad usage or configuration
    UNJUDGED = 3  # the gate could not look, so it does not pass


class SpeclatchError(Exception):
    """A fault that people can do something about. The message is fit to be shown and says what to do."""

    exit_code: ClassVar[ExitCode] = ExitCode.UNJUDGED


class UsageError(SpeclatchError):
    """The command was called in a way that cannot be done."""

    exit_code = ExitCode.USAGE


class ConfigError(SpeclatchError):
    """Configuration, a template or the baseline cannot be used. The message names file and line."""

    exit_code = ExitCode.USAGE


class CannotJudgeError(SpeclatchError):
    """The gate could not look at what it is to judge, so there is no verdict."""


class LimitError(CannotJudgeError):
    """A bound was reached before everything was looked at."""


class NoMergeError(CannotJudgeError):
    """GitHub has no usable merge of the pull request."""


class Failure(NamedTuple):
    """How a run without a verdict ends.

    ``message`` says why, in a sentence or a line per fault; ``ours`` says that it is a fault of the program.
    """

    code: ExitCode
    message: str
    ours: bool = False


def failure_of(error: BaseException) -> Failure:
    """What an error means for the run that it ends: the one place where an error gets its exit code."""
    if isinstance(error, SpeclatchError):
        return Failure(error.exit_code, str(error))
    if isinstance(error, KeyboardInterrupt):
        return Failure(ExitCode.UNJUDGED, "stopped before it was done (exit 3)")
    if isinstance(error, OSError):
        return Failure(ExitCode.UNJUDGED, str(error))
    if isinstance(error, MemoryError):
        return Failure(ExitCode.UNJUDGED, "there is not enough memory")
    return Failure(ExitCode.UNJUDGED, f"a fault of our own ({type(error).__name__})", ours=True)


def code_of(report: Report) -> ExitCode:
    """The exit code of a verdict."""
    return ExitCode.FAIL if report.verdict.conclusion is Conclusion.FAIL else ExitCode.PASS

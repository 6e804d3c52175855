"""Which error ends a run with which exit code, and what is said of it."""

from __future__ import annotations

import pytest

from speclatch.errors import ConfigError, ExitCode, Failure, failure_of


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (ConfigError("a.yml:1: no"), Failure(ConfigError.exit_code, "a.yml:1: no")),
        (KeyboardInterrupt(), Failure(ExitCode.UNJUDGED, "stopped before it was done (exit 3)")),
        (OSError("no space left"), Failure(ExitCode.UNJUDGED, "no space left")),
        (MemoryError(), Failure(ExitCode.UNJUDGED, "there is not enough memory")),
        (ValueError("secret"), Failure(ExitCode.UNJUDGED, "a fault of our own (ValueError)", ours=True)),
    ],
)
def test_how_a_run_without_a_verdict_ends(error: BaseException, failure: Failure) -> None:
    """A fault of the program is told from one of the configuration or the machine."""
    assert failure == failure_of(error)

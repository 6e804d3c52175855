"""Processes that a test has started by another: whether they have ended."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

PATIENCE = 10.0
"""Seconds that a process has to end in; one that nothing ends goes on for longer."""


def still_running(pids: Iterable[int]) -> list[int]:
    """Those of the processes that have not ended before patience has."""
    left = list(pids)
    deadline = time.monotonic() + PATIENCE
    while (left := [pid for pid in left if _is_running(pid)]) and time.monotonic() < deadline:
        time.sleep(0.02)
    return left


def _is_running(pid: int) -> bool:
    """Whether a process is there and not just waiting to be noticed as ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False

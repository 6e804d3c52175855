"""A bound on time that reaches wherever work is done: whoever loops over what an author wrote asks whether to go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from speclatch.errors import LimitError


class _Deadline(NamedTuple):
    """When time is up, on which clock, and how many seconds there were."""

    end: float
    clock: Callable[[], float]
    seconds: float


_deadline: ContextVar[_Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def time_limit(seconds: float, clock: Callable[[], float]) -> Iterator[None]:
    """Give what is done inside so many seconds; an outer limit does not count inside.

    Args:
        seconds: how long it may take.
        clock: seconds that only grow, such as ``time.monotonic``.
    """
    token = _deadline.set(_Deadline(clock() + seconds, clock, seconds))
    try:
        yield
    finally:
        _deadline.reset(token)


def check_deadline() -> None:
    """Go on only while there is time; where nobody set a limit, always.

    Raises:
        LimitError: time is up.
    """
    deadline = _deadline.get()
    if deadline is not None and deadline.clock() > deadline.end:
        raise LimitError(f"judging took longer than {deadline.seconds:g} seconds (limits.seconds)")

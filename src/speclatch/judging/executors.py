"""Do a work item by item: in this process, or in forks of it on as many processors as there are."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import struct
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol, TypeVar

from speclatch.errors import LimitError

WORTH_IT = 16
"""Items below which one process is done before others have started."""
MAX_PROCESSES = 8
"""More gain little: what they have in common is done once, by the first."""
PIECES = 16
"""Pieces per process that a work is cut into: who is done early takes the next."""
_NUMBER = struct.Struct("=I")

Item = TypeVar("Item")
Result = TypeVar("Result")


class Executor(Protocol):
    """Does the same to each of many items."""

    def map(self, work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        """What ``work`` gives for each item, in their order; what it raises is raised here."""
        ...


class SerialExecutor:
    """Does one item after the other, in this process."""

    def map(self, work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        """What ``work`` gives for each item."""
        return [work(item) for item in items]


def executor_for_this_machine() -> Executor:
    """Forks where the system has them and does it well, else this process alone."""
    if not hasattr(os, "fork") or sys.platform == "darwin":  # system libraries on macOS do not survive a fork
        return SerialExecutor()
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return ForkExecutor(min(processors, MAX_PROCESSES)) if processors > 1 else SerialExecutor()


@dataclass(frozen=True)
class ForkExecutor:
    """Does the work in up to ``processes`` forks. They inherit what is in memory and send back what they made of it.

    Fewer than ``worth_it`` items are done in this process.
    """

    processes: int
    worth_it: int = WORTH_IT

    def map(self, work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        """What ``work`` gives for each item.

        Raises:
            LimitError: a process ended before its work was done.
            Exception: what ``work`` raised.
        """
        if len(items) < self.worth_it:
            return SerialExecutor().map(work, items)
        pieces = _cut(len(items), self.processes * PIECES)
        queue, alive = _queue(len(pieces)), os.pipe()
        forks: list[_Fork] = []
        gc.freeze()  # what all have in common stays common: collecting would write to its pages
        try:
            for _ in range(min(self.processes, len(pieces))):
                forks.append(_start(work, items, pieces, queue, alive, forks))
            done = {number: results for fork in forks for number, results in fork.results().items()}
        finally:
            for fork in forks:
                fork.end()
            for descriptor in (queue, *alive):
                os.close(descriptor)
            gc.unfreeze()
        return [result for number in range(len(pieces)) for result in done[number]]


def _cut(count: int, pieces: int) -> list[range]:
    """Cut so many items into at most so many pieces of neighbours."""
    size = max(1, -(-count // pieces))
    return [range(start, min(start + size, count)) for start in range(0, count, size)]


def _queue(count: int) -> int:
    """A pipe to read from that holds the numbers of all pieces and then ends; reading one takes it from the others."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(map(_NUMBER.pack, range(count))))  # far less than a pipe takes (64 KiB)
    os.close(writing)
    return reading


@dataclass(frozen=True)
class _Fork:
    """A fork, as the first process sees it."""

    pid: int
    incoming: BinaryIO

    def results(self) -> dict[int, list[Any]]:
        """What the fork has made of the pieces that it took; what it raised is raised here."""
        import pickle  # not where one process does it all

        try:
            done, value = pickle.load(self.incoming)  # noqa: S301 - from our own fork, over our own pipe
        except (EOFError, pickle.UnpicklingError) as error:
            raise LimitError("a process that judges specs ended before its work was done (out of memory?)") from error
        if not done:
            raise value
        found: dict[int, list[Any]] = value
        return found

    def end(self) -> None:
        """End the fork, which has done its work or is not waited for any more."""
        self.incoming.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def _start(
    work: Callable[[Any], Any],
    items: Sequence[Any],
    pieces: Sequence[range],
    queue: int,
    alive: tuple[int, int],
    others: Sequence[_Fork],
) -> _Fork:
    sys.stdout.flush()
    sys.stderr.flush()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return _Fork(pid, os.fdopen(reading, "rb"))
    try:  # pragma: no cover - a fork is ended before it could say which lines it took; so below
        import pickle

        os.close(reading)
        os.close(alive[1])
        for other in others:
            os.close(other.incoming.fileno())
        threading.Thread(target=_end_with_parent, args=(alive[0],), daemon=True).start()
        gc.disable()  # a tenth of the time, and nothing to win: it ends before there is much to collect
        with os.fdopen(writing, "wb") as outgoing:
            pickle.dump(_do(work, items, pieces, queue), outgoing, pickle.HIGHEST_PROTOCOL)
    finally:  # pragma: no cover - the same
        os._exit(0)


def _do(
    work: Callable[[Any], Any], items: Sequence[Any], pieces: Sequence[range], queue: int
) -> tuple[bool, dict[int, list[Any]] | Exception]:  # pragma: no cover - in the fork
    """What a fork does: piece after piece, as long as there are any; whether it went well, and what it made."""
    done: dict[int, list[Any]] = {}
    try:
        while taken := os.read(queue, _NUMBER.size):
            number = _NUMBER.unpack(taken)[0]
            done[number] = [work(items[at]) for at in pieces[number]]
    except Exception as error:  # noqa: BLE001 - whatever it is, the first process raises it again
        return False, error
    return True, done


def _end_with_parent(alive: int) -> None:  # pragma: no cover - in the fork
    """Wait in a thread until the first process has ended, however it did, and end this one."""
    os.read(alive, 1)  # nobody writes: it returns when the last writing end, the parent's, is closed
    os._exit(1)

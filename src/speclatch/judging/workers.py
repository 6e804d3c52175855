"""Processes in parallel: parts of one work, each in a fork of this process, on as many processors as there are."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from speclatch.errors import LimitError
from speclatch.judging.audit import Alone, Crew, Work

WORTH_IT = 16
"""Files below which one process is done before others have started."""
MAX_PROCESSES = 8
"""More gain little: what they have in common is done once, by the first."""


def crew() -> Crew:
    """The crew for this machine: forks where the system has them and does it well, else this process alone."""
    if not hasattr(os, "fork") or sys.platform == "darwin":  # system libraries on macOS do not survive a fork
        return Alone()
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Forks(min(processors, MAX_PROCESSES)) if processors > 1 else Alone()


@dataclass(frozen=True)
class Forks:
    """A crew of up to ``processes`` forks. They inherit what is in memory and send back plain data over pipes."""

    processes: int

    def size(self, items: int) -> int:
        """A part per processor, if the work is worth it."""
        return self.processes if items >= WORTH_IT else 1

    def run(self, count: int, work: Work, meet: Callable[[list[Any]], Any]) -> list[Any]:
        """Call ``work`` in a process for each part; see ``audit.Crew``.

        Raises:
            LimitError: a process ended before its work was done.
            Exception: what ``work`` raised, in the order of the parts.
        """
        if count == 1:
            return Alone().run(count, work, meet)
        workers: list[_Worker] = []
        gc.freeze()  # what all have in common stays common: collecting would write to its pages
        try:
            for number in range(count):
                workers.append(_start(number, work, workers))
            answer = pickle.dumps(meet([worker.receive() for worker in workers]), pickle.HIGHEST_PROTOCOL)
            for worker in workers:
                worker.send(answer)
            return [worker.receive() for worker in workers]
        finally:
            for worker in workers:
                worker.end()
            gc.unfreeze()


@dataclass(frozen=True)
class _Worker:
    """A fork, as the first process sees it."""

    pid: int
    incoming: BinaryIO
    outgoing: BinaryIO

    def receive(self) -> Any:
        """What the fork sends next; what it raised is raised here."""
        try:
            done, value = pickle.load(self.incoming)  # noqa: S301 - from our own fork, over our own pipe
        except (EOFError, pickle.UnpicklingError) as error:
            raise LimitError("a process that judges specs ended before its work was done (out of memory?)") from error
        if not done:
            raise value
        return value

    def send(self, answer: bytes) -> None:
        """Give the fork what all have found out; one that has ended is noticed when it is asked for its result."""
        try:
            self.outgoing.write(answer)
            self.outgoing.flush()
        except BrokenPipeError:
            return

    def end(self) -> None:
        """End the fork, which has done its work or is not waited for any more."""
        self.incoming.close()
        with contextlib.suppress(BrokenPipeError):
            self.outgoing.close()
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def _start(number: int, work: Work, others: list[_Worker]) -> _Worker:
    sys.stdout.flush()
    sys.stderr.flush()
    from_fork, to_first = os.pipe()
    from_first, to_fork = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(from_fork)
            os.close(to_fork)
            for other in others:  # else its pipes never end
                os.close(other.incoming.fileno())
                os.close(other.outgoing.fileno())
            with os.fdopen(from_first, "rb") as incoming, os.fdopen(to_first, "wb") as outgoing:
                _serve(number, work, incoming, outgoing)
        finally:
            os._exit(0)
    os.close(to_first)
    os.close(from_first)
    return _Worker(pid, os.fdopen(from_fork, "rb"), os.fdopen(to_fork, "wb"))


def _serve(number: int, work: Work, incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """What a fork does: its part, and nothing of what the first process would do after it."""

    def tell(*, done: bool, value: object) -> None:
        pickle.dump((done, value), outgoing, pickle.HIGHEST_PROTOCOL)
        outgoing.flush()

    def meet(found: object) -> Any:
        tell(done=True, value=found)
        return pickle.load(incoming)  # noqa: S301 - from the process that forked us

    gc.disable()  # a tenth of the time, and nothing to win: it ends before there is much to collect
    try:
        result = work(number, meet)
    except Exception as error:  # noqa: BLE001 - whatever it is, the first process raises it again
        tell(done=False, value=error)
    else:
        tell(done=True, value=result)

"""A work that is done in forks gives what it gives in one process, and ends as one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.judging.specs import FILES, PLAN
from tests.support.memory import MemoryTree
from tests.support.processes import still_running

from speclatch.errors import LimitError
from speclatch.judging.executors import ForkExecutor, SerialExecutor
from speclatch.judging.pipeline import Case, run
from speclatch.trees import Trees

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no forks")


def forks(processes: int = 2) -> ForkExecutor:
    """Forks that go to work however little there is to do."""
    return ForkExecutor(processes, worth_it=0)


def many(count: int = 9) -> Case:
    """An audit of some plans that name each other's ids, documents and anchors, not all of them rightly."""
    files = dict(FILES)
    for number in range(2, count + 2):
        name = f"PLAN-{number:03d}" if number % 4 else "PLAN-002"
        text = PLAN.replace("PLAN-001", name).replace("#goals", "#goals" if number % 3 else "#gaols")
        files[f"plans/PLAN-{number:03d}.md"] = f"{text}\nSee [the next](PLAN-{number + 1:03d}.md#2-steps).\n"
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    return Case(Trees(tree, tree, tree), tree.config, tree)


@pytest.mark.parametrize("processes", [2, 3, 20])
def test_processes_find_what_one_finds(processes: int) -> None:
    """Whoever judges which spec, the report is the same."""
    alone = run(many())

    assert alone.findings
    assert alone == run(many(), executor=forks(processes))


@pytest.mark.parametrize("count", [0, 1, 2, 7, 1000])
def test_results_stand_in_the_order_of_the_items(count: int) -> None:
    """Whoever takes which piece, and however many there are."""
    items = list(range(count))

    assert [item * item for item in items] == forks(3).map(lambda item: item * item, items)


def test_little_work_is_done_in_this_process() -> None:
    """A fork takes longer to start than a few items to do."""
    assert [os.getpid()] == ForkExecutor(2).map(lambda _: os.getpid(), [1])
    assert [os.getpid()] == SerialExecutor().map(lambda _: os.getpid(), [1])


def test_a_fault_in_a_process_is_everybody_s() -> None:
    """What a process raises ends the run, and no other process stays behind."""

    def work(number: int) -> int:
        if number == 1:
            raise LimitError("judging took too long")
        return number

    with pytest.raises(LimitError, match="took too long"):
        forks().map(work, [0, 1, 2])


def test_a_process_that_dies_ends_the_run() -> None:
    """It never passes because it could not look."""
    work: Callable[[int], object] = os._exit
    with pytest.raises(LimitError, match="ended before"):
        forks().map(work, [1, 1])


def test_time_is_up_in_a_process() -> None:
    """The limit of time holds for every process."""
    ticks = iter(range(0, 1_000_000, 100))

    with pytest.raises(LimitError, match="seconds"):
        run(many(), clock=lambda: float(next(ticks)), executor=forks())


ORPHANS = """
import os, time
from speclatch.judging.executors import ForkExecutor

def work(number):
    os.write(1, b"%d\\n" % os.getpid())  # whole, while print may write the line's end apart
    time.sleep(60)

ForkExecutor(2, worth_it=0).map(work, [1, 2])
"""


def test_forks_end_with_their_parent(tmp_path: Path) -> None:
    """Nobody is left at work when the first process is killed, which it cannot notice."""
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            pids = [int(process.stdout.readline()) for _ in range(2)]
        finally:
            process.send_signal(signal.SIGKILL)

    assert [] == still_running(pids)

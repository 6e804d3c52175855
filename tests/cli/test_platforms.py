"""Systems that are not Linux: the command with the names taken away that Python has on POSIX alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Ran, Repository, in_a_process

EXEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"
ABSENT = {
    "os": (
        *("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_DIRECTORY", "killpg", "fork", "forkpty", "getuid", "geteuid"),
        *("getgid", "setsid", "getpgid", "waitid", "mkfifo", "chown", "fchmod", "fchown", "uname", "sched_getaffinity"),
    ),
    "signal": ("SIGKILL", "SIGHUP", "SIGALRM", "alarm", "setitimer", "pthread_sigmask"),
}
"""What CPython's documentation says is there on Unix alone, of what a program such as this might use."""
GONE = ("fcntl", "pwd", "grp", "resource", "termios", "pty", "tty")


def elsewhere(folder: Path) -> Path:
    """A module that takes the names away before the command begins, as on Windows; Python's own start has passed."""
    # The last has a module for each system, and on this one it takes that of Unix.
    lines = ["import os, signal, sys, subprocess, tempfile, shutil, threading, platformdirs"]
    lines += [f"if hasattr({module}, {name!r}): del {module}.{name}" for module in ABSENT for name in ABSENT[module]]
    lines += [f"sys.modules[{name!r}] = None" for name in GONE]
    lines += ["subprocess.Popen.kill = lambda process: os.kill(process.pid, 9)"]  # Python's own has one for each system
    (folder / "sitecustomize.py").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def run(depot: Repository, tmp_path_factory: pytest.TempPathFactory) -> object:
    """Runs the command in the example without what POSIX alone has."""
    path = elsewhere(tmp_path_factory.mktemp("elsewhere"))
    source = Path(sys.modules["speclatch"].__file__ or "").parents[1]
    script = "import sys; sys.argv[0] = 'speclatch'; from speclatch.cli import main; raise SystemExit(main())"

    def run(*arguments: str, **more: str) -> Ran:
        return in_a_process(depot.root, *arguments, script=script, PYTHONPATH=f"{path}{os.pathsep}{source}", **more)

    return run


COMMANDS = {
    "check --all": 1,
    "check --all --no-cache --format json": 1,
    "check": 1,
    "check --fix": 1,
    f"ready {EXEC}": 1,
    "init --dry-run": 0,
    "new exec-spec Refunds": 0,
    "baseline": 0,
    "derive exec-spec": 0,
    "rules": 0,
}


@pytest.mark.parametrize("line", COMMANDS)
def test_nothing_is_called_that_only_posix_has(
    depot: Repository, run: object, line: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each command ends as it does on Linux, also where it keeps a cache."""
    depot.edit(EXEC, "prd_ref: docs/10-prd/PRD-021-collection-slots.md\n", "prd_ref: docs/10-prd/PRD-021-gone.md\n")
    assert callable(run)
    cache = str(tmp_path_factory.mktemp("cache"))
    codes = [run(*line.split(), CI="", XDG_CACHE_HOME=cache), run(*line.split(), CI="", XDG_CACHE_HOME=cache)]

    assert COMMANDS[line] == codes[0].code, codes[0].err
    assert "fault of our own" not in codes[0].err + codes[1].err

"""Systems that are not Linux: the command with the names taken away that Python has on POSIX alone."""

from __future__ import annotations

import ast
import os
import re
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
    "status": 0,
    "trace PRD-021": 0,
    "explain link-broken": 0,
    "mv docs/10-prd/PRD-021-collection-slots.md docs/10-prd/PRD-021-slots.md": 0,
    "prove": 0,
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


STANDS_BEHIND_ANOTHER = {
    ("judging/executors.py", "os.fork"),
    ("judging/executors.py", "signal.SIGKILL"),
    ("git/pipes.py", "signal.SIGKILL"),
}
"""What is not asked for by its own name: without ``os.fork`` there are no forks, without ``os.killpg`` no signal."""


@pytest.mark.parametrize("module", ["os", "signal", "socket", "select", "time"])
def test_whatever_posix_alone_has_is_asked_for_first(module: str) -> None:
    """By mypy's stubs of Python's library, which know of each name the systems that have it."""
    typeshed = Path(pytest.importorskip("mypy").__file__).parent / "typeshed" / "stdlib"
    stub = next(one for one in (typeshed / module / "__init__.pyi", typeshed / f"{module}.pyi") if one.is_file())
    missing = names_in(stub, "linux") - names_in(stub, "win32")
    source = Path(sys.modules["speclatch"].__file__ or "").parent
    unasked = set()
    for path in source.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for name in sorted(missing & set(re.findall(rf"\b{module}\.(\w+)", text))):
            if f'hasattr({module}, "{name}")' not in text:
                unasked.add((path.relative_to(source).as_posix(), f"{module}.{name}"))

    assert {"fork", "SIGKILL", "AF_UNIX", "poll", "tzset"} & missing
    assert STANDS_BEHIND_ANOTHER >= unasked


def names_in(stub: Path, platform: str) -> set[str]:
    """What a stub declares for a platform."""
    found: set[str] = set()
    left = list(ast.parse(stub.read_text(encoding="utf-8")).body)
    while left:
        node = left.pop()
        if isinstance(node, ast.If):
            left += node.body if holds(node.test, platform) else node.orelse
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.AnnAssign):
            found.add(ast.unparse(node.target))
        elif isinstance(node, ast.Assign):
            found.update(map(ast.unparse, node.targets))
        elif isinstance(node, ast.ImportFrom):
            found.update(name.asname or name.name for name in node.names)
    return found


def holds(test: ast.expr, platform: str) -> bool:
    """Whether a stub's condition holds on a platform; Python's version is the one that runs."""
    if isinstance(test, ast.BoolOp):
        parts = [holds(one, platform) for one in test.values]
        return all(parts) if isinstance(test.op, ast.And) else any(parts)
    assert isinstance(test, ast.Compare)
    left, right = ast.unparse(test.left), ast.literal_eval(test.comparators[0])
    if left == "sys.platform":
        return (platform == right) is isinstance(test.ops[0], ast.Eq)
    return (sys.version_info[: len(right)] >= right) is isinstance(test.ops[0], ast.GtE)

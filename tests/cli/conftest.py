"""Repositories that commands are run in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from speclatch.cli import main

FOREIGN = ("GIT_", "GITHUB_", "GITLAB_", "GITEA_", "CI_", "TF_BUILD", "SYSTEM_", "JENKINS_", "CHANGE_", "BUILDKITE")
"""What the variables begin with that git or a CI system may have set where the tests run."""
EXAMPLE = Path(__file__).parents[2] / "examples" / "repository"


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code, its report and its talk."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Repository:
    """A git repository in a folder, and the command to run in it."""

    root: Path
    run: Callable[..., Ran]

    def git(self, *arguments: str) -> str:
        """Run git in it."""
        return subprocess.run(
            ["git", "-C", str(self.root), *arguments], check=True, capture_output=True, text=True, env=environment()
        ).stdout

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Put files into the checkout."""
        for path, content in files.items():
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(self, files: Mapping[str, str | bytes] | None = None) -> None:
        """Put files into the checkout, and everything into a commit."""
        self.write(files or {})
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Change")

    def read(self, path: str) -> str:
        """A file of the checkout."""
        return (self.root / path).read_text(encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace what stands once in a file."""
        text = self.read(path)
        assert 1 == text.count(old)
        self.write({path: text.replace(old, new)})


def environment(**more: str) -> dict[str, str]:
    """The environment of commands: nobody's git configuration, a name for commits, no terminal."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    names = {
        f"GIT_{who}_{what}": f"{who.lower()}@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    return inherited | own | names | {"COLUMNS": "100"} | more


def in_a_process(root: Path, *arguments: str, script: str = "", **more: str) -> Ran:
    """Run the installed command, or a script in its place, in a process of its own."""
    command = [sys.executable, *(["-c", script] if script else ["-I", "-m", "speclatch"]), *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, env=environment(**more), check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def on_a_terminal(root: Path, *arguments: str, script: str = "", typed: str = "", **more: str) -> str:
    """Run the command, or a script, on a terminal of 80 columns where somebody types; everything that it showed."""
    command = [sys.executable, "-c", script] if script else [sys.executable, "-I", "-m", "speclatch", *arguments]
    pty = pytest.importorskip("pty", reason="the system has no such terminals")
    leader, follower = pty.openpty()
    with subprocess.Popen(
        command, cwd=root, stdin=follower, stdout=follower, stderr=follower, env=environment(TERM="xterm") | more
    ) as process:
        os.close(follower)
        os.write(leader, typed.encode())
        shown = b""
        while True:
            try:
                piece = os.read(leader, 65_536)
            except OSError:  # Linux says so where the other end is closed
                break
            if not piece:
                break
            shown += piece
        process.wait()
    os.close(leader)
    return shown.decode("utf-8", "replace")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Repository:
    """An empty repository on the branch ``main``; commands run in its root, in this process."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(FOREIGN)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["speclatch", *arguments])
        code = main()
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    made = Repository(tmp_path, run)
    made.git("init", "--quiet", "--initial-branch", "main")
    return made


@pytest.fixture
def depot(repository: Repository) -> Repository:
    """The repository of the example, committed."""
    files = {path.relative_to(EXAMPLE).as_posix(): path.read_bytes() for path in EXAMPLE.rglob("*") if path.is_file()}
    repository.commit(files)
    return repository


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where caches are kept; files count as old at once."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    monkeypatch.setattr("speclatch.trees.work_tree.YOUNG", 0)
    return folder

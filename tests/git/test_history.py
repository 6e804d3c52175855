"""What git's history says of files, read from real repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from tests.git.repositories import ENVIRON

from speclatch.git.history import Commit, is_shallow, last_changes, path_changes
from speclatch.git.process import Git


class Checkout:
    """A repository whose commits are made on days of our choosing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, day: int = 1) -> str:
        """Run git with the clock on a day of January 2026."""
        clock = f"2026-01-{day:02d}T12:00:00Z"
        environ = {**ENVIRON, "GIT_AUTHOR_DATE": clock, "GIT_COMMITTER_DATE": clock}
        done = subprocess.run(
            ["git", *arguments], cwd=self.path, env=environ, capture_output=True, check=True, text=True
        )
        return done.stdout.strip()

    def commit(self, day: int, files: dict[str, str | None]) -> str:
        """Write (None: remove) files and commit them on a day; returns the commit's id."""
        for name, text in files.items():
            target = self.path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                target.unlink()
            else:
                target.write_text(text, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-qm", f"day {day}", day=day)
        return self.git("rev-parse", "HEAD")

    @property
    def reader(self) -> Git:
        """The git that reads it."""
        return Git.local(self.path, dict(os.environ))


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """An empty repository."""
    return Checkout(tmp_path / "r")


def test_each_path_has_the_day_it_changed_last(checkout: Checkout) -> None:
    """Later commits that leave a file alone do not count for it, whatever its name looks like."""
    checkout.commit(1, {"docs/a b.md": "1", "ü.md": "1", "docs/c.md": "1"})
    checkout.commit(3, {"docs/a b.md": "2"})
    head = checkout.commit(5, {"src/x.py": "1"})
    found = last_changes(checkout.reader, head, ["docs/a b.md", "ü.md", "docs/c.md", "docs/none.md"])

    assert {"docs/a b.md": "2026-01-03", "ü.md": "2026-01-01", "docs/c.md": "2026-01-01"} == {
        path: change.date for path, change in found.items()
    }


def test_what_there_was_is_told_with_its_end(checkout: Checkout) -> None:
    """A path that is gone has an addition and a deletion, the newest first."""
    checkout.commit(1, {"a.md": "1"})
    head = checkout.commit(2, {"a.md": None, "b.md": "1"})
    told = [(change.commit.date, change.kind, change.path) for change in path_changes(checkout.reader, head)]

    assert [("2026-01-02", "D", "a.md"), ("2026-01-02", "A", "b.md"), ("2026-01-01", "A", "a.md")] == told


def test_a_merge_counts_for_what_it_mended_itself(checkout: Checkout) -> None:
    """A file that came unchanged from one parent keeps the day of that parent's commit."""
    checkout.commit(1, {"a.md": "1", "b.md": "1"})
    checkout.git("checkout", "-qb", "topic")
    checkout.commit(2, {"a.md": "topic"})
    checkout.git("checkout", "-q", "main")
    checkout.commit(3, {"b.md": "main"})
    checkout.git("merge", "-q", "--no-commit", "topic", day=4)
    head = checkout.commit(4, {"c.md": "by the merge"})
    found = last_changes(checkout.reader, head, ["a.md", "b.md", "c.md"])

    assert {"a.md": "2026-01-02", "b.md": "2026-01-03", "c.md": "2026-01-04"} == {
        path: change.date for path, change in found.items()
    }


def test_the_end_of_a_shallow_clone_is_no_answer(checkout: Checkout, tmp_path: Path) -> None:
    """What the oldest commit at hand seems to have added may be older."""
    checkout.commit(1, {"a.md": "1"})
    checkout.commit(2, {"b.md": "1"})
    head = checkout.commit(3, {"b.md": "2"})
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "2", f"file://{checkout.path}", str(clone)], check=True)
    reader = Git.local(clone, dict(os.environ))

    assert is_shallow(reader)
    assert {"b.md"} == set(last_changes(reader, head, ["a.md", "b.md"]))


def test_a_day_is_the_same_everywhere() -> None:
    """Dates are UTC's, not the machine's."""
    assert "1970-01-01" == Commit("0" * 40, 86_399).date

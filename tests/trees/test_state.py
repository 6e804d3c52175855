"""The name of what a checkout holds: another one as soon as anything in it is other."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.git.repositories import Content, Link, Repository, new_repository

from speclatch.trees.local import open_local
from speclatch.trees.work_tree import WorkTree

BASE: dict[str, Content] = {"docs/a.md": b"one\n", "docs/b.md": b"two\n", "link.md": Link(b"docs/a.md")}


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A checkout of BASE; its files count as old at once."""
    monkeypatch.setattr("speclatch.trees.work_tree.YOUNG", 0)
    repository = new_repository(tmp_path / "checkout", bare=False)
    repository.commit(BASE)
    repository.git("reset", "--quiet", "--hard")
    return repository


def found(repository: Repository) -> WorkTree:
    """The checkout as a command in it would find it."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(repository.path.parent)}
    return open_local(repository.path, environ).work_tree()


def state(repository: Repository) -> str | None:
    """The state of the checkout now."""
    return found(repository).state()


def unseen(repository: Repository) -> None:
    """Change a file that git was told not to look at, by as many bytes."""
    repository.git("update-index", "--assume-unchanged", "docs/a.md")
    repository.write({"docs/a.md": b"eno\n"})


def linked_elsewhere(repository: Repository) -> None:
    """Let a link point at another file."""
    (repository.path / "link.md").unlink()
    (repository.path / "link.md").symlink_to("docs/b.md")


CHANGES: dict[str, Callable[[Repository], object]] = {
    "other content": lambda checkout: checkout.write({"docs/a.md": b"eno\n"}),
    "a file more": lambda checkout: checkout.write({"new.txt": b""}),
    "a file less": lambda checkout: (checkout.path / "docs/b.md").unlink(),
    "a file moved": lambda checkout: (checkout.path / "docs/b.md").rename(checkout.path / "docs/c.md"),
    "a link elsewhere": linked_elsewhere,
    "unseen by git": unseen,
}


def test_what_is_the_same_has_the_same_state(checkout: Repository) -> None:
    """Nothing has changed, so the state is what it was."""
    first = state(checkout)

    assert first is not None
    assert first == state(checkout)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_makes_another_state(checkout: Repository, change: Callable[[Repository], object]) -> None:
    """Whatever is changed on disk, the state is another."""
    first = state(checkout)
    change(checkout)

    assert first is not None
    assert state(checkout) not in {first, None}


def test_what_has_just_changed_has_no_state(checkout: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next change could bear the same time, so nobody relies on it."""
    monkeypatch.setattr("speclatch.trees.work_tree.YOUNG", 3_600_000_000_000)

    assert state(checkout) is None


def test_what_cannot_be_looked_at_has_no_state(checkout: Repository) -> None:
    """A file is gone since git was asked: nobody can say that all is as it was."""
    tree = found(checkout)
    assert "docs/b.md" in tree.listing.entries
    (checkout.path / "docs/b.md").unlink()

    assert tree.state() is None

"""A tree that is listed by what leads from it to another, and contents that are read one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.git.repositories import ENVIRON, Content, Link, Module, Program, Repository, new_repository

from speclatch.git.diff import raw_changes
from speclatch.git.process import Git
from speclatch.trees import MissingObjectError
from speclatch.trees.git_tree import GitTree, tree_before
from speclatch.trees.store import BlobStore, is_stored

SIDES: dict[str, tuple[dict[str, Content], dict[str, Content]]] = {
    "nothing": ({"a": b"1"}, {"a": b"1"}),
    "added, edited, removed": ({"a": b"1", "b": b"2", "m/x": b"3"}, {"a": b"1", "b": b"other", "c": b"4"}),
    "renamed": ({"a/one.md": b"text\n" * 9, "b": b"2"}, {"b": b"2", "z/one.md": b"text\n" * 9}),
    "a file for a folder": ({"a/b": b"1", "a/c": b"2"}, {"a": b"1"}),
    "kinds": (
        {"a": Link(b"b"), "b": Program(b"1"), "c": Module("1" * 40), "é\n": b"x"},
        {"a": b"b", "b": b"1", "c": b"x"},
    ),
}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty bare repository."""
    return new_repository(tmp_path / "r")


@pytest.mark.parametrize("sides", SIDES.values(), ids=SIDES)
def test_a_tree_is_listed_by_what_leads_from_it(
    repository: Repository, sides: tuple[dict[str, Content], dict[str, Content]]
) -> None:
    """The same paths in the same order, kinds and contents, whichever of the two is listed by the other."""
    store = BlobStore(Git.isolated(repository.path, ENVIRON))
    before, after = (repository.commit(side) for side in sides)

    for one, other in ((before, after), (after, before)):
        raw = raw_changes(store.git, one, other)
        found = tree_before(store, one, GitTree(store, other), raw).listing.entries

        assert list(GitTree(store, one).listing.entries.items()) == list(found.items())


def test_contents_come_one_after_the_other(repository: Repository) -> None:
    """In the order that is asked for, the same one twice too, whatever else is read in between."""
    store = BlobStore(Git.isolated(repository.path, ENVIRON))
    tree = GitTree(store, repository.commit({"a": b"1", "b": b"2", "c": b"1", "d": b"3", "e": Link(b"a")}))
    found = []
    for path, raw in tree.stream(["d", "a", "b", "c", "a", "e"]):
        found.append((path, raw))
        tree.read("b")

    assert [("d", b"3"), ("a", b"1"), ("b", b"2"), ("c", b"1"), ("a", b"1"), ("e", b"a")] == found
    assert is_stored(tree, ["a"])
    assert not is_stored(tree, [])


def test_a_content_that_cannot_be_had_is_no_content(repository: Repository) -> None:
    """It never passes because it could not look."""
    store = BlobStore(Git.isolated(repository.path, ENVIRON))

    with pytest.raises(MissingObjectError, match="no content"):
        list(store.stream(["1" * 40]))

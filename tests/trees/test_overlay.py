"""The landing tree: which merge can be used, and what an older one laid over the tip gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.git.repositories import ENVIRON, Content, Link, Module, Program, Repository, new_repository

from speclatch.git.faults import GitError
from speclatch.git.pipes import MAX_BLOB_BYTES
from speclatch.git.process import Git
from speclatch.trees import EntryKind
from speclatch.trees.git_tree import GitTree
from speclatch.trees.merge_ref import MergeResult, NoMerge, merge_result, wait_for_merge
from speclatch.trees.overlay import OverlayTree
from speclatch.trees.store import BlobStore


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty bare repository."""
    return new_repository(tmp_path / "r")


def store_of(repository: Repository) -> BlobStore:
    """The contents of a repository."""
    return BlobStore(Git.isolated(repository.path, ENVIRON))


def overlay(
    repository: Repository, tip: dict[str, Content], before: dict[str, Content], after: dict[str, Content]
) -> dict[str, bytes]:
    """What the overlay holds."""
    store = store_of(repository)
    trees = [GitTree(store, repository.commit(files)) for files in (tip, before, after)]
    tree = OverlayTree(*trees)
    tree.prefetch(tree.listing.entries)
    return {path: tree.read(path) for path in tree.listing.entries}


def test_every_path_is_as_the_merge_or_the_tip_has_it(repository: Repository) -> None:
    """Added, changed and deleted paths are the merge's, all others the tip's."""
    before: dict[str, Content] = {"same": b"1", "changed": b"1", "deleted": b"1", "moved on": b"1"}
    after: dict[str, Content] = {"same": b"1", "changed": b"2", "added": b"2", "moved on": b"1"}
    tip: dict[str, Content] = {**before, "moved on": b"3", "later": b"3"}

    expected = {"same": b"1", "changed": b"2", "added": b"2", "moved on": b"3", "later": b"3"}
    assert expected == overlay(repository, tip, before, after)


def test_a_file_in_place_of_a_directory(repository: Repository) -> None:
    """A path is never both: what the merge made of it wins."""
    assert {"a": b"2"} == overlay(repository, {"a/x": b"1", "a/y": b"1"}, {"a/x": b"1"}, {"a": b"2"})
    assert {"a/x": b"2"} == overlay(repository, {"a": b"3"}, {"b": b"1"}, {"b": b"1", "a/x": b"2"})


def test_a_mode_alone_is_a_change(repository: Repository) -> None:
    """What became a link or executable is one on the tip as well."""
    store = store_of(repository)
    before, after = (
        repository.commit({"a": b"x", "b": b"x"}),
        repository.commit({"a": Program(b"x"), "b": Link(b"x")}),
    )
    tree = OverlayTree(GitTree(store, before), GitTree(store, before), GitTree(store, after))

    assert [EntryKind.EXECUTABLE, EntryKind.SYMLINK] == [tree.listing.entries[path].kind for path in "ab"]


names = st.sampled_from(["a", "a/b", "a/b/c", "d", "d/e"])
trees = st.dictionaries(names, st.sampled_from([b"1", b"2", b"3"]), max_size=4).filter(
    lambda files: not any(other.startswith(f"{path}/") for path in files for other in files)
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trees, trees, trees)
def test_an_overlay_is_a_tree(
    repository: Repository, tip: dict[str, Content], before: dict[str, Content], after: dict[str, Content]
) -> None:
    """No path is below a file, and every path that the merge wrote is as it wrote it."""
    found = overlay(repository, tip, before, after)

    assert not any(other.startswith(f"{path}/") for path in found for other in found)
    written = {path: content for path, content in after.items() if before.get(path) != content}
    assert written == {path: found.get(path) for path in written}
    if tip == before:
        assert after == found


def test_a_fitting_merge(repository: Repository) -> None:
    """A merge of the live tip and the head is what will land."""
    tip, head = repository.commit({"a": b"1"}), repository.commit({"b": b"1"})
    merge = repository.commit({"a": b"1", "b": b"1"}, tip, head)
    landing = merge_result(store_of(repository), tip, head, merge)

    assert isinstance(landing, MergeResult)
    assert (tip, tip, merge, False) == (landing.tip, landing.before, landing.after, landing.stale)
    assert {"a", "b"} == set(landing.tree.listing.entries)


def test_no_usable_merge(repository: Repository) -> None:
    """Without a merge ref, with one of another head, or with a plain commit there, nothing can land yet."""
    tip, head = repository.commit({"a": b"1"}), repository.commit({"b": b"1"})
    older = repository.commit({"a": b"1"}, tip, tip)
    plain = repository.commit({"a": b"1"}, tip)
    answers = [merge_result(store_of(repository), tip, head, merge) for merge in (None, older, plain)]

    assert [NoMerge] * 3 == [type(answer) for answer in answers]


def test_waiting_ends_with_the_merge() -> None:
    """As soon as the merge is there, it is the answer."""
    usable = MergeResult(OverlayTree.__new__(OverlayTree), "", "", "")
    answers: list[MergeResult | NoMerge] = [NoMerge("no"), NoMerge("no"), usable]
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    assert usable is wait_for_merge(lambda: answers.pop(0), lambda: now[0], sleep)
    assert 6.0 == now[0]


def test_waiting_ends_after_half_a_minute() -> None:
    """Without a merge the wait is thirty seconds, and the reason is the answer."""
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    assert NoMerge("no") == wait_for_merge(lambda: NoMerge("no"), lambda: now[0], sleep)
    assert 30.0 == now[0]


def test_a_tree_of_every_kind(repository: Repository) -> None:
    """Kinds are told apart, contents are bytes, and what has none is a KeyError."""
    names = ["with space", 'qu"ote', "naïve", "new\nline", "b\udcff", "..x"]
    files: dict[str, Content] = {name: name.encode("utf-8", "surrogateescape") for name in names}
    commit = repository.commit({**files, "l": Link(b"../x"), "m": Module("1" * 40), "p": Program(b"")})
    tree = GitTree(store_of(repository), commit)

    assert files == {name: tree.read(name) for name in names}
    assert b"../x" == tree.read("l")
    assert b"" == tree.read("p")
    for path in ("m", "absent"):
        with pytest.raises(KeyError):
            tree.read(path)


def test_contents_are_bounded_in_all(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many blobs that together are too large are an error, not a machine without memory."""
    monkeypatch.setattr("speclatch.trees.store.STORED_BYTES", 1000)
    tree = GitTree(store_of(repository), repository.commit({f"{n}": bytes(100) + b"%d" % n for n in range(20)}))

    with pytest.raises(GitError, match="larger than can be read"):
        tree.prefetch(tree.listing.entries)


def test_a_large_blob_is_cut(repository: Repository) -> None:
    """Of a blob over the limit one byte more than the limit is read, and the next blob is whole."""
    commit = repository.commit({"large": bytes(MAX_BLOB_BYTES + 100), "small": b"s", "limit": bytes(MAX_BLOB_BYTES)})
    tree = GitTree(store_of(repository), commit)
    tree.prefetch(["large", "limit", "small"])

    assert [MAX_BLOB_BYTES + 1, MAX_BLOB_BYTES, 1] == [len(tree.read(p)) for p in ("large", "limit", "small")]

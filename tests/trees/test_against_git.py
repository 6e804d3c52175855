"""What is computed here against what git itself makes of the same files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.git.repositories import ENVIRON, Content, Repository, new_repository

from speclatch.git.diff import read_raw
from speclatch.git.process import Git
from speclatch.trees.git_tree import GitTree
from speclatch.trees.local import open_local
from speclatch.trees.overlay import OverlayTree
from speclatch.trees.store import BlobStore

LONG = b"".join(b"line %d of a document\n" % n for n in range(30))
names = st.sampled_from(["a.md", "b.md", "d/c.md", "d/e/f.md", "d/e", "d", "g", "x y.md", "ü.md", "sub.d/z"])
contents = st.sampled_from([b"", b"one\n", b"two\r\n", LONG, LONG + b"more\n", LONG[:300], b"\x00\xff"])
files = st.dictionaries(names, contents, max_size=6).filter(
    lambda made: not any(other.startswith(f"{path}/") for path in made for other in made)
)


@settings(max_examples=12, deadline=None)
@given(files, files, st.booleans())
def test_a_checkout_changes_what_git_says(
    tmp_path_factory: pytest.TempPathFactory,
    before: dict[str, Content],
    after: dict[str, bytes],
    staged: bool,
) -> None:
    """Kinds, paths and renames are those of git's own diff, had everything been added."""
    repository = new_repository(tmp_path_factory.mktemp("checkout") / "r", bare=False)
    base = repository.commit(before)
    repository.git("reset", "--quiet", "--hard")
    for place in repository.path.iterdir():
        if place.name != ".git":
            shutil.rmtree(place) if place.is_dir() else place.unlink()
    repository.write(after)
    if staged:
        repository.git("add", "--all")
    local = open_local(repository.path, ENVIRON)
    found = [(file.path, file.previous_path) for file in local.changes(base, local.work_tree())]
    repository.git("add", "--all")
    raw = Git.local(repository.path, ENVIRON).run("diff-index", "--cached", "--raw", "-z", "-M", base)

    assert sorted((change.path, change.previous_path) for change in read_raw(raw)) == found


def merged(repository: Repository, one: str, other: str) -> str | None:
    """Git's own merge of two commits as a tree; None where they conflict."""
    options = ("-c", "merge.renames=false", "merge-tree", "--write-tree", "--no-messages")
    try:
        return repository.git(*options, one, other).split("\n")[0]
    except AssertionError:
        return None


@settings(max_examples=12, deadline=None)
@given(files, files, files)
def test_an_overlay_is_what_git_would_merge(
    tmp_path_factory: pytest.TempPathFactory,
    start: dict[str, Content],
    later: dict[str, Content],
    wanted: dict[str, Content],
) -> None:
    """Where base and pull request touch different files, the overlay is the merge with the new tip."""
    touched = {path for path in {*start, *wanted} if start.get(path) != wanted.get(path)}
    moved_on = {path: content for path, content in later.items() if path not in touched}
    kept = {path: content for path, content in start.items() if path in touched}
    repository = new_repository(tmp_path_factory.mktemp("merge") / "r")
    base = repository.commit(start)
    tip, head = repository.commit({**moved_on, **kept}, base), repository.commit(wanted, base)
    older, newer = merged(repository, base, head), merged(repository, tip, head)
    assume(older is not None and newer is not None)
    store = BlobStore(Git.isolated(repository.path, ENVIRON))
    overlay = OverlayTree(*(GitTree(store, oid) for oid in (tip, base, older or "")))

    assert dict(GitTree(store, newer or "").listing.entries) == dict(overlay.listing.entries)


def test_a_directory_replaced_by_a_link_is_not_read_through(tmp_path: Path) -> None:
    """Files behind a link are not the repository's, even where the index still names them."""
    repository = new_repository(tmp_path / "r", bare=False)
    repository.commit({"docs/a.md": b"a\n", "b.md": b"b\n"})
    repository.git("reset", "--quiet", "--hard")
    outside = tmp_path / "outside"
    shutil.move(repository.path / "docs", outside)
    (outside / "a.md").write_bytes(b"secret\n")
    (repository.path / "docs").symlink_to(outside)
    work = open_local(repository.path, ENVIRON).work_tree()

    assert ["b.md", "docs"] == list(work.listing.entries)
    assert os.fsencode(outside) == work.read("docs")

"""Compare a checkout with a commit: which files differ, renames recognised, at a cost that follows the change."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from speclatch.git.diff import changed_files, commentable_lines, read_raw, with_lines
from speclatch.git.names import bytes_of, full_id
from speclatch.git.process import Git
from speclatch.model import ChangedFile, ChangeKind
from speclatch.trees import Entry, EntryKind
from speclatch.trees.git_tree import GitTree, listing_before
from speclatch.trees.promisor import promisor_fetch
from speclatch.trees.store import BlobStore
from speclatch.trees.work_tree import WorkTree

COMPARED_BYTES = 1024 * 1024  # a larger file of a checkout is not compared for renames or lines
_MODES = {
    EntryKind.FILE: "100644",
    EntryKind.EXECUTABLE: "100755",
    EntryKind.SYMLINK: "120000",
    EntryKind.SUBMODULE: "160000",
}
# An index of our own: nothing of it may be written into the repository.
_SCRATCH = (("core.splitIndex", "false"), ("core.sparseCheckout", "false"), ("index.sparse", "false"))


class Comparison(NamedTuple):
    """What a checkout changes: the files, sorted by path, and the tree of the commit it is compared with."""

    changes: tuple[ChangedFile, ...]
    base: GitTree


def compare(git: Git, base: str, tree: WorkTree, with_lines_of: Callable[[str], bool]) -> Comparison:
    """Compare a checkout with a commit.

    The repository is not written to: what git has to compare is put into temporary space, and that is only what
    differs.

    Args:
        git: git in the checkout.
        base: full id of a commit.
        tree: the checkout.
        with_lines_of: for which paths the lines that can carry a comment are wanted.

    Raises:
        GitError: git failed.
    """
    listed = ("--cached", "--raw", "-z", "--no-renames", "--ita-visible-in-index")
    raw = tuple(read_raw(git.run("diff-index", *listed, full_id(base))))
    before = GitTree(tree.store, base)
    if all(change.status != "U" for change in raw):
        before = GitTree(tree.store, base, listing_before(_indexed(tree), raw))
    old, new = before.listing.entries, tree.files.entries
    touched = sorted({*(change.path for change in raw), *tree.files.indexed})
    differing = [path for path in touched if _content(old.get(path)) != _content(new.get(path))]
    large = {path for path in differing if path in tree.files.on_disk and not _is_comparable(new[path])}
    small = [path for path in differing if path not in large]
    found = [_change(path, old.get(path), new.get(path)) for path in differing]
    kinds = {change.kind for change in found if change.path not in large}
    if {ChangeKind.ADDED, ChangeKind.DELETED} <= kinds or any(map(with_lines_of, small)):
        compared = _compared(git, _Sides(tree, old, new, small), with_lines_of)
        found = [*compared, *(change for change in found if change.path in large)]
    return Comparison(tuple(sorted(found, key=lambda change: change.path)), before)


def _indexed(tree: WorkTree) -> Mapping[str, Entry]:
    """What the index of a checkout holds."""
    entries = dict(tree.files.entries)
    for path, entry in tree.files.indexed.items():
        if entry is None:
            entries.pop(path, None)
        else:
            entries[path] = entry
    return entries


def _content(entry: Entry | None) -> tuple[EntryKind, str] | None:
    return (entry.kind, entry.oid) if entry is not None else None


def _is_comparable(entry: Entry) -> bool:
    return bool(entry.oid) and (entry.size or 0) <= COMPARED_BYTES


def _change(path: str, old: Entry | None, new: Entry | None) -> ChangedFile:
    """What became of a path, a rename being one that is gone and another that is new."""
    if old is None:
        return ChangedFile(path, ChangeKind.ADDED)
    return ChangedFile(path, ChangeKind.DELETED if new is None else ChangeKind.MODIFIED)


class _Sides(NamedTuple):
    """A checkout, and what stands before and after at the paths that differ."""

    tree: WorkTree
    old: Mapping[str, Entry]
    new: Mapping[str, Entry]
    paths: list[str]


def _compared(git: Git, sides: _Sides, with_lines_of: Callable[[str], bool]) -> Iterable[ChangedFile]:
    """The files that differ, as git compares them: renames recognised, with lines where they are wanted."""
    with _scratch(git, sides.tree.root) as (scratch, folder):
        before = _write_tree(scratch, folder, {p: sides.old[p] for p in sides.paths if p in sides.old})
        present = {path: sides.new[path] for path in sides.paths if path in sides.new}
        after = _write_tree(scratch, folder, _hashed(scratch, sides.tree, present))
        store = BlobStore(scratch, promisor_fetch(git))
        files = changed_files(scratch, before, after, store.fetch_missing)
        wanted = [file for file in files if file.kind is not ChangeKind.DELETED and with_lines_of(file.path)]
        store.fetch_missing(sides.old[path].oid for file in wanted if (path := file.base_path) in sides.old and path)
        lines = {file.path: commentable_lines(scratch.patch(before, after, *file.paths)) for file in wanted}
        return with_lines(files, lines)


@contextlib.contextmanager
def _scratch(git: Git, root: Path) -> Iterator[tuple[Git, Path]]:
    """A git that reads a repository and writes objects into temporary space, and that space."""
    import tempfile  # not where nothing is compared

    objects = os.fsencode(root / git.line("rev-parse", "--git-path", "objects"))
    quoted = b'"' + objects.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'
    with tempfile.TemporaryDirectory(prefix="speclatch-", ignore_cleanup_errors=True) as directory:
        Path(directory, "objects").mkdir()
        scratch = git.with_config(*_SCRATCH).with_environ(
            GIT_OBJECT_DIRECTORY=str(Path(directory, "objects")),
            GIT_ALTERNATE_OBJECT_DIRECTORIES=os.fsdecode(quoted),
        )
        yield scratch, Path(directory)


def _hashed(git: Git, tree: WorkTree, entries: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """Entries whose contents git has: what is on disk alone is written into its objects."""
    on_disk = sorted(path for path in entries if path in tree.files.on_disk)
    files = [path for path in on_disk if entries[path].kind is not EntryKind.SYMLINK]
    stdin = b"".join(_quoted(path) + b"\n" for path in files)
    oids = git.run("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=stdin).decode("ascii").split()
    return {**entries, **{path: entries[path]._replace(oid=oid) for path, oid in zip(files, oids, strict=True)}}


def _write_tree(git: Git, folder: Path, entries: Mapping[str, Entry]) -> str:
    """Write a tree object of such paths and contents, and return its id."""
    index = folder / "index"
    index.unlink(missing_ok=True)
    own = git.with_environ(GIT_INDEX_FILE=str(index))
    lines = (
        b"%s %s 0\t%s\0" % (_MODES[entry.kind].encode(), entry.oid.encode(), bytes_of(path))
        for path, entry in entries.items()
    )
    own.run("update-index", "-z", "--index-info", stdin=b"".join(lines))
    return full_id(own.run("write-tree", "--missing-ok").decode("ascii").strip())


def _quoted(path: str) -> bytes:
    """A path as git reads it from a line: in quotes where it would end the line or look quoted."""
    raw = bytes_of(path)
    if b"\n" not in raw and not raw.startswith(b'"'):
        return raw
    return b'"' + raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'

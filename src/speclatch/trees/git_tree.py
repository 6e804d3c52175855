"""A tree that git holds: the files of one commit."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from speclatch.git.diff import RawChange
from speclatch.git.names import TreeLine, is_zero
from speclatch.trees import Entry, EntryKind, Listing
from speclatch.trees.store import BlobStore

_KINDS = {
    "100644": EntryKind.FILE,
    "100664": EntryKind.FILE,  # written by very old versions of git
    "100755": EntryKind.EXECUTABLE,
    "120000": EntryKind.SYMLINK,
    "160000": EntryKind.SUBMODULE,
}


def entry_of(line: TreeLine) -> Entry:
    """A path as git names it, as an Entry."""
    return Entry(line.path, kind_of(line.mode), line.oid)


class StoredTree(ABC):
    """A tree all of whose contents come from one store; what it lists is for its kinds to say."""

    store: BlobStore

    @property
    @abstractmethod
    def listing(self) -> Listing:
        """Every path."""

    def read(self, path: str) -> bytes:
        """The content at ``path`` (of a symlink: its target text).

        Raises:
            KeyError: no file or symlink stands there; a submodule has no content.
            MissingObjectError: the content cannot be had.
            GitError: git failed.
        """
        return self.store.get(content_id(self.listing, path))

    def content_ids(self, paths: Iterable[str]) -> tuple[str, ...]:
        """The ids of the contents at ``paths`` that come from the store."""
        return content_ids(self.listing, paths)

    def prefetch(self, paths: Iterable[str]) -> None:
        """Bring the contents of ``paths`` near in one batch; paths that are not there are passed over."""
        self.store.load(self.content_ids(paths))

    def stream(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Each of ``paths`` with its content, one after the other; see ``Tree.stream``."""
        wanted = tuple(paths)
        return zip(wanted, self.store.stream(content_id(self.listing, path) for path in wanted), strict=True)


class GitTree(StoredTree):
    """The files of one commit (or tree object), by its full id.

    Args:
        store: the contents of the repository it is in.
        commit: its full id; it has to be there with all its trees, the blobs come when needed.
        listing: every path of the commit, where that is known already.
    """

    def __init__(self, store: BlobStore, commit: str, listing: Listing | None = None) -> None:
        self.store = store
        self.commit = commit
        self._listing = listing

    @cached_property
    def listing(self) -> Listing:
        """Every path of the commit.

        Raises:
            GitError: the commit or one of its trees is not there.
        """
        if self._listing is not None:
            return self._listing
        return Listing({line.path: entry_of(line) for line in self.store.git.list_tree(self.commit)})


def listing_before(after: Mapping[str, Entry], changes: Iterable[RawChange]) -> Listing:
    """What a tree listed before changes were made to it, renames not recognised, that led to ``after``."""
    entries = dict(after)
    more = False
    for change in changes:
        if is_zero(change.old_oid):
            entries.pop(change.path, None)
            continue
        more = more or change.path not in entries
        entries[change.path] = Entry(change.path, kind_of(change.old_mode), change.old_oid)
    return Listing(dict(sorted(entries.items())) if more else entries)


def tree_before(store: BlobStore, commit: str, after: GitTree, changes: Iterable[RawChange]) -> GitTree:
    """A commit's tree, listed by the changes (``raw_changes``) from it to another tree that is listed already."""
    return GitTree(store, commit, listing_before(after.listing.entries, changes))


def kind_of(mode: str) -> EntryKind:
    """What git's mode of a path says that it is."""
    return _KINDS.get(mode, EntryKind.FILE)


def content_id(listing: Listing, path: str) -> str:
    """The object id of what can be read at ``path``.

    Raises:
        KeyError: no file or symlink stands there.
    """
    entry = listing.entries[path]
    if entry.kind is EntryKind.SUBMODULE:
        raise KeyError(path)
    return entry.oid


def content_ids(listing: Listing, paths: Iterable[str]) -> tuple[str, ...]:
    """The object ids of those ``paths`` that can be read."""
    found = (listing.entries.get(path) for path in paths)
    return tuple(e.oid for e in found if e is not None and e.kind is not EntryKind.SUBMODULE)

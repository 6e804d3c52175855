"""A checkout in which one file is as an editor has it, not as it is on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from speclatch.trees import Entry, EntryKind, Listing
from speclatch.trees.store import BlobStore
from speclatch.trees.work_tree import WorkTree, blob_id


class UnsavedTree:
    """A checkout with the content of one file replaced; the file need not be there yet.

    Args:
        tree: the checkout.
        path: the file, from the checkout's root.
        raw: its content.
    """

    def __init__(self, tree: WorkTree, path: str, raw: bytes) -> None:
        self.tree = tree
        self.path = path
        self.raw = raw

    @property
    def store(self) -> BlobStore:
        """Where the contents of what is not on disk are."""
        return self.tree.store

    @cached_property
    def listing(self) -> Listing:
        """Every path of the checkout, and the file."""
        oid = blob_id("sha1", len(self.raw), (self.raw,))
        entry = Entry(self.path, EntryKind.FILE, oid, len(self.raw))
        return Listing(dict(sorted({**self.tree.listing.entries, self.path: entry}.items())))

    def read(self, path: str) -> bytes:
        """The content at ``path``; raises as ``WorkTree.read`` does."""
        return self.raw if path == self.path else self.tree.read(path)

    def content_ids(self, paths: Iterable[str]) -> tuple[str, ...]:
        """The ids of the contents at ``paths`` that come from the store."""
        return self.tree.content_ids(path for path in paths if path != self.path)

    def prefetch(self, paths: Iterable[str]) -> None:
        """Bring what is not on disk near in one batch."""
        self.store.load(self.content_ids(paths))

    def stream(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Each of ``paths`` with its content, one after the other; see ``Tree.stream``."""
        wanted = tuple(paths)
        self.prefetch(wanted)
        return ((path, self.read(path)) for path in wanted)

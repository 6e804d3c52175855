"""A checkout in which some files are as an editor has them, not as they are on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from speclatch.trees import Entry, EntryKind, Listing
from speclatch.trees.store import BlobStore
from speclatch.trees.work_tree import WorkTree, blob_id


class UnsavedTree:
    """A checkout with the content of some files replaced; they need not be there yet.

    Args:
        tree: the checkout.
        texts: the contents by path, from the checkout's root.
    """

    def __init__(self, tree: WorkTree, texts: Mapping[str, bytes]) -> None:
        self.tree = tree
        self.texts = texts

    @property
    def store(self) -> BlobStore:
        """Where the contents of what is not on disk are."""
        return self.tree.store

    @cached_property
    def listing(self) -> Listing:
        """Every path of the checkout, and the files."""
        entries = dict(self.tree.listing.entries)
        new = any(path not in entries for path in self.texts)
        for path, raw in self.texts.items():
            entries[path] = Entry(path, EntryKind.FILE, blob_id("sha1", len(raw), (raw,)), len(raw))
        return Listing(dict(sorted(entries.items())) if new else entries)

    def read(self, path: str) -> bytes:
        """The content at ``path``; raises as ``WorkTree.read`` does."""
        return self.texts[path] if path in self.texts else self.tree.read(path)

    def content_ids(self, paths: Iterable[str]) -> tuple[str, ...]:
        """The ids of the contents at ``paths`` that come from the store."""
        return self.tree.content_ids(path for path in paths if path not in self.texts)

    def prefetch(self, paths: Iterable[str]) -> None:
        """Bring what is not on disk near in one batch."""
        self.store.load(self.content_ids(paths))

    def stream(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Each of ``paths`` with its content, one after the other; see ``Tree.stream``."""
        wanted = tuple(paths)
        self.prefetch(wanted)
        return ((path, self.read(path)) for path in wanted)

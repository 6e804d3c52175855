"""The tip of a branch with the changes of an older merge laid over it, path by path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from posixpath import dirname

from speclatch.trees import Entry, Listing
from speclatch.trees.git_tree import GitTree, content_id, content_ids


class OverlayTree:
    """What a merge will give when it was last tried on an older tip.

    A path that the merge changed is as the merge left it, every other one as the tip has it.

    Args:
        tip: the branch as it is now.
        before: the tip that the merge was made on.
        after: the merge.
    """

    def __init__(self, tip: GitTree, before: GitTree, after: GitTree) -> None:
        self.store = tip.store
        self.tip = tip
        self.before = before
        self.after = after

    @cached_property
    def listing(self) -> Listing:
        """Every path of the tip, with those that the merge changed."""
        old, new = self.before.listing.entries, self.after.listing.entries
        written = {path: entry for path, entry in new.items() if old.get(path) != entry}
        return Listing(_lay_over(self.tip.listing, written, old.keys() - new.keys()))

    def read(self, path: str) -> bytes:
        """The content at ``path``; raises as ``GitTree.read`` does."""
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


def _lay_over(tip: Listing, written: dict[str, Entry], removed: set[str]) -> dict[str, Entry]:
    """The tip's entries without ``removed``, with ``written``, no path being both a file and a directory."""
    entries = {path: entry for path, entry in tip.entries.items() if path not in removed}
    for path in written:
        parent = dirname(path)
        while parent:
            entries.pop(parent, None)
            parent = dirname(parent)
    covered = tip.directories & written.keys()
    if covered:
        entries = {path: e for path, e in entries.items() if not any(path.startswith(f"{d}/") for d in covered)}
    return entries | written

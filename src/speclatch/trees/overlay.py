"""The tip of a branch with the changes of an older merge laid over it, path by path."""

from __future__ import annotations

from functools import cached_property
from posixpath import dirname

from speclatch.trees import Entry, Listing
from speclatch.trees.git_tree import GitTree, StoredTree


class OverlayTree(StoredTree):
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

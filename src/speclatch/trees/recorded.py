"""A checkout that keeps what was read of it: what was found out stands while all that is as it was."""

from __future__ import annotations

from speclatch.trees.work_tree import WorkTree


class RecordedTree(WorkTree):
    """The same checkout, looked at no second time.

    Attributes:
        seen: what told the content of each path that was read from any other, see ``WorkTree.known_by``.
    """

    def __init__(self, tree: WorkTree) -> None:
        super().__init__(tree.store, tree.root, ())
        self.files = tree.files
        self.seen: dict[str, str] = {}

    def read(self, path: str) -> bytes:
        """See ``WorkTree``. The disk is asked before: what changes meanwhile is another file the next time."""
        self.seen.update(self.known_by((path,)))
        return super().read(path)

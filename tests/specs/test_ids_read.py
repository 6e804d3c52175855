"""What is read to learn the ids of specs: no document whose id the file beside it gives, and those files at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.support.memory import MemoryTree

from speclatch.config.reader import parse_config
from speclatch.judging.pipeline import Case, snapshots
from speclatch.rules import BY_ID
from speclatch.specs.documents import DocumentCache
from speclatch.trees import Trees

CONFIG = 'profiles: [{name: kep, template: t.md, metadata: kep.yaml, match: ["keps/*/README.md"]}]\n'
FILES = {
    ".speclatch.yml": CONFIG.encode(),
    "t.md": b"# KEP\n\n## Summary\n\nText.\n",
    "kep.yaml": b"title: Title\nkep-number: NNNN\n",
    "keps/1-a/README.md": b"# A\n\n## Summary\n\nWords.\n",
    "keps/1-a/kep.yaml": b"title: A\nkep-number: 1\n",
    "keps/2-b/README.md": b"# B\n\n## Summary\n\nWords.\n",
    "keps/2-b/kep.yaml": b"title: B\n",
    "keps/3-c/README.md": b"---\nkep-number: 3\n---\n\n# C\n\n## Summary\n\nWords.\n",
}


class Noting(MemoryTree):
    """A tree that notes what is fetched of it, batch by batch."""

    def __init__(self) -> None:
        """Nothing is fetched yet."""
        super().__init__(FILES)
        self.batches: list[set[str]] = []

    def prefetch(self, paths: Iterable[str]) -> None:
        """Note a batch."""
        self.batches.append(set(paths))

    def stream(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Note a batch, and give it."""
        self.batches.append(set(paths))
        return super().stream(self.batches[-1])


def test_ids_beside_documents_are_read_at_once_and_the_documents_are_not() -> None:
    """One whose file says no id, and one that has none beside it, are read themselves."""
    tree = Noting()
    landing, _ = snapshots(Case(Trees(tree, tree, tree), parse_config(CONFIG.encode(), ".speclatch.yml", BY_ID), tree))
    tree.batches.clear()

    assert dict(landing.ids) == {"1": ("keps/1-a/README.md",), "3": ("keps/3-c/README.md",)}
    assert [
        {"keps/1-a/kep.yaml", "keps/2-b/kep.yaml", "keps/3-c/kep.yaml"},
        {"keps/2-b/README.md", "keps/3-c/README.md"},
    ] == tree.batches


def test_a_file_beside_a_document_that_cannot_be_read_gives_no_id() -> None:
    """The document itself is asked then, and what is wrong with the file is told elsewhere."""
    files = {**FILES, "keps/1-a/kep.yaml": b"\xff", "keps/3-c/kep.yaml": b"kep-number: [\n"}
    tree = MemoryTree(files)
    landing, _ = snapshots(Case(Trees(tree, tree, tree), parse_config(CONFIG.encode(), ".speclatch.yml", BY_ID), tree))

    assert "1" not in landing.ids


def test_a_document_that_is_forgotten_is_parsed_again() -> None:
    """One that is typed is another after each key; of all others what was parsed is kept."""
    cache = DocumentCache()
    first, other = cache.parsed("a.md", "1", b"# A\n"), cache.parsed("b.md", "1", b"# B\n")
    cache.forget("a.md")

    assert first is not cache.parsed("a.md", "1", b"# A\n")
    assert other is cache.parsed("b.md", "1", b"# B\n")

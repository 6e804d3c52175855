"""A file beside a spec that should hold its front matter, and cannot be read: the spec cannot be judged."""

from __future__ import annotations

import pytest
from tests.support.memory import MemoryTree, audit, compare, told

from speclatch.trees import Entry, EntryKind, Listing

CONFIG = b"version: 1\nprofiles:\n  - {name: note, template: t.md, match: ['specs/*.md'], metadata: k.yaml}\n"
FILES = {".speclatch.yml": CONFIG, "t.md": b"# <T>\n\n## A\n", "specs/a.md": b"# T\n\n## A\n\nx\n"}


@pytest.mark.parametrize(
    ("tree", "why"),
    [
        (
            MemoryTree({**FILES, "specs/k.yaml": "owner: x\n".encode("utf-16")}),
            "its front matter beside it is not UTF-8",
        ),
        (MemoryTree(FILES, {"specs/k.yaml": "../t.md"}), "its front matter cannot be read, it is a symbolic link"),
    ],
    ids=["not UTF-8", "link"],
)
def test_a_sidecar_that_cannot_be_read(tree: MemoryTree, why: str) -> None:
    """One finding on the spec says so; nothing ends the run."""
    (found,) = audit(tree, tree.config).findings

    assert "document-unreadable" == found.finding.rule
    assert why in found.finding.message


def test_the_finding_says_what_to_do_and_where() -> None:
    """In the file beside the document, or of the document that is a submodule itself."""
    linked = audit(MemoryTree(FILES, {"specs/k.yaml": "../t.md"})).findings
    tree = MemoryTree(FILES)
    entries = {**tree.listing.entries, "specs/lib.md": Entry("specs/lib.md", EntryKind.SUBMODULE, "a" * 40, 0)}
    tree.listing = Listing(entries)
    whole = audit(tree).findings

    assert [("specs/k.yaml", 1)] == [(one.finding.location.path, one.finding.location.line) for one in linked]
    assert [("specs/lib.md", "Put the document itself here.")] == [
        (one.finding.location.path, one.finding.hint) for one in whole
    ]


@pytest.mark.parametrize("name", ["K.yaml", "k.yml", "old/k.yml"])
def test_a_sidecar_that_is_renamed(name: str) -> None:
    """The spec beside it has no front matter any more, as if the file had been deleted."""
    asking = {**FILES, "k.yaml": b"owner: a name\n", "specs/k.yaml": b"owner: ada\n"}
    moved = {path: raw for path, raw in asking.items() if path != "specs/k.yaml"}
    gone, renamed = (
        compare(MemoryTree(asking), MemoryTree(head)) for head in (moved, {**moved, f"specs/{name}": b"owner: ada\n"})
    )

    assert [("specs/a.md", 1, "error", "front-matter-missing-key")] == told(gone) == told(renamed)

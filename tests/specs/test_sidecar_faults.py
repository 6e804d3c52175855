"""A file beside a spec that should hold its front matter, and cannot be read: the spec cannot be judged."""

from __future__ import annotations

import pytest
from tests.support.memory import MemoryTree, audit

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

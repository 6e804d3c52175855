"""Migrations of which a change leaves nothing but the name."""

from __future__ import annotations

import pytest

from speclatch.migrations.lost import lost_files
from speclatch.trees import Entry, EntryKind, Listing
from speclatch.trees.work_tree import blob_id

PATH = "db/migration/V7__lanes.sql"


def listing(content: bytes, digest: str) -> Listing:
    """A tree of one migration, whose content has the name that git gives it."""
    return Listing({PATH: Entry(PATH, EntryKind.FILE, blob_id(digest, len(content), (content,)))})


@pytest.mark.parametrize("digest", ["sha1", "sha256"])
@pytest.mark.parametrize(("content", "is_lost"), [(b"", True), (b"\n", True), (b"\r\n", True), (b"select 1;\n", False)])
def test_a_migration_without_content(content: bytes, is_lost: bool, digest: str) -> None:
    """What is empty or a line break alone is lost, by the name of its content: no migration is read for that."""
    found = lost_files([PATH], listing(b"create table lanes ();\n", digest), listing(content, digest), {})

    assert ({PATH: "is empty now"} if is_lost else {}) == found

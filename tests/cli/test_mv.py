"""``speclatch mv``: a document moves, what names it follows, and what cannot be moved is refused."""

from __future__ import annotations

import pytest
from tests.cli.conftest import Repository

PRD = "docs/10-prd/PRD-021-collection-slots.md"
SPEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"


def test_a_document_moves_with_what_names_it(depot: Repository) -> None:
    """By git, in the index; the audit finds nothing afterwards."""
    new = "docs/prd/PRD-021-slots.md"
    moved = depot.run("mv", PRD, new)

    assert [0, f"moved {PRD} to {new}", f"rewrote {SPEC}"] == [moved.code, *moved.out.splitlines()[:2]]
    assert f"R100\t{PRD}\t{new}" in depot.git("diff", "--cached", "--name-status")
    assert PRD not in depot.read(SPEC)
    assert 0 == depot.run("check", "--all").code


def test_into_a_folder_that_is_there(depot: Repository) -> None:
    """The name stays; a spec takes along what it refers to."""
    depot.write({"docs/later/.keep": ""})
    moved = depot.run("mv", SPEC, "docs/later")

    assert f"moved {SPEC} to docs/later/EXEC-014-collection-slots.md" == moved.out.splitlines()[0]
    assert "](../10-prd/" in depot.read("docs/later/EXEC-014-collection-slots.md")


def test_a_folder_moves(depot: Repository) -> None:
    """All that is in it goes along."""
    assert 0 == depot.run("mv", "docs/10-prd", "product/prd").code
    assert 0 == depot.run("check", "--all").code


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("docs/nope.md", "docs/x.md", "no file or folder docs/nope.md"),
        (PRD, SPEC, "is there already"),
        ("docs", "docs/inner/docs", "cannot be moved into itself"),
        (PRD, "../x.md", "is not in the repository"),
    ],
)
def test_what_cannot_be_moved(depot: Repository, old: str, new: str, said: str) -> None:
    """Nothing is touched."""
    refused = depot.run("mv", old, new)

    assert 2 == refused.code
    assert said in refused.err
    assert "" == depot.git("status", "--porcelain")

"""Which kind a path or an id is of, and what an id leads to."""

from __future__ import annotations

import pytest
from tests.references.trees import listing_of

from speclatch.config.model import DEFAULT_KINDS, ReferenceKind
from speclatch.references.index import ReferenceIndex
from speclatch.references.kinds import kind_of_link, kind_of_path

PLACED = ReferenceKind("adr", paths=("docs/decisions/**",), id=r"ADR-\d+")


@pytest.mark.parametrize(
    ("path", "kind", "link"),
    [
        ("docs/x/PRD-062-mail.md", "prd", "prd"),
        ("docs/x/PRD-062-mail.png", None, None),
        ("docs/10-prd/mail.md", "prd", "prd"),
        ("docs/10-prd/mail.png", None, None),
        ("docs/prd/old/mail.md", "prd", "prd"),
        ("docs/adr/prd/mail.md", "prd", "prd"),
        ("docs/specs/mail.md", "spec", None),
        ("docs/x/EXEC-062.md", "spec", "spec"),
        ("docs/product_requirements/mail.md", "prd", "prd"),
        ("docs/api/mail.md", None, None),
        ("mail.md", None, None),
    ],
)
def test_the_kind_of_a_path(path: str, kind: str | None, link: str | None) -> None:
    """By its name or the innermost telling folder; a link beside a spec is not one to a spec for that alone."""
    one, other = kind_of_path(path, DEFAULT_KINDS), kind_of_link(path, DEFAULT_KINDS)

    assert (kind, link) == (one.name if one else None, other.name if other else None)


def test_configured_folders_say_the_kind() -> None:
    """Whatever the file is, and nowhere else."""
    kinds = (PLACED,)

    assert [PLACED, PLACED, None, None] == [
        kind_of_path(path, kinds)
        for path in ("docs/decisions/a.md", "docs/decisions/a.png", "docs/adr/a.md", "x/ADR-1.md")
    ]


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("ADR-24", ("docs/adr/0024-queue.md",)),
        ("adr-0024", ("docs/adr/0024-queue.md",)),
        ("ADR-24a", ()),
        ("ADR-X-24", ()),
        ("ADR-25", ()),
        ("SEC-24", ()),
        ("ADR-031", ("docs/adr/ADR-031-a.md",)),
    ],
)
def test_an_id_by_the_number_of_a_name(name: str, paths: tuple[str, ...]) -> None:
    """In the folders of its kind, where no name has the id itself."""
    files = ["docs/adr/0024-queue.md", "docs/x/0024-mail.md", "docs/adr/ADR-031-a.md", "docs/adr/0031-b.md"]

    assert paths == ReferenceIndex(listing_of(dict.fromkeys(files, "")), DEFAULT_KINDS, {}).find_id(name)


def test_files_of_a_folder_are_found_by_the_number_of_their_name() -> None:
    """However many zeros stand before it; another folder, other letters, days and zeros alone are another matter."""
    paths = ("a/0007-x.md", "a/7-y.md", "a/ADR-7.md", "a/adr_7_z.md", "b/7-x.md", "a/2026-01-31-x.md", "a/0000-x.md")
    found = ReferenceIndex(listing_of(dict.fromkeys(paths, ""))).by_numbered_name

    assert {
        "a/7": ("a/0007-x.md", "a/7-y.md"),
        "a/adr-7": ("a/ADR-7.md",),
        "a/adr_7": ("a/adr_7_z.md",),
        "b/7": ("b/7-x.md",),
    } == found

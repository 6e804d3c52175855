"""Which names say nothing without their folder, which mean one file, and which files were archived."""

from __future__ import annotations

import pytest

from speclatch.references.names import is_archived, is_distinctive, is_generic, is_related, plain_spelling


@pytest.mark.parametrize(
    ("name", "generic"),
    [
        ("README.md", True),
        ("Spec.md", True),
        ("spec.template.md", True),
        ("loyalty.md", False),
        ("index.ts", True),
        ("mod.rs", True),
        ("index.test.ts", True),
        ("__init__.py", True),
        ("_INIT.py", True),
        (".gitignore", True),
        ("slot_store.py", False),
        ("slotStore.ts", False),
    ],
)
def test_names_that_need_their_folder(name: str, *, generic: bool) -> None:
    """Documents of everywhere, and one word of code."""
    assert generic is is_generic(name)


@pytest.mark.parametrize(
    ("name", "distinctive"),
    [
        ("PRD-062-mail.md", True),
        ("20260422183640_a.sql", True),
        ("V1.2__a.sql", True),
        ("0024-queue.md", True),
        ("1-a.md", False),
        ("queue.md", False),
    ],
)
def test_names_that_mean_one_file(name: str, *, distinctive: bool) -> None:
    """They open with an id, a time or a number."""
    assert distinctive is is_distinctive(name)


@pytest.mark.parametrize(
    ("path", "other", "archived"),
    [
        ("docs/a.md", "docs/archive/a.md", True),
        ("docs/a.md", "docs/_Done/a.md", True),
        ("a.md", "old/a.md", True),
        ("docs/a.md", "docs/new/a.md", False),
        ("docs/a.md", "docs/archive/2025/a.md", False),
        ("docs/a.md", "archive/a.md", False),
        ("docs/a.md", "more/archive/a.md", False),
        ("arch/a.md", "archive/a.md", False),
        ("docs/a.png", "docs/archive/a.png", False),
    ],
)
def test_archived_documents(path: str, other: str, *, archived: bool) -> None:
    """One folder of such a name below the one that a document stood in."""
    assert archived is is_archived(path, other)


@pytest.mark.parametrize(
    ("path", "other", "related"),
    [
        ("docs/a.md", "docs/x/b.md", True),
        ("docs/x/a.md", "docs/b.md", True),
        ("one/Adr/a.md", "two/adr/b.md", True),
        ("docs/a.md", "docs2/b.md", False),
        ("docs2/a.md", "docs/b.md", False),
        ("a.md", "docs/b.md", False),
        ("docs/a.md", "b.md", False),
    ],
)
def test_related_folders(path: str, other: str, *, related: bool) -> None:
    """Of one name, or one below the other; the root is nobody's relative."""
    assert related is is_related(path, other)


@pytest.mark.parametrize(
    ("name", "spelling"),
    [("\u0410DR-003", "ADR-003"), ("PRD\u20110\uff11", "PRD-01"), ("\u0422\u0417-12", "\u0422\u0417-12")],
)
def test_names_that_only_look_alike(name: str, spelling: str) -> None:
    """Letters of two scripts in one word, other dashes and digits; a word of one script is what it says."""
    assert spelling == plain_spelling(name)

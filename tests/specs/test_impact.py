"""What of a repository a change asks to be judged again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.references.trees import PROFILE, SPEC, context_of, spec_text
from tests.support.memory import MemoryTree, as_tree, compare

from speclatch.model import ChangedFile, ChangeKind
from speclatch.specs.impact import Names, gone_directories, may_refer, names_of, sidecar_path
from speclatch.trees import Listing

CONFIG = b"""
version: 1
profiles:
  - name: kep
    template: templates/kep.md
    match: ["keps/**/README.md"]
    metadata: kep.yaml
"""
TEMPLATE = b"""---
title: <Title>
status: Draft
---

# <Title>

## Summary

[What is it about]
"""
KEP = b"# Refunds\n\n## Summary\n\nMoney goes back.\n"
BASE = {
    ".speclatch.yml": CONFIG,
    "templates/kep.md": TEMPLATE,
    "keps/1-refunds/README.md": KEP,
    "keps/1-refunds/kep.yaml": b"title: Refunds\nstatus: Approved\n",
    "keps/2-holds/README.md": KEP,
    "keps/2-holds/kep.yaml": b"title: Refunds\nstatus: Approved\n",
}


def listing(*paths: str) -> Listing:
    """The listing of a tree of such files."""
    return MemoryTree(dict.fromkeys(paths, b"")).listing


def test_a_changed_document_is_judged() -> None:
    """A spec whose own file is in the change."""
    report = compare(BASE, {**BASE, "keps/1-refunds/README.md": KEP + b"\nMore.\n"})

    assert [("keps/1-refunds/README.md", True)] == [(one.path, one.changed) for one in report.specs]


def test_changed_front_matter_beside_the_document_changes_the_spec() -> None:
    """A spec whose sidecar is in the change, and no other one."""
    report = compare(BASE, {**BASE, "keps/2-holds/kep.yaml": b"title: Refunds\nstatus: Validated\n"})

    assert [("keps/2-holds/README.md", True)] == [(one.path, one.changed) for one in report.specs]


def test_where_front_matter_stands() -> None:
    """In the document, or in the file beside it that its profile names."""
    spec = context_of({SPEC: spec_text()}).catalogue.specs[SPEC]

    assert "" == sidecar_path(spec)
    assert "docs/21-exec-spec/kep.yaml" == sidecar_path(replace(spec, profile=replace(PROFILE, metadata="kep.yaml")))


def test_a_profile_without_a_file_beside_looks_at_none() -> None:
    """A change of other files touches no spec that says nothing of them."""
    plain = {**BASE, ".speclatch.yml": CONFIG.replace(b"    metadata: kep.yaml\n", b"")}
    before = as_tree({**plain, "keps/1-refunds/notes.txt": b"one\n"})
    report = compare(before, {**before.files, "keps/1-refunds/notes.txt": b"two\n"})

    assert () == report.specs


def test_a_changed_file_is_known_by_its_names_and_ids() -> None:
    """Its name with and without ending and as a link has it, the ids in name and text, and their numbers."""
    changed = ChangedFile("docs/PRD-052 Läufe.MD", ChangeKind.ADDED)

    assert {
        "prd-052 läufe.md",
        "prd-052 läufe",
        "prd-052",
        "52",
        "req-a-007",
        "7",
    } == names_of([changed], {changed.path: b"x\n- REQ-A-007: text\n"}, ()).words


def test_a_renamed_file_is_known_by_both_names() -> None:
    """A reference may use the old name or the new one; the directory that is gone with it counts too."""
    changed = ChangedFile("docs/new.md", ChangeKind.RENAMED, "old/gone.md")

    assert {"new", "new.md", "gone", "gone.md", "old"} == names_of([changed], {}, {"old", ""}).words


def test_the_text_of_a_renamed_file_counts_where_it_is_known() -> None:
    """A file that was renamed and changed may define other ids than before, under either name."""
    changed = ChangedFile("b.md", ChangeKind.RENAMED, "a.md")

    assert {"a", "a.md", "b", "b.md", "adr-024", "24"} == names_of([changed], {"a.md": b"# ADR-024\n"}, ()).words


def test_an_id_of_zeros_has_no_number_of_its_own() -> None:
    """``ADR-000`` is looked for as a whole: nothing would be in every text."""
    changed = ChangedFile("ADR-000.md", ChangeKind.DELETED)

    assert {"adr-000", "adr-000.md"} == names_of([changed], {}, ()).words


def test_a_document_that_holds_none_of_the_names_refers_to_nothing_changed() -> None:
    """In any letter case, and in bytes that are no text."""
    names = Names(frozenset({"x.md", "adr-024"}), frozenset({"x.md"}))

    assert may_refer(b"\xff see ADR-024\n", names)
    assert not may_refer(b"\xff see ADR-025 and **bold** text\n", names)
    assert not may_refer(b"anything", Names(frozenset(), frozenset()))


@pytest.mark.parametrize(
    "text",
    [
        "[x](my%20slots(1).md)",
        r"[x](<my slots\(1\).md>)",
        "[x](<my&#32;slots(1).md>)",
        "`docs/*_slots(1).md`, `my?slots*.md`",
        "[x](latest.md)",
        "[x](../now/)",
    ],
)
def test_a_name_is_known_however_it_is_written(text: str) -> None:
    """Percent-encoded, with escapes or entities, by a glob, or by the name of a link that leads there."""
    links = {"docs/current.md": "my slots(1).md", "docs/latest.md": "../docs/current.md", "now": "docs/latest.md"}
    names = names_of([ChangedFile("docs/my slots(1).md", ChangeKind.DELETED)], {}, (), links)

    assert may_refer(text.encode(), names)


def test_a_folder_is_read_by_its_first_page() -> None:
    """A link to the folder is one to its README."""
    names = names_of([ChangedFile("docs/api/README.md", ChangeKind.MODIFIED)], {}, ())

    assert may_refer(b"[x](../api/#errors)", names)


def test_a_name_that_is_no_text_is_one_of_no_reference() -> None:
    """A file name that is not UTF-8 stops nobody."""
    names = names_of([ChangedFile("caf\udce9.png", ChangeKind.ADDED)], {}, ())

    assert not may_refer(b"no picture", names)


def test_directories_that_are_there_on_one_side_only() -> None:
    """Made by the change, or gone with it."""
    assert {"a/b", "c"} == gone_directories(listing("a/x", "a/b/x"), listing("a/x", "c/x"))

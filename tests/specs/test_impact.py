"""What of a repository a change asks to be judged again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pytest
from tests.support.memory import MemoryTree, as_tree, changes_between, compare

from speclatch.config.model import Config
from speclatch.judging.pipeline import Case, run, snapshots
from speclatch.model import ChangedFile, ChangeKind
from speclatch.specs.impact import affected, gone_directories
from speclatch.trees import Trees

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


def test_a_changed_document_is_judged() -> None:
    """A spec whose own file is in the change."""
    report = compare(BASE, {**BASE, "keps/1-refunds/README.md": KEP + b"\nMore.\n"})

    assert [("keps/1-refunds/README.md", True)] == [(one.path, one.changed) for one in report.specs]


def test_changed_front_matter_beside_the_document_changes_the_spec() -> None:
    """A spec whose sidecar is in the change, and no other one."""
    report = compare(BASE, {**BASE, "keps/2-holds/kep.yaml": b"title: Refunds\nstatus: Validated\n"})

    assert [("keps/2-holds/README.md", True)] == [(one.path, one.changed) for one in report.specs]


def test_a_profile_without_a_file_beside_looks_at_none() -> None:
    """A change of other files touches no spec that says nothing of them."""
    plain = {**BASE, ".speclatch.yml": CONFIG.replace(b"    metadata: kep.yaml\n", b"")}
    before = as_tree({**plain, "keps/1-refunds/notes.txt": b"one\n"})
    report = compare(before, {**before.files, "keps/1-refunds/notes.txt": b"two\n"})

    assert () == report.specs


FILES = {
    "docs/adr/0024-queue.md": "# ADR-024: Queue\n\n- Status: Accepted\n\n## Context\n\nAll.\n",
    "docs/api/README.md": "# API\n\n## Errors\n\nAll.\n",
    "docs/my slots(1).md": "# Slots\n",
    "docs/old/mail.md": "# Mail\n\n## REQ-A-007: Mail\n",
    "src/area/orders.ts": "export {};\n",
    "src/area/index.ts": "export {};\n",
}


def found(
    text: str,
    change: Mapping[str, str | None],
    files: Mapping[str, str] = FILES,
    links: Mapping[str, str] | None = None,
) -> bool:
    """Whether a document is found that says ``text`` and that the change (path -> new text, None: gone) does not touch.

    ``links`` are symbolic links.
    """
    before = {**files, "a.md": text}
    after = {path: new for path, new in {**before, **change}.items() if new is not None}
    base, head = (MemoryTree({path: raw.encode() for path, raw in one.items()}, links) for one in (before, after))
    changes = changes_between(base, head)
    landing, old = snapshots(Case(Trees(base, head, head), Config(), base, changes))
    assert old is not None
    return "a.md" in affected(landing, old, {one.path: one for one in changes}, ())


@pytest.mark.parametrize(
    "text",
    [
        "[x](docs/my%20slots(1).md)",
        r"[x](<docs/my slots\(1\).md>)",
        "[x](<docs/my&#32;slots(1).md>)",
        "`docs/*_slots(1).md`, `my?slots*.md`",
        "[x](latest.md)",
        "[x](../now/)",
    ],
)
def test_what_is_gone_is_known_however_it_is_written(text: str) -> None:
    """Percent-encoded, with escapes or entities, by a glob, or by the name of a link that leads there."""
    links = {"docs/current.md": "my slots(1).md", "docs/latest.md": "../docs/current.md", "now": "docs/latest.md"}

    assert found(text, {"docs/my slots(1).md": None}, links=links)
    assert not found(text, {"docs/old/mail.md": None}, links=links)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("see ADR-24", {"docs/adr/0024-queue.md": None}),
        ("see X-0024", {"docs/adr/0024-queue.md": None}),
        ("see REQ-A-007", {"docs/old/mail.md": None}),
        ("`docs/old/`", {"docs/old/mail.md": None}),
        ("`src/area/orders.ts`", {"src/area/orders.ts": None}),
        ("`orders.ts`", {"src/area/orders.ts": None}),
        ("[x](docs/old/mail.md)", {"docs/old/mail.md": None, "docs/new/mail.md": FILES["docs/old/mail.md"]}),
        ("[x](docs/old/mail.md)", {"docs/old/mail.md": None, "docs/old/Mail.md": FILES["docs/old/mail.md"]}),
        ("see ADR-024", {"docs/adr/0024-queue.md": "# ADR-024: Queue\n\n- Status: Superseded\n\n## Context\n"}),
        ("[x](docs/api/#errors)", {"docs/api/README.md": "# API\n\n## Faults\n"}),
        ("see REQ-A-008", {"docs/old/mail.md": "# Mail\n\n## REQ-A-008: Mail\n"}),
        ("see PRD-052", {"docs/PRD-052-mail.md": "# Mail\n"}),
        ("[x](docs/ORDERS.md)", {"docs/ORDERS.md": "# Orders\n"}),
        ("[x](src/area/index.ts)", {"src/area/index.ts": ""}),
        ("[x](docs/old/mail.md)", {"docs/old/mail.md": " \n"}),
    ],
)
def test_what_makes_a_difference_is_searched_for(text: str, change: Mapping[str, str | None]) -> None:
    """A path that is gone or renamed; a document that is new, or says other things than before."""
    assert found(text, change)


def test_a_word_in_what_specs_build_on_is_searched_for() -> None:
    """What names a document of a kind may want another look."""
    reworded = {"docs/adr/0024-queue.md": FILES["docs/adr/0024-queue.md"].replace("All.", "Some.")}

    assert found("see ADR-024", reworded)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("src, orders and [src/area/new.ts](src/area/new.ts)", {"src/area/new.ts": "export {};\n"}),
        ("`src/area/orders.ts`", {"src/area/orders.ts": "export const a = 1;\n"}),
        ("an area of orders", {"src/area/orders.ts": None}),
        ("see ADR-024a and ADR-240", {"docs/adr/0024-queue.md": None}),
        ("the api of mail", {"docs/api/README.md": None}),
    ],
)
def test_what_makes_no_difference_is_not_searched_for(text: str, change: Mapping[str, str | None]) -> None:
    """Code that is new or other than before; a word in a document; a word that is no path."""
    assert not found(text, change)


def test_a_name_that_is_no_text_is_one_of_no_reference() -> None:
    """A file name that is not UTF-8 stops nobody."""
    assert not found("no picture", {"caf\udce9.png": None}, {"caf\udce9.png": "x"})


def test_a_change_that_nothing_can_name_reads_nothing() -> None:
    """A change of code alone costs the listing: no document is looked into."""

    class Unread(MemoryTree):
        def read(self, path: str) -> bytes:
            raise AssertionError(path)

        def stream(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
            raise AssertionError(list(paths))

    files = {**FILES, "a.md": "[x](src/area/orders.ts)"}
    after = {**files, "src/area/orders.ts": "other\n", "src/area/new.ts": "new\n"}
    base, head = (Unread({path: raw.encode() for path, raw in one.items()}) for one in (files, after))
    report = run(Case(Trees(base, head, head), Config(), base, changes_between(base, head)))

    assert () == report.specs


def test_directories_that_nothing_stands_in_any_more() -> None:
    """Those above a file that was deleted or moved away."""
    listing = MemoryTree({"a/x": b"", "c/x": b""}).listing
    changes = [ChangedFile("a/b/c/x", ChangeKind.DELETED), ChangedFile("c/x", ChangeKind.RENAMED, "d/x")]

    assert {"a/b", "a/b/c", "d"} == gone_directories(changes, listing)


def test_links_to_links_are_followed_from_each() -> None:
    """Where two links lead to what is gone, the one that leads to the first of them is found as well."""
    links = {"one": "docs", "two": "docs", "three": "one"}

    assert found("[x](three/old/mail.md)", {"docs/old/mail.md": None}, links=links)
    assert found("[x](three/)", {path: None for path in FILES if path.startswith("docs/")}, links=links)


def test_a_document_is_judged_for_what_its_metadata_beside_names() -> None:
    """The file that it names is gone, and the document itself says nothing of it."""
    beside = b"title: Refunds\nstatus: Approved\nprd: docs/prd/mail.md\n"
    base = {**BASE, "keps/1-refunds/kep.yaml": beside, "docs/prd/mail.md": b"# Mail\n"}
    report = compare(base, {path: raw for path, raw in base.items() if path != "docs/prd/mail.md"})

    assert [("keps/1-refunds/README.md", False)] == [(one.path, one.changed) for one in report.specs]

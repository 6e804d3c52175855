"""Files that cannot be judged, and files that no profile governs: whose affair they are."""

from __future__ import annotations

import pytest
from tests.references.trees import SPEC, context_of, spec_text
from tests.references.trees import found as found_by
from tests.support.memory import as_tree, audit, compare, told

from speclatch.judging.pipeline import Case, run
from speclatch.model import ChangedFile, ChangeKind
from speclatch.rules.gate.spec_unmatched import SpecUnmatched
from speclatch.specs.catalogue import Catalogue
from speclatch.specs.likeness import Stray
from speclatch.trees import Entry, EntryKind, Listing, Trees

CONFIG = """
version: 1
profiles:
  - name: note
    template: templates/note.md
    match: ["notes/*.md"]
"""
TEMPLATE = "---\nid: NOTE-###\nstatus: Draft\nowner: a name\n---\n\n# <Title>\n\n## Work\n\nText\n\n## Notes\n\nText\n"
NOTE = "---\nid: NOTE-001\nstatus: Draft\nowner: ada\n---\n\n# A\n\n## Work\n\nWords.\n\n## Notes\n\nWords.\n"
BASE = {".speclatch.yml": CONFIG, "templates/note.md": TEMPLATE, "notes/a.md": NOTE, "notes/bad.md": "\x00"}


def found(**changes: str | bytes) -> list[tuple[str, str]]:
    """Path and rule of what a change brings; ``__`` in a name is its slash, ``_`` its full stop."""
    base: dict[str, str | bytes] = {**BASE, "notes/bad.md": b"\xff\xfe", "memos/old.md": NOTE.replace("001", "002")}
    named = {name.replace("__", "/").replace("_", "."): text for name, text in changes.items()}
    return [(path, rule) for path, _, _, rule in told(compare(base, {**base, **named}))]


def test_an_unreadable_file_that_the_change_leaves_alone_is_not_its_affair() -> None:
    """It is told where the change touches it."""
    assert [] == found(README_md="x")
    assert [("notes/bad.md", "document-unreadable")] == found(notes__bad_md=b"\xff")


def test_a_stray_that_the_change_leaves_alone_is_not_its_affair() -> None:
    """It is told where the change touches it."""
    assert [("memos/old.md", "spec-unmatched")] == found(memos__old_md=NOTE.replace("001", "003"))


def test_a_stray_that_is_no_text() -> None:
    """What cannot be read looks like nothing."""
    assert [] == found(memos__old_md=NOTE.encode() + b"\xff")


def test_strays_of_a_whole_repository_are_nobodys_change() -> None:
    """Where nothing is compared nothing was put there."""
    strays = context_of({SPEC: spec_text()})._replace(catalogue=Catalogue({}, {}, {"memos/a.md": Stray("note")}))

    assert [] == found_by(SpecUnmatched(), strays)


def test_a_submodule_where_a_spec_should_be() -> None:
    """Nobody can look into it."""
    tree = as_tree({**BASE, "notes/a.md": "x"})
    entries = {**tree.listing.entries, "notes/a.md": Entry("notes/a.md", EntryKind.SUBMODULE, "2" * 40)}
    tree.__dict__["listing"] = Listing(entries)
    messages = [one.finding.message for one in audit(tree).findings if one.finding.location.path == "notes/a.md"]

    assert ["this spec cannot be judged: it is a submodule"] == messages


def test_a_spec_without_an_id_is_known_again_by_its_title() -> None:
    """Deleted and made anew in an earlier phase, it went back."""
    base = {
        ".speclatch.yml": CONFIG,
        "templates/note.md": "---\nstatus: Draft\n---\n\n# <Title>\n\n## Work\n",
        "notes/a.md": "---\nstatus: Validated\n---\n\n# Mail\n\n## Work\n\nWords.\n",
    }
    head = {path: text for path, text in base.items() if path != "notes/a.md"}
    again = "---\nstatus: Draft\n---\n\n# {}\n\n## Work\n\nOther words.\n"

    assert [["notes/b.md"], []] == [
        [path for path, _, _, rule in told(report) if rule == "status-lowered"]
        for report in (compare(base, {**head, "notes/b.md": again.format(title)}) for title in ("Mail", "Post"))
    ]


def test_another_number_over_the_same_title_is_the_same_spec() -> None:
    """Deleted and made anew under a free id, it went back all the same; under another title it is another one."""
    whole = "---\nid: {0}\nstatus: {1}\n---\n\n# {0}: {2}\n\n## Work\n\nWords of {0}.\n"
    base = {
        ".speclatch.yml": CONFIG,
        "templates/note.md": "---\nid: NOTE-###\nstatus: Draft\n---\n\n# NOTE-###: <Title>\n\n## Work\n",
        "notes/NOTE-001.md": whole.format("NOTE-001", "Validated", "Mail"),
    }
    head = {path: text for path, text in base.items() if path != "notes/NOTE-001.md"}

    assert [["notes/NOTE-002.md"], []] == [
        [path for path, _, _, rule in told(report) if rule == "status-lowered"]
        for report in (
            compare(base, {**head, "notes/NOTE-002.md": whole.format("NOTE-002", "Draft", title)})
            for title in ("Mail", "Post")
        )
    ]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("memos/a.md", "{id} {title}", [("memos/a.md", "error")]),
        ("memos/a.md", "NOTE-009 {title}", [("memos/a.md", "error")]),
        ("memos/a.md", "{id} Post", [("memos/a.md", "error")]),
        ("memos/a.md", "NOTE-009 Post", [("notes/a.md", "warning")]),
        ("notes/b.md", "{id} {title}", [("notes/a.md", "warning")]),
    ],
)
def test_a_spec_deleted_here_and_written_anew_where_nobody_looks(
    path: str, text: str, expected: list[tuple[str, str]]
) -> None:
    """By its id or its title it is the same spec, however little git sees of it; another one is another one."""
    name, title = text.format(id="NOTE-001", title="Mail").split()
    whole = NOTE.replace("# A", "# Mail")
    again = whole.replace("NOTE-001", name).replace("Mail", title) + "\nMore and other words.\n" * 40
    head = {**{one: old for one, old in BASE.items() if one != "notes/a.md"}, path: again}
    report = compare({**BASE, "notes/a.md": whole}, head)

    assert expected == [(where, level) for where, _, level, rule in told(report) if rule == "spec-ungoverned"]
    assert not [rule for where, _, _, rule in told(report) if (where, "error") in expected and rule == "spec-unmatched"]


def test_a_spec_written_anew_in_what_was_another_document() -> None:
    """Git may take the new file for another one renamed, or the text goes into one that was there: it went back."""
    lowered = NOTE.replace("status: Draft", "status: Validated"), NOTE.replace("words", "text")
    base = {**BASE, "notes/a.md": lowered[0], "memos/like.md": lowered[1].replace("001", "009")}
    rest = {path: text for path, text in base.items() if path not in {"notes/a.md", "memos/like.md"}}
    changes = (
        ChangedFile("notes/b.md", ChangeKind.RENAMED, "memos/like.md"),
        ChangedFile("notes/a.md", ChangeKind.DELETED),
    )
    before, after = as_tree(base), as_tree({**rest, "notes/b.md": lowered[1]})
    report = run(Case(Trees(before, after, after), before.config, before, changes))
    inside = compare(base, {**rest, "memos/like.md": lowered[1]})

    assert [("notes/b.md", "status-lowered")] == [(p, rule) for p, _, level, rule in told(report) if level == "error"]
    assert [("memos/like.md", "spec-ungoverned")] == [
        (p, rule) for p, _, level, rule in told(inside) if level == "error"
    ]


def test_a_folder_of_specs_that_becomes_a_submodule() -> None:
    """They are hidden, not deleted."""
    head = as_tree({one: text for one, text in BASE.items() if not one.startswith("notes/")})
    head.__dict__["listing"] = Listing({**head.listing.entries, "notes": Entry("notes", EntryKind.SUBMODULE, "2" * 40)})
    base = as_tree(BASE)
    changes = (
        ChangedFile("notes", ChangeKind.ADDED),
        *(ChangedFile(one, ChangeKind.DELETED) for one in BASE if one.startswith("notes/")),
    )
    report = run(Case(Trees(base, head, head), base.config, base, changes))

    assert ("notes", 1, "error", "spec-ungoverned") in told(report)


def test_what_nobody_asked_for_is_not_told() -> None:
    """Of a path that is named, its own faults alone."""
    tree = as_tree({**BASE, "notes/bad.md": b"\xff\xfe", "notes/worse.md": b"\xff"})
    report = run(Case(Trees(tree, tree, tree), tree.config, tree, only=frozenset({"notes/bad.md"})))

    assert ["notes/bad.md"] == [path for path, _, _, rule in told(report) if rule == "document-unreadable"]

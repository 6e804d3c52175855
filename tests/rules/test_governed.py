"""Files that cannot be judged, and files that no profile governs: whose affair they are."""

from __future__ import annotations

from tests.support.memory import compare, told

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

"""Fixes applied to bytes: what is replaced, what stays, and the patch that says so."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speclatch.fixes import apply, compose, lines_after, show, text_at
from speclatch.model import Edit, Fix, Location


def edit(text: str, line: int, column: int | None = None, end_column: int | None = None, end_line: int = 0) -> Edit:
    """An edit of ``a.md``."""
    return Edit(Location("a.md", line, end_line, column, end_column), text, f"not {text}")


def fix(*edits: Edit) -> Fix:
    """A fix of these edits."""
    return Fix(edits, safe=True)


def edits_of(*fixes: Fix) -> dict[str, list[Edit]]:
    """The edits of the fixes that can be applied together, by path."""
    return {path: list(edits) for path, edits in compose(fixes).edits.items()}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (edit("x", 3, 1, 4), edit("y", 3, 4, 6)),
        (edit("x", 3, 4, 6), edit("y", 3, 1, 4)),
        (edit("x", 3, 1, 9), edit("y", 3, 4, 6)),
        (edit("x", 3), edit("y", 3, 1, 2)),
        (edit("x", 3, 7, 8), edit("y", 3)),
        (edit("x", 1, end_line=3), edit("y", 3)),
        (edit("x", 2, 5, 2, end_line=3), edit("y", 3, 1, 1)),
        (edit("x", 2, 5, 0, end_line=3), edit("y", 3, 1, 1)),
        (edit("x", 3, 4, 3), edit("y", 3, 4, 3)),
        (edit("x", 3, 4, 3), edit("y", 3, 4, 6)),
    ],
)
def test_of_two_fixes_that_overlap_the_first_is_taken(first: Edit, second: Edit) -> None:
    """Both cannot be applied; two insertions at one place overlap too, for nobody knows which goes first."""
    assert {"a.md": [first]} == edits_of(fix(first), fix(second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (edit("x", 3, 1, 4), edit("y", 3, 5, 6)),
        (edit("x", 3, 5, 6), edit("y", 3, 1, 4)),
        (edit("x", 3), edit("y", 4)),
        (edit("x", 3), edit("y", 4, 1, 1)),
        (edit("x", 4, 1, 1), edit("y", 1, end_line=3)),
        (edit("x", 3, 1, 4), Edit(Location("b.md", 3, 3, 1, 4), "y", "x")),
    ],
)
def test_fixes_that_stand_side_by_side_are_both_taken(first: Edit, second: Edit) -> None:
    """Neighbours do not overlap, nor do other files."""
    taken = edits_of(fix(first), fix(second))

    assert [first, second] == [one for edits in taken.values() for one in edits]


def test_a_fix_is_taken_whole_or_not_at_all() -> None:
    """One clashing edit leaves out all of its fix; what comes later is looked at again."""
    first, clashing, beside, later = edit("a", 1), edit("b", 1, 1, 2), edit("b", 2), edit("c", 2, 3, 4)

    assert {"a.md": [first, later]} == edits_of(fix(first), fix(beside, clashing), fix(later))


def test_what_is_taken_is_known_by_its_place() -> None:
    """A suggestion says which findings it mends."""
    same = edit("a", 1, 1, 2)

    assert (0, 2) == compose([fix(same), fix(edit("b", 1, 2, 2)), fix(same)]).taken


def test_many_fixes_are_composed_in_no_time() -> None:
    """Each is compared with its neighbours alone, and the file is put together once."""
    edits = [edit("x", line, column, column) for line in range(1, 201) for column in range(1, 201, 2)]
    raw = b"".join(b"a" * 200 + b"\n" for _ in range(200))

    assert b"xa" * 20_000 == apply(raw, edits_of(*map(fix, reversed(edits)))["a.md"]).replace(b"\n", b"")


def test_what_changes_nothing_cannot_be_built() -> None:
    """Neither an edit that puts a text in its own place, nor a fix without an edit."""
    with pytest.raises(ValueError, match="changes nothing"):
        Edit(Location("a.md", 1, 1, 1, 1), "x", "x")
    with pytest.raises(ValueError, match="without an edit"):
        Fix(())


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Location("a.md", 1, 1, 2, 3), "ne"),
        (Location("a.md", 1, 1, 2, 1), ""),
        (Location("a.md", 2), "two"),
        (Location("a.md", 1, 2), "one\ntwo"),
        (Location("a.md", 1, 3, 3, 2), "e\ntwo\nth"),
    ],
)
def test_the_text_of_a_span(place: Location, expected: str) -> None:
    """What an edit of the span would replace."""
    assert expected == text_at(("one", "two", "three"), place)


@given(st.data())
def test_lines_are_shown_as_applying_leaves_them(data: st.DataObject) -> None:
    """A suggestion, a patch and ``--fix`` give the same text, whatever the edits."""
    lines = data.draw(st.lists(st.text("ab", max_size=6), min_size=1, max_size=4))
    fixes = []
    for text in data.draw(st.lists(st.text("xy\n", max_size=3), max_size=5)):
        top = data.draw(st.integers(1, len(lines)))
        bottom = data.draw(st.integers(top, len(lines)))
        if data.draw(st.booleans()):
            fixes.append(fix(edit(text, top, end_line=bottom)))
            continue
        start = data.draw(st.integers(1, len(lines[top - 1]) + 1))
        end = data.draw(st.integers(start - 1 if top == bottom else 0, len(lines[bottom - 1])))
        fixes.append(fix(edit(text, top, start, end, end_line=bottom)))
    edits = edits_of(*fixes).get("a.md", [])
    raw = "".join(f"{line}\n" for line in lines).encode()

    assert apply(raw, edits).decode() == (
        "" if (found := lines_after(lines, edits, 1, len(lines))) is None else f"{found}\n"
    )


def test_equal_edits_are_made_once() -> None:
    """Two findings that want the same are one edit."""
    same = edit("a", 1, 1, 2)

    assert {"a.md": [same, edit("b", 2)]} == edits_of(fix(same), fix(same, edit("b", 2)))


@pytest.mark.parametrize(
    ("raw", "edits", "expected"),
    [
        (b"one two\nthree\n", [edit("2", 1, 5, 7)], b"one 2\nthree\n"),
        (b"one two\nthree\n", [edit("2", 1, 5, 7), edit("1", 1, 1, 3), edit("3", 2)], b"1 2\n3\n"),
        (b"one\ntwo\nthree\n", [edit("x", 1, 2, 3, end_line=2)], b"ox\nthree\n"),
        (b"one\ntwo\nthree\n", [edit("x\ny", 2)], b"one\nx\ny\nthree\n"),
        (b"one\r\ntwo\r\nthree\r\n", [edit("x\ny", 2)], b"one\r\nx\r\ny\r\nthree\r\n"),
        (b"one\r\ntwo\r\n", [edit("x\r\ny", 1, 1, 3)], b"x\r\ny\r\ntwo\r\n"),
        (b"one\ntwo\nthree\n", [edit("", 2)], b"one\nthree\n"),
        (b"one\r\ntwo\r\nthree\r\n", [edit("", 1, end_line=2)], b"three\r\n"),
        (b"one\ntwo", [edit("", 2)], b"one\n"),
        (b"one\ntwo", [edit("x", 2)], b"one\nx"),
        (b"one\ntwo", [edit("", 2, 1, 3)], b"one\n"),
        (b"\xef\xbb\xbfone\n\xff\x00two\rx\x0c\n", [edit("x", 1, 2, 4)], b"\xef\xbb\xbfx\n\xff\x00two\rx\x0c\n"),
        (b"one\n\xfftwo\n", [edit("x", 2, 2, 4)], b"one\n\xffx\n"),
        ("ä\u2028ö\nü\n".encode(), [edit("x", 1, 3, 3)], "ä\u2028x\nü\n".encode()),
        (b"one\n", [edit("x", 1, 2, 1)], b"oxne\n"),
        (b"one\n", [], b"one\n"),
    ],
)  # fmt: skip
def test_spans_are_replaced_and_every_other_byte_stays(raw: bytes, edits: list[Edit], expected: bytes) -> None:
    """Line ends, byte order mark, bytes that are no text: as they were; new line ends are the file's."""
    assert expected == apply(raw, edits)


BEFORE = {
    "b.md": b"".join(b"%d\n" % number for number in range(1, 21)),
    "a.md": b"one\r\ntwo\r\n",
    "no end.md": b"one\ntwo",
    "new end.md": b"one\ntwo",
    "odd.md": b"\xff one\n\x0c\rtwo\n",
}
AFTER = {
    "b.md": BEFORE["b.md"].replace(b"2\n3\n", b"two\n", 1).replace(b"19\n", b"19\nmore\n"),
    "a.md": b"one\r\n2\r\n",
    "no end.md": b"1\ntwo",
    "new end.md": b"one\ntwo\n",
    "odd.md": b"\xff one\n\x0c\r2\n",
}


def test_the_patch_shows_three_lines_around_and_the_files_by_name() -> None:
    """As git writes it; what has not changed is not in it."""
    before = {**BEFORE, "same.md": b"x\n"}

    assert (
        "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n one\r\n-two\r\n+2\r\n"
        "--- a/no end.md\n+++ b/no end.md\n@@ -1,2 +1,2 @@\n-one\n+1\n two\n\\ No newline at end of file\n"
    ) == show(before, {"same.md": b"x\n", "no end.md": AFTER["no end.md"], "a.md": AFTER["a.md"]})


def test_git_applies_the_patch(tmp_path: Path) -> None:
    """Whatever the line ends, and where the last line has none."""
    for path, raw in BEFORE.items():
        (tmp_path / path).write_bytes(raw)
    patch = show(BEFORE, AFTER).encode("utf-8", "surrogateescape")
    subprocess.run(["git", "apply", "--unidiff-zero", "-"], cwd=tmp_path, input=patch, check=True)

    assert {path: (tmp_path / path).read_bytes() for path in AFTER} == AFTER

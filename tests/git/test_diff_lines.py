"""The lines of a patch that can carry a comment: git's numbers, whatever the lines hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.git.repositories import ENVIRON, Repository, new_repository

from speclatch.git.diff import (
    RawChange,
    added_lines,
    changed_files,
    commentable_lines,
    read_raw,
    with_lines,
)
from speclatch.git.process import RENAME_LIMIT, Git
from speclatch.model import ChangedFile, ChangeKind

PATCH = """@@ -1,4 +1,5 @@ title
 one
-two
+2
+2b
 three
 four
@@ -20,2 +21,1 @@
 twenty
-gone
\\ No newline at end of file
"""


def test_a_patch_as_the_api_gives_it() -> None:
    """Hunks without a header before them; each leaves one range."""
    assert (range(1, 6), range(21, 22)) == commentable_lines(PATCH)


def test_a_patch_with_a_header() -> None:
    """The header that git prints changes nothing."""
    header = "diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n"

    assert commentable_lines(PATCH) == commentable_lines((header + PATCH).encode())


def test_a_patch_without_its_last_newline() -> None:
    """The API leaves the last newline out."""
    assert commentable_lines(PATCH) == commentable_lines(PATCH.removesuffix("\n"))


def test_no_patch_is_not_known() -> None:
    """GitHub gives none for large files: that is not the same as no lines."""
    assert commentable_lines(None) is None


@pytest.mark.parametrize("patch", ["", "Binary files a/x and b/x differ\n", "similarity index 100%\n"])
def test_a_patch_without_hunks_has_no_lines(patch: str) -> None:
    """A binary file, a pure rename or a change of mode has no line that can carry a comment."""
    assert () == commentable_lines(patch)


def test_a_deleted_file_has_no_lines() -> None:
    """A hunk that leaves nothing at the head has no line there."""
    assert () == commentable_lines("@@ -1,2 +0,0 @@\n-a\n-b\n")


@pytest.mark.parametrize(
    "line",
    [
        "--- a/x",
        "+++ b/x",
        "@@ -1 +1 @@",
        "diff --git a/x b/x",
        "\u2028x",
        "\rx",
        "\x0c",
        "\x85",
        "\x00",
        "\\",
    ],
)
def test_the_text_of_a_line_means_nothing(line: str) -> None:
    """Text that looks like a header or holds other line ends neither ends nor moves anything."""
    patch = f"@@ -1,3 +1,3 @@ {line}\n {line}\n-{line}\n+{line}\n {line}\n@@ -9 +9 @@\n-{line}\n+{line}"

    assert (range(1, 4), range(9, 10)) == commentable_lines(patch)


@pytest.mark.parametrize(
    "patch",
    [
        "@@ -1,9 +1,9 @@\n a\n",
        "@@ -1,2 +1,2 @@\n@@ -1,2 +1,2 @@\n",
        "@@ -1 +99999999999999999999 @@\n",
        "@@ -" + "9" * 5000 + " +1 @@\n a\n",
        "@@ ",
        "@@ -1 +1 @@",
    ],
)
def test_a_broken_patch_is_not_known(patch: str) -> None:
    """A patch that contradicts itself says nothing; it never raises."""
    assert commentable_lines(patch) in (None, ())


@given(st.text(alphabet="@ -+\\1,\n\rax\u2028", max_size=80))
def test_no_patch_raises(patch: str) -> None:
    """Any text gives ranges of positive lines, or nothing."""
    found = commentable_lines(patch)

    assert found is None or all(hunk.start >= 0 and len(hunk) > 0 for hunk in found)


def hunks_of(old: list[bytes], new: list[bytes], repository: Repository) -> tuple[range, ...] | None:
    """What the real git and this reader make of two versions of a file."""
    before = repository.commit({"x": b"".join(old)})
    after = repository.commit({"x": b"".join(new)}, before)
    git = Git.isolated(repository.path, ENVIRON)
    return commentable_lines(git.patch(before, after, "x"))


odd_lines = st.sampled_from(
    [b"a\n", b"b\n", b"\n", b"\r\n", b"\xe2\x80\xa8\n", b"\x0c\n", b"-- a\n", b"@@ -1 +1 @@\n", b"\xff\n"]
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(odd_lines, max_size=12), st.lists(odd_lines, max_size=12))
def test_changed_lines_are_commentable(
    tmp_path_factory: pytest.TempPathFactory, old: list[bytes], new: list[bytes]
) -> None:
    """Every line of the head outside the hunks stands, unchanged, in the base as well."""
    repository = new_repository(tmp_path_factory.mktemp("odd") / "r")
    hunks = hunks_of(old, new, repository)
    assert hunks is not None
    shown = {number for hunk in hunks for number in hunk}

    assert shown <= set(range(1, len(new) + 1))
    hidden = [line for number, line in enumerate(new, 1) if number not in shown]
    assert all(line in old for line in hidden)


def test_renames_and_kinds(tmp_path: Path) -> None:
    """Git's letters become kinds; a renamed file keeps its old name; type changes are modifications."""
    repository = new_repository(tmp_path / "r")
    text = b"".join(b"line %d\n" % n for n in range(20))
    before = repository.commit({"moved.md": text, "same.md": b"s\n", "gone.md": b"g\n", "x y\n.md": b"1\n"})
    after = repository.commit(
        {"to/moved.md": text + b"more\n", "same.md": b"s\n", "new.md": b"n\n", "x y\n.md": b"2\n"}
    )
    brought: list[str] = []
    files = changed_files(Git.isolated(repository.path, ENVIRON), before, after, brought.extend)

    assert (
        ChangedFile("gone.md", ChangeKind.DELETED),
        ChangedFile("new.md", ChangeKind.ADDED),
        ChangedFile("to/moved.md", ChangeKind.RENAMED, "moved.md"),
        ChangedFile("x y\n.md", ChangeKind.MODIFIED),
    ) == files
    assert 4 == len(brought)


def test_with_lines() -> None:
    """Lines are put to the files they are known of."""
    files = (ChangedFile("a", ChangeKind.ADDED), ChangedFile("b", ChangeKind.ADDED))
    first, second = with_lines(files, {"a": (range(1, 2),)})

    assert ((range(1, 2),), None) == (first.commentable, second.commentable)


def test_lines_that_a_patch_adds() -> None:
    """By the head's numbers; what is only shown around them is not new."""
    assert frozenset({2, 3}) == added_lines(PATCH)
    assert frozenset() == added_lines("@@ -1,2 +0,0 @@\n-a\n-b\n")
    assert added_lines(None) is None
    assert added_lines("@@ -1,9 +1,9 @@\n a\n") is None


@pytest.mark.parametrize(("files", "compared"), [(RENAME_LIMIT, True), (RENAME_LIMIT + 1, False)])
def test_contents_are_compared_up_to_a_point(tmp_path: Path, files: int, compared: bool) -> None:
    """Beyond it only what was moved as it was is a rename, and no content is asked for."""
    repository = new_repository(tmp_path / "r")
    body = b"".join(b"line %d\n" % number for number in range(40))
    before = repository.commit({"old.md": body, "moved.md": b"moved\n"})
    more = {f"more/{number}.md": b"%d\n" % number for number in range(files - 2)}
    after = repository.commit({"new.md": body + b"more\n", "there.md": b"moved\n", **more})
    asked: list[str] = []
    found = changed_files(Git.isolated(repository.path, ENVIRON), before, after, asked.extend)

    assert ChangedFile("there.md", ChangeKind.RENAMED, "moved.md") in found
    assert compared is (ChangedFile("new.md", ChangeKind.RENAMED, "old.md") in found)
    assert compared is (ChangedFile("old.md", ChangeKind.DELETED) not in found)
    assert (files + 2 if compared else 0) == len(asked)


def test_records_of_a_raw_diff() -> None:
    """Modes, ids, git's letter without its score, and both names of what was renamed or copied."""
    output = (
        b":100644 100755 aa bb M\0a.md\0:100644 100644 aa bb R097\0old.md\0new.md\0"
        b":100644 100644 aa bb C100\0one.md\0two.md\0:000000 160000 00 cc A\0\xff\0"
    )

    assert [
        RawChange("M", "a.md", None, "100644", "100755", "aa", "bb"),
        RawChange("R", "new.md", "old.md", "100644", "100644", "aa", "bb"),
        RawChange("C", "two.md", "one.md", "100644", "100644", "aa", "bb"),
        RawChange("A", "\udcff", None, "000000", "160000", "00", "cc"),
    ] == list(read_raw(output))

"""Read git's diffs: which files a change touches, and which of their lines can carry a comment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from speclatch.git.names import text_of
from speclatch.git.process import RENAME_LIMIT, Git
from speclatch.model import ChangedFile, ChangeKind
from speclatch.patterns import lazy_re

if TYPE_CHECKING:
    from unidiff.patch import PatchSet

_SUBMODULE = "160000"
_HEADER = "--- a/file\n+++ b/file\n"  # unidiff wants one, GitHub's patches have none
_KINDS = {"A": ChangeKind.ADDED, "D": ChangeKind.DELETED, "R": ChangeKind.RENAMED}


class RawChange(NamedTuple):
    """One record of a raw diff; ``path`` is the new name, ``status`` git's letter for what was done."""

    status: str
    path: str
    previous_path: str | None
    old_mode: str
    new_mode: str
    old_oid: str
    new_oid: str


def read_raw(output: bytes) -> Iterator[RawChange]:
    """Read the output of ``Git.diff_trees``."""
    fields = iter(output.split(b"\0")[:-1])
    for meta in fields:
        old_mode, new_mode, old_oid, new_oid, status = meta.decode("ascii").lstrip(":").split(" ")
        first = text_of(next(fields))
        renamed = status[0] in "RC"
        path = text_of(next(fields)) if renamed else first
        yield RawChange(status[0], path, first if renamed else None, old_mode, new_mode, old_oid, new_oid)


def raw_changes(git: Git, before: str, after: str) -> tuple[RawChange, ...]:
    """Which files differ between two commits or trees, renames not recognised; no content is looked at.

    Raises:
        GitError: git failed.
    """
    return tuple(read_raw(git.diff_trees(before, after)))


def changed_files(
    git: Git,
    before: str,
    after: str,
    fetch: Callable[[Iterable[str]], object],
    raw: tuple[RawChange, ...] | None = None,
) -> tuple[ChangedFile, ...]:
    """Which files differ between two commits, renames recognised, by path; their lines are not known yet.

    Contents are compared for renames where at most RENAME_LIMIT files were added or deleted; beyond, only
    a file that was moved as it was counts as renamed.

    Args:
        git: the repository.
        before: full id of a commit or tree.
        after: full id of a commit or tree.
        fetch: fetches blobs into the repository by their ids (``BlobStore.fetch_missing``).
        raw: ``raw_changes`` of the two, where somebody has looked already.

    Raises:
        GitError: git failed, or a blob cannot be had.
    """
    changes = raw_changes(git, before, after) if raw is None else raw
    if all(_added_and_deleted(changes)):
        compared = maybe_renamed(changes)
        if compared:
            fetch(change.old_oid if change.status == "D" else change.new_oid for change in compared)
        changes = tuple(read_raw(git.diff_trees(before, after, renames="-M50%" if compared else "-M100%")))
    return tuple(sorted(map(_changed_file, changes), key=lambda file: file.path))


def maybe_renamed(changes: Iterable[RawChange]) -> tuple[RawChange, ...]:
    """The files whose contents ``changed_files`` compares: what was added and what was deleted, if both are few."""
    sides = _added_and_deleted(changes)
    return (*sides[0], *sides[1]) if all(sides) and max(map(len, sides)) <= RENAME_LIMIT else ()


def _added_and_deleted(changes: Iterable[RawChange]) -> tuple[list[RawChange], list[RawChange]]:
    """What was added and what was deleted, submodules aside."""
    files = [change for change in changes if _SUBMODULE not in (change.old_mode, change.new_mode)]
    return [one for one in files if one.status == "A"], [one for one in files if one.status == "D"]


def _changed_file(change: RawChange) -> ChangedFile:
    kind = _KINDS.get(change.status, ChangeKind.MODIFIED)
    return ChangedFile(change.path, kind, change.previous_path if kind is ChangeKind.RENAMED else None)


def with_lines(files: Iterable[ChangedFile], lines: Mapping[str, tuple[range, ...] | None]) -> tuple[ChangedFile, ...]:
    """The same files with the lines that can carry a comment, by path; None where ``lines`` says nothing."""
    return tuple(file._replace(commentable=lines.get(file.path)) for file in files)


def commentable_lines(patch: str | bytes | None) -> tuple[range, ...] | None:
    """The head's lines that stand in one file's patch, added or context, in hunks.

    Args:
        patch: hunks in unified form, with or without a header before them, as git prints them or as GitHub's
            API gives them; None where there is none (large and binary files).

    Returns:
        One range per hunk that leaves something at the head; None if nothing is known, because there is no
        patch or it is not well-formed.
    """
    parsed = _parsed(patch)
    if parsed is None:
        return None
    hunks = [hunk for file in parsed for hunk in file]
    return tuple(range(h.target_start, h.target_start + h.target_length) for h in hunks if h.target_length)


def _parsed(patch: str | bytes | None) -> PatchSet | None:
    """One file's patch, read; None where there is none or it is not well-formed."""
    if patch is None:
        return None
    from unidiff.errors import UnidiffParseError  # a run without a patch need not wait for it
    from unidiff.patch import PatchSet

    text = patch.decode("utf-8", "replace") if isinstance(patch, bytes) else patch
    try:
        return PatchSet(_skeleton(text))
    except (UnidiffParseError, ValueError):
        return None


def added_lines(patch: str | bytes | None) -> frozenset[int] | None:
    """The head's lines that one file's patch adds; None if nothing is known (see ``commentable_lines``)."""
    parsed = _parsed(patch)
    if parsed is None:
        return None
    numbers = (line.target_line_no for file in parsed for hunk in file for line in hunk if line.is_added)
    return frozenset(number for number in numbers if number is not None)


def _skeleton(patch: str) -> list[str]:
    """The patch with every line cut to its mark: the text of a line can then neither split nor forge one.

    Lines end at LF alone. A line is inside a hunk as long as the numbers in the hunk's head say so.
    """
    lines = patch.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    start = next((number for number, line in enumerate(lines) if line.startswith("@@ ")), len(lines))
    kept = _HEADER.splitlines(keepends=True) if start < len(lines) else []
    for line in lines[start:]:
        kept.append(_mark(line))
    return kept


def _mark(line: str) -> str:
    """A hunk's head without the text behind it, or the first character of any other line."""
    if line.startswith("@@ "):
        return line[: line.find(" @@", 2) + 3] + "\n"
    if line.startswith("\\"):
        return "\\ No newline at end of file\n"
    return line[:1] + "\n"


class LineMap:
    """Where the lines of one version of a file stand in another, by git's diff of the two."""

    def __init__(self, patch: bytes) -> None:
        """Read a patch without lines of context (``Git.lines_changed``)."""
        self._hunks = [_numbers(found) for found in _HUNK.finditer(patch)]

    def carried(self, line: int) -> int | None:
        """Where a line (1-based) stands in the other version; None if it was changed or is not there."""
        shift = 0
        for first, count, to, more in self._hunks:
            if line < first + (count == 0):
                break
            if line < first + count:
                return None
            shift = to + more + (more == 0) - first - count - (count == 0)
        return line + shift

    def nearest(self, line: int) -> int:
        """The line of the other version that stands in a line's place, or before it; at least 1."""
        for first, count, to, more in self._hunks:
            if first <= line < first + count:
                return max(1, to + min(line - first, max(more - 1, 0)))
        return self.carried(line) or 1


_HUNK = lazy_re(rb"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


def _numbers(found: re.Match[bytes]) -> tuple[int, int, int, int]:
    """A hunk's first line and number of lines, on either side."""
    first, count, to, more = found.groups()
    return int(first), int(count or 1), int(to), int(more or 1)

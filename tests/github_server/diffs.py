"""What a pull request changes, as GitHub shows it, and where a comment's line is after a push."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from .repository import Git

MAX_FILE_LINES = 20_000  # GitHub, "Limits for viewing content and diffs": a single file's diff
MAX_FILE_BYTES = 500_000

_HUNK = re.compile(rb"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_STATUS = {"A": "added", "D": "removed", "M": "modified", "R": "renamed", "C": "copied", "T": "changed"}


@dataclass(frozen=True)
class DiffLine:
    """A line of a patch: ``mark`` is ``+``, ``-`` or a space; ``position`` counts from the first ``@@``."""

    mark: str
    old: int | None
    new: int | None
    position: int
    hunk: int


@dataclass(frozen=True)
class FileDiff:
    """One file of a diff. ``patch`` is None where GitHub leaves it out: binary, too large, no hunks."""

    path: str
    previous_path: str | None
    status: str
    sha: str | None
    additions: int
    deletions: int
    patch: bytes | None
    lines: tuple[DiffLine, ...] = field(default=(), repr=False)

    def find(self, line: int, side: str) -> DiffLine | None:
        """The patch's line that shows line ``line`` of the old (LEFT) or new (RIGHT) file."""
        for entry in self.lines:
            if side == "LEFT" and entry.old == line and entry.mark in "- ":
                return entry
            if side == "RIGHT" and entry.new == line and entry.mark in "+ ":
                return entry
        return None

    def at(self, position: int) -> DiffLine | None:
        """The patch's line at a position."""
        return next((entry for entry in self.lines if entry.position == position), None)

    def hunk_up_to(self, position: int) -> str:
        """The patch from the hunk's header to a position: what a comment shows above itself."""
        rows = (self.patch or b"").split(b"\n")[: position + 1]
        start = max((i for i, row in enumerate(rows) if _HUNK.match(row)), default=0)
        return b"\n".join(rows[start:]).decode("utf-8", "replace")


def diff(git: Git, base: str, head: str) -> tuple[FileDiff, ...]:
    """The files that differ between two commits, renames found, three lines of context."""
    return _diff(git.path, base, head)


@lru_cache(maxsize=512)
def _diff(path: Path, base: str, head: str) -> tuple[FileDiff, ...]:
    git = Git(path)
    raw = git.run("diff-tree", "-r", "-z", "-M", "--raw", "--no-abbrev", base, head).split(b"\0")
    text = git.run("diff", "-M", "-U3", "--no-color", "--no-ext-diff", "--no-textconv", base, head)
    patches = re.split(rb"^diff --git .*\n", text, flags=re.MULTILINE)[1:]
    files: list[FileDiff] = []
    fields, sections = iter(raw), iter(patches)
    for head_of_entry in fields:
        if not head_of_entry:
            break
        _, _, _, new, status = head_of_entry.decode().split(" ")
        names = [next(fields).decode("utf-8", "surrogateescape")]
        if status[0] in "RC":
            names.append(next(fields).decode("utf-8", "surrogateescape"))
        patch = next(sections)
        if status[0] == "T":  # a file that became a link is shown as one deletion and one creation
            patch = next(sections)
        files.append(_file(names, _STATUS[status[0]], new, patch))
    return tuple(files)


def _file(names: list[str], status: str, new: str, raw: bytes) -> FileDiff:
    start = next((m.start() for m in re.finditer(rb"^@@ ", raw, re.MULTILINE)), None)
    body = raw[start:].removesuffix(b"\n") if start is not None else None
    lines = _lines(body) if body is not None else ()
    added = sum(line.mark == "+" for line in lines)
    gone = sum(line.mark == "-" for line in lines)
    if body is not None and (len(body) > MAX_FILE_BYTES or len(lines) > MAX_FILE_LINES):
        body, lines = None, ()
    previous = names[0] if len(names) > 1 else None
    return FileDiff(names[-1], previous, status, new, added, gone, body, lines)


def _lines(patch: bytes) -> tuple[DiffLine, ...]:
    found: list[DiffLine] = []
    old = new = hunk = 0
    for position, row in enumerate(patch.split(b"\n")):
        header = _HUNK.match(row)
        if header:
            old, new, hunk = int(header[1]), int(header[3]), hunk + 1
            continue
        mark = row[:1].decode("ascii", "replace") or " "
        if mark not in "+- ":
            continue
        found.append(DiffLine(mark, None if mark == "+" else old, None if mark == "-" else new, position, hunk))
        old += mark != "+"
        new += mark != "-"
    return tuple(found)


@lru_cache(maxsize=2048)
def _changes(git_path: Path, before: str, after: str, path: str) -> tuple[tuple[int, int, int, int], ...] | None:
    git = Git(git_path)
    if git.read(after, path) is None:
        return None
    text = git.run("diff", "-U0", "--no-renames", "--no-color", "--no-ext-diff", before, after, "--", path)
    headers = (_HUNK.match(row) for row in text.split(b"\n"))
    return tuple((int(m[1]), int(m[2] or 1), int(m[3]), int(m[4] or 1)) for m in headers if m)


def follow(git: Git, before: str, after: str, path: str, line: int) -> int | None:
    """Where line ``line`` of a file stands in a later commit; None if it was changed or removed."""
    changes = _changes(git.path, before, after, path)
    if changes is None:
        return None
    shift = 0
    for start, length, _, added in changes:
        if length == 0:  # an insertion after line ``start``
            shift += added if start < line else 0
        elif start <= line < start + length:
            return None
        elif start + length <= line:
            shift += added - length
    return line + shift

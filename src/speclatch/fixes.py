"""Apply fixes to files: exact spans are replaced, every other byte stays as it was."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from speclatch.model import Edit, Fix, Location


def chosen(fixes: Iterable[Fix]) -> dict[str, list[Edit]]:
    """Edits by path that can be applied together: of fixes that overlap, the first; equal edits once."""
    taken: dict[str, list[Edit]] = {}
    for fix in fixes:
        if not any(_clashes(edit, taken.get(edit.location.path, ())) for edit in fix.edits):
            for edit in fix.edits:
                edits = taken.setdefault(edit.location.path, [])
                if edit not in edits:
                    edits.append(edit)
    return taken


def _clashes(edit: Edit, others: Sequence[Edit]) -> bool:
    return any(edit != other and _overlap(edit.location, other.location) for other in others)


def _overlap(one: Location, other: Location) -> bool:
    """Whether two edits touch the same characters, or insert at the same place."""
    first, second = sorted((_range(one), _range(other)))
    return second[0] < first[1] or first[0] == second[0]


def _range(location: Location) -> tuple[tuple[int, int], tuple[int, int]]:
    """The half-open range of (line, column) that an edit replaces."""
    if location.column is None or location.end_column is None:
        return (location.line, 1), (location.end_line + 1, 1)
    return (location.line, location.column), (location.end_line, location.end_column + 1)


def apply(raw: bytes, edits: Iterable[Edit]) -> bytes:
    """A file with edits applied. Line ends, BOM and everything outside of the spans stay, byte for byte.

    An edit without columns replaces whole lines, their ends aside; with an empty text it removes them with their ends.
    """
    text = raw.decode("utf-8", "surrogateescape")
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for edit in sorted(edits, key=lambda edit: _range(edit.location), reverse=True):
        start, end = _offsets(edit, text, starts)
        newline = "\r\n" if "\r\n" in text else "\n"
        text = text[:start] + edit.text.replace("\r\n", "\n").replace("\n", newline) + text[end:]
    return text.encode("utf-8", "surrogateescape")


def _offsets(edit: Edit, text: str, starts: Sequence[int]) -> tuple[int, int]:
    where = edit.location
    if where.column is not None and where.end_column is not None:
        return starts[where.line - 1] + where.column - 1, starts[where.end_line - 1] + where.end_column
    start, end = starts[where.line - 1], min(starts[where.end_line], len(text))
    if edit.text and text[start:end].endswith("\r\n"):
        end -= 2
    elif edit.text and text[start:end].endswith("\n"):
        end -= 1
    return start, end


def unified_diff(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> str:
    """What applying would change, as a patch that git applies."""
    parts: list[str] = []
    for path in sorted(after):
        old = before[path].decode("utf-8", "surrogateescape").split("\n")
        new = after[path].decode("utf-8", "surrogateescape").split("\n")
        parts.extend(_patch(path, old, new))
    return "".join(parts)


def _patch(path: str, old: list[str], new: list[str]) -> Iterable[str]:
    """One file's hunks; a last line without an end is marked as git marks it."""
    lines = (_ended(old), _ended(new))
    for line in difflib.unified_diff(*lines, f"a/{path}", f"b/{path}", n=3):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _ended(lines: list[str]) -> list[str]:
    ended = [f"{line}\n" for line in lines]
    last = ended.pop().removesuffix("\n")
    return [*ended, last] if last else ended

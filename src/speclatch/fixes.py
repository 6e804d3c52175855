"""Apply fixes, for ``--fix``, ``--diff`` and suggestions alike: exact spans are replaced, every other byte stays."""

from __future__ import annotations

import difflib
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from speclatch.model import Edit, Fix, Location

_Span = tuple[tuple[int, int], tuple[int, int]]
"""The half-open range of (line, column) that an edit replaces."""


class Composed(NamedTuple):
    """Fixes that can be applied together.

    ``taken`` are the positions of the fixes that are in it, among those that were asked for; ``edits`` are theirs,
    by path, each once.
    """

    taken: tuple[int, ...]
    edits: Mapping[str, tuple[Edit, ...]]


def compose(fixes: Iterable[Fix]) -> Composed:
    """Of fixes that want the same characters the first, whole or not at all; equal edits once.

    Two edits that begin at one place clash as well: nobody knows which goes first.
    """
    taken: list[int] = []
    places: dict[str, _Places] = {}
    for number, fix in enumerate(fixes):
        if not any(places.get(edit.location.path, _NOWHERE).clashes(edit) for edit in fix.edits):
            taken.append(number)
            for edit in fix.edits:
                places.setdefault(edit.location.path, _Places()).take(edit)
    return Composed(tuple(taken), {path: tuple(found.edits) for path, found in places.items()})


class _Places:
    """The spans of one file that are taken, in order; none touches another, so a look at two neighbours is enough."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self._spans: list[_Span] = []
        self._by_span: dict[_Span, Edit] = {}

    def clashes(self, edit: Edit) -> bool:
        span = _span(edit.location)
        if span in self._by_span:
            return self._by_span[span] != edit
        at = bisect_left(self._spans, span)
        return any(_touch(span, other) for other in self._spans[max(at - 1, 0) : at + 1])

    def take(self, edit: Edit) -> None:
        span = _span(edit.location)
        if span not in self._by_span:
            self._by_span[span] = edit
            self.edits.append(edit)
            insort(self._spans, span)


_NOWHERE = _Places()


def _touch(one: _Span, other: _Span) -> bool:
    first, second = sorted((one, other))
    return second[0] < first[1] or first[0] == second[0]


def _span(location: Location) -> _Span:
    if location.column is None or location.end_column is None:
        return (location.line, 1), (location.end_line + 1, 1)
    # A span that ends before the first character of a line joins that line to its own: the line is no other edit's.
    joined = location.end_line > location.line and location.end_column == 0
    return (location.line, location.column), (location.end_line, location.end_column + (2 if joined else 1))


def apply(raw: bytes, edits: Iterable[Edit]) -> bytes:
    """A file with edits applied. Line ends, BOM and everything outside of the spans stay, byte for byte.

    An edit without columns replaces whole lines, their ends aside; with an empty text it removes them with their
    ends. ``edits`` are in any order, and no two of them touch each other (see ``compose``).
    """
    text = raw.decode("utf-8", "surrogateescape")
    return _edited(text, edits, "\r\n" if "\r\n" in text else "\n").encode("utf-8", "surrogateescape")


def lines_after(source: Sequence[str], edits: Iterable[Edit], first: int, last: int) -> str | None:
    """Lines ``first`` to ``last`` of ``source`` (without LF) as ``apply`` would leave them; None if none is left.

    Line ends are LF, and the last line has none. ``edits`` stay within these lines.
    """
    text = "".join(f"{line.removesuffix(_CR)}\n" for line in source[first - 1 : last])
    after = _edited(text, edits, "\n", first)
    return after.removesuffix("\n") if after else None


_CR = "\r"


def _edited(text: str, edits: Iterable[Edit], newline: str, first: int = 1) -> str:
    """Text that begins with line ``first``, after ``edits``."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: _span(edit.location)):
        start, end = _offsets(edit, text, starts, first)
        pieces += [text[done:start], edit.text.replace("\r\n", "\n").replace("\n", newline)]
        done = end
    return "".join((*pieces, text[done:]))


def _offsets(edit: Edit, text: str, starts: Sequence[int], first: int) -> tuple[int, int]:
    where = edit.location
    top, bottom = where.line - first, where.end_line - first
    if where.column is not None and where.end_column is not None:
        return starts[top] + where.column - 1, starts[bottom] + where.end_column
    start, end = starts[top], min(starts[bottom + 1], len(text))
    if edit.text and text[start:end].endswith("\r\n"):
        end -= 2
    elif edit.text and text[start:end].endswith("\n"):
        end -= 1
    return start, end


def text_at(lines: Sequence[str], location: Location) -> str:
    """The text of a span of a file whose lines (without LF) are given; of whole lines, without the last one's end."""
    top, bottom = location.line - 1, location.end_line - 1
    if location.column is None or location.end_column is None:
        return "\n".join(lines[top : bottom + 1])
    if top == bottom:
        return lines[top][location.column - 1 : location.end_column]
    return "\n".join(
        (lines[top][location.column - 1 :], *lines[top + 1 : bottom], lines[bottom][: location.end_column])
    )


def show(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> str:
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

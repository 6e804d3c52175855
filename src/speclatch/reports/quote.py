"""Text as a terminal shows it: how wide it is, where it is broken, and a line of a file with a caret below."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from speclatch.model import Location
from speclatch.reports.escape import visible

MAX_QUOTE = 160
"""Columns of a source line that are shown; the part around the finding is kept."""
GUTTER = 12
"""Columns before a quoted line: its number and a bar."""


class Span(NamedTuple):
    """A piece of a report and its style, in words such as ``bold red``; ``""`` is plain."""

    text: str
    style: str = ""


def columns(text: str) -> int:
    """How many terminal columns a text takes: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def wrapped(text: str, width: int, indent: str = "", style: str = "") -> Iterator[Span]:
    """Prose in lines of at most ``width`` columns, each indented; a longer word stands in a line of its own."""
    for line in _lines(text.split(), width - len(indent)):
        yield Span(f"{indent}{line}\n", style)


def _lines(words: Sequence[str], room: int) -> Iterator[str]:
    whole = " ".join(words)
    if columns(whole) <= room or not words:  # as nearly all the lines of an audit are
        yield from (whole,) if words else ()
        return
    line, taken = "", 0
    for word in words:
        wide = columns(word)
        if line and taken + 1 + wide > room:
            yield line
            line, taken = "", 0
        line, taken = (f"{line} {word}", taken + 1 + wide) if line else (word, wide)
    yield line


def quote(line: str, where: Location, width: int) -> Iterator[Span]:
    """The line of a finding with a caret below what is meant; of a long line, the part around it.

    Args:
        line: the file's line ``where.line``.
        where: what is meant; without columns there is no caret.
        width: columns of the terminal.
    """
    room = max(min(width - GUTTER - 2, MAX_QUOTE), 20)  # two are for what is left out on either side
    first = min((where.column or 1) - 1, len(line))
    ends_here = where.column is not None and where.end_line == where.line and where.end_column is not None
    last = where.end_column if ends_here and where.end_column is not None else len(line)
    start, end = _window(line, first, room)
    left, right = "…" if start else "", "…" if end < len(line) else ""
    text = left + _clean(line[start:end]) + right
    if not text.strip():
        return
    yield Span(f"{where.line:>9} | ", "dim")
    yield Span(f"{text}\n")
    if where.column is None:
        return
    before = columns(left + _clean(line[start:first]))
    marked = columns(_clean(line[first : min(max(first + 1, last), end)]))
    yield Span(f"{'| ':>{GUTTER}}{' ' * before}", "dim")
    yield Span(f"{'^' * max(1, marked)}\n", "bold green")


def _window(line: str, first: int, room: int) -> tuple[int, int]:
    """Which characters are shown, about a third of them before ``first``: at most ``room`` columns."""
    if len(line) <= room and columns(_clean(line)) <= room:
        return 0, len(line)
    start = _reach(reversed(range(first)), line, room // 3, first)
    end = 1 + _reach(range(start, len(line)), line, room, start - 1)
    if end == len(line):
        start = _reach(reversed(range(end)), line, room, end)
    return start, end


def _reach(positions: Iterable[int], line: str, room: int, default: int) -> int:
    """The last of the positions whose characters fit together; ``default`` if none does."""
    reached, taken = default, 0
    for position in positions:
        taken += columns(_clean(line[position]))
        if taken > room:
            break
        reached = position
    return reached


def _clean(text: str) -> str:
    return visible(text.replace("\t", " "))


def shorten(path: str, limit: int) -> str:
    """A path in at most ``limit`` columns: its end is kept."""
    if columns(path) <= limit:
        return path
    return "…" + path[_reach(reversed(range(len(path))), path, limit - 1, len(path)) :]


def joined(spans: Sequence[Span] | Iterator[Span]) -> str:
    """Spans without their styles."""
    return "".join(span.text for span in spans)

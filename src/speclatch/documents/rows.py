"""How GitHub cuts a table's row into cells, and what it takes for a delimiter row."""

from __future__ import annotations

import re
from typing import NamedTuple

BLANKS = " \t\v\f"
_BAR = re.compile(r"(?<!\\)\|")
_DELIMITER = re.compile(r"\|?[ \t\v\f]*:?-+:?[ \t\v\f]*(?:\|[ \t\v\f]*:?-+:?[ \t\v\f]*)*\|?[ \t\v\f]*\Z")


class Cell(NamedTuple):
    """A cell's text, bars unescaped and trimmed, and its span [start, end) in the row's text."""

    text: str
    start: int
    end: int


def is_delimiter_row(text: str) -> bool:
    """Whether ``text``, without indent, is a row like ``|---|:-:|``."""
    return _DELIMITER.match(text) is not None


def split_row(text: str) -> list[Cell]:
    """Cut a row, given without indent, into cells; an empty list where GitHub would see no row.

    A bar behind a backslash belongs to the cell, also in code. The bars at both ends are optional.
    """
    bars = [match.start() for match in _BAR.finditer(text)]
    starts = [0, *(bar + 1 for bar in bars)]
    ends = [*bars, len(text)]
    if bars and bars[0] == 0:
        del starts[0], ends[0]
    if starts and bars and not text[starts[-1] : ends[-1]].strip(BLANKS):
        del starts[-1], ends[-1]
    return [_cell(text, start, end) for start, end in zip(starts, ends, strict=True)]


def count_cells(text: str) -> int:
    """How many cells ``split_row`` would find."""
    return len(split_row(text))


def _cell(text: str, start: int, end: int) -> Cell:
    inner = text[start:end]
    stripped = inner.strip(BLANKS)
    if not stripped:
        return Cell("", start, end)
    start += len(inner) - len(inner.lstrip(BLANKS))
    return Cell(stripped.replace("\\|", "|") if "\\" in stripped else stripped, start, start + len(stripped))


def has_cells(text: str) -> bool:
    """Whether ``split_row`` would find any."""
    return text[:1] != "|" or text[1:].strip(BLANKS) != ""

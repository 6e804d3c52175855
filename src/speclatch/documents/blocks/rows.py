"""How GitHub cuts a table's row into cells, and what it takes for a delimiter row."""

from __future__ import annotations

from typing import NamedTuple

from speclatch.patterns import lazy_re

BLANKS = " \t\v\f"
_BAR = lazy_re(r"(?<!\\)\|")
_MARKS = r"[ \t\v\f]*+:?-++:?[ \t\v\f]*+"
_DELIMITER = lazy_re(rf"\|?{_MARKS}(?:\|{_MARKS})*+(?:\|[ \t\v\f]*+)?\Z")


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
    pieces = _BAR.split(text) if "\\|" in text else text.split("|")
    offset = 0
    if len(pieces) > 1:
        if not pieces[-1].strip(BLANKS):
            pieces.pop()
        if not pieces[0]:
            del pieces[0]
            offset = 1
    cells = []
    for piece in pieces:
        end = offset + len(piece)
        stripped = piece.strip(BLANKS)
        if stripped:
            start = offset + piece.index(stripped[0])
            shown = stripped.replace("\\|", "|") if "\\" in stripped else stripped
            cells.append(Cell(shown, start, start + len(stripped)))
        else:
            cells.append(Cell("", offset, end))
        offset = end + 1
    return cells


def is_remark(text: str) -> bool:
    """Whether a cell is a comment alone: behind a row's last cell GitHub leaves it out, and nothing is lost."""
    return text.startswith("<!--") and text.endswith("-->")


def count_cells(text: str) -> int:
    """How many cells ``split_row`` would find."""
    pieces = _BAR.split(text) if "\\|" in text else text.split("|")
    if len(pieces) == 1:
        return 1
    return len(pieces) - (not pieces[-1].strip(BLANKS)) - (not pieces[0])


def has_cells(text: str) -> bool:
    """Whether ``split_row`` would find any."""
    return text[:1] != "|" or text[1:].strip(BLANKS) != ""

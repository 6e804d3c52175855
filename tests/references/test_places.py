"""Where a piece of a value stands in its source: spans that a fix may replace."""

from __future__ import annotations

import pytest

from speclatch.model import Location
from speclatch.references.places import Place

LINES = ("key: 'a.md, b.md'", "more: a.md a.md", "  b.md a.md;a.md end")


def span(text: str, piece: str, location: Location, nth: int = 0) -> tuple[int, int, int] | None:
    """Line and columns of the ``nth`` ``piece`` of a text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(piece, start + 1)
    found = Place(text, location, LINES).span(start, start + len(piece))
    return (found.line, found.column or 0, found.end_column or 0) if found else None


@pytest.mark.parametrize(
    ("text", "piece", "nth", "location", "expected"),
    [
        ("a.md, b.md", "b.md", 0, Location("x", 1, 1, 7, 16), (1, 13, 16)),
        ("a.md, b.md", "b.md", 0, Location("x", 1, 1, 6, 17), (1, 13, 16)),
        ("a.md", "a.md", 0, Location("x", 1, 1, 7, 16), (1, 7, 10)),
        ("a.md, c.md", "c.md", 0, Location("x", 1, 1, 1, 17), None),
        ("a.md a.md", "a.md", 1, Location("x", 2), (2, 12, 15)),
        ("a.md a.md b.md a.md a.md", "a.md", 2, Location("x", 2, 3), (3, 8, 11)),
        ("a.md a.md b.md a.md a.md", "a.md", 3, Location("x", 2, 3), (3, 13, 16)),
        ("a.md b.md", "b.md", 0, Location("x", 2, 3, 8, 6), (3, 3, 6)),
        ("a.md b.md a.md", "a.md", 1, Location("x", 2, 3, 12, 6), None),
        ("a.md b.md", "a.md", 0, Location("x", 2, 3, 12, 6), (2, 12, 15)),
        ("a.md", "a.md", 0, Location("x", 9), None),
    ],
)
def test_span(text: str, piece: str, nth: int, location: Location, expected: tuple[int, int, int] | None) -> None:
    """By counting where the value stands on one line, quoted or not; else by looking, equal pieces in order."""
    assert expected == span(text, piece, location, nth)


@pytest.mark.parametrize("piece", ["", "  ", "a\nb"])
def test_what_is_no_one_piece(piece: str) -> None:
    """Nothing visible, or more than a line."""
    assert Place(f"{piece}.", Location("x", 1), LINES).span(0, len(piece)) is None

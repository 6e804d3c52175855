"""Turn offsets in a text into columns of the file it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from speclatch.model import Location


class Place(NamedTuple):
    """Where a text stands in the source, so that its offsets can be turned into columns.

    The source may hold more than the text: quotes are counted off; with escapes or folds in it, a piece is
    looked for on its ``lines`` (none: of a file whose lines are not at hand).
    """

    text: str
    location: Location
    lines: Sequence[str]

    def span(self, start: int, end: int) -> Location | None:
        """The place of ``text[start:end]``; None where the source does not show it as one piece."""
        piece = self.text[start:end]
        if not piece.strip() or "\n" in piece:
            return None
        place = self.location
        if place.line == place.end_line and place.column and place.end_column:
            quotes, odd = divmod(place.end_column - place.column + 1 - len(self.text), 2)
            if quotes in {0, 1} and not odd:
                first = place.column + quotes + start
                return Location(place.path, place.line, place.line, first, first + end - start - 1)
        return self._looked_for(piece, self.text[:start].count(piece))

    def _looked_for(self, piece: str, occurrence: int) -> Location | None:
        """The ``occurrence``-th (from 0) place where the lines show ``piece``."""
        place = self.location
        for number in range(place.line, min(place.end_line, len(self.lines)) + 1):
            line = self.lines[number - 1]
            low = (place.column or 1) - 1 if number == place.line else 0
            high = place.end_column or len(line) if number == place.end_line else len(line)
            at = line.find(piece, low, high)
            while at >= 0 and occurrence > 0:
                occurrence -= 1
                at = line.find(piece, at + len(piece), high)
            if at >= 0:
                return Location(place.path, number, number, at + 1, at + len(piece))
        return None

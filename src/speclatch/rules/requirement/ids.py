"""The ids that a place in a document holds, with their columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from speclatch.documents.document import Section
from speclatch.model import Location
from speclatch.references.tokens import SMALL_ID, requirements_in


class Place(NamedTuple):
    """An id where it stands."""

    name: str
    location: Location
    section: Section | None


def ids_at(text: str, location: Location, lines: tuple[str, ...], section: Section | None) -> Iterator[Place]:
    """The ids of a text that stands on one line as it is written there, each with its own span."""
    low = (location.column or 1) - 1
    for name in [name for name, _ in requirements_in(text)] or SMALL_ID.findall(text):
        at = max(low, lines[location.line - 1].find(name, low))
        low = at + len(name)
        yield Place(name, Location(location.path, location.line, location.line, at + 1, low), section)

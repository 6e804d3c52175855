"""Sections as a tree: which heading a line stands under, and where each section ends."""

from __future__ import annotations

from collections.abc import Sequence

from speclatch.documents.blocks.leaves import Leaf, LeafKind
from speclatch.documents.elements import Heading, Section
from speclatch.model import Location


def outline(
    headings: Sequence[Heading], leaves: Sequence[Leaf], last_line: int
) -> tuple[tuple[Section, ...], list[Section | None]]:
    """The section of every heading, and the section that each leaf stands in."""
    sections = _sections(headings, last_line)
    places: list[Section | None] = []
    at = -1
    for leaf in leaves:
        if leaf.kind is LeafKind.HEADING:
            at += 1
        places.append(sections[at] if at >= 0 else None)
    return sections, places


def _sections(headings: Sequence[Heading], last_line: int) -> tuple[Section, ...]:
    sections: list[Section] = []
    chain: list[Section] = []
    for heading, end, own_end in zip(headings, *_ends(headings, last_line), strict=True):
        while chain and chain[-1].level >= heading.level:
            chain.pop()
        parent = chain[-1] if chain else None
        titles = (*(parent.titles if parent is not None else ()), heading.title)
        start = heading.location.line
        location = Location(heading.location.path, start, max(end, heading.location.end_line))
        section = Section(heading, location, max(own_end, heading.location.end_line), titles, parent)
        sections.append(section)
        chain.append(section)
    return tuple(sections)


def _ends(headings: Sequence[Heading], last_line: int) -> tuple[list[int], list[int]]:
    """The last line of each section with and without its subsections."""
    ends = [last_line] * len(headings)
    own_ends = [last_line] * len(headings)
    open_ones: list[int] = []
    for index, heading in enumerate(headings):
        before = heading.location.line - 1
        if index:
            own_ends[index - 1] = before
        while open_ones and headings[open_ones[-1]].level >= heading.level:
            ends[open_ones.pop()] = before
        open_ones.append(index)
    return ends, own_ends

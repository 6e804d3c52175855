"""Whether what a document reports really stands where it says."""

from __future__ import annotations

import re
from typing import Protocol

from speclatch.documents import Document
from speclatch.model import Location


def shown(document: Document, place: Location) -> str:
    """The source at a place of one line."""
    assert place.column is not None
    assert place.end_column is not None
    return document.lines[place.line - 1][place.column - 1 : place.end_column]


def outside(document: Document) -> list[Location]:
    """The places that lie outside the file, or end before they begin."""
    last = max(1, len(document.lines))
    return [place for place in _places(document) if not 1 <= place.line <= place.end_line <= last]


def misplaced(document: Document) -> list[object]:
    """Every title, box, cell, target, code span and comment that is not where it is said to be."""
    cells = [
        (cell, shown(document, row.cell_location(column)))
        for table in document.tables
        for row in (table.header_row, *table.rows)
        for column, cell in enumerate(row.cells)
    ]
    targets = [link for link in document.links if link.kind != "autolink" and _on_one_line(link.target_location)]
    code = [span for span in document.code_spans if _on_one_line(span.location)]
    comments = [comment for comment in document.comments if _on_one_line(comment.location)]
    return [
        *(h for h in document.headings if h.source.split("\n")[0] not in document.lines[h.location.line - 1]),
        *(task for task in document.tasks if shown(document, task.box).lower() not in {"[ ]", "[x]"}),
        *(cell for cell in cells if cell[0] != cell[1].replace("\\|", "|").strip(" \t\v\f")),
        *(link for link in targets if not _is_target(link.target, shown(document, link.target_location))),
        *(span for span in code if _as_read(span.text).strip() not in _as_read(shown(document, span.location))),
        *(c for c in comments if not _as_read(shown(document, c.location)).startswith("<!--" + _as_read(c.text))),
    ]


def _as_read(source: str) -> str:
    """The source as the parser reads it: the bars of a cell unescaped, ends of lines and tabs as blanks."""
    return re.sub(r"[ \t\r\n]+", " ", source.replace("\\|", "|"))


def _is_target(target: str, source: str) -> bool:
    """Whether a source says the target; one with escapes or entities is not read here."""
    return target == source or "\\" in source or "&" in source


def _on_one_line(place: Location) -> bool:
    return place.line == place.end_line


class _Placed(Protocol):
    """Something with a place."""

    @property
    def location(self) -> Location:
        """The place."""
        ...


def _places(document: Document) -> list[Location]:
    parts: tuple[_Placed, ...] = (
        *document.blocks,
        *document.headings,
        *document.sections,
        *document.tables,
        *document.tasks,
        *document.fences,
        *document.fields,
        *document.links,
        *document.code_spans,
        *document.comments,
    )
    return [part.location for part in parts] + [link.target_location for link in document.links]

"""What a document has, part by part: fields, sections, tables, rows, labels, boxes, each with what takes it away.

Templates and documents are read alike, by their text alone and not by what was derived from a template: what a
derivation overlooks shows as a defect that nobody catches.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from speclatch.documents.document import (
    Document,
    Field,
    MetadataField,
    MetadataForm,
    Row,
    Section,
    Table,
    Task,
    key_name,
)
from speclatch.fixes import text_at
from speclatch.model import Edit, Location
from speclatch.profiles.brackets import IDENTIFIER, has_spans
from speclatch.profiles.text import fold, is_blank, visible, without_emphasis
from speclatch.profiles.titles import normalise_label, normalise_title


class PartKind(enum.Enum):
    """The kinds of parts."""

    FIELD = "field"
    SECTION = "section"
    TABLE = "table"
    ROW = "row"
    LABEL = "label"
    BOX = "box"


class PartName(NamedTuple):
    """What a part is known by in template and documents: its kind, the title of the section around it, its own name."""

    kind: PartKind
    section: str
    name: str


class Part(NamedTuple):
    """One part of a document.

    ``place`` are its lines, all of which go when it is taken away; ``inside`` what is blanked when it is emptied (None:
    it holds nothing that could be); ``value`` what its template's own text would stand in for, and ``content`` the
    text there now. ``prefix`` opens the line where value and key share it.
    """

    name: PartName
    shown: str
    place: Location
    inside: Location | None = None
    value: Location | None = None
    content: str = ""
    prefix: str = ""
    cells: tuple[tuple[str, Location], ...] = ()


def parts_of(
    document: Document, sidecar: Document | None = None, title: Section | None = None
) -> Mapping[PartName, Part]:
    """Every part of a document by its name, the first of several of one name.

    ``sidecar`` is the file beside it that holds its front matter; ``title`` its own title where it has other headings
    of that level.
    """
    found: dict[PartName, Part] = {}
    reader = _Reader(document, title)
    for part in (*reader.fields(sidecar), *reader.sections(), *reader.tables(), *reader.labels(), *reader.boxes()):
        if part.name.name:
            found.setdefault(part.name, part)
    return found


def removal(part: Part, lines: Mapping[str, tuple[str, ...]]) -> Edit:
    """What takes a part away."""
    return Edit(part.place, "", text_at(lines[part.place.path], part.place))


def emptying(part: Part, template: Part, lines: Mapping[str, tuple[str, ...]]) -> tuple[Edit, ...]:
    """What blanks a part; of a row the cells that its template does not hold as well. Empty where nothing can be."""
    if part.cells:
        fixed = {fold(text) for text, _ in template.cells}
        return tuple(
            Edit(place, "", text_at(lines[place.path], place))
            for text, place in part.cells[1:]
            if not is_blank(text) and fold(text) not in fixed
        )
    if part.inside is None:
        return ()
    return (Edit(part.inside, part.prefix, text_at(lines[part.inside.path], part.inside)),)


def guidance(part: Part, template: Part, lines: Mapping[str, tuple[str, ...]]) -> Edit | None:
    """What puts the template's own text back; None where it has none, or it stands there already."""
    if part.value is None or is_blank(template.content) or fold(template.content) == fold(part.content):
        return None
    text = f"{part.prefix} {template.content}" if part.prefix else template.content
    old = text_at(lines[part.value.path], part.value)
    return Edit(part.value, text, old) if text != old else None


class _Reader:
    """Reads the parts of one document."""

    def __init__(self, document: Document, title: Section | None) -> None:
        self._document = document
        self._title = title or document.title
        self._items = {
            item.location.line: item.location for block in document.blocks if (item := block.item) is not None
        }
        self._metadata = {entry.key_location.line for entry in document.metadata.body}

    def _around(self, section: Section | None) -> str:
        return normalise_title(section.title) if section is not None and section is not self._title else ""

    def fields(self, sidecar: Document | None) -> Iterator[Part]:
        """The fields of its metadata; what a section ``Status`` says is that section's."""
        front = (sidecar or self._document).front_matter.entries
        lines = (sidecar or self._document).lines
        shared = Counter(entry.location.line for entry in (*front, *self._document.metadata.body))
        for entry in front:
            if shared[entry.location.line] == 1 or sidecar is not None:
                yield _front_field(entry, lines)
        for entry in self._document.metadata.body:
            if entry.form is not MetadataForm.SECTION and shared[entry.location.line] == 1:
                yield _body_field(entry)

    def sections(self) -> Iterator[Part]:
        """The sections, the document's own title and those that a placeholder names aside."""
        for section in self._document.sections:
            if section is not self._title and not has_spans(section.heading.source or section.title):
                yield self._section(section)

    def _section(self, section: Section) -> Part:
        name = PartName(PartKind.SECTION, "", normalise_title(section.title))
        first = section.heading.location.end_line + 1
        path = self._document.path
        own = Location(path, first, section.own_end_line) if first <= section.own_end_line else None
        below = Location(path, first, section.location.end_line) if first <= section.location.end_line else None
        seen = any(not is_blank(block.text) for block in self._document.blocks_in(section, deep=True))
        content = "\n".join(self._document.lines[first - 1 : section.own_end_line])
        return Part(name, section.title, section.location, below if seen else None, own, content)

    def tables(self) -> Iterator[Part]:
        """The tables, and their rows by the first cell."""
        for table in self._document.tables:
            if table.header_row.location.line in self._metadata or any(
                row.location.line in self._metadata for row in table.rows
            ):
                continue
            around = self._around(table.section)
            header = " | ".join(fold(cell) for cell in table.header)
            yield self._table(table, PartName(PartKind.TABLE, around, header))
            for row in table.rows:
                if not has_spans(row.cells[0]) and not _is_identifier(row.cells[0]):
                    yield self._row(row, around)

    def _table(self, table: Table, name: PartName) -> Part:
        filled = any(not is_blank(cell) for row in table.rows for cell in row.cells)
        rows = [row.location.line for row in table.rows]
        inside = Location(self._document.path, rows[0], rows[-1]) if filled else None
        return Part(name, " | ".join(table.header), table.location, inside)

    def _row(self, row: Row, around: str) -> Part:
        name = PartName(PartKind.ROW, around, fold(row.cells[0]))
        cells = tuple((cell, row.cell_location(column)) for column, cell in enumerate(row.cells[: row.width]))
        place = Location(self._document.path, row.location.line)
        text = text_at(self._document.lines, place)
        return Part(name, row.cells[0], place, place, place, text, cells=cells)

    def labels(self) -> Iterator[Part]:
        """The labels with what stands behind them; boxes are their own."""
        shared = Counter(field.location.line for field in self._document.fields)
        for field in self._document.fields:
            alone = shared[field.location.line] == 1 and field.location.line not in self._metadata
            if alone and field.container != "box" and not has_spans(field.label):
                yield self._label(field)

    def _label(self, field: Field) -> Part:
        name = PartName(PartKind.LABEL, self._around(field.section), normalise_label(field.label))
        where = field.location
        place = self._items.get(where.line) or Location(where.path, where.line, where.end_line)
        value = field.value_location if not is_blank(field.value) else None
        inside: Location | None = None
        if value is not None or not is_blank(field.body):
            start = field.value_location
            last = self._document.lines[place.end_line - 1]
            inside = Location(where.path, start.line, place.end_line, start.column, len(last))
        return Part(name, field.label, place, inside, value, field.value)

    def boxes(self) -> Iterator[Part]:
        """The boxes by their texts."""
        for task in self._document.tasks:
            if task.text and not has_spans(task.text):
                yield self._box(task)

    def _box(self, task: Task) -> Part:
        name = PartName(PartKind.BOX, self._around(task.section), fold(task.text))
        place = self._items.get(task.location.line, task.location)
        before = self._document.lines[task.box.line - 1][: task.box.end_column]
        return Part(name, task.text, place, place, prefix=before)


def _front_field(entry: MetadataField, lines: tuple[str, ...]) -> Part:
    name = PartName(PartKind.FIELD, "", key_name(entry.key))
    where = entry.location
    place = Location(where.path, where.line, where.end_line)
    line = lines[where.line - 1]
    colon = line.find(":", (entry.key_location.end_column or 1) - 1)
    if colon < 0:
        return Part(name, entry.key, place)
    inside = place if entry.text.strip() else None
    return Part(name, entry.key, place, inside, inside, entry.raw, line[: colon + 1])


def _body_field(entry: MetadataField) -> Part:
    name = PartName(PartKind.FIELD, "", key_name(entry.key))
    where = entry.location
    place = Location(where.path, where.line, where.end_line)
    value = entry.scalars[0].location if len(entry.scalars) == 1 and not entry.is_list else None
    inside = value if value is not None and value.column is not None else None
    return Part(name, entry.key, place, inside, inside, entry.text)


def _is_identifier(text: str) -> bool:
    """Whether a cell is an id and nothing else: its row is a sample of those that the author writes."""
    return IDENTIFIER.fullmatch(without_emphasis(visible(text)).strip("[]` ")) is not None


def filled(parts: Iterable[Part]) -> frozenset[PartName]:
    """The names of the parts that hold something."""
    return frozenset(part.name for part in parts if part.inside is not None)

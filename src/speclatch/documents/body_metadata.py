"""The fields of metadata that stand in a document's body.

Between the first heading and the next, or under a heading such as ``Metadata``: a table of two columns or of one row,
bullets, labelled lines, the same in a quote. Behind a line across the page, the labelled values that end the document.
Anywhere: a section ``## Status``, ``## Date`` or ``## Created`` that holds one line.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from speclatch.documents.elements import Block, BlockKind, Field, Row, Section, Table, Task
from speclatch.documents.fields import Label, find_label
from speclatch.documents.front_matter import MetadataField, MetadataForm, Scalar, key_name
from speclatch.model import Location
from speclatch.patterns import lazy_re

_HEAD_SECTIONS = frozenset({"metadata", "meta", "header", "document_control", "document_information"})
_SECTION_KEYS = frozenset({"status", "date"})
_SECTION_DATES = frozenset({"created", "updated", "last_updated"})
"""Titles of sections that say when, if a year stands there; what was created or updated may stand there, too."""
_YEAR = lazy_re(r"(?<!\d)\d{4}(?!\d)")
_WORDS = {
    "keys": """
        field key property attribute item name meta metadata label what element feld schlüssel eigenschaft champ clé
        campo clave поле pole veld fält felt kenttä mező câmp πεδίο alan الحقل שדה 项目 字段 属性 項目 欄位 항목
    """,
    "values": """
        value values details detail description content entry info information wert inhalt valeur contenu valor
        contenido conteúdo значение значення hodnota wartość waarde värde værdi verdi arvo érték valoare valore τιμή
        değer القيمة ערך 内容 內容 值 説明 値 값 내용
    """,
    "known": """
        status date title id owner owners author authors version created updated last_updated superseded_by supersedes
        decider deciders reviewer reviewers approver approvers state type
    """,
}
_KEY_HEADERS, _VALUE_HEADERS, _KNOWN = (frozenset(words.split()) for words in _WORDS.values())
_NUMBERING = lazy_re(r"\W*\d+(?:\.\d+)*[.):]?\s+")
_COMMENT = lazy_re(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_WRAPPED = lazy_re(r"(?P<mark>\*\*|__|\*|_|`)(?P<text>(?!\s)(?:(?!(?P=mark)).)+(?<!\s))(?P=mark)")
_LABEL_MARKS = lazy_re(r"[*`]{1,3}(?=\S)|(?<!\w)_{1,3}(?=\S)|(?<=\S)[*`_]{1,3}(?=\s|\Z)")
_LINK = lazy_re(r"\]\([^()]*\)")
_BULLET = lazy_re(r"^\s*(?:[-*+]|\d+[.)])\s+")
_ALERT = lazy_re(r"\[!(?:note|tip|important|warning|caution)\]", re.IGNORECASE)
"""What opens an alert, which is a box around a remark."""
_TOP_LEVEL = 2
"""The level of headings below which a section speaks of the subject, not of the document."""
_SHORT = 8
"""Words of a line that a section may open with, where it says more than that line."""


def body_metadata(
    sections: Sequence[Section],
    blocks: Sequence[Block],
    tables: Sequence[Table],
    fields: Sequence[Field],
    tasks: Sequence[Task],
) -> tuple[MetadataField, ...]:
    """The metadata in a body, in its order; what a section says of itself comes last."""
    heads = {None, *sections[:1], *(one for one in sections if key_name(_title(one)) in _HEAD_SECTIONS)}
    nested = {block.location.line for block in blocks if block.item is not None and block.item.depth > 1}
    foot = _foot(sections, blocks, fields)
    found = [
        _of_field(field)
        for field in fields
        if (field.section in heads or field.location.line >= foot)
        and field.container != "box"
        and field.location.line not in nested
    ]
    for table in tables:
        if table.section in heads:
            found.extend(_of_table(table))
    found.sort(key=lambda entry: entry.location.line)
    return (*found, *_of_sections(sections, blocks, tasks))


def _foot(sections: Sequence[Section], blocks: Sequence[Block], fields: Sequence[Field]) -> float:
    """The line from which a document says behind its last section who wrote it and how it stands, or none.

    A line across the page sets that off, and nothing but labelled values follows, of which one is the status.
    """
    last = next((at for at in range(len(blocks) - 1, -1, -1) if blocks[at].kind is BlockKind.BREAK), None)
    if last is None or not blocks[last + 1 :] or not sections:
        return math.inf
    first = blocks[last].location.line
    labelled = {field.location.line: key_name(field.label) for field in fields if field.location.line > first}
    is_all = all(
        block.kind is BlockKind.PARAGRAPH and block.location.line in labelled and block.section is sections[-1]
        for block in blocks[last + 1 :]
    )
    return first if is_all and "status" in labelled.values() else math.inf


def _title(section: Section) -> str:
    return _NUMBERING.sub("", section.title, count=1).strip(" :：")


def _of_field(field: Field) -> MetadataField:
    form = {"bullet": MetadataForm.BULLET, "quote": MetadataForm.QUOTE}.get(field.container, MetadataForm.LINE)
    label = _LABEL_MARKS.sub("", field.label)
    place = field.location
    if _shown(field.value) or not field.body:
        return _entry(label, field.value, field.value_location, place, place, form, field.section)
    lines = [_BULLET.sub("", line).strip() for line in field.body.split("\n")]
    scalars = tuple(Scalar(line, field.value_location) for line in lines if line)
    value = tuple(scalar.text for scalar in scalars)
    return MetadataField(label, value, field.body, place, place, scalars, form, field.section)


def _of_table(table: Table) -> Iterator[MetadataField]:
    """The fields of a table of two columns, or of one row under its header."""
    header = [key_name(_shown(cell)) for cell in table.header]
    named = bool(header) and header[0] in {"", *_KEY_HEADERS} and header[-1] in {"", *_VALUE_HEADERS}
    if len(header) == 2 and (named or header[1] in _VALUE_HEADERS):
        yield from (_of_row(row, table) for row in table.rows)
    elif _is_one_row(table, header):
        (row,) = table.rows
        for column, cell in enumerate(row.cells):
            place = table.header_row.cell_location(column)
            if header[column]:
                label = _label(table.header[column])
                whole = Location(row.location.path, row.location.line)
                yield _entry(label, cell, row.cell_location(column), whole, place, MetadataForm.TABLE, table.section)
    elif labels := _labelled(table):
        for cell, place, found in labels:
            value = cell[found.value_start : found.value_end]
            whole = Location(place.path, place.line)
            yield _entry(found.text, value, place, whole, place, MetadataForm.TABLE, table.section)
    elif len(header) == 2 and _holds_keys(header[0], _names(table)):
        yield from (_of_row(row, table) for row in (table.header_row, *table.rows))


def _labelled(table: Table) -> list[tuple[str, Location, Label]]:
    """The cells of a table in which each holds a label and its value, ``| Status: Done | Owner: Ann |``, or none."""
    rows = (table.header_row, *table.rows)
    cells = [(cell, row.cell_location(at)) for row in rows for at, cell in enumerate(row.cells) if _shown(cell)]
    found = [(cell, place, label) for cell, place in cells if (label := find_label(cell)) is not None]
    known = any(key_name(label.text) in _KNOWN for _, _, label in found)
    return found if known and len(found) == len(cells) else []


def _holds_keys(first: str, others: Sequence[str]) -> bool:
    """Whether the first column of a table without a header holds keys, by its first cell and the others.

    A column of ids, dates or versions holds data, and its first cell is its header: ``ID | Requirement``.
    """
    if any(name in _KNOWN for name in others):
        return True
    return first in _KNOWN and not any(char.isdigit() for name in others for char in name)


def _names(table: Table) -> list[str]:
    """What stands in a table's first column, as names of keys."""
    return [key_name(_shown(row.cells[0])) for row in table.rows]


def _is_one_row(table: Table, header: Sequence[str]) -> bool:
    """Whether a table's header holds the keys, and its one row their values."""
    if len(table.rows) != 1 or not any(name in _KNOWN for name in header):
        return False
    first = key_name(_shown(table.rows[0].cells[0]))
    return len(header) > 2 or (len(header) == 2 and first not in _KNOWN and header[1] in _KNOWN)


def _of_row(row: Row, table: Table) -> MetadataField:
    label = _label(row.cells[0])
    place = row.location
    return _entry(
        label, row.cells[1], row.cell_location(1), place, row.cell_location(0), MetadataForm.TABLE, table.section
    )


def _of_sections(
    sections: Sequence[Section], blocks: Sequence[Block], tasks: Sequence[Task]
) -> Iterator[MetadataField]:
    """The first sections ``Status``, ``Date`` and such that say one thing, and headings such as ``Status: Draft``."""
    seen: set[str] = set()
    for section in sections:
        title = _title(section)
        label = find_label(title)
        name = key_name(label.text if label is not None else title)
        if name not in _SECTION_KEYS | _SECTION_DATES or name in seen or section.level > _TOP_LEVEL:
            continue
        seen.add(name)
        place = section.heading.location
        if label is not None:
            said: tuple[str, Location] | None = (title[label.value_start : label.value_end], place)
        else:
            said = _said_in(section, name, blocks, tasks)
        if said is not None and (name in _SECTION_KEYS or _YEAR.search(said[0])):
            shown = label.text if label is not None else title
            yield _entry(shown, said[0], said[1], said[1], place, MetadataForm.SECTION, section)


def _said_in(
    section: Section, name: str, blocks: Sequence[Block], tasks: Sequence[Task]
) -> tuple[str, Location] | None:
    """What a section says in one line or by the one box that is ticked, and where; None if it says more."""
    boxes = [task for task in tasks if task.section is section]
    if boxes:
        ticked = [task for task in boxes if task.checked]
        return (ticked[0].text, ticked[0].location) if len(ticked) == 1 else None
    said = [one for one in blocks if one.section is section and _shown(one.text) and not _ALERT.match(one.text)]
    if not said:
        return "", section.heading.location
    labelled = _labelled_line(said, name)
    if labelled is not None:
        return labelled
    line = _one_line(said, name) if said[0].kind is BlockKind.PARAGRAPH else ""
    place = said[0].location
    return (line, Location(place.path, place.line)) if line else None


def _labelled_line(said: Sequence[Block], name: str) -> tuple[str, Location] | None:
    """What the label of the section's name says among the labelled lines that a section opens with, and where."""
    for block in said:
        lines = block.text.split("\n") if block.kind is BlockKind.PARAGRAPH else []
        labels = [find_label(line) for line in lines]
        if not labels or labels[0] is None:
            return None
        for at, (line, label) in enumerate(zip(lines, labels, strict=True)):
            if label is not None and key_name(label.text) == name:
                place = block.location
                return line[label.value_start : label.value_end], Location(place.path, place.line + at)
    return None


def _one_line(said: Sequence[Block], name: str) -> str:
    """What a section says in one line, or ``""``: a short first line counts where others follow."""
    lines = [line for line in said[0].text.split("\n") if _shown(line)]
    label = find_label(lines[0])
    line = lines[0][label.value_start : label.value_end] if label and key_name(label.text) == name else lines[0]
    alone = len(said) == 1 and len(lines) == 1
    return line if alone or len(_LINK.sub("]", line).split()) <= _SHORT else ""


def _shown(text: str) -> str:
    """A text without its comments and the emphasis around all of it."""
    bare = _COMMENT.sub("", text).strip() if "<!--" in text else text.strip()
    while (found := _WRAPPED.fullmatch(bare)) is not None:
        bare = found["text"].strip()
    return bare if bare.strip("*_~` ") else ""


def _label(cell: str) -> str:
    """What a cell calls a field, without its emphasis and the colon inside or behind it."""
    return _shown(_shown(cell).rstrip(" :：")).rstrip(" :：")


def _entry(
    label: str,
    source: str,
    value: Location,
    place: Location,
    key: Location,
    form: MetadataForm,
    section: Section | None,
) -> MetadataField:
    text = _shown(source)
    scalars = (Scalar(text, _narrowed(source, text, value)),) if text else ()
    return MetadataField(label, text or None, source, place, key, scalars, form, section)


def _narrowed(source: str, text: str, place: Location) -> Location:
    """The place of ``text`` within its source, where that stands on one line as it is."""
    at = source.find(text)
    if at < 0 or place.column is None or place.end_column is None or place.line != place.end_line:
        return place
    if place.end_column - place.column + 1 != len(source):
        return place
    return Location(place.path, place.line, place.line, place.column + at, place.column + at + len(text) - 1)

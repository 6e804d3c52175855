"""The parts of a document's body: sections, tables, tasks, links, blocks, labelled values, each with its place.

There are thousands in a document, so they are named tuples: these are made in a third of a dataclass's time.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import NamedTuple

from speclatch.model import Location


class Heading(NamedTuple):
    """A heading.

    ``title`` is its text without Markdown marks and tags; ``slug`` the anchor GitHub gives it; ``source``
    its text as written (``Exec Spec: <Feature Name>``, where GitHub takes the placeholder for a tag).
    """

    level: int
    title: str
    slug: str
    location: Location
    source: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A heading and all that stands below it up to the next heading of its level or higher.

    ``location`` runs from the heading to the section's last line (subsections included); ``own_end_line``
    is the last line before its first subsection. ``titles`` are the titles from the outermost section
    down to this one.
    """

    heading: Heading
    location: Location
    own_end_line: int
    titles: tuple[str, ...]
    parent: Section | None = field(default=None, repr=False)

    @property
    def title(self) -> str:
        """The heading's title."""
        return self.heading.title

    @property
    def level(self) -> int:
        """The heading's level, 1 to 6."""
        return self.heading.level


class Row(NamedTuple):
    """A table's row, cut or padded to the header's width as GitHub shows it.

    ``cells`` are the trimmed source texts (inline Markdown kept, escaped bars unescaped); ``columns``
    their first and last columns, both inclusive (of a blank cell: what stands between the bars; of a
    padded cell: the row's end); ``width`` is the number of cells written.
    """

    cells: tuple[str, ...]
    location: Location
    columns: tuple[tuple[int, int], ...]
    width: int

    def cell_location(self, column: int) -> Location:
        """The place of the cell in a column, counted from 0."""
        path, line = self.location.path, self.location.line
        return Location(path, line, line, *self.columns[column])


class Table(NamedTuple):
    """A GFM table: ``header`` texts, data ``rows``; ``location`` from the header row to the last data row."""

    header: tuple[str, ...]
    header_row: Row
    rows: tuple[Row, ...]
    location: Location
    section: Section | None


class Task(NamedTuple):
    """A task-list item. ``text`` is its first paragraph's source without the box, lines joined by a space.

    ``struck`` says that the text is struck through, but for a remark behind it; ``struck_text`` is what is struck
    at its beginning. ``depth`` is 1 for an item of a top-level list; ``location`` is the line with the box, ``box``
    the three characters of the box itself; ``body`` the text of the item's other blocks, nested ones included.
    """

    checked: bool
    text: str
    struck: bool
    depth: int
    location: Location
    box: Location
    section: Section | None
    struck_text: str = ""
    body: str = ""


class Link(NamedTuple):
    """A link or image with its destination.

    ``target`` is the destination as GitHub reads it, entities and escapes resolved, not percent-decoded;
    ``location`` the whole link; ``target_location`` the destination in the source (for a reference link:
    in its definition). ``kind`` is ``inline``, ``reference``, ``autolink``, ``image``, or ``html`` for what a tag
    such as ``<a href>`` or ``<img src>`` names.
    """

    text: str
    target: str
    location: Location
    target_location: Location
    kind: str
    section: Section | None


class CodeSpan(NamedTuple):
    """An inline code span.

    ``text`` is its content as shown; ``location`` spans the content without backticks.
    """

    text: str
    location: Location
    section: Section | None


class Fence(NamedTuple):
    """A fenced or indented code block. ``location`` includes the fences; ``info`` is the info string."""

    info: str
    text: str
    location: Location
    section: Section | None


class Comment(NamedTuple):
    """An HTML comment, in a block or inside a line. ``text`` is what stands between the marks, untrimmed."""

    text: str
    location: Location
    section: Section | None


class BlockKind(enum.Enum):
    """The kinds of leaf blocks that hold something an author wrote, headings aside."""

    PARAGRAPH = "paragraph"
    CODE = "code"
    HTML = "html"
    TABLE = "table"
    BREAK = "break"


class Item(NamedTuple):
    """A list item that holds blocks: its lines, its nesting (1 = top level), whether it is a task."""

    location: Location
    depth: int
    ordered: bool
    is_task: bool
    parent: Item | None = None


class Block(NamedTuple):
    """A leaf block in document order.

    ``text`` is its source with container marks (``>``, list indent) removed, lines joined by LF; of a
    task's first paragraph, without the box. ``item`` is the innermost list item around it, ``quoted``
    says that a block quote is around it.
    """

    kind: BlockKind
    text: str
    location: Location
    section: Section | None
    item: Item | None
    quoted: bool


class Field(NamedTuple):
    """A labelled value: ``- Label: value``, ``- [x] Label: value``, ``> **Label**: value``, ``**Label**: value``.

    ``label`` is the source without emphasis marks and colon (code spans keep their backticks); ``value`` the rest
    of its paragraph up to the next label, trimmed, closing emphasis removed; ``body`` all text of the item's other
    blocks, nested ones included. ``container`` is ``bullet``, ``box``, ``quote`` or ``text`` (a line of its own);
    ``marked`` says that emphasis sets the label off. ``location`` is the line with the label (to the value's end),
    ``value_location`` the value's span (the end of the label where it is empty).
    """

    label: str
    value: str
    body: str
    container: str
    location: Location
    value_location: Location
    section: Section | None
    marked: bool = False

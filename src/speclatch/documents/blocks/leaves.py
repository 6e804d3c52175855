"""What the block parser hands on: leaves in document order, each with its lines, its list item and its quote."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class LeafKind(enum.IntEnum):
    """The kinds of leaves; a table with all its rows is one leaf."""

    HEADING = 1
    PARAGRAPH = 2
    FENCED = 3
    INDENTED = 4
    HTML = 5
    TABLE = 6
    BREAK = 7


class Target(NamedTuple):
    """Where a link label leads: the target as read, and its place [start, end) in the line of that index."""

    target: str
    line: int
    start: int
    end: int


class Names(NamedTuple):
    """What inline text may refer to: link targets by normalized label, labels of footnotes."""

    targets: Mapping[str, Target]
    footnotes: frozenset[str]


class ItemRecord:
    """A list item as parsed, ``first`` and ``last`` being indexes of lines.

    ``box`` is the offset of a task's ``[`` in the line ``box_line``; None where the item is no task.
    """

    __slots__ = ("box", "box_line", "checked", "depth", "first", "footnote", "last", "ordered", "parent")

    def __init__(self, first: int, *, ordered: bool, parent: ItemRecord | None) -> None:
        self.first = first
        self.last = first
        self.depth: int = parent.depth + 1 if parent is not None else 1
        self.ordered = ordered
        self.parent = parent
        self.box: int | None = None
        self.box_line = -1
        self.checked = False
        self.footnote: tuple[str, int] | None = None


class Leaf:
    """A leaf block.

    ``texts[k]`` is what line ``text_line + k`` says behind all container marks; it begins at offset
    ``offsets[k]`` of that line. ``first`` and ``last`` are its lines, fences included; ``info`` is a
    fence's info string, ``level`` a heading's; ``footnote`` the footnote definition around it (label,
    line). ``holds_box`` says that it begins behind a task's box, ``lazy`` that a line went on with it
    without its container's marks.
    """

    __slots__ = (
        "first",
        "footnote",
        "holds_box",
        "info",
        "item",
        "kind",
        "last",
        "lazy",
        "level",
        "offsets",
        "quoted",
        "text_line",
        "texts",
    )

    def __init__(self, kind: LeafKind, first: int) -> None:
        self.kind = kind
        self.texts: list[str] = []
        self.offsets: list[int] = []
        self.item: ItemRecord | None = None
        self.quoted = False
        self.footnote: tuple[str, int] | None = None
        self.holds_box = False
        self.lazy = False
        self.level = 0
        self.info = ""
        self.first = self.last = self.text_line = first

    def restart(self, first: int) -> None:
        """Begin at another line."""
        self.first = self.last = self.text_line = first
        self.texts.clear()
        self.offsets.clear()

    def append(self, index: int, text: str, offset: int) -> None:
        """Take the line ``index``."""
        self.last = index
        self.texts.append(text)
        self.offsets.append(offset)

    def extend(self, lines: Sequence[str], first: int, end: int) -> None:
        """Take all of the lines [first, end)."""
        self.last = end - 1
        self.texts += lines[first:end]
        self.offsets += [0] * (end - first)

    def drop_head(self, count: int) -> None:
        """Give up the first ``count`` lines."""
        del self.texts[:count], self.offsets[:count]
        self.first += count
        self.text_line += count

    def strip_indent(self) -> None:
        """Give up the indent of lazy lines, which is kept until it is clear that they are text."""
        for at, text in enumerate(self.texts):
            stripped = text.lstrip(" \t")
            self.offsets[at] += len(text) - len(stripped)
            self.texts[at] = stripped

    def drop_blank_tail(self) -> None:
        """Give up blank lines at the end."""
        while self.texts and not self.texts[-1].strip(" \t"):
            self.texts.pop()
            self.offsets.pop()
            self.last -= 1

    @property
    def text(self) -> str:
        """Its lines, joined by LF."""
        return "\n".join(self.texts)


class Blocks(NamedTuple):
    """The block level of a text: leaves and list items in order, and what inline text may refer to.

    ``footnotes`` holds the line index of each footnote label's first definition.
    """

    leaves: list[Leaf]
    items: list[ItemRecord]
    names: Names
    footnotes: Mapping[str, int]

"""The stack of open blocks: what may stand in what, what closes when something opens, what has been found so far."""

from __future__ import annotations

from collections.abc import MutableMapping

from speclatch.documents.blocks.leaves import ItemRecord, Leaf, LeafKind, Target
from speclatch.documents.limits import MAX_BLOCKS, TooDenseError
from speclatch.documents.link_parts import normalize_label, parse_definition

ROOT, QUOTE, LIST, ITEM, FOOTNOTE = range(10, 15)
HEADING, PARAGRAPH, FENCED, INDENTED, HTML, TABLE, BREAK = LeafKind
LITERAL = frozenset({FENCED, INDENTED, HTML})
"""Blocks whose lines are taken as they are."""
_HOLDS_BLOCKS = frozenset({ROOT, QUOTE, ITEM, FOOTNOTE})


class Open:
    """An open block: a container's own measures, or the leaf that takes lines."""

    __slots__ = (
        "filled",
        "footnote",
        "item",
        "kind",
        "leaf",
        "marker",
        "padding",
        "quoted",
        "refused",
        "width",
    )

    def __init__(self, kind: int, leaf: Leaf | None = None, width: int = 0, marker: str = "") -> None:
        self.kind = kind
        self.leaf = leaf
        self.width = width  # columns: an item's content is indented by, a fence is indented by
        self.marker = marker  # a list's kind of marker, a fence, a kind of HTML block
        self.filled = False
        self.refused = False  # a paragraph that a delimiter row did not fit
        self.padding = 0  # cells that a table's rows lack
        self.item: ItemRecord | None = None
        self.quoted = False
        self.footnote: tuple[str, int] | None = None


class OpenBlocks:
    """The open blocks of a pass, outermost first, and what it has found.

    ``index`` is the line being read, ``matched`` the place in ``stack`` of the innermost block that this line
    goes on with; ``last_filled`` is the last line that was not blank. ``leaves`` and ``items`` are in document
    order, ``targets`` goes by label, ``footnotes`` holds the line index of each label's first definition.
    """

    __slots__ = (
        "footnotes",
        "index",
        "items",
        "last_filled",
        "leaves",
        "matched",
        "room",
        "stack",
        "targets",
    )

    def __init__(self) -> None:
        self.leaves: list[Leaf] = []
        self.items: list[ItemRecord] = []
        self.targets: MutableMapping[str, Target] = {}
        self.footnotes: dict[str, int] = {}
        self.stack = [Open(ROOT)]
        self.room = MAX_BLOCKS
        self.index = 0
        self.matched = 0
        self.last_filled = -1

    def push(self, block: Open) -> Open:
        """Open ``block`` in the innermost matched block that can hold it; what is not matched closes.

        Raises:
            TooDenseError: the document holds too many blocks.
        """
        stack, at = self.stack, self.matched
        while stack[at].kind not in _HOLDS_BLOCKS and not (block.kind == ITEM and stack[at].kind == LIST):
            at -= 1
        if len(stack) > at + 1:
            self.close_to(at + 1)
        if block.kind != LIST:
            self.room -= 1
            if self.room < 0:
                raise TooDenseError("blocks", MAX_BLOCKS, self.index)
        parent = stack[at]
        parent.filled = True
        block.item, block.quoted, block.footnote = parent.item, parent.quoted, parent.footnote
        stack.append(block)
        self.matched = at + 1
        return block

    def open_leaf(self, kind: LeafKind, width: int = 0, marker: str = "") -> Leaf:
        """Open a leaf that takes lines."""
        leaf = Leaf(kind, self.index)
        block = self.push(Open(kind, leaf, width, marker))
        leaf.item, leaf.quoted, leaf.footnote = block.item, block.quoted, block.footnote
        if kind is PARAGRAPH and leaf.item is not None and leaf.item.box_line == self.index:
            leaf.holds_box = True
        self.leaves.append(leaf)
        return leaf

    def add_leaf(self, kind: LeafKind) -> Leaf:
        """Add a leaf of one line."""
        leaf = self.open_leaf(kind)
        self.drop()
        return leaf

    def drop(self) -> None:
        """Take the innermost matched block off the stack as it is: it became something else, or is complete."""
        self.stack.pop()
        self.matched -= 1

    def close_to(self, size: int) -> None:
        """Close the innermost blocks until ``size`` are open."""
        stack = self.stack
        while len(stack) > size:
            block = stack.pop()
            if block.kind == ITEM:
                assert block.item is not None  # noqa: S101 - for mypy
                block.item.last = max(block.item.first, self.last_filled)
            elif block.kind is PARAGRAPH and block.leaf is not None:
                self.define_targets(block.leaf)
            elif block.kind is INDENTED and block.leaf is not None:
                block.leaf.drop_blank_tail()

    def define_targets(self, leaf: Leaf) -> None:
        """Take the link reference definitions a paragraph begins with out of it."""
        if leaf.texts and leaf.texts[0].startswith("["):
            self._take_definitions(leaf)
        if leaf.lazy:
            leaf.strip_indent()

    def _take_definitions(self, leaf: Leaf) -> None:
        text, offset, line = leaf.text, 0, 0
        while text.startswith("[", offset) and (found := parse_definition(text, offset)):
            at = line + text.count("\n", offset, found.span.start)
            base = leaf.offsets[at] - (text.rfind("\n", 0, found.span.start) + 1)
            place = Target(found.target, leaf.first + at, base + found.span.start, base + found.span.end)
            self.targets.setdefault(normalize_label(found.label), place)
            line += text.count("\n", offset, found.end) + (found.end == len(text))
            offset = found.end
        if line:
            leaf.drop_head(line)

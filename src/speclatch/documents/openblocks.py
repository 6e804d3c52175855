"""The stack of open blocks: what may stand in what, what closes when something opens, what a paragraph defines."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence

from speclatch.documents.cursor import Cursor
from speclatch.documents.definitions import normalize_label, parse_definition
from speclatch.documents.density import MAX_BLOCKS, TooDenseError
from speclatch.documents.leaves import ItemRecord, Leaf, LeafKind, Target

ROOT, QUOTE, LIST, ITEM, FOOTNOTE = range(10, 15)
HEADING, PARAGRAPH, FENCED, INDENTED, HTML, TABLE, BREAK = LeafKind
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


class BlockStack(Cursor):
    """The open blocks of a pass, and what it found.

    ``leaves`` and ``items`` are in document order; ``targets`` is filled by label, ``footnotes`` holds
    the line index of each label's first definition.
    """

    def __init__(self, lines: Sequence[str], targets: MutableMapping[str, Target]) -> None:
        super().__init__()
        self.lines = lines
        self.leaves: list[Leaf] = []
        self.items: list[ItemRecord] = []
        self.targets = targets
        self.footnotes: dict[str, int] = {}
        self.stack = [Open(ROOT)]
        self.room = MAX_BLOCKS
        self.index = 0
        self.matched = 0
        self.last_filled = -1
        self.done = False
        self.filled = False

    def _push(self, block: Open) -> Open:
        """Open ``block`` in the innermost matched block that can hold it; what is not matched closes."""
        stack, at = self.stack, self.matched
        while stack[at].kind not in _HOLDS_BLOCKS and not (block.kind == ITEM and stack[at].kind == LIST):
            at -= 1
        self._close_to(at + 1)
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

    def _open_leaf(self, kind: LeafKind, width: int = 0, marker: str = "") -> Leaf:
        """Open a leaf that takes lines."""
        leaf = Leaf(kind, self.index)
        block = self._push(Open(kind, leaf, width, marker))
        leaf.item, leaf.quoted, leaf.footnote = block.item, block.quoted, block.footnote
        if kind is PARAGRAPH and leaf.item is not None and leaf.item.box_line == self.index:
            leaf.holds_box = True
        self.leaves.append(leaf)
        return leaf

    def _add_leaf(self, kind: LeafKind) -> Leaf:
        """Add a leaf of one line."""
        leaf = self._open_leaf(kind)
        self.stack.pop()
        self.matched -= 1
        return leaf

    def _close_to(self, size: int) -> None:
        stack = self.stack
        while len(stack) > size:
            block = stack.pop()
            if block.kind == ITEM:
                assert block.item is not None  # noqa: S101 - for mypy
                block.item.last = max(block.item.first, self.last_filled)
            elif block.kind is PARAGRAPH and block.leaf is not None:
                self._define_targets(block.leaf)
            elif block.kind is INDENTED and block.leaf is not None:
                block.leaf.drop_blank_tail()

    def _define_targets(self, leaf: Leaf) -> None:
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

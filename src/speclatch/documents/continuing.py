"""Which open blocks a line goes on with: the first half of what is done with every line."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence

from speclatch.documents.htmlblocks import ends_at_blank
from speclatch.documents.leaves import Target
from speclatch.documents.openblocks import (
    FENCED,
    FOOTNOTE,
    HTML,
    INDENTED,
    ITEM,
    LIST,
    PARAGRAPH,
    QUOTE,
    TABLE,
    BlockStack,
    Open,
)
from speclatch.documents.rows import has_cells

CODE_INDENT = 4
_FENCE_END = re.compile(r"(`{3,}|~{3,})[ \t]*\Z")


class Continuing(BlockStack):
    """Matches a line with the open blocks, from the outermost inwards."""

    def __init__(self, lines: Sequence[str], targets: MutableMapping[str, Target]) -> None:
        super().__init__(lines, targets)
        self.continues: dict[int, Callable[[Open], bool]] = {
            QUOTE: self._continue_quote,
            ITEM: self._continue_item,
            FOOTNOTE: self._continue_footnote,
            FENCED: self._continue_fence,
            INDENTED: self._continue_indented,
            HTML: lambda block: not (self.blank and ends_at_blank(block.marker)),
            PARAGRAPH: lambda _: not self.blank,
            TABLE: lambda _: not self.blank and has_cells(self.line[self.first :]),
        }

    def _continue_blocks(self) -> None:
        self.find()
        self.filled = not self.blank
        stack = self.stack
        matched = 0
        for matched in range(1, len(stack)):
            block = stack[matched]
            if block.kind != LIST:
                self.find()
                if not self.continues[block.kind](block):
                    matched -= 1
                    break
        self.matched = matched

    def _continue_quote(self, _block: Open) -> bool:
        if self.indent >= CODE_INDENT or self.blank or self.line[self.first] != ">":
            return False
        self.move(self.first + 1)
        if self.line.startswith(" ", self.position):
            self.move(self.position + 1)
        return True

    def _continue_item(self, block: Open) -> bool:
        if self.indent >= block.width:
            self.move(self.position + block.width)
            return True
        if self.blank and block.filled:
            self.move(self.first)
            return True
        return False

    def _continue_footnote(self, _block: Open) -> bool:
        if self.indent >= CODE_INDENT:
            self.move(self.position + CODE_INDENT)
            return True
        return self.line == ""

    def _continue_fence(self, block: Open) -> bool:
        if self.indent < CODE_INDENT and self.line.startswith(block.marker, self.first):
            end = _FENCE_END.match(self.line, self.first)
            if end is not None:
                assert block.leaf is not None  # noqa: S101 - for mypy
                block.leaf.last = self.index
                self._close_to(len(self.stack) - 1)
                self.done = True
                return True
        self.move(min(self.first, self.position + block.width))
        return True

    def _continue_indented(self, _block: Open) -> bool:
        if self.indent >= CODE_INDENT:
            self.move(self.position + CODE_INDENT)
            return True
        if self.blank:
            self.move(self.first)
        return self.blank

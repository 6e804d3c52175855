"""Which open blocks a line goes on with: one function per kind of block, in a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from speclatch.documents.blocks.html import ends_at_blank
from speclatch.documents.blocks.line import Line
from speclatch.documents.blocks.rows import has_cells
from speclatch.documents.blocks.stack import (
    FENCED,
    FOOTNOTE,
    HTML,
    INDENTED,
    ITEM,
    LIST,
    PARAGRAPH,
    QUOTE,
    TABLE,
    Open,
    OpenBlocks,
)
from speclatch.patterns import lazy_re

CODE_INDENT = 4
_FENCE_END = lazy_re(r"(`{3,}|~{3,})[ \t]*\Z")

NO: Final = 0
YES: Final = 1
ENDED: Final = 2  # and nothing is left of the line


def match_blocks(line: Line, blocks: OpenBlocks) -> bool:
    """Note how many of the open blocks, from the outermost on, ``line`` goes on with; whether it ends the last."""
    stack = blocks.stack
    matched = 0
    for matched in range(1, len(stack)):
        block = stack[matched]
        kind = block.kind
        if kind == LIST:
            continue
        line.find()
        goes_on = CONTINUES[kind](line, block)
        if goes_on == NO:
            blocks.matched = matched - 1
            return False
        if goes_on == ENDED:
            assert block.leaf is not None  # noqa: S101 - for mypy
            block.leaf.last = blocks.index
            blocks.close_to(len(stack) - 1)
            blocks.matched = matched
            return True
    blocks.matched = matched
    return False


def skip_quote_mark(line: Line) -> bool:
    """Move behind the ``>`` that the line goes on with; whether there is one."""
    if line.indent >= CODE_INDENT or line.blank or line.text[line.first] != ">":
        return False
    line.position = line.first + 1
    if line.text.startswith(" ", line.position):
        line.position += 1
    return True


def _continues_quote(line: Line, _block: Open) -> int:
    return skip_quote_mark(line)


def _continues_item(line: Line, block: Open) -> int:
    if line.indent >= block.width:
        line.position += block.width
        return YES
    if line.blank and block.filled:
        line.position = line.first
        return YES
    return NO


def _continues_footnote(line: Line, _block: Open) -> int:
    if line.indent >= CODE_INDENT:
        line.position += CODE_INDENT
        return YES
    return line.text == ""


def _continues_fence(line: Line, block: Open) -> int:
    text = line.text
    if line.indent < CODE_INDENT and text.startswith(block.marker, line.first) and _FENCE_END.match(text, line.first):
        return ENDED
    line.position = min(line.first, line.position + block.width)
    return YES


def _continues_indented(line: Line, _block: Open) -> int:
    if line.indent >= CODE_INDENT:
        line.position += CODE_INDENT
        return YES
    if line.blank:
        line.position = line.first
    return line.blank


def _continues_html(line: Line, block: Open) -> int:
    return not (line.blank and ends_at_blank(block.marker))


def _continues_paragraph(line: Line, _block: Open) -> int:
    return not line.blank


def _continues_table(line: Line, _block: Open) -> int:
    return not line.blank and has_cells(line.text[line.first :])


CONTINUES: dict[int, Callable[[Line, Open], int]] = {
    QUOTE: _continues_quote,
    ITEM: _continues_item,
    FOOTNOTE: _continues_footnote,
    FENCED: _continues_fence,
    INDENTED: _continues_indented,
    HTML: _continues_html,
    PARAGRAPH: _continues_paragraph,
    TABLE: _continues_table,
}
"""Per kind of block, whether a line goes on with it: NO, YES, or ENDED."""

"""The pass over a document's lines: what each goes on with, what it opens, where its text goes."""

from __future__ import annotations

from collections.abc import Sequence

from speclatch.documents.blocks.continuing import CODE_INDENT, match_blocks
from speclatch.documents.blocks.html import html_ends
from speclatch.documents.blocks.leaves import Blocks, Names
from speclatch.documents.blocks.line import Line
from speclatch.documents.blocks.runs import take_run
from speclatch.documents.blocks.stack import HTML, INDENTED, ITEM, LITERAL, PARAGRAPH, TABLE, OpenBlocks
from speclatch.documents.blocks.starters import NOTHING, STARTERS, TAKEN
from speclatch.documents.blocks.tables import add_row, start_table
from speclatch.documents.deadlines import check_deadline
from speclatch.patterns import lazy_re

_TASK = lazy_re(r"[ \t\v\f]*(?:[-+*]|[0-9]+.)[ \t\v\f]+\[([ xX])\][ \t\v\f]+")
_LINES_BETWEEN_CHECKS = 2048


def parse_blocks(lines: Sequence[str]) -> Blocks:
    """The block level of ``lines``, which have no ends.

    Raises:
        TooDenseError: there are more blocks than are read.
        LimitError: a deadline is set, and over.
    """
    blocks = OpenBlocks()
    line = Line()
    index, total, next_check = 0, len(lines), _LINES_BETWEEN_CHECKS
    while index < total:
        index = take_run(lines, blocks, index)
        if index >= next_check:
            check_deadline()
            next_check = index + _LINES_BETWEEN_CHECKS
        if index < total:
            blocks.index = index
            line.begin(lines[index])
            _take_line(line, blocks)
            index += 1
    blocks.index = total
    blocks.close_to(1)
    leaves = [leaf for leaf in blocks.leaves if leaf.texts or leaf.kind is not PARAGRAPH]
    names = Names(blocks.targets, frozenset(blocks.footnotes))
    return Blocks(leaves, blocks.items, names, blocks.footnotes)


def _take_line(line: Line, blocks: OpenBlocks) -> None:
    """Go on with open blocks, open new ones, and give the rest of the line to the innermost."""
    line.find()
    filled = not line.blank
    if not match_blocks(line, blocks) and not _open_blocks(line, blocks):
        _add_text(line, blocks)
    if filled:
        blocks.last_filled = blocks.index


def _open_blocks(line: Line, blocks: OpenBlocks) -> bool:
    """Open the blocks that begin in the line; whether that took all of it."""
    stack = blocks.stack
    maybe_lazy = stack[-1].kind is PARAGRAPH
    while stack[blocks.matched].kind not in LITERAL:
        line.depth += 1
        line.find()
        if line.blank:
            return False
        if line.indent >= CODE_INDENT:
            if maybe_lazy:
                _tick_item(line, blocks)
            else:
                blocks.open_leaf(INDENTED)
                line.position += CODE_INDENT
            return False
        started = NOTHING
        for start in STARTERS.get(line.text[line.first], ()):
            started = start(line, blocks)
            if started != NOTHING:
                break
        if started == NOTHING:
            return _continue_leaf(line, blocks)
        if started == TAKEN:
            return True
        maybe_lazy = False
    return False


def _continue_leaf(line: Line, blocks: OpenBlocks) -> bool:
    """What a line may do that starts no block: make a table of a paragraph, add a row, be a task."""
    block = blocks.stack[blocks.matched]
    if block.kind is PARAGRAPH:
        return start_table(line, blocks, block)
    if block.kind is TABLE:
        return add_row(line, blocks, block)
    if block.kind == ITEM:
        _tick_item(line, blocks)
    return False


def _tick_item(line: Line, blocks: OpenBlocks) -> None:
    """Make a task of the item the line belongs to, if the line looks like one from its very beginning."""
    block = blocks.stack[blocks.matched]
    item = block.item if block.kind == ITEM else None
    if item is not None and (match := _TASK.match(line.raw)):
        item.box = match.start(1) - 1
        item.box_line = blocks.index
        item.checked = match[1] != " "
        line.position = min(line.position + 3, len(line.text))


def _add_text(line: Line, blocks: OpenBlocks) -> None:
    """Give the rest of the line to the innermost open block, or begin a paragraph with it."""
    line.find()
    stack = blocks.stack
    tip = stack[-1]
    lazy = blocks.matched < len(stack) - 1 and not line.blank and tip.kind is PARAGRAPH
    if not lazy:
        blocks.close_to(blocks.matched + 1)
        tip = stack[-1]
    if tip.leaf is None or tip.kind is TABLE:
        if not line.blank:
            blocks.open_leaf(PARAGRAPH).append(blocks.index, *line.rest(line.first))
    elif tip.kind in LITERAL:
        tip.leaf.append(blocks.index, *line.rest(line.position))
        if tip.kind is HTML and html_ends(tip.marker, line.text, line.first):
            blocks.close_to(len(stack) - 1)
    elif lazy:
        tip.leaf.lazy = True
        tip.leaf.append(blocks.index, *line.rest(line.position))
    else:  # a paragraph, which a blank line would have closed
        tip.leaf.append(blocks.index, *line.rest(line.first))

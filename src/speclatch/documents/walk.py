"""One pass over a document's lines with the stack of open blocks, as CommonMark and cmark-gfm go."""

from __future__ import annotations

import re

from speclatch.documents.continuing import CODE_INDENT
from speclatch.documents.htmlblocks import END_MARKS, html_ends
from speclatch.documents.openblocks import (
    FENCED,
    HTML,
    INDENTED,
    ITEM,
    PARAGRAPH,
    ROOT,
    TABLE,
    Open,
)
from speclatch.documents.rows import count_cells, is_delimiter_row
from speclatch.documents.starting import Starting

_ENDED_BY_BLANK = frozenset({ROOT, PARAGRAPH, TABLE})
_LITERAL = frozenset({FENCED, INDENTED, HTML})
_SPECIAL = frozenset(" \t>#`~<=-_*+0123456789|:[")
_OUTERMOST = 2  # open blocks, of which the inner one stands in no container
_DEEP = 8  # open blocks from which on blank lines in code are taken without their own blanks
_MAX_PADDING = 0x80000  # cmark-gfm adds no more cells to short rows (MAX_AUTOCOMPLETED_CELLS)

_TASK = re.compile(r"[ \t\v\f]*(?:[-+*]|[0-9]+.)[ \t\v\f]+\[([ xX])\][ \t\v\f]+")


class Walk(Starting):
    """The pass itself: ``run`` goes through all lines."""

    def run(self) -> None:
        """Go through all lines."""
        total = len(self.lines)
        index = 0
        while index < total:
            index = self._run_plain(index, total)
            if index < total:
                self._take_line(index)
                index += 1
        self.index = total
        self._close_to(1)
        self.leaves = [leaf for leaf in self.leaves if leaf.texts or leaf.kind is not PARAGRAPH]

    def _run_plain(self, index: int, total: int) -> int:
        """Take the lines that can only go on with what is open outermost; the index of the first other."""
        lines, stack = self.lines, self.stack
        while index < total:
            tip = stack[-1]
            if len(stack) <= _OUTERMOST:
                if tip.kind is FENCED:
                    index = self._run_fence(tip, index, total)
                elif tip.kind is HTML:
                    index = self._run_html(tip, index, total)
                elif tip.kind in _ENDED_BY_BLANK:
                    index = self._run_text(index, total)
                if index == total:
                    break
            line = lines[index]
            if (line and (line[0] not in " \t" or line.strip(" \t"))) or not self._pass_blank(index, stack[-1]):
                return index
            index += 1
        return index

    def _run_fence(self, tip: Open, index: int, total: int) -> int:
        """Take lines of an outermost, unindented fence that cannot end it."""
        lines, leaf, marker = self.lines, tip.leaf, tip.marker
        if leaf is None or tip.width:
            return index
        while index < total and marker not in lines[index]:
            leaf.append(index, lines[index], 0)
            self.last_filled = index
            index += 1
        return index

    def _run_html(self, tip: Open, index: int, total: int) -> int:
        """Take lines of an outermost HTML block that cannot end it: those without its end's mark, those not blank."""
        lines, leaf, mark = self.lines, tip.leaf, END_MARKS.get(tip.marker)
        assert leaf is not None  # noqa: S101 - for mypy
        while index < total:
            line = lines[index]
            if (mark in line) if mark is not None else not line.strip(" \t"):
                return index
            leaf.append(index, line, 0)
            self.last_filled = index
            index += 1
        return index

    def _run_text(self, index: int, total: int) -> int:
        """Take outermost lines of paragraphs and tables, and the empty lines between."""
        lines, stack = self.lines, self.stack
        while index < total:
            line = lines[index]
            tip = stack[-1]
            leaf = tip.leaf
            if not line:
                self._close_to(1)
            elif line[0] in _SPECIAL:
                if tip.kind is not TABLE or line[0] != "|" or line.count("|") <= tip.width or leaf is None:
                    return index
                leaf.append(index, line, 0)
                self.last_filled = index
            elif tip.kind is TABLE:
                return index
            else:
                if leaf is None:
                    self.index, self.matched = index, 0
                    leaf = self._open_leaf(PARAGRAPH)
                leaf.append(index, line, 0)
                self.last_filled = index
            index += 1
        return index

    def _pass_blank(self, index: int, tip: Open) -> bool:
        """Pass over a blank line behind a blank line: it closes nothing that the first one left open."""
        if index == 0 or self.lines[index - 1].strip(" \t") or tip.footnote is not None:
            return False
        if tip.kind in _LITERAL:
            if len(self.stack) <= _DEEP or tip.leaf is None:
                return False
            tip.leaf.append(index, "", len(self.lines[index]))  # spares the way through all containers
        return tip.kind != ITEM or tip.filled

    def _take_line(self, index: int) -> None:
        self.index = index
        self.done = False
        self.start(self.lines[index])
        self._continue_blocks()
        if not self.done:
            self._open_blocks()
        if not self.done:
            self._add_text()
        if self.filled:
            self.last_filled = index

    def _open_blocks(self) -> None:
        maybe_lazy = self.stack[-1].kind is PARAGRAPH
        depth = 0
        while not self.done:
            kind = self.stack[self.matched].kind
            if kind in _LITERAL:
                return
            depth += 1
            self.find()
            if self.blank:
                return
            if self.indent >= CODE_INDENT:
                if maybe_lazy:
                    self._tick_item()
                else:
                    self._open_leaf(INDENTED)
                    self.move(self.position + CODE_INDENT)
                return
            for starter in self.starters.get(self.line[self.first], ()):
                if starter(kind, depth):
                    break
            else:
                self._continue_leaf(kind)
                return
            maybe_lazy = False

    def _continue_leaf(self, kind: int) -> None:
        """What a line may do that starts no block: make a table of a paragraph, add a row, be a task."""
        block = self.stack[self.matched]
        if kind is PARAGRAPH:
            if self.line[self.first] in "|:-" and not block.refused and is_delimiter_row(self.rest(self.first)[0]):
                self._make_table(block)
        elif kind is TABLE:
            self._add_row(block)
        elif kind == ITEM:
            self._tick_item()

    def _tick_item(self) -> None:
        """Make a task of the item the line belongs to, if the line looks like one from its very beginning."""
        item = self.stack[self.matched].item if self.stack[self.matched].kind == ITEM else None
        if item is not None and (match := _TASK.match(self.raw)):
            item.box = match.start(1) - 1
            item.box_line = self.index
            item.checked = match[1] != " "
            self.move(min(self.position + 3, len(self.line)))

    def _make_table(self, block: Open) -> None:
        paragraph = block.leaf
        assert paragraph is not None  # noqa: S101 - for mypy
        delimiter, offset = self.rest(self.first)
        width = count_cells(delimiter)
        if count_cells(paragraph.texts[-1]) != width:
            block.refused = True  # GitHub tries once per paragraph
            return
        header, header_offset = paragraph.texts.pop(), paragraph.offsets.pop()
        if paragraph.texts:
            paragraph.last -= 1
            paragraph.strip_indent()
        self.stack.pop()
        self.matched -= 1
        table = self._open_leaf(TABLE, width)
        table.restart(self.index - 1)
        table.append(self.index - 1, header, header_offset)
        table.append(self.index, delimiter, offset)
        self.done = True

    def _add_row(self, block: Open) -> None:
        table = block.leaf
        assert table is not None  # noqa: S101 - for mypy
        text, offset = self.rest(self.first)
        if block.padding > _MAX_PADDING:
            return
        block.padding += max(0, block.width - count_cells(text))
        table.append(self.index, text, offset)
        self.done = True

    def _add_text(self) -> None:
        self.find()
        stack = self.stack
        tip = stack[-1]
        lazy = self.matched < len(stack) - 1 and not self.blank and tip.kind is PARAGRAPH
        if not lazy:
            self._close_to(self.matched + 1)
            tip = stack[-1]
        if tip.leaf is None or tip.kind is TABLE:
            if not self.blank:
                self._open_leaf(PARAGRAPH).append(self.index, *self.rest(self.first))
        elif tip.kind in _LITERAL:
            tip.leaf.append(self.index, *self.rest(self.position))
            if tip.kind is HTML and html_ends(tip.marker, self.line, self.first):
                self._close_to(len(stack) - 1)
        elif lazy:
            tip.leaf.lazy = True
            tip.leaf.append(self.index, *self.rest(self.position))
        else:  # a paragraph, which a blank line would have closed
            tip.leaf.append(self.index, *self.rest(self.first))

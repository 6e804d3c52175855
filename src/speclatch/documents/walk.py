"""One pass over a document's lines with the stack of open blocks, as CommonMark and cmark-gfm go."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence

from speclatch.documents.continuing import CODE_INDENT, Continuing
from speclatch.documents.definitions import normalize_label, resolve_escapes
from speclatch.documents.htmlblocks import html_ends, html_start
from speclatch.documents.leaves import ItemRecord, Target
from speclatch.documents.openblocks import (
    BREAK,
    FENCED,
    FOOTNOTE,
    HEADING,
    HTML,
    INDENTED,
    ITEM,
    LIST,
    PARAGRAPH,
    QUOTE,
    ROOT,
    TABLE,
    Open,
)
from speclatch.documents.rows import count_cells, is_delimiter_row

_ENDED_BY_BLANK = frozenset({ROOT, PARAGRAPH, TABLE})
_LITERAL = frozenset({FENCED, INDENTED, HTML})
_SPECIAL = frozenset(" \t>#`~<=-_*+0123456789|:[")
_MAX_DEPTH_IN_LINE = 100  # cmark-gfm opens no list deeper than this within one line (MAX_LIST_DEPTH)
_DEEP = 8  # open blocks from which on blank lines in code are taken without their own blanks
_MAX_PADDING = 0x80000  # cmark-gfm adds no more cells to short rows (MAX_AUTOCOMPLETED_CELLS)
_MAX_FENCE = 255  # a longer fence is closed by one of this length, in cmark-gfm

_ATX = re.compile(r"(#{1,6})(?:[ \t]+|\Z)")
_ATX_TAIL = re.compile(r"[ \t]#+\Z")
_FENCE = re.compile(r"(`{3,})([^`]*)\Z|(~{3,})(.*)\Z", re.DOTALL)
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*\Z")
_THEMATIC = {mark: re.compile(rf"(?:{re.escape(mark)}[ \t]*+){{3,}}+") for mark in "*-_"}
_MARKER = re.compile(r"(?:[*+-]|[0-9]{1,9}[.)])(?=[ \t\v\f]|\Z)")
_REST_BLANK = re.compile(r"[ \t]*\Z")
_FOOTNOTE_START = re.compile(r"\[\^([^\] \t]+)\]:[ \t]*")
_TASK = re.compile(r"[ \t\v\f]*(?:[-+*]|[0-9]+.)[ \t\v\f]+\[([ xX])\][ \t\v\f]+")
_SPACES = " \t\v\f"


class Walk(Continuing):
    """The pass itself: ``run`` goes through all lines."""

    def __init__(self, lines: Sequence[str], targets: MutableMapping[str, Target]) -> None:
        super().__init__(lines, targets)
        self.starters: dict[str, tuple[Callable[[int, int], bool], ...]] = {
            ">": (self._start_quote,),
            "#": (self._start_heading,),
            "`": (self._start_fence,),
            "~": (self._start_fence,),
            "<": (self._start_html,),
            "=": (self._start_setext,),
            "-": (self._start_setext, self._start_break, self._start_item),
            "_": (self._start_break,),
            "*": (self._start_break, self._start_item),
            "+": (self._start_item,),
            "[": (self._start_footnote,),
            **dict.fromkeys("0123456789", (self._start_item,)),
        }

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
            line = lines[index]
            tip = stack[-1]
            if (
                tip.kind is FENCED
                and len(stack) == 2
                and not tip.width
                and tip.marker not in line
                and tip.leaf is not None
            ):
                tip.leaf.append(index, line, 0)
                self.last_filled = index
            elif not line and tip.kind in _ENDED_BY_BLANK and len(stack) <= 2:
                self._close_to(1)
            elif not line or (line[0] in " \t" and not line.strip(" \t")):
                if not self._pass_blank(index, tip):
                    return index
            elif len(stack) > 2:
                return index
            elif tip.kind is TABLE and line[0] == "|" and line.count("|") > tip.width and tip.leaf is not None:
                tip.leaf.append(index, line, 0)
                self.last_filled = index
            elif line[0] in _SPECIAL:
                return index
            elif tip.kind is PARAGRAPH and tip.leaf is not None:
                tip.leaf.append(index, line, 0)
                self.last_filled = index
            elif tip.kind == ROOT:
                self.index, self.matched = index, 0
                self._open_leaf(PARAGRAPH).append(index, line, 0)
                self.last_filled = index
            else:
                return index
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

    def _start_quote(self, _kind: int, _depth: int) -> bool:
        self._continue_quote(self.stack[-1])
        self._push(Open(QUOTE)).quoted = True
        return True

    def _start_heading(self, _kind: int, _depth: int) -> bool:
        match = _ATX.match(self.line, self.first)
        if match is None:
            return False
        text, offset = self.rest(match.end())
        text = text.rstrip(_SPACES)
        tail = _ATX_TAIL.search(text)
        if tail is not None:
            text = text[: tail.start()].rstrip(_SPACES)
        elif not text.strip("#"):
            text = ""
        leaf = self._add_leaf(HEADING)
        leaf.level = len(match[1])
        leaf.append(self.index, text, offset)
        self.done = True
        return True

    def _start_fence(self, _kind: int, _depth: int) -> bool:
        match = _FENCE.match(self.line, self.first)
        if match is None:
            return False
        width = self.first - self.position
        leaf = self._open_leaf(FENCED, width, (match[1] or match[3])[:_MAX_FENCE])
        leaf.info = resolve_escapes((match[2] if match[1] else match[4]).strip(_SPACES))
        leaf.text_line = self.index + 1
        self.done = True
        return True

    def _start_html(self, kind: int, _depth: int) -> bool:
        block = html_start(self.line, self.first, interrupts=kind is PARAGRAPH)
        if block is None:
            return False
        self._open_leaf(HTML, 0, block)
        return True

    def _start_setext(self, kind: int, _depth: int) -> bool:
        if kind is not PARAGRAPH or not _SETEXT.match(self.line, self.first):
            return False
        leaf = self.stack[-1].leaf
        assert leaf is not None  # noqa: S101 - for mypy
        self._define_targets(leaf)
        if leaf.texts:
            leaf.kind = HEADING
            leaf.level = 1 if self.line[self.first] == "=" else 2
            leaf.last = self.index
            self.stack.pop()
        else:
            leaf.restart(self.index)
            leaf.append(self.index, *self.rest(self.first))
        self.done = True
        return True

    def _start_break(self, _kind: int, _depth: int) -> bool:
        if self.first < self.no_break_before:
            return False
        match = _THEMATIC[self.line[self.first]].match(self.line, self.first)
        if match is None or match.end() < len(self.line):
            self.no_break_before = match.end() if match else self.no_break_before
            return False
        self._add_leaf(BREAK)
        self.done = True
        return True

    def _start_footnote(self, _kind: int, _depth: int) -> bool:
        match = _FOOTNOTE_START.match(self.line, self.first)
        if match is None:
            return False
        self.move(match.end())
        label = normalize_label(match[1])
        self._push(Open(FOOTNOTE)).footnote = (label, self.index)
        self.footnotes.setdefault(label, self.index)
        return True

    def _start_item(self, kind: int, depth: int) -> bool:
        match = _MARKER.match(self.line, self.first)
        if match is None or depth >= _MAX_DEPTH_IN_LINE:
            return False
        marker = match[0]
        ordered = len(marker) > 1
        if kind is PARAGRAPH and ((ordered and int(marker[:-1]) != 1) or _REST_BLANK.match(self.line, match.end())):
            return False
        indent = self.indent
        padding = self._skip_marker(match.end())
        if kind != LIST or self.stack[self.matched].marker != marker[-1]:
            self._push(Open(LIST, marker=marker[-1]))
        block = self._push(Open(ITEM, width=indent + len(marker) + padding))
        block.item = ItemRecord(self.index, ordered=ordered, parent=block.item)
        block.item.footnote = block.footnote
        self.items.append(block.item)
        return True

    def _skip_marker(self, end: int) -> int:
        """Move behind a list marker that ends at ``end``; how many columns its text stands behind it."""
        spaces = 0
        while spaces <= CODE_INDENT + 1 and self.line.startswith(" ", end + spaces):
            spaces += 1
        if 1 <= spaces <= CODE_INDENT and end + spaces < len(self.line):
            self.move(end + spaces)
            return spaces
        self.move(end + min(spaces, 1))
        return 1

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
        elif not self.blank:
            tip.leaf.append(self.index, *self.rest(self.first))

"""One pass over a document's lines with the stack of open blocks, as CommonMark and cmark-gfm go."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence

from speclatch.documents.cursor import Cursor
from speclatch.documents.definitions import normalize_label, parse_definition, resolve_escapes
from speclatch.documents.htmlblocks import ends_at_blank, html_ends, html_start
from speclatch.documents.leaves import ItemRecord, Leaf, LeafKind, Target
from speclatch.documents.rows import count_cells, has_cells, is_delimiter_row

_ROOT, _QUOTE, _LIST, _ITEM, _FOOTNOTE = range(10, 15)
_HEADING, _PARAGRAPH, _FENCED, _INDENTED, _HTML, _TABLE, _BREAK = LeafKind
_HOLDS_BLOCKS = frozenset({_ROOT, _QUOTE, _ITEM, _FOOTNOTE})
_LITERAL = frozenset({_FENCED, _INDENTED, _HTML})
_SPECIAL = frozenset(" \t>#`~<=-_*+0123456789|:[")
_MAX_DEPTH_IN_LINE = 100  # cmark-gfm opens no list deeper than this within one line (MAX_LIST_DEPTH)
_CODE_INDENT = 4
_DEEP = 8  # open blocks from which on blank lines in code are taken without their own blanks
_MAX_PADDING = 0x80000  # cmark-gfm adds no more cells to short rows (MAX_AUTOCOMPLETED_CELLS)
_MAX_FENCE = 255  # a longer fence is closed by one of this length, in cmark-gfm

_ATX = re.compile(r"(#{1,6})(?:[ \t]+|\Z)")
_ATX_TAIL = re.compile(r"[ \t]#+\Z")
_FENCE = re.compile(r"(`{3,})([^`]*)\Z|(~{3,})(.*)\Z", re.DOTALL)
_FENCE_END = re.compile(r"(`{3,}|~{3,})[ \t]*\Z")
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*\Z")
_THEMATIC = {mark: re.compile(rf"(?:{re.escape(mark)}[ \t]*+){{3,}}+") for mark in "*-_"}
_MARKER = re.compile(r"(?:[*+-]|[0-9]{1,9}[.)])(?=[ \t\v\f]|\Z)")
_REST_BLANK = re.compile(r"[ \t]*\Z")
_FOOTNOTE_START = re.compile(r"\[\^([^\] \t]+)\]:[ \t]*")
_TASK = re.compile(r"[ \t\v\f]*(?:[-+*]|[0-9]+.)[ \t\v\f]+\[([ xX])\][ \t\v\f]+")
_SPACES = " \t\v\f"


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


class Walk(Cursor):
    """The pass itself. ``leaves`` and ``items`` are in document order; ``targets`` is filled by label,
    ``footnotes`` holds the line index of each label's first definition.
    """

    def __init__(self, lines: Sequence[str], targets: MutableMapping[str, Target]) -> None:
        super().__init__()
        self.lines = lines
        self.leaves: list[Leaf] = []
        self.items: list[ItemRecord] = []
        self.targets = targets
        self.footnotes: dict[str, int] = {}
        self.stack = [Open(_ROOT)]
        self.index = 0
        self.matched = 0
        self.last_filled = -1
        self.done = False
        self.filled = False
        self.continues: dict[int, Callable[[Open], bool]] = {
            _QUOTE: self._continue_quote,
            _ITEM: self._continue_item,
            _FOOTNOTE: self._continue_footnote,
            _FENCED: self._continue_fence,
            _INDENTED: self._continue_indented,
            _HTML: lambda block: not (self.blank and ends_at_blank(block.marker)),
            _PARAGRAPH: lambda _: not self.blank,
            _TABLE: lambda _: not self.blank and has_cells(self.line[self.first :]),
        }
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
        self.leaves = [leaf for leaf in self.leaves if leaf.texts or leaf.kind is not _PARAGRAPH]

    def _run_plain(self, index: int, total: int) -> int:
        """Take the lines that can only go on with what is open outermost; the index of the first other."""
        lines, stack = self.lines, self.stack
        while index < total:
            line = lines[index]
            tip = stack[-1]
            if not line or (line[0] in " \t" and not line.strip(" \t")):
                if not self._pass_blank(index, tip):
                    return index
            elif len(stack) > 2:
                return index
            elif tip.kind is _TABLE and line[0] == "|" and line.count("|") > tip.width and tip.leaf is not None:
                tip.leaf.append(index, line, 0)
                self.last_filled = index
            elif line[0] in _SPECIAL:
                return index
            elif tip.kind is _PARAGRAPH and tip.leaf is not None:
                tip.leaf.append(index, line, 0)
                self.last_filled = index
            elif tip.kind == _ROOT:
                self.index, self.matched = index, 0
                self._open_leaf(_PARAGRAPH).append(index, line, 0)
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
        return tip.kind != _ITEM or tip.filled

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

    def _continue_blocks(self) -> None:
        self.find()
        self.filled = not self.blank
        stack = self.stack
        matched = 0
        for matched in range(1, len(stack)):
            block = stack[matched]
            if block.kind != _LIST:
                self.find()
                if not self.continues[block.kind](block):
                    matched -= 1
                    break
        self.matched = matched

    def _continue_quote(self, _block: Open) -> bool:
        if self.indent >= _CODE_INDENT or self.blank or self.line[self.first] != ">":
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
        if self.indent >= _CODE_INDENT:
            self.move(self.position + _CODE_INDENT)
            return True
        return self.line == ""

    def _continue_fence(self, block: Open) -> bool:
        if self.indent < _CODE_INDENT and self.line.startswith(block.marker, self.first):
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
        if self.indent >= _CODE_INDENT:
            self.move(self.position + _CODE_INDENT)
            return True
        if self.blank:
            self.move(self.first)
        return self.blank

    def _open_blocks(self) -> None:
        maybe_lazy = self.stack[-1].kind is _PARAGRAPH
        depth = 0
        while not self.done:
            kind = self.stack[self.matched].kind
            if kind in _LITERAL:
                return
            depth += 1
            self.find()
            if self.blank:
                return
            if self.indent >= _CODE_INDENT:
                if maybe_lazy:
                    self._tick_item()
                else:
                    self._open_leaf(_INDENTED)
                    self.move(self.position + _CODE_INDENT)
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
        self._push(Open(_QUOTE)).quoted = True
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
        leaf = self._add_leaf(_HEADING)
        leaf.level = len(match[1])
        leaf.append(self.index, text, offset)
        self.done = True
        return True

    def _start_fence(self, _kind: int, _depth: int) -> bool:
        match = _FENCE.match(self.line, self.first)
        if match is None:
            return False
        width = self.first - self.position
        leaf = self._open_leaf(_FENCED, width, (match[1] or match[3])[:_MAX_FENCE])
        leaf.info = resolve_escapes((match[2] if match[1] else match[4]).strip(_SPACES))
        leaf.text_line = self.index + 1
        self.done = True
        return True

    def _start_html(self, kind: int, _depth: int) -> bool:
        block = html_start(self.line, self.first, interrupts=kind is _PARAGRAPH)
        if block is None:
            return False
        self._open_leaf(_HTML, 0, block)
        return True

    def _start_setext(self, kind: int, _depth: int) -> bool:
        if kind is not _PARAGRAPH or not _SETEXT.match(self.line, self.first):
            return False
        leaf = self.stack[-1].leaf
        assert leaf is not None  # noqa: S101 - for mypy
        self._define_targets(leaf)
        if leaf.texts:
            leaf.kind = _HEADING
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
        self._add_leaf(_BREAK)
        self.done = True
        return True

    def _start_footnote(self, _kind: int, _depth: int) -> bool:
        match = _FOOTNOTE_START.match(self.line, self.first)
        if match is None:
            return False
        self.move(match.end())
        label = normalize_label(match[1])
        self._push(Open(_FOOTNOTE)).footnote = (label, self.index)
        self.footnotes.setdefault(label, self.index)
        return True

    def _start_item(self, kind: int, depth: int) -> bool:
        match = _MARKER.match(self.line, self.first)
        if match is None or depth >= _MAX_DEPTH_IN_LINE:
            return False
        marker = match[0]
        ordered = len(marker) > 1
        if kind is _PARAGRAPH and ((ordered and int(marker[:-1]) != 1) or _REST_BLANK.match(self.line, match.end())):
            return False
        indent = self.indent
        padding = self._skip_marker(match.end())
        if kind != _LIST or self.stack[self.matched].marker != marker[-1]:
            self._push(Open(_LIST, marker=marker[-1]))
        block = self._push(Open(_ITEM, width=indent + len(marker) + padding))
        block.item = ItemRecord(self.index, ordered=ordered, parent=block.item)
        block.item.footnote = block.footnote
        self.items.append(block.item)
        return True

    def _skip_marker(self, end: int) -> int:
        """Move behind a list marker that ends at ``end``; how many columns its text stands behind it."""
        spaces = 0
        while spaces <= _CODE_INDENT + 1 and self.line.startswith(" ", end + spaces):
            spaces += 1
        if 1 <= spaces <= _CODE_INDENT and end + spaces < len(self.line):
            self.move(end + spaces)
            return spaces
        self.move(end + min(spaces, 1))
        return 1

    def _continue_leaf(self, kind: int) -> None:
        """What a line may do that starts no block: make a table of a paragraph, add a row, be a task."""
        block = self.stack[self.matched]
        if kind is _PARAGRAPH:
            if self.line[self.first] in "|:-" and not block.refused and is_delimiter_row(self.rest(self.first)[0]):
                self._make_table(block)
        elif kind is _TABLE:
            self._add_row(block)
        elif kind == _ITEM:
            self._tick_item()

    def _tick_item(self) -> None:
        """Make a task of the item the line belongs to, if the line looks like one from its very beginning."""
        item = self.stack[self.matched].item if self.stack[self.matched].kind == _ITEM else None
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
        table = self._open_leaf(_TABLE, width)
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
        lazy = self.matched < len(stack) - 1 and not self.blank and tip.kind is _PARAGRAPH
        if not lazy:
            self._close_to(self.matched + 1)
            tip = stack[-1]
        if tip.leaf is None or tip.kind is _TABLE:
            if not self.blank:
                self._open_leaf(_PARAGRAPH).append(self.index, *self.rest(self.first))
        elif tip.kind in _LITERAL:
            tip.leaf.append(self.index, *self.rest(self.position))
            if tip.kind is _HTML and html_ends(tip.marker, self.line, self.first):
                self._close_to(len(stack) - 1)
        elif lazy:
            tip.leaf.lazy = True
            tip.leaf.append(self.index, *self.rest(self.position))
        elif not self.blank:
            tip.leaf.append(self.index, *self.rest(self.first))

    def _push(self, block: Open) -> Open:
        """Open ``block`` in the innermost matched block that can hold it; what is not matched closes."""
        stack, at = self.stack, self.matched
        while stack[at].kind not in _HOLDS_BLOCKS and not (block.kind == _ITEM and stack[at].kind == _LIST):
            at -= 1
        self._close_to(at + 1)
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
        if kind is _PARAGRAPH and leaf.item is not None and leaf.item.box_line == self.index:
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
            if block.kind == _ITEM:
                assert block.item is not None  # noqa: S101 - for mypy
                block.item.last = max(block.item.first, self.last_filled)
            elif block.kind is _PARAGRAPH and block.leaf is not None:
                self._define_targets(block.leaf)
            elif block.kind is _INDENTED and block.leaf is not None:
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

"""What a line may open behind the blocks it goes on with: quotes, headings, fences, items and the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence

from speclatch.documents.continuing import CODE_INDENT, Continuing
from speclatch.documents.definitions import normalize_label, resolve_escapes
from speclatch.documents.htmlblocks import html_start
from speclatch.documents.leaves import ItemRecord, Target
from speclatch.documents.openblocks import (
    BREAK,
    FENCED,
    FOOTNOTE,
    HEADING,
    HTML,
    ITEM,
    LIST,
    PARAGRAPH,
    QUOTE,
    Open,
)

_MAX_DEPTH_IN_LINE = 100  # cmark-gfm opens no list deeper than this within one line (MAX_LIST_DEPTH)
_MAX_FENCE = 255  # a longer fence is closed by one of this length, in cmark-gfm
_ATX = re.compile(r"(#{1,6})(?:[ \t]+|\Z)")
_ATX_TAIL = re.compile(r"[ \t]#+\Z")
_FENCE = re.compile(r"(`{3,})([^`]*)\Z|(~{3,})(.*)\Z", re.DOTALL)
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*\Z")
_THEMATIC = {mark: re.compile(rf"(?:{re.escape(mark)}[ \t]*+){{3,}}+") for mark in "*-_"}
_MARKER = re.compile(r"(?:[*+-]|[0-9]{1,9}[.)])(?=[ \t\v\f]|\Z)")
_REST_BLANK = re.compile(r"[ \t]*\Z")
_FOOTNOTE_START = re.compile(r"\[\^([^\] \t]+)\]:[ \t]*")
SPACES = " \t\v\f"


class Starting(Continuing):
    """Opens blocks. A starter is given the kind of the innermost open block and how deep in the line it stands."""

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

    def _start_quote(self, _kind: int, _depth: int) -> bool:
        self._continue_quote(self.stack[-1])
        self._push(Open(QUOTE)).quoted = True
        return True

    def _start_heading(self, _kind: int, _depth: int) -> bool:
        match = _ATX.match(self.line, self.first)
        if match is None:
            return False
        text, offset = self.rest(match.end())
        text = text.rstrip(SPACES)
        tail = _ATX_TAIL.search(text)
        if tail is not None:
            text = text[: tail.start()].rstrip(SPACES)
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
        leaf.info = resolve_escapes((match[2] if match[1] else match[4]).strip(SPACES))
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

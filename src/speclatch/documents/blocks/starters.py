"""What a line may open behind the blocks it goes on with: one starter per kind of block, in a table by first character.

A starter is given the line, standing on the character it is listed under, and the open blocks. It opens what begins
there and says how much of the line is left, or opens nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from speclatch.documents.blocks.continuing import CODE_INDENT, skip_quote_mark
from speclatch.documents.blocks.html import html_start
from speclatch.documents.blocks.leaves import ItemRecord
from speclatch.documents.blocks.line import Line
from speclatch.documents.blocks.stack import (
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
    OpenBlocks,
)
from speclatch.documents.link_parts import normalize_label, resolve_escapes
from speclatch.patterns import lazy_re

NOTHING: Final = 0
OPENED: Final = 1  # a block; the rest of the line may open more in it
TAKEN: Final = 2  # a block, and all of the line

_MAX_DEPTH_IN_LINE = 100  # cmark-gfm opens no list deeper than this within one line (MAX_LIST_DEPTH)
_MAX_FENCE = 255  # a longer fence is closed by one of this length, in cmark-gfm
_ATX = lazy_re(r"(#{1,6})(?:[ \t]+|\Z)")
_ATX_TAIL = lazy_re(r"[ \t]#+\Z")
_FENCE = lazy_re(r"(`{3,})([^`]*)\Z|(~{3,})(.*)\Z", re.DOTALL)
_SETEXT = lazy_re(r"(?:=+|-+)[ \t]*\Z")
_THEMATIC = {mark: lazy_re(rf"(?:{re.escape(mark)}[ \t]*+){{3,}}+") for mark in "*-_"}
_MARKER = lazy_re(r"(?:[*+-]|[0-9]{1,9}[.)])(?=[ \t\v\f]|\Z)")
_REST_BLANK = lazy_re(r"[ \t]*\Z")
_FOOTNOTE_START = lazy_re(r"\[\^([^\] \t]+)\]:[ \t]*")
_SPACES = " \t\v\f"


def _start_quote(line: Line, blocks: OpenBlocks) -> int:
    skip_quote_mark(line)
    blocks.push(Open(QUOTE)).quoted = True
    return OPENED


def _start_heading(line: Line, blocks: OpenBlocks) -> int:
    match = _ATX.match(line.text, line.first)
    if match is None:
        return NOTHING
    text, offset = line.rest(match.end())
    text = text.rstrip(_SPACES)
    tail = _ATX_TAIL.search(text)
    if tail is not None:
        text = text[: tail.start()].rstrip(_SPACES)
    elif not text.strip("#"):
        text = ""
    leaf = blocks.add_leaf(HEADING)
    leaf.level = len(match[1])
    leaf.append(blocks.index, text, offset)
    return TAKEN


def _start_fence(line: Line, blocks: OpenBlocks) -> int:
    match = _FENCE.match(line.text, line.first)
    if match is None:
        return NOTHING
    width = line.first - line.position
    leaf = blocks.open_leaf(FENCED, width, (match[1] or match[3])[:_MAX_FENCE])
    leaf.info = resolve_escapes((match[2] if match[1] else match[4]).strip(_SPACES))
    leaf.text_line = blocks.index + 1
    return TAKEN


def _start_html(line: Line, blocks: OpenBlocks) -> int:
    interrupts = blocks.stack[blocks.matched].kind is PARAGRAPH
    block = html_start(line.text, line.first, interrupts=interrupts)
    if block is None:
        return NOTHING
    blocks.open_leaf(HTML, 0, block)
    return OPENED


def _start_setext(line: Line, blocks: OpenBlocks) -> int:
    paragraph = blocks.stack[blocks.matched]
    if paragraph.kind is not PARAGRAPH or not _SETEXT.match(line.text, line.first):
        return NOTHING
    leaf = paragraph.leaf
    assert leaf is not None  # noqa: S101 - for mypy
    blocks.define_targets(leaf)
    if leaf.texts:
        leaf.kind = HEADING
        leaf.level = 1 if line.text[line.first] == "=" else 2
        leaf.last = blocks.index
        blocks.drop()
    else:
        leaf.restart(blocks.index)
        leaf.append(blocks.index, *line.rest(line.first))
    return TAKEN


def _start_break(line: Line, blocks: OpenBlocks) -> int:
    if line.first < line.no_break_before:
        return NOTHING
    match = _THEMATIC[line.text[line.first]].match(line.text, line.first)
    if match is None or match.end() < len(line.text):
        line.no_break_before = match.end() if match else line.no_break_before
        return NOTHING
    blocks.add_leaf(BREAK)
    return TAKEN


def _start_footnote(line: Line, blocks: OpenBlocks) -> int:
    match = _FOOTNOTE_START.match(line.text, line.first)
    if match is None:
        return NOTHING
    line.position = match.end()
    label = normalize_label(match[1])
    blocks.push(Open(FOOTNOTE)).footnote = (label, blocks.index)
    blocks.footnotes.setdefault(label, blocks.index)
    return OPENED


def _start_item(line: Line, blocks: OpenBlocks) -> int:
    match = _MARKER.match(line.text, line.first)
    if match is None or line.depth >= _MAX_DEPTH_IN_LINE:
        return NOTHING
    marker = match[0]
    ordered = len(marker) > 1
    outer = blocks.stack[blocks.matched]
    if outer.kind is PARAGRAPH and ((ordered and int(marker[:-1]) != 1) or _REST_BLANK.match(line.text, match.end())):
        return NOTHING
    indent = line.indent
    padding = _skip_marker(line, match.end())
    if outer.kind != LIST or outer.marker != marker[-1]:
        blocks.push(Open(LIST, marker=marker[-1]))
    block = blocks.push(Open(ITEM, width=indent + len(marker) + padding))
    block.item = ItemRecord(blocks.index, ordered=ordered, parent=block.item)
    block.item.footnote = block.footnote
    blocks.items.append(block.item)
    return OPENED


def _skip_marker(line: Line, end: int) -> int:
    """Move behind a list marker that ends at ``end``; how many columns its text stands behind it."""
    text = line.text
    spaces = 0
    while spaces <= CODE_INDENT + 1 and text.startswith(" ", end + spaces):
        spaces += 1
    if 1 <= spaces <= CODE_INDENT and end + spaces < len(text):
        line.position = end + spaces
        return spaces
    line.position = end + min(spaces, 1)
    return 1


STARTERS: dict[str, tuple[Callable[[Line, OpenBlocks], int], ...]] = {
    ">": (_start_quote,),
    "#": (_start_heading,),
    "`": (_start_fence,),
    "~": (_start_fence,),
    "<": (_start_html,),
    "=": (_start_setext,),
    "-": (_start_setext, _start_break, _start_item),
    "_": (_start_break,),
    "*": (_start_break, _start_item),
    "+": (_start_item,),
    "[": (_start_footnote,),
    **dict.fromkeys("0123456789", (_start_item,)),
}
"""By the first character of what is left of a line, what may begin there, tried in order."""

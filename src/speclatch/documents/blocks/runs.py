"""Runs of lines that can only go on with what is open: taken without asking every kind of block about each of them.

Most lines of a document are such: text, code, table rows and blank lines outside of all containers. What is done with
them here is what the pass over single lines would do; the comparison with cmark-gfm holds both to that.
"""

from __future__ import annotations

from collections.abc import Sequence

from speclatch.documents.blocks.html import END_MARKS
from speclatch.documents.blocks.stack import FENCED, HTML, ITEM, LITERAL, PARAGRAPH, ROOT, TABLE, Open, OpenBlocks

_ENDED_BY_BLANK = frozenset({ROOT, PARAGRAPH, TABLE})
_SPECIAL = frozenset(" \t>#`~<=-_*+0123456789|:[")
_OUTERMOST = 2  # open blocks, of which the inner one stands in no container
_DEEP = 8  # open blocks from which on blank lines in code are taken without their own blanks


def take_run(lines: Sequence[str], blocks: OpenBlocks, index: int) -> int:
    """Take lines from ``index`` on as long as they can only go on with what is open; the index of the first other."""
    stack, total = blocks.stack, len(lines)
    while index < total:
        tip = stack[-1]
        if len(stack) <= _OUTERMOST:
            if tip.kind is FENCED:
                index = _take_code(lines, blocks, tip, index)
            elif tip.kind is HTML:
                index = _take_html(lines, blocks, tip, index)
            elif tip.kind in _ENDED_BY_BLANK:
                index = _take_text(lines, blocks, index)
            if index == total:
                break
        line = lines[index]
        if (line and (line[0] not in " \t" or line.strip(" \t"))) or not _pass_blank(lines, blocks, index):
            return index
        index += 1
    return index


def _take_code(lines: Sequence[str], blocks: OpenBlocks, tip: Open, index: int) -> int:
    """Take lines of an outermost, unindented fence that cannot end it."""
    leaf, marker, total = tip.leaf, tip.marker, len(lines)
    if leaf is None or tip.width:
        return index
    start = index
    while index < total and marker not in lines[index]:
        index += 1
    if index > start:
        leaf.extend(lines, start, index)
        blocks.last_filled = index - 1
    return index


def _take_html(lines: Sequence[str], blocks: OpenBlocks, tip: Open, index: int) -> int:
    """Take lines of an outermost HTML block that cannot end it: those without its end's mark, those not blank."""
    leaf, mark, total = tip.leaf, END_MARKS.get(tip.marker), len(lines)
    assert leaf is not None  # noqa: S101 - for mypy
    start = index
    while index < total:
        line = lines[index]
        if (mark in line) if mark is not None else not line.strip(" \t"):
            break
        index += 1
    if index > start:
        leaf.extend(lines, start, index)
        blocks.last_filled = index - 1
    return index


def _take_text(lines: Sequence[str], blocks: OpenBlocks, index: int) -> int:
    """Take outermost lines of paragraphs and tables, and the empty lines between."""
    stack, total = blocks.stack, len(lines)
    while index < total:
        line = lines[index]
        tip = stack[-1]
        leaf = tip.leaf
        if not line:
            blocks.close_to(1)
        elif line[0] in _SPECIAL:
            if tip.kind is not TABLE or line[0] != "|" or line.count("|") <= tip.width or leaf is None:
                return index
            leaf.append(index, line, 0)
            blocks.last_filled = index
        elif tip.kind is TABLE:
            return index
        else:
            if leaf is None:
                blocks.index, blocks.matched = index, 0
                leaf = blocks.open_leaf(PARAGRAPH)
            leaf.append(index, line, 0)
            blocks.last_filled = index
        index += 1
    return index


def _pass_blank(lines: Sequence[str], blocks: OpenBlocks, index: int) -> bool:
    """Pass over a blank line behind a blank line: it closes nothing that the first one left open."""
    tip = blocks.stack[-1]
    if index == 0 or lines[index - 1].strip(" \t") or tip.footnote is not None:
        return False
    if tip.kind in LITERAL:
        if len(blocks.stack) <= _DEEP or tip.leaf is None:
            return False
        tip.leaf.append(index, "", len(lines[index]))  # spares the way through all containers
    return tip.kind != ITEM or tip.filled

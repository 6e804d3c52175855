"""Cut a value into the pieces that may be references: lists, quotes, Markdown links. Linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from speclatch.patterns import lazy_re

_WRAPPERS = {"`": "`", "<": ">", '"': '"', "'": "'", "“": "”", "‘": "’", "(": ")", "（": "）", "「": "」"}
_BLANKS = "*\u200b\ufeff"
_COMMAS = ",;，；、"
_OPENERS, _CLOSERS = "([{<", ")]}>"
_LINE_NUMBERS = lazy_re(r":\d[\d,-]{0,40}$")
_WIKI = lazy_re(r"!?\[\[(?P<name>[^\[\]|#\n]{1,300})(?:#\^?(?P<anchor>[^\[\]|\n]{1,300}))?(?:\|[^\[\]\n]{0,300})?\]\]")
_MAX_LABEL, _MAX_DESTINATION = 1_000, 4_000


class LinkSpan(NamedTuple):
    """A Markdown link by offsets: its label, its destination without title and angle brackets, and all of it."""

    label_start: int
    label_end: int
    start: int
    end: int
    outer_start: int
    outer_end: int


class WikiSpan(NamedTuple):
    """A wiki link by offsets: what it names, and the section of it (-1: none)."""

    start: int
    end: int
    anchor_start: int = -1
    anchor_end: int = -1


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a value at commas, semicolons and line ends that stand in no bracket, quote or code span."""
    depth, quote, start = 0, "", 0
    for at, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in '`"':
            quote = char
        elif char in _OPENERS:
            depth += 1
        elif char in _CLOSERS:
            depth = max(0, depth - 1)
        elif char == "\n" or (char in _COMMAS and depth == 0 and not _in_line_list(text, at)):
            yield start, at
            start, depth = at + 1, 0
    if quote or depth:
        yield from _plain_pieces(text, start)  # a mark that nothing closes opens nothing
    else:
        yield start, len(text)


def _plain_pieces(text: str, start: int) -> Iterator[tuple[int, int]]:
    for found in re.compile(r"[,;，；、\n]").finditer(text, start):
        if not _in_line_list(text, found.start()):
            yield start, found.start()
            start = found.end()
    yield start, len(text)


def _in_line_list(text: str, at: int) -> bool:
    """Whether the comma at ``at`` parts line numbers (``x.sql:70,105-149``)."""
    if text[at] != "," or not text[at + 1 : at + 2].isdigit():
        return False
    return _LINE_NUMBERS.search(text[max(0, at - 40) : at]) is not None


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take white space and emphasis off both ends."""
    while start < end and (text[start].isspace() or text[start] in _BLANKS):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _BLANKS):
        end -= 1
    return start, end


def unwrapped(text: str, start: int, end: int) -> tuple[int, int]:
    """Take off white space and matching pairs of quotes, backticks and brackets, as often as there is one."""
    while True:
        start, end = trimmed(text, start, end)
        inner = text[start + 1 : end - 1]
        if end - start < 2 or _WRAPPERS.get(text[start]) != text[end - 1] or text[end - 1] in inner:
            return start, end
        if text[start] == "<" and "/" not in inner and "." not in inner:
            return start, end  # ``<prd path>`` is a placeholder, ``<my file.md>`` a path
        start, end = start + 1, end - 1


def links(text: str, start: int, end: int) -> Iterator[LinkSpan]:
    """The Markdown links between two offsets: ``[text](destination "title")``."""
    at = text.find("](", start, end)
    while at != -1:
        label_start = _opening(text, start, at)
        stop = _closing(text, at + 2, end)
        if label_start >= 0 and stop > 0:
            yield LinkSpan(label_start, at, *_destination(text, at + 2, stop), label_start - 1, stop + 1)
        at = text.find("](", at + 2, end)


def wiki_links(text: str, start: int, end: int) -> Iterator[WikiSpan]:
    """The wiki links between two offsets: ``[[name]]``, ``[[name#section|text]]``."""
    for found in _WIKI.finditer(text, start, end):
        at, stop = trimmed(text, *found.span("name"))
        if at < stop:
            yield WikiSpan(at, stop, *(found.span("anchor") if found["anchor"] else ()))


def _destination(text: str, start: int, end: int) -> tuple[int, int]:
    """The destination alone: without white space, ``<>`` and a title."""
    start, end = trimmed(text, start, end)
    if text.startswith("<", start) and (close := text.find(">", start, end)) > 0:
        return start + 1, close
    inner = text[start:end].split(maxsplit=1)
    return start, start + len(inner[0]) if inner else end


def _opening(text: str, start: int, at: int) -> int:
    """The offset behind the ``[`` that the bracket at ``at`` closes, or -1."""
    depth = 1
    for index in range(at - 1, max(start, at - _MAX_LABEL) - 1, -1):
        if text[index] == "]":
            depth += 1
        elif text[index] == "[":
            depth -= 1
            if depth == 0:
                return index + 1
    return -1


def _closing(text: str, at: int, end: int) -> int:
    """The offset of the ``)`` that ends a destination which opens at ``at``, or -1."""
    depth = 1
    for index in range(at, min(end, at + _MAX_DESTINATION)):
        if text[index] == "(":
            depth += 1
        elif text[index] == ")":
            depth -= 1
            if depth == 0:
                return index
    return -1

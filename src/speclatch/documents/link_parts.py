"""Link reference definitions, and the pieces of links they share with inline links: labels, targets, titles."""

from __future__ import annotations

import re
from bisect import bisect_left
from html import unescape as _unescape_entity
from typing import NamedTuple

from speclatch.patterns import lazy_re

SPACES = " \t\n\v\f\r"
_PUNCTUATION = r"!-/:-@\[-`{-~"
_LABEL = lazy_re(rf"\[((?:[^\\\[\]]|\\[{_PUNCTUATION}]|\\)*+)\]")
_POINTY = lazy_re(r"<(?:[^<>\\\n]|\\[\s\S])*+>")
_BARE_STEP = lazy_re(rf"[^\\() \t\n\v\f\r]+|\\[{_PUNCTUATION}]|[\\()]")
_TITLE = lazy_re(r""""(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)""", re.DOTALL)
_SPACE_RUN = lazy_re(r"[ \t\n\v\f\r]+")
_GAP = lazy_re(r"[ \t]*(?:\n[ \t]*)?")
_LINE_END = lazy_re(r"[ \t]*(?:\n|\Z)")
_ESCAPE = lazy_re(rf"\\([{_PUNCTUATION}])")
_ENTITY = lazy_re(r"&(?:#(?:[Xx][A-Fa-f0-9]{1,6}|[0-9]{1,7})|[A-Za-z][A-Za-z0-9]{1,31});")
MAX_LABEL = 1000  # characters, as in cmark-gfm
_MAX_PARENTHESES = 32


class Span(NamedTuple):
    """A piece [start, end) of a text."""

    start: int
    end: int


class Definition(NamedTuple):
    """A link reference definition: its label as written, its target as read, where the target stands in the text."""

    label: str
    target: str
    span: Span
    end: int


def normalize_label(label: str) -> str:
    """The form two labels are compared in."""
    if label.isalnum():
        return label.casefold()
    return " ".join(_SPACE_RUN.split(label.strip(SPACES))).casefold()


def resolve_escapes(text: str) -> str:
    """The text with entities and backslash escapes resolved."""
    if "&" in text:
        text = _ENTITY.sub(lambda match: _unescape_entity(match[0]), text)
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def scan_label(text: str, offset: int) -> int | None:
    """Where the label in brackets that begins at ``offset`` ends; None where there is none."""
    match = _LABEL.match(text, offset, offset + MAX_LABEL + 2)
    return match.end() if match else None


class TargetScanner:
    """Finds the link targets of one text, asked for from left to right.

    A target that is never closed reaches far. The parentheses that were open where a scan stopped are kept: one that
    begins behind one of them goes on from there, so that any number of scans stay linear.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._stop = 0
        self._open: list[int] = []  # offsets of the parentheses still open at _stop

    def scan(self, offset: int) -> tuple[Span, int] | None:
        """The link target at ``offset``: its span, without pointed brackets, and where it ends."""
        text = self._text
        if text.startswith("<", offset):
            match = _POINTY.match(text, offset)
            return (Span(offset + 1, match.end() - 1), match.end()) if match else None
        position, opened = self._resume(offset)
        while match := _BARE_STEP.match(text, position):
            if match[0] == "(":
                opened.append(position)
            elif match[0] == ")":
                if not opened:
                    break
                opened.pop()
            position = match.end()
            if len(opened) > _MAX_PARENTHESES:
                self._stop, self._open = position, opened
                return None
        self._stop, self._open = position, opened
        return Span(offset, position), position

    def _resume(self, offset: int) -> tuple[int, list[int]]:
        """Where to scan on from, and what is open there."""
        if offset < self._stop:
            at = bisect_left(self._open, offset - 1)
            if at < len(self._open) and self._open[at] == offset - 1:
                return self._stop, self._open[at + 1 :]
        return offset, []


def scan_target(text: str, offset: int) -> tuple[Span, int] | None:
    """The one link target at ``offset`` of ``text``, as ``TargetScanner.scan``."""
    return TargetScanner(text).scan(offset)


def scan_title(text: str, offset: int) -> int | None:
    """Where the title at ``offset`` ends; None where there is none."""
    match = _TITLE.match(text, offset)
    return match.end() if match else None


def parse_definition(text: str, offset: int) -> Definition | None:
    """The link reference definition at ``offset`` of a paragraph's text, through the end of its last line."""
    label_end = scan_label(text, offset)
    if label_end is None or not text.startswith(":", label_end):
        return None
    label = text[offset + 1 : label_end - 1]
    target = scan_target(text, _end(_GAP, text, label_end + 1))
    if not label.strip(SPACES) or target is None:
        return None
    span, after = target
    if span.start == span.end and not text.startswith("<", span.start - 1):
        return None
    end = _definition_end(text, after)
    if end is None:
        return None
    return Definition(label, resolve_escapes(text[span.start : span.end].strip(SPACES)), span, end)


def _definition_end(text: str, after: int) -> int | None:
    gap = _end(_GAP, text, after)
    title = scan_title(text, gap) if gap > after else None
    for candidate in (title, after):
        if candidate is not None and (match := _LINE_END.match(text, candidate)):
            return match.end()
    return None


def _end(pattern: re.Pattern[str], text: str, offset: int) -> int:
    match = pattern.match(text, offset)
    return match.end() if match else offset

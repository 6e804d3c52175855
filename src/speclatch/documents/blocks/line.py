"""A cursor over one line: tabs are columns for structure, and stay tabs in what is read."""

from __future__ import annotations

from speclatch.patterns import lazy_re

_STRUCTURE = lazy_re(r"[ \t>*+\-0-9.)]*")
_TAB = 4


class Line:
    """A line and a place in it. One object is used for all lines of a document: ``begin`` sets it to the next.

    ``raw`` is the line as it is, ``text`` the line with the tabs of its structural head as spaces; ``position``
    is how far it has been read, ``first`` the next character that is no space, ``indent`` the columns between,
    ``blank`` whether nothing follows. ``depth`` counts the blocks that have been looked for in it.
    """

    __slots__ = ("_heads", "_shift", "blank", "depth", "first", "indent", "no_break_before", "position", "raw", "text")

    def __init__(self) -> None:
        self.raw = ""
        self.text = ""
        self.position = 0
        self.first = 0
        self.indent = 0
        self.blank = False
        self.depth = 0
        self.no_break_before = 0  # no thematic break can begin before this offset of the line
        self._heads: list[int] = []
        self._shift = 0

    def begin(self, raw: str) -> None:
        """Stand at the beginning of another line."""
        self.raw = self.text = raw
        self.position = 0
        self.first = -1
        self.depth = 0
        self.no_break_before = 0
        if self._heads:
            self._heads, self._shift = [], 0
        if "\t" in raw:
            self._expand(raw)

    def _expand(self, raw: str) -> None:
        match = _STRUCTURE.match(raw)
        head = match[0] if match else ""
        if "\t" not in head:
            return
        parts: list[str] = []
        heads: list[int] = []
        for index, character in enumerate(head):
            width = _TAB - len(heads) % _TAB if character == "\t" else 1
            parts.append(" " * width if character == "\t" else character)
            heads.extend([index] * width)
        self._heads = heads
        self._shift = len(heads) - len(head)
        self.text = "".join(parts) + raw[len(head) :]

    def find(self) -> None:
        """Look for the next character that is no space."""
        position, first = self.position, self.first
        if first < position or first < 0:
            text, first, end = self.text, position, len(self.text)
            while first < end and text[first] in " \t":
                first += 1
            self.first = first
            self.blank = first >= end
        self.indent = first - position

    def rest(self, start: int) -> tuple[str, int]:
        """The line from ``start`` on with its tabs, and the offset in the raw line where that text begins."""
        heads = self._heads
        if not heads:
            return self.text[start:], start
        if start >= len(heads):
            at = start - self._shift
            return self.raw[at:], at
        at = heads[start]
        tail = start
        while tail > 0 and tail < len(heads) and heads[tail - 1] == at and heads[tail] == at:
            tail += 1
        if tail == start:
            return self.raw[at:], at
        return " " * (tail - start) + self.raw[at + 1 :], at

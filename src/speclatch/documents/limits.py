"""How densely a document may be marked up before it is refused: what keeps reading it a matter of a second or two.

Reading is linear in the size of a document, but a megabyte of nothing but ``[`` or ``- `` holds hundreds of thousands
of marks and blocks, each an object to make. No prose comes near: of 1,600 real documents the densest has 4,417 marks
and 1,648 blocks. Past a bound the whole document is refused, as one that is not UTF-8 is: a part of it that is not
read could hide what the gate looks for. Bytes, lines, table rows and cells are not bounded here; a deadline, where one
is set, holds inside a document too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

MAX_BLOCKS = 200_000  # paragraphs, headings, code blocks, tables, list items, quotes
MAX_MARKS = 200_000  # characters that can begin or end something within a text
_MARKS = "\\`*_~[]<@"
_ADDRESSES = ("://", "www.")


class TooDenseError(Exception):
    """The document holds more of something than is read; ``index`` is the parser's line where it does."""

    def __init__(self, what: str, limit: int, index: int) -> None:
        super().__init__(f"too dense to read: more than {limit:,} {what}")
        self.index = index


def check_marks(texts: Sequence[str], line_of: Callable[[int], int]) -> None:
    """See that there are not too many marks in the lines of a document's texts.

    ``line_of`` gives the parser's line of the text with an index.

    Raises:
        TooDenseError: there are.
    """
    if sum(map(len, texts)) <= MAX_MARKS or _count("\n".join(texts)) <= MAX_MARKS:
        return
    counted = accumulate(map(_count, texts))
    first = next(at for at, seen in enumerate(counted) if seen > MAX_MARKS)
    raise TooDenseError("marks", MAX_MARKS, line_of(first))


def _count(text: str) -> int:
    return sum(map(text.count, _MARKS)) + sum(map(text.count, _ADDRESSES))

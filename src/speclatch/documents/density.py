"""How densely a document may be marked up before it is refused: what keeps reading it a matter of a second or two.

Reading is linear in the size of a document, but a megabyte of nothing but ``[`` or ``- `` holds hundreds of thousands
of marks and blocks, each an object to make. No prose comes near: of 1,600 real documents the densest has 4,417 marks
and 1,648 blocks. Past a bound the whole document is refused, as one that is not UTF-8 is: a part of it that is not
read could hide what the gate looks for. Bytes, lines, table rows and cells are not bounded here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain

from speclatch.documents.leaves import Leaf, LeafKind

MAX_BLOCKS = 200_000  # paragraphs, headings, code blocks, tables, list items, quotes
MAX_MARKS = 200_000  # characters that can begin or end something within a text
_MARKS = "\\`*_~[]<@"
_ADDRESSES = ("://", "www.")
_INLINE = frozenset({LeafKind.HEADING, LeafKind.PARAGRAPH, LeafKind.TABLE})


class TooDenseError(Exception):
    """The document holds more of something than is read; ``index`` is the parser's line where it does."""

    def __init__(self, what: str, limit: int, index: int) -> None:
        super().__init__(f"too dense to read: more than {limit:,} {what}")
        self.index = index


def check_marks(leaves: Sequence[Leaf]) -> None:
    """See that there are not too many marks in the texts of a document.

    Raises:
        TooDenseError: there are.
    """
    texts = list(chain.from_iterable(leaf.texts for leaf in leaves if leaf.kind in _INLINE))
    if sum(map(len, texts)) <= MAX_MARKS or _count("\n".join(texts)) <= MAX_MARKS:
        return
    places = [leaf.text_line + at for leaf in leaves if leaf.kind in _INLINE for at in range(len(leaf.texts))]
    counted = accumulate(map(_count, texts))
    first = next(place for place, seen in zip(places, counted, strict=True) if seen > MAX_MARKS)
    raise TooDenseError("marks", MAX_MARKS, first)


def _count(text: str) -> int:
    return sum(map(text.count, _MARKS)) + sum(map(text.count, _ADDRESSES))

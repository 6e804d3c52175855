"""A document that is too dense to read is refused as a whole, with its line; at the bound it is read."""

from __future__ import annotations

import pytest

from speclatch.documents import UnreadableError, parse
from speclatch.documents.limits import MAX_BLOCKS, MAX_MARKS


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# a\n" * MAX_BLOCKS + "# a\n", MAX_BLOCKS + 1),
        ("a\n\n" + "[" * MAX_MARKS + "\n\n]\n", 5),
        ("|a|\n|-|\n" + "|" + "*" * 1000 + "|\n" + "|`a`|\n" * MAX_MARKS, 3 + (MAX_MARKS - 1000) // 2 + 1),
    ],
    ids=["blocks", "marks", "marks in cells"],
)
def test_too_dense_is_refused_on_its_line(text: str, line: int) -> None:
    """Nothing is left unread silently: past a bound the whole document is unreadable, with place and hint."""
    with pytest.raises(UnreadableError, match=rf"too dense to read.*line {line}\)") as caught:
        parse("a.md", text.encode())

    assert (line, "Split the document.") == (caught.value.line, caught.value.hint)


@pytest.mark.parametrize(
    "text", ["```\n" + "[" * (2 * MAX_MARKS) + "\n```\n", "|a|\n|-|\n" + "|b|\n" * MAX_BLOCKS], ids=["code", "rows"]
)
def test_code_and_rows_are_not_dense(text: str) -> None:
    """What costs little to read is not counted: marks inside code, rows of a table."""
    (block,) = parse("a.md", text.encode()).blocks

    assert len(text.splitlines()) == block.location.end_line

"""How rules quote what authors wrote."""

from __future__ import annotations

import pytest

from speclatch.rules.base import quoted


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("a b", 9, "`a b`"),
        ("a\n  b\t c", 9, "`a b c`"),
        ("123456789", 9, "`123456789`"),
        ("1234567890", 9, "`12345678…`"),
        ("1234567   0", 9, "`1234567 0`"),
        ("1234567 890", 9, "`1234567…`"),
        ("a `b` c", 9, "``a `b` c``"),
        ("`b`", 9, "`` `b` ``"),
        ("b`", 9, "`` b` ``"),
        ("`b", 9, "`` `b ``"),
        ("a``b", 9, "`a``b`"),
        ("a``b `c", 9, "```a``b `c```"),
    ],
)
def test_quoted(text: str, limit: int, expected: str) -> None:
    """One line, not too long, in a code span that its own backticks cannot end."""
    assert expected == quoted(text, limit)

"""Where links stand in a text, and where only a part of one does."""

from __future__ import annotations

import pytest

from speclatch.references.scanning import links


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](b.md) and [c [d]](e(1).md)", ["b.md", "e(1).md"]),
        ("a](b.md)", []),
        ("[a](b.md", []),
        ("a](b.md), [c](d.md) and [e](f.md", ["d.md"]),
    ],
)
def test_a_link_has_both_of_its_brackets(text: str, found: list[str]) -> None:
    """A destination that nothing opens, or that does not end, is none; those beside it are."""
    assert found == [text[link.start : link.end] for link in links(text, 0, len(text))]

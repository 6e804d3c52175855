"""Input that is made to take forever takes time in proportion to its size."""

from __future__ import annotations

from time import process_time

import pytest
from tests.fuzz import hostile

from speclatch.documents import parse
from speclatch.documents.deadlines import time_limit
from speclatch.errors import LimitError
from speclatch.specs.suppressions import ignores

SMALL, LARGE = 4_000, 32_000
TRIES = 3
# Quadratic is eight times the cost of a byte, linear once; a busy machine and what is done once a document lie between.
STEEPEST = 4.0
FLOOR = 0.05  # seconds; what takes less at the larger size is not weighed against noise


@pytest.mark.parametrize("name", hostile.CASES)
def test_cost_grows_with_size_alone(name: str) -> None:
    """A byte of a text costs the same however long the text is."""
    small, large = (hostile.CASES[name](size).encode() for size in (SMALL, LARGE))
    growth = 0.0
    for _ in range(TRIES):
        taken, _ = hostile.seconds(large)
        if taken < FLOOR:
            return
        growth = (taken / len(large)) / (max(hostile.seconds(small)[0], 1e-4) / len(small))
        if growth < STEEPEST:
            return

    assert growth < STEEPEST


def test_many_broken_links_are_all_found() -> None:
    """Tens of thousands of links are read one by one, each on its line."""
    links = parse("a.md", b"[a](b)\n" * 28_571).links

    assert list(range(1, 28_572)) == [link.location.line for link in links]


@pytest.mark.parametrize(
    "text", ["- a\n" * 50_000, "[^a]\n\n[^a]: b\n\n" * 10_000, "# `a`\n\n" * 20_000], ids=["items", "footnotes", "code"]
)
def test_a_deadline_holds_inside_one_document(text: str) -> None:
    """Reading looks at the clock on its way, not only between documents."""
    seconds = iter(range(1_000_000))
    with time_limit(3, lambda: float(next(seconds))), pytest.raises(LimitError):
        assert parse("a.md", text.encode()).links


@pytest.mark.parametrize(
    "text",
    [
        "---\na: 1\n" + "# speclatch-ignore: a -- b\n" * 2_000 + "---\n",
        "<!-- speclatch-ignore: x -- y -->\n\n" * 20_000,
    ],
    ids=["front matter", "body"],
)
def test_many_ignore_comments_are_read_in_one_pass(text: str) -> None:
    """Comments that follow one another are not gone through again for each of them."""
    document = parse("a.md", text.encode())
    assert document.comments is not None
    start = process_time()
    found = ignores(document, document.front_matter)

    assert len(found) >= 2_000
    assert process_time() - start < 5


@pytest.mark.parametrize(
    "text", ["a" * 60_000, "a " * 30_000, 'a = "' + '\\"' * 30_000, "a = [\n" * 10_000, 'a = """' + '\\"' * 30_000]
)
def test_front_matter_that_is_no_toml_is_read_in_one_pass(text: str) -> None:
    """A string that is never closed is not looked for again at each of its quotes."""
    start = process_time()
    document = parse("a.md", f"+++\n{text}\n+++\n".encode())

    assert not document.front_matter.readable
    assert process_time() - start < 5

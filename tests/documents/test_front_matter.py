"""Front matter: source text kept, every fault on its line, the body read all the same."""

from __future__ import annotations

import pytest

from speclatch.documents import Document, ProblemKind, parse


def read(text: str) -> Document:
    """Parse a text."""
    return parse("spec.md", text.encode())


def test_values_keep_their_source_text() -> None:
    """Numbers, dates and booleans stay what the author wrote; null, lists and mappings are told apart."""
    document = read("---\nv: 1.0\nd: 2025-01-02\nb: yes\nn: ~\nl: [Link to PRD]\nm: {x: '1'}\n---\n")

    assert {"v": "1.0", "d": "2025-01-02", "b": "yes", "n": None, "l": ("Link to PRD",), "m": {"x": "1"}} == {
        entry.key: entry.value for entry in document.front_matter.entries
    }


def test_places_are_those_of_the_file() -> None:
    """Keys and leaves carry their exact spans, quotes included."""
    document = read("---\nid: X\nrefs:\n  - 'a.md'\n  - b.md\n---\n")
    entry = document.front_matter.get("refs")
    assert entry is not None

    assert (3, 5) == (entry.location.line, entry.location.end_line)
    assert [("a.md", 4, 5, 10), ("b.md", 5, 5, 8)] == [
        (leaf.text, leaf.location.line, leaf.location.column, leaf.location.end_column) for leaf in entry.scalars
    ]


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("---\nid: X\n...\n# T\n", "invalid", 3),
        ("---\nid: X\n\n# T\n", "invalid", 1),
        ("---\nid: X\n\n# T\n\ntext\n\n---\n", "invalid", 1),
        ("---\nid: X\nid: Y\n---\n# T\n", "invalid", 3),
        ("---\nid: X\nt: a: b\n---\n# T\n", "invalid", 3),
        ("---\n\tid: X\n---\n# T\n", "invalid", 2),
        ("---\nid: X\nn**O (KR):** ...\n---\n# T\n", "invalid", 3),
        ("---\nid: *x\n---\n# T\n", "invalid", 2),
        ("---\nid: X\ndate: 2025-30-01\n---\n# T\n", "value", 3),
        ("---\non: yes\n---\n# T\n", "value", 2),
        ("---\n1: x\n---\n# T\n", "value", 2),
    ],
)
def test_faults_stand_on_their_line(text: str, kind: str, line: int) -> None:
    """Each fault has its kind and line, says what to do, and leaves the body readable."""
    document = read(text)
    (problem,) = document.front_matter.problems

    assert (ProblemKind(kind), line) == (problem.kind, problem.location.line)
    assert problem.hint
    assert ["T"] == [heading.title for heading in document.headings]


@pytest.mark.parametrize("text", ["# T\n---\n", "\n---\na: b\n---\n", "---\ntext\n\n# T\n", "----\na: b\n----\n", ""])
def test_what_is_no_front_matter(text: str) -> None:
    """A thematic break and a fence that is not on the first line open nothing."""
    assert not read(text).front_matter.present


def test_keys_behind_a_double_one_are_read() -> None:
    """A key that stands twice hides nothing; the first one is found."""
    front_matter = read("---\na: 1\na: 2\nb: 3\n---\n").front_matter
    found = front_matter.get("a")

    assert ["a", "a", "b"] == [entry.key for entry in front_matter.entries]
    assert found is not None
    assert "1" == found.value

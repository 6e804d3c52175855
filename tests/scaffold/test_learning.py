"""What `init` learns from the documents that are there, and writes into the configuration."""

from __future__ import annotations

from tests.scaffold.test_families import FILLED, RFC
from tests.support.memory import MemoryTree

from speclatch.scaffold.files import config_text
from speclatch.scaffold.survey import candidate, survey
from speclatch.scaffold.trial import MIN_SAMPLE, SAMPLE, Tried, learn

TEMPLATE = RFC.replace(b"\n\n## Summary", b"\n\n- Status: [status]\n\n## Summary")


def learnt(texts: dict[str, bytes]) -> tuple[str, Tried]:
    """The configuration that is written for documents with this template, and what it rests on."""
    tree = MemoryTree({**texts, "text/0000-template.md": TEMPLATE})
    found = survey(tree)
    tried = learn(tree, candidate(found), {one.name: one.documents for one in found.families})
    return config_text(found, tried), tried


def document(number: int, status: str) -> tuple[str, bytes]:
    """A document with a status, by its path."""
    return f"text/{number:04}-x.md", FILLED.replace(b"\n\n## Summary", f"\n\n- Status: {status}\n\n## Summary".encode())


def test_words_of_status_that_only_the_team_knows_are_put_into_phases() -> None:
    """Where several documents have one; that of a single one is a slip, and one that is known needs no line."""
    words = ("Cooked", "cooked", "cooked.", "Sketched", "Sketched", "Raw", "Approved", "Approved")
    text, tried = learnt(dict(document(number, word) for number, word in enumerate(words, 1)))

    assert {"cooked", "sketched"} == set(tried.practice.words)
    assert '  draft:\n    - "sketched"   # 2 documents\n' in text
    assert '    - "cooked"   # 3 documents\n' in text
    assert "Raw" not in text


def test_of_many_documents_some_are_enough() -> None:
    """They are spread evenly, so that old and new ones are among them."""
    texts = dict(document(number, "Approved") for number in range(1, 2 * SAMPLE))
    _, tried = learnt(texts)

    assert SAMPLE == len(tried.sampled)
    assert {"text/0001-x.md"} < tried.sampled
    assert any(path > "text/0150" for path in tried.sampled)


def test_of_long_documents_fewer_are_enough() -> None:
    """How long all would take counts, not only how many there are."""
    long = b"\n\nThe pumps read the tide tables once a day.\n" * 5000
    texts = dict(document(number, "Approved") for number in range(1, SAMPLE))
    _, tried = learnt({path: text + long for path, text in texts.items()})

    assert MIN_SAMPLE <= len(tried.report.specs) < SAMPLE / 2

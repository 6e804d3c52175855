"""Tell whether a document says anything at all: more than headings, metadata and guidance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speclatch.config.model import Words
from speclatch.documents import Block, BlockKind, Document
from speclatch.patterns import lazy_re
from speclatch.profiles.brackets import is_bracketed
from speclatch.profiles.text import visible
from speclatch.profiles.titles import normalise_label
from speclatch.profiles.words import NO_WORDS, answers_nothing

_METADATA = frozenset(
    label.replace("_", " ")
    for line in (
        "id status date owner owners author authors version title updated created reviewer reviewers approvers",
        "decider deciders type priority tags labels team stakeholders epic state last_updated last_modified created_at",
        "updated_at document_id target_release approver",
    )
    for label in line.split()
)
"""Labels of what is said of a document, not in it."""

_MARKS = lazy_re(r"^(?:[-*+]|\d{1,9}[.)])?\s*(?:\[[ xX]\]\s*)?")


def says_nothing(document: Document, words: Words = NO_WORDS) -> bool:
    """Whether nothing visible stands in a document beyond headings, metadata and guidance."""
    return not any(True for _ in _said(document, words))


def _said(document: Document, words: Words) -> Iterator[str]:
    """Every text that says something."""
    metadata = {field.location.line for field in document.fields if normalise_label(field.label) in _METADATA}
    for block in document.blocks:
        if block.kind is BlockKind.BREAK:
            continue
        if block.kind is BlockKind.CODE:
            texts: Iterator[str] = iter((block.text,))
        elif block.kind is BlockKind.TABLE:
            texts = _cells(document, block)
        else:
            texts = _lines(block, metadata)
        yield from (text for text in texts if not _is_open(text, words))


def _lines(block: Block, metadata: set[int]) -> Iterator[str]:
    """The lines of a block that are no metadata; a comment may run over some of them."""
    lines = visible_lines(block.text)
    for number, line in enumerate(lines, block.location.line):
        if number not in metadata:
            yield line


def visible_lines(text: str) -> list[str]:
    """The lines of a text with its comments blanked, as many as there were."""
    return _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text).split("\n")


_COMMENT = lazy_re(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def _cells(document: Document, block: Block) -> Iterator[str]:
    for table in document.tables:
        if table.location.overlaps(block.location):
            for row in table.rows:
                if not (row.cells and normalise_label(row.cells[0]) in _METADATA):
                    yield from row.cells


def _is_open(text: str, words: Words) -> bool:
    bare = _MARKS.sub("", text.strip(), count=1)
    return answers_nothing(bare, words) or is_bracketed(visible(bare))

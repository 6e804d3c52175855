"""The labelled values of a document's paragraphs, bullets, boxes and quotes, each with its places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from speclatch.documents.blocks import ItemRecord, Leaf
from speclatch.documents.elements import Field, Section
from speclatch.documents.fields import Label, find_label, find_line_label, labels_beside
from speclatch.documents.source import ParserLines
from speclatch.model import Location
from speclatch.patterns import lazy_re

_SPACES = " \t\v\f\n"
_MAX_BODY = 10_000
_LAST_BREAK = lazy_re(r"[ \t]*<br[ \t]*/?>\Z", re.IGNORECASE)
"""A tag that breaks the line which it ends, as many set it behind each field."""
_BREAK = lazy_re(r"(?<!\\)(?:\\\\)*\\\Z")
"""A backslash that breaks the line which it ends."""


class FieldReader:
    """Reads the fields of one document, leaf by leaf."""

    def __init__(self, path: str, source: ParserLines, leaves: Sequence[Leaf]) -> None:
        self._path = path
        self._source = source
        self._leaves = leaves

    def fields_of(self, index: int, section: Section | None) -> list[Field]:
        """The fields of the paragraph that is leaf ``index``: of a list item at most one, else one a labelled line."""
        leaf = self._leaves[index]
        if leaf.item is None:
            return self._lines_of(leaf, section)
        if leaf.item.first != leaf.first or (leaf.item.box is not None and not leaf.holds_box):
            return []
        label = find_label(leaf.texts[0])
        if label is None:
            return []
        container = "box" if leaf.holds_box else "bullet"
        return [self._field(leaf, 0, len(leaf.texts), label, container, section, self.below(index, leaf.item))]

    def _lines_of(self, leaf: Leaf, section: Section | None) -> list[Field]:
        """The labelled lines of a paragraph. An unmarked label counts where the first line has one too.

        A line may hold several, side by side.
        """
        texts = leaf.texts
        if len(texts) > 1 and texts[1].startswith((": ", ":\t")):
            return list(self._defined(leaf, section))
        first = find_line_label(texts[0])
        if len(texts) == 1:
            labels = [(0, first)] if first is not None else []
        else:
            found = ((at, find_line_label(text) if at else first) for at, text in enumerate(texts))
            labels = [(at, label) for at, label in found if label and (label.marked or first is not None)]
        ends = [*(at for at, _ in labels[1:]), len(texts)]
        container = "quote" if leaf.quoted else "text"
        return [
            self._field(leaf, at, end if label is beside[-1] else at + 1, label, container, section)
            for (at, first), end in zip(labels, ends, strict=bool(labels))
            for beside in (labels_beside(texts[at], first),)
            for label in beside
        ]

    def _defined(self, leaf: Leaf, section: Section | None) -> Iterator[Field]:
        """The fields of a list of definitions: a line holds the term, the next opens with a colon and says what it is.

        GitHub shows it as a paragraph.
        """
        for at, (term, said) in enumerate(pairwise(leaf.texts)):
            if said.startswith((": ", ":\t")) and not term.startswith(":") and find_line_label(f"{term}:") is not None:
                value = said[1:].strip(_SPACES)
                first = leaf.text_line + at
                start = leaf.offsets[at + 1] + said.index(value, 1)
                place = Location(self._path, self._source.number(first), self._source.number(first + 1))
                value_place = self._span(first + 1, start, start + len(value))
                container = "quote" if leaf.quoted else "text"
                yield Field(term.strip(_SPACES + "*_"), value, "", container, place, value_place, section, marked=False)

    def _field(
        self, leaf: Leaf, at: int, end: int, label: Label, container: str, section: Section | None, body: str = ""
    ) -> Field:
        """The field whose label stands on line ``at`` of the leaf and whose value ends before line ``end``."""
        first, last = leaf.text_line + at, leaf.text_line + end - 1
        offset = leaf.offsets[at]
        if at + 1 < len(leaf.texts) and _BREAK.search(leaf.texts[at], 0, label.value_end):
            label = label._replace(value_end=max(label.value_start, label.value_end - 1))
        broken = _LAST_BREAK.search(leaf.texts[at], label.value_start, label.value_end) if at + 1 == end else None
        if broken is not None:
            label = label._replace(value_end=broken.start())
        text = leaf.texts[at][label.value_start : label.value_end].rstrip(_SPACES)
        if label.whole or at + 1 == end:
            last = first
        else:
            text = " ".join([text, *(line.strip(_SPACES) for line in leaf.texts[at + 1 : end])]).strip()
        place = Location(self._path, self._source.number(first), self._source.number(last))
        value_place = self._span(first, offset + label.value_start, offset + label.value_end)
        if first != last:
            tail = leaf.offsets[end - 1] + len(leaf.texts[end - 1].rstrip(_SPACES))
            end_place = self._span(last, leaf.offsets[end - 1], tail)
            line, column = value_place.line, value_place.column
            value_place = Location(self._path, line, end_place.line, column, end_place.end_column)
        return Field(label.text, text, body, container, place, value_place, section, label.marked)

    def _span(self, index: int, start: int, end: int) -> Location:
        """The location of [start, end) in the line with that index."""
        line = self._source.number(index)
        first = self._source.column(index, start)
        return Location(self._path, line, line, first, first + end - start - 1)

    def below(self, index: int, record: ItemRecord) -> str:
        """The text of an item's blocks behind the leaf ``index``, cut where it grows long."""
        parts: list[str] = []
        size = 0
        while size <= _MAX_BODY:
            index += 1
            if index >= len(self._leaves) or self._leaves[index].first > record.last:
                break
            parts.append(self._leaves[index].text[:_MAX_BODY])
            size += len(parts[-1])
        return "\n".join(parts).strip("\n")

"""What a template tells its author: collect it as hashes, and find what of it still stands in a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from speclatch.documents.document import BlockKind, Document, Field, FrontMatter, Section
from speclatch.profiles.keys import sample_of
from speclatch.profiles.profile import PLACE_LABELS, Guidance, SectionKey
from speclatch.profiles.wording import (
    Span,
    alternatives,
    answers_nothing,
    bracket_spans,
    digest,
    has_spans,
    is_blank,
    is_bracketed,
    is_optional,
    normalise_label,
)

MIN_PROSE_WORDS = 4
"""A bullet's value of fewer plain words is data (``High``, ``PostgreSQL``), not an instruction."""


class GuidanceCollector:
    """Reads the guidance of one template; ``keys`` says where each of its sections stands.

    A template that speaks to its author in HTML comments means its plain paragraphs to stay.
    """

    def __init__(
        self, document: Document, keys: Mapping[Section, SectionKey], front_matter: FrontMatter | None = None
    ) -> None:
        self._document = document
        self._front_matter = front_matter or document.front_matter
        self._keys = keys
        self._links = {f"[{link.text}]" for link in document.links if link.kind == "reference"}
        self._commented = any(not is_blank(comment.text) for comment in document.comments)
        self._whole: set[str] = set()
        self._spans: dict[SectionKey, set[str]] = {}

    def collect(self) -> Guidance:
        """All guidance of the template."""
        for section in self._document.sections:
            self._add_spans(self._document.lines[section.heading.location.line - 1], section)
        self._paragraphs()
        self._tables()
        for field in self._document.fields:
            self._field(field)
        for task in self._document.tasks:
            self._unit(task.text, task.section)
        for fence in self._document.fences:
            if is_bracketed(fence.text):
                self._whole.add(digest(fence.text))
        return Guidance(
            frozenset(self._whole),
            {key: frozenset(found) for key, found in self._spans.items()},
            dict(_key_guidance(self._front_matter)),
        )

    def _add_spans(self, text: str, section: Section | None) -> None:
        found = {digest(span.text) for span in self._spans_of(text)}
        if found:
            self._spans.setdefault(self._keys[section] if section else (), set()).update(found)

    def _spans_of(self, text: str) -> Iterator[Span]:
        """The bracketed pieces that are guidance: no links by name, and no mark such as ``[Optional]``."""
        return (span for span in bracket_spans(text) if span.text not in self._links and not is_optional(span.text))

    def _unit(self, text: str, section: Section | None) -> None:
        """A cell, value or box: guidance as a whole if it is one bracket, else by the brackets in it."""
        if is_bracketed(text) and text.strip() not in self._links:
            self._whole.add(digest(text))
        self._add_spans(text, section)
        if any(self._spans_of(text)) and not answers_nothing(text):
            self._whole.add(digest(text))

    def _paragraphs(self) -> None:
        labelled = {field.location.line for field in self._document.fields}
        for block in self._document.blocks:
            if block.kind is not BlockKind.PARAGRAPH or is_blank(block.text):
                continue
            if block.location.line in labelled:
                continue
            self._add_spans(block.text, block.section)
            prose = not block.quoted and block.item is None and not self._commented
            if prose or is_bracketed(block.text):
                self._whole.add(digest(block.text))

    def _tables(self) -> None:
        for table in self._document.tables:
            for row in table.rows:
                for cell in row.cells:
                    self._unit(cell, table.section)

    def _field(self, field: Field) -> None:
        if field.container == "box" or normalise_label(field.label) in PLACE_LABELS:
            return
        self._unit(field.value, field.section)
        prose = field.container == "bullet" or (field.container == "text" and not field.marked and not self._commented)
        plain = prose and len(field.value.split()) >= MIN_PROSE_WORDS
        if (plain and "](" not in field.value) or alternatives(field.value):
            self._whole.add(digest(field.value))


def _key_guidance(front_matter: FrontMatter) -> Iterator[tuple[str, frozenset[str]]]:
    for entry in front_matter.entries:
        if sample_of(entry) == entry.text and entry.is_list:
            continue  # its brackets are YAML's
        found = {digest(span.text) for text in (entry.text, entry.raw) for span in bracket_spans(text)}
        if found or is_bracketed(entry.raw.strip()):
            yield entry.key, frozenset(found | {digest(entry.text), digest(entry.raw)})


def is_guidance(text: str, guidance: Guidance) -> bool:
    """Whether a whole unit (a cell, a value, a paragraph, a box, a fence) is the template's own guidance."""
    return bool(guidance.whole) and not is_blank(text) and digest(text) in guidance.whole


def guidance_spans(text: str, guidance: Guidance, keys: Iterable[SectionKey]) -> list[Span]:
    """The bracketed pieces of the template that still stand in a text, by the template sections it belongs to."""
    known = [guidance.spans[key] for key in keys if key in guidance.spans]
    if not known or not has_spans(text):
        return []
    return [span for span in bracket_spans(text) if any(digest(span.text) in found for found in known)]


def key_guidance_left(key: str, texts: Iterable[str], guidance: Guidance) -> str:
    """The piece of the template that still stands in a front-matter value, or ``""``."""
    known = guidance.keys.get(key, frozenset())
    for text in texts if known else ():
        if digest(text) in known:
            return text.strip()
        for span in bracket_spans(text):
            if digest(span.text) in known:
                return span.text
    return ""

"""What a template tells its author: collect it as hashes, and find what of it still stands in a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from speclatch.config.model import Words
from speclatch.documents.document import (
    Block,
    BlockKind,
    Document,
    Field,
    FrontMatter,
    MetadataField,
    Section,
    key_name,
)
from speclatch.documents.seen import without_hidden
from speclatch.patterns import lazy_re
from speclatch.profiles.boilerplate import is_legal_notice, marks_contents, stated_sections, stays
from speclatch.profiles.brackets import Span, bracket_spans, has_spans, is_bracketed
from speclatch.profiles.dates import is_day_sample
from speclatch.profiles.demands import is_optional, speaks_to_author
from speclatch.profiles.enumerations import alternatives, choices, scale
from speclatch.profiles.keys import sample_of
from speclatch.profiles.profile import PLACE_LABELS, REMARK_LABELS, Guidance, SectionKey
from speclatch.profiles.text import digest, digests, fold, is_blank, unescaped, visible
from speclatch.profiles.titles import normalise_label
from speclatch.profiles.words import NO_WORDS, answers_nothing, is_open, none_answer

TITLE_KEY = "title"
"""The key that no document shares with its template."""
MIN_PROSE_WORDS = 4
"""A bullet's value of fewer plain words is data (``High``, ``PostgreSQL``), not an instruction."""

_LEAVE = lazy_re(r"\W*leave (?:this |it )?(?:empty|blank|as it is|as is)\b", re.IGNORECASE)
_COLON = lazy_re(r"[:：][*_`\s]*$")
_NO_WORDS = lazy_re(r"(?:!?\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])?|https?://\S+|[\s|·•,;/()-])+")
_HEAD = lazy_re(r"\[(?P<head>[A-Z][A-Z ]{3,40}):\s")
_OPEN_BOX = lazy_re(r"\[ ?\]\s+\S")
_NOWHERE = lazy_re(r"\]\([^()\s]*(?:\.\.\.|…)[^()\s]*\)")
"""A link to no place that there is: a sample of those that the author sets."""
_FILLER = lazy_re(
    r"(?<![A-Za-z0-9])(?:x{3,}|X{3,})(?![A-Za-z0-9])|(?<!\w)@(?:user-?name|your[-_.]?\w*|github-?\w*|handle)(?![\w-])|"
    r"(?<!\w)@?(?:jane|john)[ .](?:doe|q\.? public)(?!\w)|\b(?:max|erika) mustermann\b|"
    r"(?<![\w.])(?:[a-z]+[-_])?(?:xyz|foo|foobar|aaa|bbb|ccc)(?![\w.])",
    re.IGNORECASE,
)
"""Names of nobody, and signs in the place of a number."""
_CODE = lazy_re(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


class GuidanceCollector:
    """Reads the guidance of one template; ``keys`` says where each of its sections stands.

    Each block is judged for itself: an instruction or a question is guidance; other prose is, unless the section
    speaks to its author in comments. Lead-ins, licence lines and the like are there to stay.
    """

    def __init__(
        self,
        document: Document,
        keys: Mapping[Section, SectionKey],
        front_matter: FrontMatter | None = None,
        words: Words = NO_WORDS,
    ) -> None:
        self._document = document
        self._front_matter = front_matter or document.front_matter
        self._keys = keys
        self._words = words
        self._links = {f"[{link.text}]" for link in document.links if link.kind == "reference"}
        self._commented = {comment.section for comment in document.comments if not is_blank(comment.text)}
        self._stated = stated_sections(document)
        self._quotes_alone = _sections_of_one_quote(document)
        self._whole: set[str] = set()
        self._spans: dict[SectionKey, set[str]] = {}

    def collect(self) -> Guidance:
        """All guidance of the template."""
        for section in self._document.sections:
            self._add_spans(self._document.lines[section.heading.location.line - 1], section)
            if section.parent is not None:
                self._add_spans(self._document.lines[section.heading.location.line - 1], section.parent)
        self._paragraphs()
        self._tables()
        for field in self._document.fields:
            self._field(field)
        for task in self._document.tasks:
            self._unit(task.text, task.section)
        for fence in self._document.fences:
            if is_bracketed(fence.text):
                self._whole.update(digests(fence.text))
        return Guidance(
            frozenset(self._whole),
            {key: frozenset(found) for key, found in self._spans.items()},
            dict(_key_guidance((*self._document.metadata.body, *self._front_matter.entries))),
        )

    def _add_spans(self, text: str, section: Section | None) -> None:
        found = {form for span in self._spans_of(text) for form in _forms(span.text)}
        if found:
            self._spans.setdefault(self._keys[section] if section else (), set()).update(found)
        if "`[" in text and _TAG.match(text):
            self._whole.update(digests(text))

    def _spans_of(self, text: str) -> Iterator[Span]:
        """The bracketed pieces that are guidance: no links by name, and no mark such as ``[Optional]``."""
        return (
            span
            for span in _spans_outside_usage(text)
            if span.text not in self._links and not is_optional(span.text, self._words)
        )

    def _unit(self, text: str, section: Section | None) -> None:
        """A cell, value or box: guidance as a whole if it is one bracket, else by the brackets in it."""
        if is_bracketed(text) and text.strip() not in self._links and not is_optional(text, self._words):
            self._whole.update(digests(text))
        self._add_spans(text, section)
        if any(self._spans_of(text)) and not answers_nothing(text, self._words):
            self._whole.update(digests(text))

    def _paragraphs(self) -> None:
        labelled = {field.location.line for field in self._document.fields}
        for block in self._document.blocks:
            if block.kind is BlockKind.HTML:
                self._unit(shown_of(block), block.section)
            if block.kind is not BlockKind.PARAGRAPH or is_blank(block.text):
                continue
            if block.location.line in labelled or marks_contents(block.text):
                continue
            self._add_spans(block.text, block.section)
            text = block.text.strip()
            if self._guides(block) or is_bracketed(text) or _OPEN_BOX.match(text) or _NOWHERE.search(text):
                self._whole.update(digests(block.text))

    def _guides(self, block: Block) -> bool:
        """Whether a paragraph, a quote or a bullet tells its author what to write."""
        text = block.text.strip()
        shown = visible(text)
        if (
            _COLON.search(text)
            or _NO_WORDS.fullmatch(text)
            or none_answer(text, self._words) is not None
            or alternatives(text)
        ):
            return False
        if block.item is not None and not self._may_guide(block, shown):
            return False
        if speaks_to_author(text) or is_open(text, self._words):
            return True
        if stays(shown) or block.item is not None or block.section in self._stated:
            return False
        if block.quoted:
            return block.section in self._quotes_alone and len(shown.split()) >= MIN_PROSE_WORDS
        return block.section not in self._commented or self._repeats_comment(block, shown)

    def _repeats_comment(self, block: Block, shown: str) -> bool:
        """Whether a section's comment says the same to its author: the visible text is there to be replaced, too."""
        said = fold(shown)
        return len(said.split()) >= MIN_PROSE_WORDS and any(said in text for text in self._comments(block.section))

    def _comments(self, section: Section | None) -> Iterator[str]:
        """What the comments of a section say."""
        return (fold(one.text) for one in self._document.comments if one.section is section)

    def _may_guide(self, block: Block, shown: str) -> bool:
        """Whether a bullet can be guidance: nested ones are questions to answer below, short ones are data."""
        item = block.item
        nested = item is not None and (item.is_task or item.depth > 1)
        return not nested and len(shown.split()) >= MIN_PROSE_WORDS and "](" not in block.text

    def _tables(self) -> None:
        for table in self._document.tables:
            for row in table.rows:
                for cell in row.cells:
                    self._unit(cell, table.section)

    def _field(self, field: Field) -> None:
        if field.container == "box" or normalise_label(field.label) in PLACE_LABELS or _LEAVE.match(field.value):
            return
        self._unit(field.value, field.section)
        speaks = speaks_to_author(field.value)
        least = 2 if speaks else MIN_PROSE_WORDS
        prose = (len(field.value.split()) >= least or field.value.endswith("？")) and "](" not in field.value
        plain = (field.container == "bullet" and not field.marked) or speaks
        sample = is_day_sample(visible(field.value))
        listed = (
            alternatives(field.value)
            or scale(field.value)
            or (field.label.casefold() == "status" and choices(field.value))
        )
        if (prose and plain and field.container != "quote") or listed or sample or _FILLER.search(field.value):
            self._whole.update(digests(field.value))


def _sections_of_one_quote(document: Document) -> frozenset[Section | None]:
    """The sections of a template, below its title, that hold a quote and nothing else: it tells what belongs there."""
    inside: dict[Section | None, list[Block]] = {}
    for block in document.blocks:
        if block.kind is not BlockKind.BREAK and not is_blank(block.text):
            inside.setdefault(block.section, []).append(block)
    first = document.sections[0] if document.sections else None
    return frozenset(
        section
        for section, blocks in inside.items()
        if section is not None and section is not first and all(block.quoted for block in blocks)
    )


def shown_of(block: Block) -> str:
    """The text of a block of HTML without comments: GitHub takes ``<why we do it>`` on a line of its own for a tag."""
    return without_hidden(block.text)


def _forms(span: str) -> Iterator[str]:
    """The hashes a bracketed piece is known by: its own, and of a marker its head (``[NEEDS CLARIFICATION: ...]``)."""
    yield digest(span)
    head = _HEAD.match(span)
    if head:
        yield digest(f"[{head['head']}:]")


def _spans_outside_usage(text: str) -> Iterator[Span]:
    """The bracketed pieces of a text that do not stand inside a command: ``tool show <name>`` in a code span."""
    usage = [found.span() for found in _CODE.finditer(text) if _is_usage(found[0])] if "`" in text else []
    if usage or "`[" in text:
        usage.extend(found.span() for found in [_TAG.match(text)] if found is not None)
    return (span for span in bracket_spans(text) if not any(start <= span.start < end for start, end in usage))


_TAG = lazy_re(r"\s*`\[[A-Z][\w-]{1,20}\]`(?=\s+[^\s:\u2013\u2014-])")
"""What an item may be tagged with, in code before its text (``[Backend]``): it stays, the text behind it does not."""


def _is_usage(code: str) -> bool:
    """Whether a code span shows how something is called: words around a placeholder, none of them a path."""
    inner = code.strip("` ")
    return " " in inner and not inner.startswith(("<", "[", "{")) and has_spans(inner)


def _key_guidance(entries: Iterable[MetadataField]) -> Iterator[tuple[str, frozenset[str]]]:
    for entry in entries:
        if sample_of(entry) == entry.text and entry.is_list:  # its brackets are YAML's, those of its items are not
            items = [scalar.text for scalar in entry.scalars]
            left = [text for text in items if is_bracketed(text) or _FILLER.search(text)]
            if left:
                yield entry.key, frozenset(map(digest, left))
            continue
        found = {digest(span.text) for text in (entry.text, entry.raw) for span in bracket_spans(text)}
        named = key_name(entry.key) == TITLE_KEY and not is_blank(entry.text)
        filler = bool(_FILLER.search(entry.text))
        prose = len(entry.text.split()) >= MIN_PROSE_WORDS and not is_legal_notice(entry.text)
        prose = prose and normalise_label(entry.key) not in REMARK_LABELS
        if found or named or filler or prose or is_bracketed(entry.raw.strip()) or choices(entry.text):
            yield entry.key, frozenset(found | {digest(entry.text), digest(entry.raw)})


def all_texts(document: Document) -> frozenset[str]:
    """The hashes of every block, cell and box of a template, by which a copy is known that nobody filled in."""
    blocks = (block.text for block in document.blocks if block.kind not in (BlockKind.TABLE, BlockKind.BREAK))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    texts = Counter((*blocks, *cells, *(task.text for task in document.tasks)))
    return frozenset(digest(text) for text in texts if not is_blank(text))


def is_guidance(text: str, guidance: Guidance) -> bool:
    """Whether a whole unit (a cell, a value, a paragraph, a box, a fence) is the template's own guidance."""
    return bool(guidance.whole) and not is_blank(text) and not guidance.whole.isdisjoint(digests(text))


def guidance_spans(text: str, guidance: Guidance, keys: Iterable[SectionKey]) -> list[Span]:
    r"""The bracketed pieces of the template that still stand in a text, by the template sections it belongs to.

    One that is escaped (``\[Condition\]``) renders like the template's and is one; one in a command is not.
    """
    known = [guidance.spans[key] for key in keys if key in guidance.spans]
    shown = unescaped(text) if known else text
    if not known or not has_spans(shown):
        return []
    return [
        span
        for span in _spans_outside_usage(shown)
        if any(form in found for form in _forms(span.text) for found in known)
    ]


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

"""The rule placeholder-left: a placeholder of the template still stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import ClassVar, NamedTuple

from speclatch.documents.document import BlockKind, Document, MetadataForm, Section, key_name
from speclatch.model import Finding, Location
from speclatch.patterns import lazy_re
from speclatch.profiles.answers import leftover
from speclatch.profiles.guidance import guidance_spans, is_guidance, key_guidance_left, shown_of
from speclatch.profiles.keys import holds_sample
from speclatch.profiles.profile import PLACE_LABELS, KeyType, Profile
from speclatch.profiles.text import fold, is_blank, visible
from speclatch.profiles.titles import normalise_label
from speclatch.profiles.words import answers_nothing, is_placeholder_word, promises, says_later
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.rules.placeholder.put_off import PUT_OFF, is_of_a_stage
from speclatch.specs.catalogue import Spec

TIMESTAMP = "YYYYMMDDHHMMSS"
MAX_NAME = 200
"""Characters of what a finding is called."""
_DASHES = lazy_re(r"[-–—]+")
AND_SO_ON = lazy_re(r"\.{3}|…|[-–—_]+|:{3,}")
"""What ends a list, leaves something out or parts it, among other text; three colons end a block of many a site."""
QUIET = lazy_re(r"(?:[-–—_]+|\?|\.{3}|…|[.,:;])\s*(?:\*+|[†‡§¹²³⁰-⁹]+|\[\^[^\]\s]+\]|\(?\d\))?")
"""What stands for nothing, or for "and so on", in cells nobody has to fill; the mark of a footnote may follow."""


class PlaceholderLeft(SpecRule):
    """Text of the template that was to be replaced and still stands.

    ## What it does
    Knows the template's guidance: a cell, value, box, paragraph or code block that says what to write there, and
    bracketed pieces such as `<Feature Name>` or `[Team/Owner]` in their section. Words for later (`TBD`, `TODO`) are
    placeholders everywhere, and so is a promise that is all a section says (`WIP`, `To be defined by Ann.`).
    Labels, identifiers in brackets and sample blocks are structure and may stay. A word for later below a heading that
    names a stage (`Beta`) is a note until the spec is done.

    ## Why is this bad
    What looks written is not. People and coding agents read on as if it were.

    ## Example
    ```markdown
    - **Throughput**: [e.g., Support 1000 requests per second]
    ```

    ## Instead
    ```markdown
    - **Throughput**: 40 bookings a minute at peak, measured over five minutes
    ```

    ## Options
    `keep` in a profile of `.speclatch.yml` lists texts of the template that authors leave standing.
    """

    id = "placeholder-left"
    summary = "a placeholder of the template still stands"
    levels = by_phase("note", "error", "error")
    cases: ClassVar = {PUT_OFF: by_phase("note", "note", "error")}
    yields_to = frozenset(
        {
            "conflict-marker",
            "front-matter-invalid",
            "open-point",
            "front-matter-value",
            "front-matter-missing-key",
            "governance-removed",
            "governance-unanswered",
            "id-mismatch",
            "migration-placeholder",
            "path-unexpected",
            "reference-broken",
            "reference-missing",
            "row-unanswered",
            "table-empty",
            "table-unfilled",
            "task-unchecked",
        }
    )

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every unit that still holds a placeholder, once."""
        yield from self._metadata(spec)
        for titled in spec.document.sections:
            source = spec.document.lines[titled.heading.location.line - 1]
            spans = guidance_spans(source, spec.profile.guidance, spec.alignment.keys_around(titled))
            left = spans[0].text if spans else _id_sample(source, spec.profile)
            if left:
                yield self._finding(left, titled.heading.location, titled)
        promised, words = _promises(spec), spec.profile.words
        for unit in units(spec):
            text, location, section = unit.text, unit.location, unit.section
            later = unit.is_answer and (says_later(text, words) or location.line in promised)
            left = visible(text) if later else self._left(text, spec, section)
            if left:
                is_open = later or answers_nothing(left, words)
                case = PUT_OFF if is_open and section is not None and is_of_a_stage(section.title) else ""
                name = f"{answers}: {left}"[:MAX_NAME] if is_open and (answers := unit.name) else ""
                yield self._finding(left, location, section, name, is_open=is_open, case=case)

    def _metadata(self, spec: Spec) -> Iterator[Finding]:
        """Front matter, and what of its guidance stands in the body, where everything else is looked at as a unit."""
        words = spec.profile.words
        for rule in spec.profile.keys:
            entry = spec.answer_to(rule)
            if entry is None or rule.type is KeyType.REFERENCE or is_blank(entry.text):
                continue
            texts = (entry.text, entry.raw, *(scalar.text for scalar in entry.scalars if entry.is_list))
            left = key_guidance_left(rule.key, texts, spec.profile.guidance)
            if entry.form is not MetadataForm.FRONT_MATTER:
                if left and not self._left(entry.text, spec, entry.section):
                    yield self._finding(left, entry.location, entry.section, name=rule.key)
            elif left or is_placeholder_word(entry.text, words) or says_later(entry.text, words):
                yield self._finding(left or entry.text, entry.location, None, name=rule.key)

    def _left(self, text: str, spec: Spec, section: Section | None) -> str:
        if is_blank(text):
            return ""
        if is_placeholder_word(text, spec.profile.words):
            return visible(text)
        found = leftover(text, spec.alignment, section)
        return found or (TIMESTAMP if TIMESTAMP in text else "")

    def _finding(
        self,
        left: str,
        location: Location,
        section: Section | None,
        name: str = "",
        *,
        is_open: bool = False,
        case: str = "",
    ) -> Finding:
        return self.finding(
            say("still open: {}", left)
            if is_open or answers_nothing(left)
            else say("the template's text still stands: {}", left),
            location,
            name or left[:MAX_NAME],
            section=section,
            hint=say("Replace it by what holds for this feature, or by `N/A` and the reason."),
            case=case,
        )


def _id_sample(heading: str, profile: Profile) -> str:
    """The template's sample of an id that a heading still holds (``# RFC-###: Queues``), or ``""``."""
    return next((sample for sample in profile.id_samples if holds_sample(heading, sample)), "")


class Unit(NamedTuple):
    """A piece of a body that can be a placeholder, and where it stands.

    ``is_answer`` says whether it answers something, as values, cells and all that a section says do: there ``TBD:
    later`` is no answer, while a box or a paragraph among others may speak of what is to be done. ``label``, or ``row``
    and ``column`` as they are written, say what it answers.
    """

    text: str
    location: Location
    section: Section | None
    is_answer: bool = False
    label: str = ""
    row: str = ""
    column: str = ""

    @property
    def name(self) -> str:
        """What it answers, so that one ``TBD`` is not taken for another."""
        return self.label or " / ".join(filter(None, map(visible, (self.row, self.column))))


def units(spec: Spec) -> Iterator[Unit]:
    """Every unit of a body that can be a placeholder: values, boxes, paragraphs, quotes, cells, code blocks."""
    document = spec.document
    labelled = {field.location.line for field in document.fields}
    yield from _values(spec)
    covered = labelled | {task.location.line for task in document.tasks}
    for task in document.tasks:
        yield Unit(task.text, task.location, task.section)
    yield from _paragraphs(spec, covered)
    for fence in document.fences:
        # What looks like a tag is text in a block of code, and says something.
        is_word = "<" not in fence.text and is_placeholder_word(fence.text, spec.profile.words)
        if is_word or is_guidance(fence.text, spec.profile.guidance):
            yield Unit(fence.text, fence.location, fence.section)
    for table in document.tables:
        for row in table.rows:
            for column, cell in enumerate(row.cells):
                if not QUIET.fullmatch(visible(cell)):
                    place, named = row.cell_location(column), row.cells[0] if column else ""
                    yield Unit(cell, place, table.section, is_answer=True, row=named, column=table.header[column])
    headers = {table.location.line for table in document.tables}
    for entry in document.metadata.body:
        if entry.form is MetadataForm.TABLE and entry.location.line in headers:
            yield Unit(entry.text, entry.location, entry.section, is_answer=True, label=entry.key)


def _values(spec: Spec) -> Iterator[Unit]:
    """The values behind labels; a dash behind one that need not be there says that there is nothing."""
    free = {key_name(rule.key) for rule in spec.profile.keys if not rule.required}
    for field in spec.document.fields:
        if field.container == "box" or is_blank(field.value) or normalise_label(field.label) in PLACE_LABELS:
            continue
        if key_name(field.label) not in free or not _DASHES.fullmatch(visible(field.value)):
            yield Unit(field.value, field.value_location, field.section, is_answer=True, label=field.label)


def _paragraphs(spec: Spec, covered: Collection[int]) -> Iterator[Unit]:
    """The paragraphs that begin on none of the lines that are covered.

    A dash that is all of a section which may be left out says that there is nothing.
    """
    document, sections = spec.document, spec.alignment.sections
    optional = {sections[rule.key] for rule in spec.profile.sections if not rule.required and rule.key in sections}
    alone = _alone(document)
    for block in document.blocks:
        if block.section in optional and block.location.line in alone and _DASHES.fullmatch(visible(block.text)):
            continue
        if block.kind is BlockKind.HTML:
            yield Unit(shown_of(block), block.location, block.section)
        if block.kind is BlockKind.PARAGRAPH and block.location.line not in covered:
            is_whole = block.location.line in alone
            if is_whole or not AND_SO_ON.fullmatch(visible(block.text)):
                yield Unit(block.text, block.location, block.section, is_whole)


def _promises(spec: Spec) -> frozenset[int]:
    """The lines of paragraphs that are all that a section of the template says, and say that it is still to come."""
    document, words = spec.document, spec.profile.words
    alone = _alone(document)
    metadata = {entry.location.line for entry in document.metadata.body}
    return frozenset(
        block.location.line
        for block in document.blocks
        if block.kind is BlockKind.PARAGRAPH
        and block.location.line in alone
        and block.location.line not in metadata
        and spec.alignment.key_of(block.section)
        and "status" not in fold(block.section.title if block.section is not None else "")
        and promises(block.text, words)
    )


def _alone(document: Document) -> frozenset[int]:
    """The first lines of the blocks that are all their section says; blank blocks and rules say nothing."""
    said: dict[Section | None, list[int]] = {}
    for block in document.blocks:
        if block.kind is not BlockKind.BREAK and not is_blank(block.text):
            said.setdefault(block.section, []).append(block.location.line)
    return frozenset(lines[0] for lines in said.values() if len(lines) == 1)

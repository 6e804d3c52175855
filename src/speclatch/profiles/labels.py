"""The labelled values of a template: which of them are the author's to give, and which label has to stay."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from speclatch.config.model import ReferenceKind, Words
from speclatch.documents.document import (
    Block,
    BlockKind,
    Document,
    Field,
    MetadataField,
    MetadataForm,
    Section,
    key_name,
)
from speclatch.profiles.brackets import IDENTIFIER, bracket_spans, has_spans, is_bracketed
from speclatch.profiles.dates import is_day_sample
from speclatch.profiles.demands import is_optional, says_optional, speaks_to_author
from speclatch.profiles.enumerations import is_enumeration, is_open_list, scale
from speclatch.profiles.keys import choices_of, id_pattern, kind_of_label
from speclatch.profiles.option_boxes import boxes_above
from speclatch.profiles.profile import PLACE_LABELS, REMARK_LABELS, FieldRule, SectionKey
from speclatch.profiles.samples import samples_among
from speclatch.profiles.text import fold, is_blank, visible, without_emphasis
from speclatch.profiles.titles import normalise_label
from speclatch.profiles.words import answers_nothing

STATUS_LABEL = "status"
MOST_WORDS = 3
"""Words of the name of a field; a longer label is a sentence that goes on behind its colon."""


class LabelReader:
    """Reads the labels of one template, each with the key of the section it stands in."""

    def __init__(
        self, document: Document, keys: Mapping[Section, SectionKey], kinds: tuple[ReferenceKind, ...], words: Words
    ) -> None:
        self._document = document
        self._keys = keys
        self._kinds = kinds
        self._words = words
        self._option_boxes = boxes_above(document)

    def asked_metadata(self) -> tuple[MetadataField, ...]:
        """The fields of metadata in the body that ask their author, and those that stand beside such."""
        asked = self._asked()
        forms = {(entry.form, entry.section) for entry in asked if normalise_label(entry.key) not in PLACE_LABELS}
        return tuple(
            entry
            for entry in self._document.metadata.body
            if entry in asked or ((entry.form, entry.section) in forms and self._is_beside(entry))
        )

    def _is_beside(self, entry: MetadataField) -> bool:
        """Whether a field among others that are asked for is one of them, whatever sample it has: no remark."""
        label = normalise_label(entry.key, self._words)
        if entry.form is MetadataForm.SECTION or label in PLACE_LABELS or _is_sample(entry.key):
            return False
        return label not in REMARK_LABELS and len(label.split()) <= MOST_WORDS and not is_blank(label)

    def _asked(self) -> tuple[MetadataField, ...]:
        fields = {field.location.line: field for field in self._document.fields}
        named = {(field.location.line, key_name(field.label.strip("*_`"))): field for field in self._document.fields}
        return tuple(
            entry
            for entry in self._document.metadata.body
            if self._is_asked(
                entry, named.get((entry.location.line, key_name(entry.key)), fields.get(entry.location.line))
            )
        )

    def _is_asked(self, entry: MetadataField, field: Field | None) -> bool:
        label = field.label if field is not None else entry.key
        if _is_sample(label) or normalise_label(label, self._words) in PLACE_LABELS:
            return False
        if id_pattern(entry.key, entry.text):
            return True
        if fold(entry.text) == fold(label) or normalise_label(label) == STATUS_LABEL:
            return True  # `Date: DATE`; a status sets the phase, whatever the template has there
        if choices_of(entry.key, entry.text):
            return True
        return self._asks(field) if field is not None else self._asks_value(entry.text)

    def rules(self, taken: Collection[int] = ()) -> Iterator[FieldRule]:
        """The labels that ask their author, or that are there to stay, in order; those on lines ``taken`` aside."""
        samples = samples_among((field.label for field in self._document.fields), whole=True)
        for field in self._document.fields:
            asks = self._asks(field)
            if field.location.line in taken:
                continue
            if field.container == "box" or (field.container == "text" and not asks):
                continue  # the box is asked for; a lead-in, or a sentence with a colon
            label = normalise_label(field.label, self._words)
            if field.container == "text" and label in PLACE_LABELS:
                continue
            optional = is_optional(field.label, self._words)
            sample = field.label in samples or _is_sample(field.label) or _opens_sentence(field)
            yield FieldRule(
                self._keys[field.section] if field.section is not None else (),
                label,
                field.container,
                required=asks and not optional and not says_optional(field.value, self._words),
                fixed=asks and not optional and not sample and field.location.line not in self._option_boxes,
                kind=kind_of_label(label, self._kinds),
                shown=without_emphasis(visible(field.label)).strip(" :："),
            )

    def _asks(self, field: Field) -> bool:
        """Whether a value is the author's to give: blank, guidance or an enumeration."""
        value = field.value
        if answers_nothing(value, self._words) and not field.body:
            return field.container != "text" or (is_marked(field) and led_in(field, self._document) is None)
        if self._asks_value(value):
            return True
        return field.container != "quote" and field.marked and speaks_to_author(value)

    def _asks_value(self, value: str) -> bool:
        """Whether a value is blank, guidance, an enumeration or a sample."""
        if answers_nothing(value, self._words) or is_day_sample(visible(value)):
            return True
        return (
            has_spans(value)
            or is_bracketed(value)
            or is_enumeration(value)
            or is_open_list(value)
            or bool(scale(value))
            or "YYYYMMDD" in value
        )


def _opens_sentence(field: Field) -> bool:
    """Whether a label without emphasis opens a sentence of the template, as ``Choice: "[option]", because [why]``.

    An author says the same in a sentence of another form.
    """
    if is_marked(field):
        return False
    plain = visible(field.value)
    for span in sorted(bracket_spans(plain), reverse=True):
        plain = f"{plain[: span.start]} {plain[span.end :]}"
    return has_spans(field.value) and any(word.isalpha() for word in plain.split())


def is_marked(field: Field) -> bool:
    """Whether emphasis sets a label off, or a bullet or box does."""
    return field.container != "text" or field.marked


def led_in(field: Field, document: Document) -> Block | None:
    """The list, table, quote or code block that a label on a line of its own leads in; None where there is none."""
    after = _following(document).get(field.location.line)
    if after is None or after.section is not field.section:
        return None
    return after if after.kind is not BlockKind.PARAGRAPH or after.item is not None or after.quoted else None


@lru_cache(maxsize=4)
def _following(document: Document) -> Mapping[int, Block]:
    """The block that follows, by each line of a paragraph; found in one go, as many labels may ask."""
    pairs = zip(document.blocks, document.blocks[1:], strict=False)
    return {
        line: after
        for block, after in pairs
        if block.kind is BlockKind.PARAGRAPH
        for line in range(block.location.line, block.location.end_line + 1)
    }


def _is_sample(label: str) -> bool:
    """Labels an author replaces or repeats: ``Error 1``, ``FR-001``, a path in code marks, one with a placeholder."""
    bare = normalise_label(label)
    whole = IDENTIFIER.fullmatch(bare.upper()) is not None
    return whole or "`" in label or has_spans(label) or (bare[-1:].isdigit() and " " in bare)

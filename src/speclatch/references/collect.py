"""Collect every reference of a spec with its place: front-matter keys, labelled values, links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from posixpath import dirname

from speclatch.config.model import ReferenceKind, kind_of_key
from speclatch.documents.document import (
    Block,
    Document,
    Field,
    Item,
    Link,
    MetadataField,
    MetadataForm,
    Scalar,
)
from speclatch.model import Location
from speclatch.patterns import lazy_re
from speclatch.profiles.brackets import is_bracketed
from speclatch.profiles.file_names import is_markdown
from speclatch.profiles.guidance import key_guidance_left
from speclatch.profiles.keys import kind_of_label
from speclatch.profiles.profile import KeyType, Profile
from speclatch.profiles.required_rows import answer_column
from speclatch.profiles.titles import normalise_label
from speclatch.references.grammar import loose_ids, parse_destination, parse_reference
from speclatch.references.kinds import is_id_of, kind_of_link
from speclatch.references.parsed import Form, ParsedReference
from speclatch.references.paths import lexical
from speclatch.references.places import Place
from speclatch.references.reference import Origin, Reference, Referrer
from speclatch.references.tokens import missing_scheme, names_file


def collect(referrer: Referrer) -> tuple[Reference, ...]:
    """Every reference of a spec: those of its front matter, then of its body in order."""
    kinds = referrer.kinds
    keyed = list(_keyed(referrer))
    labelled = list(_Labelled(referrer.document, kinds, referrer.profile).references())
    taken = {_start(one.location) for one in labelled}
    links = [one for one in _linked(referrer.document, kinds) if _start(one.location) not in taken]
    return (*keyed, *sorted((*labelled, *links, *_answers(referrer)), key=lambda one: one.location))


def _start(location: Location) -> tuple[int, int]:
    return location.line, location.column or 0


def reference_entries(referrer: Referrer) -> Iterator[tuple[MetadataField, ReferenceKind | None]]:
    """The fields of the metadata that hold references, with their kind (None: only the template knows it)."""
    for entry in referrer.metadata.entries:
        kind = kind_of_entry(entry, referrer.kinds)
        rule = referrer.profile.key(entry.key)
        if kind is None and rule is not None and rule.type is KeyType.REFERENCE:
            kind = next((one for one in referrer.kinds if one.name == rule.kind), None)
            yield entry, kind
        elif kind is not None and not (rule is not None and rule.type is not KeyType.REFERENCE):
            yield entry, kind


def kind_of_entry(entry: MetadataField, kinds: Sequence[ReferenceKind]) -> ReferenceKind | None:
    """The kind of document that a field of the metadata names, by its key or, in the body, by its label."""
    named = kind_of_key(entry.key, kinds)
    if named is not None or entry.form is MetadataForm.FRONT_MATTER:
        return named
    name = kind_of_label(normalise_label(entry.key), kinds)
    return next((kind for kind in kinds if kind.name == name), None)


_NULLS = frozenset(("", "null", "Null", "NULL", "~"))
"""How YAML writes no value (YAML 1.2, core schema)."""


def is_empty(entry: MetadataField) -> bool:
    """Whether a key has no value: nothing behind it, ``null``, ``""``, ``[]``."""
    return all(scalar.text.strip() in _NULLS for scalar in entry.scalars)


def is_left_open(entry: MetadataField, profile: Profile) -> bool:
    """Whether a key's value is empty or still what the template has there."""
    if is_empty(entry):
        return True
    if _is_bracket_prose(entry, profile) or key_guidance_left(entry.key, (entry.text, entry.raw), profile.guidance):
        return True
    return all(
        one.form is Form.PLACEHOLDER
        for scalar in entry.scalars
        for one in parse_reference(scalar.text, words=profile.words)
    )


def _is_bracket_prose(entry: MetadataField, profile: Profile) -> bool:
    """Whether a list is the placeholder ``[Link to PRD]`` without quotes, which YAML reads as a list."""
    raw = entry.raw.strip()
    if not (entry.is_list and len(entry.scalars) == 1 and is_bracketed(raw)) or raw[1:].lstrip()[:1] in {"'", '"'}:
        return False
    return all(
        one.form in {Form.PROSE, Form.PLACEHOLDER}
        for one in parse_reference(entry.scalars[0].text, words=profile.words)
    )


def _keyed(referrer: Referrer) -> Iterator[Reference]:
    document = referrer.document
    labelled = _Labelled(document, referrer.kinds, referrer.profile)
    for entry, kind in reference_entries(referrer):
        in_front = entry.form is MetadataForm.FRONT_MATTER
        if is_left_open(entry, referrer.profile) or (entry.form in _LABELLED and labelled.knows(entry.key)):
            continue
        lines = document.lines if entry.location.path == document.path else ()
        beside = _said_beside(entry.value)
        for scalar in (one for one in entry.scalars if one.text not in beside):
            for parsed in parse_reference(scalar.text, whole=in_front, words=referrer.profile.words):
                yield in_scalar(parsed, scalar, lines, entry, kind)


POINTERS = frozenset(("id", "ref", "path", "file", "link", "href", "url", "uri", "target", "document", "doc"))
"""Keys of an item that name its document, where others say more of it."""


def _said_beside(value: object) -> frozenset[str]:
    """What the items of a list say besides the document that each names: ``- {id: ADR-002, title: One calendar}``."""
    items = value if isinstance(value, list | tuple) else (value,)
    mappings = [item for item in items if isinstance(item, dict) and not POINTERS.isdisjoint(item)]
    return frozenset(str(said) for item in mappings for key, said in item.items() if key not in POINTERS)


def in_scalar(
    parsed: ParsedReference,
    scalar: Scalar,
    lines: Sequence[str],
    entry: MetadataField,
    kind: ReferenceKind | None,
) -> Reference:
    """A reference that stands in a value of the metadata, with its places; ``lines`` are those of the file."""
    place = Place(scalar.text, scalar.location, lines)
    return Reference(
        kind,
        Origin.KEY,
        entry.key,
        parsed,
        place.span(parsed.start, parsed.whole_end) or scalar.location,
        place.span(parsed.start, parsed.end),
        place.span(parsed.label_start, parsed.label_start + len(parsed.label)) if parsed.label else None,
    )


_LABELLED = frozenset({MetadataForm.BULLET, MetadataForm.LINE, MetadataForm.QUOTE})
"""Forms of metadata that are labelled values of the body too."""


class _Labelled:
    """Collects what stands behind the labels of a kind, in the value and in the blocks below the bullet."""

    def __init__(self, document: Document, kinds: Sequence[ReferenceKind], profile: Profile) -> None:
        self._document = document
        self._kinds = kinds
        self._profile = profile
        self._own = {one.label: one.kind for one in reversed(profile.fields) if one.kind}
        self._links: dict[int, list[Link]] = {}
        self._below: dict[int, list[Block]] = {}

    def references(self) -> Iterator[Reference]:
        """Every labelled reference, label by label."""
        fields = [(field, kind) for field in self._document.fields if (kind := self._kind(field.label)) is not None]
        if not fields:
            return
        for link in self._document.links:
            if link.kind in {"reference", "html"}:
                self._links.setdefault(link.location.line, []).append(link)
        self._sort_blocks({field.location.line for field, _ in fields if field.container == "bullet" and field.body})
        for field, kind in fields:
            yield from self._in_text(field.value, field.value_location, field, kind)
            for block in self._below.get(field.location.line, ()):
                yield from self._in_text(block.text, block.location, field, kind)

    def knows(self, label: str) -> bool:
        """Whether a label announces a kind, so that what stands behind it is collected here."""
        return self._kind(label) is not None

    def _kind(self, written: str) -> ReferenceKind | None:
        label = normalise_label(written)
        name = kind_of_label(label, self._kinds) or self._own.get(label, "")
        return next((kind for kind in self._kinds if kind.name == name), None)

    def _sort_blocks(self, bullets: set[int]) -> None:
        """Note the blocks below each bullet of ``bullets``, those with a label of their own aside."""
        labelled = {field.location.line for field in self._document.fields}
        for block in self._document.blocks if bullets else ():
            if block.location.line in labelled:
                continue
            line = _bullet_above(block.item, bullets)
            if line is not None and block.location.line > line:
                self._below.setdefault(line, []).append(block)

    def _in_text(self, text: str, location: Location, field: Field, kind: ReferenceKind) -> Iterator[Reference]:
        """The references of a labelled text: the grammar's, and links it does not see (``[PRD][1]``)."""
        if not text.strip():
            return
        place = Place(text, location, self._document.lines)
        taken: set[tuple[int, int]] = set()
        for parsed in parse_reference(text, whole=False, words=self._profile.words):
            if _is_told(parsed, text, kind):
                continue
            whole = place.span(parsed.start, parsed.whole_end) or location
            label = None
            if parsed.label:
                label = place.span(parsed.label_start, parsed.label_start + len(parsed.label))
            taken.add(_start(whole))
            edit = place.span(parsed.start, parsed.end)
            yield Reference(kind, Origin.LABEL, field.label, parsed, whole, edit, label, field.section)
        for line in range(location.line, location.end_line + 1):
            for link in self._links.get(line, ()):
                if location.overlaps(link.location) and _start(link.location) not in taken:
                    yield of_link(link, kind, Origin.LABEL, field.label)


SENTENCE = 8
"""Words from which what stands behind a label is a sentence, and no list of references."""


def _is_told(parsed: ParsedReference, text: str, kind: ReferenceKind) -> bool:
    """Whether a sentence behind a label speaks of a path (``**Decision:** the texts lie in `locales/` ...``).

    A document with an id is meant by its file there, others by a file of any kind.
    """
    if parsed.form is not Form.PATH or parsed.link or len(text.split()) < SENTENCE:
        return False
    return not (is_markdown(parsed.target) if kind.id else names_file(parsed.target))


def _bullet_above(item: Item | None, bullets: set[int]) -> int | None:
    """The line of the innermost bullet of ``bullets`` that an item is, or stands below."""
    while item is not None:
        if item.location.line in bullets:
            return item.location.line
        item = item.parent
    return None


def _answers(referrer: Referrer) -> Iterator[Reference]:
    """The ids of known kinds in the answers of governance tables; what a link there says is the link's."""
    document = referrer.document
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    if not any(_ids_of_kinds(cell, referrer.kinds) for cell in cells):
        return
    alignment = referrer.alignment
    for rule, table in alignment.tables.items():
        column = answer_column(rule, table) if rule.is_governance else None
        for row in table.rows if column is not None else ():
            assert column is not None  # noqa: S101 - for mypy
            text, place = row.cells[column], row.cell_location(column)
            for parsed, kind in _ids_of_kinds(text, referrer.kinds):
                span = Place(text, place, document.lines).span(parsed.start, parsed.end)
                yield Reference(kind, Origin.ANSWER, parsed.target, parsed, span or place, span, None, table.section)


def _ids_of_kinds(text: str, kinds: Sequence[ReferenceKind]) -> list[tuple[ParsedReference, ReferenceKind]]:
    """The ids of a text, links aside, that have the form of a kind's."""
    if "-" not in text:
        return []
    bare = _LINK.sub(lambda found: " " * len(found[0]), text) if "](" in text else text
    found = ((one, next((kind for kind in kinds if is_id_of(kind, one.target)), None)) for one in loose_ids(bare))
    return [(one, kind) for one, kind in found if kind is not None]


_LINK = lazy_re(r"\[[^\[\]]{0,1000}\]\([^()]{0,1000}\)")


def _linked(document: Document, kinds: Sequence[ReferenceKind]) -> Iterator[Reference]:
    for link in document.links:
        one = of_link(link, None, Origin.LINK, link.target)
        if one.parsed.form is Form.PATH:
            folder = "" if one.parsed.path.startswith("/") else dirname(document.path)
            place = lexical(one.parsed.path, folder)
            kind = kind_of_link(place, kinds) if place and not missing_scheme(one.parsed.target) else None
            one = of_link(link, kind, Origin.LINK, link.target)
        yield one


def of_link(link: Link, kind: ReferenceKind | None, origin: Origin, name: str) -> Reference:
    """A link as a reference, with its places."""
    parsed = parse_destination(link.target)._replace(label=link.text)
    place = Place(link.target, link.target_location, ())
    at = link.target_location
    is_plain = at.line == at.end_line and (at.end_column or 0) - (at.column or 0) + 1 == len(link.target)
    whole = (place.span(parsed.start, parsed.whole_end) if is_plain else None) or at
    if parsed.form is Form.EMPTY:
        whole = link.location
    edit = place.span(parsed.start, parsed.end) if is_plain else None  # entities and escapes are other characters
    return Reference(kind, origin, name, parsed, whole, edit, _label_location(link, parsed), link.section)


def _label_location(link: Link, parsed: ParsedReference) -> Location | None:
    """The place of a link's text, where that text is the very path."""
    place = link.location
    if link.kind != "inline" or link.text != parsed.target or not place.column or place.line != place.end_line:
        return None
    return Location(place.path, place.line, place.line, place.column + 1, place.column + len(link.text))

"""Collect every reference of a spec with its place: front-matter keys, labelled values, links."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from posixpath import dirname
from typing import Protocol

from speclatch.config import Config, ReferenceKind
from speclatch.documents.document import (
    Document,
    Field,
    FrontMatter,
    FrontMatterEntry,
    Item,
    Link,
    Scalar,
    Section,
)
from speclatch.model import Location
from speclatch.profiles.guidance import key_guidance_left
from speclatch.profiles.keys import kind_of_label
from speclatch.profiles.profile import KeyType, Profile
from speclatch.profiles.wording import is_bracketed, normalise_label
from speclatch.references.grammar import Form, ParsedReference, parse_destination, parse_reference
from speclatch.references.index import kind_of_link
from speclatch.references.paths import lexical
from speclatch.references.places import Place


class Referrer(Protocol):
    """What references are collected from: a ``catalogue.Spec``, or anything shaped like it."""

    @property
    def path(self) -> str:
        """Where the document is."""
        ...

    @property
    def document(self) -> Document:
        """The parsed document."""
        ...

    @property
    def profile(self) -> Profile:
        """What governs it."""
        ...

    @property
    def front_matter(self) -> FrontMatter:
        """The front matter that counts: its own, or that of the file beside it."""
        ...


class Origin(enum.Enum):
    """Where a reference stands."""

    KEY = "key"
    LABEL = "label"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it stands in a file.

    ``kind`` is None for a link that leads into no kind's folders. ``name`` is the key, the label or the
    link's target. ``location`` spans the reference with its anchor; ``edit_location`` what a fix replaces,
    None where the source does not show it as one piece; ``label_location`` a Markdown link's text.
    """

    kind: ReferenceKind | None
    origin: Origin
    name: str
    parsed: ParsedReference
    location: Location
    edit_location: Location | None = None
    label_location: Location | None = None
    section: Section | None = None

    @property
    def path(self) -> str:
        """The file it stands in."""
        return self.location.path


def collect(referrer: Referrer, config: Config) -> tuple[Reference, ...]:
    """Every reference of a spec: those of its front matter, then of its body in order."""
    kinds = config.references
    keyed = list(_keyed(referrer, config))
    labelled = list(_labelled(referrer.document, kinds, referrer.profile))
    taken = [reference.location for reference in labelled]
    links = [one for one in _linked(referrer.document, kinds) if not _inside(one.location, taken)]
    return (*keyed, *sorted((*labelled, *links), key=lambda one: one.location))


def reference_entries(referrer: Referrer, config: Config) -> Iterator[tuple[FrontMatterEntry, ReferenceKind | None]]:
    """The front-matter entries that hold references, with their kind (None: only the template knows it)."""
    for entry in referrer.front_matter.entries:
        kind = config.kind_of_key(entry.key)
        rule = referrer.profile.key(entry.key)
        if kind is None and rule is not None and rule.type is KeyType.REFERENCE:
            kind = next((one for one in config.references if one.name == rule.kind), None)
            yield entry, kind
        elif kind is not None and not (rule is not None and rule.type is not KeyType.REFERENCE):
            yield entry, kind


_NULLS = frozenset(("", "null", "Null", "NULL", "~"))
"""How YAML writes no value (YAML 1.2, core schema)."""


def is_empty(entry: FrontMatterEntry) -> bool:
    """Whether a key has no value: nothing behind it, ``null``, ``""``, ``[]``."""
    return all(scalar.text.strip() in _NULLS for scalar in entry.scalars)


def is_left_open(entry: FrontMatterEntry, profile: Profile) -> bool:
    """Whether a key's value is empty or still what the template has there."""
    if is_empty(entry):
        return True
    if _is_bracket_prose(entry) or key_guidance_left(entry.key, (entry.text, entry.raw), profile.guidance):
        return True
    return all(one.form is Form.PLACEHOLDER for scalar in entry.scalars for one in parse_reference(scalar.text))


def _is_bracket_prose(entry: FrontMatterEntry) -> bool:
    """Whether a list is the placeholder ``[Link to PRD]`` without quotes, which YAML reads as a list."""
    if not (entry.is_list and len(entry.scalars) == 1 and is_bracketed(entry.raw.strip())):
        return False
    return all(one.form in {Form.PROSE, Form.PLACEHOLDER} for one in parse_reference(entry.scalars[0].text))


def _keyed(referrer: Referrer, config: Config) -> Iterator[Reference]:
    own = referrer.front_matter is referrer.document.front_matter
    lines = referrer.document.lines if own else ()
    for entry, kind in reference_entries(referrer, config):
        if is_left_open(entry, referrer.profile):
            continue
        for scalar in entry.scalars:
            for parsed in parse_reference(scalar.text):
                yield _in_scalar(parsed, scalar, lines, entry, kind)


def _in_scalar(
    parsed: ParsedReference,
    scalar: Scalar,
    lines: Sequence[str],
    entry: FrontMatterEntry,
    kind: ReferenceKind | None,
) -> Reference:
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


def _labelled(document: Document, kinds: Sequence[ReferenceKind], profile: Profile) -> Iterator[Reference]:
    for field in document.fields:
        kind = _kind_of_field(field, kinds, profile)
        if kind is not None:
            place = Place(field.value, field.value_location, document.lines)
            yield from _in_text(place, document, kind, field)
            yield from _nested(field, kind, document)


def _in_text(place: Place, document: Document, kind: ReferenceKind, field: Field) -> Iterator[Reference]:
    """The references of a labelled text: the grammar's, and links it does not see (``[PRD][1]``)."""
    taken: list[Location] = []
    for parsed in parse_reference(place.text, whole=False):
        whole = place.span(parsed.start, parsed.whole_end) or place.location
        edit = place.span(parsed.start, parsed.end)
        label = None
        if parsed.label:
            label = place.span(parsed.label_start, parsed.label_start + len(parsed.label))
        taken.append(whole)
        yield Reference(kind, Origin.LABEL, field.label, parsed, whole, edit, label, field.section)
    for link in document.links if place.text.strip() else ():
        if link.kind == "reference" and place.location.overlaps(link.location) and not _inside(link.location, taken):
            yield _of_link(link, kind, Origin.LABEL, field.label)


def _kind_of_field(field: Field, kinds: Sequence[ReferenceKind], profile: Profile) -> ReferenceKind | None:
    label = normalise_label(field.label)
    name = kind_of_label(label, kinds) or next(
        (one.kind for one in profile.fields if one.label == label and one.kind), ""
    )
    return next((kind for kind in kinds if kind.name == name), None)


def _nested(field: Field, kind: ReferenceKind, document: Document) -> Iterator[Reference]:
    """The references in the blocks below a labelled bullet: ``- ADR(s):`` and a list of them."""
    if field.container != "bullet" or not field.body.strip():
        return
    labelled = {other.location.line for other in document.fields}
    for block in document.blocks:
        line = block.location.line
        if line > field.location.end_line and line not in labelled and _below(block.item, field.location.line):
            yield from _in_text(Place(block.text, block.location, document.lines), document, kind, field)


def _below(item: Item | None, line: int) -> bool:
    while item is not None:
        if item.location.line == line:
            return True
        item = item.parent
    return False


def _inside(location: Location, places: Iterable[Location]) -> bool:
    return any(place.overlaps(location) for place in places)


def _linked(document: Document, kinds: Sequence[ReferenceKind]) -> Iterator[Reference]:
    for link in document.links:
        one = _of_link(link, None, Origin.LINK, link.target)
        if one.parsed.form is Form.PATH:
            folder = "" if one.parsed.path.startswith("/") else dirname(document.path)
            place = lexical(one.parsed.path, folder)
            kind = kind_of_link(place, kinds) if place else None
            one = _of_link(link, kind, Origin.LINK, link.target)
        yield one


def _of_link(link: Link, kind: ReferenceKind | None, origin: Origin, name: str) -> Reference:
    parsed = parse_destination(link.target)
    place = Place(link.target, link.target_location, ())
    whole = place.span(parsed.start, parsed.whole_end) or link.target_location
    edit = place.span(parsed.start, parsed.end)
    return Reference(kind, origin, name, parsed, whole, edit, _label_location(link, parsed), link.section)


def _label_location(link: Link, parsed: ParsedReference) -> Location | None:
    """The place of a link's text, where that text is the very path."""
    place = link.location
    if link.kind != "inline" or link.text != parsed.target or not place.column or place.line != place.end_line:
        return None
    return Location(place.path, place.line, place.line, place.column + 1, place.column + len(link.text))

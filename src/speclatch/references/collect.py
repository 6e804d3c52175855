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
from speclatch.model import Location, ReferenceState
from speclatch.profiles.guidance import key_guidance_left
from speclatch.profiles.keys import kind_of_label
from speclatch.profiles.profile import KeyType, Profile
from speclatch.profiles.wording import is_bracketed, normalise_label
from speclatch.references.grammar import Form, ParsedReference, parse_destination, parse_reference
from speclatch.references.index import ReferenceIndex, kind_of_path, symlink_paths
from speclatch.references.linked import LinkedDocument
from speclatch.references.paths import lexical
from speclatch.references.resolve import Resolution, read_for, resolve
from speclatch.trees import Listing


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

    ``kind`` is None for a link that leads into no kind's folders. ``name`` is the key, the label or the link's
    target. ``location`` spans the reference with its anchor; ``edit_location`` what a fix replaces, None where
    the source does not show it as one piece; ``label_location`` a Markdown link's text.
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


def reference_entries(
    referrer: Referrer, config: Config
) -> Iterator[tuple[FrontMatterEntry, ReferenceKind | None]]:
    """The front-matter entries that hold references, with their kind (None: one that only the template knows)."""
    for entry in referrer.front_matter.entries:
        kind = config.kind_of_key(entry.key)
        rule = referrer.profile.key(entry.key)
        if kind is None and rule is not None and rule.type is KeyType.REFERENCE:
            kind = next((one for one in config.references if one.name == rule.kind), None)
            yield entry, kind
        elif kind is not None and not (rule is not None and rule.type is not KeyType.REFERENCE):
            yield entry, kind


def is_left_open(entry: FrontMatterEntry, profile: Profile) -> bool:
    """Whether a key's value is empty or still what the template has there."""
    if not any(scalar.text.strip() for scalar in entry.scalars):
        return True
    if _is_bracket_prose(entry) or key_guidance_left(entry.key, (entry.text, entry.raw), profile.guidance):
        return True
    return all(
        one.form is Form.PLACEHOLDER for scalar in entry.scalars for one in parse_reference(scalar.text)
    )


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
    place = _Place(scalar.text, scalar.location, lines)
    return Reference(
        kind,
        Origin.KEY,
        entry.key,
        parsed,
        place.span(parsed.start, parsed.whole_end) or scalar.location,
        place.span(parsed.start, parsed.end),
        place.span(parsed.label_start, parsed.label_start + len(parsed.label)) if parsed.label else None,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a text stands in the source, so that its offsets can be turned into columns.

    The source may hold more than the text: quotes are counted off; with escapes or folds in it, a piece is looked
    for on its ``lines`` (none: of a file whose lines are not at hand).
    """

    text: str
    location: Location
    lines: Sequence[str]

    def span(self, start: int, end: int) -> Location | None:
        """The place of ``text[start:end]``; None where the source does not show it as one piece."""
        piece = self.text[start:end]
        if not piece.strip() or "\n" in piece:
            return None
        place = self.location
        if place.line == place.end_line and place.column and place.end_column:
            quotes, odd = divmod(place.end_column - place.column + 1 - len(self.text), 2)
            if quotes in {0, 1} and not odd:
                first = place.column + quotes + start
                return Location(place.path, place.line, place.line, first, first + end - start - 1)
        occurrence = self.text.count(piece, 0, start)
        for number in range(self.location.line, min(self.location.end_line, len(self.lines)) + 1):
            line = self.lines[number - 1]
            low = (self.location.column or 1) - 1 if number == self.location.line else 0
            high = self.location.end_column or len(line) if number == self.location.end_line else len(line)
            at = line.find(piece, low, high)
            while at >= 0 and occurrence > 0:
                occurrence -= 1
                at = line.find(piece, at + len(piece), high)
            if at >= 0:
                return Location(self.location.path, number, number, at + 1, at + len(piece))
        return None


def _labelled(document: Document, kinds: Sequence[ReferenceKind], profile: Profile) -> Iterator[Reference]:
    for one in document.fields:
        kind = _kind_of_field(one, kinds, profile)
        if kind is None:
            continue
        place = _Place(one.value, one.value_location, document.lines)
        links = _links_in(document, _field_lines(one, document))
        if links:
            yield from (_of_link(link, kind, Origin.LABEL, one.label) for link in links)
        else:
            for parsed in parse_reference(one.value, whole=False):
                spans = place.span(parsed.start, parsed.whole_end), place.span(parsed.start, parsed.end)
                whole = spans[0] or one.value_location
                yield Reference(kind, Origin.LABEL, one.label, parsed, whole, spans[1], None, one.section)
        yield from _nested(one, kind, document)


def _kind_of_field(field: Field, kinds: Sequence[ReferenceKind], profile: Profile) -> ReferenceKind | None:
    label = normalise_label(field.label)
    name = kind_of_label(label, kinds) or next(
        (one.kind for one in profile.fields if one.label == label and one.kind), ""
    )
    return next((kind for kind in kinds if kind.name == name), None)


def _field_lines(field: Field, document: Document) -> tuple[Location, ...]:
    """Where a field's links stand: its value."""
    return (field.value_location,) if field.value else ()


def _nested(field: Field, kind: ReferenceKind, document: Document) -> Iterator[Reference]:
    """The references in the blocks below a labelled bullet: ``- ADR(s):`` and a list of them."""
    if field.container != "bullet" or not field.body.strip():
        return
    for block in document.blocks:
        if block.location.line <= field.location.end_line or not _below(block.item, field.location.line):
            continue
        links = _links_in(document, (block.location,))
        if links:
            yield from (_of_link(link, kind, Origin.LABEL, field.label) for link in links)
            continue
        place = _Place(block.text, block.location, document.lines)
        for parsed in parse_reference(block.text, whole=False):
            spans = place.span(parsed.start, parsed.whole_end), place.span(parsed.start, parsed.end)
            whole = spans[0] or block.location
            yield Reference(kind, Origin.LABEL, field.label, parsed, whole, spans[1], None, field.section)


def _below(item: Item | None, line: int) -> bool:
    while item is not None:
        if item.location.line == line:
            return True
        item = item.parent
    return False


def _links_in(document: Document, places: Iterable[Location]) -> list[Link]:
    places = tuple(places)
    return [link for link in document.links if link.kind != "image" and _inside(link.location, places)]


def _inside(location: Location, places: Iterable[Location]) -> bool:
    return any(place.overlaps(location) for place in places)


def _linked(document: Document, kinds: Sequence[ReferenceKind]) -> Iterator[Reference]:
    for link in document.links:
        one = _of_link(link, None, Origin.LINK, link.target)
        if one.parsed.form is Form.PATH:
            folder = "" if one.parsed.path.startswith("/") else dirname(document.path)
            place = lexical(one.parsed.path, folder)
            kind = kind_of_path(place, kinds) if place else None
            one = _of_link(link, kind, Origin.LINK, link.target)
        yield one


def _of_link(link: Link, kind: ReferenceKind | None, origin: Origin, name: str) -> Reference:
    parsed = parse_destination(link.target)
    place = link.target_location
    editable = place.line == place.end_line and place.column is not None and place.end_column is not None
    width = place.end_column - place.column + 1 if editable and place.column and place.end_column else 0
    edit = None
    if place.column and width == len(link.target):
        edit = Location(
            place.path, place.line, place.line, place.column + parsed.start, place.column + parsed.end - 1
        )
    elif place.column and width == len(link.target) + 2:  # <wrapped>
        edit = Location(
            place.path, place.line, place.line, place.column + parsed.start + 1, place.column + parsed.end
        )
    return Reference(kind, origin, name, parsed, place, edit, _label_location(link, parsed), link.section)


def _label_location(link: Link, parsed: ParsedReference) -> Location | None:
    """The place of a link's text, where that text is the very path."""
    start = link.location
    if (
        link.kind != "inline"
        or link.text != parsed.target
        or start.column is None
        or start.line != start.end_line
    ):
        return None
    return Location(start.path, start.line, start.line, start.column + 1, start.column + len(link.text))


def wanted(
    referrers: Iterable[Referrer], listing: Listing, config: Config, symlinks: dict[str, str] | None = None
) -> set[str]:
    """The paths whose content the rules need, to be read in one batch: what references lead to.

    Includes the documents whose front matter may carry an id that no file name does, and the listing's symlinks
    where ``symlinks`` does not hold their target texts yet (ask again once it does).
    """
    index = ReferenceIndex(listing, config.references, symlinks=symlinks or {})
    found: set[str] = set(symlink_paths(listing) - set(symlinks or {}))
    folders: dict[str, set[str]] = {}
    for referrer in referrers:
        for one in collect(referrer, config):
            result = resolve(one.parsed, one.path, index, kind=one.kind)
            found.update(read_for(result, index))
            if one.parsed.form is Form.ID:
                found.update(_id_documents(one.parsed.target, index, folders))
    return found


def _id_documents(name: str, index: ReferenceIndex, known: dict[str, set[str]]) -> set[str]:
    """The documents of an id's kind, any of which may carry the id in its front matter or a heading."""
    kind = index.kind_of_id(name)
    if kind is None or index.by_id.get(name.casefold()):
        return set()
    if kind.name not in known:
        known[kind.name] = {path for path in index.listing.entries if index.kind_of_path(path) == kind}
    return known[kind.name]


def resolved(
    referrer: Referrer, index: ReferenceIndex, config: Config
) -> tuple[tuple[Reference, Resolution], ...]:
    """Every reference of a spec and what became of it, in order; remembered by the index."""
    known = index.memory.get(referrer.document)
    if known is None:
        own = LinkedDocument(referrer.path, given=referrer.document)
        known = tuple(
            (one, resolve(one.parsed, one.path, index, kind=one.kind, own=own))
            for one in collect(referrer, config)
        )
        index.memory[referrer.document] = known
    return known


def reference_states(referrer: Referrer, index: ReferenceIndex, config: Config) -> tuple[ReferenceState, ...]:
    """What became of each reference of a spec that has a kind, for the report."""
    return tuple(
        ReferenceState(one.kind.name, one.parsed.target, found.target, found.state.value, one.location)
        for one, found in resolved(referrer, index, config)
        if one.kind is not None
    )

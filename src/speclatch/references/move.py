"""Rewrite every reference to a file that moves, and those of the file itself: edits for the files as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from posixpath import basename, splitext

from speclatch.config.model import ReferenceKind
from speclatch.documents import Document
from speclatch.documents.metadata import Metadata
from speclatch.documents.quoting import quoted
from speclatch.fixes import compose, text_at
from speclatch.model import Edit, Fix, Location
from speclatch.patterns import lazy_re
from speclatch.profiles.align import Alignment
from speclatch.profiles.profile import Profile
from speclatch.references.collect import collect, in_scalar
from speclatch.references.grammar import loose_ids, parse_reference
from speclatch.references.index import ReferenceIndex
from speclatch.references.kinds import prefixes
from speclatch.references.linked import LinkedDocument
from speclatch.references.mentions import mentions, paths_in_code
from speclatch.references.parsed import Form
from speclatch.references.paths import reads_as_markdown
from speclatch.references.reference import Origin, Reference
from speclatch.references.resolution import Resolution, resolve
from speclatch.references.resolver import Referring, localised
from speclatch.references.rewrite import in_attribute, rewritten
from speclatch.references.suggest import replacement
from speclatch.references.supersession import names_predecessor, names_successor
from speclatch.trees import Listing


@dataclass(frozen=True, eq=False)
class Page:
    """A document that no profile governs, shaped like a spec so that its references can be collected."""

    path: str
    document: Document
    kinds: Sequence[ReferenceKind]
    profile: Profile = field(default_factory=lambda: Profile(""))

    @property
    def metadata(self) -> Metadata:
        """Every field of its metadata."""
        return self.document.metadata

    @cached_property
    def alignment(self) -> Alignment:
        """The document laid over a profile that asks nothing."""
        return Alignment(self.document, self.profile)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every reference in it."""
        return collect(self)


@dataclass(frozen=True)
class Rewriting:
    """What a move changes: the edits by the old path of each file, and the references that hide from an edit."""

    edits: Mapping[str, tuple[Edit, ...]]
    hidden: tuple[Reference, ...] = ()


def rewriting(pages: Iterable[Referring], index: ReferenceIndex, moves: Mapping[str, str]) -> Rewriting:
    """The edits after which every reference that leads to a moved file, or stands in one, leads where it did.

    Args:
        pages: the documents of the tree, as they are.
        index: what references lead to now.
        moves: the new path of each file that moves, by its old one.
    """
    mover = _Mover(index, moves)
    fixes: list[Fix] = []
    hidden: list[Reference] = []
    for page in pages:
        for reference, text in mover.changes(page):
            fix = _fix(reference, text, mover, page.document)
            fix = quoted(fix, page.metadata) if fix is not None else None
            if fix is None:
                hidden.append(reference)
            else:
                fixes.append(fix)
        fixes.extend(fix for one in mover.named(page) if (fix := quoted(one, page.metadata)) is not None)
    return Rewriting(compose(fixes).edits, tuple(hidden))


def _fix(reference: Reference, text: str, mover: _Mover, document: Document) -> Fix | None:
    """The edits for one reference; a link's text that is the old id, number or name follows."""
    lines = document.lines if reference.path == document.path else ()
    text = in_attribute(text, reference, lines)
    fix = replacement(reference, text, safe=True) or _anew(reference, text, lines)
    renamed = mover.labels.get(reference.parsed.label)
    place = _label_place(reference, lines)
    if fix is None or place is None or renamed is None or len(fix.edits) > 1:
        return fix
    return Fix((Edit(place, renamed, reference.parsed.label), *fix.edits), safe=True)


def _anew(reference: Reference, text: str, lines: Sequence[str]) -> Fix | None:
    """A link's whole destination written anew, where entities or escapes hide the path in it."""
    place, anchor = reference.location, reference.parsed.anchor
    is_hidden = reference.origin is Origin.LINK and reference.parsed.link and reference.edit_location is None
    if not is_hidden or place.line != place.end_line or place.column is None or place.line > len(lines):
        return None
    return Fix((Edit(place, f"{text}#{anchor}" if anchor else text, text_at(lines, place)),), safe=True)


def _label_place(reference: Reference, lines: Sequence[str]) -> Location | None:
    """Where a link's text stands; None where the source does not show it right before the target."""
    place, label = reference.location, reference.parsed.label
    if reference.label_location is not None or not label or place.line > len(lines) or not place.column:
        return reference.label_location
    head = lines[place.line - 1][: place.column - 1].removesuffix("<")
    if not head.endswith(f"[{label}]("):
        return None
    end = len(head) - 2
    return Location(place.path, place.line, place.line, end - len(label) + 1, end)


class _Mover:
    """Says of each reference what it has to be after the move."""

    def __init__(self, index: ReferenceIndex, moves: Mapping[str, str]) -> None:
        self._index = index
        self._moves = moves
        entries = {moves.get(path, path): entry for path, entry in index.listing.entries.items()}
        listing = Listing({path: entry._replace(path=path) for path, entry in entries.items()})
        documents = {moves.get(path, path): index.documents[path] for path in index.documents}
        self._after = replace(index, listing=listing, documents=documents, renames={})
        self._folders = dict(_moved_folders(index.listing, listing, moves))
        self._ids = dict(_renumbered(moves))
        self.labels = {**dict(_renamed(moves)), **self._ids}
        self._paths = _any_of(moves)
        gone = set(moves)
        self._free = {old: new for old, new in self._ids.items() if gone.issuperset(index.find_id(old))}

    def changes(self, page: Referring) -> Iterator[tuple[Reference, str]]:
        """The references of a page that have to change, with their new text."""
        yield from self._changed(page, (*localised(page, self._index), *_fields(page), *mentions(page.document)))
        for one, text in self._changed(page, paths_in_code(page.document)):
            # What is run in a folder (`./build.sh`) need not mean the one of the document that says so.
            if page.path not in self._moves or reads_as_markdown(one.parsed.target):
                yield one, text

    def _changed(self, page: Referring, references: Iterable[Reference]) -> Iterator[tuple[Reference, str]]:
        own = LinkedDocument(page.path, given=page.document)
        for one in references:
            at = self._moves.get(one.path, one.path)  # metadata beside the document may stay where it is
            found = resolve(one.parsed, page.path, self._index, kind=one.kind, own=own)
            if not found.found or one.parsed.form is Form.ANCHOR:
                continue
            targets = tuple(self._moves.get(path) or self._folders.get(path, path) for path in found.targets)
            if targets == found.targets and at == one.path:
                continue
            text = self._text(one, found, targets, at)
            if text and text != one.parsed.target:
                yield one, text

    def _text(self, one: Reference, found: Resolution, targets: tuple[str, ...], at: str) -> str:
        """What a reference to ``targets`` has to be in the file ``at``; ``""`` where it may stay."""
        if one.parsed.form in {Form.ID, Form.NAME} and targets != found.targets:
            renumbered = self._ids.get(one.parsed.target)
            if renumbered is not None and len(targets) == 1:
                return renumbered
        again = resolve(one.parsed, at, self._after, kind=one.kind)
        if again.found and set(again.targets) & set(targets):
            return ""
        if one.parsed.form is not Form.ID:
            return rewritten(one.parsed, targets[0], at, self._after)
        named = prefixes(basename(targets[0]))
        return named[0] if named else "" if one.origin is Origin.ANSWER else targets[0]

    def named(self, page: Referring) -> Iterator[Fix]:
        """Whole paths from the root and old ids in a page's text, and in a moved page the id that it gives itself."""
        for number, line in enumerate(page.document.lines, 1):
            for found in self._paths.finditer(line):
                place = Location(page.path, number, number, found.start() + 1, found.end())
                yield Fix((Edit(place, self._moves[found[0]], found[0]),), safe=True)
            shown = _URL.sub(lambda url: " " * len(url[0]), line) if self._free else ""
            for one in loose_ids(shown):
                if one.target in self._free:
                    place = Location(page.path, number, number, one.start + 1, one.end)
                    yield Fix((Edit(place, self._free[one.target], one.target),), safe=True)
        if page.path in self._moves:
            old, new = basename(page.path), basename(self._moves[page.path])
            yield from _own_ids(page.document, dict(_renumbered({old: new})))


def _own_ids(document: Document, ids: Mapping[str, str]) -> Iterator[Fix]:
    """A moved document's id, where it says it of itself: in its metadata and in its first heading."""
    if not ids:
        return
    any_id = _any_of(ids)
    entry = document.metadata.find("id")
    places = [scalar.location for scalar in entry.scalars] if entry is not None else []
    places += [heading.location for heading in document.headings[:1]]
    for place in places:
        line = document.lines[place.line - 1] if place.path == document.path else ""
        low, high = (place.column or 1) - 1, place.end_column or len(line)
        for found in any_id.finditer(line, low, high):
            where = Location(place.path, place.line, place.line, found.start() + 1, found.end())
            yield Fix((Edit(where, ids[found[0]], found[0]),), safe=True)


def _fields(page: Referring) -> Iterator[Reference]:
    """Fields of the metadata that hold a path and are no kind's, and those that name what came before or after."""
    taken = {one.location for one in page.references}
    for entry in page.metadata.entries:
        is_chain = names_successor(entry.key) or names_predecessor(entry.key)
        lines = page.document.lines if entry.location.path == page.document.path else ()
        for scalar in entry.scalars:
            for parsed in parse_reference(scalar.text):
                one = in_scalar(parsed, scalar, lines, entry, None)
                if one.location not in taken and (is_chain or parsed.form is Form.PATH):
                    yield one


def _renamed(moves: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What a link's text may call a file that gets another name: the name, without its ending, its number alone."""
    for old, new in moves.items():
        before, after = basename(old), basename(new)
        if before == after:
            continue
        numbers = _NUMBER.match(before), _NUMBER.match(after)
        if numbers[0] and numbers[1]:
            yield numbers[0][0], numbers[1][0]
        if any(map(str.isdigit, before)):
            yield splitext(before)[0], splitext(after)[0]
        yield before, after


_NUMBER = lazy_re(r"\d+(?=[-_. ])")
_URL = lazy_re(r"https?://\S+")


def _renumbered(moves: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The id that a file's name opens with before the move, and the one after it, where they differ."""
    for old, new in moves.items():
        before, after = prefixes(basename(old)), prefixes(basename(new))
        if before and after and before[0] != after[0]:
            yield before[0], after[0]


def _moved_folders(before: Listing, after: Listing, moves: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The folders that are gone because all in them has moved to one place."""
    for old, new in moves.items():
        while "/" in old and "/" in new and basename(old) == basename(new):
            old, new = old.rpartition("/")[0], new.rpartition("/")[0]
            if old in before.directories and old not in after.directories:
                yield old, new


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern of whole names: no longer path or word around them."""
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w./%-])(?:{listed})(?![\w/%-]|\.\w)" if listed else r"(?!)")

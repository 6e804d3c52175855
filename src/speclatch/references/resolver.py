"""Follow the references of specs: what became of each, and which documents must be read to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from speclatch.config.model import ReferenceKind
from speclatch.documents import Document
from speclatch.documents.metadata import Metadata
from speclatch.model import Location, ReferenceState, Tally
from speclatch.profiles.profile import Profile
from speclatch.references.grammar import parse_reference
from speclatch.references.home import Home
from speclatch.references.index import ReferenceIndex, symlink_paths
from speclatch.references.kinds import kind_of_link
from speclatch.references.linked import LinkedDocument
from speclatch.references.names import plain_spelling
from speclatch.references.parsed import Form
from speclatch.references.paths import reads_as_markdown
from speclatch.references.reference import Origin, Reference
from speclatch.references.resolution import Resolution, State, documents_of, read_for, resolve
from speclatch.references.supersession import names_successor
from speclatch.references.tokens import ID
from speclatch.trees import Listing

if TYPE_CHECKING:
    from speclatch.references.proof import Proof
    from speclatch.references.suggest import Suggester


class Referring(Protocol):
    """A document whose references are followed: a ``catalogue.Spec``, or anything shaped like it."""

    @property
    def path(self) -> str:
        """Where the document is."""
        ...

    @property
    def document(self) -> Document:
        """The parsed document."""
        ...

    @property
    def metadata(self) -> Metadata:
        """Every field of its metadata."""
        ...

    @property
    def profile(self) -> Profile:
        """What governs it."""
        ...

    @property
    def references(self) -> tuple[Reference, ...]:
        """Every reference in it, in order."""
        ...


class Resolver:
    """Follows references over one index. It remembers what became of them, so that the rules of one run share it."""

    def __init__(self, index: ReferenceIndex) -> None:
        self.index = index
        self._resolved: dict[Document, tuple[tuple[Reference, Resolution], ...]] = {}

    @cached_property
    def suggester(self) -> Suggester:
        """Finds what those that lead nowhere most likely mean."""
        from speclatch.references.suggest import Suggester  # most lead somewhere

        return Suggester(self.index)

    @cached_property
    def proof(self) -> Proof:
        """Says whether what a text claims is there."""
        from speclatch.references.proof import Proof  # most texts claim nothing

        return Proof(self.index.listing, self._content, self.index.home.name.rpartition("/")[2])

    def _content(self, path: str) -> bytes:
        document = self.index.documents.get(path)
        return document.raw if document is not None else b""

    def resolved(self, spec: Referring) -> tuple[tuple[Reference, Resolution], ...]:
        """Every reference of a spec and what became of it, in order."""
        known = self._resolved.get(spec.document)
        if known is None:
            own = LinkedDocument(spec.path, given=spec.document)
            known = self._resolved[spec.document] = tuple(
                (one, resolve(one.parsed, one.path, self.index, kind=one.kind, own=own))
                for one in localised(spec, self.index)
            )
        return known

    def documents(self, found: Resolution) -> Iterator[LinkedDocument]:
        """What is known of the documents that a reference leads to; of a directory, of its README."""
        return documents_of(found, self.index)

    def states(self, spec: Referring) -> tuple[ReferenceState, ...]:
        """What became of each reference of a spec that has a kind, for the report."""
        return tuple(
            ReferenceState(one.kind.name, one.parsed.target, found.target, found.state.value, one.location)
            for one, found in self.resolved(spec)
            if one.kind is not None and one.origin is not Origin.ANSWER
        )

    def tally(self, spec: Referring) -> Tally:
        """How many references of a kind lead somewhere, of those that can be looked up in the tree."""
        kept = [found for one, found in self.resolved(spec) if one.kind is not None and one.origin is not Origin.ANSWER]
        sought = [found for found in kept if found.state not in _ELSEWHERE]
        return Tally(sum(found.found for found in sought), len(sought))


_ELSEWHERE = frozenset({State.ABSENT, State.EXTERNAL, State.FOREIGN, State.SUBMODULE})
"""What is answered by ``None``, or stands outside of the tree."""


def localised(spec: Referring, index: ReferenceIndex) -> Iterator[Reference]:
    """Every reference of a spec, in order; URLs of this very repository are paths."""
    for one in spec.references:
        parsed = index.home.localised(one.parsed)
        if parsed is one.parsed:
            yield one
            continue
        kind = kind_of_link(parsed.path.strip("/"), index.kinds) if one.origin is Origin.LINK else one.kind
        shift = parsed.start - one.parsed.start
        yield one._replace(
            kind=kind, parsed=parsed, edit_location=_part(one.location, shift, parsed.end - parsed.start)
        )


def _part(whole: Location, shift: int, length: int) -> Location | None:
    """Some characters of a text's place; None where it is no single piece of a line."""
    if whole.column is None or whole.line != whole.end_line:
        return None
    start = whole.column + shift
    return Location(whole.path, whole.line, whole.line, start, start + length - 1)


def wanted(
    specs: Iterable[Referring],
    listing: Listing,
    kinds: tuple[ReferenceKind, ...],
    symlinks: Mapping[str, str] | None = None,
    home: Home | None = None,
) -> set[str]:
    """The paths whose content the rules need, to be read in one batch: what references lead to.

    Includes the documents whose front matter may carry an id that no file name does, and the listing's
    symlinks where ``symlinks`` does not hold their target texts yet (ask again once it does).
    """
    index = ReferenceIndex(listing, kinds, symlinks=symlinks or {}, home=home or Home())
    found: set[str] = set(symlink_paths(listing) - set(symlinks or {}))
    return found.union(*(wanted_by(spec, index) for spec in specs))


def wanted_by(spec: Referring, index: ReferenceIndex) -> set[str]:
    """The paths whose content the rules need to judge one spec; ``index`` need hold no documents yet."""
    found: set[str] = set()
    for one in localised(spec, index):
        result = resolve(one.parsed, one.path, index, kind=one.kind)
        found.update(path for path in read_for(result, index) if one.kind is not None or reads_as_markdown(path))
        if one.parsed.form in {Form.ID, Form.NAME}:
            found.update(_id_documents(one, index))
    return found.union(*(read_for(one, index) for one in _successors(spec, index)))


def _successors(spec: Referring, index: ReferenceIndex) -> Iterator[Resolution]:
    """What its metadata says to have taken a document's place."""
    for entry in spec.metadata.entries:
        for scalar in entry.scalars if names_successor(entry.key) else ():
            yield from (
                resolve(parsed, spec.path, index) for parsed in parse_reference(scalar.text, words=spec.profile.words)
            )


def _id_documents(reference: Reference, index: ReferenceIndex) -> tuple[str, ...]:
    """The documents any of which may carry an id in its front matter or a heading; of an id of no kind, any."""
    name = plain_spelling(reference.parsed.target)
    if ID.fullmatch(name) is None or index.named_ids.get(name.casefold()):
        return ()
    kind = index.kind_of_id(name)
    if kind is not None:
        return index.by_kind.get(kind.name, ())
    return index.markdown if reference.origin is not Origin.LINK and not index.is_large else ()

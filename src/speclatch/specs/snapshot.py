"""One version of the repository, looked at as far as somebody asks: nothing is read or parsed before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from posixpath import basename
from typing import TYPE_CHECKING

from speclatch.config.model import Config
from speclatch.documents import UnreadableError, parse_metadata
from speclatch.documents.deadlines import check_deadline
from speclatch.documents.document import Document
from speclatch.migrations.index import MigrationIndex, build_migrations
from speclatch.patterns import lazy_re
from speclatch.profiles.in_force import Scope
from speclatch.profiles.matching import ProfileMatcher
from speclatch.profiles.profile import ID_KEY
from speclatch.references.documents import LazyDocuments
from speclatch.references.home import Home
from speclatch.references.index import ReferenceIndex
from speclatch.references.raw_ids import own_id
from speclatch.specs.catalogue import Catalogue, Classifier, Spec, Unreadable, paths_by_id, sidecar_of
from speclatch.specs.documents import DocumentCache
from speclatch.specs.views import READABLE, Ids, ReadablePaths, Specs, Strays, Submodules, Symlinks, UnreadableFiles
from speclatch.trees import EntryKind, Listing, Tree

if TYPE_CHECKING:
    from speclatch.specs.likeness import Stray

_ENDING = lazy_re(r"(?<=[*/])[^*?\[\]{}\\/!]*\.[^*?\[\]{}\\/!]+\Z")
"""The letters that end a glob, an extension at least: they stand as they are in every path that it matches."""


class Snapshot:
    """One version of the repository under one configuration.

    Args:
        tree: the version.
        matcher: which profile governs what.
        documents: what is parsed already, shared with other versions.
        base: the version before the change, if this is the one after it: its specs stay specs.
        renamed: the base's path of each file that the change renamed.
        also: files that are looked at although no profile governs them: the documents of the change.
        home: where the repository lives.
    """

    def __init__(
        self,
        tree: Tree,
        matcher: ProfileMatcher,
        documents: DocumentCache,
        *,
        base: Snapshot | None = None,
        renamed: Mapping[str, str] | None = None,
        also: Collection[str] = (),
        home: Home | None = None,
    ) -> None:
        self.tree = tree
        self.matcher = matcher
        self.base = base
        self.also = also
        self.home = home or Home()
        self.twin: Snapshot | None = None
        if base is not None:
            base.twin = self
        self._documents = documents
        self._renamed = renamed or {}
        self._found: dict[str, Spec | Unreadable | None] = {}
        self._named: dict[str, str] = {}
        before: Mapping[str, Spec] = base.catalogue.specs if base is not None else {}
        self._classifier = Classifier(self, matcher, before, self._renamed, self.parse, self.parse_metadata)

    @property
    def config(self) -> Config:
        """The configuration that all is judged by."""
        return self.matcher.config

    @property
    def listing(self) -> Listing:
        """Every path."""
        return self.tree.listing

    def read(self, path: str) -> bytes:
        """The content at a path of the listing; of a submodule nothing, for it is not ours to read.

        Raises:
            MissingObjectError: it cannot be had.
        """
        if self.listing.entries[path].kind is EntryKind.SUBMODULE:
            return b""
        if self.twin is not None and self._is_same(path):
            return self.twin.tree.read(path)
        return self.tree.read(path)

    def _is_same(self, path: str) -> bool:
        """Whether the version after the change has the same at a path."""
        entry = self.listing.entries.get(path)
        after = self.twin.listing.entries.get(path) if self.twin is not None else None
        return entry is not None and after is not None and bool(entry.oid) and entry[:3] == after[:3]

    def own(self, paths: Iterable[str]) -> Iterator[str]:
        """Those of ``paths`` that the version after the change does not have the same, and so has to be read here."""
        return (path for path in paths if not self._is_same(path))

    def is_readable(self, path: str) -> bool:
        """Whether a file stands at a path, no link or submodule."""
        entry = self.listing.entries.get(path)
        return entry is not None and entry.kind in READABLE

    def prefetch(self, paths: Iterable[str]) -> None:
        """Bring contents near in one batch; paths that are not there are passed over."""
        self.tree.prefetch(paths)

    def parse(self, path: str, raw: bytes) -> Document:
        """The document at a path, whose content is ``raw``; raises ``UnreadableError`` as ``documents.parse`` does."""
        entry = self.listing.entries.get(path)
        return self._documents.parsed(path, entry.oid if entry is not None else "", raw)

    @cached_property
    def _sidecars(self) -> dict[str, Document]:
        return {}

    def parse_metadata(self, path: str, raw: bytes) -> Document:
        """The file beside a document that holds its front matter; the base's, where it is the same."""
        found = self._sidecars.get(path)
        if found is None:
            entry = self.listing.entries[path]
            same = self.base is not None and entry.oid and self.base.listing.entries.get(path) == entry
            before = self.base.parse_metadata(path, raw) if same and self.base is not None else None
            found = self._sidecars[path] = before or parse_metadata(path, raw)
        return found

    @cached_property
    def candidates(self) -> tuple[str, ...]:
        """The paths of all files that may be specs, by their names alone, sorted."""
        return tuple(sorted(self._possible))

    @cached_property
    def _possible(self) -> frozenset[str]:
        paths: Iterable[str] = self.listing.entries
        endings = _endings([glob for scope in self.matcher.scopes for glob in scope.match])
        if self.matcher.by_globs and endings:
            inside = tuple(f"{folder}/" for folder in self.listing.directories_ending(endings))
            last = {end.rpartition(".")[2].casefold() for end in endings}
            near = paths if inside else self.listing.with_endings(last)  # all paths are looked through once, not twice
            paths = [path for path in near if path.endswith(endings) or path.startswith(inside)]
        return frozenset(filter(self.matcher.may_match, paths))

    @property
    def has_sidecars(self) -> bool:
        """Whether a file beside a document may hold its front matter."""
        return bool(self._with_sidecar)

    def with_sidecars(self, paths: Iterable[str]) -> Iterator[str]:
        """Paths of documents, each with those of the files beside it that may hold its front matter."""
        for path in paths:
            yield path
            for scope in self._with_sidecar:
                yield sidecar_of(path, scope)

    @cached_property
    def _with_sidecar(self) -> tuple[Scope, ...]:
        return tuple(scope for scope in self.matcher.scopes if scope.metadata)

    def classify(self, path: str) -> Spec | Unreadable | None:
        """The spec at a path, or why it cannot be judged; None where there is none."""
        if path not in self._found:
            self._found[path] = self._classifier.spec_at(path)
        return self._found[path]

    def stray_at(self, path: str) -> Stray | None:
        """What a document that is no spec looks like; None where it looks like none, or is one."""
        return None if self.classify(path) is not None else self._classifier.stray_at(path)

    def note(self, faults: Iterable[Unreadable]) -> None:
        """Take over what another process found to be unreadable."""
        self._found.update({fault.path: fault for fault in faults})

    def owners_of(self, paths: Collection[str]) -> set[str]:
        """The specs whose front matter, as their profile has it, stands in one of these files beside them."""
        names = tuple(basename(scope.metadata) for scope in self._with_sidecar)
        touched = {path for path in paths if names and path.endswith(names)}
        if not touched:
            return set()
        near = (path for path in self.candidates if not touched.isdisjoint(self.with_sidecars((path,))))
        specs = (found for path in near if isinstance(found := self.classify(path), Spec))
        return {spec.path for spec in specs if sidecar_of(spec.path, spec.profile) in touched}

    def is_quotable(self, path: str) -> bool:
        """Whether lines of a file may be quoted: those of documents, and of files that hold their front matter."""
        if path not in self.listing.entries:
            return False
        names = {basename(scope.metadata) for scope in self._with_sidecar}
        return path in self.also or self.may_be_spec(path) or basename(path) in names

    def know_ids(self, names: Mapping[str, str]) -> None:
        """Take over the ids of specs, by path, that somebody knows: nothing is read to find them."""
        self._named.update(names)

    @property
    def faulty(self) -> list[str]:
        """The paths of what was looked at and cannot be judged."""
        return [path for path, found in self._found.items() if isinstance(found, Unreadable)]

    @cached_property
    def catalogue(self) -> Catalogue:
        """Its specs; unreadable files and strays are those among what the change touches, or what was looked at."""
        return Catalogue(Specs(self), UnreadableFiles(self), Strays(self), Ids(self), self.holding)

    def may_be_spec(self, path: str) -> bool:
        """Whether a path is worth a closer look: by its name, or because the base has a spec there."""
        if path in self._found:
            return isinstance(self._found[path], Spec)
        if path not in self.listing.entries:
            return False
        if self.matcher.may_match(path):
            return True
        if self.base is None or self.matcher.by_globs:
            return False
        return self._renamed.get(path, path) in self.base.catalogue.specs

    def holding(self, texts: Collection[str]) -> Iterator[str]:
        """The paths of documents that may be specs and hold one of ``texts``, or a glob of one."""
        from speclatch.specs.search import Needles, holds  # only where a version is taken twice

        needles = Needles(texts=frozenset(texts), globbed=frozenset(texts))
        for path, raw in self.contents(self.candidates):
            if holds(raw, needles):
                yield path

    def contents(self, paths: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """The contents of those of ``paths`` that can be read, one after the other, fetched in one batch."""
        there = [path for path in paths if self.is_readable(path)]
        for path, raw in self.tree.stream(there):
            check_deadline()
            yield path, raw

    @cached_property
    def ids(self) -> Mapping[str, tuple[str, ...]]:
        """The paths of files that may be specs by the id they say, case folded, sorted."""
        unknown = [path for path in self.candidates if path not in self._named and self.is_readable(path)]
        self.prefetch(path for path in self.with_sidecars(unknown) if path not in self._possible)
        beside = {path: name for path in unknown if (name := self._id_beside(path)) is not None}
        names = {**self._named, **beside}
        for path, raw in self.contents([path for path in unknown if path not in beside]):
            names[path] = self._id(path, raw)
        return {name: tuple(paths) for name, paths in paths_by_id(sorted(names.items())).items()}

    def _id(self, path: str, raw: bytes) -> str:
        governing = self.matcher.governing(path)
        possible = self.matcher.in_force.all_in_force if governing is None else (governing,)
        scopes = (one.scope for one in possible)
        has_sidecar = any(sidecar_of(path, one) in self.listing.entries for one in scopes if one.metadata)
        elsewhere = any(one.id_key != ID_KEY for one in possible)
        name = None if has_sidecar or elsewhere else own_id(raw)
        if name is None:
            spec = self.classify(path)
            name = spec.id if isinstance(spec, Spec) else ""
        return name

    def _id_beside(self, path: str) -> str | None:
        """The id that the file beside a document gives, which counts before all others; None: see the document."""
        governing = self.matcher.governing(path)
        sidecar = sidecar_of(path, governing.scope) if governing is not None else ""
        if governing is None or not self.is_readable(sidecar):
            return None
        try:
            entry = self.parse_metadata(sidecar, self.read(sidecar)).front_matter.find(governing.id_key)
        except UnreadableError:
            return None
        return entry.text if entry is not None and entry.key == governing.id_key and entry.text.strip() else None

    @cached_property
    def symlinks(self) -> Mapping[str, str]:
        """The target texts of all links, by path; read when one is followed."""
        return Symlinks(self)

    @cached_property
    def index(self) -> ReferenceIndex:
        """What references can lead to."""
        documents = LazyDocuments(ReadablePaths(self), self.read, self.parse, self.prefetch, self.config.words)
        moves = {old: new for new, old in self._renamed.items()}
        return ReferenceIndex(
            self.listing, self.config.references, documents, self.symlinks, moves, Submodules(self), self.home
        )

    @cached_property
    def migrations(self) -> MigrationIndex:
        """The migrations here and, if this is what is there after a change, before it."""
        before = self.base.listing if self.base is not None else None
        return build_migrations(self.config.migrations, self.listing, before, self.symlinks)


def _endings(globs: Iterable[str]) -> tuple[str, ...]:
    """What the paths that globs match end with, or a folder above them; nothing where some may end with anything."""
    found = {_ENDING.search(glob) for glob in globs if not glob.startswith("!")}
    return tuple(sorted({end[0] for end in found if end is not None})) if None not in found else ()

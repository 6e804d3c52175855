"""Gather from one tree all that the rules judge by: its specs, what references lead to, its migrations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from speclatch.config.model import Config
from speclatch.documents import parse
from speclatch.documents.document import Document
from speclatch.errors import LimitError
from speclatch.migrations.index import MigrationIndex, build_migrations
from speclatch.profiles.govern import Governor
from speclatch.references.index import ReferenceIndex, symlink_paths
from speclatch.references.linked import linked_documents
from speclatch.references.resolver import wanted_by
from speclatch.specs.catalogue import Catalogue, Parse, build, candidates
from speclatch.trees import EntryKind, Listing, Tree
from speclatch.trees.store import prefetch_together


@dataclass
class ParseCache:
    """Documents by path and content, so that trees that share a file share its document."""

    documents: dict[tuple[str, bytes], Document] = field(default_factory=dict)

    def __call__(self, path: str, raw: bytes) -> Document:
        """Parse, or give what was parsed before."""
        key = (path, raw)
        if key not in self.documents:
            self.documents[key] = parse(path, raw)
        return self.documents[key]


@dataclass(frozen=True)
class View:
    """One version of the repository, made ready for the rules. Pure data."""

    listing: Listing
    catalogue: Catalogue
    references: ReferenceIndex
    migrations: MigrationIndex
    contents: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True)
class Ground:
    """What an audit of one tree starts from; every process that takes part has it.

    ``contents`` are the bytes of all that may be specs, and of the files beside them; ``templates`` those of every
    template that was read.
    """

    listing: Listing
    reader: Reader
    governor: Governor
    config: Config
    parser: Parse
    alive: Callable[[], None]
    migrations: MigrationIndex
    contents: Mapping[str, bytes] = field(repr=False)
    symlinks: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def is_file(self, path: str) -> bool:
        """Whether a file stands at a path that can be read, no link."""
        entry = self.listing.entries.get(path)
        return entry is not None and entry.kind in (EntryKind.FILE, EntryKind.EXECUTABLE)


@dataclass(frozen=True)
class Gatherer:
    """Makes views under one configuration. ``alive`` is called between steps and raises when time is up."""

    governor: Governor
    config: Config
    parser: Parse
    alive: Callable[[], None]
    templates: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def ground(self, tree: Tree, also: Iterable[str] = ()) -> Ground:
        """Read what an audit starts from; ``also`` are further files to look at.

        Raises:
            LimitError: the tree has too many files, or time is up.
            MissingObjectError: content cannot be had.
        """
        listing = self._listing(tree, {})
        reader = Reader(tree, {}, listing)
        contents = reader.read(candidates(listing, self.governor, also))
        self.alive()
        migrations = build_migrations(self.config.migrations, listing, None)
        return Ground(
            listing,
            reader,
            self.governor,
            self.config,
            self.parser,
            self.alive,
            migrations,
            contents,
            _symlinks(listing, reader),
            self.templates,
        )

    def _listing(self, tree: Tree, authored: Mapping[str, Tree]) -> Listing:
        listing = _merged(tree.listing, authored)
        if len(listing.entries) > self.config.limits.files:
            raise LimitError(f"the repository has more than {self.config.limits.files:,} files (limits.files)")
        return listing

    def view(
        self,
        tree: Tree,
        *,
        authored: Mapping[str, Tree] | None = None,
        before: View | None = None,
        renamed: Mapping[str, str] | None = None,
        also: Iterable[str] = (),
    ) -> View:
        """Read a tree.

        Args:
            tree: what to read.
            authored: files to take from another tree: what the author wrote, where the merge differs.
            before: the base's view; its specs stay specs.
            renamed: the base's path of each renamed file.
            also: further files to look at.

        Raises:
            LimitError: the tree has too many files, or time is up.
            MissingObjectError: content cannot be had.
        """
        listing = self._listing(tree, authored or {})
        moved = {new for new, old in (renamed or {}).items() if before and old in before.catalogue.specs}
        known = (*(before.catalogue.specs if before else ()), *moved, *also)
        reader = Reader(tree, authored or {}, listing)
        contents = reader.read(candidates(listing, self.governor, known))
        self.alive()
        catalogue = build(
            listing,
            contents,
            self.governor,
            base=before.catalogue if before else None,
            renamed=renamed,
            parser=self.parser,
        )
        self.alive()
        references = self._references(catalogue, listing, reader, renamed or {})
        base_listing = before.listing if before else None
        migrations = build_migrations(self.config.migrations, listing, base_listing)
        return View(listing, catalogue, references, migrations, contents)

    def _references(
        self, catalogue: Catalogue, listing: Listing, reader: Reader, renamed: Mapping[str, str]
    ) -> ReferenceIndex:
        index = ReferenceIndex(listing, self.config.references, symlinks=_symlinks(listing, reader))
        wanted = {path for spec in catalogue.specs.values() for path in wanted_by(spec, index)}
        moves = {old: new for new, old in renamed.items()}
        return replace(index, documents=linked_documents(reader.files(sorted(wanted))), renames=moves)


def _symlinks(listing: Listing, reader: Reader) -> dict[str, str]:
    """The target texts of a listing's links."""
    return {path: raw.decode("utf-8", "surrogateescape") for path, raw in reader.read(symlink_paths(listing)).items()}


def _merged(listing: Listing, authored: Mapping[str, Tree]) -> Listing:
    """A listing in which the authored files are as their author wrote them."""
    own = {path: tree.listing.entries[path] for path, tree in authored.items() if path in tree.listing.entries}
    return Listing({**listing.entries, **own}) if own else listing


@dataclass(frozen=True)
class Reader:
    """Reads files in batches: authored ones from their own tree, the others from the tree."""

    tree: Tree
    authored: Mapping[str, Tree]
    listing: Listing

    def files(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The contents of those of ``paths`` that are there and no links or submodules."""
        entries = self.listing.entries
        absent = (EntryKind.SYMLINK, EntryKind.SUBMODULE)
        return self.read(path for path in paths if path in entries and entries[path].kind not in absent)

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The contents of those of ``paths`` that are there; of a submodule nothing, for it is not ours to read."""
        there = [path for path in paths if path in self.listing.entries]
        wanted = [path for path in there if self.listing.entries[path].kind is not EntryKind.SUBMODULE]
        batches: dict[int, tuple[Tree, list[str]]] = {}
        for path in wanted:
            tree = self.authored.get(path, self.tree)
            batches.setdefault(id(tree), (tree, []))[1].append(path)
        prefetch_together(*batches.values())
        contents = {path: self.authored.get(path, self.tree).read(path) for path in wanted}
        return {path: contents.get(path, b"") for path in there}

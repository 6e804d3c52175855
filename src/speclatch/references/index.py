"""What references can lead to: the files of a tree, their ids, and what their documents say."""

from __future__ import annotations

import re
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from posixpath import basename, splitext
from typing import TypeVar

from speclatch.config.model import ReferenceKind
from speclatch.globs import matches
from speclatch.patterns import lazy_re
from speclatch.references.documents import SaidIds
from speclatch.references.home import Home
from speclatch.references.kinds import is_id_of, kind_of_path, prefixes, slug_of
from speclatch.references.linked import LinkedDocument
from speclatch.references.named_ids import NamedIds
from speclatch.references.names import is_slip, numbered, plain_spelling
from speclatch.references.paths import Arrival, Walk, markdown_of, walk
from speclatch.trees import EntryKind, Listing
from speclatch.trees.grouping import Grouped

Key = TypeVar("Key", bound=Hashable)

MAX_READ = 2_000
"""How many documents are read for an id of no known kind; where there are more, it is believed."""
_NUMBER = lazy_re(r"0*(?P<number>\d{1,9})(?![A-Za-z0-9])")
_LAST_NUMBER = lazy_re(r"(?P<prefix>.*?)0*(?P<number>\d+)(?P<letter>[A-Za-z]?)$")


@dataclass(frozen=True)
class ReferenceIndex:
    """Everything a reference is resolved against. Pure data: it knows nothing of who asks.

    ``documents`` are the documents that references lead to, ``symlinks`` the target texts of links by path,
    ``renames`` the files that this change moved (old path -> new), ``submodules`` the paths that ``.gitmodules``
    declares (the base's, where there is one), ``home`` where the repository lives.
    """

    listing: Listing
    kinds: tuple[ReferenceKind, ...] = ()
    documents: Mapping[str, LinkedDocument] = field(default_factory=dict)
    symlinks: Mapping[str, str] = field(default_factory=dict)
    renames: Mapping[str, str] = field(default_factory=dict)
    submodules: Container[str] = frozenset()
    home: Home = field(default_factory=Home)

    def leads_nowhere(self, path: str) -> bool:
        """Whether a symlink stands at ``path`` that ends at nothing of the tree, or goes round in a circle."""
        entry = self.listing.entries.get(path)
        if entry is None or entry.kind is not EntryKind.SYMLINK:
            return False
        return self.walk(path).arrival is Arrival.MISSING

    def walk(self, path: str, start: str = "") -> Walk:
        """Follow a path from a directory; see ``paths.walk``."""
        return walk(self.listing, self.symlinks, path, start)

    def document(self, path: str | None) -> LinkedDocument | None:
        """What is known of the document at ``path``; of a directory, of its README."""
        if path is None:
            return None
        if path in self.listing.directories and path not in self.listing.entries:
            path = next((inner for inner in readmes(path) if inner in self.documents), path)
        return self.documents.get(path)

    @cached_property
    def named_ids(self) -> Mapping[str, tuple[str, ...]]:
        """Paths by the ids (case folded) that names of files and directories open with."""
        return NamedIds((*self.markdown, *sorted(self.listing.directories)))

    @cached_property
    def _said(self) -> SaidIds:
        return SaidIds(self.documents)

    @cached_property
    def registers(self) -> tuple[str, ...]:
        """The documents whose own ids count: those in a kind's folder, or of a kind's name."""
        return tuple(path for path in self.markdown if self._is_register(path))

    def _is_register(self, path: str) -> bool:
        """Whether the ids inside a document count: those of a kind's folder, or of its own name."""
        return self.kind_of_path(path) is not None or bool(prefixes(basename(path)))

    @cached_property
    def by_number(self) -> Mapping[tuple[str, int], tuple[str, ...]]:
        """Paths in a kind's folder, by kind and the number their names open with (``0024-use-x.md``)."""
        opened = ((kind, path, _NUMBER.match(basename(path))) for kind, paths in self.by_kind.items() for path in paths)
        return _grouped(((kind, int(number["number"])), path) for kind, path, number in opened if number)

    @cached_property
    def by_stem(self) -> Mapping[str, tuple[str, ...]]:
        """Markdown files by their name without its ending, as a reader takes it (``names.plain_spelling``)."""
        return _grouped((plain_spelling(splitext(basename(path))[0]).casefold(), path) for path in self.markdown)

    @cached_property
    def by_numbered_name(self) -> Mapping[str, tuple[str, ...]]:
        """Markdown files by their folder and the number that their name begins with (``names.numbered``)."""
        return _grouped((name, path) for path in self.markdown if (name := numbered(path)))

    @cached_property
    def by_plain_path(self) -> Mapping[str, tuple[str, ...]]:
        """Paths by what a reader takes them for, case folded."""
        if "".join(self.listing.entries).isascii():
            return self.listing.by_folded_path
        paths = (*self.listing.entries, *sorted(self.listing.directories))
        return Grouped((plain_spelling(path).casefold() for path in paths), paths)

    @cached_property
    def markdown(self) -> tuple[str, ...]:
        """Every Markdown file that is one, links that lead nowhere aside."""
        return tuple(path for path in markdown_of(self.listing) if not self.leads_nowhere(path))

    @property
    def is_large(self) -> bool:
        """Whether there are too many documents to read them all for one id."""
        return len(self.markdown) > MAX_READ

    @cached_property
    def families(self) -> frozenset[str]:
        """What stands before the number of the ids that anything in the tree has (``sec``, ``iss-excl``)."""
        said = self._said.names(self.markdown)
        return frozenset(name.rpartition("-")[0] for name in (*self.named_ids, *said))

    def answers(self, name: str) -> bool:
        """Whether something in the tree has an id, or another one of the same family: then it is somebody's."""
        known = name.casefold() in self._said.names(self.markdown)
        return known or name.casefold().rpartition("-")[0] in self.families

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The words that ids of the kinds open with, case folded (``prd``, ``adr``, ``exec``)."""
        heads = (word for kind in self.kinds for word in re.findall(r"[A-Za-z]{2,}", kind.id.partition("-")[0]))
        return tuple(dict.fromkeys(word.casefold() for word in heads))

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[str, ...]]:
        """The documents of each kind, by the kind's name."""
        kinds = ((self.kind_of_path(path), path) for path in markdown_of(self.listing))
        return _grouped((kind.name, path) for kind, path in kinds if kind is not None)

    @cached_property
    def folders_by_name(self) -> Mapping[str, tuple[str, ...]]:
        """Directories by their case-folded name, and by the number it opens with (``3570#``)."""
        found: dict[str, list[str]] = {}
        for path in sorted(self.listing.directories):
            found.setdefault(basename(path).casefold(), []).append(path)
            if number := re.match(r"\d{1,9}(?=[-_])", basename(path)):
                found.setdefault(f"{int(number[0])}#", []).append(path)
        return {name: tuple(paths) for name, paths in found.items()}

    @cached_property
    def by_slug(self) -> Mapping[str, tuple[str, ...]]:
        """Documents and directories by their name without id, number and ending (``pilot-mail``)."""
        paths = (*markdown_of(self.listing), *sorted(self.listing.directories))
        return _grouped((slug, path) for path in paths if (slug := slug_of(basename(path))))

    def spelled_ids(self, kind: ReferenceKind | None) -> tuple[str, ...]:
        """The known ids of a kind (None: of any) in capitals, but for a letter behind the number."""
        name = kind.name if kind is not None else ""
        if name not in self._spelled_ids:
            self._spelled_ids[name] = self._spell_ids(kind)
        return self._spelled_ids[name]

    @cached_property
    def _spelled_ids(self) -> dict[str, tuple[str, ...]]:
        """What ``spelled_ids`` has given, by the kind's name: each kind's are spelled once."""
        return {}

    def _spell_ids(self, kind: ReferenceKind | None) -> tuple[str, ...]:
        paths = self.by_kind.get(kind.name, ()) if kind is not None else self.registers
        names = [_spelled(name) for name in dict.fromkeys((*self.named_ids, *self._said.names(paths)))]
        return tuple(name for name in names if kind is None or is_id_of(kind, name))

    def find_id(self, name: str) -> tuple[str, ...]:
        """All paths that an id leads to, in order; none if nothing has it.

        What a name says counts before what a document says, which is looked at only where no name says anything.
        """
        known = self.named_ids.get(name.casefold(), ())
        if known:
            return self._within(name, known)
        numbered = self._numbered(name)
        said = self._said.find(name, numbered or self._where(name))
        return self._within(name, said) if said else numbered

    def _where(self, name: str) -> tuple[str, ...]:
        """The documents that may have an id: those of its kind, else of any."""
        kind = self.kind_of_id(name)
        return self.by_kind.get(kind.name, ()) if kind is not None else self.registers

    def _numbered(self, name: str) -> tuple[str, ...]:
        """The documents in the folders of an id's kind whose names open with its number."""
        kind, parts = self.kind_of_id(name), _LAST_NUMBER.match(name)
        if kind is None or parts is None or parts["letter"] or parts["prefix"].count("-") != 1:
            return ()
        return self.by_number.get((kind.name, int(parts["number"][:9])), ())

    def is_slip_of_kind(self, name: str) -> bool:
        """Whether an id opens with a word that is one slip from a kind's (``PDR-007``)."""
        head = name.partition("-")[0].casefold()
        return any(is_slip(head, known) for known in self.heads)

    def _within(self, name: str, paths: tuple[str, ...]) -> tuple[str, ...]:
        """Those of ``paths`` inside the folders of the id's kind, if any is."""
        kind = self.kind_of_id(name)
        inside = tuple(path for path in paths if kind is not None and matches(path, kind.paths))
        return inside or paths

    def kind_of_id(self, name: str) -> ReferenceKind | None:
        """The kind whose pattern an id is of."""
        return next((kind for kind in self.kinds if is_id_of(kind, name)), None)

    def kind_of_path(self, path: str) -> ReferenceKind | None:
        """The kind of document that a path holds or would hold; see ``kinds.kind_of_path``."""
        return kind_of_path(path, self.kinds)


def _spelled(name: str) -> str:
    """An id in capitals, but for a letter behind its number."""
    return re.sub(r"\d[A-Z]$", lambda found: found[0].lower(), name.upper())


def readmes(folder: str) -> Iterator[str]:
    """The paths where a directory says what it is."""
    start = f"{folder}/" if folder else ""
    yield from (f"{start}{name}" for name in ("README.md", "readme.md", "index.md"))


def symlink_paths(listing: Listing) -> frozenset[str]:
    """The links of a listing: what a ``ReferenceIndex`` needs the target texts of."""
    return frozenset(entry.path for entry in listing.unusual if entry.kind is EntryKind.SYMLINK)


def _grouped(pairs: Iterable[tuple[Key, str]]) -> dict[Key, tuple[str, ...]]:
    """Paths by a key each, in their order."""
    found: dict[Key, list[str]] = {}
    for key, path in pairs:
        found.setdefault(key, []).append(path)
    return {key: tuple(paths) for key, paths in found.items()}

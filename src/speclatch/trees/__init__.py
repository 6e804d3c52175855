"""What a version of the repository holds: the Tree protocol, and the listing that rules judge against."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from posixpath import dirname
from typing import NamedTuple, Protocol

from speclatch.errors import CannotJudgeError, ConfigError
from speclatch.trees.grouping import Grouped


class EntryKind(enum.Enum):
    """What stands at a path."""

    FILE = "file"
    EXECUTABLE = "executable"
    SYMLINK = "symlink"
    SUBMODULE = "submodule"


_EMPTY_BLOBS = frozenset(
    (
        "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
        "8b137891791fe96927ad78e64b0aad7bded08bdc",
        "4c0d52d180c61d01ce1a91dec5ee58f0cbe65fd59433aea803ab927965493fd7",
        "d3f5a12faa99758192ecc4ed3fc22c9249232e86",
        "0c1fff4af18bd38686297b2a2a864f43e5498e7dc23a7a36510b777151aad912",
    )
)
"""git's names of no content, and of one line break, as an editor leaves it: in both of its digests."""


class Entry(NamedTuple):
    """One path of a tree.

    ``oid`` names its content: git's object id, which files of a work tree get without being stored.
    """

    path: str
    kind: EntryKind
    oid: str
    size: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it has no content, or a line break alone: git has one id for that, whatever the file."""
        return self.size == 0 or self.oid in _EMPTY_BLOBS


@dataclass(frozen=True)
class Listing:
    """Every path of one tree, without contents: enough to say whether something exists. Pure data.

    Paths are ``/``-separated, relative to the repository's root; bytes that are no UTF-8 are
    surrogate-escaped.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)

    def __contains__(self, path: object) -> bool:
        """Whether a file, link or submodule stands at ``path``, or a directory with something in it."""
        return path in self.entries or path in self.directories

    @cached_property
    def directories(self) -> AbstractSet[str]:
        """All directories that hold something, the root being ``""``."""
        found = {path.rpartition("/")[0] for path in self.entries}
        for folder in tuple(found):
            parent = dirname(folder)
            while parent not in found:
                found.add(parent)
                parent = dirname(parent)
        return frozenset({*found, ""})

    def directories_ending(self, endings: Sequence[str]) -> tuple[str, ...]:
        """The directories whose paths end with one of ``endings``, in no order.

        Names of files are what most ask with: hardly a tree has such a directory, and to list all of them takes long.
        """
        everything = "\n".join(self.entries)
        if not any(f"{end}/" in everything for end in endings):
            return ()
        return tuple(folder for folder in self.directories if folder.endswith(tuple(endings)))

    @cached_property
    def unusual(self) -> tuple[Entry, ...]:
        """What is no plain file: programs, links and submodules, few of very many."""
        plain = EntryKind.FILE
        return tuple([entry for entry in self.entries.values() if entry.kind is not plain])

    @cached_property
    def by_folder(self) -> Mapping[str, tuple[str, ...]]:
        """The files of each directory that holds some."""
        return Grouped((path.rpartition("/")[0] for path in self.entries), self.entries)

    @cached_property
    def by_name(self) -> Mapping[str, tuple[str, ...]]:
        """Paths by their last segment, case folded."""
        return Grouped((path.rpartition("/")[2].casefold() for path in self.entries), self.entries)

    @cached_property
    def by_folded_path(self) -> Mapping[str, tuple[str, ...]]:
        """Paths of files and directories by their case-folded form."""
        paths = (*self.entries, *sorted(self.directories))
        return Grouped(map(str.casefold, paths), paths)

    @cached_property
    def _by_ending(self) -> Mapping[str, tuple[str, ...]]:
        """Paths by what stands behind their last dot, case folded."""
        return Grouped((path.rpartition(".")[2].casefold() for path in self.entries), self.entries)

    def with_endings(self, endings: Iterable[str]) -> list[str]:
        """The paths whose names end with a dot and one of ``endings`` (lower case, ``md``), in any case, sorted.

        The first question costs a look at every path, the others cost only what they find.
        """
        return sorted(
            path
            for ending in dict.fromkeys(endings)
            for path in self._by_ending.get(ending, ())
            if path[: -len(ending)].endswith(".")
        )


class MissingObjectError(CannotJudgeError):
    """Content that a tree names could not be had."""


class Tree(Protocol):
    """One version of the repository, with contents on demand."""

    @property
    def listing(self) -> Listing:
        """Every path of the tree."""
        ...

    def read(self, path: str) -> bytes:
        """The content at ``path`` (of a symlink: its target text).

        Raises:
            KeyError: nothing stands there.
            MissingObjectError: the tree names content that cannot be had.
        """
        ...

    def prefetch(self, paths: Iterable[str]) -> None:
        """Bring the contents of ``paths`` near in one batch; paths that are not there are passed over."""
        ...

    def stream(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Each of ``paths`` with its content, one after the other: fetched in one batch, and not kept.

        Raises:
            KeyError: nothing stands at a path.
            MissingObjectError: the tree names content that cannot be had.
        """
        ...


def read_regular(tree: Tree, path: str) -> bytes:
    """The content at ``path`` of what others are judged by: a link's text or a submodule is none.

    Raises:
        KeyError: nothing stands there.
        ConfigError: it is no regular file.
        MissingObjectError: the tree names content that cannot be had.
    """
    kind = tree.listing.entries[path].kind
    if kind in (EntryKind.SYMLINK, EntryKind.SUBMODULE):
        what = "a symbolic link" if kind is EntryKind.SYMLINK else "a submodule"
        raise ConfigError(f"{path}: it is {what}, and nothing is judged by that; put the file itself here")
    return tree.read(path)


class Trees(NamedTuple):
    """The three versions a change is judged by: the base's tip, what the author wrote, the merged state."""

    base: Tree
    head: Tree
    landing: Tree

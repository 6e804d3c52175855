"""A snapshot as the mappings that rules and references want: each entry is looked at when it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from speclatch.references.gitmodules import GITMODULES, submodule_paths
from speclatch.references.index import symlink_paths
from speclatch.specs.catalogue import Spec, Unreadable
from speclatch.trees import EntryKind, Listing

if TYPE_CHECKING:
    from speclatch.specs.likeness import Stray

READABLE = frozenset({EntryKind.FILE, EntryKind.EXECUTABLE})
"""What has a content of its own that can be judged."""


class Viewed(Protocol):
    """What the views are of: a ``Snapshot``."""

    @property
    def listing(self) -> Listing: ...  # noqa: D102

    @property
    def base(self) -> Viewed | None: ...  # noqa: D102

    @property
    def also(self) -> Collection[str]: ...  # noqa: D102

    @property
    def candidates(self) -> tuple[str, ...]: ...  # noqa: D102

    @property
    def faulty(self) -> list[str]: ...  # noqa: D102

    @property
    def ids(self) -> Mapping[str, tuple[str, ...]]: ...  # noqa: D102

    def read(self, path: str) -> bytes: ...  # noqa: D102

    def prefetch(self, paths: Iterable[str]) -> None: ...  # noqa: D102

    def is_readable(self, path: str) -> bool: ...  # noqa: D102

    def may_be_spec(self, path: str) -> bool: ...  # noqa: D102

    def classify(self, path: str) -> Spec | Unreadable | None: ...  # noqa: D102

    def stray_at(self, path: str) -> Stray | None: ...  # noqa: D102


class ReadablePaths(Collection[str]):
    """The files of a snapshot that have a content."""

    def __init__(self, snapshot: Viewed) -> None:
        self._snapshot = snapshot

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self._snapshot.is_readable(path)

    def __iter__(self) -> Iterator[str]:
        return filter(self._snapshot.is_readable, self._snapshot.listing.entries)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Submodules(Container[str]):
    """The paths of submodules that ``.gitmodules`` declares, the base's where there is one; read when asked for."""

    def __init__(self, snapshot: Viewed) -> None:
        self._snapshot = snapshot.base or snapshot
        self._declared: frozenset[str] | None = None

    def __contains__(self, path: object) -> bool:
        if self._declared is None:
            there = self._snapshot.is_readable(GITMODULES)
            self._declared = submodule_paths(self._snapshot.read(GITMODULES)) if there else frozenset()
        return path in self._declared


class Specs(Mapping[str, Spec]):
    """All specs of a snapshot by path; each is made when it is asked for."""

    def __init__(self, snapshot: Viewed) -> None:
        self._snapshot = snapshot

    def __getitem__(self, path: str) -> Spec:
        found = self._snapshot.classify(path) if self._snapshot.may_be_spec(path) else None
        if not isinstance(found, Spec):
            raise KeyError(path)
        return found

    def __iter__(self) -> Iterator[str]:
        return (path for path in sorted({*self._snapshot.candidates, *self._snapshot.also}) if path in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None


class UnreadableFiles(Mapping[str, Unreadable]):
    """The files that cannot be judged, among those that were looked at."""

    def __init__(self, snapshot: Viewed) -> None:
        self._snapshot = snapshot

    def __getitem__(self, path: str) -> Unreadable:
        found = self._snapshot.classify(path)
        if not isinstance(found, Unreadable):
            raise KeyError(path)
        return found

    def __iter__(self) -> Iterator[str]:
        also = [path for path in self._snapshot.also if path in self._snapshot.listing.entries]
        return (path for path in sorted({*also, *self._snapshot.faulty}) if path in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Strays(Mapping[str, "Stray"]):
    """The documents of the change that look like a profile's and are none of its."""

    def __init__(self, snapshot: Viewed) -> None:
        self._snapshot = snapshot

    def __getitem__(self, path: str) -> Stray:
        found = self._snapshot.stray_at(path)
        if found is None:
            raise KeyError(path)
        return found

    def __iter__(self) -> Iterator[str]:
        return (path for path in sorted(self._snapshot.also) if path in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Ids(Mapping[str, tuple[str, ...]]):
    """The paths of specs by their ids; all are looked at when the first id is asked for."""

    def __init__(self, snapshot: Viewed) -> None:
        self._snapshot = snapshot

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self._snapshot.ids[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._snapshot.ids)

    def __len__(self) -> int:
        return len(self._snapshot.ids)


class Symlinks(Mapping[str, str]):
    """The target texts of a snapshot's links."""

    def __init__(self, snapshot: Viewed) -> None:
        self._snapshot = snapshot
        self._targets: dict[str, str] | None = None

    def _all(self) -> dict[str, str]:
        if self._targets is None:
            paths = sorted(symlink_paths(self._snapshot.listing))
            self._snapshot.prefetch(paths)
            self._targets = {path: self._snapshot.read(path).decode("utf-8", "surrogateescape") for path in paths}
        return self._targets

    def __getitem__(self, path: str) -> str:
        return self._all()[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

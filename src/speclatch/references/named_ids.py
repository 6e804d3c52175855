"""The ids that names of files and directories open with, and the paths that have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from speclatch.references.kinds import prefixes

FEW = 8
"""Ids that are searched for among the names; an index of all names takes as long as that many searches."""


class NamedIds(Mapping[str, tuple[str, ...]]):
    """Paths by the ids (case folded) that their names open with.

    Args:
        paths: of all that may have one.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self._sought: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _all(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for path in self._paths:
            for name in _ids(path):
                found.setdefault(name, []).append(path)
        return {name: tuple(paths) for name, paths in found.items()}

    def __getitem__(self, name: str) -> tuple[str, ...]:
        if name not in self._sought and len(self._sought) < FEW:
            self._sought[name] = tuple(path for path in self._paths if name in path.casefold() and name in _ids(path))
        found = self._sought[name] if name in self._sought else self._all.get(name, ())
        if not found:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def _ids(path: str) -> dict[str, None]:
    """The ids that a path's last segment opens with, case folded, each once."""
    return dict.fromkeys(name.casefold() for name in prefixes(path.rpartition("/")[2]))

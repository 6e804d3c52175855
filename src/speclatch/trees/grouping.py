"""Paths by a key each, made for trees of very many files: most keys lead to one path, and few are ever asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence


class Grouped(Mapping[str, tuple[str, ...]]):
    """Paths by their keys, in their order.

    A path that is alone is kept as it is, not in a tuple of its own: of 200,000 that would take a third of a second.

    Args:
        keys: of each path, in the order of ``paths``.
        paths: may be a mapping, whose keys they are then.
    """

    def __init__(self, keys: Iterable[str], paths: Sequence[str] | Mapping[str, object]) -> None:
        keys = list(keys)
        self._found: dict[str, str | tuple[str, ...]] = dict(zip(keys, paths, strict=True))
        if len(self._found) < len(keys):
            several = {key for key, count in Counter(keys).items() if count > 1}
            groups: dict[str, list[str]] = {key: [] for key in self._found if key in several}
            for key, path in zip(keys, paths, strict=True):
                if (group := groups.get(key)) is not None:
                    group.append(path)
            self._found.update((key, tuple(group)) for key, group in groups.items())

    def __getitem__(self, key: str) -> tuple[str, ...]:
        found = self._found[key]
        return (found,) if isinstance(found, str) else found

    def __contains__(self, key: object) -> bool:
        return key in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

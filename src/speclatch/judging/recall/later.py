"""A sequence of which is kept how it was written down, until somebody asks what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar, overload

Item = TypeVar("Item")


class Later(Sequence[Item]):
    """Equal to the tuple of what is in it.

    An audit lists the references of every spec, and most reports do not show one of them.

    Args:
        raw: how it was written down.
        read: gives what is in it.
    """

    def __init__(self, raw: bytes | memoryview, read: Callable[[bytes | memoryview], tuple[Item, ...]]) -> None:
        self._raw = raw
        self._read = read

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        return self._read(self._raw)

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        return self._items[at]

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Later):
            return bool(self._items == other._items)
        return self._items == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        return repr(self._items)

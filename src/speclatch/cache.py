"""What a cache is: results of earlier runs, by names that are made of all that they depend on."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from typing import Any, Protocol

Row = list[Any]
"""Lists, texts, whole numbers, truth values and None, nested: what JSON can hold."""

FAULTS = (ValueError, TypeError, LookupError, AttributeError)
"""What reading a row that is none may raise."""


class CacheStore(Protocol):
    """Rows by name, from earlier runs of the same program."""

    def get(self, name: str) -> Row | None:
        """The row of that name, if there is one. It may be anything: what is read from a disk is not to be trusted."""
        ...

    def put(self, name: str, row: Row) -> None:
        """Keep a row for later runs."""
        ...


class NullCache:
    """A cache that keeps nothing."""

    def get(self, name: str) -> Row | None:  # noqa: ARG002
        """Always None."""
        return None

    def put(self, name: str, row: Row) -> None:
        """Do nothing."""


def name_of(parts: Iterable[str]) -> str:
    """A name made of all that a result depends on."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def canonical(value: object) -> str:
    """A value as a text that is the same in every run: dataclasses, mappings, sequences, sets and plain values.

    Raises:
        TypeError: it is something else.
    """
    if is_dataclass(value) and not isinstance(value, type):
        inner = ",".join(f"{one.name}={canonical(getattr(value, one.name))}" for one in fields(value))
        return f"{type(value).__name__}({inner})"
    if isinstance(value, Mapping):
        pairs = sorted(f"{canonical(key)}:{canonical(one)}" for key, one in value.items())
        return f"{{{','.join(pairs)}}}"
    if isinstance(value, AbstractSet):
        return f"<{','.join(sorted(map(canonical, value)))}>"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(canonical, value))}]"
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    if value is None or isinstance(value, str | bytes | bool | int | float):
        return repr(value)
    raise TypeError(f"no text says what a {type(value).__name__} is")

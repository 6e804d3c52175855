"""Values of our own as rows of texts, numbers and truth values, and back: what JSON can hold."""

from __future__ import annotations

import enum
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

Row = Any
"""Lists, texts, whole numbers, truth values and None, nested."""


@cache
def packer(kind: Any) -> Callable[[Any], Row]:
    """What makes a row of a value of a kind: a record, an enumeration, a tuple, a mapping from texts, a plain value."""
    members = _members(kind)
    if members is not None:
        names, packers = list(members), [packer(one) for one in members.values()]
        pairs = list(zip(names, packers, strict=True))
        return lambda value: [pack(getattr(value, name)) for name, pack in pairs]
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return lambda value: value.value
    if (inner := _optional(kind)) is not None:
        pack = packer(inner)
        return lambda value: None if value is None else pack(value)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        each = packer(inner[0])
        return lambda value: [each(one) for one in value]
    if origin is Mapping:
        each = packer(inner[1])
        return lambda value: [[key, each(one)] for key, one in value.items()]
    if kind in (str, int, bool):
        plain: Callable[[Any], Row] = kind
        return plain
    raise TypeError(f"no row says what a {kind} is")


@cache
def unpacker(kind: Any) -> Callable[[Row], Any]:
    """What makes a value of a kind of its row again; it raises a ValueError or TypeError where the row is none."""
    members = _members(kind)
    if members is not None:
        parts = [unpacker(one) for one in members.values()]
        return lambda row: kind(*[part(one) for part, one in zip(parts, row, strict=True)])
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        known = {one.value: one for one in kind}
        return lambda row: known[row]
    if (inner := _optional(kind)) is not None:
        unpack = unpacker(inner)
        return lambda row: None if row is None else unpack(row)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        each = unpacker(inner[0])
        return lambda row: tuple([each(one) for one in _list(row)])
    if origin is Mapping:
        each = unpacker(inner[1])
        return lambda row: {_plain(key, str): each(one) for key, one in _list(row)}
    if kind in (str, int, bool):
        return lambda row: _plain(row, kind)
    raise TypeError(f"no row says what a {kind} is")


def _members(kind: Any) -> Mapping[str, Any] | None:
    """The members of a record with their kinds, in order; None if it is no record."""
    if not isinstance(kind, type):
        return None
    if is_dataclass(kind):
        names = [one.name for one in fields(kind)]
    elif issubclass(kind, tuple) and hasattr(kind, "_fields"):
        names = list(kind._fields)
    else:
        return None
    hints = get_type_hints(kind)
    return {name: hints[name] for name in names}


def _optional(kind: Any) -> Any:
    """What a kind is where it is not None; None if it is always there."""
    if get_origin(kind) not in (Union, types.UnionType):
        return None
    inner = [one for one in get_args(kind) if one is not type(None)]
    if len(inner) != 1:
        raise TypeError(f"no row says which of {kind} it is")
    return inner[0]


def _plain(row: Row, kind: type) -> Any:
    if type(row) is not kind:
        raise TypeError(f"{kind.__name__} expected")
    return row


def _list(row: Row) -> list[Row]:
    if type(row) is not list:
        raise TypeError("a list expected")
    return row

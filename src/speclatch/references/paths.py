"""Walk a path through a tree's listing: up, down and through links, to what is there or out of the tree."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from posixpath import normpath, splitext
from typing import NamedTuple

from speclatch.trees import EntryKind, Listing

MAX_LINKS = 40
"""How many symlinks one path may go through, as Linux has it (``path_resolution(7)``)."""


MAX_PATH = 4_096
"""How long a path may be, as Linux has it (``PATH_MAX`` in ``limits.h``)."""


class Arrival(enum.Enum):
    """Where a walk ended."""

    FOUND = "found"
    MISSING = "missing"
    OUTSIDE = "outside"
    SUBMODULE = "submodule"  # a submodule, or a path inside of one: another repository


class Walk(NamedTuple):
    """A walk's end. ``path`` is the real path where FOUND, the submodule's where SUBMODULE, else what was reached."""

    arrival: Arrival
    path: str


def walk(listing: Listing, symlinks: Mapping[str, str], path: str, start: str = "") -> Walk:
    """Follow ``path`` from the directory ``start`` (``""``: the root); a leading ``/`` is the root.

    ``symlinks`` holds the target text of links by their path.
    """
    if len(path) > MAX_PATH:
        return Walk(Arrival.MISSING, path[:MAX_PATH])
    here = [] if path.startswith("/") else [part for part in start.split("/") if part]
    ahead = [part for part in reversed(path.split("/")) if part not in {"", "."}]
    budget = MAX_LINKS
    while ahead:
        part = ahead.pop()
        if part == "..":
            if not here:
                return Walk(Arrival.OUTSIDE, path)
            here.pop()
            continue
        here.append(part)
        current = "/".join(here)
        entry = listing.entries.get(current)
        if entry is None:
            continue
        if entry.kind is EntryKind.SUBMODULE:
            return Walk(Arrival.SUBMODULE, current)
        if entry.kind is EntryKind.SYMLINK:
            budget -= 1
            target = symlinks.get(current)
            if target is None or target.startswith("/"):  # nobody can say where the first kind leads
                return Walk(Arrival.OUTSIDE, current)
            if budget == 0:
                return Walk(Arrival.MISSING, current)
            here.pop()
            ahead.extend(step for step in reversed(target.split("/")) if step not in {"", "."})
    real = "/".join(here)
    return Walk(Arrival.FOUND if real in listing else Arrival.MISSING, real)


def lexical(path: str, start: str = "") -> str | None:
    """``path`` from ``start`` as a path of the tree by its text alone; None if it leaves the tree."""
    joined = path.lstrip("/") if path.startswith("/") else f"{start}/{path}"
    norm = normpath(joined.lstrip("/")) if joined.strip("/") else "."
    if norm == ".." or norm.startswith("../"):
        return None
    return "" if norm == "." else norm


_ENDINGS = ("md", "markdown", "mdx", "mdown", "mkd")
_DOTTED = tuple(f".{ending}" for ending in _ENDINGS)
_ARCHIVED = "archived"


def reads_as_markdown(path: str) -> bool:
    """Whether what a path leads to is read as Markdown; ``.md.archived``, which is no spec, is as well."""
    return path.casefold().removesuffix(f".{_ARCHIVED}").endswith(_DOTTED)


_WRITTEN = frozenset(
    (".adoc", ".html", ".json", ".mmd", ".puml", ".rst", ".svg", ".toml", ".txt", ".yaml", ".yml", ".proto", ".graphql")
)
"""Endings of files that a spec may refer to as a document, besides Markdown."""


def is_written(path: str) -> bool:
    """Whether a file is one that people write and refer to: Markdown, or another format of documents and schemas."""
    return reads_as_markdown(path) or splitext(path)[1].casefold() in _WRITTEN


def markdown_of(listing: Listing) -> list[str]:
    """The paths of a tree that ``reads_as_markdown``, sorted."""
    return list(filter(reads_as_markdown, listing.with_endings((*_ENDINGS, _ARCHIVED))))

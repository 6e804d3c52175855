"""The lines of files whose text at the head is another one than what the merge gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from speclatch.git.diff import LineMap
from speclatch.trees import Tree
from speclatch.trees.git_tree import content_ids
from speclatch.trees.store import BlobStore


class HeadLines(NamedTuple):
    """Where lines of the merged text stand at the head, and the head's lines, both by path."""

    maps: Mapping[str, LineMap]
    sources: Mapping[str, tuple[str, ...]]


def head_lines(store: BlobStore, merged: Tree, head: str, paths: Iterable[str]) -> HeadLines:
    """Compare the texts of some files.

    Args:
        store: the repository.
        merged: what the merge gives.
        head: full id of the commit that the author wrote.
        paths: the files; those that the two have the same, or that one of them lacks, are passed over.

    Raises:
        GitError: git failed.
        MissingObjectError: a content cannot be had.
    """
    wanted = sorted(set(paths) & merged.listing.entries.keys())
    there = {line.path: line.oid for line in store.git.entries(head, wanted)} if wanted else {}
    pairs = {path: (ids[0], there[path]) for path in there if (ids := content_ids(merged.listing, (path,)))}
    other = {path: pair for path, pair in pairs.items() if pair[0] != pair[1]}
    store.load(oid for pair in other.values() for oid in pair)
    maps = {path: LineMap(store.git.lines_changed(*pair)) for path, pair in other.items()}
    texts = {path: store.get(new).decode("utf-8", "replace") for path, (_, new) in other.items()}
    return HeadLines(maps, {path: _lines(text) for path, text in texts.items()})


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.removesuffix("\r") for line in text.split("\n"))

"""Migrations of which a change leaves nothing but the name: emptied, made a folder, a link or a submodule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from speclatch.references.paths import Arrival, walk
from speclatch.trees import Entry, EntryKind, Listing


def lost_files(paths: Iterable[str], before: Listing, after: Listing, symlinks: Mapping[str, str]) -> dict[str, str]:
    """Those of ``paths`` that were files with a content and are none, each with what it is now as a phrase.

    ``symlinks`` are the links' targets afterwards, by path.
    """
    return {path: why for path in paths if (why := _why_lost(path, before, after, symlinks))}


def _why_lost(path: str, before: Listing, after: Listing, symlinks: Mapping[str, str]) -> str:
    was, now = before.entries.get(path), after.entries.get(path)
    if was is None or was.kind in (EntryKind.SYMLINK, EntryKind.SUBMODULE) or was.is_empty:
        return ""
    if now is None:
        return "is a folder now" if path in after.directories else ""
    return "" if now.oid == was.oid and now.kind is was.kind else _why_nothing(now, after, symlinks)


def _why_nothing(now: Entry, after: Listing, symlinks: Mapping[str, str]) -> str:
    if now.kind is EntryKind.SUBMODULE:
        return "is a submodule now"
    if now.kind is EntryKind.SYMLINK:
        end = walk(after, symlinks, now.path)
        found = after.entries.get(end.path) if end.arrival is Arrival.FOUND else None
        return "is a link to nothing now" if found is None or found.is_empty else ""
    return "is empty now" if now.is_empty else ""

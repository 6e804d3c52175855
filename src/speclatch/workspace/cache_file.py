"""The cache of a checkout, in files of the user's own: written whole or not at all, bounded."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path

from speclatch import __version__
from speclatch.cache import Row
from speclatch.trees.work_tree import open_regular

MAX_BYTES = 64 * 1024 * 1024
"""A larger file is neither read nor written."""
MAX_FILES = 50
"""Files that are kept; those written longest ago are deleted."""
SPARE_ROWS = 2_000
"""Rows kept that the last run had no use for: another branch may."""

CONFIGURATION, PROFILES = "configuration", "profiles"
STATE, REPORT, AUDIT, GROUNDS = "state", "report", "audit", "grounds"
GUARD = "guard"
"""What is kept of a checkout; each has a file of its own."""

LIBRARIES = ("mistune", "yaml", "pydantic", "msgspec")


class CacheBlob:
    """What one file holds as a whole: its bytes, and those that are to take their place."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.new: bytes | None = None

    def put(self, body: bytes) -> None:
        """Keep this for later runs."""
        self.new = body


class CacheFile:
    """The rows of one file by name; see ``CacheStore``.

    Args:
        body: what the file holds.
        spare: how many of the rows stay that the run has no use for.
    """

    def __init__(self, body: bytes, spare: int = SPARE_ROWS) -> None:
        self._body = body
        self._spare = spare
        self._used: dict[str, Row] = {}
        self._new = False

    def get(self, name: str) -> Row | None:
        """The row of that name; it is used again, so it stays."""
        row = self._rows.get(name)
        if isinstance(row, list):
            self._used[name] = row
            return row
        return None

    @cached_property
    def _rows(self) -> Mapping[str, Row]:
        return _rows(self._body)

    def put(self, name: str, row: Row) -> None:
        """Keep a row for later runs."""
        self._used[name] = row
        self._new = True

    @property
    def changed(self) -> bool:
        """Whether there is something to write."""
        return self._new

    def rows(self) -> dict[str, Row]:
        """What is worth keeping: all that was used or made in this run, then some of what was not."""
        rows = self._rows if self._spare else {}
        spare = [(name, row) for name, row in rows.items() if name not in self._used]
        return {**self._used, **dict(spare[: self._spare])}


@contextlib.contextmanager
def open_cache(root: Path, folder: Path | None, part: str, spare: int = SPARE_ROWS) -> Iterator[CacheFile | None]:
    """A part of the cache of the checkout at ``root``, written back at the end; None where there is none to be had.

    A file that somebody else could have written is not read: results must not be put there from outside.

    Args:
        root: the checkout.
        folder: where the user's caches of this program are, see ``cache_folder``.
        part: which of the files.
        spare: how many of the rows that this run has no use for stay.
    """
    with open_blob(root, folder, part) as blob:
        if blob is None:
            yield None
            return
        cache = CacheFile(blob.body, spare)
        yield cache
        if cache.changed:
            blob.put(json.dumps(cache.rows(), ensure_ascii=True, separators=(",", ":")).encode())


@contextlib.contextmanager
def open_blob(root: Path, folder: Path | None, part: str) -> Iterator[CacheBlob | None]:
    """A part of the cache that is one thing as a whole; see ``open_cache``."""
    path = _place(root, folder, part) if folder is not None else None
    if path is None:
        yield None
        return
    identity = this_program()
    blob = CacheBlob(_read(path, identity))
    yield blob
    if blob.new is not None:
        _write(path, identity, blob.new)


def cache_folder(environ: Mapping[str, str]) -> Path | None:
    """Where the user's caches of this program are; None where nothing is to be kept.

    On CI nothing is: caches are restored there from who knows which run.
    """
    if environ.get("CI"):
        return None
    from platformdirs import user_cache_path  # not where nothing is kept

    return user_cache_path("speclatch", appauthor=False)


def _place(root: Path, folder: Path, part: str) -> Path | None:
    """Where the file is, in a folder that is the user's own and outside the checkout; None where that cannot be."""
    if not folder.is_absolute():
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        real = folder.resolve()
        if real.is_relative_to(root.resolve()) or not _is_own(folder.lstat(), stat.S_ISDIR):
            return None
    except OSError:
        return None
    return folder / f"{hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:32]}-{part}.json"


def _is_own(found: os.stat_result, right_kind: object) -> bool:
    """Whether a file or folder is of the kind and belongs to this user, and no other may write there."""
    assert callable(right_kind)  # noqa: S101 - one of stat's functions
    own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return bool(right_kind(found.st_mode)) and own and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _read(path: Path, identity: str) -> bytes:
    """What the file holds; nothing if it is damaged, somebody else's, or another program's."""
    try:
        with open_regular(path) as file:
            found = os.fstat(file.fileno())
            if not _is_own(found, stat.S_ISREG) or found.st_size > MAX_BYTES:
                return b""
            head, _, body = file.read(MAX_BYTES + 1).partition(b"\n")
        return body if head.decode() == _head(identity, body) else b""
    except (OSError, ValueError):
        return b""


def _rows(body: bytes) -> dict[str, Row]:
    """The rows that a file holds; none if it holds something else."""
    try:
        rows = json.loads(body) if body else {}
    except (ValueError, RecursionError):
        return {}
    return rows if isinstance(rows, dict) else {}


def _write(path: Path, identity: str, body: bytes) -> None:
    """Put a new file in the place of the old one; where that fails, the next run has more to do, and that is all."""
    if len(body) > MAX_BYTES:
        return
    with contextlib.suppress(OSError):
        import tempfile  # not where nothing is written

        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_head(identity, body).encode() + b"\n" + body)
            Path(name).replace(path)
        except BaseException:  # an interruption, too, leaves nothing behind
            Path(name).unlink(missing_ok=True)
            raise
        _forget(path.parent)


def _forget(folder: Path) -> None:
    """Delete the files of checkouts that were judged longest ago, and what an interrupted run left."""
    files = sorted(folder.glob("*.json"), key=lambda one: one.stat().st_mtime, reverse=True)
    left = sorted(folder.glob(".new-*"), key=lambda one: one.stat().st_mtime, reverse=True)
    for path in (*files[MAX_FILES:], *left[2:]):
        path.unlink(missing_ok=True)


def _head(identity: str, body: bytes) -> str:
    return f"speclatch {identity} {hashlib.sha256(body).hexdigest()}"


@cache
def this_program() -> str:
    """Names this very program: its files as they are, and the libraries that read documents and configuration."""
    places = os.walk(Path(__file__).parents[1])
    files = sorted(f"{folder}/{name}" for folder, _, names in places for name in names if not name.endswith(".pyc"))
    files += [spec.origin for name in LIBRARIES if (spec := find_spec(name)) is not None and spec.origin]
    stats = ((name, os.stat(name)) for name in files)  # noqa: PTH116 - a Path for each takes three times as long
    seen = [f"{name} {found.st_size} {found.st_mtime_ns}" for name, found in stats]
    parts = (__version__, sys.version, *seen)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]

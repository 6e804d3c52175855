"""The files of a checkout as they are on disk: tracked ones, and untracked ones that are not ignored."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, NamedTuple

from speclatch.git.diff import read_raw
from speclatch.git.process import MAX_BLOB_BYTES, Git, GitError, TreeLine, text_of
from speclatch.trees import Entry, EntryKind, Listing, MissingObjectError
from speclatch.trees.git_tree import content_ids, entry_of
from speclatch.trees.store import BlobStore

_CHUNK = 1 << 20
YOUNG = 2_000_000_000
"""Nanoseconds in which a file system may give two changes the same time (FAT: two seconds)."""


class WorkTreeFiles(NamedTuple):
    """What a checkout holds.

    ``entries`` is everything; of it, ``on_disk`` differs from the index or is untracked, and ``elsewhere`` is
    not checked out (sparse) and read from git.
    """

    entries: Mapping[str, Entry]
    on_disk: frozenset[str]
    elsewhere: frozenset[str]


class WorkTree:
    """The files of a checkout as they are on disk.

    A tracked file that a sparse checkout leaves out is as the index has it; one deleted from disk is gone.

    Args:
        store: the contents of the repository.
        root: the checkout's topmost directory.
    """

    def __init__(self, store: BlobStore, root: Path) -> None:
        self.store = store
        self.root = root

    @cached_property
    def files(self) -> WorkTreeFiles:
        """What the checkout holds, looked at once.

        Raises:
            GitError: git failed.
        """
        return _look(without_filters(self.store.git), self.root)

    @cached_property
    def listing(self) -> Listing:
        """Every path of the checkout."""
        return Listing(self.files.entries)

    def read(self, path: str) -> bytes:
        """The content at ``path`` (of a symlink: its target text), cut as ``read_file`` does.

        Raises:
            KeyError: no file or symlink stands there; a submodule has no content.
            MissingObjectError: it is gone since the checkout was looked at, or may not be read.
        """
        entry = self.files.entries[path]
        if entry.kind is EntryKind.SUBMODULE:
            raise KeyError(path)
        if path in self.files.elsewhere:
            return self.store.get(entry.oid)
        try:
            return read_file(self.root, path)
        except OSError as error:
            raise MissingObjectError(f"A file could not be read: {error.strerror or 'unknown reason'}.") from error

    def state(self) -> str | None:
        """A name for all that the checkout holds: paths, ids of contents, and what the disk says of each file.

        git trusts its index for a file that it was told not to look at; what the disk says is asked of all the same.
        None where a file cannot be looked at, or changed so lately that its next change could go unseen.
        """
        young = time.time_ns() - YOUNG
        hasher = hashlib.sha256()
        for path, entry in self.files.entries.items():
            stamp = ""
            if entry.kind is not EntryKind.SUBMODULE and path not in self.files.elsewhere:
                try:
                    found = os.lstat(f"{self.root}/{path}")  # a Path takes three times as long
                except OSError:
                    return None
                if found.st_ctime_ns > young or not entry.oid:
                    return None
                stamp = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
            hasher.update(f"{path}\0{entry.kind.value}\0{entry.oid}\0{stamp}\0".encode("utf-8", "surrogatepass"))
        return hasher.hexdigest()

    def content_ids(self, paths: Iterable[str]) -> tuple[str, ...]:
        """The ids of the contents at ``paths`` that are not on disk and come from the store."""
        return content_ids(self.listing, sorted(self.files.elsewhere.intersection(paths)))

    def prefetch(self, paths: Iterable[str]) -> None:
        """Bring what is not on disk near in one batch."""
        self.store.load(self.content_ids(paths))

    def stream(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Each of ``paths`` with its content, one after the other; see ``Tree.stream``."""
        wanted = tuple(paths)
        self.prefetch(wanted)
        return ((path, self.read(path)) for path in wanted)


def read_file(root: Path, path: str, limit: int = MAX_BLOB_BYTES + 1) -> bytes:
    """The first ``limit`` bytes of a file, or a symlink's target; a pipe or device is never waited for.

    Raises:
        OSError: it cannot be read, or is neither.
    """
    place = root / path
    if place.is_symlink():
        return os.fsencode(place.readlink())
    with open_regular(place) as file:
        return file.read(limit)


_SAFELY = sum(getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
"""How to open a file that somebody else may have put there. Windows has the last alone, POSIX the others."""


@contextlib.contextmanager
def open_regular(place: Path) -> Iterator[BinaryIO]:
    """Open a regular file without following a link and without waiting for a pipe.

    Raises:
        OSError: it cannot be opened, or is another thing.
    """
    if not stat.S_ISREG(place.lstat().st_mode):
        raise OSError(errno.EINVAL, "it is no regular file")
    descriptor = os.open(place, os.O_RDONLY | _SAFELY)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is no regular file")
        yield file


def without_filters(git: Git) -> Git:
    """The same git, but the clean filters that its configuration names are not run.

    Raises:
        GitError: git failed.
    """
    names = git.run("config", "-z", "--name-only", "--get-regexp", r"^filter\.", accept=(0, 1)).split(b"\0")[:-1]
    drivers = dict.fromkeys(text_of(name).rpartition(".")[0] for name in names)
    off = (("clean", ""), ("process", ""), ("smudge", ""), ("required", "false"))
    return git.with_config(*((f"{driver}.{key}", value) for driver in drivers for key, value in off))


def _look(git: Git, root: Path) -> WorkTreeFiles:
    """Ask git which paths there are, and look at those on disk that differ from the index."""
    digest = git.line("rev-parse", "--show-object-format")
    tracked = list(_index(git)) or _nothing_tracked(git, root)
    # Submodules are never looked into: git would run in them, under their own configuration.
    dirty = git.run("diff-files", "--raw", "-z", "--no-renames", "--ignore-submodules=all")
    statuses = {change.path: change.status for change in read_raw(dirty)}
    untracked = git.run("ls-files", "--others", "--exclude-standard", "-z").split(b"\0")[:-1]
    entries = {line.path: entry_of(line) for line in tracked}
    on_disk = set()
    elsewhere = {line.path for line in tracked if line.tag == "S" and not os.path.lexists(root / line.path)}
    candidates = [*statuses, *(text_of(path) for path in untracked if not path.endswith(b"/"))]
    for path in (path for path in candidates if path not in elsewhere):
        entry = None if statuses.get(path) == "D" else _entry_on_disk(root, path, digest)
        if entry is None:
            entries.pop(path, None)
        elif entries.get(path) != entry:
            entries[path] = entry
            on_disk.add(path)
    return WorkTreeFiles(dict(sorted(entries.items())), frozenset(on_disk), frozenset(elsewhere))


def _nothing_tracked(git: Git, root: Path) -> list[TreeLine]:
    """An empty list, where that is what the checkout holds.

    Raises:
        GitError: HEAD has been checked out nowhere, so the absence of its files says nothing.
    """
    there = os.path.lexists(root / git.line("rev-parse", "--git-path", "index"))
    if not there and git.run("rev-parse", "--verify", "--quiet", "HEAD", accept=(0, 1)):
        raise GitError("Nothing is checked out here: run git checkout HEAD, so that there are files to look at.")
    return []


def _index(git: Git) -> Iterator[TreeLine]:
    """The index; of a path in conflict, one of its stages."""
    for line in git.run("ls-files", "-t", "--stage", "-z").split(b"\0")[:-1]:
        meta, _, path = line.partition(b"\t")
        tag, mode, oid, stage = meta.decode("ascii").split(" ")
        yield TreeLine(mode, oid, text_of(path), tag, int(stage))


def _entry_on_disk(root: Path, path: str, digest: str) -> Entry | None:
    """What stands on disk at ``path``; None if it is gone or neither file nor symlink.

    A file that may not be read has an empty id.
    """
    place = root / path
    try:
        mode = place.lstat().st_mode
    except OSError:
        return None
    try:
        if stat.S_ISLNK(mode):
            target = os.fsencode(place.readlink())
            return Entry(path, EntryKind.SYMLINK, blob_id(digest, len(target), (target,)), len(target))
        if not stat.S_ISREG(mode):
            return None
        with open_regular(place) as file:
            size = os.fstat(file.fileno()).st_size
            oid = blob_id(digest, size, iter(lambda: file.read(_CHUNK), b""))
    except OSError:
        size, oid = 0, ""
    return Entry(path, EntryKind.EXECUTABLE if mode & stat.S_IXUSR else EntryKind.FILE, oid, size)


def blob_id(digest: str, size: int, chunks: Iterable[bytes]) -> str:
    """The id git would give to a blob of ``size`` bytes. ``digest`` is ``sha1`` or ``sha256``."""
    hasher = hashlib.new(digest, b"blob %d\0" % size, usedforsecurity=False)
    for chunk in chunks:
        hasher.update(chunk)
    return hasher.hexdigest()

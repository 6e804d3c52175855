"""The files of a checkout as they are on disk: tracked ones, and untracked ones that are not ignored."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, NamedTuple

from speclatch.git.diff import read_raw
from speclatch.git.faults import GitError
from speclatch.git.names import text_of
from speclatch.git.pipes import MAX_BLOB_BYTES
from speclatch.git.process import Git
from speclatch.trees import Entry, EntryKind, Listing, MissingObjectError
from speclatch.trees.git_tree import content_ids, kind_of
from speclatch.trees.store import BlobStore

_CHUNK = 1 << 20
_DIGESTS = {40: "sha1", 64: "sha256"}
"""How git names contents, by the digits of a name."""
YOUNG = 2_000_000_000
"""Nanoseconds in which a file system may give two changes the same time (FAT: two seconds)."""


class WorkTreeFiles(NamedTuple):
    """What a checkout holds.

    ``entries`` is everything; of it, ``on_disk`` differs from the index or is untracked, and ``elsewhere`` is
    not checked out (sparse) and read from git. ``indexed`` is what the index has at the paths that are other on disk,
    None where it has nothing.
    """

    entries: Mapping[str, Entry]
    on_disk: frozenset[str]
    elsewhere: frozenset[str]
    indexed: Mapping[str, Entry | None]


class WorkTree:
    """The files of a checkout as they are on disk.

    A tracked file that a sparse checkout leaves out is as the index has it; one deleted from disk is gone.

    Args:
        store: the contents of the repository.
        root: the checkout's topmost directory.
        filters: the settings of clean filters that git's configuration has, none of which is run.
    """

    def __init__(self, store: BlobStore, root: Path, filters: Collection[str]) -> None:
        self.store = store
        self.root = root
        self._filters = filters

    @cached_property
    def files(self) -> WorkTreeFiles:
        """What the checkout holds, looked at once.

        Raises:
            GitError: git failed.
        """
        return _look(_without_filters(self.store.git, self._filters), self.root)

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

        None where that is not known of a file; see ``stamps``.
        """
        stamps = self.stamps
        if "" in stamps.values():
            return None
        files = "\0".join(f"{path}\0{entry.oid}\0{stamps[path]}" for path, entry in self.files.entries.items())
        kinds = "\0".join(f"{entry.path}\0{entry.kind.value}" for entry in self.listing.unusual)
        return hashlib.sha256(f"{files}\0\0{kinds}".encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def stamps(self) -> Mapping[str, str]:
        """What the disk says of each file, by path; see ``stamps_of``."""
        return self.stamps_of(self.files.entries)

    def stamps_of(self, paths: Iterable[str]) -> dict[str, str]:
        """What the disk says of files, so that with the id of its content each is known again, by path.

        git trusts its index for a file that it was told not to look at; what the disk says is asked of all the same.
        Empty where a file cannot be looked at, or changed so lately that its next change could go unseen.
        """
        young = time.time_ns() - YOUNG
        elsewhere, root, stamps = self.files.elsewhere, f"{self.root}/", dict[str, str]()
        for path in paths:
            entry = self.files.entries[path]
            if entry.kind is EntryKind.SUBMODULE or path in elsewhere:
                stamps[path] = "-"
                continue
            try:
                found = os.lstat(root + path)  # a Path takes three times as long
            except OSError:
                stamps[path] = ""
                continue
            known = found.st_ctime_ns <= young and entry.oid
            stamps[path] = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}" if known else ""
        return stamps

    def known_by(self, paths: Iterable[str]) -> dict[str, str]:
        """What tells the content at each path from any other that was ever there; empty where nothing does."""
        entries = self.files.entries
        return {path: said and f"{entries[path].oid} {said}" for path, said in self.stamps_of(paths).items()}

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
    place = f"{root}/{path}"  # a Path takes three times as long
    mode = os.lstat(place).st_mode
    if stat.S_ISLNK(mode):
        return os.fsencode(Path(place).readlink())
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is no regular file")
    descriptor = os.open(place, os.O_RDONLY | _SAFELY)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is no regular file")
        return _all_of(descriptor, min(found.st_size + 1, limit), limit)
    finally:
        os.close(descriptor)


def _all_of(descriptor: int, expected: int, limit: int) -> bytes:
    """What an open file holds, ``limit`` bytes at most; nearly always read at once."""
    raw = os.read(descriptor, expected)
    while len(raw) < limit and (more := os.read(descriptor, min(_CHUNK, limit - len(raw)))):
        raw += more
    return raw


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


def _without_filters(git: Git, filters: Collection[str]) -> Git:
    """The same git, but the filters that these settings are about are not run."""
    drivers = dict.fromkeys(name.rpartition(".")[0] for name in filters)
    off = (("clean", ""), ("process", ""), ("smudge", ""), ("required", "false"))
    return git.with_config(*((f"{driver}.{key}", value) for driver in drivers for key, value in off))


def _look(git: Git, root: Path) -> WorkTreeFiles:
    """Ask git which paths there are, and look at those on disk that differ from the index."""
    entries, skipped = _index(git)
    if not entries:
        _refuse_absence(git, root)
    digest = _digest_of(entries) or git.line("rev-parse", "--show-object-format")
    # Submodules are never looked into: git would run in them, under their own configuration.
    dirty = git.run("diff-files", "--raw", "-z", "--no-renames", "--ignore-submodules=all")
    statuses = {change.path: change.status for change in read_raw(dirty)}
    untracked = git.run("ls-files", "--others", "--exclude-standard", "-z").split(b"\0")[:-1]
    on_disk, indexed = set(), dict[str, Entry | None]()
    elsewhere = frozenset(path for path in skipped if not os.path.lexists(root / path))
    candidates = [*statuses, *(text_of(path) for path in untracked if not path.endswith(b"/"))]
    for path in (path for path in candidates if path not in elsewhere):
        known = entries.get(path)
        entry = None if statuses.get(path) == "D" else _entry_on_disk(root, path, digest)
        if entry is None:
            entries.pop(path, None)
        elif known != entry:
            entries[path] = entry
            on_disk.add(path)
        indexed[path] = known
    more = any(known is None for known in indexed.values())
    return WorkTreeFiles(dict(sorted(entries.items())) if more else entries, frozenset(on_disk), elsewhere, indexed)


def _digest_of(entries: Mapping[str, Entry]) -> str:
    """How the contents of an index are named, which the length of one name says; ``""`` if it is empty."""
    return next((_DIGESTS[len(entry.oid)] for entry in entries.values()), "")


def _refuse_absence(git: Git, root: Path) -> None:
    """Accept that a checkout holds no tracked file, if it was made.

    Raises:
        GitError: HEAD has been checked out nowhere, so the absence of its files says nothing.
    """
    there = os.path.lexists(root / git.line("rev-parse", "--git-path", "index"))
    if not there and git.run("rev-parse", "--verify", "--quiet", "HEAD", accept=(0, 1)):
        raise GitError("Nothing is checked out here: run git checkout HEAD, so that there are files to look at.")


def _index(git: Git) -> tuple[dict[str, Entry], list[str]]:
    """The index, sorted; of a path in conflict, one of its stages. And the paths that are not to be checked out."""
    entries: dict[str, Entry] = {}
    skipped: list[str] = []
    kinds: dict[str, EntryKind] = {}
    lines = git.run("ls-files", "-t", "--stage", "-z").decode("utf-8", "surrogateescape").split("\0")
    lines.pop()
    for line in lines:
        meta, _, path = line.partition("\t")
        tag, mode, oid, _ = meta.split(" ")
        kind = kinds.get(mode) or kinds.setdefault(mode, kind_of(mode))
        entries[path] = Entry(path, kind, oid)
        if tag == "S":
            skipped.append(path)
    return entries, skipped


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

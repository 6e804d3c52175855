"""Keep the contents of a repository's blobs at hand, fetching what is missing in one batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, runtime_checkable

from speclatch.git.faults import GitError
from speclatch.git.process import Git
from speclatch.trees import MissingObjectError, Tree

STORED_BYTES = 1024 * 1024 * 1024  # contents held at once; a small pack can unfold to any size
FetchBlobs = Callable[[tuple[str, ...]], None]


class BlobStore:
    """Contents by object id, shared by all trees of one repository.

    Args:
        git: the repository.
        fetch: fetches the named blobs into it in one go; None where nothing can be fetched.
    """

    def __init__(self, git: Git, fetch: FetchBlobs | None = None) -> None:
        self.git = git
        self._fetch = fetch
        self._contents: dict[str, bytes] = {}
        self._left = STORED_BYTES

    def fetch_missing(self, oids: Iterable[str]) -> bool:
        """See to it that the blobs are in the repository, as far as they can be had; False if some were not.

        Raises:
            GitError: the fetch failed.
        """
        missing = self.git.missing(oid for oid in oids if oid not in self._contents)
        if missing and self._fetch is not None:
            self._fetch(missing)
        return not missing

    def load(self, oids: Iterable[str]) -> None:
        """Fetch the blobs and read them; what cannot be had is passed over until it is asked for.

        Raises:
            GitError: the fetch failed, or there is more than STORED_BYTES.
        """
        wanted = tuple(dict.fromkeys(oid for oid in oids if oid not in self._contents))
        absent = set() if self.fetch_missing(wanted) else set(self.git.missing(wanted))
        for oid, content in self.git.read_blobs(oid for oid in wanted if oid not in absent):
            if content is not None:
                self._contents[oid] = content
                self._left -= len(content)
            if self._left < 0:
                raise GitError("The documents of this repository are larger than can be read at once.")

    def get(self, oid: str) -> bytes:
        """The content of one blob (of more than ``git.MAX_BLOB_BYTES``, that many bytes and one more).

        Raises:
            MissingObjectError: it is not in the repository and cannot be fetched.
            GitError: the fetch failed.
        """
        if oid not in self._contents:
            self.load((oid,))
        if oid not in self._contents:
            raise MissingObjectError(f"git has no content for {oid}, which a tree names.")
        return self._contents[oid]

    def stream(self, oids: Iterable[str]) -> Iterator[bytes]:
        """The contents of blobs in order, one after the other; they are fetched in one batch and not kept.

        Raises:
            MissingObjectError: one is not in the repository and cannot be fetched.
            GitError: the fetch failed.
        """
        wanted = tuple(oids)
        self.fetch_missing(wanted)
        far = dict.fromkeys(oid for oid in wanted if oid not in self._contents)
        read = self.git.read_blobs(far)
        once: dict[str, bytes] = {}
        left = Counter(wanted)
        for oid in wanted:
            content = self._contents.get(oid, once.get(oid))
            if content is None:
                content = next(content for known, content in read if known == oid)
                if content is None:
                    raise MissingObjectError(f"git has no content for {oid}, which a tree names.")
            left[oid] -= 1
            if left[oid]:
                once[oid] = content
            else:
                once.pop(oid, None)
            yield content


@runtime_checkable
class Stored(Protocol):
    """A tree whose contents come, at least in part, from a store."""

    @property
    def store(self) -> BlobStore:
        """Where its contents are."""
        ...

    def content_ids(self, paths: Iterable[str]) -> tuple[str, ...]:
        """The ids of the contents at ``paths`` that come from the store."""
        ...


def prefetch_together(*wanted: tuple[Tree, Iterable[str]]) -> None:
    """Bring the contents of several trees near, in one batch where they share a store.

    Args:
        wanted: trees, each with the paths that will be read; paths that are not there are passed over.

    Raises:
        GitError: the fetch failed.
    """
    batches: dict[BlobStore, list[str]] = {}
    for tree, paths in wanted:
        if isinstance(tree, Stored):
            batches.setdefault(tree.store, []).extend(tree.content_ids(paths))
        else:
            tree.prefetch(paths)
    for store, oids in batches.items():
        store.load(oids)


def is_stored(tree: Tree, paths: Iterable[str]) -> bool:
    """Whether the contents at ``paths`` come from a store, so that fetching them in one go pays."""
    return isinstance(tree, Stored) and bool(tree.content_ids(paths))

"""What audits of a checkout remember of one another, in a file of the user's own."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from posixpath import dirname, join

from speclatch.cache import canonical
from speclatch.judging.pipeline import Case
from speclatch.judging.recall.memory import Memory
from speclatch.trees.local import LocalRepository
from speclatch.trees.work_tree import WorkTree
from speclatch.workspace.cache_file import AUDIT, GROUNDS, CacheBlob, open_blob


@contextmanager
def audit_memory(repository: LocalRepository, tree: WorkTree, case: Case, folder: Path) -> Iterator[Memory]:
    """What an audit of a checkout remembers, kept at the end for the next where that can be.

    Args:
        repository: the checkout's.
        tree: its files; what the disk says of them is looked at before anything is read.
        case: what is judged, everything.
        folder: where the user's caches of this program are.
    """
    parts = (open_blob(repository.root, folder, part) for part in (AUDIT, GROUNDS))
    with ExitStack() as stack:
        found, grounds = (stack.enter_context(part) or CacheBlob(b"") for part in parts)
        stamps = tree.stamps
        memory = Memory(
            found.body, grounds.body, circumstances(case), lambda path: stamps.get(path, ""), repository.history
        )
        yield memory
        found.new, grounds.new = memory.kept, memory.kept_since


def circumstances(case: Case) -> str:
    """Names what every result depends on besides the program: configuration, templates, the repository's addresses."""
    parts = [os.fsencode(canonical(case.config)), os.fsencode(canonical(case.home))]
    for use in case.config.profiles:
        for path in (
            (use.template, join(dirname(use.template), use.metadata) if use.metadata else "") if use.template else ()
        ):
            entry = case.templates.listing.entries.get(path)
            parts.append(
                os.fsencode(f"{path} {entry.kind.value}") + b"\0" + case.templates.read(path) if entry else b""
            )
    return hashlib.sha256(b"\0\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()

"""What the guard of a coding agent has answered before: it stands while all that was looked at for it is the same.

An agent asks before each of its edits, of the same few files again and again, and hardly ever between changes of specs.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from speclatch.cache import canonical, name_of
from speclatch.config.model import Config
from speclatch.trees.local import LocalRepository
from speclatch.trees.recorded import RecordedTree
from speclatch.trees.work_tree import WorkTree
from speclatch.workspace.cache_file import GUARD, CacheBlob, cache_folder, open_blob
from speclatch.workspace.loading import home_of

MOST_ANSWERS = 1_000
"""Answers that are kept, the latest: each is a line or a few."""


class GuardMemory:
    """Answers by what was asked, with what they rest on.

    Args:
        known: what another run left in ``kept``; it may be anything.
        circumstances: names what every answer rests on but for the files.
        tree: the files. They are to be read through ``tree`` of this object.
    """

    def __init__(self, known: bytes, circumstances: str, tree: WorkTree) -> None:
        self.tree = RecordedTree(tree)
        self.kept: bytes | None = None
        self._ground = f"{circumstances} {_names_all(tree)}"
        self._seen: Mapping[str, str] = {}
        self._answers: Mapping[str, Sequence[str]] = {}
        ground, seen, answers = _read(known)
        if ground == self._ground and _are_same(seen, tree):
            self._seen, self._answers = seen, answers

    def get(self, asked: Sequence[str]) -> tuple[str, ...] | None:
        """What was answered, if that stands."""
        found = self._answers.get(_name(asked))
        return tuple(found) if found is not None else None

    def put(self, asked: Sequence[str], answer: Sequence[str]) -> None:
        """Keep an answer for later runs, unless something was read for it that may change unseen."""
        seen = {**self._seen, **self.tree.seen}
        if "" not in seen.values():
            answers = {**self._answers, _name(asked): list(answer)}
            latest = dict(list(answers.items())[-MOST_ANSWERS:])
            self.kept = json.dumps([self._ground, seen, latest], separators=(",", ":")).encode()


@contextmanager
def guard_memory(repository: LocalRepository, tree: WorkTree, config: Config) -> Iterator[GuardMemory]:
    """What was answered in a checkout before, kept at the end for the next run where that can be."""
    with open_blob(repository.root, cache_folder(os.environ), GUARD) as blob:
        blob = blob or CacheBlob(b"")
        parts = (canonical(config), canonical(home_of(repository)), repository.history)
        memory = GuardMemory(blob.body, name_of(parts), tree)
        yield memory
        blob.new = memory.kept


def _names_all(tree: WorkTree) -> str:
    """Names the paths of a checkout, and what stands there."""
    listing = tree.listing
    return name_of((*listing.entries, "", *(f"{entry.path}\0{entry.kind.value}" for entry in listing.unusual)))


def _are_same(seen: Mapping[str, str], tree: WorkTree) -> bool:
    """Whether each file is what it was when it was read."""
    return seen.keys() <= tree.files.entries.keys() and tree.known_by(seen) == seen


def _read(known: bytes) -> tuple[str, Mapping[str, str], Mapping[str, Sequence[str]]]:
    """What another run has kept; nothing where that is something else."""
    try:
        match json.loads(known or b"null"):
            case [str(ground), dict(seen), dict(answers)] if all(map(_is_answer, answers.values())):
                return ground, seen, answers
    except (ValueError, RecursionError):
        pass
    return "", {}, {}


def _is_answer(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(line, str) for line in found)


def _name(asked: Sequence[str]) -> str:
    return "\0".join(asked)

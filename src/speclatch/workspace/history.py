"""The history of a checkout's commit, as rules ask for it: one walk, when something is first asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from speclatch.git.faults import GitError
from speclatch.git.history import path_changes
from speclatch.trees import MissingObjectError
from speclatch.trees.history import Changed
from speclatch.trees.local import LocalRepository

_UNREAD = frozenset({"040000", "160000"})
"""Modes of folders and of submodules."""


@dataclass(frozen=True)
class LocalHistory:
    """The history behind a commit of a repository on this machine; a shallow clone's says nothing."""

    repository: LocalRepository
    head: str

    @cached_property
    def _walked(self) -> tuple[Mapping[str, list[Changed]], Mapping[str, str]]:
        """When each path was changed, the newest first, and the days on which those that are gone went."""
        changed: dict[str, list[Changed]] = {}
        gone: dict[str, str] = {}
        if self.repository.is_shallow:
            return changed, gone
        for one in path_changes(self.repository.git, self.head):
            if one.path not in changed and one.kind == "D":
                gone[one.path] = one.commit.date
            changed.setdefault(one.path, []).append(Changed(one.commit.oid, one.commit.time))
        return changed, gone

    def walk(self) -> None:
        """Look through it now."""
        _ = self._walked

    def last_change(self, path: str) -> Changed | None:
        """The last commit that changed a path; None where nobody knows."""
        return next(iter(self.changes(path)), None)

    def changes(self, path: str) -> Sequence[Changed]:
        """The commits that changed a path, the newest first."""
        return self._walked[0].get(path, ())

    def content(self, commit: str, path: str) -> bytes | None:
        """What stood at a path in a commit; None where nothing did."""
        try:
            oid = self._content_id(commit, path)
            return self.repository.store.get(oid) if oid else None
        except (GitError, MissingObjectError):
            return None

    def _content_id(self, commit: str, path: str) -> str:
        """What names that content, asked once; ``""`` for none. A listing of the commit would take long."""
        known = self._ids.get((commit, path))
        if known is None:
            found = (one.oid for one in self.repository.git.entries(commit, (path,)) if one.mode not in _UNREAD)
            known = self._ids[commit, path] = next(found, "")
        return known

    @cached_property
    def _ids(self) -> dict[tuple[str, str], str]:
        return {}

    @property
    def gone(self) -> Mapping[str, str]:
        """The paths that were there once and are not now, each with the day on which it went."""
        return self._walked[1]


def history_of(repository: LocalRepository) -> LocalHistory | None:
    """The history of what is checked out; None where there is no commit."""
    head = repository.head
    return LocalHistory(repository, head) if head else None

"""The history of a checkout's commit, as rules ask for it: one walk, a walk of few folders, or a look at each path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from speclatch.git.faults import GitError
from speclatch.git.history import MAX_COMMITS, Commit, changes_in, commits_behind
from speclatch.trees import MissingObjectError
from speclatch.trees.history import Changed
from speclatch.trees.local import LocalRepository

_UNREAD = frozenset({"040000", "160000"})
"""Modes of folders and of submodules."""
FEW_COMMITS = 2_000
"""A history of so many is looked through sooner than one path is looked for in it."""
FEW_PATHS = 20
"""In a longer one, so many paths are looked for, each by itself, before it is looked through."""
FEW_FOLDERS = 3
"""Of a shorter one, so many of the topmost folders are looked through, each by itself, before all of it is."""

_Changes = Mapping[str, Sequence[Changed]]
"""When each path was changed, the newest first."""


@dataclass(frozen=True)
class LocalHistory:
    """The history behind a commit of a repository on this machine; a shallow clone's says nothing."""

    repository: LocalRepository
    head: str

    @cached_property
    def _walked(self) -> tuple[_Changes, Mapping[str, str]]:
        """The changes of each path, and the days on which those that are gone went."""
        changed: dict[str, list[Changed]] = {}
        gone: dict[str, str] = {}
        git, commits = self.repository.git, self._newest
        if len(commits) > FEW_COMMITS:
            commits = commits_behind(git, self.head)
        for one in changes_in(git, commits):
            if one.path not in changed and one.kind == "D":
                gone[one.path] = one.commit.date
            changed.setdefault(one.path, []).append(Changed(one.commit.oid, one.commit.time))
        return changed, gone

    @cached_property
    def _newest(self) -> tuple[Commit, ...]:
        """The newest commits, one more than few; none in a shallow clone."""
        if self.repository.is_shallow:
            return ()
        return commits_behind(self.repository.git, self.head, most=FEW_COMMITS + 1)

    @cached_property
    def _found(self) -> dict[tuple[str, int], tuple[Changed, ...]]:
        """What was found of paths that were looked for, each by itself, up to so many of the newest changes."""
        return {}

    @cached_property
    def _below(self) -> dict[str, _Changes]:
        """The changes of the paths below some topmost folders."""
        return {}

    def _sought(self, path: str, most: int) -> Sequence[Changed]:
        """The newest changes of a path: looked for in as little of the history as may be, unless all of it is known."""
        if "_walked" in vars(self):
            return self._walked[0].get(path, ())[:most]
        if len(self._newest) <= FEW_COMMITS:
            return self._near(path).get(path, ())[:most]
        asked = path, most
        if asked not in self._found:
            if len(self._found) >= FEW_PATHS:
                return self._walked[0].get(path, ())[:most]
            found = commits_behind(self.repository.git, self.head, (path,), most)
            self._found[asked] = tuple(Changed(one.oid, one.time) for one in found)
        return self._found[asked]

    def _near(self, path: str) -> _Changes:
        """The changes of all that is in the same topmost folder; most commits of code have nothing there."""
        top = path.partition("/")[0]
        if top not in self._below:
            if len(self._below) >= FEW_FOLDERS:
                return self._walked[0]
            found: dict[str, list[Changed]] = {}
            for one in changes_in(self.repository.git, self._newest, (top,)):
                found.setdefault(one.path, []).append(Changed(one.commit.oid, one.commit.time))
            self._below[top] = found
        return self._below[top]

    def walk(self) -> None:
        """Look through it now."""
        _ = self._walked

    def last_change(self, path: str) -> Changed | None:
        """The last commit that changed a path; None where nobody knows."""
        return next(iter(self._sought(path, 1)), None)

    def changes(self, path: str) -> Sequence[Changed]:
        """The commits that changed a path, the newest first; of one looked for, those that what is there comes from."""
        return self._sought(path, MAX_COMMITS)

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

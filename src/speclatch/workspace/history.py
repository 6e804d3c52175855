"""The history of a checkout's commit, as rules ask for it: one walk, a walk of few folders, or a look at each path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from speclatch.git.faults import GitError
from speclatch.git.history import MAX_COMMITS, Commit, PathChange, changes_in, commits_behind
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

_Changes = Mapping[str, Sequence[PathChange]]
"""The changes of each path, the newest first."""


@dataclass(frozen=True)
class LocalHistory:
    """The history behind a commit of a repository on this machine; a shallow clone's says nothing."""

    repository: LocalRepository
    head: str

    @cached_property
    def _walked(self) -> _Changes:
        """All changes of the history."""
        git = self.repository.git
        return _by_path(changes_in(git, commits_behind(git, self.head) if self._is_long else self._newest))

    @cached_property
    def _newest(self) -> tuple[Commit, ...]:
        """The newest commits, one more than few; none in a shallow clone."""
        if self.repository.is_shallow:
            return ()
        return commits_behind(self.repository.git, self.head, most=FEW_COMMITS + 1)

    @property
    def _is_long(self) -> bool:
        return len(self._newest) > FEW_COMMITS

    @cached_property
    def _found(self) -> dict[tuple[str, int], tuple[Commit, ...]]:
        """What was found of paths that were looked for, each by itself, up to so many of the newest changes."""
        return {}

    @cached_property
    def _below(self) -> dict[str, _Changes]:
        """The changes of the paths below some topmost folders."""
        return {}

    def _sought(self, path: str, most: int) -> Sequence[Changed]:
        """The newest changes of a path: looked for in as little of the history as may be, unless all of it is known."""
        commits = self._alone(path, most)
        if commits is None:
            commits = tuple(one.commit for one in self._near(path).get(path, ())[:most])
        return tuple(Changed(one.oid, one.time) for one in commits)

    def _alone(self, path: str, most: int) -> tuple[Commit, ...] | None:
        """What a look for one path in a long history gives; None where another way is the shorter one."""
        if "_walked" in vars(self) or not self._is_long:
            return None
        asked = path, most
        if asked not in self._found and len(self._found) < FEW_PATHS:
            self._found[asked] = commits_behind(self.repository.git, self.head, (path,), most)
        return self._found.get(asked)

    def _near(self, path: str) -> _Changes:
        """The changes of all that is in the same topmost folder; most commits of code have nothing there."""
        if "_walked" in vars(self) or self._is_long:
            return self._walked
        top = path.partition("/")[0]
        if top not in self._below and len(self._below) < FEW_FOLDERS:
            self._below[top] = _by_path(changes_in(self.repository.git, self._newest, (top,)))
        found = self._below.get(top)
        return found if found is not None else self._walked

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

    @cached_property
    def gone(self) -> Mapping[str, str]:
        """The paths that were there once and are not now, each with the day on which it went."""
        return {path: found[0].commit.date for path, found in self._walked.items() if found[0].kind == "D"}


def _by_path(changes: Iterable[PathChange]) -> _Changes:
    found: dict[str, list[PathChange]] = {}
    for one in changes:
        found.setdefault(one.path, []).append(one)
    return found


def history_of(repository: LocalRepository) -> LocalHistory | None:
    """The history of what is checked out; None where there is no commit."""
    head = repository.head
    return LocalHistory(repository, head) if head else None

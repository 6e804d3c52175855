"""The history of a checkout's commit, as rules ask for it: one walk, when something is first asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from speclatch.git.faults import GitError
from speclatch.git.history import is_shallow, path_changes
from speclatch.trees import MissingObjectError
from speclatch.trees.history import Changed
from speclatch.trees.local import LocalRepository


@dataclass(frozen=True)
class LocalHistory:
    """The history behind a commit of a repository on this machine; a shallow clone's says nothing."""

    repository: LocalRepository
    head: str

    @cached_property
    def _walked(self) -> tuple[Mapping[str, Changed], Mapping[str, str]]:
        """When each path was changed last, and the days on which those that are gone went."""
        changed: dict[str, Changed] = {}
        gone: dict[str, str] = {}
        if is_shallow(self.repository.git):
            return changed, gone
        for one in path_changes(self.repository.git, self.head):
            if one.path not in changed:
                changed[one.path] = Changed(one.commit.oid, one.commit.time)
                if one.kind == "D":
                    gone[one.path] = one.commit.date
        return changed, gone

    def last_change(self, path: str) -> Changed | None:
        """The last commit that changed a path; None where nobody knows."""
        return self._walked[0].get(path)

    def content(self, commit: str, path: str) -> bytes | None:
        """What stood at a path in a commit; None where nothing did."""
        tree = self.repository.tree(commit)
        try:
            return tree.read(path) if path in tree.listing.entries else None
        except (GitError, MissingObjectError):
            return None

    @property
    def gone(self) -> Mapping[str, str]:
        """The paths that were there once and are not now, each with the day on which it went."""
        return self._walked[1]


def history_of(repository: LocalRepository) -> LocalHistory | None:
    """The history of what is checked out; None where there is no commit."""
    return LocalHistory(repository, repository.commit("HEAD")) if repository.has_commits() else None

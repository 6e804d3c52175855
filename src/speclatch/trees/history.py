"""What a repository's history can say of its files, where it is at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol


class Changed(NamedTuple):
    """When a file was changed last: the commit, and seconds since 1970."""

    commit: str
    time: int


class History(Protocol):
    """The history of one commit. Everything is worked out when it is first asked for."""

    def walk(self) -> None:
        """Look through it now: before forks would each do so."""
        ...

    def last_change(self, path: str) -> Changed | None:
        """The last commit that changed a path; None where nobody knows."""
        ...

    def changes(self, path: str) -> Sequence[Changed]:
        """The commits that changed a path, the newest first; none where nobody knows."""
        ...

    def content(self, commit: str, path: str) -> bytes | None:
        """What stood at a path in a commit; None where nothing did."""
        ...

    @property
    def gone(self) -> Mapping[str, str]:
        """The paths that were there once and are not now, each with the day (``2026-01-31``) on which it went."""
        ...

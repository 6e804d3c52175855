"""What git's history says of files: which commit changed each last, and which paths there ever were."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from speclatch.git.names import full_id, text_of
from speclatch.git.process import Git

HISTORY_SECONDS = 300.0
"""For one walk over the history; 100,000 commits take a few seconds."""
MAX_COMMITS = 200_000
"""Commits beyond this are not looked at: what they changed last has no date, and nothing is said of it."""


class Commit(NamedTuple):
    """A commit and when it was made, in seconds since 1970 (the committer's clock)."""

    oid: str
    time: int

    @property
    def date(self) -> str:
        """The day in UTC, ``2026-01-31``."""
        return datetime.fromtimestamp(self.time, UTC).date().isoformat()


class PathChange(NamedTuple):
    """One path in one commit: added (``A``), modified (``M``), deleted (``D``) or of another type (``T``)."""

    commit: Commit
    kind: str
    path: str


def is_shallow(git: Git) -> bool:
    """Whether the clone has been cut off: its oldest commits look as if they had added everything."""
    return git.line("rev-parse", "--is-shallow-repository") == "true"


def path_changes(git: Git, commit: str, folders: Collection[str] = ()) -> Iterator[PathChange]:
    """Every change of a path from ``commit`` back, the newest first; below ``folders`` alone where some are given.

    A merge counts where it differs from all its parents. Renames are a deletion and an addition.

    Raises:
        GitError: git failed, or there is too much to read.
    """
    below = sorted(folders) if "" not in folders else ()
    yield from changes_in(git, commits_behind(git, commit, below), below)


def commits_behind(git: Git, commit: str, paths: Sequence[str] = (), most: int = MAX_COMMITS) -> tuple[Commit, ...]:
    """The commits from ``commit`` back, the newest first; where there are paths, those that what is there comes from.

    Raises:
        GitError: git failed, or took too long.
    """
    options = ("--timestamp", f"--max-count={most}")
    listed = git.run("rev-list", *options, full_id(commit), "--", *paths, timeout=HISTORY_SECONDS).decode("ascii")
    return tuple(Commit(oid, int(time)) for time, _, oid in (line.partition(" ") for line in listed.splitlines()))


def changes_in(git: Git, commits: Iterable[Commit], paths: Sequence[str] = ()) -> Iterator[PathChange]:
    """Every change of a path in some commits, in their order; of the paths and below them, where some are given.

    Raises:
        GitError: git failed, or there is too much to read.
    """
    known = {one.oid: one for one in commits}
    if not known:
        return  # as in every shallow clone, which tells nothing
    options = ("--stdin", "-r", "--root", "-c", "-z", "--name-status", "--no-renames", "--always")
    stdin = "\n".join((*known, "")).encode("ascii")
    yield from _changes(git.run("diff-tree", *options, "--", *paths, stdin=stdin, timeout=HISTORY_SECONDS), known)


def last_changes(git: Git, commit: str, paths: Collection[str]) -> dict[str, Commit]:
    """The commit that changed each of ``paths`` last, as far as the history at hand tells.

    In a shallow clone the commits at its end are no answer, for nobody knows what they changed.
    """
    wanted, found = set(paths), dict[str, Commit]()
    if not wanted:
        return found
    cut = _ends(git, commit) if is_shallow(git) else set()
    folders = {path.partition("/")[0] if "/" in path else path for path in wanted}
    for change in path_changes(git, commit, folders):
        if change.path in wanted and change.path not in found:
            found[change.path] = change.commit
    return {path: changed for path, changed in found.items() if changed.oid not in cut}


def _ends(git: Git, commit: str) -> set[str]:
    """The commits behind ``commit`` whose parents were not fetched, and those that have none."""
    return set(git.run("rev-list", "--max-parents=0", full_id(commit)).decode("ascii").split())


def _changes(walked: bytes, commits: Mapping[str, Commit]) -> Iterator[PathChange]:
    """Read ``diff-tree --stdin -z --name-status``: a commit's id, then kinds and paths in turn."""
    current: Commit | None = None
    fields = iter(walked.split(b"\0"))
    for field in fields:
        said = field.strip(b"\n").decode("ascii")
        if said in commits:
            current = commits[said]
        elif current is not None and said:
            path = next(fields, b"")
            # A merge has a letter for each of its parents; it is one change for whoever reads the result.
            yield PathChange(current, said[:1], text_of(path))

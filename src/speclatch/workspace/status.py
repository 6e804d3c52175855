"""Gather the status of the checkout: an audit, the documents that specs build on, and when git saw each change last."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from speclatch.errors import UsageError
from speclatch.git.faults import GitError
from speclatch.git.history import Commit, last_changes
from speclatch.judging.executors import Executor
from speclatch.judging.pipeline import run
from speclatch.judging.shards import Shard
from speclatch.reports.escape import visible_path
from speclatch.reports.status.data import FORMAT_VERSION, Repository, merged, status_data
from speclatch.reports.status.text import status_text
from speclatch.trees.local import LocalRepository
from speclatch.workspace.checkout import Checkout
from speclatch.workspace.history import history_of
from speclatch.workspace.loading import make_case
from speclatch.workspace.output import warn


def checkout_status(checkout: Checkout, executor: Executor | None = None, shard: Shard | None = None) -> dict[str, Any]:
    """The status of a checkout as it is on disk, or of a part; raises as ``judging.pipeline.run`` does."""
    repository, tree, config = checkout
    case = make_case(repository, tree, config, everything=True)
    case = case._replace(shard=shard, with_upstream=True, history=history_of(repository))
    report = run(case, executor=executor)
    paths = {*(spec.path for spec in report.specs), *(one.path for one in report.upstream)}
    dates, commit = _dates(repository, paths)
    place = Repository(
        case.home.name or repository.root.name,
        f"https://{case.home.host}/{case.home.name}" if case.home.name else "",
        commit.oid if commit is not None else "",
        commit.date if commit is not None else "",
    )
    return status_data(place, report, dates)


def _dates(repository: LocalRepository, paths: Iterable[str]) -> tuple[Mapping[str, str], Commit | None]:
    """The day on which each file changed last, and the commit that is checked out; without history, nothing."""
    head = repository.head
    if not head:
        return {}, None
    try:
        time = int(repository.git.line("rev-list", "--max-count=1", "--timestamp", head).partition(" ")[0])
        found = last_changes(repository.git, head, frozenset(paths))
    except GitError as error:
        warn(f"git's history cannot be read, so no dates are shown: {error}")
        return {}, None
    return {path: change.date for path, change in found.items()}, Commit(head, time)


def read_status(paths: Iterable[Path]) -> dict[str, Any]:
    """One status of the files that ``speclatch status --format json`` wrote.

    Raises:
        UsageError: a file cannot be read, or is no such file, or two are of different commits of one repository.
    """
    parts = {path: _read(path) for path in paths}
    seen: dict[str, tuple[str, Path]] = {}
    for path, part in parts.items():
        for one in part["repositories"]:
            commit, first = seen.setdefault(one["name"], (one["commit"], path))
            if commit != one["commit"]:
                raise UsageError(
                    f"{visible_path(str(first))} and {visible_path(str(path))} are of two commits of"
                    f" {visible_path(one['name'])} ({commit[:7]}, {one['commit'][:7]}): make them of one"
                )
    return merged([*parts.values()])


def _read(path: Path) -> dict[str, Any]:
    name = visible_path(str(path))
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{name} cannot be read as JSON: {error}") from error
    if isinstance(data, dict) and "verdict" in data:
        raise UsageError(f"{name} is a report of `speclatch check`, which lacks what a status shows: {_MAKE}")
    if not isinstance(data, dict) or "repositories" not in data or data.get("version") != FORMAT_VERSION:
        raise UsageError(f"{name} is no status of version {FORMAT_VERSION}: {_MAKE}")
    try:
        status_text(merged([data]))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{name} is a status with something missing or altered ({error}): {_MAKE}") from error
    return data


_MAKE = "make it with `speclatch status --format json --output FILE`"

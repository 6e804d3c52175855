"""Gather traceability evidence of the commit that is checked out: from its tree and history, never from the disk."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from speclatch.config.model import BASELINE_PATH, CONFIG_PATHS, Config
from speclatch.errors import CannotJudgeError, UsageError
from speclatch.git.faults import GitError
from speclatch.git.history import Commit, path_changes
from speclatch.judging.executors import Executor
from speclatch.judging.mentions_in_code import code_mentions
from speclatch.judging.pipeline import run, snapshots
from speclatch.profiles.answers import is_answered
from speclatch.profiles.required_rows import required_rows
from speclatch.references.home import Home
from speclatch.reports.escape import visible_path
from speclatch.reports.status.data import Repository, status_data
from speclatch.reports.status.evidence import Answer, Origin, Review, evidence_json
from speclatch.specs.catalogue import Spec
from speclatch.specs.snapshot import Snapshot
from speclatch.trees import Tree
from speclatch.trees.local import LocalRepository
from speclatch.workspace.loading import load_config, make_case

REVIEW_KEYS = ("path", "reviewer", "commit", "date")


def checkout_evidence(repository: LocalRepository, reviews: Path | None, executor: Executor | None = None) -> str:
    """The evidence of the commit that is checked out, as JSON.

    Raises:
        CannotJudgeError: the clone is shallow: its history does not tell when a document was introduced.
        UsageError: the file of reviews cannot be read.
        GitError: there is no commit.
    """
    head = repository.commit("HEAD")
    if repository.is_shallow:
        raise CannotJudgeError(
            "this clone is shallow, so its history does not tell when a document was introduced: run"
            " `git fetch --unshallow` (on GitHub: `fetch-depth: 0` of actions/checkout)"
        )
    tree = repository.tree(head)
    config = load_config(tree, None)
    # Where a clone comes from is its own affair: addresses of the repository are not looked up.
    case = make_case(repository, tree, config, everything=True)._replace(home=Home(), with_upstream=True)
    report = run(case, executor=executor)
    landing, _ = snapshots(case)
    status = status_data(Repository(repository.root.name), report)
    ids = {asked["id"] for one in status["documents"] for asked in one["requirements"]}
    paths = {one["path"] for one in (*status["documents"], *status["specs"])}
    return evidence_json(
        status,
        report,
        Origin(head, repository.git.line("rev-parse", "--verify", f"{head}^{{tree}}"), dict(_hashes(tree, config))),
        list(_answers(landing, [spec.path for spec in report.specs])),
        list(code_mentions(landing, ids)),
        _history(repository, head, paths),
        {path: landing.listing.entries[path].oid for path in sorted(paths)},
        _reviews(repository, reviews, landing) if reviews is not None else [],
    )


def _hashes(tree: Tree, config: Config) -> Iterator[tuple[str, str]]:
    """What the gate judges by: configuration, templates and baseline, each with its hash."""
    templates = (use.template for use in config.profiles if use.template)
    for path in dict.fromkeys((*CONFIG_PATHS, "pyproject.toml", BASELINE_PATH, *templates)):
        if path in tree.listing.entries:
            yield path, hashlib.sha256(tree.read(path)).hexdigest()


def _answers(snapshot: Snapshot, paths: list[str]) -> Iterator[Answer]:
    for path in paths:
        spec = snapshot.classify(path)
        if isinstance(spec, Spec):
            for must in sorted(required_rows(spec.alignment), key=lambda one: one.row.location.line):
                section = must.table.section
                yield Answer(
                    path,
                    must.row.location.line,
                    section.titles if section is not None else (),
                    must.name,
                    must.answer,
                    is_answered(must.answer, spec.alignment, section),
                )


def _history(repository: LocalRepository, head: str, paths: set[str]) -> Mapping[str, tuple[Commit, Commit]]:
    """The first and the last commit that changed each path."""
    found: dict[str, tuple[Commit, Commit]] = {}
    for change in path_changes(repository.git, head):
        if change.path in paths:
            last = found[change.path][1] if change.path in found else change.commit
            found[change.path] = (change.commit, last)
    return found


def _reviews(repository: LocalRepository, path: Path, snapshot: Snapshot) -> list[Review]:
    """The approvals of a file: a JSON list of objects with path, reviewer, commit and date."""
    name = visible_path(str(path))
    try:
        given: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{name} cannot be read as JSON: {error}") from error
    if not isinstance(given, list) or not all(_is_review(one) for one in given):
        raise UsageError(f"{name} is no list of objects with {', '.join(REVIEW_KEYS)}")
    reviews = []
    for one in given:
        entry = snapshot.listing.entries.get(one["path"])
        try:
            then = repository.tree(repository.commit(one["commit"])).listing.entries.get(one["path"])
        except GitError as error:
            raise UsageError(f"{name}: {error}") from error
        current = entry is not None and then is not None and then.oid == entry.oid
        reviews.append(Review(one["path"], one["reviewer"], one["commit"], one["date"], current))
    return sorted(reviews)


def _is_review(one: Any) -> bool:
    return isinstance(one, dict) and all(isinstance(one.get(key), str) for key in REVIEW_KEYS)

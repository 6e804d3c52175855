"""Traceability evidence: for every requirement where it is defined, specified, planned, built and tested, as one JSON.

The same commit gives the same bytes on every machine: nothing in it is a time of running, a path of a disk, or in the
order in which something happened to be found.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from speclatch import __version__
from speclatch.git.history import Commit
from speclatch.judging.mentions_in_code import CodeMention
from speclatch.model import Ignored, Report
from speclatch.reports.status.data import Data

FORMAT_VERSION = 1


class Answer(NamedTuple):
    """What a spec answers to a governance row that has to be answered."""

    path: str
    line: int
    section: tuple[str, ...]
    item: str
    text: str
    answered: bool


class Review(NamedTuple):
    """An approval that somebody recorded: of a file, as it stands in a commit."""

    path: str
    reviewer: str
    commit: str
    date: str
    current: bool


class Origin(NamedTuple):
    """What the evidence is made from. Hashes are SHA-256 of the files' bytes, by path."""

    commit: str
    tree: str
    configuration: Mapping[str, str]


def evidence_json(
    status: Data,
    report: Report,
    origin: Origin,
    answers: Iterable[Answer],
    mentions: Sequence[CodeMention],
    history: Mapping[str, tuple[Commit, Commit]],
    objects: Mapping[str, str],
    reviews: Sequence[Review],
) -> str:
    """The evidence, in the form of ``evidence.schema.json``, ended by a line feed.

    Args:
        status: the status of the same commit.
        report: the audit's report.
        origin: commit and configuration.
        answers: those of every spec.
        mentions: lines of code and tests that name requirements.
        history: the first and the last commit that changed each document.
        objects: git's id of the content of each document.
        reviews: approvals that were handed in.
    """
    by_spec: dict[str, list[Any]] = {}
    for answer in answers:
        by_spec.setdefault(answer.path, []).append(_answer(answer))
    data = {
        "version": FORMAT_VERSION,
        "tool": {"name": "speclatch", "version": __version__},
        "commit": origin.commit,
        "tree": origin.tree,
        "configuration": dict(sorted(origin.configuration.items())),
        "requirements": [
            _requirement(one, asked, mentions) for one in status["documents"] for asked in one["requirements"]
        ],
        "documents": [_document(one, history, objects, reviews) for one in status["documents"]],
        "specs": [
            {**_document(one, history, objects, reviews), **_spec(one, by_spec.get(one["path"], []), report)}
            for one in status["specs"]
        ],
    }
    return json.dumps(data, ensure_ascii=True, indent=1, sort_keys=False) + "\n"


def _spec(one: Any, answers: list[Any], report: Report) -> dict[str, Any]:
    keys = ("rule", "severity", "line", "message")
    waived = (ignored for ignored in report.ignored if ignored.finding.location.path == one["path"])
    return {
        "phase": one["phase"],
        "owner": one["owner"],
        "counts": one["counts"],
        "answers": answers,
        "findings": [{key: found[key] for key in keys} for found in one["problems"]],
        "waivers": [_waiver(ignored) for ignored in waived],
    }


def _requirement(document: Any, asked: Any, mentions: Sequence[CodeMention]) -> dict[str, Any]:
    own = [one for one in mentions if one.id == asked["id"]]
    return {
        "id": asked["id"],
        "defined": {"path": document["path"], "line": asked["line"]},
        "state": asked["state"],
        "specs": asked["specs"],
        "tasks": asked["tasks"],
        "code": [{"path": one.path, "line": one.line} for one in own if not one.test],
        "tests": [{"path": one.path, "line": one.line} for one in own if one.test],
    }


def _document(
    one: Any, history: Mapping[str, tuple[Commit, Commit]], objects: Mapping[str, str], reviews: Sequence[Review]
) -> dict[str, Any]:
    first, last = history.get(one["path"], (None, None))
    return {
        "path": one["path"],
        "id": one["id"],
        "title": one["title"],
        "status": one["status"],
        "content": objects.get(one["path"], ""),
        "introduced": _commit(first),
        "changed": _commit(last),
        "reviews": [
            {"reviewer": review.reviewer, "commit": review.commit, "date": review.date, "of_this_text": review.current}
            for review in reviews
            if review.path == one["path"]
        ],
    }


def _commit(commit: Commit | None) -> dict[str, str] | None:
    return {"commit": commit.oid, "date": commit.date} if commit is not None else None


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "line": answer.line,
        "section": list(answer.section),
        "item": answer.item,
        "answer": answer.text,
        "answered": answer.answered,
    }


def _waiver(ignored: Ignored) -> dict[str, Any]:
    where = ignored.finding.location
    return {"rule": ignored.finding.rule, "line": where.line, "reason": ignored.reason, "comment": ignored.comment.line}

"""Events: every documented payload is read, and a broken one is one clear sentence."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speclatch.github.event import Event, EventError, EventKind, PayloadError, read_event

CONTRACTS = Path(os.environ.get("SPECLATCH_CONTRACTS", Path(__file__).parents[3] / "shared" / "github"))
ENVIRON = {"GITHUB_REPOSITORY": "octo/specs", "GITHUB_SHA": "d" * 40, "GITHUB_REF": "refs/heads/main"}
HEAD, BASE = "a" * 40, "b" * 40

PULL_REQUEST: dict[str, Any] = {
    "action": "opened",
    "repository": {"full_name": "octo/specs"},
    "pull_request": {
        "number": 7,
        "draft": True,
        "user": {"login": "mona"},
        "base": {"ref": "main", "sha": BASE},
        "head": {"ref": "topic", "sha": HEAD, "repo": {"full_name": "mona/specs"}},
    },
}
MERGE_GROUP: dict[str, Any] = {
    "action": "checks_requested",
    "repository": {"full_name": "octo/specs"},
    "merge_group": {
        "head_sha": HEAD,
        "head_ref": "refs/heads/gh/q",
        "base_ref": "refs/heads/a/b",
        "base_sha": BASE,
    },
}
PUSH: dict[str, Any] = {
    "repository": {"full_name": "octo/specs"},
    "ref": "refs/heads/main",
    "before": BASE,
    "after": HEAD,
    "sender": {"login": "mona"},
}
WORKFLOW_RUN: dict[str, Any] = {
    "action": "completed",
    "repository": {"full_name": "octo/specs"},
    "workflow_run": {
        "head_sha": HEAD,
        "head_branch": "topic",
        "event": "pull_request",
        "actor": {"login": "mona"},
        "head_repository": {"full_name": "mona/specs"},
    },
}
PAYLOADS = {
    "pull_request": PULL_REQUEST,
    "pull_request_target": PULL_REQUEST,
    "merge_group": MERGE_GROUP,
    "push": PUSH,
    "workflow_run": WORKFLOW_RUN,
}


def without(payload: dict[str, Any], path: str, value: object = None) -> dict[str, Any]:
    """A copy of a payload with something else at ``path``."""
    changed = copy.deepcopy(payload)
    *way, last = path.split(".")
    place = changed
    for key in way:
        place = place[key]
    place[last] = value
    return changed


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_documented_payload(kind: EventKind) -> None:
    """Each of GitHub's own examples of an event becomes an Event."""
    file = CONTRACTS / "events" / f"{kind.value.removesuffix('_target')}.json"
    if not file.is_file():
        pytest.skip(f"GitHub's example payloads are not at {file}")
    payloads = json.loads(file.read_text())
    events = [read_event(kind.value, payload, ENVIRON) for payload in payloads]

    assert {kind} == {event.kind for event in events}
    assert [payload["repository"]["full_name"] for payload in payloads] == [event.repository for event in events]
    assert all(len(event.head_sha) == 40 for event in events)


def test_pull_request() -> None:
    """A pull request from a fork, as a draft."""
    event = read_event("pull_request", PULL_REQUEST)

    assert (
        Event(
            EventKind.PULL_REQUEST,
            "octo/specs",
            HEAD,
            "main",
            7,
            "mona/specs",
            "topic",
            "",
            "opened",
            True,
            "mona",
        )
        == event
    )
    assert event.is_fork


def test_a_deleted_fork_is_a_fork() -> None:
    """GitHub gives null for a head repository that is gone."""
    event = read_event("pull_request", without(PULL_REQUEST, "pull_request.head.repo"))

    assert ("", True) == (event.head_repository, event.is_fork)


def test_the_same_repository_in_other_letters_is_no_fork() -> None:
    """GitHub's names have no case."""
    event = read_event("pull_request", without(PULL_REQUEST, "pull_request.head.repo.full_name", "Octo/Specs"))

    assert not event.is_fork


def test_merge_group() -> None:
    """A merge group names its branch in full; the event holds the branch's name, slashes and all."""
    event = read_event("merge_group", MERGE_GROUP)

    assert ("a/b", HEAD, None) == (event.base_ref, event.head_sha, event.number)
    assert not event.is_fork


@pytest.mark.parametrize(
    ("before", "after", "new", "deleted"),
    [
        (BASE, HEAD, False, False),
        ("0" * 40, HEAD, True, False),
        (BASE, "0" * 40, False, True),
        ("0" * 64, HEAD, True, False),
    ],
)
def test_push(before: str, after: str, new: bool, deleted: bool) -> None:
    """A push that makes or deletes its ref is told from one that moves it."""
    event = read_event("push", {**PUSH, "before": before, "after": after})

    assert (new, deleted, before, after) == (
        event.is_new_ref,
        event.is_deletion,
        event.before,
        event.head_sha,
    )


def test_workflow_dispatch_judges_the_jobs_commit() -> None:
    """A dispatch's payload has no commit: the job's is used."""
    event = read_event("workflow_dispatch", {"ref": "refs/heads/x", "repository": {"full_name": "octo/specs"}}, ENVIRON)

    assert ("d" * 40, "refs/heads/x") == (event.head_sha, event.head_ref)


def test_workflow_run() -> None:
    """Of a workflow_run only the head is taken: which pull request it is must be looked up."""
    event = read_event("workflow_run", WORKFLOW_RUN)

    assert ("mona/specs", HEAD, "pull_request", None) == (
        event.head_repository,
        event.head_sha,
        event.triggered_by,
        event.number,
    )


def test_the_repository_may_come_from_the_environment() -> None:
    """Where the payload names no repository, the job's is used."""
    event = read_event("push", without(PUSH, "repository"), ENVIRON)

    assert "octo/specs" == event.repository


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("pull_request", "pull_request", None),
        ("pull_request", "pull_request", []),
        ("pull_request", "pull_request.number", "7"),
        ("pull_request", "pull_request.number", True),
        ("pull_request", "pull_request.number", 0),
        ("pull_request", "pull_request.head.sha", "abc"),
        ("pull_request", "pull_request.head.sha", HEAD + "\n"),
        ("pull_request", "pull_request.head.sha", "--upload-pack=x"),
        ("pull_request", "pull_request.base.ref", ""),
        ("pull_request", "pull_request.head.repo.full_name", "../x"),
        ("pull_request", "repository.full_name", "a/b/c"),
        ("pull_request", "repository.full_name", "a/.."),
        ("merge_group", "merge_group.base_ref", None),
        ("push", "after", None),
        ("push", "before", 0),
        ("workflow_run", "workflow_run.head_sha", {}),
    ],
)
def test_a_payload_without_what_is_needed(name: str, path: str, value: object) -> None:
    """What is missing or of another type is named in one sentence."""
    with pytest.raises(PayloadError) as error:
        read_event(name, without(PAYLOADS[name], path, value))

    assert str(error.value).endswith(".")
    assert "\n" not in str(error.value)


def test_a_dispatch_without_a_commit() -> None:
    """Without GITHUB_SHA it is not known what to judge."""
    with pytest.raises(PayloadError, match="GITHUB_SHA"):
        read_event("workflow_dispatch", {"repository": {"full_name": "octo/specs"}}, {})


@pytest.mark.parametrize("name", ["issues", "", "Pull_Request", "x\n::error::"])
def test_an_event_of_another_kind(name: str) -> None:
    """An event that the gate has no answer to is an error that lists those it has."""
    with pytest.raises(EventError, match="workflow_dispatch") as error:
        read_event(name, {})

    assert "\n" not in str(error.value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(PAYLOADS)), st.data())
def test_no_payload_raises_anything_else(name: str, data: st.DataObject) -> None:
    """Whatever stands in place of a part of a payload, the answer is an Event or a PayloadError."""
    payload: Any = copy.deepcopy(PAYLOADS[name])
    place = payload
    while True:
        key = data.draw(st.sampled_from(sorted(place)))
        if not isinstance(place[key], dict) or data.draw(st.booleans()):
            place[key] = data.draw(json_values)
            break
        place = place[key]
    try:
        event: object = read_event(name, payload, {})
    except PayloadError as error:
        event = error

    assert isinstance(event, Event | PayloadError)

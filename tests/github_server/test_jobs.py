"""What a job is given agrees with the server and with GitHub's own examples of events."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from . import jobs
from .contract import find_contract
from .pulls import git_of
from .server import GitHubServer
from .state import PullRequest


def events(server: GitHubServer, pull: PullRequest) -> dict[str, Any]:
    """A payload of each kind."""
    jobs.queue(pull)
    return {
        "pull_request": jobs.pull_request_event(server.urls, pull),
        "merge_group": jobs.merge_group_event(server.urls, pull),
        "push": jobs.push_event(server.urls, pull.repository, "topic", None, pull.user),
        "workflow_dispatch": jobs.workflow_dispatch_event(server.urls, pull.repository, pull.user),
        "workflow_run": jobs.workflow_run_event(server.urls, pull),
    }


@pytest.mark.parametrize("name", ["pull_request", "merge_group", "push", "workflow_dispatch", "workflow_run"])
def test_events_look_like_githubs(pull: PullRequest, github: GitHubServer, name: str) -> None:
    """Every key of our payloads stands in GitHub's examples, so nothing is built on sand."""
    path = find_contract(f"events/{name}.json")
    if path is None:
        pytest.skip("GitHub's example events were not found")
    examples = json.loads(path.read_text(encoding="utf-8"))
    ours = events(github, pull)[name]
    inner = {
        "pull_request": "pull_request",
        "merge_group": "merge_group",
        "workflow_run": "workflow_run",
    }.get(name)
    known = {key for each in examples for key in each}
    known_inside = {key for each in examples for key in (each[inner] if inner else ())}

    assert set(ours) <= known
    assert set(ours[inner] if inner else ()) <= known_inside


def test_a_jobs_variables(pull: PullRequest, github: GitHubServer, tmp_path: Path) -> None:
    """The variables name the server, the refs and the files, and the event can be read from its file."""
    payload = jobs.pull_request_event(github.urls, pull)
    found = jobs.environment(github.urls, pull.repository, "pull_request", payload, tmp_path, "t", {"fail-on": "never"})

    assert found["GITHUB_API_URL"] == github.api_url
    assert found["GITHUB_GRAPHQL_URL"] == github.graphql_url
    assert found["GITHUB_SHA"] == git_of(pull.repository).resolve("refs/pull/1/merge")
    assert "never" == found["INPUT_FAIL-ON"]
    assert payload == json.loads(Path(found["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))


def test_the_queue(pull: PullRequest, github: GitHubServer, tmp_path: Path) -> None:
    """A queued pull request has a ref of its own with base and head as parents."""
    ref, sha = jobs.queue(pull)
    payload = jobs.merge_group_event(github.urls, pull)
    variables = jobs.environment(github.urls, pull.repository, "merge_group", payload, tmp_path, "t")
    parents = git_of(pull.repository).text("rev-list", "--parents", "-1", ref).split()

    assert (ref, sha) == (variables["GITHUB_REF"], variables["GITHUB_SHA"])
    assert [sha, payload["merge_group"]["base_sha"], pull.head_sha] == parents

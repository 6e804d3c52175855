"""Faults on demand: each befalls the requests it is meant for, before or after they take effect."""

from __future__ import annotations

import http.client
import threading
import time
from types import SimpleNamespace

import pytest

from .plain import call
from .server import GitHubServer
from .state import PullRequest
from .wire import Request

COMMENTS = "/repos/acme/specs/issues/1/comments"


def say(server: GitHubServer, body: str = "hello", timeout: float = 10) -> int:
    """Post a comment and give the answer's status."""
    return call(server, "POST", COMMENTS, server.workflow_token(), {"body": body}, timeout=timeout).status


@pytest.mark.parametrize("after", [False, True])
def test_an_answer_of_failure(pull: PullRequest, github: GitHubServer, after: bool) -> None:
    """A 502 comes as often as asked; only with ``after`` has the request taken effect."""
    github.fail(502, method="POST", path="comments", times=2, after=after)
    statuses = [say(github) for _ in range(3)]

    assert [502, 502, 201] == statuses
    assert len(pull.comments) == (3 if after else 1)
    assert statuses == [request.status for request in github.requests]


@pytest.mark.parametrize("after", [False, True])
def test_a_lost_connection(pull: PullRequest, github: GitHubServer, after: bool) -> None:
    """A reset connection leaves the client not knowing what became of its request."""
    github.reset(method="POST", after=after)
    with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
        say(github)

    assert len(pull.comments) == int(after)
    assert 0 == github.requests[0].status


def test_other_requests_are_spared(pull: PullRequest, github: GitHubServer) -> None:
    """A fault waits for the request it is meant for, and may let some pass."""
    github.fail(500, method="POST", path="/comments$", skip=1)
    token = github.workflow_token()
    read = call(github, "GET", COMMENTS, token).status

    assert [200, 201, 500, 201] == [read, say(github), say(github), say(github)]


def test_rate_limits_say_when(pull: PullRequest, github: GitHubServer) -> None:
    """A secondary limit comes with retry-after or without."""
    github.rate_limit(retry_after=7)
    github.rate_limit(429)
    token = github.workflow_token()
    replies = [call(github, "GET", COMMENTS, token) for _ in range(3)]

    assert [
        (403, "7"),
        (429, None),
        (200, None),
    ] == [(reply.status, reply.headers.get("retry-after")) for reply in replies]
    assert "secondary rate limit" in replies[0].body["message"]


def test_content_is_limited(pull: PullRequest, github: GitHubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many comments in so many seconds no more are taken, until time has passed."""
    github.limit_content_creation(2, 60, retry_after=1)
    statuses = [say(github) for _ in range(3)]
    later = time.monotonic() + 61
    monkeypatch.setattr("tests.github_server.faults.time", SimpleNamespace(monotonic=lambda: later))

    assert [201, 201, 403] == statuses
    assert 201 == say(github)


def test_content_is_limited_in_graphql_too(pull: PullRequest, github: GitHubServer) -> None:
    """A comment made with GraphQL counts as one made with REST."""
    github.limit_content_creation(1, 60)
    token = github.workflow_token()
    text = 'mutation ($id: ID!) { addComment(input: {subjectId: $id, body: "b"}) { clientMutationId } }'
    wanted = call(github, "GET", "/repos/acme/specs/pulls/1", token).body["node_id"]
    body = {"query": text, "variables": {"id": wanted}}
    statuses = [call(github, "POST", "/graphql", token, body).status for _ in range(2)]

    assert [200, 403] == statuses
    assert 403 == say(github)


def test_silence(pull: PullRequest, github: GitHubServer) -> None:
    """A stalled request is served in its time; a client that does not wait has gone by then."""
    github.stall(0.4, method="POST")
    with pytest.raises(TimeoutError):
        say(github, timeout=0.1)
    for _ in range(100):
        if pull.comments:
            break
        time.sleep(0.02)

    assert 1 == len(pull.comments)


def test_a_test_steps_in(pull: PullRequest, github: GitHubServer) -> None:
    """The test is called before the request takes effect, and may change the world under it."""
    seen: list[Request] = []

    def push(request: Request) -> None:
        seen.append(request)
        github.push(pull.repository, "topic", {"late.md": "x\n"})

    github.on_request(push, method="GET", path="/pulls/1$")
    before = pull.head_sha
    told = call(github, "GET", "/repos/acme/specs/pulls/1", github.workflow_token()).body["head"]["sha"]

    assert 1 == len(seen)
    assert told == pull.head_sha != before


def test_two_clients_interleave(pull: PullRequest, github: GitHubServer) -> None:
    """A request can be held back while another is served."""
    release, held = threading.Event(), threading.Event()

    def hold(_request: Request) -> None:
        held.set()
        assert release.wait(5)

    github.on_request(hold, method="POST")
    first = threading.Thread(target=say, args=(github, "first"))
    first.start()
    assert held.wait(5)
    say(github, "second")
    release.set()
    first.join()

    assert ["second", "first"] == [comment.body for comment in pull.comments]


def test_graphql_by_its_operation(pull: PullRequest, github: GitHubServer) -> None:
    """A fault can be meant for one kind of GraphQL request."""
    github.fail(502, operation="^query repository$")
    token = github.human_token()
    bodies = [
        {"query": text} for text in ("{ viewer { login } }", '{ repository(owner: "acme", name: "specs") { id } }')
    ]
    statuses = [call(github, "POST", "/graphql", token, body).status for body in bodies]

    assert [200, 502] == statuses
    assert ["query viewer", "query repository"] == [request.operation for request in github.requests]


def test_an_error_inside_a_good_answer(pull: PullRequest, github: GitHubServer) -> None:
    """GraphQL's own failures come with status 200 and a body the test gives."""
    github.fail(200, kind="graphql", body={"data": None, "errors": [{"message": "Something went wrong"}]})
    reply = call(github, "POST", "/graphql", github.human_token(), {"query": "{ viewer { login } }"})

    assert (200, "Something went wrong") == (reply.status, reply.body["errors"][0]["message"])


def test_all_is_well_again(pull: PullRequest, github: GitHubServer) -> None:
    """Faults that were not met can be forgotten."""
    github.fail(500, times=100)
    github.be_well()

    assert 201 == say(github)

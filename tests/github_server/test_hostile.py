"""Whatever comes over the wire, the server gives an answer or hangs up, and goes on."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest

from .plain import call
from .server import GitHubServer
from .state import PullRequest


def raw(server: GitHubServer, data: bytes) -> bytes:
    """Send bytes and give what comes back until the server hangs up or nothing more comes."""
    address = urlsplit(server.server_url)
    with socket.create_connection((str(address.hostname), address.port), timeout=2) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        while chunk := connection.recv(65_536):
            found += chunk
        return found


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"\r\n\r\n", b""),
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET /meta HTTP/1.1\r\nContent-Length: x\r\n\r\n", b"400"),
        (b"GET /meta HTTP/1.1\r\nContent-Length: -5\r\n\r\n", b"400"),
        (b"POST /graphql HTTP/1.1\r\nContent-Length: 99999999999999\r\n\r\n", b"400"),
        (b"POST /graphql HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"400"),
        (b"POST /graphql HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", b"400"),
        (b"BREW /meta HTTP/1.1\r\n\r\n", b"501"),
        (b"GET /../../etc/passwd/info/refs?service=git-upload-pack HTTP/1.1\r\n\r\n", b"404"),
        (b"GET /acme/%2e%2e/info/refs?service=git-upload-pack HTTP/1.1\r\n\r\n", b"401"),
        (b"GET /acme/specs/info/refs?service=../x HTTP/1.1\r\n\r\n", b"401"),
        (b"GET /repos/acme/specs/pulls/99999999999999999999 HTTP/1.1\r\n\r\n", b"404"),
        (b"GET /repos/acme/specs/pulls/%C2%B2 HTTP/1.1\r\n\r\n", b"404"),
        (b"GET /user HTTP/1.1\r\nAuthorization: Basic !!!\r\n\r\n", b"401"),
        (b"GET /user HTTP/1.1\r\nAuthorization: Bearer\r\n\r\n", b"401"),
    ],
)
def test_bytes_that_are_no_good(pull: PullRequest, github: GitHubServer, data: bytes, status: bytes) -> None:
    """Broken and hostile requests get a refusal; the next good one is served."""
    answer = raw(github, data)
    github.take_problems()

    assert status in answer.split(b"\r\n")[0]
    assert 200 == call(github, "GET", "/repos/acme/specs/pulls/1", github.human_token()).status


@pytest.mark.parametrize(
    "body",
    [
        {"query": "{"},
        {"query": ""},
        {"query": 5},
        {"query": "{ viewer { login } }", "variables": [1]},
        {"query": "query a { viewer { login } } query b { viewer { login } }"},
        {"query": "fragment f on User { login }"},
        {"query": '{ node(id: "x") { id } }'},
        [],
        None,
    ],
)
def test_graphql_that_is_no_good(pull: PullRequest, github: GitHubServer, body: object) -> None:
    """A GraphQL request that cannot be answered gets errors or a refusal, never silence."""
    reply = call(github, "POST", "/graphql", github.human_token(), body)
    problems = github.take_problems()

    assert reply.status in (200, 400)
    assert "errors" in reply.body or "message" in reply.body
    assert not any("Traceback" in problem for problem in problems), problems


@pytest.mark.parametrize(
    "body",
    [
        {"event": "COMMENT", "comments": [5]},
        {"event": "COMMENT", "comments": "x"},
        {"event": "COMMENT", "comments": [{"path": 1, "body": "b", "line": 10}]},
        {"event": "COMMENT", "comments": [{"path": "docs/a.md", "body": "b", "line": "10"}]},
        {"event": "COMMENT", "comments": [{"path": "docs/a.md", "body": "b", "line": -1}]},
        {"event": "COMMENT", "comments": [{"path": "docs/a.md", "body": "b"}]},
        {"event": "COMMENT", "comments": [{"path": "docs/a.md", "body": "b", "line": 10, "start_line": "1"}]},
        {"event": "COMMENT", "body": 5},
        {"event": 5},
        {"event": "COMMENT", "body": "b", "commit_id": "main"},
        {"event": "COMMENT", "body": "b", "commit_id": 5},
    ],
)
def test_reviews_of_the_wrong_types(pull: PullRequest, github: GitHubServer, body: object) -> None:
    """Values of a wrong type are refused with 422, and nothing is posted."""
    reply = call(github, "POST", "/repos/acme/specs/pulls/1/reviews", github.workflow_token(), body)
    problems = github.take_problems()

    assert 422 == reply.status
    assert ([], []) == (pull.reviews, pull.threads)
    assert not any("Traceback" in problem for problem in problems), problems

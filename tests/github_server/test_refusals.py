"""What GitHub refuses, the server refuses too, and nothing is changed by it."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import text
from .plain import call, query
from .server import GitHubServer
from .state import PullRequest

PULL = "/repos/acme/specs/pulls/1"


def review(server: GitHubServer, token: str, *comments: dict[str, Any], **more: Any) -> Any:
    """Ask for a review with these comments."""
    return call(server, "POST", f"{PULL}/reviews", token, {"event": "COMMENT", "comments": list(comments), **more})


def on(line: int, path: str = "docs/a.md", **more: Any) -> dict[str, Any]:
    """A comment on a line."""
    return {"path": path, "line": line, "side": "RIGHT", "body": "hm", **more}


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (on(6), "Pull request review thread line must be part of the diff"),
        (on(30), "Pull request review thread line must be part of the diff"),
        (on(1, "README.md"), "Path could not be resolved"),
        (on(1, "absent.md"), "Path could not be resolved"),
        (on(2, "docs/new.md", side="LEFT"), "Pull request review thread line must be part of the diff"),
        (on(10, start_line=3, start_side="RIGHT"), "start line must be part of the same hunk"),
        (on(10, start_line=10, start_side="RIGHT"), "start line must precede the end line"),
        (on(10, start_line=12, start_side="RIGHT"), "start line must precede the end line"),
        (on(10, body=" "), "body can't be blank"),
        (on(10, body="x" * 65_537), "too long"),
    ],
)
def test_one_bad_comment_loses_the_review(
    pull: PullRequest, github: GitHubServer, bad: dict[str, Any], reason: str
) -> None:
    """A comment that is not on the diff is refused with its reason, and the good one beside it is lost."""
    reply = review(github, github.workflow_token(), on(10), bad)

    assert 422 == reply.status
    assert reason in reply.body["errors"][0]
    assert ([], []) == (pull.reviews, pull.threads)


def test_lines_around_a_change_are_in_the_diff(pull: PullRequest, github: GitHubServer) -> None:
    """Three lines of context on either side can carry a comment."""
    reply = review(github, github.workflow_token(), on(7), on(13), on(8, start_line=7, start_side="RIGHT"))

    assert 200 == reply.status
    assert [7, 13, 8] == [thread.comments[0].line for thread in pull.threads]


def test_reviews_take_no_subject_type(pull: PullRequest, github: GitHubServer) -> None:
    """A comment on a file is refused in a review, and noted as a breach of the description."""
    reply = review(github, github.workflow_token(), {"path": "docs/a.md", "body": "b", "subject_type": "file"})
    problems = github.take_problems()

    assert 422 == reply.status
    if not github.skipped_checks:
        assert [f"POST {PULL}/reviews: body: subject_type is not described"] == problems


def test_an_empty_review_is_refused(pull: PullRequest, github: GitHubServer) -> None:
    """A review of nothing cannot be posted."""
    reply = review(github, github.workflow_token())

    assert (422, []) == (reply.status, pull.reviews)


def test_a_commit_of_another_branch_is_refused(pull: PullRequest, github: GitHubServer) -> None:
    """Comments can only be put on commits of the pull request."""
    other = github.push(pull.repository, "other", {"docs/a.md": text((10, "else"))})
    reply = review(github, github.workflow_token(), on(10), commit_id=other)

    assert 422 == reply.status


def test_a_comment_on_an_older_commit_stands_where_its_line_went(pull: PullRequest, github: GitHubServer) -> None:
    """A comment may be put on a former head; its line is followed to the head of today."""
    before = pull.head_sha
    github.push(pull.repository, "topic", {"docs/a.md": "above\n" + text((10, "changed"))})
    reply = review(github, github.workflow_token(), on(10), commit_id=before)
    comment = pull.threads[0].comments[0]

    assert 200 == reply.status
    assert (before, 10, 11) == (comment.original_commit_id, comment.original_line, comment.line)


@pytest.mark.parametrize("size", [65_536, 65_537])
def test_comment_length(pull: PullRequest, github: GitHubServer, size: int) -> None:
    """A comment holds 65,536 characters and not one more."""
    token, body = github.workflow_token(), "ü" * size
    reply = call(github, "POST", "/repos/acme/specs/issues/1/comments", token, {"body": body})

    assert (reply.status == 201) is (size <= 65_536)


def test_annotations_in_fifties(pull: PullRequest, github: GitHubServer) -> None:
    """A request takes 50 annotations, not 51."""
    token = github.workflow_token({"checks": "write"})
    note = {"path": "a", "start_line": 1, "end_line": 1, "annotation_level": "notice", "message": "m"}
    body = {
        "name": "x",
        "head_sha": pull.head_sha,
        "output": {"title": "t", "summary": "s", "annotations": [note] * 51},
    }
    reply = call(github, "POST", "/repos/acme/specs/check-runs", token, body)
    github.take_problems()

    assert (422, {}) == (reply.status, pull.repository.check_runs)


@pytest.mark.parametrize(
    ("permissions", "method", "path", "body"),
    [
        ({"contents": "read"}, "POST", "/issues/1/comments", {"body": "b"}),
        ({"contents": "read"}, "GET", "/pulls/1", None),
        ({"pull-requests": "read"}, "POST", "/pulls/1/reviews", {"event": "COMMENT", "body": "b"}),
        ({"pull-requests": "write"}, "POST", "/check-runs", {"name": "x", "head_sha": "0" * 40}),
        ({"checks": "write"}, "POST", f"/statuses/{'0' * 40}", {"state": "success"}),
        ({"pull-requests": "write", "contents": "read"}, "PUT", "/pulls/1/merge", None),
        ({"contents": "write"}, "GET", "/branches/main/protection", None),
    ],
)
def test_permissions(
    pull: PullRequest,
    github: GitHubServer,
    permissions: dict[str, str],
    method: str,
    path: str,
    body: Any,
) -> None:
    """Without its permission a job's token is refused in the words GitHub uses."""
    token = github.workflow_token(permissions)
    reply = call(github, method, f"/repos/acme/specs{path}", token, body)

    assert (403, "Resource not accessible by integration") == (reply.status, reply.body["message"])


def test_who_am_i(pull: PullRequest, github: GitHubServer) -> None:
    """A person may ask who they are; a job's token may not, nor may nobody."""
    tokens = (github.human_token("ada"), github.workflow_token(), None, "wrong")
    replies = [call(github, "GET", "/user", token) for token in tokens]

    assert [200, 403, 401, 401] == [reply.status for reply in replies]
    assert "ada" == replies[0].body["login"]


def test_private_repositories_are_hidden(pull: PullRequest, github: GitHubServer) -> None:
    """Without a token a private repository is not there; a bad token is told so."""
    replies = [call(github, "GET", PULL), call(github, "GET", PULL, "wrong")]

    assert [404, 401] == [reply.status for reply in replies]


def test_what_is_not_there(pull: PullRequest, github: GitHubServer) -> None:
    """Other repositories, pull requests and comments are not found."""
    token = github.human_token()
    paths = ("/repos/acme/other", "/repos/acme/specs/pulls/2", "/repos/acme/specs/issues/comments/5")

    assert [404, 404, 404] == [call(github, "GET", path, token).status for path in paths]


def test_paths_that_github_does_not_have(pull: PullRequest, github: GitHubServer) -> None:
    """A request for something GitHub has no endpoint for is answered with 404 and noted."""
    reply = call(github, "GET", "/repos/acme/specs/speclatch", github.human_token())
    problems = github.take_problems()

    assert 404 == reply.status
    assert ["GET /repos/acme/specs/speclatch: is not in GitHub's description"] == problems


def test_somebody_elses_comments(pull: PullRequest, github: GitHubServer) -> None:
    """What another wrote can be neither edited nor deleted."""
    said = github.comment_as_human(pull, "mine")
    github.review_as_human(pull, comments={("docs/a.md", 10): "mine too"})
    token = github.workflow_token()
    inline = pull.review_comments[0]
    paths = (f"/issues/comments/{said.id}", f"/pulls/comments/{inline.id}")
    replies = [
        call(
            github,
            method,
            f"/repos/acme/specs{path}",
            token,
            {"body": "x"} if method == "PATCH" else None,
        )
        for path in paths
        for method in ("PATCH", "DELETE")
    ]

    assert [403] * 4 == [reply.status for reply in replies]
    assert ("mine", "mine too") == (said.body, inline.body)


def test_fork_tokens_only_read(pull: PullRequest, github: GitHubServer) -> None:
    """The token of a fork's job sees all and says nothing."""
    token = github.fork_token()
    seen = call(github, "GET", PULL, token)
    said = call(github, "POST", "/repos/acme/specs/issues/1/comments", token, {"body": "b"})

    assert (200, 403) == (seen.status, said.status)


def test_bodies_that_are_no_json(pull: PullRequest, github: GitHubServer) -> None:
    """A broken body is refused and noted; the server goes on."""
    path, token = "/repos/acme/specs/issues/1/comments", github.workflow_token()
    replies = [call(github, "POST", path, token, body) for body in (b"{", b"[1]", b"\xff")]
    github.take_problems()
    alive = call(github, "GET", PULL, token)

    assert [400, 400, 400] == [reply.status for reply in replies]
    assert 200 == alive.status


def test_lists_come_in_pages(pull: PullRequest, github: GitHubServer) -> None:
    """A page holds 30 unless told otherwise, 100 at most, and links to its neighbours."""
    for number in range(101):
        github.comment_as_human(pull, f"comment {number}")
    path, token = "/repos/acme/specs/issues/1/comments", github.workflow_token()
    first, most = (
        call(github, "GET", path, token),
        call(github, "GET", f"{path}?per_page=500&page=2", token),
    )
    github.take_problems()

    assert (30, 1) == (len(first.body), len(most.body))
    assert f'<{github.api_url}{path}?page=2>; rel="next"' in first.headers["link"]
    assert 'rel="next"' not in most.headers["link"]


def test_graphql_says_what_is_wrong(pull: PullRequest, github: GitHubServer) -> None:
    """An unknown field is an error of the query, noted as a breach of the schema."""
    answer = query(github, github.human_token(), '{ repository(owner: "acme", name: "specs") { nonsense } }')
    problems = github.take_problems()

    assert "data" not in answer
    assert ["GraphQL: Cannot query field 'nonsense' on type 'Repository'."] == problems

"""Branch protection: what stands in the way of a merge, and what does not."""

from __future__ import annotations

import pytest

from .plain import call
from .server import GitHubServer
from .state import PullRequest


@pytest.mark.parametrize(
    ("conclusion", "passes"),
    [("success", True), ("neutral", True), ("skipped", True), ("failure", False), ("cancelled", False)],
)
def test_conclusions(pull: PullRequest, github: GitHubServer, conclusion: str, passes: bool) -> None:
    """Success, neutral and skipped let a pull request in; nothing else does."""
    github.protect(pull.repository, "specs")
    github.finish_job(pull, "specs", conclusion)

    assert (github.merge_obstacle(pull) is None) is passes


def test_a_new_head_needs_a_new_check(pull: PullRequest, github: GitHubServer) -> None:
    """A check of the former head says nothing of the new one."""
    github.protect(pull.repository, "specs")
    github.finish_job(pull, "specs", "success")
    before = github.merge_obstacle(pull)
    github.push(pull.repository, "topic", {"x.md": "x\n"})

    assert before is None
    assert 'Required status check "specs" is expected.' == github.merge_obstacle(pull)


def test_a_status_counts_as_a_check(pull: PullRequest, github: GitHubServer) -> None:
    """A commit status of the check's name is as good as a check run."""
    github.protect(pull.repository, "speclatch")
    token, path = (
        github.workflow_token({"statuses": "write"}),
        f"/repos/acme/specs/statuses/{pull.head_sha}",
    )
    call(github, "POST", path, token, {"state": "failure", "context": "speclatch"})
    red = github.merge_obstacle(pull)
    call(github, "POST", path, token, {"state": "success", "context": "speclatch"})

    assert 'Required status check "speclatch" is failing.' == red
    assert github.merge_obstacle(pull) is None


def test_open_conversations(pull: PullRequest, github: GitHubServer) -> None:
    """Where conversations must be resolved, one that is not stands in the way."""
    github.protect(pull.repository, conversation_resolution=True)
    github.review_as_human(pull, comments={("docs/a.md", 10): "hm"})
    before = github.merge_obstacle(pull)
    github.resolve_as_human(pull.threads[0])

    assert before is not None
    assert github.merge_obstacle(pull) is None


def test_requested_changes(pull: PullRequest, github: GitHubServer) -> None:
    """A request for changes stands in the way until it is dismissed."""
    github.protect(pull.repository)
    said = github.review_as_human(pull, event="REQUEST_CHANGES", body="no", login="grace")
    before = github.merge_obstacle(pull)
    path = f"/repos/acme/specs/pulls/1/reviews/{said.id}/dismissals"
    reply = call(github, "PUT", path, github.human_token(), {"message": "fixed"})

    assert "Changes were requested." == before
    assert 200 == reply.status
    assert github.merge_obstacle(pull) is None


def test_a_merge_wants_the_head_it_knows(pull: PullRequest, github: GitHubServer) -> None:
    """A merge of a head that is no longer the head is refused as a conflict."""
    path = "/repos/acme/specs/pulls/1/merge"
    reply = call(github, "PUT", path, github.human_token(), {"sha": "0" * 40})

    assert 409 == reply.status

"""Every endpoint answers as described, in both styles: the fixtures fail where an answer does not agree."""

from __future__ import annotations

from typing import Any

from .plain import call
from .pulls import git_of
from .router import ROUTES
from .server import GitHubServer
from .state import PullRequest

ALL = dict.fromkeys(("contents", "pull-requests", "checks", "statuses", "metadata", "issues"), "write")


def furnish(server: GitHubServer, pull: PullRequest) -> dict[str, str]:
    """Put something of each kind on the pull request, and give the path parameters that lead to it."""
    said = server.comment_as_human(pull, "hello")
    review = server.review_as_human(pull, body="see", comments={("docs/a.md", 10): "here"})
    server.reply_as_human(pull, pull.threads[0], "there")
    server.protect(pull.repository, "specs")
    note = {"path": "docs/a.md", "start_line": 1, "end_line": 1, "annotation_level": "notice", "message": "m"}
    body = {"name": "specs", "head_sha": pull.head_sha, "output": {"title": "t", "summary": "s", "annotations": [note]}}
    token = server.workflow_token(ALL)
    run = call(server, "POST", "/repos/acme/specs/check-runs", token, body).body["id"]
    call(server, "POST", f"/repos/acme/specs/statuses/{pull.head_sha}", token, {"state": "pending"})
    git = git_of(pull.repository)
    return {
        "owner": "acme",
        "repo": "specs",
        "pull_number": "1",
        "issue_number": "1",
        "review_id": str(review.id),
        "check_run_id": str(run),
        "branch": "main",
        "ref": pull.head_sha,
        "basehead": "main...topic",
        "path": "docs/new.md",
        "commit_sha": pull.head_sha,
        "tree_sha": git.text("rev-parse", f"{pull.head_sha}^{{tree}}"),
        "file_sha": git.text("rev-parse", f"{pull.head_sha}:docs/new.md"),
        "issue_comment": str(said.id),
        "review_comment": str(pull.review_comments[0].id),
    }


def test_everything_that_can_be_read(pull: PullRequest, any_github: GitHubServer) -> None:
    """Whatever can be asked for is there, with all the fields that are promised."""
    given, token = furnish(any_github, pull), any_github.human_token()
    statuses: dict[str, int] = {}
    for route in ROUTES:
        if route.method != "GET":
            continue
        kind = "issue_comment" if "/issues/" in route.template else "review_comment"
        path = route.template.format(**given, comment_id=given[kind])
        path = path.replace(f"/git/ref/{pull.head_sha}", "/git/ref/heads/topic").replace("docs/new.md", "README.md")
        statuses[route.template] = call(any_github, "GET", path, token).status

    assert {200} == set(statuses.values()), statuses


def test_protection_over_rest(pull: PullRequest, any_github: GitHubServer) -> None:
    """Branch protection can be set by a person, and is then in force."""
    wanted: dict[str, Any] = dict.fromkeys(("enforce_admins", "required_pull_request_reviews", "restrictions"))
    wanted["required_status_checks"] = {"strict": True, "contexts": ["specs"]}
    path, token = "/repos/acme/specs/branches/main/protection", any_github.human_token()
    put = call(any_github, "PUT", path, token, wanted)
    any_github.finish_job(pull, "specs", "success")
    before = any_github.merge_obstacle(pull)
    any_github.push(pull.repository, "main", {"x.md": "x\n"})

    assert 200 == put.status
    assert ["specs"] == put.body["required_status_checks"]["contexts"]
    assert before is None
    assert "Head branch is not up to date with the base branch." == any_github.merge_obstacle(pull)


def test_a_pending_review_is_its_authors_own(pull: PullRequest, any_github: GitHubServer) -> None:
    """A review without an event waits, unseen by others, until it is submitted or dropped."""
    path, ours, theirs = "/repos/acme/specs/pulls/1/reviews", any_github.workflow_token(), any_github.human_token()
    note = {"path": "docs/a.md", "line": 10, "body": "hm"}
    made = call(any_github, "POST", path, ours, {"comments": [note]}).body
    dropped = call(any_github, "POST", path, ours, {"comments": [note]}).body
    unseen = [len(call(any_github, "GET", place, theirs).body) for place in (path, path.replace("reviews", "comments"))]
    call(any_github, "DELETE", f"{path}/{dropped['id']}", ours)
    sent = call(any_github, "POST", f"{path}/{made['id']}/events", ours, {"event": "COMMENT", "body": "done"}).body
    edited = call(any_github, "PUT", f"{path}/{made['id']}", ours, {"body": "said"}).body
    seen = call(any_github, "GET", path.replace("reviews", "comments"), theirs).body

    assert ("PENDING", [0, 0]) == (made["state"], unseen)
    assert ("COMMENTED", "said") == (sent["state"], edited["body"])
    assert ["hm"] == [each["body"] for each in seen]
    assert 1 == len(pull.threads)

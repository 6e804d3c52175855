"""A life of a pull request, driven by PyGithub."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from github import Auth, Github, GithubException

from .conftest import text
from .server import GitHubServer
from .state import PullRequest

ALL = dict.fromkeys(("contents", "pull-requests", "checks", "statuses", "metadata"), "write")
Client = Callable[..., Github]


@pytest.fixture
def client(any_github: GitHubServer) -> Iterator[Client]:
    """Makes clients that do not wait between requests."""
    with ExitStack() as stack:

        def make(token: str | None = None) -> Github:
            made = Github(
                base_url=any_github.api_url,
                auth=Auth.Token(token or any_github.workflow_token(ALL)),
                per_page=100,
                retry=None,
                seconds_between_requests=0,
                seconds_between_writes=0,
            )
            stack.callback(made.close)
            return made

        yield make


def test_reads_what_git_holds(pull: PullRequest, client: Client) -> None:
    """A client sees the pull request's head, base, files and patches as git has them."""
    seen = client().get_repo("acme/specs").get_pull(1)
    files = {file.filename: file for file in seen.get_files()}

    assert (pull.head_sha, "main", True) == (seen.head.sha, seen.base.ref, seen.mergeable)
    assert {"docs/a.md", "docs/new.md"} == set(files)
    assert "@@ -0,0 +1,3 @@\n+one\n+two\n+three" == files["docs/new.md"].patch
    assert (
        "modified",
        1,
        1,
    ) == (files["docs/a.md"].status, files["docs/a.md"].additions, files["docs/a.md"].deletions)


def test_issue_comments_live(pull: PullRequest, client: Client) -> None:
    """A comment is created, found, edited and deleted."""
    issue = client().get_repo("acme/specs").get_pull(1)
    comment = issue.create_issue_comment("first")
    comment.edit("second")
    bodies = [each.body for each in issue.get_issue_comments()]
    login = comment.user.login
    comment.delete()

    assert ["second"] == bodies
    assert "github-actions[bot]" == login
    assert [] == pull.comments


def test_review_with_comments(pull: PullRequest, client: Client) -> None:
    """A review puts its comments on lines, single and several, and on the old side."""
    repo = client().get_repo("acme/specs")
    review = repo.get_pull(1).create_review(
        commit=repo.get_commit(pull.head_sha),
        body="",
        event="COMMENT",
        comments=[
            {"path": "docs/a.md", "line": 10, "side": "RIGHT", "body": "this"},
            {"path": "docs/a.md", "line": 10, "side": "LEFT", "body": "that"},
            {
                "path": "docs/new.md",
                "start_line": 1,
                "start_side": "RIGHT",
                "line": 3,
                "side": "RIGHT",
                "body": "all",
            },
        ],
    )
    seen = [(each.path, each.start_line, each.line, each.side) for each in repo.get_pull(1).get_review_comments()]

    assert "COMMENTED" == review.state
    assert [
        ("docs/a.md", None, 10, "RIGHT"),
        ("docs/a.md", None, 10, "LEFT"),
        ("docs/new.md", 1, 3, "RIGHT"),
    ] == seen


def test_file_comment_and_reply(pull: PullRequest, client: Client) -> None:
    """A comment on a whole file is taken by the single-comment endpoint, and can be answered."""
    repo = client().get_repo("acme/specs")
    made = repo.get_pull(1).create_review_comment(
        "on the file", repo.get_commit(pull.head_sha), "docs/a.md", subject_type="file"
    )
    answer = repo.get_pull(1).create_review_comment_reply(made.id, "an answer")

    assert "file" == made.subject_type
    assert answer.in_reply_to_id == made.id
    assert [2] == [len(thread.comments) for thread in pull.threads]


def test_check_runs_grow(pull: PullRequest, client: Client) -> None:
    """Annotations of an update are added to those of the first request."""
    repo = client().get_repo("acme/specs")
    note = {
        "path": "docs/a.md",
        "start_line": 1,
        "end_line": 1,
        "annotation_level": "failure",
        "message": "m",
    }
    output: dict[str, Any] = {"title": "t", "summary": "s", "annotations": [note] * 50}
    run = repo.create_check_run("speclatch", pull.head_sha, status="in_progress", output=output)
    run.edit(status="completed", conclusion="failure", output=output)
    found = repo.get_commit(pull.head_sha).get_check_runs()

    assert [("speclatch", "failure")] == [(each.name, each.conclusion) for each in found]
    assert 100 == run.get_annotations().totalCount


def test_commit_status(pull: PullRequest, client: Client) -> None:
    """The last word under a context counts."""
    commit = client().get_repo("acme/specs").get_commit(pull.head_sha)
    commit.create_status("failure", context="speclatch", description="3 errors")
    before = commit.get_combined_status().state
    commit.create_status("success", context="speclatch")

    assert ("failure", "success") == (before, commit.get_combined_status().state)


def test_requests_for_changes_are_dismissed(pull: PullRequest, client: Client) -> None:
    """A review that asks for changes can be taken out of force, not deleted."""
    seen = client().get_repo("acme/specs").get_pull(1)
    review = seen.create_review(body="no", event="REQUEST_CHANGES")
    with pytest.raises(GithubException) as refused:
        review.delete()
    review.dismiss("fixed")

    assert 422 == refused.value.status
    assert ["DISMISSED"] == [each.state for each in seen.get_reviews()]


def test_outdated_after_push(pull: PullRequest, client: Client, any_github: GitHubServer) -> None:
    """After a push a comment follows its line; once that has changed, it stands nowhere."""
    repo = client().get_repo("acme/specs")
    repo.get_pull(1).create_review_comment("here", repo.get_commit(pull.head_sha), "docs/a.md", line=10, side="RIGHT")
    any_github.push(pull.repository, "topic", {"docs/a.md": "above\n" + text((10, "changed"))})
    moved = next(iter(repo.get_pull(1).get_review_comments()))
    any_github.push(pull.repository, "topic", {"docs/a.md": "above\n" + text((10, "again"))})
    gone = next(iter(repo.get_pull(1).get_review_comments()))

    assert (11, 10) == (moved.line, moved.original_line)
    assert [None, None, 10] == [gone.raw_data[name] for name in ("line", "position", "original_line")]


def test_merge_under_protection(pull: PullRequest, client: Client, any_github: GitHubServer) -> None:
    """A merge is refused until the required check has passed."""
    any_github.protect(pull.repository, "specs")
    human = client(any_github.human_token()).get_repo("acme/specs")
    refusals = []
    for conclusion in (None, "failure"):
        if conclusion:
            any_github.finish_job(pull, "specs", conclusion)
        with pytest.raises(GithubException) as refused:
            human.get_pull(1).merge()
        refusals.append(refused.value.status)
    any_github.finish_job(pull, "specs", "success")
    result = human.get_pull(1).merge()

    assert [405, 405] == refusals
    assert result.merged
    assert human.get_branch("main").commit.sha == result.sha

"""The same server through githubkit, a client that reads every answer into typed models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .server import GitHubServer
from .state import PullRequest

pytest.importorskip("githubkit", reason="githubkit cannot be imported here", exc_type=ImportError)

from githubkit import GitHub, TokenAuthStrategy
from githubkit.exception import GraphQLFailed, RequestFailed

ALL = dict.fromkeys(("contents", "pull-requests", "checks", "statuses", "metadata"), "write")


@pytest.fixture
def client(any_github: GitHubServer) -> Iterator[GitHub[TokenAuthStrategy]]:
    """A client with a job's token."""
    made = GitHub(any_github.workflow_token(ALL), base_url=any_github.api_url, auto_retry=False)
    with made:
        yield made


def test_repository_and_pull(pull: PullRequest, client: GitHub[TokenAuthStrategy]) -> None:
    """The models of a repository, a pull request and its files can be filled."""
    specs = client.rest.repos.get("acme", "specs").parsed_data
    seen = client.rest.pulls.get("acme", "specs", 1).parsed_data
    files: list[Any] = client.rest.pulls.list_files("acme", "specs", 1, per_page=100).parsed_data

    assert "acme/specs" == specs.full_name
    assert (pull.head_sha, 2) == (seen.head.sha, seen.changed_files)
    assert ["docs/a.md", "docs/new.md"] == [file.filename for file in files]


def test_comparison_and_objects(pull: PullRequest, client: GitHub[TokenAuthStrategy]) -> None:
    """The models of git's own things can be filled."""
    compared = client.rest.repos.compare_commits("acme", "specs", "main...topic").parsed_data
    ref = client.rest.git.get_ref("acme", "specs", "heads/topic").parsed_data
    tree = client.rest.git.get_tree("acme", "specs", pull.head_sha, recursive="1").parsed_data
    commit = client.rest.git.get_commit("acme", "specs", pull.head_sha).parsed_data
    branch = client.rest.repos.get_branch("acme", "specs", "main").parsed_data

    assert ("ahead", 1, 2) == (compared.status, compared.ahead_by, len(compared.files or []))
    assert ref.object_.sha == commit.sha == pull.head_sha
    assert ["README.md", "docs", "docs/a.md", "docs/new.md"] == [entry.path for entry in tree.tree]
    assert not branch.protected


def test_conversation(pull: PullRequest, client: GitHub[TokenAuthStrategy]) -> None:
    """The models of comments and reviews can be filled."""
    said = client.rest.issues.create_comment("acme", "specs", 1, body="hello").parsed_data
    review = client.rest.pulls.create_review(
        "acme",
        "specs",
        1,
        event="COMMENT",
        comments=[{"path": "docs/new.md", "line": 2, "side": "RIGHT", "body": "hm"}],
    ).parsed_data
    listed: list[Any] = client.rest.pulls.list_review_comments("acme", "specs", 1).parsed_data
    of_review: list[Any] = client.rest.pulls.list_comments_for_review("acme", "specs", 1, review.id).parsed_data

    assert said.user
    assert "github-actions[bot]" == said.user.login
    assert [("docs/new.md", 2)] == [(each.path, each.line) for each in listed]
    assert [each.id for each in of_review] == [each.id for each in listed]


def test_checks_and_statuses(pull: PullRequest, client: GitHub[TokenAuthStrategy]) -> None:
    """The models of check runs, annotations and statuses can be filled."""
    run = client.rest.checks.create(
        "acme",
        "specs",
        data={
            "name": "speclatch",
            "head_sha": pull.head_sha,
            "status": "completed",
            "conclusion": "failure",
            "output": {
                "title": "One error",
                "summary": "See below",
                "annotations": [
                    {
                        "path": "docs/a.md",
                        "start_line": 1,
                        "end_line": 1,
                        "annotation_level": "failure",
                        "message": "bad",
                    }
                ],
            },
        },
    ).parsed_data
    notes = client.rest.checks.list_annotations("acme", "specs", run.id).parsed_data
    client.rest.repos.create_commit_status("acme", "specs", pull.head_sha, state="success", context="x")
    combined = client.rest.repos.get_combined_status_for_ref("acme", "specs", pull.head_sha).parsed_data

    assert ["bad"] == [note.message for note in notes]
    assert "success" == combined.state


def test_graphql(pull: PullRequest, client: GitHub[TokenAuthStrategy], any_github: GitHubServer) -> None:
    """GraphQL answers where the client looks for it, and refuses in the form it knows."""
    wanted = "pullRequest(number: $n) { headRefOid }"
    text = f'query($n: Int!) {{ repository(owner: "acme", name: "specs") {{ {wanted} }} }}'
    seen = client.graphql(text, {"n": 1})
    with pytest.raises(GraphQLFailed) as refused:
        client.graphql(text, {"n": 2})

    assert {"repository": {"pullRequest": {"headRefOid": pull.head_sha}}} == seen
    assert refused.value.response.errors
    assert "NOT_FOUND" == refused.value.response.errors[0].type


def test_refusals(pull: PullRequest, client: GitHub[TokenAuthStrategy]) -> None:
    """A refused review comes with its reason."""
    with pytest.raises(RequestFailed) as refused:
        client.rest.pulls.create_review(
            "acme", "specs", 1, event="COMMENT", comments=[{"path": "docs/a.md", "line": 30, "body": "far"}]
        )

    assert 422 == refused.value.response.status_code
    assert "must be part of the diff" in refused.value.response.text

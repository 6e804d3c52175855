"""Carry out single steps of a plan by GitHub's API.

Each raises what ``client`` raises; none decides what comes next.
"""

from __future__ import annotations

from collections.abc import Mapping

from speclatch.github.client import GitHubClient
from speclatch.github.reader import PullRequestName
from speclatch.github.steps import PostReview
from speclatch.reports.review import InlineComment


def edit_summary(client: GitHubClient, name: PullRequestName, comment: int, body: str) -> None:
    """Change the text of a comment on the pull request."""
    client.send("PATCH", f"/repos/{name.repository}/issues/comments/{comment}", {"body": body})


def delete_summary(client: GitHubClient, name: PullRequestName, comment: int) -> None:
    """Remove a comment on the pull request."""
    client.send("DELETE", f"/repos/{name.repository}/issues/comments/{comment}")


def edit_finding(client: GitHubClient, name: PullRequestName, comment: int, body: str) -> None:
    """Change the text of a comment on lines."""
    client.send("PATCH", f"/repos/{name.repository}/pulls/comments/{comment}", {"body": body})


def delete_finding(client: GitHubClient, name: PullRequestName, comment: int) -> None:
    """Remove a comment on lines."""
    client.send("DELETE", f"/repos/{name.repository}/pulls/comments/{comment}")


def post_review(client: GitHubClient, name: PullRequestName, head: str, step: PostReview) -> None:
    """Post a review. One comment that GitHub does not take makes it refuse the whole."""
    payload: dict[str, object] = {
        "commit_id": head,
        "event": step.event,
        "comments": [{"path": item.path, "body": item.body, **_lines(item)} for item in step.comments],
    }
    if step.body:
        payload["body"] = step.body
    client.send("POST", f"{name.path}/reviews", payload)


def post_comment(client: GitHubClient, name: PullRequestName, head: str, comment: InlineComment) -> None:
    """Post one comment, on its lines or on its file."""
    where: Mapping[str, object] = {"subject_type": "file"} if comment.where == "file" else _lines(comment)
    payload = {"commit_id": head, "path": comment.path, "body": comment.body, **where}
    client.send("POST", f"{name.path}/comments", payload)


def _lines(comment: InlineComment) -> dict[str, object]:
    lines: dict[str, object] = {"line": comment.last, "side": "RIGHT"}
    if comment.first < comment.last:
        lines |= {"start_line": comment.first, "start_side": "RIGHT"}
    return lines


def dismiss_review(client: GitHubClient, name: PullRequestName, review: int, message: str) -> None:
    """Withdraw a request for changes."""
    client.send("PUT", f"{name.path}/reviews/{review}/dismissals", {"message": message, "event": "DISMISS"})

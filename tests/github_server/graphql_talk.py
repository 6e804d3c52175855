"""Comments, reviews and threads as GraphQL sees them."""

from __future__ import annotations

from functools import partial

from . import graphql_nodes as nodes
from .graphql_base import Node, Viewer, actor, connection
from .shapes import node_id
from .shapes_pull import association, pull_page
from .state import IssueComment, PullRequest, Review, ReviewComment, Thread


def _said(viewer: Viewer, of: PullRequest, it: IssueComment | ReviewComment | Review, kind: str, anchor: str) -> Node:
    mine = it.user is viewer.token.user
    when = it.submitted_at if isinstance(it, Review) else it.created_at
    changed = it.submitted_at if isinstance(it, Review) else it.updated_at
    return {
        "__typename": kind,
        "id": node_id(kind, it.id),
        "databaseId": it.id,
        "fullDatabaseId": str(it.id),
        "body": it.body,
        "bodyText": it.body,
        "author": actor(viewer, it.user),
        "authorAssociation": association(of.repository, it.user),
        "viewerDidAuthor": mine,
        "viewerCanUpdate": mine or viewer.token.kind == "human",
        "viewerCanDelete": mine or viewer.token.kind == "human",
        "viewerCanMinimize": viewer.token.may("write", "pull-requests", "issues"),
        "isMinimized": it.minimized is not None,
        "minimizedReason": it.minimized.lower() if it.minimized else None,
        "createdAt": when,
        "publishedAt": when,
        "updatedAt": changed,
        "lastEditedAt": changed if changed != when else None,
        "url": f"{pull_page(viewer.urls, of)}#{anchor}{it.id}",
        "pullRequest": lambda _info: nodes.pull(viewer, of),
        "repository": lambda _info: nodes.repository(viewer, of.repository),
    }


def issue_comment(viewer: Viewer, of: PullRequest, comment: IssueComment) -> Node:
    """A comment in the conversation."""
    return _said(viewer, of, comment, "IssueComment", "issuecomment-")


def review(viewer: Viewer, of: PullRequest, said: Review) -> Node:
    """A review with its comments."""
    mine = [comment for comment in of.review_comments if comment.review_id == said.id]
    more = {
        "state": said.state,
        "submittedAt": said.submitted_at,
        "commit": lambda _info: nodes.commit(viewer, of.repository, said.commit_id),
        "comments": connection(mine, partial(review_comment, viewer, of), "comments"),
    }
    return _said(viewer, of, said, "PullRequestReview", "pullrequestreview-") | more


def review_comment(viewer: Viewer, of: PullRequest, comment: ReviewComment) -> Node:
    """A comment on the diff."""
    first = next((each for each in of.review_comments if each.id == comment.in_reply_to), None)
    by = next((each for each in of.reviews if each.id == comment.review_id), None)
    more = {
        "path": comment.path,
        "line": comment.line,
        "startLine": comment.start_line,
        "originalLine": comment.original_line,
        "originalStartLine": comment.original_start_line,
        "position": comment.position,
        "originalPosition": comment.original_position or 1,
        "outdated": comment.subject_type == "line" and comment.line is None,
        "diffHunk": comment.diff_hunk,
        "subjectType": comment.subject_type.upper(),
        "state": "PENDING" if comment.pending else "SUBMITTED",
        "commit": lambda _info: nodes.commit(viewer, of.repository, comment.commit_id),
        "originalCommit": lambda _info: nodes.commit(viewer, of.repository, comment.original_commit_id),
        "replyTo": (lambda _info: review_comment(viewer, of, first)) if first else None,
        "pullRequestReview": (lambda _info: review(viewer, of, by)) if by else None,
    }
    return _said(viewer, of, comment, "PullRequestReviewComment", "discussion_r") | more


def thread_node(viewer: Viewer, of: PullRequest, thread: Thread) -> Node:
    """A review thread with its comments."""
    first = thread.comments[0]
    mine = viewer.token.may("write", "contents") and viewer.token.may("write", "pull-requests")
    return {
        "__typename": "PullRequestReviewThread",
        "id": node_id("PullRequestReviewThread", thread.id),
        "isResolved": thread.is_resolved,
        "isOutdated": thread.is_outdated,
        "isCollapsed": thread.is_resolved or thread.is_outdated,
        "resolvedBy": actor(viewer, thread.resolved_by)
        and {
            **(actor(viewer, thread.resolved_by) or {}),
            "__typename": "User",
        },
        "path": first.path,
        "line": first.line,
        "startLine": first.start_line,
        "originalLine": first.original_line,
        "originalStartLine": first.original_start_line,
        "diffSide": first.side,
        "startDiffSide": first.start_side,
        "subjectType": first.subject_type.upper(),
        "viewerCanResolve": mine and not thread.is_resolved,
        "viewerCanUnresolve": mine and thread.is_resolved,
        "viewerCanReply": viewer.token.may("write", "pull-requests"),
        "comments": connection(thread.comments, partial(review_comment, viewer, of), "comments"),
        "pullRequest": lambda _info: nodes.pull(viewer, of),
        "repository": lambda _info: nodes.repository(viewer, of.repository),
    }

"""What GraphQL can change, and how it finds the thing to change by its id."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from . import conversation
from . import graphql_nodes as nodes
from . import graphql_talk as talk
from .graphql_base import GraphQLRefusal, Node, Viewer
from .shapes import node_id
from .state import IssueComment, PullRequest, Review, ReviewComment, Thread, User
from .wire import Refusal

Thing = IssueComment | ReviewComment | Review | Thread | PullRequest
TALK = ("issues", "pull-requests")


def shape(viewer: Viewer, pull: PullRequest, thing: Thing) -> Node:
    """A thing as GraphQL sees it."""
    if isinstance(thing, PullRequest):
        return nodes.pull(viewer, thing)
    if isinstance(thing, Thread):
        return talk.thread_node(viewer, pull, thing)
    if isinstance(thing, Review):
        return talk.review(viewer, pull, thing)
    if isinstance(thing, ReviewComment):
        return talk.review_comment(viewer, pull, thing)
    return talk.issue_comment(viewer, pull, thing)


def _all(viewer: Viewer) -> Iterator[tuple[str, PullRequest, Thing]]:
    for repository in viewer.world.repositories.values():
        for pull in repository.pulls.values():
            yield node_id("PullRequest", pull.id), pull, pull
            things: list[Thing] = [*pull.comments, *pull.review_comments, *pull.reviews]
            for thing in things:
                kind = type(thing).__name__.replace("Review", "PullRequestReview")
                yield node_id(kind, thing.id), pull, thing
            for thread in pull.threads:
                yield node_id("PullRequestReviewThread", thread.id), pull, thread


def find(viewer: Viewer, wanted: str, *kinds: type) -> tuple[PullRequest, Any]:
    """The thing of that id, and its pull request.

    Raises:
        GraphQLRefusal: NOT_FOUND, also where it is of another kind.
    """
    for known, pull, thing in _all(viewer):
        if known == wanted and (not kinds or isinstance(thing, kinds)):
            return pull, thing
    raise GraphQLRefusal("NOT_FOUND", f"Could not resolve to a node with the global id of '{wanted}'")


def _own(viewer: Viewer, pull: PullRequest, thing: IssueComment | ReviewComment, *scopes: str) -> None:
    lenient = pull.repository.writers_may_delete_others
    try:
        conversation.may_change(viewer.token, thing.user, *scopes, writers_too=lenient)
    except Refusal as refused:
        raise GraphQLRefusal("FORBIDDEN", str(refused)) from None


def _text(body: str, kind: str) -> str:
    try:
        return conversation.checked(body, kind)
    except Refusal as refused:
        raise GraphQLRefusal("UNPROCESSABLE", refused.answer.body["errors"][0]["message"]) from None


def _turn(viewer: Viewer, given: Node, by: User | None) -> Node:
    pull, thread = find(viewer, given["threadId"], Thread)
    viewer.demand("write", "pull-requests")
    viewer.demand("write", "contents")
    thread.resolved_by = by
    return {"thread": talk.thread_node(viewer, pull, thread)}


def _resolve_thread(viewer: Viewer, given: Node) -> Node:
    return _turn(viewer, given, viewer.token.user)


def _unresolve_thread(viewer: Viewer, given: Node) -> Node:
    return _turn(viewer, given, None)


def _delete_review_comment(viewer: Viewer, given: Node) -> Node:
    pull, comment = find(viewer, given["id"], ReviewComment)
    _own(viewer, pull, comment, "pull-requests")
    shown = talk.review_comment(viewer, pull, comment)
    review = next((each for each in pull.reviews if each.id == comment.review_id), None)
    conversation.delete_review_comment(pull, comment)
    by = talk.review(viewer, pull, review) if review else None
    return {"pullRequestReviewComment": shown, "pullRequestReview": by}


def _update_review_comment(viewer: Viewer, given: Node) -> Node:
    pull, comment = find(viewer, given["pullRequestReviewCommentId"], ReviewComment)
    _own(viewer, pull, comment, "pull-requests")
    comment.body = _text(given["body"], "PullRequestReviewComment")
    comment.updated_at = viewer.world.clock.tick()
    return {"pullRequestReviewComment": talk.review_comment(viewer, pull, comment)}


def _update_issue_comment(viewer: Viewer, given: Node) -> Node:
    pull, comment = find(viewer, given["id"], IssueComment)
    _own(viewer, pull, comment, *TALK)
    comment.body, comment.updated_at = _text(given["body"], "IssueComment"), viewer.world.clock.tick()
    return {"issueComment": talk.issue_comment(viewer, pull, comment)}


def _delete_issue_comment(viewer: Viewer, given: Node) -> Node:
    pull, comment = find(viewer, given["id"], IssueComment)
    _own(viewer, pull, comment, *TALK)
    pull.comments.remove(comment)
    return {}


def _add_comment(viewer: Viewer, given: Node) -> Node:
    pull, _ = find(viewer, given["subjectId"], PullRequest)
    viewer.demand("write", *TALK)
    body = _text(given["body"], "IssueComment")
    comment = conversation.add_issue_comment(viewer.world, pull, viewer.token.user, body)
    shown = talk.issue_comment(viewer, pull, comment)
    return {"commentEdge": {"node": shown, "cursor": ""}, "subject": nodes.pull(viewer, pull)}


def _fold(viewer: Viewer, given: Node, why: str | None) -> Node:
    pull, thing = find(viewer, given["subjectId"], IssueComment, ReviewComment, Review)
    viewer.demand("write", *TALK)
    thing.minimized = why
    return shape(viewer, pull, thing)


def _minimize(viewer: Viewer, given: Node) -> Node:
    return {"minimizedComment": _fold(viewer, given, given["classifier"])}


def _unminimize(viewer: Viewer, given: Node) -> Node:
    return {"unminimizedComment": _fold(viewer, given, None)}


def _add_reply(viewer: Viewer, given: Node) -> Node:
    pull, thread = find(viewer, given["pullRequestReviewThreadId"], Thread)
    viewer.demand("write", "pull-requests")
    body, first = _text(given["body"], "PullRequestReviewComment"), thread.comments[0].id
    comment = conversation.reply(viewer.world, pull, viewer.token.user, first, body)
    return {"comment": talk.review_comment(viewer, pull, comment)}


def _dismiss(viewer: Viewer, given: Node) -> Node:
    pull, review = find(viewer, given["pullRequestReviewId"], Review)
    viewer.demand("write", "pull-requests")
    if review.state not in ("APPROVED", "CHANGES_REQUESTED"):
        raise GraphQLRefusal("UNPROCESSABLE", f"Can not dismiss a {review.state.lower()} pull request review")
    review.state, review.dismissal = "DISMISSED", given["message"]
    return {"pullRequestReview": talk.review(viewer, pull, review)}


MUTATIONS: dict[str, Callable[[Viewer, Node], Node]] = {
    "resolveReviewThread": _resolve_thread,
    "unresolveReviewThread": _unresolve_thread,
    "deletePullRequestReviewComment": _delete_review_comment,
    "updatePullRequestReviewComment": _update_review_comment,
    "updateIssueComment": _update_issue_comment,
    "deleteIssueComment": _delete_issue_comment,
    "addComment": _add_comment,
    "minimizeComment": _minimize,
    "unminimizeComment": _unminimize,
    "addPullRequestReviewThreadReply": _add_reply,
    "dismissPullRequestReview": _dismiss,
}

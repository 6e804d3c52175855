"""Comments in the conversation and on the diff, over REST."""

from __future__ import annotations

from . import conversation
from .pulls import RefusedError
from .router import Call, paged, route
from .shapes_pull import issue_comment, review_comment
from .state import IssueComment, PullRequest, ReviewComment
from .wire import Answer, Refusal, expect, invalid, not_found

TALK = ("issues", "pull-requests")
REPO = "/repos/{owner}/{repo}"


@route("GET", REPO + "/issues/{issue_number}/comments", *TALK)
def list_issue_comments(call: Call) -> Answer:
    """The conversation, oldest first."""
    pull = call.pull("issue_number")
    since = call.request.query.get("since", "")
    said = [comment for comment in pull.comments if comment.updated_at >= since]
    return paged(call, said, lambda page: [issue_comment(call.urls, pull, comment) for comment in page])


@route("POST", REPO + "/issues/{issue_number}/comments", *TALK)
def create_issue_comment(call: Call) -> Answer:
    """Say something."""
    pull = call.pull("issue_number")
    comment = conversation.add_issue_comment(call.world, pull, call.viewer, call.body.get("body"))
    shown = issue_comment(call.urls, pull, comment)
    return Answer(201, shown, {"Location": shown["url"]})


def _issue_comment(call: Call) -> tuple[PullRequest, IssueComment]:
    wanted = call.number("comment_id")
    for pull in call.repository.pulls.values():
        for comment in pull.comments:
            if comment.id == wanted:
                return pull, comment
    raise not_found()


@route("GET", REPO + "/issues/comments/{comment_id}", *TALK)
def get_issue_comment(call: Call) -> Answer:
    """One comment."""
    return Answer(200, issue_comment(call.urls, *_issue_comment(call)))


@route("PATCH", REPO + "/issues/comments/{comment_id}", *TALK)
def edit_issue_comment(call: Call) -> Answer:
    """Say it otherwise."""
    pull, comment = _issue_comment(call)
    lenient = call.repository.writers_may_delete_others
    conversation.may_change(call.token, comment.user, *TALK, writers_too=lenient)
    comment.body = conversation.checked(call.body.get("body"), "IssueComment")
    comment.updated_at = call.world.clock.tick()
    return Answer(200, issue_comment(call.urls, pull, comment))


@route("DELETE", REPO + "/issues/comments/{comment_id}", *TALK)
def delete_issue_comment(call: Call) -> Answer:
    """Unsay it."""
    pull, comment = _issue_comment(call)
    lenient = call.repository.writers_may_delete_others
    conversation.may_change(call.token, comment.user, *TALK, writers_too=lenient)
    pull.comments.remove(comment)
    return Answer(204)


@route("GET", REPO + "/pulls/{pull_number}/comments", "pull-requests")
def list_review_comments(call: Call) -> Answer:
    """All comments on the diff, oldest first unless asked otherwise."""
    pull = call.pull()
    said = [comment for comment in pull.review_comments if not comment.pending]
    if call.request.query.get("direction") == "desc" and call.request.query.get("sort"):
        said.reverse()
    since = call.request.query.get("since", "")
    said = [comment for comment in said if comment.updated_at >= since]
    return paged(call, said, lambda page: [review_comment(call.urls, pull, comment) for comment in page])


@route("POST", REPO + "/pulls/{pull_number}/comments", "pull-requests")
def create_review_comment(call: Call) -> Answer:
    """One comment on a line, on lines, on a file, or in answer to another."""
    pull, draft = call.pull(), call.body
    numbers = {"line": int, "start_line": int, "position": int, "in_reply_to": int}
    expect(draft, simple=False, commit_id=str, side=str, start_side=str, **numbers)
    if draft.get("in_reply_to") is not None:
        comment = conversation.reply(call.world, pull, call.viewer, draft["in_reply_to"], draft.get("body"))
        return _created(call, pull, comment)
    kind = "PullRequestReviewComment"
    for name in ("path", "commit_id"):
        if not isinstance(draft.get(name), str):
            raise invalid(kind, name, "missing_field")
    if draft.get("subject_type", "line") not in ("line", "file"):
        raise Refusal(422, "Invalid request.", errors=[{"code": "invalid", "field": "subject_type"}])
    if draft.get("subject_type") != "file" and draft.get("line") is None and draft.get("position") is None:
        raise invalid(kind, "pull_request_review_thread.line", "missing_field")
    try:
        comment = conversation.add_review_comment(call.world, pull, call.viewer, draft)
    except RefusedError as refused:
        errors = [_error(reason) for reason in refused.reasons]
        raise Refusal(422, "Validation Failed", errors=errors) from None
    return _created(call, pull, comment)


def _error(reason: str) -> dict[str, str]:
    name = next((word for word in ("start_line", "line", "position", "commit_id", "path") if word in reason), "line")
    field = f"pull_request_review_thread.{name}"
    return {"resource": "PullRequestReviewComment", "code": "custom", "field": field, "message": reason}


def _created(call: Call, pull: PullRequest, comment: ReviewComment) -> Answer:
    shown = review_comment(call.urls, pull, comment)
    return Answer(201, shown, {"Location": shown["url"]})


def _review_comment(call: Call) -> tuple[PullRequest, ReviewComment]:
    wanted = call.number("comment_id")
    for pull in call.repository.pulls.values():
        for comment in pull.review_comments:
            if comment.id == wanted:
                return pull, comment
    raise not_found()


@route("GET", REPO + "/pulls/comments/{comment_id}", "pull-requests")
def get_review_comment(call: Call) -> Answer:
    """One comment on the diff."""
    return Answer(200, review_comment(call.urls, *_review_comment(call)))


@route("PATCH", REPO + "/pulls/comments/{comment_id}", "pull-requests")
def edit_review_comment(call: Call) -> Answer:
    """Say it otherwise."""
    pull, comment = _review_comment(call)
    lenient = call.repository.writers_may_delete_others
    conversation.may_change(call.token, comment.user, "pull-requests", writers_too=lenient)
    comment.body = conversation.checked(call.body.get("body"), "PullRequestReviewComment")
    comment.updated_at = call.world.clock.tick()
    return Answer(200, review_comment(call.urls, pull, comment))


@route("DELETE", REPO + "/pulls/comments/{comment_id}", "pull-requests")
def delete_review_comment(call: Call) -> Answer:
    """Unsay it; answers to it stay."""
    pull, comment = _review_comment(call)
    lenient = call.repository.writers_may_delete_others
    conversation.may_change(call.token, comment.user, "pull-requests", writers_too=lenient)
    conversation.delete_review_comment(pull, comment)
    return Answer(204)


@route("POST", REPO + "/pulls/{pull_number}/comments/{comment_id}/replies", "pull-requests")
def create_reply(call: Call) -> Answer:
    """Answer a thread's first comment."""
    pull, wanted = call.pull(), call.number("comment_id")
    comment = conversation.reply(call.world, pull, call.viewer, wanted, call.body.get("body"))
    return _created(call, pull, comment)

"""What can be said and unsaid about a pull request, and the rules that hold in REST and GraphQL alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .pulls import Place, place, replace
from .state import MAX_BODY, IssueComment, PullRequest, Review, ReviewComment, Thread, Token, User, World
from .wire import invalid, not_accessible, not_found, unprocessable

STATES = {
    "COMMENT": "COMMENTED",
    "APPROVE": "APPROVED",
    "REQUEST_CHANGES": "CHANGES_REQUESTED",
    None: "PENDING",
}


def checked(body: Any, resource: str) -> str:
    """A comment's text.

    Raises:
        Refusal: it is missing, blank or too long.
    """
    if not isinstance(body, str) or not body.strip():
        raise invalid(resource, "body", "missing_field", "body can't be blank")
    if len(body) > MAX_BODY:
        raise invalid(resource, "body", "custom", f"body is too long (maximum is {MAX_BODY} characters)")
    return body


def add_issue_comment(world: World, pull: PullRequest, user: User, body: Any) -> IssueComment:
    """Say something in the conversation."""
    text, now = checked(body, "IssueComment"), world.clock.tick()
    comment = IssueComment(world.next_id(), user, text, now, now)
    pull.comments.append(comment)
    return comment


def add_review(
    world: World,
    pull: PullRequest,
    user: User,
    *,
    body: str = "",
    event: str | None = "COMMENT",
    places: Sequence[tuple[Place, str]] = (),
    commit: str | None = None,
) -> Review:
    """Post a review with comments whose places were found before: all or nothing."""
    if event in ("APPROVE", "REQUEST_CHANGES") and user is pull.user:
        raise unprocessable(f"Can not {event.lower().replace('_', ' ')} on your own pull request")
    if event == "REQUEST_CHANGES" and not body.strip() and not places:
        raise unprocessable("Body can't be blank")
    if event == "COMMENT" and not body.strip() and not places:
        raise unprocessable("Pull request review body can't be blank")
    if len(body) > MAX_BODY:
        raise unprocessable(f"Body is too long (maximum is {MAX_BODY} characters)")
    now = world.clock.tick()
    submitted = now if event else None
    review = Review(world.next_id(), user, body, STATES[event], commit or pull.head_sha, submitted)
    pull.reviews.append(review)
    for where, text in places:
        comment = _comment(world, review, user, where, text, pending=event is None)
        pull.threads.append(Thread(world.next_id(), [comment]))
        replace(pull, comment)
    return review


def _comment(world: World, review: Review, user: User, at: Place, text: str, *, pending: bool) -> ReviewComment:
    now = world.clock.tick()
    return ReviewComment(
        world.next_id(),
        user,
        text,
        at.path,
        now,
        now,
        review.id,
        at.commit,
        at.commit,
        at.base,
        at.hunk,
        at.subject_type,
        at.side,
        at.start_side,
        at.line,
        at.start_line,
        at.position,
        at.line,
        at.start_line,
        at.position,
        pending=pending,
    )


def add_review_comment(world: World, pull: PullRequest, user: User, draft: dict[str, Any]) -> ReviewComment:
    """Put one comment on the diff, in a review of its own.

    Raises:
        RefusedError: its place is not in the diff.
    """
    text = checked(draft.get("body"), "PullRequestReviewComment")
    where = place(pull, draft, draft.get("commit_id"))
    add_review(world, pull, user, places=[(where, text)], commit=where.commit)
    return pull.threads[-1].comments[0]


def reply(world: World, pull: PullRequest, user: User, to: int, body: Any) -> ReviewComment:
    """Answer in a thread.

    Raises:
        Refusal: 404 where there is no such comment.
    """
    thread = pull.thread_of(to)
    if thread is None:
        raise not_found()
    text, first = checked(body, "PullRequestReviewComment"), thread.comments[0]
    review = Review(world.next_id(), user, "", "COMMENTED", pull.head_sha, world.clock.tick())
    pull.reviews.append(review)
    now = world.clock.tick()
    kept = {name: value for name, value in vars(first).items() if name not in ("id", "user", "body", "minimized")}
    answer = ReviewComment(id=world.next_id(), user=user, body=text, **kept)
    answer.created_at = answer.updated_at = now
    answer.review_id, answer.in_reply_to = review.id, first.id
    thread.comments.append(answer)
    return answer


def may_change(token: Token, author: User, *scopes: str, writers_too: bool = False) -> None:
    """Whether a token may edit or delete what ``author`` said.

    Raises:
        Refusal: 403 where it may not.
    """
    allowed = token.may("write", *scopes)
    if not allowed or not (author is token.user or token.kind == "human" or writers_too):
        raise not_accessible()


def delete_review_comment(pull: PullRequest, comment: ReviewComment) -> None:
    """Take a comment away; a thread without comments goes with its last, its review stays."""
    thread = pull.thread_of(comment.id)
    assert thread is not None
    thread.comments.remove(comment)
    if not thread.comments:
        pull.threads.remove(thread)

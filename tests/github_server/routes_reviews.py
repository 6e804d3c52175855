"""Reviews over REST: all comments of one are taken, or none."""

from __future__ import annotations

from typing import Any

from . import conversation
from .pulls import Place, RefusedError, git_of, place
from .router import Call, paged, route
from .shapes_pull import review, review_comment
from .state import MAX_BODY, PullRequest, Review
from .wire import Answer, Refusal, expect, not_accessible, not_found, unprocessable

REVIEWS = "/repos/{owner}/{repo}/pulls/{pull_number}/reviews"
COMMENT_KEYS = {"path", "position", "body", "line", "side", "start_line", "start_side"}


@route("GET", REVIEWS, "pull-requests")
def list_reviews(call: Call) -> Answer:
    """All reviews, oldest first; a pending one is seen by its author alone."""
    pull = call.pull()
    seen = [each for each in pull.reviews if each.state != "PENDING" or each.user is call.viewer]
    return paged(call, seen, lambda page: [review(call.urls, pull, each) for each in page])


@route("POST", REVIEWS, "pull-requests")
def create_review(call: Call) -> Answer:
    """Post a review with its comments."""
    pull, draft = call.pull(), expect(call.body, event=str, body=str, commit_id=str, comments=list)
    event = draft.get("event")
    if event not in conversation.STATES:
        raise Refusal(422, "Invalid request.", errors=[f"{event} is not a member of the events"])
    places = [_placed(pull, each, draft.get("commit_id")) for each in draft.get("comments") or []]
    commit = _known_commit(pull, draft.get("commit_id"))
    said = conversation.add_review(
        call.world,
        pull,
        call.viewer,
        body=draft.get("body") or "",
        event=event,
        places=places,
        commit=commit,
    )
    return Answer(200, review(call.urls, pull, said))


def _known_commit(pull: PullRequest, commit: str | None) -> str | None:
    """The commit a review is about.

    Raises:
        Refusal: it is none of the repository's.
    """
    if commit is not None and git_of(pull.repository).resolve(commit) != commit:
        raise unprocessable("commit_id is not part of the pull request")
    return commit


def _placed(pull: PullRequest, draft: dict[str, Any], commit: str | None) -> tuple[Place, str]:
    expect(draft, path=str, body=str, line=int, start_line=int, position=int, side=str, start_side=str)
    for key in sorted(set(draft) - COMMENT_KEYS):
        raise Refusal(422, "Invalid request.", errors=[f'"{key}" is not a permitted key.'])
    body, path = draft.get("body"), draft.get("path")
    if not isinstance(body, str) or not isinstance(path, str):
        raise Refusal(422, "Invalid request.", errors=["path and body are needed"])
    if draft.get("side", "RIGHT") not in ("LEFT", "RIGHT"):
        raise Refusal(422, "Invalid request.", errors=["side is LEFT or RIGHT"])
    if not body.strip():
        raise unprocessable("Pull request review thread body can't be blank")
    if len(body) > MAX_BODY:
        raise unprocessable(f"Pull request review thread body is too long (maximum is {MAX_BODY} characters)")
    try:
        return place(pull, draft, commit), body
    except RefusedError as refused:
        raise unprocessable(*refused.reasons) from None


def _review(call: Call) -> tuple[PullRequest, Review]:
    pull, wanted = call.pull(), call.number("review_id")
    found = next((each for each in pull.reviews if each.id == wanted), None)
    if found is None:
        raise not_found()
    return pull, found


@route("GET", REVIEWS + "/{review_id}", "pull-requests")
def get_review(call: Call) -> Answer:
    """One review."""
    return Answer(200, review(call.urls, *_review(call)))


@route("PUT", REVIEWS + "/{review_id}", "pull-requests")
def edit_review(call: Call) -> Answer:
    """Say its body otherwise."""
    pull, said = _review(call)
    if said.user is not call.viewer:
        raise not_accessible()
    body = expect(call.body, body=str).get("body") or ""
    if len(body) > MAX_BODY:
        raise unprocessable(f"Body is too long (maximum is {MAX_BODY} characters)")
    said.body = body
    return Answer(200, review(call.urls, pull, said))


@route("DELETE", REVIEWS + "/{review_id}", "pull-requests")
def delete_review(call: Call) -> Answer:
    """Drop a pending review: one that was submitted cannot be deleted."""
    pull, said = _review(call)
    if said.state != "PENDING":
        raise unprocessable("Can not delete a non-pending pull request review")
    shown = review(call.urls, pull, said)
    pull.reviews.remove(said)
    pull.threads[:] = [thread for thread in pull.threads if thread.comments[0].review_id != said.id]
    return Answer(200, shown)


@route("GET", REVIEWS + "/{review_id}/comments", "pull-requests")
def list_comments_of_review(call: Call) -> Answer:
    """The comments that came with a review."""
    pull, said = _review(call)
    mine = [comment for comment in pull.review_comments if comment.review_id == said.id]

    def shown(page: list[Any]) -> list[Any]:
        hidden = ("line", "start_line", "original_line", "original_start_line", "start_side", "subject_type")
        whole = (review_comment(call.urls, pull, comment) for comment in page)
        return [{key: value for key, value in each.items() if key not in hidden} for each in whole]

    return paged(call, mine, shown)


@route("PUT", REVIEWS + "/{review_id}/dismissals", "pull-requests")
def dismiss_review(call: Call) -> Answer:
    """Take an approval or a request for changes out of force."""
    pull, said = _review(call)
    message = call.body.get("message")
    if not isinstance(message, str) or not message.strip():
        raise unprocessable("Message can't be blank")
    if said.state not in ("APPROVED", "CHANGES_REQUESTED"):
        raise unprocessable(f"Can not dismiss a {said.state.lower()} pull request review")
    said.state, said.dismissal = "DISMISSED", message
    return Answer(200, review(call.urls, pull, said))


@route("POST", REVIEWS + "/{review_id}/events", "pull-requests")
def submit_review(call: Call) -> Answer:
    """Submit a pending review."""
    pull, said = _review(call)
    event = expect(call.body, event=str, body=str).get("event")
    if said.state != "PENDING" or event is None or event not in conversation.STATES:
        raise unprocessable("Can not submit this review")
    said.state, said.submitted_at = conversation.STATES[event], call.world.clock.tick()
    said.body = call.body.get("body") or said.body
    for comment in pull.review_comments:
        comment.pending = comment.pending and comment.review_id != said.id
    return Answer(200, review(call.urls, pull, said))

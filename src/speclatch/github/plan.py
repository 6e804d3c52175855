"""Find out what to do to a pull request, from what stands there and what should. Pure: nothing is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from speclatch.github.matching import threads_by_finding
from speclatch.github.state import OwnComment, OwnThread, PullRequestState
from speclatch.github.steps import (
    CreateSummary,
    DeleteFinding,
    DeleteSummary,
    DismissReview,
    EditFinding,
    EditSummary,
    Plan,
    PostFileComment,
    PostReview,
    ResolveThread,
    Step,
    UnresolveThread,
)
from speclatch.model import Report
from speclatch.reports.marker import same_text
from speclatch.reports.options import Diff, PullOptions
from speclatch.reports.review import InlineComment, Review, fixed_body, review
from speclatch.reports.summary import OnLines, summary_comment, worth_saying


@dataclass(frozen=True, slots=True)
class Publication:
    """What a pull request should say after a run.

    Attributes:
        head: the commit that was judged.
        summary: the text of the summary comment; None where there is to be none of ours.
        is_news: whether the summary is worth a first comment (an existing one is brought up to date anyway).
        review: what should be said on lines.
        max_inline: how many comments on findings may stand open at once, as far as it is ours to say.
        may_resolve: whether to try (un)resolving threads; False once that was not permitted.
        refused: fingerprints of comments that GitHub did not take: not to be tried again.
    """

    head: str
    number: int
    comment_id: str
    summary: str | None
    is_news: bool
    review: Review
    max_inline: int
    may_resolve: bool = True
    refused: frozenset[str] = frozenset()


def publication(report: Report, options: PullOptions, diff: Diff) -> Publication:
    """What should be said of ``report``."""
    said = review(report, options, diff)
    placed = sum(comment.where != "nowhere" for comment in said.comments)
    on_lines = OnLines(min(placed, options.max_inline), len(said.comments)) if diff.commentable else None
    return Publication(
        head=options.place.head,
        number=options.number,
        comment_id=options.comment_id,
        summary=None if options.comment == "off" else summary_comment(report, options, diff, on_lines),
        is_news=worth_saying(report, options, diff),
        review=said,
        max_inline=options.max_inline,
    )


def plan(state: PullRequestState, wanted: Publication, created: int | None = None) -> Plan:
    """The steps from ``state`` to what is ``wanted``; none if planned from the state after them.

    ``created`` is the summary comment that this very run has just posted: if an older one for the same
    head turns up beside it, another run was faster, and this one leaves the field to it.
    """
    if state.head != wanted.head:
        return Plan(stale=True)
    keeper = _keeper(state.comments, wanted.head)
    if created is not None and keeper is not None and keeper.id != created and _is_twin(keeper, wanted):
        return Plan((DeleteSummary(created),), yields=True)
    summary = list(_summary_steps(state, keeper, wanted))
    first = [step for step in summary if isinstance(step, CreateSummary)]
    others = [step for step in summary if not isinstance(step, CreateSummary)]
    return Plan((*first, *_thread_steps(state, wanted), *_review_steps(state, wanted), *others))


def _keeper(comments: tuple[OwnComment, ...], head: str) -> OwnComment | None:
    """Which summary comment stays: the oldest for this head (all runs agree on it), else the oldest."""
    same_head = [comment for comment in comments if comment.marker.head == head]
    return next(iter(same_head or comments), None)


def _is_twin(comment: OwnComment, wanted: Publication) -> bool:
    return comment.marker.head == wanted.head and same_text(comment.body, wanted.summary or "")


def _summary_steps(state: PullRequestState, keeper: OwnComment | None, wanted: Publication) -> Iterator[Step]:
    if wanted.summary is None:
        return
    if keeper is None:
        if wanted.is_news:
            yield CreateSummary(wanted.summary)
        return
    if not same_text(keeper.body, wanted.summary):
        yield EditSummary(keeper.id, wanted.summary)
    yield from (DeleteSummary(comment.id) for comment in state.comments if comment.id != keeper.id)


def _thread_steps(state: PullRequestState, wanted: Publication) -> Iterator[Step]:
    """What becomes of the comments that stand on findings."""
    comments = {comment.fingerprint: comment for comment in wanted.review.comments}
    for key, threads in threads_by_finding(state.threads, wanted.review).items():
        if key in comments:
            yield from _still_there(threads, comments[key], wanted)
        elif key in wanted.review.known:
            # No longer severe enough for a comment, but not fixed either: a conversation about it may go on.
            yield from (_delete(thread) for thread in threads if not thread.answered)
        else:
            yield from (step for thread in threads for step in _gone(thread, wanted))


def _still_there(threads: list[OwnThread], comment: InlineComment, wanted: Publication) -> Iterator[Step]:
    kept = _spoken(threads, wanted)
    if kept is not None:
        if kept.marker.state != "open" and kept.resolved:
            yield UnresolveThread(kept.id, kept.comment_id, kept.comment_node, comment.body)
        elif not kept.resolved and _outdated(kept, comment):
            yield EditFinding(kept.comment_id, kept.comment_node, comment.body)
    for thread in threads:
        if thread is not kept and thread.marker.state == "open" and not thread.answered:
            yield _delete(thread)  # the younger of two that were posted at once


def _outdated(thread: OwnThread, comment: InlineComment) -> bool:
    """Whether a comment should say something else. Off the diff, what an open one says is left alone."""
    if thread.marker.state == "open" and comment.where == "nowhere":
        return False
    return not same_text(thread.body, comment.body)


def _spoken(threads: list[OwnThread], wanted: Publication) -> OwnThread | None:
    """The thread that speaks of a finding that is there; None where a new comment has to.

    An open one; else the last one that said "fixed", if it is not resolved or we may take our resolving
    back. What a person resolved after it was fixed is done with.
    """
    standing = [thread for thread in threads if thread.marker.state == "open"]
    if standing:
        return next((thread for thread in standing if thread.answered or thread.resolved), standing[0])
    last = threads[-1]
    if not last.resolved:
        return last
    return last if last.marker.state == "resolved" and wanted.may_resolve else None


def _delete(thread: OwnThread) -> DeleteFinding:
    return DeleteFinding(thread.comment_id, thread.comment_node)


def _gone(thread: OwnThread, wanted: Publication) -> Iterator[Step]:
    if not thread.answered:
        yield _delete(thread)
    elif thread.marker.state == "open":
        fixed, resolved = (
            fixed_body(wanted.comment_id, wanted.number, thread.marker.key, wanted.head, resolved=done)
            for done in (False, True)
        )
        resolve = wanted.may_resolve and not thread.resolved
        yield ResolveThread(thread.id, thread.comment_id, thread.comment_node, resolve, fixed, resolved)


def _review_steps(state: PullRequestState, wanted: Publication) -> Iterator[Step]:
    """New comments, as many as there is room for, and the request for changes or its end."""
    threads = threads_by_finding(state.threads, wanted.review)
    standing, new = 0, []
    for comment in wanted.review.comments:
        if comment.fingerprint in threads and _spoken(threads[comment.fingerprint], wanted) is not None:
            standing += 1
        elif comment.where != "nowhere" and comment.fingerprint not in wanted.refused:
            new.append(comment)
    new = new[: max(0, wanted.max_inline - standing)]
    on_lines = tuple(comment for comment in new if comment.where == "lines")
    asks = bool(wanted.review.body) and not state.reviews
    if asks:
        yield PostReview("REQUEST_CHANGES", on_lines, wanted.review.body)
    elif on_lines:
        yield PostReview("COMMENT", on_lines)
    yield from (PostFileComment(comment) for comment in new if comment.where == "file")
    if not wanted.review.body:
        yield from (DismissReview(review.id, "The specs are in order now.") for review in state.reviews)

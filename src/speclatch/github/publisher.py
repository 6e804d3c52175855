"""Bring a pull request to what it should say: look, plan, look again, act.

Nothing is posted, edited or deleted but by a plan from a look taken just before, so that what happened
since the run began (a reply, a push, another run) is respected. The summary comment keeps two first runs
apart: each posts its own and sees, in the same request, what else is there; the one whose comment is the
older goes on, the other takes its own away and stops. After a review there is one more look, for comments
that another run posted in the meantime.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from speclatch.github.actor import Actor
from speclatch.github.client import GitHubClient
from speclatch.github.errors import GitHubError
from speclatch.github.plan import Publication, plan
from speclatch.github.reader import PullRequestName, read_pull_request
from speclatch.github.state import PullRequestState
from speclatch.github.steps import CreateSummary, DeleteSummary
from speclatch.reports.marker import same_text

ROUNDS = 4
"""How often a run looks and acts before it gives up bringing a pull request to where it should be."""


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What became of a publication. The sentences are for the log and the job summary.

    Attributes:
        posted: what was done, in order.
        failed: what was tried in vain, and why.
        not_permitted: what this token may not do, each thing once.
        comment_url: the page of the summary comment; empty where there is none.
        stale: the pull request has a newer head, so nothing is said of this one.
    """

    posted: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    not_permitted: tuple[str, ...] = ()
    comment_url: str = ""
    stale: bool = False


def publish(client: GitHubClient, name: PullRequestName, wanted: Publication, state: PullRequestState) -> PublishResult:
    """Bring a pull request from ``state`` (a first look) to what is ``wanted``.

    Nothing is asked where nothing is to be done. GitHub's faults are in the result, they are not raised.
    """
    actor = Actor(client, name, state.id, wanted)
    try:
        state, stale = _rounds(actor, state)
    except GitHubError as error:
        actor.failed.append(f"look at the pull request: {error}")
        state, stale = actor.seen or state, False
    url = next((comment.url for comment in state.comments), "")
    return PublishResult(tuple(actor.posted), tuple(actor.failed), tuple(actor.not_permitted), url, stale)


def _rounds(actor: Actor, state: PullRequestState) -> tuple[PullRequestState, bool]:
    """Look and act until nothing is left to do: the last look, and whether the head was found replaced."""
    todo = plan(state, actor.wanted)
    if todo.stale or not todo.steps:
        return state, todo.stale
    if isinstance(todo.steps[0], CreateSummary):
        actor.do(todo.steps[0])
    seen = actor.seen
    for number in range(ROUNDS):
        if actor.is_barred or actor.is_down:
            return state, False
        state = seen or read_pull_request(actor.client, actor.name)
        seen = None
        todo = plan(state, actor.wanted, actor.created)
        if todo.stale:
            # What was said in an earlier round was true then; the newer head's run takes it from there.
            return (_withdraw(actor, state), True) if number == 0 else (state, not actor.posted)
        actor.look_again = False
        actor.do_all(todo.steps)
        if not actor.look_again:
            return state, False
    actor.failed.append("the pull request did not hold still, or answers kept getting lost")
    return state, False


def _withdraw(actor: Actor, state: PullRequestState) -> PullRequestState:
    """Take back the summary of a head that was replaced just then, unless a newer run took it over."""
    ours = next((comment for comment in state.comments if comment.id == actor.created), None)
    if ours is None or not same_text(ours.body, actor.wanted.summary or ""):
        return state
    actor.do(DeleteSummary(ours.id))
    return replace(state, comments=tuple(comment for comment in state.comments if comment != ours))

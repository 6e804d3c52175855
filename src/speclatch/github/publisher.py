"""Bring a pull request to what it should say: look, plan, look again, act.

Nothing is posted, edited or deleted but by a plan from a look taken just before, so that what happened
since the run began (a reply, a push, another run) is respected. The summary comment keeps two first runs
apart: each posts its own and sees, in the same request, what else is there; the one whose comment is the
older goes on, the other takes its own away and stops. After a review there is one more look, for comments
that another run posted in the meantime.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from speclatch.github.client import GitHubClient
from speclatch.github.errors import GitHubError
from speclatch.github.executor import Executor
from speclatch.github.plan import Publication, plan
from speclatch.github.reader import PullRequestName, read_pull_request
from speclatch.github.state import PullRequestState
from speclatch.github.steps import CreateSummary, DeleteSummary
from speclatch.reports.marker import same_text

ROUNDS = 4
"""How often a run looks and acts before it gives up on a pull request that others keep changing."""


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What became of a publication. The sentences are for the log and the job summary.

    Attributes:
        posted: what was done, in order.
        failed: what could not be done, and why.
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
    executor = Executor(client, name, state.id, wanted)
    try:
        state, stale = _rounds(executor, state)
    except GitHubError as error:
        executor.failed.append(f"look at the pull request: {error}")
        state, stale = executor.seen or state, False
    url = next((comment.url for comment in state.comments), "")
    return PublishResult(tuple(executor.posted), tuple(executor.failed), tuple(executor.not_permitted), url, stale)


def _rounds(executor: Executor, state: PullRequestState) -> tuple[PullRequestState, bool]:
    """Look and act until nothing is left to do: the last look, and whether the head was found replaced."""
    todo = plan(state, executor.wanted)
    if todo.stale or not todo.steps:
        return state, todo.stale
    if isinstance(todo.steps[0], CreateSummary):
        executor.do(todo.steps[0])
    seen = executor.seen
    for number in range(ROUNDS):
        if executor.is_barred or executor.is_down:
            return state, False
        state = seen or read_pull_request(executor.client, executor.name)
        seen = None
        todo = plan(state, executor.wanted, executor.created)
        if todo.stale:
            # What was said in an earlier round was true then; the newer head's run takes it from there.
            return (_withdraw(executor, state), True) if number == 0 else (state, not executor.posted)
        executor.look_again = False
        executor.do_all(todo.steps)
        if not executor.look_again:
            return state, False
    executor.failed.append("the pull request did not hold still, or answers kept getting lost")
    return state, False


def _withdraw(executor: Executor, state: PullRequestState) -> PullRequestState:
    """Take back the summary of a head that was replaced just then, unless a newer run took it over."""
    ours = next((comment for comment in state.comments if comment.id == executor.created), None)
    if ours is None or not same_text(ours.body, executor.wanted.summary or ""):
        return state
    executor.do(DeleteSummary(ours.id))
    return replace(state, comments=tuple(comment for comment in state.comments if comment != ours))

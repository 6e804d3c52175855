"""A pull request as the gate needs it: where its base and head are, and what we said on it before."""

from __future__ import annotations

from dataclasses import dataclass

from speclatch.reports.marker import Marker
from speclatch.specs.pull_request import Approval, Claim


@dataclass(frozen=True, slots=True)
class OwnComment:
    """A summary comment of ours. ``id`` is REST's number."""

    id: int
    body: str
    url: str
    marker: Marker


@dataclass(frozen=True, slots=True)
class OwnThread:
    """A review thread that one of our comments opened.

    Attributes:
        id: GraphQL's id of the thread.
        comment_id: REST's number of our comment.
        comment_node: GraphQL's id of our comment.
        answered: whether anyone else wrote in it.
        resolved: whether it is resolved now, by whomever.
        path: the file that it was begun on.
    """

    id: str
    comment_id: int
    comment_node: str
    body: str
    marker: Marker
    answered: bool
    resolved: bool
    path: str = ""


@dataclass(frozen=True, slots=True)
class OwnReview:
    """A review of ours that requests changes and has not been dismissed. ``id`` is REST's number."""

    id: int
    marker: Marker


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody has decided in a review that stands: who, on which commit, whether to approve."""

    login: str
    commit: str
    approves: bool


@dataclass(frozen=True, slots=True)
class PullRequestState:
    """One look at a pull request.

    Attributes:
        id: GraphQL's id of the pull request.
        base_ref: the name of the base branch, without ``refs/heads/``.
        base_tip: the commit that the base branch is at now; empty where the branch is gone.
        head: the commit that the pull request is at now.
        comments: our summary comments, oldest first (more than one only after two runs at once).
        threads: the threads of our comments on findings, oldest first.
        reviews: our standing requests for changes.
        verdicts: everybody's approvals, requests for changes and dismissed reviews, oldest first.
        claims: what other open pull requests add, as far as the token may look.
    """

    id: str
    number: int
    is_open: bool
    base_ref: str
    base_tip: str
    head: str
    comments: tuple[OwnComment, ...] = ()
    threads: tuple[OwnThread, ...] = ()
    reviews: tuple[OwnReview, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def approvals(self) -> tuple[Approval, ...]:
        """The last word of everybody whose last word is an approval."""
        last = {one.login.casefold(): one for one in self.verdicts}
        return tuple(Approval(one.login, one.commit) for one in last.values() if one.approves)

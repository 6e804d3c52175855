"""What can be done to a pull request, as data: what a plan is made of, and what a dry run prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from speclatch.reports.review import InlineComment


@dataclass(frozen=True, slots=True)
class CreateSummary:
    """Post the summary comment."""

    body: str

    def __str__(self) -> str:
        return "post the summary comment"


@dataclass(frozen=True, slots=True)
class EditSummary:
    """Bring our summary comment up to date."""

    comment: int
    body: str

    def __str__(self) -> str:
        return f"edit summary comment {self.comment}"


@dataclass(frozen=True, slots=True)
class DeleteSummary:
    """Remove a second summary comment of ours."""

    comment: int

    def __str__(self) -> str:
        return f"delete summary comment {self.comment}, there is another"


@dataclass(frozen=True, slots=True)
class PostReview:
    """Post one review with all new comments on lines. ``body`` is empty unless it requests changes."""

    event: Literal["COMMENT", "REQUEST_CHANGES"]
    comments: tuple[InlineComment, ...]
    body: str = ""

    def __str__(self) -> str:
        lines = "".join(f"\n    {item.path}:{item.first}-{item.last}" for item in self.comments)
        return f"post a review ({self.event}) with {len(self.comments)} comments{lines}"


@dataclass(frozen=True, slots=True)
class PostFileComment:
    """Post a comment on a file as a whole."""

    comment: InlineComment

    def __str__(self) -> str:
        return f"comment on the file {self.comment.path}"


@dataclass(frozen=True, slots=True)
class EditFinding:
    """Say something else in our comment on a finding. ``node`` is GraphQL's id of ``comment``."""

    comment: int
    node: str
    body: str

    def __str__(self) -> str:
        return f"edit comment {self.comment}"


@dataclass(frozen=True, slots=True)
class DeleteFinding:
    """Remove our comment on a finding that is gone, and that nobody answered. ``node`` is GraphQL's id of it."""

    comment: int
    node: str

    def __str__(self) -> str:
        return f"delete comment {self.comment}"


@dataclass(frozen=True, slots=True)
class ResolveThread:
    """Say in an answered comment that its finding is gone, and resolve its thread where ``resolve`` asks to.

    ``resolved_body`` is what it says if that went well, ``body`` if not.
    """

    thread: str
    comment: int
    node: str
    resolve: bool
    body: str
    resolved_body: str

    def __str__(self) -> str:
        return f"mark comment {self.comment} as fixed" + (" and resolve its thread" if self.resolve else "")


@dataclass(frozen=True, slots=True)
class UnresolveThread:
    """Take back a ``ResolveThread``: its finding is there again."""

    thread: str
    comment: int
    node: str
    body: str

    def __str__(self) -> str:
        return f"reopen the thread of comment {self.comment}"


@dataclass(frozen=True, slots=True)
class DismissReview:
    """Withdraw our request for changes."""

    review: int
    message: str

    def __str__(self) -> str:
        return f"dismiss review {self.review}"


Step = (
    CreateSummary
    | EditSummary
    | DeleteSummary
    | PostReview
    | PostFileComment
    | EditFinding
    | DeleteFinding
    | ResolveThread
    | UnresolveThread
    | DismissReview
)


Mending = EditFinding | DeleteFinding | ResolveThread | UnresolveThread
"""Steps on comments that stand already. Many may be due at once, so they share requests."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do, in this order.

    Attributes:
        steps: empty where all is as it should be.
        stale: the pull request has a newer head than the one that was judged: nothing may be said.
        yields: another run for the same head is ahead of this one, and says the same.
    """

    steps: tuple[Step, ...] = ()
    stale: bool = False
    yields: bool = False

    def __str__(self) -> str:
        if self.stale:
            return "The pull request has a newer head: nothing is posted."
        return "\n".join(f"- {step}" for step in self.steps) or "Everything is there already: nothing to do."

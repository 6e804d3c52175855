"""Who has approved what a merge queue is about to merge: GitHub names the pull requests in the queue's branches."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from speclatch.patterns import lazy_re
from speclatch.specs.pull_request import Approval, PullRequestFacts, ReadAt

_ENTRY = lazy_re(
    r"(?:refs/heads/)?gh-readonly-queue/.+/pr-(?P<number>[1-9][0-9]{0,17})-(?P<before>[0-9a-f]{40}(?:[0-9a-f]{24})?)"
)
"""A branch of the queue: the pull request, and the commit that it was laid on."""

ApprovalsOf = Callable[[int], tuple[Approval, ...] | None]
"""Gives the approvals of a pull request by its number; None where GitHub cannot be asked."""
Branches = Callable[[], Mapping[str, str]]
"""Gives the queue's branches, each with its commit; it is called where a group holds more than one pull request."""


def facts_of_group(ref: str, tip: str, branches: Branches, approvals_of: ApprovalsOf, read: ReadAt) -> PullRequestFacts:
    """What people say of all that a merge group holds.

    Args:
        ref: the group's own branch.
        tip: the commit that the base branch is at.
        branches: the branches of the whole queue.
        approvals_of: asks GitHub.
        read: reads what was reviewed.
    """
    numbers, complete = _numbers(ref, tip, branches)
    given = [approvals_of(number) for number in numbers]
    approvals = tuple(one for each in given for one in each or ())
    return PullRequestFacts(approvals, read=read, readable=complete and None not in given)


def _numbers(ref: str, tip: str, branches: Branches) -> tuple[list[int], bool]:
    """The pull requests between a branch's tip and a group, the last first, and whether they are all that there are."""
    numbers: list[int] = []
    names: dict[str, str] | None = None
    while (entry := _ENTRY.fullmatch(ref)) is not None and int(entry["number"]) not in numbers:
        numbers.append(int(entry["number"]))
        if entry["before"] == tip:
            return numbers, True
        if names is None:
            names = {commit: name for name, commit in branches().items()}
        ref = names.get(entry["before"], "")
    return numbers, False

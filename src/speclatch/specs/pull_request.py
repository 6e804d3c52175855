"""What is known of the pull request that a change is: who has approved it, and what other ones bring."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

ReadAt = Callable[[str, str], bytes | None]
"""Gives the content of a path at a commit; None where nothing stands there, or it cannot be had."""


class Approval(NamedTuple):
    """Somebody's approving review: who, and the commit that it was given on."""

    login: str
    commit: str


class Claim(NamedTuple):
    """A file that another open pull request adds."""

    number: int
    path: str


class PullRequestFacts(NamedTuple):
    """What people and other pull requests say. ``readable`` is False where GitHub could not be asked.

    ``approvals`` hold the last word of everybody who has approved, ``read`` what they have seen.
    """

    approvals: tuple[Approval, ...] = ()
    claims: tuple[Claim, ...] = ()
    read: ReadAt = lambda _commit, _path: None
    readable: bool = True

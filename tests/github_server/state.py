"""What the server remembers: users, tokens, repositories, pull requests and everything said about them."""

from __future__ import annotations

import datetime
import enum
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MAX_BODY = 65_536  # characters of a comment or review; GitHub: "body is too long (maximum is 65536 characters)"


@dataclass(frozen=True)
class User:
    """An account. A bot's ``login`` ends in ``[bot]``, which GraphQL leaves out."""

    login: str
    id: int
    kind: str = "User"

    @property
    def graphql_login(self) -> str:
        """The name GraphQL gives the account."""
        return self.login.removesuffix("[bot]")


@dataclass(frozen=True)
class Token:
    """Who asks, and what that token may do.

    ``kind`` is ``human``, ``workflow`` (made for a job, with ``permissions``), or ``app`` (another bot's).
    ``permissions`` maps ``contents``, ``pull-requests``, ``issues``, ``checks``, ``statuses`` to ``read`` or
    ``write``; a human may do everything.
    """

    value: str = field(repr=False)
    kind: str
    user: User
    permissions: Mapping[str, str] = field(default_factory=dict)

    def may(self, level: str, *scopes: str) -> bool:
        """Whether any of ``scopes`` is granted at ``level`` (``read`` or ``write``)."""
        if self.kind == "human":
            return True
        enough = ("write",) if level == "write" else ("read", "write")
        return any(self.permissions.get(scope) in enough for scope in scopes)


class MergeRef(enum.Enum):
    """How ``refs/pull/N/merge`` is kept."""

    FRESH = "fresh"  # remade whenever head or base moves
    HELD = "held"  # left as it is, so that it goes stale
    MISSING = "missing"  # not there (GitHub has not made it yet)


@dataclass
class IssueComment:
    """A comment in the conversation of a pull request."""

    id: int
    user: User
    body: str
    created_at: str
    updated_at: str
    minimized: str | None = None


@dataclass
class ReviewComment:
    """A comment on a line, on lines or on a file of the diff.

    ``line``, ``start_line`` and ``position`` say where it stands now and are None once it is outdated; the
    ``original_*`` ones say where it was put. A reply names its thread's first comment in ``in_reply_to``.
    """

    id: int
    user: User
    body: str
    path: str
    created_at: str
    updated_at: str
    review_id: int
    commit_id: str
    original_commit_id: str
    original_base: str
    diff_hunk: str
    subject_type: str = "line"
    side: str = "RIGHT"
    start_side: str | None = None
    line: int | None = None
    start_line: int | None = None
    position: int | None = None
    original_line: int | None = None
    original_start_line: int | None = None
    original_position: int | None = None
    in_reply_to: int | None = None
    minimized: str | None = None
    pending: bool = False


@dataclass
class Thread:
    """A review conversation: a first comment and its replies, in order."""

    id: int
    comments: list[ReviewComment]
    resolved_by: User | None = None

    @property
    def is_resolved(self) -> bool:
        """Whether somebody resolved it."""
        return self.resolved_by is not None

    @property
    def is_outdated(self) -> bool:
        """Whether its line has gone from the diff."""
        first = self.comments[0]
        return first.subject_type == "line" and first.line is None


@dataclass
class Review:
    """A review. ``state`` is PENDING, COMMENTED, APPROVED, CHANGES_REQUESTED or DISMISSED."""

    id: int
    user: User
    body: str
    state: str
    commit_id: str
    submitted_at: str | None
    minimized: str | None = None
    dismissal: str | None = None


@dataclass
class CheckRun:
    """A check run; ``annotations`` grow with each update."""

    id: int
    user: User
    name: str
    head_sha: str
    status: str
    conclusion: str | None
    started_at: str | None
    completed_at: str | None
    details_url: str | None
    external_id: str
    title: str | None = None
    summary: str | None = None
    text: str | None = None
    annotations: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class CommitStatus:
    """A commit status."""

    id: int
    user: User
    sha: str
    state: str
    context: str
    description: str | None
    target_url: str | None
    created_at: str


@dataclass
class PullRequest:
    """A pull request. ``head_repository`` differs from ``repository`` where it comes from a fork.

    ``base_sha`` is the base's tip when the head was last pushed; the base may have moved on since.
    """

    id: int
    number: int
    repository: Repository
    head_repository: Repository
    user: User
    title: str
    body: str | None
    base_ref: str
    head_ref: str
    head_sha: str
    base_sha: str
    created_at: str
    updated_at: str
    draft: bool = False
    state: str = "open"
    merged_at: str | None = None
    merged_by: User | None = None
    merge_sha: str | None = None
    mergeable: bool | None = None
    merge_ref: MergeRef = MergeRef.FRESH
    comments: list[IssueComment] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)

    @property
    def review_comments(self) -> list[ReviewComment]:
        """All comments of all threads, oldest first."""
        found = [comment for thread in self.threads for comment in thread.comments]
        return sorted(found, key=lambda comment: comment.id)

    def thread_of(self, comment_id: int) -> Thread | None:
        """The thread that holds a review comment."""
        return next((thread for thread in self.threads if comment_id in {c.id for c in thread.comments}), None)


@dataclass
class Protection:
    """What a branch asks before a merge: names of required checks, and whether threads must be resolved."""

    required_checks: tuple[str, ...] = ()
    strict: bool = False
    conversation_resolution: bool = False


@dataclass(eq=False)
class Repository:
    """A repository: its bare git directory, and what was said about it."""

    id: int
    owner: User
    name: str
    path: Path
    default_branch: str = "main"
    private: bool = True
    fork_of: Repository | None = None
    pulls: dict[int, PullRequest] = field(default_factory=dict)
    check_runs: dict[int, CheckRun] = field(default_factory=dict)
    statuses: list[CommitStatus] = field(default_factory=list)
    protection: dict[str, Protection] = field(default_factory=dict)
    writers_may_delete_others: bool = False  # GitHub lets them; a test that forbids it sees the attempt

    @property
    def full_name(self) -> str:
        """``owner/name``."""
        return f"{self.owner.login}/{self.name}"


class Clock:
    """A clock that ticks once per look, so that everything has its own second and runs are alike."""

    def __init__(self) -> None:
        self._now = datetime.datetime(2026, 1, 5, 9, 0, tzinfo=datetime.UTC)

    def tick(self) -> str:
        """The next second, as GitHub writes it."""
        self._now += datetime.timedelta(seconds=1)
        return self._now.strftime("%Y-%m-%dT%H:%M:%SZ")


class World:
    """All state of one server. Ids are unique over all kinds; lists are in order of creation."""

    def __init__(self, first_id: int) -> None:
        self.clock = Clock()
        self._ids = itertools.count(first_id)
        self.users: dict[str, User] = {}
        self.tokens: dict[str, Token] = {}
        self.repositories: dict[str, Repository] = {}

    def next_id(self) -> int:
        """An id nothing else has."""
        return next(self._ids)

    def user(self, login: str) -> User:
        """The account of that name, made when first asked for."""
        if login not in self.users:
            kind = "Bot" if login.endswith("[bot]") else "User"
            self.users[login] = User(login, 1000 + len(self.users), kind)
        return self.users[login]

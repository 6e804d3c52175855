"""Read what ran us: an event's name and payload become a frozen Event, or one clear sentence."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from speclatch.errors import CannotJudgeError, UsageError
from speclatch.patterns import lazy_re

_T = TypeVar("_T")
_OID = lazy_re(r"(?:[0-9a-f]{40}|[0-9a-f]{64})\Z")
_FULL_NAME = lazy_re(r"[A-Za-z0-9][\w.\-]*/(?!\.\.?\Z)[\w.\-]+\Z", re.ASCII)
_BRANCH = "refs/heads/"


class EventKind(enum.Enum):
    """The events that the gate has an answer to, by GitHub's names."""

    PULL_REQUEST = "pull_request"
    PULL_REQUEST_TARGET = "pull_request_target"
    PULL_REQUEST_REVIEW = "pull_request_review"
    MERGE_GROUP = "merge_group"
    PUSH = "push"
    WORKFLOW_DISPATCH = "workflow_dispatch"
    SCHEDULE = "schedule"
    WORKFLOW_RUN = "workflow_run"


class EventError(UsageError):
    """The event is none that the gate has an answer to. The message is one sentence."""


class PayloadError(CannotJudgeError):
    """What GitHub handed to the job does not say what to judge. The message is one sentence."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, reduced to what the gate needs. Ids are full; absent texts are empty.

    Attributes:
        kind: which event.
        repository: the repository that the workflow runs in, ``owner/name``.
        head_sha: what the author wrote (of a push: the commit after it; of a deletion: all zeros).
        base_ref: the branch it goes to, without ``refs/heads/``; empty for push, dispatch and workflow_run.
        number: the pull request's number; None where it is to be found by head repository and sha.
        head_repository: where the head lives, ``owner/name``; empty if that repository was deleted.
        head_ref: the branch (or, for push and dispatch, the full ref) that the head is on.
        before: of a push, the commit before it; all zeros for a new ref.
        action: GitHub's word for what was done (``opened``, ``synchronize``, ``edited``, ``completed``).
        draft: whether the pull request is a draft.
        author: the login of who opened the pull request or started the run.
        triggered_by: of workflow_run, the event that started the first workflow.
        default_branch: the repository's default branch, where the payload names it.
    """

    kind: EventKind
    repository: str
    head_sha: str
    base_ref: str = ""
    number: int | None = None
    head_repository: str = ""
    head_ref: str = ""
    before: str = ""
    action: str = ""
    draft: bool = False
    author: str = ""
    triggered_by: str = ""
    default_branch: str = ""

    @property
    def is_fork(self) -> bool:
        """Whether the head lives in another repository, a deleted one included."""
        return self.head_repository.casefold() != self.repository.casefold()

    @property
    def is_deletion(self) -> bool:
        """Whether a ref was deleted, so that there is nothing to judge."""
        return self.kind is EventKind.PUSH and not self.head_sha.strip("0")

    @property
    def is_new_ref(self) -> bool:
        """Whether a push made its ref, so that there is nothing to compare with."""
        return self.kind is EventKind.PUSH and not self.before.strip("0")


def read_event(name: str, payload: object, environ: Mapping[str, str] | None = None) -> Event:
    """Make an Event of what GitHub hands to a job.

    Args:
        name: ``GITHUB_EVENT_NAME``.
        payload: the parsed JSON of the file ``GITHUB_EVENT_PATH``.
        environ: of it, ``GITHUB_REPOSITORY`` is used where the payload names no repository, and
            ``GITHUB_SHA`` and ``GITHUB_REF`` for workflow_dispatch and schedule.

    Raises:
        EventError: an event that the gate has no answer to.
        PayloadError: a payload that lacks something.
    """
    try:
        kind = EventKind(name)
    except ValueError:
        known = ", ".join(kind.value for kind in EventKind)
        raise EventError(f"The event “{_short(name)}” is not one the gate can judge; it knows {known}.") from None
    if not isinstance(payload, Mapping):
        raise PayloadError(f"The payload of the {name} event is not a JSON object.")
    reader = _Reader(name, payload, environ or {})
    return replace(_READERS[kind](reader, kind), default_branch=reader.optional("repository.default_branch"))


class _Reader:
    """Take typed values out of a payload by their dotted path; what is not as expected is a PayloadError."""

    def __init__(self, name: str, payload: Mapping[object, object], environ: Mapping[str, str]) -> None:
        self.name = name
        self.payload = payload
        self.environ = environ

    def value(self, path: str) -> object:
        """What stands at ``path``; None if something on the way is absent."""
        found: object = self.payload
        for key in path.split("."):
            found = found.get(key) if isinstance(found, Mapping) else None
        return found

    def _typed(self, path: str, kind: type[_T], fits: Callable[[_T], object], what: str) -> _T:
        value = self.value(path)
        if type(value) is not kind or not fits(value):
            raise PayloadError(f"The payload of the {self.name} event has no usable {path}: {what} is expected.")
        return value

    def sha(self, path: str) -> str:
        """A full object id."""
        return self._typed(path, str, _OID.match, "a full commit id")

    def number(self, path: str) -> int:
        """A number from 1."""
        return self._typed(path, int, lambda number: number > 0, "a positive number")

    def text(self, path: str) -> str:
        """A text that is not empty."""
        return self._typed(path, str, bool, "a text")

    def optional(self, path: str) -> str:
        """A text, empty if there is none."""
        value = self.value(path)
        return value if isinstance(value, str) else ""

    def full_name(self, path: str) -> str:
        """A repository's ``owner/name``; empty if the repository is gone (null)."""
        if self.value(path.rpartition(".")[0]) is None:
            return ""
        return self._typed(path, str, _FULL_NAME.match, "owner/name")

    def repository(self) -> str:
        """The repository that the workflow runs in."""
        name = self.full_name("repository.full_name") or self.environ.get("GITHUB_REPOSITORY", "")
        if not _FULL_NAME.match(name):
            raise PayloadError(f"The payload of the {self.name} event names no repository.")
        return name

    def branch(self, path: str) -> str:
        """A branch's name without ``refs/heads/``."""
        return self.text(path).removeprefix(_BRANCH)


def _pull_request(reader: _Reader, kind: EventKind) -> Event:
    return Event(
        kind,
        reader.repository(),
        reader.sha("pull_request.head.sha"),
        base_ref=reader.branch("pull_request.base.ref"),
        number=reader.number("pull_request.number"),
        head_repository=reader.full_name("pull_request.head.repo.full_name"),
        head_ref=reader.optional("pull_request.head.ref"),
        action=reader.optional("action"),
        draft=reader.value("pull_request.draft") is True,
        author=reader.optional("pull_request.user.login"),
    )


def _merge_group(reader: _Reader, kind: EventKind) -> Event:
    repository = reader.repository()
    return Event(
        kind,
        repository,
        reader.sha("merge_group.head_sha"),
        base_ref=reader.branch("merge_group.base_ref"),
        head_repository=repository,
        head_ref=reader.optional("merge_group.head_ref"),
        action=reader.optional("action"),
        author=reader.optional("sender.login"),
    )


def _push(reader: _Reader, kind: EventKind) -> Event:
    repository = reader.repository()
    return Event(
        kind,
        repository,
        reader.sha("after"),
        head_repository=repository,
        head_ref=reader.text("ref"),
        before=reader.sha("before"),
        author=reader.optional("sender.login"),
    )


def _as_a_whole(reader: _Reader, kind: EventKind) -> Event:
    """What is started by hand or by the clock: its payload says nothing of commits."""
    repository = reader.repository()
    sha = reader.environ.get("GITHUB_SHA", "")
    if not _OID.match(sha):
        raise PayloadError("GITHUB_SHA holds no full commit id, so it is not known what to judge.")
    return Event(
        kind,
        repository,
        sha,
        head_repository=repository,
        head_ref=reader.optional("ref") or reader.environ.get("GITHUB_REF", ""),
        author=reader.optional("sender.login"),
    )


def _workflow_run(reader: _Reader, kind: EventKind) -> Event:
    return Event(
        kind,
        reader.repository(),
        reader.sha("workflow_run.head_sha"),
        head_repository=reader.full_name("workflow_run.head_repository.full_name"),
        head_ref=reader.optional("workflow_run.head_branch"),
        action=reader.optional("action"),
        author=reader.optional("workflow_run.actor.login"),
        triggered_by=reader.optional("workflow_run.event"),
    )


_READERS: Mapping[EventKind, Callable[[_Reader, EventKind], Event]] = {
    EventKind.PULL_REQUEST: _pull_request,
    EventKind.PULL_REQUEST_TARGET: _pull_request,
    EventKind.PULL_REQUEST_REVIEW: _pull_request,
    EventKind.MERGE_GROUP: _merge_group,
    EventKind.PUSH: _push,
    EventKind.WORKFLOW_DISPATCH: _as_a_whole,
    EventKind.SCHEDULE: _as_a_whole,
    EventKind.WORKFLOW_RUN: _workflow_run,
}


def _short(text: str) -> str:
    """A name from outside, fit for a sentence."""
    return "".join(c if c.isprintable() else "?" for c in text[:60])

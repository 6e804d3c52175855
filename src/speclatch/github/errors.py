"""What can go wrong between us and GitHub, by what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from speclatch.errors import CannotJudgeError


class GitHubError(CannotJudgeError):
    """A request that was not answered as hoped. ``status`` is 0 where there was no answer."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class NotPermittedError(GitHubError):
    """The token may not do this (401, 403): no use in trying again."""


class GoneError(GitHubError):
    """What was asked for is not there, or not for this token (404, 410)."""


class RefusedError(GitHubError):
    """GitHub does not accept the request as it is (422 and other 4xx)."""


class UnavailableError(GitHubError):
    """No answer within the retries and seconds allowed: faults of the server, or a rate limit."""


class UncertainError(UnavailableError):
    """The answer to a request that creates something got lost: look before trying again."""


class UnusableAnswerError(GitHubError):
    """An answer of status 200 that is not what was asked for, as a proxy's login page is."""


@contextmanager
def as_documented(what: str) -> Iterator[None]:
    """Read an answer by GitHub's documentation.

    Raises:
        UnusableAnswerError: it is not as documented.
    """
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise UnusableAnswerError(f"GitHub's answer is not {what}") from error

"""The way of a request to GitHub's servers and back: PyGithub's connections, with bounds on time and size.

``requests`` bounds only the wait for the next byte, so a server that sends one now and then would be listened to for
ever, and one that never stops until memory ends.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import requests
from github.Requester import HTTPRequestsConnectionClass, HTTPSRequestsConnectionClass, Requester, RequestsResponse
from urllib3.exceptions import HTTPError

from speclatch.github.errors import UnusableAnswerError

ANSWER_SECONDS = 60.0
"""Seconds that a request may take from its beginning to the last byte of its answer."""
MAX_ANSWER_BYTES = 64 * 1024 * 1024
"""More than the largest that is asked for: a hundred comments, each with its text, are some 26 MB at most."""
_CHUNK = 1 << 16

T = TypeVar("T")


class _Answer(RequestsResponse):
    """An answer whose body is read here."""

    def __init__(self, response: requests.Response, deadline: float) -> None:
        super().__init__(response)
        self._deadline = deadline

    def read(self) -> str:
        """The body as text.

        Raises:
            requests.RequestException: it broke off, or took too long.
            UnusableAnswerError: it is too large.
        """
        raw, body = self.response.raw, bytearray()
        step: Callable[..., bytes] = getattr(raw, "read1", raw.read)  # urllib3 before 2.0 has no ``read1``
        try:
            while chunk := step(_CHUNK, decode_content=True):
                body += chunk
                if len(body) > MAX_ANSWER_BYTES:
                    self.response.close()
                    raise UnusableAnswerError(f"an answer of GitHub's is larger than {MAX_ANSWER_BYTES:,} bytes")
                if time.monotonic() > self._deadline:
                    self.response.close()
                    raise requests.Timeout("the answer took too long")
        except (HTTPError, OSError) as error:
            if isinstance(error, requests.RequestException):
                raise
            raise requests.ConnectionError(type(error).__name__) from error
        return body.decode("utf-8", "replace")


class _Bounded:
    """What both kinds of connection have in common; PyGithub makes one for each request."""

    session: requests.Session
    protocol: str
    host: str
    port: int
    _sessions: dict[tuple[str, str, int], requests.Session] = {}  # noqa: RUF012 - shared: it keeps connections open

    def _share(self) -> None:
        self.session = self._sessions.setdefault((self.protocol, self.host, self.port), self.session)

    def close(self) -> None:
        """Nothing: the next request goes by the same connection."""

    def getresponse(self) -> RequestsResponse:
        """Send the request that was set up, and give the answer."""
        own: Any = self
        response = self.session.request(
            own.verb,
            f"{self.protocol}://{self.host}:{self.port}{own.url}",
            headers=own.headers,
            data=own.input,
            timeout=own.timeout,
            verify=own.verify,
            allow_redirects=False,
            stream=True,
        )
        return _Answer(response, time.monotonic() + ANSWER_SECONDS)


class _Http(_Bounded, HTTPRequestsConnectionClass):
    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._share()


class _Https(_Bounded, HTTPSRequestsConnectionClass):
    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._share()


def bound_requests() -> None:
    """Let PyGithub use connections with bounds, from now on."""
    Requester.injectConnectionClasses(_Http, _Https)


def within(seconds: float, ask: Callable[[], T]) -> T:
    """What ``ask`` returns or raises, if it does so in time; else it is left alone, and ends with the process.

    Raises:
        TimeoutError: it took longer.
    """
    done: list[T] = []
    failed: list[BaseException] = []

    def work() -> None:
        try:
            done.append(ask())
        except BaseException as error:  # noqa: BLE001 - raised again by who waits
            failed.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise TimeoutError("the answer took too long")
    return done[0]

"""Things that go wrong on demand: refusals, lost connections, silence, and tests that step in between."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .wire import Answer, Request

CREATING = re.compile(r"/(comments|replies|reviews|events)\Z")


@dataclass
class Fault:
    """What befalls the next ``times`` requests that match.

    ``method``, ``path`` (a regular expression searched in the path), ``kind`` and ``operation`` (searched in
    a GraphQL request's operation) must all fit; None fits all. ``after`` lets the request take effect first.
    ``status`` 0 resets the connection; None only waits. ``seconds`` is waited before anything else happens.
    ``skip`` lets that many matching requests pass first. ``body`` is answered instead of an error with
    ``message``: a GraphQL error comes with status 200.
    """

    status: int | None
    method: str | None = None
    path: str | None = None
    kind: str | None = None
    operation: str | None = None
    times: int = 1
    after: bool = False
    skip: int = 0
    seconds: float = 0.0
    message: str = "Server Error"
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def fits(self, request: Request) -> bool:
        """Whether this request is meant."""
        return (
            self.method in (None, request.method)
            and self.kind in (None, request.kind)
            and (self.path is None or re.search(self.path, request.path) is not None)
            and (self.operation is None or re.search(self.operation, request.operation) is not None)
        )

    def answer(self) -> Answer:
        """What is answered instead."""
        said = {"message": self.message, "documentation_url": "https://docs.github.com/rest"}
        body = said if self.body is None else self.body
        return Answer(self.status or 500, body, dict(self.headers))


@dataclass
class Hook:
    """A test's own function, called once for the first request that fits, before or after it takes effect."""

    fits: Callable[[Request], bool]
    call: Callable[[Request], None]
    after: bool = False
    times: int = 1


class Faults:
    """All faults and hooks of one server, in the order they were asked for."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._hooks: list[Hook] = []
        self._lock = threading.Lock()
        self._created: list[float] = []
        self._limit: tuple[int, float, str | None] | None = None
        self.closed = threading.Event()

    def add(self, fault: Fault) -> Fault:
        """Ask for a fault."""
        with self._lock:
            self._faults.append(fault)
        return fault

    def hook(self, hook: Hook) -> None:
        """Ask to be called."""
        with self._lock:
            self._hooks.append(hook)

    def clear(self) -> None:
        """Let all be well again."""
        with self._lock:
            self._faults.clear()
            self._hooks.clear()
            self._limit = None

    def limit_content(self, count: int, seconds: float, retry_after: str | None) -> None:
        """Refuse creating comments and reviews once ``count`` came within ``seconds``."""
        with self._lock:
            self._limit, self._created = (count, seconds, retry_after), []

    def next_for(self, request: Request) -> Fault | None:
        """The fault that befalls a request, if any; it is used up by this."""
        with self._lock:
            for fault in self._faults:
                if fault.times > 0 and fault.fits(request):
                    if fault.skip > 0:
                        fault.skip -= 1
                        continue
                    fault.times -= 1
                    return fault
            return self._limited(request)

    def _limited(self, request: Request) -> Fault | None:
        by_rest = request.method == "POST" and request.kind == "rest" and CREATING.search(request.path)
        if self._limit is None or not (by_rest or request.operation.startswith("mutation add")):
            return None
        count, seconds, retry_after = self._limit
        now = time.monotonic()
        self._created = [when for when in self._created if now - when < seconds]
        if len(self._created) >= count:
            text = "You have exceeded a secondary rate limit and have been blocked from content creation."
            headers = {"Retry-After": retry_after} if retry_after is not None else {}
            return Fault(403, message=text, headers=headers)
        self._created.append(now)
        return None

    def call_hooks(self, request: Request, *, after: bool) -> None:
        """Call whoever waits for this request."""
        with self._lock:
            due = [hook for hook in self._hooks if hook.after is after and hook.times > 0 and hook.fits(request)]
            for hook in due:
                hook.times -= 1
        for hook in due:
            hook.call(request)

    def wait(self, seconds: float) -> None:
        """Let time pass, but not past the server's end."""
        if seconds:
            self.closed.wait(seconds)

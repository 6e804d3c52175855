"""GitHubServer: the whole of it, started and stopped, and what a test does to it besides sending requests."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .application import Application
from .contract import Contract, find_openapi
from .faults import Fault, Hook
from .graphql_schema import why_not_githubs
from .http import Listener
from .people import People
from .shapes import Urls
from .state import World
from .wire import Request


class GitHubServer(People):
    """A GitHub on a port of this machine, as a context manager. See the package's docstring for the tour.

    ``enterprise`` puts REST under ``/api/v3`` as GitHub Enterprise Server does, else at the root as
    api.github.com does. ``public_host`` is the name clients know the machine by, where that is not ``host``.
    ``first_id`` above 2**31 gives ids that GraphQL's ``databaseId`` cannot hold.
    """

    def __init__(
        self,
        *,
        enterprise: bool = False,
        host: str = "127.0.0.1",
        port: int = 0,
        public_host: str | None = None,
        first_id: int = 1_000_001,
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="github-server-")
        self.contract = Contract(find_openapi(enterprise=enterprise))
        self._listener = Listener(host, port, self._serve)
        self.server_url = f"http://{public_host or host}:{self._listener.server_address[1]}"
        self.api_url = self.server_url + ("/api/v3" if enterprise else "")
        self.graphql_url = self.server_url + ("/api/graphql" if enterprise else "/graphql")
        self.urls = Urls(self.api_url, self.server_url)
        root = Path(self._folder.name)
        super().__init__(World(first_id), root)
        self._application = Application(self.world, root, self.urls, self.contract, enterprise=enterprise)
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.05,), daemon=True)

    def _serve(self, *request: Any) -> Any:
        return self._application(*request)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._application.faults.closed.set()
        self._listener.shutdown()
        self._listener.hang_up()
        self._listener.server_close()
        self._thread.join()
        self._folder.cleanup()

    @property
    def requests(self) -> list[Request]:
        """Every request so far, in order of arrival."""
        return self._application.requests

    @property
    def api_requests(self) -> list[Request]:
        """The requests to REST and GraphQL: git's own are not counted against a budget."""
        return [request for request in self.requests if request.kind in ("rest", "graphql")]

    def count(self, method: str | None = None, path: str = "", kind: str | None = None) -> int:
        """How many requests there were of a method, of a kind, with ``path`` in their path."""
        return sum(
            method in (None, request.method) and kind in (None, request.kind) and path in request.path
            for request in self.requests
        )

    def forget_requests(self) -> None:
        """Count from here."""
        self._application.requests.clear()

    @property
    def problems(self) -> list[str]:
        """What did not agree with GitHub's descriptions, and the server's own failures; none in a test."""
        return [*self.contract.violations, *self._application.errors]

    def take_problems(self) -> list[str]:
        """The problems so far, which a test of bad requests expects; they are forgotten."""
        found = self.problems
        self.contract.violations.clear()
        self._application.errors.clear()
        return found

    @property
    def skipped_checks(self) -> tuple[str, ...]:
        """Why some checks are not made, in sentences; empty if GitHub's descriptions are at hand."""
        return tuple(reason for reason in (self.contract.skipped, why_not_githubs()) if reason)

    def refresh(self) -> None:
        """Take over all pushes into the pull requests."""
        for repository in self.world.repositories.values():
            self._application.refresh(repository)

    def fail(self, status: int = 502, **how: Any) -> Fault:
        """Answer the next matching request with ``status``; see ``Fault`` for what can be asked."""
        return self._application.faults.add(Fault(status, **how))

    def rate_limit(self, status: int = 403, retry_after: int | None = None, **how: Any) -> Fault:
        """Refuse the next matching request for its frequency, with or without ``retry-after`` in seconds."""
        headers: Mapping[str, str] = {} if retry_after is None else {"Retry-After": str(retry_after)}
        message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
        return self.fail(status, headers=headers, message=message, **how)

    def reset(self, **how: Any) -> Fault:
        """Break the next matching request's connection; ``after=True`` once it has taken effect."""
        return self.fail(0, **how)

    def stall(self, seconds: float, **how: Any) -> Fault:
        """Let the next matching request wait; it is then served (unless the client has gone)."""
        return self._application.faults.add(Fault(None, seconds=seconds, **how))

    def limit_content_creation(self, count: int, seconds: float, retry_after: int | None = None) -> None:
        """Refuse comments and reviews after ``count`` in ``seconds``, as GitHub does after 80 a minute."""
        text = None if retry_after is None else str(retry_after)
        self._application.faults.limit_content(count, seconds, text)

    def on_request(
        self, call: Callable[[Request], None], *, after: bool = False, times: int = 1, **matching: Any
    ) -> None:
        """Call the test when a matching request comes in, before it takes effect or after it has."""
        self._application.faults.hook(Hook(Fault(None, **matching).fits, call, after, times))

    def be_well(self) -> None:
        """Forget all faults and hooks that have not happened yet."""
        self._application.faults.clear()

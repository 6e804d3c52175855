"""Ask GitHub, through PyGithub, with retries that are bounded, counted and never silent.

PyGithub's own retrying is off: it would wait out a rate limit for as long as GitHub says, without a word,
and repeat a POST without looking whether it took effect.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from github import Auth, Github, GithubException
from speclatch.git.faults import printable
from speclatch.github.errors import (
    GitHubError,
    RefusedError,
    UnavailableError,
    UncertainError,
    UnusableAnswerError,
    as_documented,
)
from speclatch.github.faults import classify, graphql_error, rate_limit_wait, says_by_field, spares
from speclatch.github.transport import ANSWER_SECONDS, bound_requests, within

PER_PAGE = 100
"""The most that GitHub lists on a page."""
TIMEOUT = 30
"""Seconds to wait for a connection or for the next bytes of an answer."""
ATTEMPTS = 4
"""How often a request is made before its faults are believed."""
NO_ANSWER = "GitHub's answer is none to what was asked"
NOT_GRAPHQL = "GitHub's answer is not one to a GraphQL query"
_UNTRUSTED = "CERTIFICATE_VERIFY_FAILED"  # OpenSSL's word; trying again would not help
_TRANSPORT_FAULTS = (OSError, json.JSONDecodeError, UnicodeDecodeError)  # ``requests`` derives from OSError


class Clock(Protocol):
    """Time, as an effect that tests can replace."""

    def time(self) -> float:
        """Seconds since the epoch."""
        ...

    def sleep(self, seconds: float, /) -> None:
        """Wait."""
        ...


@dataclass
class Budget:
    """The seconds that a run may still lose on faults and limits of GitHub, over all its requests."""

    seconds: float
    clock: Clock = field(default_factory=lambda: time)

    def spend(self, seconds: float) -> None:
        """Count time that was lost on a request that failed."""
        self.seconds = max(0.0, self.seconds - seconds)

    def wait(self, seconds: float) -> None:
        """Wait that long. There must be as much left."""
        self.spend(seconds)
        self.clock.sleep(seconds)


class GitHubClient:
    """One token's way to one GitHub.

    Args:
        token: what to authenticate with; empty for none.
        api_url: the REST API's base, ``GITHUB_API_URL``; GraphQL's is derived from it.
        certificates: a file of authorities to trust in place of the usual ones.
        retry_budget: seconds that all waits and failed requests of this client may take together.
        talk: gets one sentence for each wait, and for nothing else.
        clock: time, for tests.
    """

    def __init__(
        self,
        token: str,
        api_url: str,
        *,
        certificates: Path | None = None,
        retry_budget: float = 60.0,
        talk: Callable[[str], None] = lambda _: None,
        clock: Clock = time,
    ) -> None:
        bound_requests()
        self._token = token
        self._requester = Github(
            auth=Auth.Token(token) if token else None,
            base_url=api_url,
            verify=True if certificates is None else str(certificates),
            timeout=TIMEOUT,
            per_page=PER_PAGE,
            retry=None,
            user_agent="speclatch",
            # A run makes fewer writes than GitHub's limits allow in a minute, so there is no need to pace
            # them.
            seconds_between_requests=None,
            seconds_between_writes=None,
        ).requester
        self._budget = Budget(retry_budget, clock)
        self._talk = talk
        self.requests = 0

    def get(self, path: str, parameters: Mapping[str, object] | None = None) -> Any:
        """The JSON at ``path`` (from the API's base)."""
        return self._ask("GET", path, parameters=parameters)

    def send(
        self,
        verb: str,
        path: str,
        payload: Mapping[str, object] | None = None,
        *,
        repeatable: bool | None = None,
    ) -> Any:
        """Change something by REST: ``verb`` is POST, PATCH, PUT or DELETE.

        ``repeatable`` says whether doing it twice is no different from once; by default, of all but a POST.

        Raises:
            UncertainError: what is not repeatable may or may not have taken effect; look, then decide.
            GitHubError: any other failure, see ``errors``.
        """
        return self._ask(verb, path, payload=payload, repeatable=verb != "POST" if repeatable is None else repeatable)

    def query(
        self, text: str, variables: Mapping[str, object], *, repeatable: bool = True, spare: tuple[str, ...] = ()
    ) -> Mapping[str, Any]:
        """The ``data`` of a GraphQL query or mutation. Where only what is at or below ``spare`` fails, it is null.

        Raises:
            UncertainError: as for ``send``, of a mutation that is not ``repeatable``.
            GitHubError: any other failure.
        """
        answer = self._ask("GRAPHQL", text, payload=variables, repeatable=repeatable, spare=spare)
        data = answer.get("data") if isinstance(answer, Mapping) else None
        if isinstance(data, Mapping):
            return data
        if not repeatable:
            raise UncertainError(NOT_GRAPHQL)
        raise UnusableAnswerError(NOT_GRAPHQL)

    def change(self, text: str, variables: Mapping[str, object]) -> Mapping[str, GitHubError]:
        """Send several mutations, each under an alias: what went wrong, by alias. All of them must be repeatable.

        Raises:
            GitHubError: none of them is known to have been carried out.
        """
        with as_documented("one to a GraphQL query"):
            errors = self._ask("GRAPHQL", text, payload=variables, by_field=True).get("errors", [])
            found = {str(error["path"][0]): graphql_error({"errors": [error]}, "") for error in errors}
        return {alias: self._safe(error) for alias, error in found.items()}

    def _ask(
        self,
        verb: str,
        path: str,
        *,
        parameters: Mapping[str, object] | None = None,
        payload: Mapping[str, object] | None = None,
        repeatable: bool = True,
        by_field: bool = False,
        spare: tuple[str, ...] = (),
    ) -> Any:
        for attempt in range(1, ATTEMPTS + 1):
            self.requests += 1
            began = self._budget.clock.time()
            try:
                return within(ANSWER_SECONDS, partial(self._once, verb, path, parameters, payload))
            except GithubException as error:
                if (by_field and says_by_field(error.data)) or (spare and spares(error.data, spare)):
                    return error.data
                fault = classify(error.status, error.data, error.message or "", verb)
                wait = rate_limit_wait(error, self._budget.clock.time())
                if wait is not None:
                    fault = UnavailableError("GitHub limits the rate of requests", error.status)
            except _TRANSPORT_FAULTS as error:
                if _UNTRUSTED in str(error):
                    message = "GitHub's certificate is not one to trust here (REQUESTS_CA_BUNDLE can name others)"
                    raise UnavailableError(message) from error
                fault, wait = UnavailableError(f"no answer from GitHub ({type(error).__name__})"), None
            except RuntimeError as error:  # PyGithub's word for a redirect that it does not follow
                raise self._safe(RefusedError(str(error))) from error
            except (AttributeError, KeyError, TypeError, ValueError) as error:  # PyGithub, on what is no answer at all
                if not repeatable:
                    raise UncertainError(NO_ANSWER) from error
                raise UnusableAnswerError(NO_ANSWER) from error
            if not isinstance(fault, UnavailableError):
                raise self._safe(fault)
            if wait is None and not repeatable:
                raise UncertainError(str(fault), fault.status)
            self._budget.spend(self._budget.clock.time() - began)
            self._before_retry(fault, attempt, wait)
        raise AssertionError("the last attempt raises")

    def _once(
        self,
        verb: str,
        path: str,
        parameters: Mapping[str, object] | None,
        payload: Mapping[str, object] | None,
    ) -> Any:
        if verb == "GRAPHQL":
            return self._requester.graphql_query(path, dict(payload or {}))[1]
        _, data = self._requester.requestJsonAndCheck(
            verb,
            path,
            parameters=None if parameters is None else dict(parameters),
            input=None if payload is None else dict(payload),
        )
        return data

    def _safe(self, error: GitHubError) -> GitHubError:
        """The error with nothing in its text that may not be shown: a server may echo what it was sent."""
        error.args = (printable(str(error), (self._token,)),)
        return error

    def _before_retry(self, fault: UnavailableError, attempt: int, wait: float | None) -> None:
        seconds = 2.0 ** (attempt - 1) if wait is None else wait
        if attempt == ATTEMPTS:
            raise fault
        if seconds > self._budget.seconds:
            message = f"{fault}; waiting {seconds:.0f} s is more than the retry budget has left"
            raise UnavailableError(message, fault.status)
        self._talk(f"{fault}: trying again in {seconds:.0f} s")
        self._budget.wait(seconds)

"""Ask GitHub, through PyGithub, with retries that are bounded, counted and never silent.

PyGithub's own retrying is off: it would wait out a rate limit for as long as GitHub says, without a word,
and repeat a POST without looking whether it took effect.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from github import Auth, Github, GithubException
from speclatch.github.errors import (
    GitHubError,
    GoneError,
    NotPermittedError,
    RefusedError,
    UnavailableError,
    UncertainError,
)

PER_PAGE = 100
"""The most that GitHub lists on a page."""
TIMEOUT = 30
"""Seconds to wait for a connection or for the next bytes of an answer."""
ATTEMPTS = 4
"""How often a request is made before its faults are believed."""
SECONDARY_LIMIT_WAIT = 60.0
"""Seconds to wait after a secondary rate limit that names no time (GitHub docs, REST best practices)."""
_RATE_LIMIT = "rate limit"
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
        """Count time that was lost on a request in vain."""
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

    def query(self, text: str, variables: Mapping[str, object], *, repeatable: bool = True) -> Mapping[str, Any]:
        """The ``data`` of a GraphQL query or mutation.

        Raises:
            UncertainError: as for ``send``, of a mutation that is not ``repeatable``.
            GitHubError: any other failure.
        """
        answer = self._ask("GRAPHQL", text, payload=variables, repeatable=repeatable)
        return answer["data"]  # type: ignore[no-any-return]

    def change(self, text: str, variables: Mapping[str, object]) -> Mapping[str, GitHubError]:
        """Send several mutations, each under an alias: what went wrong, by alias. All of them must be repeatable.

        Raises:
            GitHubError: none of them is known to have been carried out.
        """
        errors = self._ask("GRAPHQL", text, payload=variables, by_field=True).get("errors", [])
        return {str(error["path"][0]): _graphql_error({"errors": [error]}, "") for error in errors}

    def _ask(
        self,
        verb: str,
        path: str,
        *,
        parameters: Mapping[str, object] | None = None,
        payload: Mapping[str, object] | None = None,
        repeatable: bool = True,
        by_field: bool = False,
    ) -> Any:
        for attempt in range(1, ATTEMPTS + 1):
            self.requests += 1
            began = self._budget.clock.time()
            try:
                return self._once(verb, path, parameters, payload)
            except GithubException as error:
                if by_field and _is_told_by_field(error.data):
                    return error.data
                fault = classify(error.status, error.data, error.message or "", verb)
                wait = rate_limit_wait(error, self._budget.clock.time())
                if wait is not None:
                    fault = UnavailableError("GitHub limits the rate of requests", error.status)
            except _TRANSPORT_FAULTS as error:
                if _UNTRUSTED in str(error):
                    told = "GitHub's certificate is not one to trust here (REQUESTS_CA_BUNDLE can name others)"
                    raise UnavailableError(told) from error
                fault, wait = UnavailableError(f"no answer from GitHub ({type(error).__name__})"), None
            except RuntimeError as error:  # PyGithub's word for a redirect that it does not follow
                raise RefusedError(str(error)) from error
            if not isinstance(fault, UnavailableError):
                raise fault
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

    def _before_retry(self, fault: UnavailableError, attempt: int, wait: float | None) -> None:
        seconds = 2.0 ** (attempt - 1) if wait is None else wait
        if attempt == ATTEMPTS:
            raise fault
        if seconds > self._budget.seconds:
            told = f"{fault}; waiting {seconds:.0f} s is more than the retry budget has left"
            raise UnavailableError(told, fault.status)
        self._talk(f"{fault}: trying again in {seconds:.0f} s")
        self._budget.wait(seconds)


def classify(status: int, data: object, message: str, verb: str) -> GitHubError:
    """Sort an answer of GitHub's by what can be done about it."""
    told = message or _message(data) or f"GitHub answered {status}"
    lowered = told.lower()
    if status >= 500 or status == 408:
        return UnavailableError(f"GitHub answered {status}", status)
    if status == 429 or (status == 403 and _RATE_LIMIT in lowered) or _is_abuse(lowered):
        return UnavailableError("GitHub limits the rate of requests", status)
    if verb == "GRAPHQL" and status == 400:
        return _graphql_error(data, told)
    if status in (401, 403):
        return NotPermittedError(told, status)
    if status in (404, 410):
        return GoneError(told, status)
    return RefusedError(told, status)


def _graphql_error(data: object, told: str) -> GitHubError:
    """Sort the ``errors`` of a GraphQL answer, which comes with status 200."""
    errors = data.get("errors", []) if isinstance(data, dict) else []
    kinds = {error.get("type") for error in errors if isinstance(error, dict)}
    text = "; ".join(str(error.get("message")) for error in errors if isinstance(error, dict)) or told
    if kinds & {"FORBIDDEN", "INSUFFICIENT_SCOPES"} or "not accessible by" in text:
        return NotPermittedError(text, 403)
    if "RATE_LIMITED" in kinds:
        return UnavailableError("GitHub limits the rate of requests", 403)
    if kinds == {"NOT_FOUND"}:
        return GoneError(text, 404)
    if "something went wrong" in text.lower() or "timeout" in text.lower():
        return UnavailableError("GitHub could not answer the query", 502)
    return RefusedError(text, 400)


def _is_told_by_field(data: object) -> bool:
    """Whether a GraphQL answer says of each field that failed why it did.

    Where GitHub was just not able to, the whole is better asked again.
    """
    errors = data.get("errors") if isinstance(data, dict) else None
    return isinstance(errors, list) and all(
        isinstance(error, dict)
        and error.get("path")
        and not isinstance(_graphql_error({"errors": [error]}, ""), UnavailableError)
        for error in errors
    )


def _is_abuse(message: str) -> bool:
    return "retry your request again later" in message or "wait a few minutes before you try again" in message


def _message(data: object) -> str:
    """GitHub's own words, with the details that its validation gives."""
    if not isinstance(data, dict):
        return ""
    message = str(data.get("message") or data.get("data") or "")
    details = data.get("errors")
    if isinstance(details, list) and details:
        shown = "; ".join(
            str(item.get("message") or item.get("field") or item.get("code")) if isinstance(item, dict) else str(item)
            for item in details[:3]
        )
        return f"{message}: {shown}" if message else shown
    return message


def rate_limit_wait(error: GithubException, now: float) -> float | None:
    """Seconds after which GitHub wants to be asked again; None where it was no rate limit.

    Such a request was not carried out, whatever it was, so it may be repeated.
    """
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    if error.status not in (403, 429):
        return None
    retry_after = headers.get("retry-after", "")
    if retry_after.isdigit():
        return float(retry_after)
    if headers.get("x-ratelimit-remaining") == "0" and headers.get("x-ratelimit-reset", "").isdigit():
        return max(1.0, float(headers["x-ratelimit-reset"]) - now + 1)
    limited = isinstance(classify(error.status, error.data, error.message or "", "GET"), UnavailableError)
    return SECONDARY_LIMIT_WAIT if limited else None

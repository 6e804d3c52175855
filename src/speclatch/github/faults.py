"""Sort what GitHub answers where it does not do what was asked, and say when to ask again."""

from __future__ import annotations

from collections.abc import Sequence

from github import GithubException
from speclatch.github.errors import GitHubError, GoneError, NotPermittedError, RefusedError, UnavailableError

SECONDARY_LIMIT_WAIT = 60.0
"""Seconds to wait after a secondary rate limit that names no time (GitHub docs, REST best practices)."""
_RATE_LIMIT = "rate limit"


def classify(status: int, data: object, message: str, verb: str) -> GitHubError:
    """Sort an answer of GitHub's by what can be done about it."""
    sentence = message or _message(data) or f"GitHub answered {status}"
    lowered = sentence.lower()
    if status >= 500 or status == 408:
        return UnavailableError(f"GitHub answered {status}", status)
    if status == 429 or (status == 403 and _RATE_LIMIT in lowered) or _is_abuse(lowered):
        return UnavailableError("GitHub limits the rate of requests", status)
    if verb == "GRAPHQL" and status == 400:
        return graphql_error(data, sentence)
    if status in (401, 403):
        return NotPermittedError(sentence, status)
    if status in (404, 410):
        return GoneError(sentence, status)
    return RefusedError(sentence, status)


def graphql_error(data: object, sentence: str) -> GitHubError:
    """Sort the ``errors`` of a GraphQL answer, which comes with status 200."""
    errors = data.get("errors", []) if isinstance(data, dict) else []
    kinds = {error.get("type") for error in errors if isinstance(error, dict)}
    text = "; ".join(str(error.get("message")) for error in errors if isinstance(error, dict)) or sentence
    if kinds & {"FORBIDDEN", "INSUFFICIENT_SCOPES"} or "not accessible by" in text:
        return NotPermittedError(text, 403)
    if "RATE_LIMITED" in kinds:
        return UnavailableError("GitHub limits the rate of requests", 403)
    if kinds == {"NOT_FOUND"}:
        return GoneError(text, 404)
    if "something went wrong" in text.lower() or "timeout" in text.lower():
        return UnavailableError("GitHub could not answer the query", 502)
    return RefusedError(text, 400)


def says_by_field(data: object) -> bool:
    """Whether a GraphQL answer says of each field that failed why it did.

    Where GitHub was just not able to, the whole is better asked again.
    """
    errors = data.get("errors") if isinstance(data, dict) else None
    return isinstance(errors, list) and all(
        isinstance(error, dict)
        and error.get("path")
        and not isinstance(graphql_error({"errors": [error]}, ""), UnavailableError)
        for error in errors
    )


def spares(data: object, field: Sequence[str]) -> bool:
    """Whether a GraphQL answer has all but one field, which can be done without: every error is at or below it."""
    errors = data.get("errors") if isinstance(data, dict) else None
    has_data = isinstance(data, dict) and isinstance(data.get("data"), dict) and bool(data["data"].get(field[0]))
    return (
        has_data
        and isinstance(errors, list)
        and all(
            isinstance(error, dict)
            and isinstance(error.get("path"), list)
            and list(error["path"][: len(field)]) == list(field)
            for error in errors
        )
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

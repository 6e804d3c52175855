"""A request as it came in and an answer as it goes out, apart from sockets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from .state import Token

DOCS = "https://docs.github.com/rest"


@dataclass
class Request:
    """A request, kept for tests to look at.

    ``kind`` is ``rest``, ``graphql`` or ``git``; ``path`` is without the API's prefix and without the query;
    ``body`` is parsed JSON where it is JSON, else bytes; ``token_kind`` is the token's kind, ``bad`` or
    ``none``; ``operation`` names a GraphQL request's first field (``mutation resolveReviewThread``);
    ``status`` is what was answered, 0 for a connection that was reset. Headers have lower-case names; the
    token is not among them.
    """

    kind: str
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    raw: bytes = field(repr=False)
    token_kind: str = "none"
    token: Token | None = field(default=None, repr=False)
    operation: str = ""
    status: int = 0
    fault: str = ""
    login: str = ""

    @property
    def body(self) -> Any:
        """The body: parsed JSON where it is JSON, None where there is none, else bytes."""
        if not self.raw:
            return None
        try:
            return json.loads(self.raw)
        except ValueError:
            return self.raw

    @property
    def page(self) -> tuple[int, int]:
        """Page number and size, within what GitHub allows (100 a page, 30 unless told)."""

        def number(name: str, default: int) -> int:
            text = self.query.get(name, "")
            return int(text) if text.isdecimal() and int(text) > 0 else default

        return number("page", 1), min(number("per_page", 30), 100)


@dataclass
class Answer:
    """A status, a JSON value (or bytes) and headers."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        """The body as it goes over the wire."""
        if self.body is None:
            return b""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


class Refusal(Exception):  # noqa: N818 - it carries an answer, it is not an accident
    """Ends a request's handling with an answer of refusal."""

    def __init__(self, status: int, message: str, **more: Any) -> None:
        super().__init__(message)
        body = {"message": message, "documentation_url": DOCS, "status": str(status), **more}
        self.answer = Answer(status, body)


def not_accessible() -> Refusal:
    """What a job's token is told that lacks a permission."""
    return Refusal(403, "Resource not accessible by integration")


def not_found() -> Refusal:
    """What is told of what is not there, or not to be seen."""
    return Refusal(404, "Not Found")


def invalid(resource: str, field_name: str, code: str, message: str = "") -> Refusal:
    """A refused value, in the long form most endpoints use."""
    error = {"resource": resource, "field": field_name, "code": code}
    if message:
        error["message"] = message
    return Refusal(422, "Validation Failed", errors=[error])


def unprocessable(*reasons: str) -> Refusal:
    """A refused review, in the short form the reviews endpoints use: one sentence of all reasons."""
    sentence = reasons[0] if len(reasons) == 1 else ", ".join(reasons[:-1]) + f" and {reasons[-1]}"
    return Refusal(422, "Unprocessable Entity", errors=[sentence])


def expect(given: Any, simple: bool = True, **types: type) -> dict[str, Any]:
    """Insist that ``given`` is an object whose keys, where present and not null, are of these types.

    ``simple`` says that the endpoint lists its errors as sentences, not as objects.

    Raises:
        Refusal: 422 in the words GitHub's request validation uses.
    """
    wrong = [] if isinstance(given, dict) else [f"{given!r} is not an object."]
    for name, kind in types.items() if isinstance(given, dict) else ():
        value = given.get(name)
        if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
            wrong.append(f"For '{name}', {value!r} is not of the type {kind.__name__}.")
    if wrong:
        errors: list[Any] = wrong if simple else [{"code": "invalid", "message": each} for each in wrong]
        raise Refusal(422, "Invalid request.", errors=errors)
    found: dict[str, Any] = given
    return found


def parse_query(text: str) -> dict[str, str]:
    """A query string's fields; of a repeated one the last."""
    return dict(parse_qsl(text, keep_blank_values=True))

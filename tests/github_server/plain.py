"""A bare HTTP client for the server's own tests: it sends what it is told, however wrong."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from .server import GitHubServer


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    body: Any
    headers: dict[str, str]


def call(
    server: GitHubServer,
    method: str,
    path: str,
    token: str | None = None,
    body: Any = None,
    *,
    timeout: float = 10,
) -> Reply:
    """Send one request; ``path`` is below the API's address, or ``/graphql``."""
    base = urlsplit(server.graphql_url if path == "/graphql" else server.api_url)
    connection = http.client.HTTPConnection(str(base.hostname), base.port, timeout=timeout)
    headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    try:
        connection.request(method, base.path + ("" if path == "/graphql" else path), data, headers)
        response = connection.getresponse()
        raw = response.read()
        found = {name.lower(): value for name, value in response.getheaders()}
        shown = json.loads(raw) if raw and "json" in found.get("content-type", "") else raw
        return Reply(response.status, shown, found)
    finally:
        connection.close()


def query(server: GitHubServer, token: str | None, text: str, **variables: Any) -> Any:
    """Send a GraphQL request and give the answer's JSON."""
    return call(server, "POST", "/graphql", token, {"query": text, "variables": variables}).body

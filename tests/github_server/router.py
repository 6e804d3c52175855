"""Which endpoint a REST request is for, who may ask it, and how lists are cut into pages.

Paths are written as GitHub's OpenAPI description writes them, so that the contract is found by them too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlencode

from .shapes import Urls
from .state import PullRequest, Repository, Token, User, World
from .wire import Answer, Refusal, Request, not_accessible, not_found

WITH_SLASHES = {"path", "ref", "branch", "basehead"}  # parameters that hold a path or a ref's name


@dataclass(frozen=True)
class Call:
    """A request on its way to its endpoint."""

    world: World
    urls: Urls
    request: Request
    params: Mapping[str, str]
    refresh: Callable[[Repository], None]

    @property
    def token(self) -> Token:
        """Who asks; endpoints that need a token are not reached without."""
        assert self.request.token is not None
        return self.request.token

    @property
    def viewer(self) -> User:
        """The account that asks."""
        return self.token.user

    @property
    def body(self) -> dict[str, Any]:
        """The request's JSON object.

        Raises:
            Refusal: it is none.
        """
        found = self.request.body
        if found is None:
            return {}
        if not isinstance(found, dict):
            raise Refusal(400, "Problems parsing JSON")
        return found

    @property
    def repository(self) -> Repository:
        """The repository in the path, if the token may see it.

        Raises:
            Refusal: 404 otherwise.
        """
        found = self.world.repositories.get(f"{self.params['owner']}/{self.params['repo']}".lower())
        if found is None or (found.private and self.request.token is None):
            raise not_found()
        return found

    def number(self, name: str) -> int:
        """A numeric part of the path.

        Raises:
            Refusal: 404 where it is no number.
        """
        text = self.params[name]
        if not (text.isascii() and text.isdecimal()):
            raise not_found()
        return int(text)

    def pull(self, name: str = "pull_number") -> PullRequest:
        """The pull request in the path.

        Raises:
            Refusal: 404 where there is none.
        """
        found = self.repository.pulls.get(self.number(name))
        if found is None:
            raise not_found()
        return found


Handler = Callable[[Call], Answer]


@dataclass(frozen=True)
class Route:
    """An endpoint. ``scopes``: any of these permissions lets a job's token in, at ``level``."""

    method: str
    template: str
    handler: Handler
    scopes: tuple[str, ...] = ()
    level: str = "read"
    pattern: re.Pattern[str] = field(default=re.compile(""))


ROUTES: list[Route] = []


def route(method: str, template: str, *scopes: str) -> Callable[[Handler], Handler]:
    """Register an endpoint; what changes something needs its scope at ``write``."""

    def part(match: re.Match[str]) -> str:
        return f"(?P<{match[1]}>{'.+' if match[1] in WITH_SLASHES else '[^/]+'})"

    def register(handler: Handler) -> Handler:
        pattern = re.compile(re.sub(r"\{(\w+)\}", part, template.replace(".", r"\.")) + r"\Z")
        level = "read" if method == "GET" else "write"
        ROUTES.append(Route(method, template, handler, scopes, level, pattern))
        return handler

    return register


def find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The endpoint for a path, and the path's parts; the most literal template wins, as on GitHub."""
    found = [(each, match) for each in ROUTES if each.method == method and (match := each.pattern.match(path))]
    if not found:
        return None
    best, match = min(found, key=lambda pair: (pair[0].template.count("{"), -len(pair[0].template)))
    return best, {name: unquote(value, errors="surrogateescape") for name, value in match.groupdict().items()}


def dispatch(found: Route, call: Call) -> Answer:
    """Check the token, then let the endpoint answer."""
    if "owner" in call.params:
        repository = call.repository
        token = call.request.token
        if token is None and found.level == "write":
            raise Refusal(401, "Requires authentication")
        open_to_all = found.level == "read" and not repository.private
        if token is not None and found.scopes and not open_to_all and not token.may(found.level, *found.scopes):
            raise not_accessible()
    return found.handler(call)


def paged(call: Call, items: Sequence[Any], wrap: Callable[[list[Any]], Any] = list) -> Answer:
    """One page of a list, with a ``Link`` header to its neighbours."""
    page, size = call.request.page
    last = max(1, -(-len(items) // size))
    headers = {}
    ends = {"prev": page - 1, "next": page + 1, "last": last, "first": 1}
    wanted = [
        (name, number)
        for name, number in ends.items()
        if (name in ("prev", "first") and page > 1) or (name in ("next", "last") and page < last)
    ]
    if wanted:
        query = {key: value for key, value in call.request.query.items() if key != "page"}
        here = f"{call.urls.api}{call.request.path}"
        links = (f'<{here}?{urlencode({**query, "page": number})}>; rel="{name}"' for name, number in wanted)
        headers["Link"] = ", ".join(links)
    return Answer(200, wrap(list(items[(page - 1) * size : page * size])), headers)

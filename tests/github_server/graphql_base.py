"""What all of GraphQL's answers are made with: who asks, connections of pages, accounts."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError

from .shapes import Urls, node_id
from .state import Token, User, World

Node = dict[str, Any]
MAX_PAGE = 100


class GraphQLRefusal(GraphQLError):  # noqa: N818 - it is an answer, not an accident
    """An error as GitHub types it, e.g. ``FORBIDDEN`` or ``NOT_FOUND``."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True)
class Viewer:
    """Who asks, and of what world."""

    world: World
    urls: Urls
    token: Token

    def demand(self, level: str, *scopes: str) -> None:
        """Insist on a permission.

        Raises:
            GraphQLRefusal: FORBIDDEN without it.
        """
        if not self.token.may(level, *scopes):
            raise GraphQLRefusal("FORBIDDEN", "Resource not accessible by integration")


def connection(items: Sequence[Any], shape: Callable[[Any], Node], name: str) -> Callable[..., Node]:
    """A connection's resolver: GitHub wants ``first`` or ``last``, of 100 at most."""

    def resolve(_info: Any, first: int | None = None, last: int | None = None, **more: Any) -> Node:
        size = first if first is not None else last
        if size is None:
            message = f"You must provide a `first` or `last` value to properly paginate the `{name}` connection."
            raise GraphQLRefusal("MISSING_PAGINATION_BOUNDARIES", message)
        if not 1 <= size <= MAX_PAGE:
            message = f"Requesting {size} records on the `{name}` connection exceeds the limit of 100 records."
            raise GraphQLRefusal("EXCESSIVE_PAGINATION", message)
        after, before = more.get("after"), more.get("before")
        low = _offset(after) if after else 0
        high = _offset(before) - 1 if before else len(items)
        if first is not None:
            high = min(high, low + first)
        else:
            low = max(low, high - size)
        nodes = [shape(item) for item in items[low:high]]
        page = {
            "hasNextPage": high < len(items),
            "hasPreviousPage": low > 0,
            "startCursor": _cursor(low + 1) if nodes else None,
            "endCursor": _cursor(high) if nodes else None,
        }
        edges = [{"node": node, "cursor": _cursor(low + 1 + place)} for place, node in enumerate(nodes)]
        return {"nodes": nodes, "edges": edges, "pageInfo": page, "totalCount": len(items)}

    return resolve


def _cursor(place: int) -> str:
    return base64.b64encode(f"cursor:{place}".encode()).decode()


def _offset(cursor: str) -> int:
    try:
        return int(base64.b64decode(cursor, validate=True).decode().partition(":")[2])
    except ValueError:
        raise GraphQLRefusal("INVALID_CURSOR_ARGUMENTS", f"`{cursor}` does not appear to be a valid cursor.") from None


def actor(viewer: Viewer, who: User | None) -> Node | None:
    """An account; of a bot, the name without ``[bot]``."""
    if who is None:
        return None
    path = f"/apps/{who.graphql_login}" if who.kind == "Bot" else f"/{who.login}"
    return {
        "__typename": who.kind,
        "id": node_id(who.kind, who.login),
        "login": who.graphql_login,
        "databaseId": who.id,
        "resourcePath": path,
        "url": viewer.urls.web + path,
        "avatarUrl": lambda _info, **_size: f"{viewer.urls.web}/avatars/{who.id}",
    }

"""The GraphQL schema the server executes on: GitHub's own if at hand, else a few types of our own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from graphql import GraphQLSchema, build_schema

from .contract import find_contract

FALLBACK = Path(__file__).with_name("fallback.graphql")


def find_schema() -> Path | None:
    """GitHub's own schema."""
    return find_contract("schema.graphql", "graphql-schema", "schema.graphql")


def schema() -> GraphQLSchema:
    """The schema to execute on."""
    return _build(find_schema() or FALLBACK)


def why_not_githubs() -> str:
    """The reason why the schema is not GitHub's own; empty if it is."""
    return "" if find_schema() else "GraphQL runs on a few types of our own: GitHub's schema was not found"


@lru_cache(maxsize=2)
def _build(path: Path) -> GraphQLSchema:
    """Reading GitHub's schema takes a second: once per process."""
    return build_schema(path.read_text(encoding="utf-8"), assume_valid=True, no_location=True)

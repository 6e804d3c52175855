"""The GraphQL endpoint: queries and mutations executed by graphql-core on the schema at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphql import (
    ExecutionResult,
    FieldNode,
    GraphQLError,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    default_field_resolver,
    execute_sync,
    parse,
    validate,
)

from . import graphql_nodes as nodes
from .graphql_base import GraphQLRefusal, Node, Viewer, actor
from .graphql_mutations import MUTATIONS, find, shape
from .graphql_schema import schema
from .wire import Answer, Refusal, Request

Violate = Callable[[str], None]


def operation_of(request: Request) -> str:
    """What a GraphQL request is about, e.g. ``mutation resolveReviewThread``; empty if it cannot be read."""
    body = request.body
    if not isinstance(body, dict) or not isinstance(body.get("query"), str):
        return ""
    try:
        document = parse(body["query"])
    except GraphQLError:
        return ""
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            fields = [each.name.value for each in definition.selection_set.selections if isinstance(each, FieldNode)]
            return f"{definition.operation.value} {' '.join(fields)}".strip()
    return ""


def serve(viewer: Viewer, request: Request, violate: Violate) -> Answer:
    """Answer a GraphQL request."""
    body = request.body
    if not isinstance(body, dict) or not isinstance(body.get("query"), str):
        raise Refusal(400, "A query attribute must be specified and must be a string.")
    if not isinstance(body.get("variables") or {}, dict):
        raise Refusal(400, "The variables attribute must be an object.")
    built = schema()
    try:
        document = parse(body["query"])
    except GraphQLError as error:
        violate(f"GraphQL: {error.message}")
        return Answer(200, {"errors": [_formatted(error)]})
    errors = validate(built, document)
    if errors:
        for each in errors:
            violate(f"GraphQL: {each.message}")
        return Answer(200, {"errors": [_formatted(each) for each in errors]})
    root = {
        "repository": _repository(viewer),
        "viewer": _viewer(viewer),
        "node": _node(viewer),
        **_mutations(viewer),
    }

    def resolve(source: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        if isinstance(source, dict) and info.field_name not in source:
            name = f"{info.parent_type.name}.{info.field_name}"
            violate(f"GraphQL: {name} is not played by this server")
            raise GraphQLError(f"{name} is not played by this server")
        return default_field_resolver(source, info, **arguments)

    result = execute_sync(
        built,
        document,
        root_value=root,
        variable_values=body.get("variables") or {},
        operation_name=body.get("operationName"),
        field_resolver=resolve,
        type_resolver=lambda value, _info, _type: str(value["__typename"]),
    )
    return _answered(result, violate)


def _answered(result: ExecutionResult, violate: Violate) -> Answer:
    shown: dict[str, Any] = {"data": result.data}
    if result.errors:
        shown["errors"] = [_formatted(error) for error in result.errors]
        for error in result.errors:
            if not isinstance(error.original_error, GraphQLRefusal) and not isinstance(error, GraphQLRefusal):
                violate(f"GraphQL: {error.message}")
    return Answer(200, shown)


def _formatted(error: GraphQLError) -> dict[str, Any]:
    shown = dict(error.formatted)
    cause = error if isinstance(error, GraphQLRefusal) else error.original_error
    if isinstance(cause, GraphQLRefusal):
        shown["type"] = cause.kind
    return shown


def _repository(viewer: Viewer) -> Callable[..., Node]:
    def resolve(_info: Any, owner: str, name: str, **_more: Any) -> Node:
        found = viewer.world.repositories.get(f"{owner}/{name}".lower())
        if found is None:
            message = f"Could not resolve to a Repository with the name '{owner}/{name}'."
            raise GraphQLRefusal("NOT_FOUND", message)
        return nodes.repository(viewer, found)

    return resolve


def _viewer(viewer: Viewer) -> Callable[..., Node]:
    def resolve(_info: Any) -> Node:
        return {**(actor(viewer, viewer.token.user) or {}), "__typename": "User"}

    return resolve


def _node(viewer: Viewer) -> Callable[..., Node]:
    def resolve(_info: Any, id: str) -> Node:  # noqa: A002 - GraphQL's name
        pull, thing = find(viewer, id)
        return shape(viewer, pull, thing)

    return resolve


def _mutations(viewer: Viewer) -> dict[str, Callable[..., Node]]:
    def bound(change: Callable[[Viewer, Node], Node]) -> Callable[..., Node]:
        def resolve(_info: Any, input: Node) -> Node:  # noqa: A002 - GraphQL's name
            return {"clientMutationId": input.get("clientMutationId"), **change(viewer, input)}

        return resolve

    return {name: bound(change) for name, change in MUTATIONS.items()}

"""The GraphQL endpoint: queries and mutations executed by graphql-core on the schema at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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

from . import conversation
from . import graphql_nodes as nodes
from .graphql_nodes import GraphQLRefusal, Node, Viewer
from .graphql_schema import schema
from .shapes import node_id
from .state import IssueComment, PullRequest, Review, ReviewComment, Thread
from .wire import Answer, Refusal, Request

Thing = IssueComment | ReviewComment | Review | Thread | PullRequest
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
            fields = [
                each.name.value for each in definition.selection_set.selections if isinstance(each, FieldNode)
            ]
            return f"{definition.operation.value} {' '.join(fields)}".strip()
    return ""


def serve(viewer: Viewer, request: Request, violate: Violate) -> Answer:
    """Answer a GraphQL request."""
    body = request.body
    if not isinstance(body, dict) or not isinstance(body.get("query"), str):
        raise Refusal(400, "A query attribute must be specified and must be a string.")
    built, _ = schema()
    try:
        document = parse(body["query"])
    except GraphQLError as error:
        violate(f"GraphQL: {error.message}")
        return Answer(200, {"errors": [_formatted(error)]})
    errors = validate(built, document)
    if errors:
        for error in errors:
            violate(f"GraphQL: {error.message}")
        return Answer(200, {"errors": [_formatted(error) for error in errors]})
    root = {
        "repository": _repository(viewer),
        "viewer": _viewer(viewer),
        "node": _node(viewer),
        **_mutations(viewer),
    }

    def resolve(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
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
        return {**(nodes.actor(viewer, viewer.token.user) or {}), "__typename": "User"}

    return resolve


def _node(viewer: Viewer) -> Callable[..., Node]:
    def resolve(_info: Any, id: str) -> Node:  # noqa: A002 - GraphQL's name
        pull, thing = _find(viewer, id)
        return _shape(viewer, pull, thing)

    return resolve


def _shape(viewer: Viewer, pull: PullRequest, thing: Thing) -> Node:
    if isinstance(thing, PullRequest):
        return nodes.pull(viewer, thing)
    if isinstance(thing, Thread):
        return nodes.thread_node(viewer, pull, thing)
    if isinstance(thing, Review):
        return nodes.review(viewer, pull, thing)
    if isinstance(thing, ReviewComment):
        return nodes.review_comment(viewer, pull, thing)
    return nodes.issue_comment(viewer, pull, thing)


def _all(viewer: Viewer) -> Iterator[tuple[str, PullRequest, Thing]]:
    for repository in viewer.world.repositories.values():
        for pull in repository.pulls.values():
            yield node_id("PullRequest", pull.id), pull, pull
            things: list[Thing] = [*pull.comments, *pull.review_comments, *pull.reviews]
            for thing in things:
                yield (
                    node_id(type(thing).__name__.replace("Review", "PullRequestReview"), thing.id),
                    pull,
                    thing,
                )
            for thread in pull.threads:
                yield node_id("PullRequestReviewThread", thread.id), pull, thread


def _find(viewer: Viewer, wanted: str, *kinds: type) -> tuple[PullRequest, Any]:
    for known, pull, thing in _all(viewer):
        if known == wanted and (not kinds or isinstance(thing, kinds)):
            return pull, thing
    raise GraphQLRefusal("NOT_FOUND", f"Could not resolve to a node with the global id of '{wanted}'")


def _own(
    viewer: Viewer, thing: IssueComment | ReviewComment, *scopes: str, writers_too: bool = False
) -> None:
    try:
        conversation.may_change(viewer.token, thing.user, *scopes, writers_too=writers_too)
    except Refusal as refused:
        raise GraphQLRefusal("FORBIDDEN", str(refused)) from None


def _text(body: str, kind: str) -> str:
    try:
        return conversation.checked(body, kind)
    except Refusal as refused:
        raise GraphQLRefusal("UNPROCESSABLE", refused.answer.body["errors"][0]["message"]) from None


def _mutations(viewer: Viewer) -> dict[str, Callable[..., Node]]:
    talk = ("issues", "pull-requests")

    def resolve_thread(_info: Any, input: Node) -> Node:  # noqa: A002 - GraphQL's name
        return turn(input, viewer.token.user)

    def unresolve_thread(_info: Any, input: Node) -> Node:  # noqa: A002
        return turn(input, None)

    def turn(given: Node, by: Any) -> Node:
        pull, thread = _find(viewer, given["threadId"], Thread)
        viewer.demand("write", "pull-requests")
        viewer.demand("write", "contents")
        thread.resolved_by = by
        return paid(given, thread=nodes.thread_node(viewer, pull, thread))

    def delete_review_comment(_info: Any, input: Node) -> Node:  # noqa: A002
        pull, comment = _find(viewer, input["id"], ReviewComment)
        _own(viewer, comment, "pull-requests", writers_too=pull.repository.writers_may_delete_others)
        shown = nodes.review_comment(viewer, pull, comment)
        review = next((each for each in pull.reviews if each.id == comment.review_id), None)
        conversation.delete_review_comment(pull, comment)
        by = nodes.review(viewer, pull, review) if review else None
        return paid(input, pullRequestReviewComment=shown, pullRequestReview=by)

    def update_review_comment(_info: Any, input: Node) -> Node:  # noqa: A002
        pull, comment = _find(viewer, input["pullRequestReviewCommentId"], ReviewComment)
        _own(viewer, comment, "pull-requests", writers_too=pull.repository.writers_may_delete_others)
        comment.body = _text(input["body"], "PullRequestReviewComment")
        comment.updated_at = viewer.world.clock.tick()
        return paid(input, pullRequestReviewComment=nodes.review_comment(viewer, pull, comment))

    def update_issue_comment(_info: Any, input: Node) -> Node:  # noqa: A002
        pull, comment = _find(viewer, input["id"], IssueComment)
        _own(viewer, comment, *talk, writers_too=pull.repository.writers_may_delete_others)
        comment.body, comment.updated_at = _text(input["body"], "IssueComment"), viewer.world.clock.tick()
        return paid(input, issueComment=nodes.issue_comment(viewer, pull, comment))

    def delete_issue_comment(_info: Any, input: Node) -> Node:  # noqa: A002
        pull, comment = _find(viewer, input["id"], IssueComment)
        _own(viewer, comment, *talk, writers_too=pull.repository.writers_may_delete_others)
        pull.comments.remove(comment)
        return paid(input)

    def add_comment(_info: Any, input: Node) -> Node:  # noqa: A002
        pull, _ = _find(viewer, input["subjectId"], PullRequest)
        viewer.demand("write", *talk)
        body = _text(input["body"], "IssueComment")
        comment = conversation.add_issue_comment(viewer.world, pull, viewer.token.user, body)
        shown = nodes.issue_comment(viewer, pull, comment)
        return paid(input, commentEdge={"node": shown, "cursor": ""}, subject=nodes.pull(viewer, pull))

    def minimize(_info: Any, input: Node) -> Node:  # noqa: A002
        return fold(input, input["classifier"], "minimizedComment")

    def unminimize(_info: Any, input: Node) -> Node:  # noqa: A002
        return fold(input, None, "unminimizedComment")

    def fold(given: Node, why: str | None, name: str) -> Node:
        pull, thing = _find(viewer, given["subjectId"], IssueComment, ReviewComment, Review)
        viewer.demand("write", *talk)
        thing.minimized = why
        return paid(given, **{name: _shape(viewer, pull, thing)})

    def add_reply(_info: Any, input: Node) -> Node:  # noqa: A002
        pull, thread = _find(viewer, input["pullRequestReviewThreadId"], Thread)
        viewer.demand("write", "pull-requests")
        body, first = _text(input["body"], "PullRequestReviewComment"), thread.comments[0].id
        comment = conversation.reply(viewer.world, pull, viewer.token.user, first, body)
        return paid(input, comment=nodes.review_comment(viewer, pull, comment))

    def paid(given: Node, **payload: Any) -> Node:
        return {"clientMutationId": given.get("clientMutationId"), **payload}

    return {
        "resolveReviewThread": resolve_thread,
        "unresolveReviewThread": unresolve_thread,
        "deletePullRequestReviewComment": delete_review_comment,
        "updatePullRequestReviewComment": update_review_comment,
        "updateIssueComment": update_issue_comment,
        "deleteIssueComment": delete_issue_comment,
        "addComment": add_comment,
        "minimizeComment": minimize,
        "unminimizeComment": unminimize,
        "addPullRequestReviewThreadReply": add_reply,
    }

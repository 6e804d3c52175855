"""Make many small changes in few requests: GraphQL mutations under aliases, each with an outcome of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from speclatch.github.client import GitHubClient
from speclatch.github.errors import GitHubError

PER_REQUEST = 20
"""How many changes go into one request. GitHub carries them out one after the other and gives up a request after ten
seconds (GitHub docs, "Rate limits and query limits for the GraphQL API", time-outs)."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change: the name of GraphQL's field, and its input. Doing it twice must be no different from once."""

    field: str
    given: Mapping[str, object]

    @property
    def input_type(self) -> str:
        """The type of the input, by GitHub's convention."""
        return f"{self.field[0].upper()}{self.field[1:]}Input"


def delete_comment(node: str) -> Mutation:
    """Remove a comment on lines."""
    return Mutation("deletePullRequestReviewComment", {"id": node})


def edit_comment(node: str, body: str) -> Mutation:
    """Change the text of a comment on lines."""
    return Mutation("updatePullRequestReviewComment", {"pullRequestReviewCommentId": node, "body": body})


def resolve_thread(thread: str) -> Mutation:
    """Resolve a thread. With a workflow's token this takes ``contents: write``."""
    return Mutation("resolveReviewThread", {"threadId": thread})


def unresolve_thread(thread: str) -> Mutation:
    """Take the resolving of a thread back; permission as for ``resolve_thread``."""
    return Mutation("unresolveReviewThread", {"threadId": thread})


def mutate(client: GitHubClient, mutations: Sequence[Mutation]) -> list[GitHubError | None]:
    """Make the changes in their order; for each, None or what came of it.

    Once a whole request fails, the ones after it are not sent: they fail with it.
    """
    outcomes: list[GitHubError | None] = []
    fault: GitHubError | None = None
    for start in range(0, len(mutations), PER_REQUEST):
        batch = mutations[start : start + PER_REQUEST]
        if fault is None:
            try:
                outcomes += _send(client, batch)
            except GitHubError as error:
                fault = error
        if fault is not None:
            outcomes += [fault] * len(batch)
    return outcomes


def _send(client: GitHubClient, batch: Sequence[Mutation]) -> list[GitHubError | None]:
    named = {f"m{number}": mutation for number, mutation in enumerate(batch)}
    parameters = ", ".join(f"${name}: {mutation.input_type}!" for name, mutation in named.items())
    fields = "\n".join(
        f"  {name}: {mutation.field}(input: ${name}) {{ clientMutationId }}" for name, mutation in named.items()
    )
    variables = {name: mutation.given for name, mutation in named.items()}
    failed = client.change(f"mutation({parameters}) {{\n{fields}\n}}", variables)
    return [failed.get(name) for name in named]

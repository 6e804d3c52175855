"""Find the pull request that a workflow run was about, by where its head lives."""

from __future__ import annotations

from speclatch.github.client import GitHubClient
from speclatch.github.errors import as_documented
from speclatch.github.event import Event

_QUERY = """
query($owner: String!, $name: String!, $branch: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequests(states: OPEN, headRefName: $branch, first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { number headRefOid headRepository { nameWithOwner } }
    }
  }
}
"""


def pull_request_of(client: GitHubClient, event: Event) -> int | None:
    """The number of the open pull request whose head is the event's; None if there is none (any more).

    GitHub names pull requests in a ``workflow_run`` event only where they come from the same repository, so a fork's
    is looked for by its branch, and must be of that very repository and at that very commit.

    Raises:
        GitHubError: GitHub could not be asked.
    """
    if not event.head_repository or not event.head_ref:
        return None
    owner, _, name = event.repository.partition("/")
    after: str | None = None
    while True:
        variables = {"owner": owner, "name": name, "branch": event.head_ref, "after": after}
        with as_documented("a list of pull requests"):
            found = client.query(_QUERY, variables)["repository"]["pullRequests"]
            for node in found["nodes"]:
                source = (node["headRepository"] or {}).get("nameWithOwner", "")
                if node["headRefOid"] == event.head_sha and source.casefold() == event.head_repository.casefold():
                    return int(node["number"])
            if not found["pageInfo"]["hasNextPage"]:
                return None
            after = found["pageInfo"]["endCursor"]

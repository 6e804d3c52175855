"""Find the pull request that a workflow run was about, by where its head lives."""

from __future__ import annotations

from speclatch.changes.event import Event
from speclatch.github.client import PER_PAGE, GitHubClient


def pull_request_of(client: GitHubClient, event: Event) -> int | None:
    """The number of the open pull request whose head is the event's; None if there is none (any more).

    GitHub names pull requests in a ``workflow_run`` event only where they come from the same repository, so a fork's
    is looked for by its owner and branch, and must be at the very commit.

    Raises:
        GitHubError: GitHub could not be asked.
    """
    owner = event.head_repository.partition("/")[0]
    if not owner or not event.head_ref:
        return None
    parameters = {"state": "open", "head": f"{owner}:{event.head_ref}", "per_page": PER_PAGE}
    for pull in client.get(f"/repos/{event.repository}/pulls", parameters):
        head = pull["head"]
        same = head["repo"] and head["repo"]["full_name"].casefold() == event.head_repository.casefold()
        if head["sha"] == event.head_sha and same:
            return int(pull["number"])
    return None

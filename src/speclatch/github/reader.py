"""Read a pull request in one GraphQL query, and the hunks of its files where comments are to be placed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from speclatch.github.client import PER_PAGE, GitHubClient
from speclatch.github.errors import GoneError
from speclatch.github.state import OwnComment, OwnReview, OwnThread, PullRequestState
from speclatch.reports.marker import Marker, read_marker

MAX_FILES = 3000
"""How many files of a pull request the API lists (GitHub docs, "List pull requests files")."""

# Who wrote a comment is asked as ``viewerDidAuthor``: REST and GraphQL spell a bot's login differently,
# and workflow tokens may not ask who they are. ``fullDatabaseId``, as newer ids do not fit into
# ``databaseId``'s 32 bits. The base branch's own target, as ``baseRefOid`` is only brought up to date
# with the head.
_QUERY = """
query(
  $owner: String!, $name: String!, $number: Int!,
  $comments: Boolean!, $threads: Boolean!, $reviews: Boolean!,
  $commentsAfter: String, $threadsAfter: String, $reviewsAfter: String
) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      state
      headRefOid
      baseRefName
      baseRef { target { oid } }
      comments(first: 100, after: $commentsAfter) @include(if: $comments) {
        pageInfo { hasNextPage endCursor }
        nodes { fullDatabaseId body url viewerDidAuthor }
      }
      reviewThreads(first: 100, after: $threadsAfter) @include(if: $threads) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id
          isResolved
          comments(first: 1) {
            totalCount
            nodes { fullDatabaseId body viewerDidAuthor }
          }
        }
      }
      reviews(first: 100, after: $reviewsAfter, states: [CHANGES_REQUESTED]) @include(if: $reviews) {
        pageInfo { hasNextPage endCursor }
        nodes { fullDatabaseId body viewerDidAuthor }
      }
    }
  }
}
"""
_LISTS = {"comments": "comments", "threads": "reviewThreads", "reviews": "reviews"}


@dataclass(frozen=True, slots=True)
class PullRequestName:
    """Which pull request: ``owner/name`` and a number, and whose comments (``comment-id``) are ours."""

    repository: str
    number: int
    comment_id: str = "speclatch"

    @property
    def path(self) -> str:
        """Its place in the REST API."""
        return f"/repos/{self.repository}/pulls/{self.number}"


def read_pull_request(client: GitHubClient, name: PullRequestName) -> PullRequestState:
    """Look at a pull request: one request, and one more per further hundred comments, threads or reviews.

    Raises:
        GoneError: there is no such pull request, or none that the token may see.
        GitHubError: GitHub could not be asked.
    """
    state, wanted = None, dict.fromkeys(_LISTS, "")
    while wanted:
        pull = _ask(client, name, wanted)
        state = _merge(state, pull, name)
        wanted = {
            key: pull[_LISTS[key]]["pageInfo"]["endCursor"]
            for key in wanted
            if pull[_LISTS[key]]["pageInfo"]["hasNextPage"]
        }
    assert state is not None  # noqa: S101 - the loop runs at least once
    return state


def _ask(client: GitHubClient, name: PullRequestName, wanted: Mapping[str, str]) -> Mapping[str, Any]:
    owner, _, repository = name.repository.partition("/")
    variables: dict[str, object] = {"owner": owner, "name": repository, "number": name.number}
    for key in _LISTS:
        variables[key] = key in wanted
        variables[f"{key}After"] = wanted.get(key) or None
    pull: Mapping[str, Any] | None = (client.query(_QUERY, variables)["repository"] or {}).get("pullRequest")
    if pull is None:
        raise GoneError(f"pull request {name.number} of {name.repository} is not there", 404)
    return pull


def _merge(
    state: PullRequestState | None, pull: Mapping[str, Any], name: PullRequestName
) -> PullRequestState:
    """Add a page to what was read before; head and base are the latest seen."""
    base = pull["baseRef"]
    read = PullRequestState(
        number=name.number,
        is_open=pull["state"] == "OPEN",
        base_ref=pull["baseRefName"],
        base_tip=base["target"]["oid"] if base and base["target"] else "",
        head=pull["headRefOid"],
        comments=tuple(_comments(_nodes(pull, "comments"), name)),
        threads=tuple(_threads(_nodes(pull, "reviewThreads"), name)),
        reviews=tuple(_reviews(_nodes(pull, "reviews"), name)),
    )
    if state is None:
        return read
    return replace(
        read,
        comments=state.comments + read.comments,
        threads=state.threads + read.threads,
        reviews=state.reviews + read.reviews,
    )


def _nodes(pull: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    return [node for node in pull.get(key, {}).get("nodes") or [] if node]


def _own(node: Mapping[str, Any], kind: str, name: PullRequestName) -> Marker | None:
    """The marker of a comment that is ours: written by this token, for this instance and pull request."""
    marker = read_marker(node["body"]) if node["viewerDidAuthor"] else None
    if marker and (marker.kind, marker.comment_id, marker.number) == (kind, name.comment_id, name.number):
        return marker
    return None


def _comments(nodes: list[dict[str, Any]], name: PullRequestName) -> Iterator[OwnComment]:
    for node in nodes:
        if marker := _own(node, "summary", name):
            yield OwnComment(int(node["fullDatabaseId"]), node["body"], node["url"], marker)


def _threads(nodes: list[dict[str, Any]], name: PullRequestName) -> Iterator[OwnThread]:
    for node in nodes:
        first = next(iter(node["comments"]["nodes"]), None)
        if first and (marker := _own(first, "finding", name)):
            answered = node["comments"]["totalCount"] > 1
            number = int(first["fullDatabaseId"])
            yield OwnThread(node["id"], number, first["body"], marker, answered, node["isResolved"])


def _reviews(nodes: list[dict[str, Any]], name: PullRequestName) -> Iterator[OwnReview]:
    for node in nodes:
        if marker := _own(node, "review", name):
            yield OwnReview(int(node["fullDatabaseId"]), marker)


def commentable_files(
    client: GitHubClient,
    name: PullRequestName,
    parse: Callable[[str], tuple[range, ...]],
    wanted: Collection[str] | None = None,
) -> dict[str, tuple[range, ...]]:
    """Which lines of which files can carry a comment, as GitHub's own diff has it.

    Args:
        client: whom to ask.
        name: the pull request.
        parse: turns a patch into its hunks of head lines. A file whose patch GitHub leaves out (binary, too
            large) has no hunks, but is in the result: it can carry a comment as a whole.
        wanted: where given, reading ends with the page on which the last of these paths was seen.

    Raises:
        GitHubError: GitHub could not be asked.
    """
    if wanted is not None and not wanted:
        return {}
    found: dict[str, tuple[range, ...]] = {}
    for page in range(1, MAX_FILES // PER_PAGE + 1):
        files = client.get(f"{name.path}/files", {"per_page": PER_PAGE, "page": page})
        for file in files:
            found[file["filename"]] = parse(file["patch"]) if file.get("patch") else ()
        if len(files) < PER_PAGE or (wanted is not None and found.keys() >= set(wanted)):
            break
    return found

"""Read a pull request in one GraphQL query, and the patches of its files where comments are to be placed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from speclatch.github.client import PER_PAGE, GitHubClient
from speclatch.github.errors import GoneError, UncertainError, UnusableAnswerError, as_documented
from speclatch.github.state import OwnComment, OwnReview, OwnThread, PullRequestState, Verdict
from speclatch.reports.marker import Marker, read_marker
from speclatch.specs.pull_request import Claim

A_PULL_REQUEST = "a pull request"
MAX_OTHERS = 40
"""How many other open pull requests are asked what they add, the newest; each counts a hundred files against limits."""
MAX_FILES = 3000
"""How many files of a pull request the API lists (GitHub docs, "List pull requests files")."""

# Who wrote a comment is asked as ``viewerDidAuthor``: REST and GraphQL spell a bot's login differently,
# and workflow tokens may not ask who they are. ``fullDatabaseId``, as newer ids do not fit into
# ``databaseId``'s 32 bits. The base branch's own target, as ``baseRefOid`` is only brought up to date
# with the head.
_PULL = """
fragment pull on PullRequest {
  id
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
      path
      comments(first: 1) {
        totalCount
        nodes { id fullDatabaseId body viewerDidAuthor }
      }
    }
  }
  reviews(first: 100, after: $reviewsAfter, states: [CHANGES_REQUESTED, APPROVED, DISMISSED]) @include(if: $reviews) {
    pageInfo { hasNextPage endCursor }
    nodes { fullDatabaseId body viewerDidAuthor state author { login } commit { oid } }
  }
}
"""
_PAGES = """
  $comments: Boolean!, $threads: Boolean!, $reviews: Boolean!,
  $commentsAfter: String, $threadsAfter: String, $reviewsAfter: String
"""
_READ = f"""
query readPullRequest($owner: String!, $name: String!, $number: Int!, $others: Boolean!, {_PAGES}) {{
  repository(owner: $owner, name: $name) {{
    pullRequest(number: $number) {{ ...pull }}
    others: pullRequests(last: {MAX_OTHERS}, states: [OPEN]) @include(if: $others) {{
      nodes {{ number files(first: 100) {{ nodes {{ path changeType }} }} }}
    }}
  }}
}}
{_PULL}"""
_COMMENT = f"""
mutation addSummary($subject: ID!, $body: String!, {_PAGES}) {{
  addComment(input: {{subjectId: $subject, body: $body}}) {{
    commentEdge {{ node {{ fullDatabaseId }} }}
    subject {{ ... on PullRequest {{ ...pull }} }}
  }}
}}
{_PULL}"""
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
    with as_documented(A_PULL_REQUEST):
        return _read_on(client, name, _ask(client, name, dict.fromkeys(_LISTS, ""), others=True))


def add_summary(client: GitHubClient, name: PullRequestName, pull: str, body: str) -> tuple[int, PullRequestState]:
    """Post a comment on the pull request with GraphQL's id ``pull``: its number, and what is there now.

    One request does both, so that what another run posted just before is seen at once.

    Raises:
        UncertainError: the comment may or may not be there.
        GitHubError: it is not.
    """
    variables = {"subject": pull, "body": body, **_pages(dict.fromkeys(_LISTS, ""))}
    try:
        with as_documented("a comment"):
            answer = client.query(_COMMENT, variables, repeatable=False)["addComment"]
            return int(answer["commentEdge"]["node"]["fullDatabaseId"]), _read_on(client, name, answer["subject"])
    except UnusableAnswerError as error:
        raise UncertainError(str(error)) from error


def _read_on(client: GitHubClient, name: PullRequestName, pull: Mapping[str, Any]) -> PullRequestState:
    """What ``pull``, a first page, and the pages after it say."""
    state = _merge(None, pull, name)
    wanted = _next_pages(pull)
    while wanted:
        pull = _ask(client, name, wanted)
        state = _merge(state, pull, name)
        wanted = _next_pages(pull)
    return state


def _next_pages(pull: Mapping[str, Any]) -> dict[str, str]:
    """The lists that go on, and where."""
    pages = {key: pull[field]["pageInfo"] for key, field in _LISTS.items() if field in pull}
    return {key: page["endCursor"] for key, page in pages.items() if page["hasNextPage"]}


def _ask(
    client: GitHubClient, name: PullRequestName, wanted: Mapping[str, str], *, others: bool = False
) -> Mapping[str, Any]:
    """A page of each wanted list; with ``others``, what other pull requests add, if that can be had."""
    owner, _, repository = name.repository.partition("/")
    variables = {"owner": owner, "name": repository, "number": name.number, "others": others, **_pages(wanted)}
    answer = client.query(_READ, variables, spare=("repository", "others"))["repository"] or {}
    pull: Mapping[str, Any] | None = answer.get("pullRequest")
    if pull is None:
        raise GoneError(f"pull request {name.number} of {name.repository} is not there", 404)
    return {**pull, "others": answer.get("others") or {}}


def _pages(wanted: Mapping[str, str]) -> dict[str, object]:
    """The variables that ask for one page of each wanted list, from its cursor on."""
    asked: dict[str, object] = {key: key in wanted for key in _LISTS}
    return asked | {f"{key}After": wanted.get(key) or None for key in _LISTS}


def _merge(state: PullRequestState | None, pull: Mapping[str, Any], name: PullRequestName) -> PullRequestState:
    """Add a page to what was read before; head and base are the latest seen."""
    base = pull["baseRef"]
    read = PullRequestState(
        id=_text(pull["id"]),
        number=name.number,
        is_open=pull["state"] == "OPEN",
        base_ref=_text(pull["baseRefName"]),
        base_tip=_text(base["target"]["oid"]) if base and base["target"] else "",
        head=_text(pull["headRefOid"]),
        comments=tuple(_comments(_nodes(pull, "comments"), name)),
        threads=tuple(_threads(_nodes(pull, "reviewThreads"), name)),
        reviews=tuple(_reviews(_nodes(pull, "reviews"), name)),
        verdicts=tuple(_verdicts(_nodes(pull, "reviews"))),
        claims=tuple(_claims(_nodes(pull, "others"), name)),
    )
    if state is None:
        return read
    return replace(
        read,
        comments=state.comments + read.comments,
        threads=state.threads + read.threads,
        reviews=state.reviews + read.reviews,
        verdicts=state.verdicts + read.verdicts,
        claims=state.claims + read.claims,
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
            told = (node["id"], number, first["id"], first["body"], marker, answered, node["isResolved"])
            yield OwnThread(*told, node["path"])


def _verdicts(nodes: list[dict[str, Any]]) -> Iterator[Verdict]:
    """What people have decided in reviews, oldest first; who has gone from GitHub, or what was reviewed, counts not.

    A review that was dismissed takes back what its author decided before it, as it does for GitHub's own rules.
    """
    for node in nodes:
        if node["author"] and node["commit"]:
            yield Verdict(_text(node["author"]["login"]), _text(node["commit"]["oid"]), node["state"] == "APPROVED")


def _claims(nodes: list[dict[str, Any]], name: PullRequestName) -> Iterator[Claim]:
    for node in nodes:
        for file in ((node.get("files") or {}).get("nodes") or []) if node["number"] != name.number else ():
            if file and file["changeType"] == "ADDED":
                yield Claim(int(node["number"]), _text(file["path"]))


def _reviews(nodes: list[dict[str, Any]], name: PullRequestName) -> Iterator[OwnReview]:
    for node in nodes:
        if node["state"] == "CHANGES_REQUESTED" and (marker := _own(node, "review", name)):
            yield OwnReview(int(node["fullDatabaseId"]), marker)


def file_patches(
    client: GitHubClient, name: PullRequestName, wanted: Collection[str] | None = None
) -> dict[str, str | None]:
    """GitHub's own diff of a pull request, by file: it says which lines can carry a comment.

    A file whose patch GitHub leaves out (binary, too large) has None, but is in the result: it can carry a comment as a
    whole.

    Args:
        client: whom to ask.
        name: the pull request.
        wanted: where given, reading ends with the page on which the last of these paths was seen.

    Raises:
        GitHubError: GitHub could not be asked.
    """
    if wanted is not None and not wanted:
        return {}
    found: dict[str, str | None] = {}
    for page in range(1, MAX_FILES // PER_PAGE + 1):
        files = client.get(f"{name.path}/files", {"per_page": PER_PAGE, "page": page})
        with as_documented("a list of files"):
            found.update((_text(file["filename"]), file.get("patch") and _text(file["patch"])) for file in _list(files))
        if len(files) < PER_PAGE or (wanted is not None and found.keys() >= set(wanted)):
            break
    return found


def _list(answer: Any) -> list[Any]:
    """An answer that is a list; TypeError if it is not."""
    if not isinstance(answer, list):
        raise TypeError
    return answer


def _text(value: Any) -> str:
    """A value that is text; TypeError if it is not."""
    if not isinstance(value, str):
        raise TypeError
    return value

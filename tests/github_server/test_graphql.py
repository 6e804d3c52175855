"""GraphQL: who said what, threads, pages, and what a token may change."""

from __future__ import annotations

from typing import Any

from .plain import call, query
from .server import GitHubServer
from .state import PullRequest

THREADS = """
query ($first: Int, $after: String) {
  repository(owner: "acme", name: "specs") {
    pullRequest(number: 1) {
      reviewThreads(first: $first, after: $after) {
        nodes { id isResolved isOutdated path line resolvedBy { login } comments(first: 10) { nodes {
          id databaseId fullDatabaseId body viewerDidAuthor author { login __typename }
        } } }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }
  }
}
"""


def threads(server: GitHubServer, token: str, **variables: Any) -> Any:
    """The review threads of pull request 1."""
    answer = query(server, token, THREADS, **{"first": 100, **variables})
    return answer["data"]["repository"]["pullRequest"]["reviewThreads"]


def comment(server: GitHubServer, token: str, line: int = 10) -> None:
    """Say something on a line of ``docs/a.md``."""
    notes = [{"path": "docs/a.md", "line": line, "body": f"on {line}"}]
    path = "/repos/acme/specs/pulls/1/reviews"
    reply = call(server, "POST", path, token, {"event": "COMMENT", "comments": notes})
    assert 200 == reply.status


def mutate(server: GitHubServer, token: str, name: str, given: str, wanted: str, **variables: Any) -> Any:
    """Ask for one mutation with an ``id`` variable."""
    return query(server, token, f"mutation ($id: ID!) {{ {name}(input: {{{given}}}) {{ {wanted} }} }}", **variables)


def test_names_differ_between_the_apis(pull: PullRequest, github: GitHubServer) -> None:
    """GraphQL names the workflow's bot without the suffix that REST gives it, and knows the viewer's own."""
    ours, theirs = github.workflow_token(), github.human_token()
    comment(github, ours)
    rest = call(github, "GET", "/repos/acme/specs/pulls/1/comments", ours).body[0]["user"]["login"]
    seen = [threads(github, token)["nodes"][0]["comments"]["nodes"][0] for token in (ours, theirs)]

    assert "github-actions[bot]" == rest
    assert ["github-actions"] * 2 == [each["author"]["login"] for each in seen]
    assert [True, False] == [each["viewerDidAuthor"] for each in seen]


def test_resolving_needs_contents_write(pull: PullRequest, github: GitHubServer) -> None:
    """A token that may write pull requests alone cannot resolve a thread; with contents it can."""
    comment(github, github.workflow_token())
    poor, rich = (github.workflow_token({"pull-requests": "write", "contents": level}) for level in ("read", "write"))
    wanted = threads(github, poor)["nodes"][0]["id"]
    ask = ("resolveReviewThread", "threadId: $id", "thread { isResolved resolvedBy { login } }")
    refused = mutate(github, poor, *ask, id=wanted)
    before = pull.threads[0].is_resolved
    done = mutate(github, rich, *ask, id=wanted)

    assert {"resolveReviewThread": None} == refused["data"]
    assert [("FORBIDDEN", "Resource not accessible by integration")] == [
        (each["type"], each["message"]) for each in refused["errors"]
    ]
    assert not before
    assert done["data"]["resolveReviewThread"]["thread"]["isResolved"]


def test_deleting_ones_own_needs_no_contents(pull: PullRequest, github: GitHubServer) -> None:
    """The last comment of a thread takes the thread with it; the review stays."""
    token = github.workflow_token()
    comment(github, token)
    wanted = threads(github, token)["nodes"][0]["comments"]["nodes"][0]["id"]
    ask = ("deletePullRequestReviewComment", "id: $id", "pullRequestReviewComment { id }")
    done = mutate(github, token, *ask, id=wanted)
    again = mutate(github, token, *ask, id=wanted)

    assert wanted == done["data"]["deletePullRequestReviewComment"]["pullRequestReviewComment"]["id"]
    assert "NOT_FOUND" == again["errors"][0]["type"]
    assert ([], 1) == (pull.threads, len(pull.reviews))


def test_a_humans_comment_is_not_ours_to_delete(pull: PullRequest, github: GitHubServer) -> None:
    """What a person wrote cannot be deleted with a job's token."""
    github.review_as_human(pull, comments={("docs/a.md", 10): "mine"})
    token = github.workflow_token()
    wanted = threads(github, token)["nodes"][0]["comments"]["nodes"][0]["id"]
    refused = mutate(
        github,
        token,
        "deletePullRequestReviewComment",
        "id: $id",
        "pullRequestReviewComment { id }",
        id=wanted,
    )

    assert "FORBIDDEN" == refused["errors"][0]["type"]
    assert 1 == len(pull.threads)


def test_threads_come_in_pages(pull: PullRequest, github: GitHubServer) -> None:
    """A connection is read page by page with its cursor, each node once."""
    token = github.workflow_token()
    for line in (7, 8, 9, 10, 11):
        comment(github, token, line)
    lines, after = [], None
    while True:
        page = threads(github, token, first=2, after=after)
        lines += [node["line"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert [7, 8, 9, 10, 11] == lines
    assert 5 == page["totalCount"]


def test_pages_must_be_asked_for(pull: PullRequest, github: GitHubServer) -> None:
    """A connection without a size, or with more than 100, is refused."""
    token = github.workflow_token()
    answers = [query(github, token, THREADS, first=size) for size in (None, 101)]

    assert [
        "MISSING_PAGINATION_BOUNDARIES",
        "EXCESSIVE_PAGINATION",
    ] == [answer["errors"][0]["type"] for answer in answers]


def test_humans_resolve_and_answer(pull: PullRequest, github: GitHubServer) -> None:
    """What people do to a thread is seen in it."""
    token = github.workflow_token()
    comment(github, token)
    github.reply_as_human(pull, pull.threads[0], "why?", login="grace")
    github.resolve_as_human(pull.threads[0], login="grace")
    seen = threads(github, token)["nodes"][0]

    assert (True, "grace") == (seen["isResolved"], seen["resolvedBy"]["login"])
    assert ["on 10", "why?"] == [each["body"] for each in seen["comments"]["nodes"]]


def test_base_and_head(pull: PullRequest, github: GitHubServer) -> None:
    """The live tips of both ends can be read with the pull request."""
    text = """{ repository(owner: "acme", name: "specs") {
      defaultBranchRef { name }
      ref(qualifiedName: "refs/heads/main") { target { oid } }
      pullRequest(number: 1) { state isDraft headRefOid baseRefName baseRef { target { oid } } mergeable
        headRepository { nameWithOwner } author { login } potentialMergeCommit { oid } }
    } }"""
    tip = github.push(pull.repository, "main", {"other.md": "x\n"})
    seen = query(github, github.workflow_token(), text)["data"]["repository"]

    assert seen["ref"]["target"]["oid"] == seen["pullRequest"]["baseRef"]["target"]["oid"] == tip
    assert seen["pullRequest"]["headRefOid"] == pull.head_sha
    assert ("MERGEABLE", "OPEN") == (seen["pullRequest"]["mergeable"], seen["pullRequest"]["state"])


def test_the_base_of_the_last_push(pull: PullRequest, github: GitHubServer) -> None:
    """``baseRefOid`` is the base as it was when the head was pushed; the base branch itself is live."""
    text = """{ repository(owner: "acme", name: "specs") {
      pullRequest(number: 1) { baseRefOid baseRef { target { oid } } } } }"""
    old = pull.base_sha
    tip = github.push(pull.repository, "main", {"other.md": "x\n"})
    stale = query(github, github.workflow_token(), text)["data"]["repository"]["pullRequest"]
    github.push(pull.repository, "topic", {"more.md": "x\n"})
    fresh = query(github, github.workflow_token(), text)["data"]["repository"]["pullRequest"]

    assert (old, tip) == (stale["baseRefOid"], stale["baseRef"]["target"]["oid"])
    assert tip == fresh["baseRefOid"]


def test_pull_requests_by_their_branch(pull: PullRequest, github: GitHubServer) -> None:
    """Pull requests are found by branch and state; a fork's is not found by its commit, as on GitHub."""
    copy = github.fork(pull.repository, "grace")
    github.push(copy, "topic", {"f.md": "f\n"})
    theirs = github.open_pull_request(pull.repository, "topic", fork=copy)
    closed = github.open_pull_request(pull.repository, "topic")
    github.close(closed)
    text = """query ($own: GitObjectID, $fork: GitObjectID) { repository(owner: "acme", name: "specs") {
      pullRequests(first: 9, headRefName: "topic", states: [OPEN]) { nodes { number
        headRepository { nameWithOwner } } }
      own: object(oid: $own) { ... on Commit { associatedPullRequests(first: 9) { totalCount } } }
      fork: object(oid: $fork) { ... on Commit { associatedPullRequests(first: 9) { totalCount } } }
    } }"""
    ends = {"own": pull.head_sha, "fork": theirs.head_sha}
    seen = query(github, github.workflow_token(), text, **ends)["data"]["repository"]
    found = [(node["number"], node["headRepository"]["nameWithOwner"]) for node in seen["pullRequests"]["nodes"]]

    assert [(1, "acme/specs"), (2, "grace/specs")] == found
    assert {"associatedPullRequests": {"totalCount": 2}} == seen["own"]
    assert {"associatedPullRequests": {"totalCount": 0}} == seen["fork"]


def test_edits_and_folding(pull: PullRequest, github: GitHubServer) -> None:
    """Comments are edited and folded away."""
    token = github.workflow_token()
    made = call(github, "POST", "/repos/acme/specs/issues/1/comments", token, {"body": "old"}).body["node_id"]
    mutate(github, token, "updateIssueComment", 'id: $id, body: "new"', "issueComment { body }", id=made)
    folded = mutate(
        github,
        token,
        "minimizeComment",
        "subjectId: $id, classifier: OUTDATED",
        "minimizedComment { isMinimized minimizedReason }",
        id=made,
    )

    assert "new" == pull.comments[0].body
    assert {
        "isMinimized": True,
        "minimizedReason": "outdated",
    } == folded["data"]["minimizeComment"]["minimizedComment"]


def test_reading_needs_permission(pull: PullRequest, github: GitHubServer) -> None:
    """Without pull-requests a token sees the branches, not the pull request."""
    text = """{ repository(owner: "acme", name: "specs") {
      ref(qualifiedName: "main") { name } pullRequest(number: 1) { number }
    } }"""
    answer = query(github, github.workflow_token({"contents": "read"}), text)

    assert {"ref": {"name": "main"}, "pullRequest": None} == answer["data"]["repository"]
    assert ["repository", "pullRequest"] == answer["errors"][0]["path"]


def test_ids_beyond_32_bits() -> None:
    """``databaseId`` cannot hold the ids of today; ``fullDatabaseId`` can."""
    with GitHubServer(first_id=3_000_000_000) as server:
        specs = server.create_repository("acme/specs", {"docs/a.md": "a\n" * 12})
        server.push(specs, "topic", {"docs/a.md": "a\n" * 13})
        pull = server.open_pull_request(specs, "topic")
        comment(server, server.workflow_token(), 11)
        answer = query(server, server.workflow_token(), THREADS, first=1)
        seen = answer["data"]["repository"]["pullRequest"]["reviewThreads"]["nodes"][0]["comments"]["nodes"][0]

    assert seen["databaseId"] is None
    assert seen["fullDatabaseId"] == str(pull.review_comments[0].id)
    assert answer["errors"]

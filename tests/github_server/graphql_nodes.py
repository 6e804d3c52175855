"""Pull requests, comments, threads and commits as GraphQL sees them: mappings of fields, the lazy ones callable."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from graphql import GraphQLError

from .pulls import base_sha, files, git_of
from .shapes import Urls, node_id
from .shapes_pull import association, pull_page
from .state import IssueComment, PullRequest, Repository, Review, ReviewComment, Thread, Token, User, World

Node = dict[str, Any]
MAX_PAGE = 100


class GraphQLRefusal(GraphQLError):
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
    refresh: Callable[[Repository], None]

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
            message = (
                f"You must provide a `first` or `last` value to properly paginate the `{name}` connection."
            )
            raise GraphQLRefusal("MISSING_PAGINATION_BOUNDARIES", message)
        if not 1 <= size <= MAX_PAGE:
            message = f"Requesting {size} records on the `{name}` connection exceeds the `first` limit of 100 records."
            raise GraphQLRefusal("EXCESSIVE_PAGINATION", message)
        low = _offset(more.get("after")) if more.get("after") else 0
        high = _offset(more.get("before")) - 1 if more.get("before") else len(items)
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
        raise GraphQLRefusal(
            "INVALID_CURSOR_ARGUMENTS", f"`{cursor}` does not appear to be a valid cursor."
        ) from None


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


def repository(viewer: Viewer, of: Repository) -> Node:
    """A repository."""
    git = git_of(of)

    def ref(_info: Any, qualifiedName: str) -> Node | None:  # noqa: N803 - GraphQL's name
        name = qualifiedName if qualifiedName.startswith("refs/") else f"refs/heads/{qualifiedName}"
        sha = git.resolve(name)
        return ref_node(viewer, of, name, sha) if sha else None

    def pull_by(_info: Any, number: int) -> Node:
        viewer.demand("read", "pull-requests")
        if number not in of.pulls:
            raise GraphQLRefusal(
                "NOT_FOUND", f"Could not resolve to a PullRequest with the number of {number}."
            )
        viewer.refresh(of)
        return pull(viewer, of.pulls[number])

    def an_object(_info: Any, oid: str | None = None, expression: str | None = None) -> Node | None:
        viewer.demand("read", "contents")
        wanted = oid or expression or ""
        sha = git.resolve(f"refs/heads/{wanted}") or git.resolve(wanted)
        return commit(viewer, of, sha) if sha else None

    default = f"refs/heads/{of.default_branch}"
    return {
        "__typename": "Repository",
        "id": node_id("Repository", of.full_name),
        "databaseId": of.id,
        "name": of.name,
        "nameWithOwner": of.full_name,
        "owner": actor(viewer, of.owner),
        "url": viewer.urls.page(of),
        "resourcePath": f"/{of.full_name}",
        "isPrivate": of.private,
        "isFork": of.fork_of is not None,
        "ref": ref,
        "object": an_object,
        "defaultBranchRef": lambda info: ref(info, default),
        "pullRequest": pull_by,
    }


def ref_node(viewer: Viewer, of: Repository, name: str, sha: str) -> Node:
    """A ref; its name is without ``refs/heads/``."""
    prefix = "refs/heads/" if name.startswith("refs/heads/") else "refs/"
    return {
        "__typename": "Ref",
        "id": node_id("Ref", f"{of.full_name}:{name}"),
        "name": name.removeprefix(prefix),
        "prefix": prefix,
        "target": lambda _info: commit(viewer, of, sha),
        "repository": lambda _info: repository(viewer, of),
    }


def commit(viewer: Viewer, of: Repository, sha: str) -> Node:
    """A commit."""
    page = f"/{of.full_name}/commit/{sha}"
    return {
        "__typename": "Commit",
        "id": node_id("Commit", f"{of.full_name}/{sha}"),
        "oid": sha,
        "abbreviatedOid": sha[:7],
        "url": viewer.urls.web + page,
        "commitUrl": viewer.urls.web + page,
        "resourcePath": page,
        "commitResourcePath": page,
        "message": lambda _info: git_of(of).text("show", "-s", "--format=%B", sha),
        "messageHeadline": lambda _info: git_of(of).text("show", "-s", "--format=%s", sha),
        "committedDate": lambda _info: git_of(of).text("show", "-s", "--format=%cI", sha),
        "repository": lambda _info: repository(viewer, of),
        "parents": lambda info, **page_of: connection(
            git_of(of).text("show", "-s", "--format=%P", sha).split(), partial(commit, viewer, of), "parents"
        )(info, **page_of),
    }


def pull(viewer: Viewer, of: PullRequest) -> Node:
    """A pull request."""
    home, source = of.repository, of.head_repository
    state = "MERGED" if of.merged_at else of.state.upper()
    mergeable = {None: "UNKNOWN", True: "MERGEABLE", False: "CONFLICTING"}[of.mergeable]
    base, git = base_sha(of), git_of(home)

    def reviews(
        info: Any, states: list[str] | None = None, author: str | None = None, **page_of: Any
    ) -> Node:
        said = [each for each in of.reviews if states is None or each.state in states]
        said = [each for each in said if author in (None, each.user.graphql_login)]
        said = [each for each in said if each.state != "PENDING" or each.user is viewer.token.user]
        return connection(said, partial(review, viewer, of), "reviews")(info, **page_of)

    def merge_commit(_info: Any) -> Node | None:
        sha = git.resolve(f"refs/pull/{of.number}/merge")
        return commit(viewer, home, sha) if sha and of.mergeable else None

    source_tip = git_of(source).resolve(f"refs/heads/{of.head_ref}")
    threads = [thread for thread in of.threads if not thread.comments[0].pending]
    shown = {
        "__typename": "PullRequest",
        "id": node_id("PullRequest", of.id),
        "databaseId": of.id,
        "fullDatabaseId": str(of.id),
        "number": of.number,
        "title": of.title,
        "body": of.body or "",
        "url": pull_page(viewer.urls, of),
        "permalink": pull_page(viewer.urls, of),
        "state": state,
        "closed": of.state == "closed",
        "merged": of.merged_at is not None,
        "isDraft": of.draft,
        "createdAt": of.created_at,
        "updatedAt": of.updated_at,
        "author": actor(viewer, of.user),
        "viewerDidAuthor": of.user is viewer.token.user,
        "isCrossRepository": source is not home,
        "headRefOid": of.head_sha,
        "headRefName": of.head_ref,
        "baseRefOid": base,
        "baseRefName": of.base_ref,
        "baseRef": lambda _info: ref_node(viewer, home, f"refs/heads/{of.base_ref}", base),
        "headRef": (lambda _info: ref_node(viewer, source, f"refs/heads/{of.head_ref}", str(source_tip)))
        if source_tip
        else None,
        "baseRepository": lambda _info: repository(viewer, home),
        "headRepository": lambda _info: repository(viewer, source),
        "headRepositoryOwner": actor(viewer, source.owner),
        "repository": lambda _info: repository(viewer, home),
        "mergeable": mergeable,
        "potentialMergeCommit": merge_commit,
        "changedFiles": lambda _info: len(files(of)),
        "comments": connection(of.comments, partial(issue_comment, viewer, of), "comments"),
        "reviewThreads": connection(threads, partial(thread_node, viewer, of), "reviewThreads"),
        "reviews": reviews,
        "files": connection(files(of), _changed_file, "files"),
    }
    return shown


def _changed_file(file: Any) -> Node:
    kind = {"removed": "DELETED"}.get(file.status, file.status.upper())
    return {"path": file.path, "additions": file.additions, "deletions": file.deletions, "changeType": kind}


def _said(
    viewer: Viewer, of: PullRequest, it: IssueComment | ReviewComment | Review, kind: str, anchor: str
) -> Node:
    mine = it.user is viewer.token.user
    when = it.submitted_at if isinstance(it, Review) else it.created_at
    changed = it.submitted_at if isinstance(it, Review) else it.updated_at
    return {
        "__typename": kind,
        "id": node_id(kind, it.id),
        "databaseId": it.id,
        "fullDatabaseId": str(it.id),
        "body": it.body,
        "bodyText": it.body,
        "author": actor(viewer, it.user),
        "authorAssociation": association(of.repository, it.user),
        "viewerDidAuthor": mine,
        "viewerCanUpdate": mine or viewer.token.kind == "human",
        "viewerCanDelete": mine or viewer.token.kind == "human",
        "viewerCanMinimize": viewer.token.may("write", "pull-requests", "issues"),
        "isMinimized": it.minimized is not None,
        "minimizedReason": it.minimized.lower() if it.minimized else None,
        "createdAt": when,
        "publishedAt": when,
        "updatedAt": changed,
        "lastEditedAt": changed if changed != when else None,
        "url": f"{pull_page(viewer.urls, of)}#{anchor}{it.id}",
        "pullRequest": lambda _info: pull(viewer, of),
        "repository": lambda _info: repository(viewer, of.repository),
    }


def issue_comment(viewer: Viewer, of: PullRequest, comment: IssueComment) -> Node:
    """A comment in the conversation."""
    return _said(viewer, of, comment, "IssueComment", "issuecomment-")


def review(viewer: Viewer, of: PullRequest, said: Review) -> Node:
    """A review with its comments."""
    mine = [comment for comment in of.review_comments if comment.review_id == said.id]
    more = {
        "state": said.state,
        "submittedAt": said.submitted_at,
        "commit": lambda _info: commit(viewer, of.repository, said.commit_id),
        "comments": connection(mine, partial(review_comment, viewer, of), "comments"),
    }
    return _said(viewer, of, said, "PullRequestReview", "pullrequestreview-") | more


def review_comment(viewer: Viewer, of: PullRequest, comment: ReviewComment) -> Node:
    """A comment on the diff."""
    first = next((each for each in of.review_comments if each.id == comment.in_reply_to), None)
    by = next((each for each in of.reviews if each.id == comment.review_id), None)
    more = {
        "path": comment.path,
        "line": comment.line,
        "startLine": comment.start_line,
        "originalLine": comment.original_line,
        "originalStartLine": comment.original_start_line,
        "position": comment.position,
        "originalPosition": comment.original_position or 1,
        "outdated": comment.subject_type == "line" and comment.line is None,
        "diffHunk": comment.diff_hunk,
        "subjectType": comment.subject_type.upper(),
        "state": "PENDING" if comment.pending else "SUBMITTED",
        "commit": lambda _info: commit(viewer, of.repository, comment.commit_id),
        "originalCommit": lambda _info: commit(viewer, of.repository, comment.original_commit_id),
        "replyTo": (lambda _info: review_comment(viewer, of, first)) if first else None,
        "pullRequestReview": (lambda _info: review(viewer, of, by)) if by else None,
    }
    return _said(viewer, of, comment, "PullRequestReviewComment", "discussion_r") | more


def thread_node(viewer: Viewer, of: PullRequest, thread: Thread) -> Node:
    """A review thread with its comments."""
    first = thread.comments[0]
    mine = viewer.token.may("write", "contents") and viewer.token.may("write", "pull-requests")
    return {
        "__typename": "PullRequestReviewThread",
        "id": node_id("PullRequestReviewThread", thread.id),
        "isResolved": thread.is_resolved,
        "isOutdated": thread.is_outdated,
        "isCollapsed": thread.is_resolved or thread.is_outdated,
        "resolvedBy": actor(viewer, thread.resolved_by)
        and {
            **(actor(viewer, thread.resolved_by) or {}),
            "__typename": "User",
        },
        "path": first.path,
        "line": first.line,
        "startLine": first.start_line,
        "originalLine": first.original_line,
        "originalStartLine": first.original_start_line,
        "diffSide": first.side,
        "startDiffSide": first.start_side,
        "subjectType": first.subject_type.upper(),
        "viewerCanResolve": mine and not thread.is_resolved,
        "viewerCanUnresolve": mine and thread.is_resolved,
        "viewerCanReply": viewer.token.may("write", "pull-requests"),
        "comments": connection(thread.comments, partial(review_comment, viewer, of), "comments"),
        "pullRequest": lambda _info: pull(viewer, of),
        "repository": lambda _info: repository(viewer, of.repository),
    }

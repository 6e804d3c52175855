"""Repositories, commits and pull requests as GraphQL sees them: fields by name, the lazy ones callable."""

from __future__ import annotations

from functools import partial
from typing import Any

from . import graphql_talk as talk
from .graphql_base import GraphQLRefusal, Node, Viewer, actor, connection
from .pulls import base_tip, files, git_of
from .shapes import node_id
from .shapes_pull import pull_page
from .state import PullRequest, Repository


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
            raise GraphQLRefusal("NOT_FOUND", f"Could not resolve to a PullRequest with the number of {number}.")
        return pull(viewer, of.pulls[number])

    def an_object(_info: Any, oid: str | None = None, expression: str | None = None) -> Node | None:
        viewer.demand("read", "contents")
        wanted = oid or expression or ""
        sha = git.resolve(f"refs/heads/{wanted}") or git.resolve(wanted)
        return commit(viewer, of, sha) if sha else None

    def pulls(info: Any, **wanted: Any) -> Node:
        viewer.demand("read", "pull-requests")
        return _pulls(viewer, list(of.pulls.values()), info, **wanted)

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
        "pullRequests": pulls,
    }


def _state(of: PullRequest) -> str:
    return "MERGED" if of.merged_at else of.state.upper()


def _pulls(viewer: Viewer, among: list[PullRequest], info: Any, **wanted: Any) -> Node:
    """Those of the pull requests that a connection's arguments ask for, oldest first."""
    names = {"headRefName": "head_ref", "baseRefName": "base_ref"}
    for word, name in names.items():
        asked = wanted.pop(word, None)
        among = [each for each in among if asked in (None, getattr(each, name))]
    states = wanted.pop("states", None)
    among = [each for each in among if states is None or _state(each) in states]
    return connection(among, partial(pull, viewer), "pullRequests")(info, **wanted)


def _associated(viewer: Viewer, of: Repository, sha: str, info: Any, **wanted: Any) -> Node:
    """The pull requests that hold a commit. GitHub does not name a fork's there, so neither do we."""
    own = [each for each in of.pulls.values() if each.head_repository is of]
    git = git_of(of)
    holding = [each for each in own if sha in git.text("rev-list", each.head_sha, f"^{each.base_sha}").split()]
    return _pulls(viewer, holding, info, **wanted)


def ref_node(viewer: Viewer, of: Repository, name: str, sha: str) -> Node:
    """A ref; its name is without ``refs/heads/``."""
    prefix = "refs/heads/" if name.startswith("refs/heads/") else "refs/"
    return {
        "__typename": "Ref",
        "id": node_id("Ref", f"{of.full_name}:{name}"),
        "name": name.removeprefix(prefix),
        "prefix": prefix,
        "target": lambda _info: commit(viewer, of, sha),
        "associatedPullRequests": lambda info, **wanted: _associated(viewer, of, sha, info, **wanted),
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
        "associatedPullRequests": lambda info, **wanted: _associated(viewer, of, sha, info, **wanted),
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
    mergeable = {None: "UNKNOWN", True: "MERGEABLE", False: "CONFLICTING"}[of.mergeable]
    base, git = base_tip(of), git_of(home)

    def reviews(info: Any, states: list[str] | None = None, author: str | None = None, **page_of: Any) -> Node:
        said = [each for each in of.reviews if states is None or each.state in states]
        said = [each for each in said if author in (None, each.user.graphql_login)]
        said = [each for each in said if each.state != "PENDING" or each.user is viewer.token.user]
        return connection(said, partial(talk.review, viewer, of), "reviews")(info, **page_of)

    def merge_commit(_info: Any) -> Node | None:
        sha = git.resolve(f"refs/pull/{of.number}/merge")
        return commit(viewer, home, sha) if sha and of.mergeable else None

    source_tip = git_of(source).resolve(f"refs/heads/{of.head_ref}")
    threads = [thread for thread in of.threads if not thread.comments[0].pending]
    return {
        "__typename": "PullRequest",
        "id": node_id("PullRequest", of.id),
        "databaseId": of.id,
        "fullDatabaseId": str(of.id),
        "number": of.number,
        "title": of.title,
        "body": of.body or "",
        "url": pull_page(viewer.urls, of),
        "permalink": pull_page(viewer.urls, of),
        "state": _state(of),
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
        "baseRefOid": of.base_sha,
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
        "comments": connection(of.comments, partial(talk.issue_comment, viewer, of), "comments"),
        "reviewThreads": connection(threads, partial(talk.thread_node, viewer, of), "reviewThreads"),
        "reviews": reviews,
        "files": lambda info, **page_of: connection(files(of), _changed_file, "files")(info, **page_of),
    }


def _changed_file(file: Any) -> Node:
    kind = {"removed": "DELETED"}.get(file.status, file.status.upper())
    return {"path": file.path, "additions": file.additions, "deletions": file.deletions, "changeType": kind}

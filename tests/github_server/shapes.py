"""Accounts, repositories, commits and files as the REST API writes them, with every field it promises."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from .diffs import FileDiff
from .pulls import git_of
from .state import Repository, User

Json = dict[str, Any]
CREATED = "2025-06-01T00:00:00Z"

_REPOSITORY_LINKS = """
    archive:{archive_format}{/ref} assignees:{/user} blobs=git/blobs{/sha} branches:{/branch}
    collaborators:{/collaborator} comments:{/number} commits:{/sha} compare:/{base}...{head} contents:/{+path}
    contributors: deployments: downloads: events: forks: git_commits=git/commits{/sha} git_refs=git/refs{/sha}
    git_tags=git/tags{/sha} hooks: issue_comment=issues/comments{/number} issue_events=issues/events{/number}
    issues:{/number} keys:{/key_id} labels:{/name} languages: merges: milestones:{/number} notifications:
    pulls:{/number} releases:{/id} stargazers: statuses:/{sha} subscribers: subscription: tags: teams:
    trees=git/trees{/sha}
"""
_USER_LINKS = "events{/privacy} followers following{/other_user} gists{/gist_id} orgs received_events repos"
_NAMES = {"orgs": "organizations_url"}


def node_id(kind: str, number: int | str) -> str:
    """GraphQL's name for a thing; only the server reads it."""
    return base64.urlsafe_b64encode(f"{kind}:{number}".encode()).decode().rstrip("=")


@dataclass(frozen=True)
class Urls:
    """Where the API and the web pages are, without a slash at the end."""

    api: str
    web: str

    def repo(self, repository: Repository) -> str:
        """The repository in the API."""
        return f"{self.api}/repos/{repository.full_name}"

    def page(self, repository: Repository) -> str:
        """The repository's page."""
        return f"{self.web}/{repository.full_name}"


def user(urls: Urls, who: User) -> Json:
    """A ``simple-user``."""
    here = f"{urls.api}/users/{quote(who.login)}"
    links = {}
    for word in _USER_LINKS.split():
        name = word.partition("{")[0]
        links[_NAMES.get(name, f"{name}_url")] = f"{here}/{word}"
    return {
        "login": who.login,
        "id": who.id,
        "node_id": node_id(who.kind, who.login),
        "avatar_url": f"{urls.web}/avatars/{who.id}",
        "gravatar_id": "",
        "url": here,
        "html_url": f"{urls.web}/{quote(who.login.removesuffix('[bot]'))}",
        **links,
        "starred_url": f"{here}/starred{{/owner}}{{/repo}}",
        "subscriptions_url": f"{here}/subscriptions",
        "type": who.kind,
        "site_admin": False,
    }


def public_user(urls: Urls, who: User) -> Json:
    """The account asking about itself."""
    blank = dict.fromkeys(("name", "company", "blog", "location", "email", "hireable", "bio"))
    counts = dict.fromkeys(("public_repos", "public_gists", "followers", "following"), 0)
    return user(urls, who) | blank | counts | {"created_at": CREATED, "updated_at": CREATED}


def repository(urls: Urls, of: Repository) -> Json:
    """A ``repository``, as it stands inside other things."""
    here, page = urls.repo(of), urls.page(of)
    links = {}
    for word in _REPOSITORY_LINKS.split():
        name, mark, rest = word.partition("=") if "=" in word.partition(":")[0] else word.partition(":")
        links[f"{name}_url"] = f"{here}/{rest}" if mark == "=" else f"{here}/{name}{rest}"
    host = urls.web.partition("://")[2]
    zero = ("forks", "forks_count", "open_issues", "open_issues_count", "size", "stargazers_count")
    flags = {"has_downloads": True, "has_issues": True, "has_projects": True, "has_wiki": True}
    return {
        "id": of.id,
        "node_id": node_id("Repository", of.full_name),
        "name": of.name,
        "full_name": of.full_name,
        "owner": user(urls, of.owner),
        "private": of.private,
        "html_url": page,
        "description": None,
        "fork": of.fork_of is not None,
        "url": here,
        **links,
        "clone_url": f"{page}.git",
        "git_url": f"git://{host}/{of.full_name}.git",
        "ssh_url": f"git@{host}:{of.full_name}.git",
        "svn_url": page,
        "mirror_url": None,
        "homepage": None,
        "language": None,
        "license": None,
        "default_branch": of.default_branch,
        "created_at": CREATED,
        "updated_at": CREATED,
        "pushed_at": CREATED,
        "archived": False,
        "disabled": False,
        "has_pages": False,
        "has_discussions": False,
        **flags,
        **dict.fromkeys(zero, 0),
        "watchers": 0,
        "watchers_count": 0,
    }


def full_repository(urls: Urls, of: Repository) -> Json:
    """A ``full-repository``, as its own endpoint answers."""
    return repository(urls, of) | {"network_count": 0, "subscribers_count": 0}


def commit(urls: Urls, of: Repository, sha: str) -> Json:
    """A ``commit`` with its message, author, tree and parents."""
    raw = git_commit(urls, of, sha)
    here = f"{urls.repo(of)}/commits/{sha}"
    tree = raw["tree"]
    inner = {
        "url": raw["url"],
        "author": raw["author"],
        "committer": raw["committer"],
        "message": raw["message"],
        "tree": tree,
        "comment_count": 0,
        "verification": raw["verification"],
    }
    return {
        "url": here,
        "sha": sha,
        "node_id": raw["node_id"],
        "html_url": raw["html_url"],
        "comments_url": f"{here}/comments",
        "commit": inner,
        "author": {},
        "committer": {},
        "parents": raw["parents"],
    }


def git_commit(urls: Urls, of: Repository, sha: str) -> Json:
    """A ``git-commit``: the object itself."""
    text = git_of(of).text("show", "-s", "--format=%T%n%P%n%an%n%ae%n%aI%n%cn%n%ce%n%cI%n%B", sha)
    tree, parents, *people, message = text.split("\n", 8)
    here = f"{urls.repo(of)}/git/commits"
    unsigned = dict.fromkeys(("signature", "payload", "verified_at"))
    return {
        "sha": sha,
        "node_id": node_id("Commit", f"{of.full_name}/{sha}"),
        "url": f"{here}/{sha}",
        "html_url": f"{urls.page(of)}/commit/{sha}",
        "author": dict(zip(("name", "email", "date"), people[:3], strict=True)),
        "committer": dict(zip(("name", "email", "date"), people[3:6], strict=True)),
        "message": message,
        "tree": {"sha": tree, "url": f"{urls.repo(of)}/git/trees/{tree}"},
        "parents": [
            {"sha": each, "url": f"{here}/{each}", "html_url": f"{urls.page(of)}/commit/{each}"}
            for each in parents.split()
        ],
        "verification": {"verified": False, "reason": "unsigned", **unsigned},
    }


def diff_entry(urls: Urls, of: Repository, head: str, file: FileDiff) -> Json:
    """A ``diff-entry``; ``patch`` is absent where GitHub leaves it out."""
    path = quote(file.path, errors="surrogateescape")
    blob = file.sha if file.status != "removed" else None
    entry: Json = {
        "sha": blob,
        "filename": file.path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"),
        "status": file.status,
        "additions": file.additions,
        "deletions": file.deletions,
        "changes": file.additions + file.deletions,
        "blob_url": f"{urls.page(of)}/blob/{head}/{path}",
        "raw_url": f"{urls.page(of)}/raw/{head}/{path}",
        "contents_url": f"{urls.repo(of)}/contents/{path}?ref={head}",
    }
    if file.patch is not None:
        entry["patch"] = file.patch.decode("utf-8", "replace")
    if file.previous_path is not None:
        entry["previous_filename"] = file.previous_path
    return entry

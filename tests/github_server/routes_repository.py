"""The repository over REST: itself, its branches, commits, trees and contents, and who is asking."""

from __future__ import annotations

import base64
from typing import Any

from .diffs import diff
from .pulls import git_of
from .repository import GitError
from .router import Call, route
from .shapes import commit, diff_entry, full_repository, git_commit, node_id, public_user
from .state import Protection
from .wire import Answer, Refusal, not_accessible, not_found

REPO = "/repos/{owner}/{repo}"
MAX_COMPARED = 300  # files of a comparison, in all; they are not paged


@route("GET", "/meta")
def meta(call: Call) -> Answer:
    """What the server is."""
    return Answer(200, {"verifiable_password_authentication": False})


@route("GET", "/rate_limit")
def rate_limit(call: Call) -> Answer:
    """What is left of the hour."""
    left = {"limit": 1000, "remaining": 990, "reset": 1_767_607_200, "used": 10}
    resources = dict.fromkeys(("core", "search", "graphql"), left)
    return Answer(200, {"resources": resources, "rate": left})


@route("GET", "/user")
def viewer(call: Call) -> Answer:
    """The account asking; a job's token has none to show."""
    if call.request.token is None:
        raise Refusal(401, "Requires authentication")
    if call.token.kind != "human":
        raise not_accessible()
    return Answer(200, public_user(call.urls, call.viewer))


@route("GET", REPO, "contents", "metadata", "pull-requests")
def get_repository(call: Call) -> Answer:
    """The repository."""
    return Answer(200, full_repository(call.urls, call.repository))


def _commit(call: Call, name: str) -> str:
    git = git_of(call.repository)
    found = git.resolve(f"refs/heads/{name}") or git.resolve(name)
    if found is None:
        raise not_found()
    return found


@route("GET", REPO + "/branches/{branch}", "contents")
def get_branch(call: Call) -> Answer:
    """A branch and its tip."""
    of, name = call.repository, call.params["branch"]
    sha = git_of(of).resolve(f"refs/heads/{name}")
    if sha is None:
        raise Refusal(404, "Branch not found")
    here = f"{call.urls.repo(of)}/branches/{name}"
    rules = of.protection.get(name)
    body = {
        "name": name,
        "commit": commit(call.urls, of, sha),
        "_links": {"self": here, "html": f"{call.urls.page(of)}/tree/{name}"},
        "protected": rules is not None,
        "protection": _shown(rules, f"{here}/protection") if rules else {},
        "protection_url": f"{here}/protection",
    }
    return Answer(200, body)


def _shown(rules: Protection, here: str) -> dict[str, Any]:
    names = list(rules.required_checks)
    checks = {
        "url": f"{here}/required_status_checks",
        "strict": rules.strict,
        "contexts": names,
        "checks": [{"context": name, "app_id": None} for name in names],
        "contexts_url": f"{here}/required_status_checks/contexts",
    }
    resolution = {"enabled": rules.conversation_resolution}
    return {"url": here, "required_status_checks": checks, "required_conversation_resolution": resolution}


@route("GET", REPO + "/branches/{branch}/protection", "administration")
def get_protection(call: Call) -> Answer:
    """What the branch asks before a merge."""
    name = call.params["branch"]
    rules = call.repository.protection.get(name)
    if rules is None:
        raise Refusal(404, "Branch not protected")
    return Answer(200, _shown(rules, f"{call.urls.repo(call.repository)}/branches/{name}/protection"))


@route("PUT", REPO + "/branches/{branch}/protection", "administration")
def put_protection(call: Call) -> Answer:
    """Ask for checks before a merge."""
    name, given = call.params["branch"], call.body
    checks = given.get("required_status_checks") or {}
    resolve = bool(given.get("required_conversation_resolution"))
    rules = Protection(tuple(checks.get("contexts", ())), bool(checks.get("strict")), resolve)
    call.repository.protection[name] = rules
    shown = _shown(rules, f"{call.urls.repo(call.repository)}/branches/{name}/protection")
    return Answer(200, shown)


@route("GET", REPO + "/commits/{ref}", "contents")
def get_commit(call: Call) -> Answer:
    """A commit with its files."""
    of, git = call.repository, git_of(call.repository)
    sha = _commit(call, call.params["ref"])
    shown = commit(call.urls, of, sha)
    parent = git.resolve(f"{sha}^1")
    changed = diff(git, parent, sha) if parent else ()
    shown["files"] = [diff_entry(call.urls, of, sha, file) for file in changed[:MAX_COMPARED]]
    return Answer(200, shown)


@route("GET", REPO + "/git/commits/{commit_sha}", "contents")
def get_git_commit(call: Call) -> Answer:
    """A commit object."""
    return Answer(200, git_commit(call.urls, call.repository, _commit(call, call.params["commit_sha"])))


@route("GET", REPO + "/git/ref/{ref}", "contents")
def get_ref(call: Call) -> Answer:
    """What a ref points at."""
    of, name = call.repository, call.params["ref"]
    sha = git_of(of).resolve(f"refs/{name}")
    if sha is None:
        raise not_found()
    here = call.urls.repo(of)
    target = {"sha": sha, "type": "commit", "url": f"{here}/git/commits/{sha}"}
    known = node_id("Ref", f"{of.full_name}:refs/{name}")
    return Answer(200, {"ref": f"refs/{name}", "node_id": known, "url": f"{here}/git/refs/{name}", "object": target})


@route("GET", REPO + "/git/trees/{tree_sha}", "contents")
def get_tree(call: Call) -> Answer:
    """What a tree holds, all of it if asked."""
    of, git = call.repository, git_of(call.repository)
    deep = ("-r", "-t") if call.request.query.get("recursive") else ()
    try:
        sha = git.text("rev-parse", "--verify", "--end-of-options", f"{call.params['tree_sha']}^{{tree}}")
        rows = git.run("ls-tree", "-z", "-l", *deep, sha).decode("utf-8", "surrogateescape").split("\0")[:-1]
    except GitError:
        raise not_found() from None
    entries = []
    for row in rows:
        meta_text, _, path = row.partition("\t")
        mode, kind, oid, size = meta_text.split()
        entry: dict[str, Any] = {"path": path, "mode": mode, "type": kind, "sha": oid}
        if kind == "blob":
            entry["size"] = int(size)
        if kind != "commit":
            entry["url"] = f"{call.urls.repo(of)}/git/{kind}s/{oid}"
        entries.append(entry)
    here = f"{call.urls.repo(of)}/git/trees/{sha}"
    return Answer(200, {"sha": sha, "url": here, "tree": entries, "truncated": False})


@route("GET", REPO + "/git/blobs/{file_sha}", "contents")
def get_blob(call: Call) -> Answer:
    """A file's bytes."""
    of, sha = call.repository, call.params["file_sha"]
    try:
        data = git_of(of).run("cat-file", "blob", sha)
    except GitError:
        raise not_found() from None
    body = {"sha": sha, "node_id": node_id("Blob", sha), "size": len(data), "encoding": "base64"}
    body |= {"url": f"{call.urls.repo(of)}/git/blobs/{sha}", "content": base64.encodebytes(data).decode()}
    return Answer(200, body)


@route("GET", REPO + "/contents/{path}", "contents")
def get_contents(call: Call) -> Answer:
    """A file at a path; directories are not played."""
    of, path = call.repository, call.params["path"]
    sha = _commit(call, call.request.query.get("ref") or of.default_branch)
    data = git_of(of).read(sha, path)
    if data is None:
        raise not_found()
    blob = git_of(of).text("rev-parse", f"{sha}:{path}")
    here, page = f"{call.urls.repo(of)}/contents/{path}?ref={sha}", f"{call.urls.page(of)}/blob/{sha}/{path}"
    git_url = f"{call.urls.repo(of)}/git/blobs/{blob}"
    body = {
        "type": "file",
        "encoding": "base64",
        "size": len(data),
        "name": path.rpartition("/")[2],
        "path": path,
        "content": base64.encodebytes(data).decode(),
        "sha": blob,
        "url": here,
        "html_url": page,
        "git_url": git_url,
        "download_url": f"{call.urls.page(of)}/raw/{sha}/{path}",
        "_links": {"self": here, "git": git_url, "html": page},
    }
    return Answer(200, body)


@route("GET", REPO + "/compare/{basehead}", "contents")
def compare(call: Call) -> Answer:
    """How two commits differ: three dots, from where they parted; 300 files at most."""
    of, git = call.repository, git_of(call.repository)
    base, dots, head = call.params["basehead"].partition("...")
    if not dots:
        raise not_found()
    old, new = _commit(call, base), _commit(call, head.rpartition(":")[2])
    parted = git.merge_base(old, new)
    ahead = git.text("rev-list", "--reverse", f"{old}..{new}").split()
    behind = int(git.text("rev-list", "--count", f"{new}..{old}"))
    state = {(True, False): "ahead", (False, True): "behind", (True, True): "diverged"}
    here, page = call.urls.repo(of), f"{call.urls.page(of)}/compare/{base}...{head}"
    body = {
        "url": f"{here}/compare/{base}...{head}",
        "html_url": page,
        "permalink_url": page,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
        "base_commit": commit(call.urls, of, old),
        "merge_base_commit": commit(call.urls, of, parted),
        "status": state.get((bool(ahead), bool(behind)), "identical"),
        "ahead_by": len(ahead),
        "behind_by": behind,
        "total_commits": len(ahead),
        "commits": [commit(call.urls, of, sha) for sha in ahead[:250]],
        "files": [diff_entry(call.urls, of, new, file) for file in diff(git, parted, new)[:MAX_COMPARED]],
    }
    return Answer(200, body)

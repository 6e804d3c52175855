"""What a job of GitHub Actions is given: the event's payload and the environment variables of the runner."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .pulls import EPOCH, base_tip, git_of
from .repository import ZERO
from .shapes import Json, Urls, repository, user
from .shapes_pull import pull as whole_pull
from .shapes_pull import pull_simple
from .state import PullRequest, Repository, User


def pull_request_event(urls: Urls, of: PullRequest, action: str = "synchronize", **more: Any) -> Json:
    """The payload of ``pull_request`` and ``pull_request_target``; ``more`` adds e.g. ``before``."""
    return {
        "action": action,
        "number": of.number,
        "pull_request": whole_pull(urls, of),
        "repository": repository(urls, of.repository),
        "sender": user(urls, of.user),
        **more,
    }


def queue(of: PullRequest, behind: str | None = None) -> tuple[str, str]:
    """Put a pull request into the merge queue: the ref GitHub makes for it, and its merge commit.

    ``behind`` is the merge commit of the one that waits before it.
    """
    git, base = git_of(of.repository), behind or base_tip(of)
    sha = git.merge(base, of.head_sha, EPOCH + of.number)
    assert sha is not None, "it conflicts"
    ref = f"refs/heads/gh-readonly-queue/{of.base_ref}/pr-{of.number}-{base}"
    git.set_ref(ref, sha)
    return ref, sha


def merge_group_event(urls: Urls, of: PullRequest, behind: str | None = None) -> Json:
    """The payload of ``merge_group``, once ``queue`` has been asked for."""
    base = behind or base_tip(of)
    ref = f"refs/heads/gh-readonly-queue/{of.base_ref}/pr-{of.number}-{base}"
    head = git_of(of.repository).resolve(ref)
    group = {"head_sha": head, "head_ref": ref, "base_sha": base, "base_ref": f"refs/heads/{of.base_ref}"}
    return {
        "action": "checks_requested",
        "merge_group": group | {"head_commit": {"id": head, "message": "Merge"}},
        "repository": repository(urls, of.repository),
        "sender": user(urls, of.user),
    }


def push_event(urls: Urls, of: Repository, branch: str, before: str | None, who: User) -> Json:
    """The payload of ``push``; ``before`` is None for a new branch."""
    after = git_of(of).resolve(f"refs/heads/{branch}")
    return {
        "ref": f"refs/heads/{branch}",
        "before": before or ZERO,
        "after": after or ZERO,
        "created": before is None,
        "deleted": after is None,
        "forced": False,
        "base_ref": None,
        "compare": f"{urls.page(of)}/compare/{before}...{after}",
        "commits": [],
        "head_commit": {"id": after, "message": "Change"} if after else None,
        "repository": repository(urls, of),
        "pusher": {"name": who.login, "email": f"{who.login}@example.org"},
        "sender": user(urls, who),
    }


def workflow_run_event(urls: Urls, of: PullRequest, conclusion: str = "success") -> Json:
    """The payload of ``workflow_run`` after a run on a pull request.

    Of a fork's, ``pull_requests`` is empty, as on GitHub.
    """
    source = of.head_repository
    same = source is of.repository
    run = {
        "id": of.id,
        "name": "specs",
        "event": "pull_request",
        "status": "completed",
        "conclusion": conclusion,
        "head_branch": of.head_ref,
        "head_sha": of.head_sha,
        "run_attempt": 1,
        "pull_requests": [{"number": of.number, "id": of.id, "url": pull_simple(urls, of)["url"]}] if same else [],
        "repository": repository(urls, of.repository),
        "head_repository": repository(urls, source),
        "head_commit": {"id": of.head_sha, "message": "Change"},
        "html_url": f"{urls.page(of.repository)}/actions/runs/{of.id}",
    }
    shown = repository(urls, of.repository)
    return {"action": "completed", "workflow_run": run, "repository": shown, "sender": user(urls, of.user)}


def workflow_dispatch_event(urls: Urls, of: Repository, who: User) -> Json:
    """The payload of ``workflow_dispatch`` on the default branch."""
    return {
        "inputs": None,
        "ref": f"refs/heads/{of.default_branch}",
        "workflow": ".github/workflows/specs.yml",
        "repository": repository(urls, of),
        "sender": user(urls, who),
    }


def environment(
    urls: Urls,
    of: Repository,
    event: str,
    payload: Json,
    folder: Path,
    token: str,
    inputs: Mapping[str, str] = {},
) -> dict[str, str]:
    """The variables of a job for a Docker action, its files made in ``folder``; ``inputs`` by their names."""
    workspace = folder / "workspace"
    workspace.mkdir(parents=True, exist_ok=True)
    (folder / "event.json").write_text(json.dumps(payload), encoding="utf-8")
    for name in ("output", "summary.md"):
        (folder / name).touch()
    given = {"token": token, **inputs}
    api, graphql = urls.api, f"{urls.web}{'/api' if urls.api.endswith('/api/v3') else ''}/graphql"
    return {
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": event,
        "GITHUB_EVENT_PATH": str(folder / "event.json"),
        "GITHUB_REPOSITORY": of.full_name,
        "GITHUB_SERVER_URL": urls.web,
        "GITHUB_API_URL": api,
        "GITHUB_GRAPHQL_URL": graphql,
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "GITHUB_WORKSPACE": str(workspace),
        "GITHUB_RUN_ID": "4711",
        "GITHUB_RUN_ATTEMPT": "1",
        "GITHUB_JOB": "specs",
        "GITHUB_WORKFLOW": "specs",
        "RUNNER_TEMP": str(folder),
        **_refs(of, payload),
        **{f"INPUT_{name.upper()}": value for name, value in given.items()},
    }


def _refs(of: Repository, payload: Json) -> dict[str, str]:
    if "pull_request" in payload:
        ends, number = payload["pull_request"], payload["number"]
        merge = git_of(of).resolve(f"refs/pull/{number}/merge") or ends["head"]["sha"]
        names = {"GITHUB_BASE_REF": ends["base"]["ref"], "GITHUB_HEAD_REF": ends["head"]["ref"]}
        return names | {"GITHUB_REF": f"refs/pull/{number}/merge", "GITHUB_SHA": merge}
    if "merge_group" in payload:
        group = payload["merge_group"]
        return {"GITHUB_REF": group["head_ref"], "GITHUB_SHA": group["head_sha"]}
    default = f"refs/heads/{of.default_branch}"
    ref = payload.get("ref", default)
    return {"GITHUB_REF": ref, "GITHUB_SHA": git_of(of).resolve(ref) or git_of(of).resolve(default) or ""}

"""Pull requests, comments, reviews, check runs and statuses as the REST API writes them."""

from __future__ import annotations

from typing import Any

from .diffs import FileDiff
from .pulls import files, git_of
from .shapes import CREATED, Json, Urls, node_id, repository, user
from .state import CheckRun, CommitStatus, IssueComment, PullRequest, Repository, Review, ReviewComment, User


def association(of: Repository, who: User) -> str:
    """What an author is to the repository."""
    if who is of.owner:
        return "OWNER"
    return "NONE" if who.kind == "Bot" else "MEMBER"


def pull_url(urls: Urls, pull: PullRequest) -> str:
    """The pull request in the API."""
    return f"{urls.repo(pull.repository)}/pulls/{pull.number}"


def pull_page(urls: Urls, pull: PullRequest) -> str:
    """The pull request's page."""
    return f"{urls.page(pull.repository)}/pull/{pull.number}"


def pull(urls: Urls, of: PullRequest) -> Json:
    """A ``pull-request`` with all counts."""
    changed: tuple[FileDiff, ...] = files(of)
    commits = git_of(of.repository).text("rev-list", "--count", f"{of.base_sha}..{of.head_sha}")
    shown = pull_simple(urls, of)
    blocked = "blocked" if of.repository.protection.get(of.base_ref) else "clean"
    states = {None: "unknown", False: "dirty", True: blocked}
    return shown | {
        "merged": of.merged_at is not None,
        "mergeable": of.mergeable,
        "rebaseable": of.mergeable,
        "mergeable_state": states[of.mergeable],
        "merged_by": user(urls, of.merged_by) if of.merged_by else None,
        "comments": len(of.comments),
        "review_comments": len(of.review_comments),
        "maintainer_can_modify": False,
        "commits": int(commits),
        "additions": sum(file.additions for file in changed),
        "deletions": sum(file.deletions for file in changed),
        "changed_files": len(changed),
    }


def pull_simple(urls: Urls, of: PullRequest) -> Json:
    """A ``pull-request-simple``: as lists and events show it."""
    here, page = pull_url(urls, of), pull_page(urls, of)
    issue = f"{urls.repo(of.repository)}/issues/{of.number}"
    statuses = f"{urls.repo(of.repository)}/statuses/{of.head_sha}"
    links = {
        "self": here,
        "html": page,
        "issue": issue,
        "comments": f"{issue}/comments",
        "review_comments": f"{here}/comments",
        "review_comment": f"{urls.repo(of.repository)}/pulls/comments{{/number}}",
        "commits": f"{here}/commits",
        "statuses": statuses,
    }
    return {
        "url": here,
        "id": of.id,
        "node_id": node_id("PullRequest", of.id),
        "html_url": page,
        "diff_url": f"{page}.diff",
        "patch_url": f"{page}.patch",
        "issue_url": issue,
        "commits_url": links["commits"],
        "review_comments_url": links["review_comments"],
        "review_comment_url": links["review_comment"],
        "comments_url": links["comments"],
        "statuses_url": statuses,
        "number": of.number,
        "state": of.state,
        "locked": False,
        "title": of.title,
        "user": user(urls, of.user),
        "body": of.body,
        "created_at": of.created_at,
        "updated_at": of.updated_at,
        "closed_at": of.merged_at,
        "merged_at": of.merged_at,
        "merge_commit_sha": of.merge_sha,
        "assignee": None,
        "assignees": [],
        "requested_reviewers": [],
        "requested_teams": [],
        "labels": [],
        "milestone": None,
        "draft": of.draft,
        "head": _end(urls, of.head_repository, of.head_ref, of.head_sha),
        "base": _end(urls, of.repository, of.base_ref, of.base_sha),
        "_links": {name: {"href": href} for name, href in links.items()},
        "author_association": association(of.repository, of.user),
        "auto_merge": None,
        "active_lock_reason": None,
    }


def _end(urls: Urls, of: Repository, ref: str, sha: str) -> Json:
    return {
        "label": f"{of.owner.login}:{ref}",
        "ref": ref,
        "sha": sha,
        "user": user(urls, of.owner),
        "repo": repository(urls, of),
    }


def issue_comment(urls: Urls, of: PullRequest, comment: IssueComment) -> Json:
    """An ``issue-comment``."""
    return {
        "id": comment.id,
        "node_id": node_id("IssueComment", comment.id),
        "url": f"{urls.repo(of.repository)}/issues/comments/{comment.id}",
        "html_url": f"{pull_page(urls, of)}#issuecomment-{comment.id}",
        "issue_url": f"{urls.repo(of.repository)}/issues/{of.number}",
        "body": comment.body,
        "user": user(urls, comment.user),
        "created_at": comment.created_at,
        "updated_at": comment.updated_at,
        "author_association": association(of.repository, comment.user),
        "performed_via_github_app": None,
    }


def review_comment(urls: Urls, of: PullRequest, comment: ReviewComment) -> Json:
    """A ``pull-request-review-comment``. Of an outdated one, ``line`` and ``position`` are null."""
    here = f"{urls.repo(of.repository)}/pulls/comments/{comment.id}"
    page = f"{pull_page(urls, of)}#discussion_r{comment.id}"
    links = {"self": here, "html": page, "pull_request": pull_url(urls, of)}
    shown: Json = {
        "url": here,
        "pull_request_review_id": comment.review_id,
        "id": comment.id,
        "node_id": node_id("PullRequestReviewComment", comment.id),
        "diff_hunk": comment.diff_hunk,
        "path": comment.path,
        "position": 1 if comment.subject_type == "file" else comment.position,
        "original_position": comment.original_position or 1,
        "commit_id": comment.commit_id,
        "original_commit_id": comment.original_commit_id,
        "user": user(urls, comment.user),
        "body": comment.body,
        "created_at": comment.created_at,
        "updated_at": comment.updated_at,
        "html_url": page,
        "pull_request_url": pull_url(urls, of),
        "author_association": association(of.repository, comment.user),
        "_links": {name: {"href": href} for name, href in links.items()},
        "start_line": comment.start_line,
        "original_start_line": comment.original_start_line,
        "start_side": comment.start_side,
        "line": comment.line,
        "original_line": comment.original_line,
        "side": comment.side,
        "subject_type": comment.subject_type,
    }
    if comment.in_reply_to is not None:
        shown["in_reply_to_id"] = comment.in_reply_to
    return shown


def review(urls: Urls, of: PullRequest, said: Review) -> Json:
    """A ``pull-request-review``."""
    page = f"{pull_page(urls, of)}#pullrequestreview-{said.id}"
    shown: Json = {
        "id": said.id,
        "node_id": node_id("PullRequestReview", said.id),
        "user": user(urls, said.user),
        "body": said.body,
        "state": said.state,
        "html_url": page,
        "pull_request_url": pull_url(urls, of),
        "author_association": association(of.repository, said.user),
        "_links": {"html": {"href": page}, "pull_request": {"href": pull_url(urls, of)}},
        "commit_id": said.commit_id,
    }
    if said.submitted_at is not None:
        shown["submitted_at"] = said.submitted_at
    return shown


def check_run(urls: Urls, of: Repository, run: CheckRun) -> Json:
    """A ``check-run``."""
    here = f"{urls.repo(of)}/check-runs/{run.id}"
    page = f"{urls.page(of)}/runs/{run.id}"
    slug = run.user.login.removesuffix("[bot]")
    app: Json = {
        "id": 15_368,
        "slug": slug,
        "node_id": node_id("App", slug),
        "owner": user(urls, of.owner),
        "name": slug,
        "description": None,
        "external_url": urls.web,
        "html_url": f"{urls.web}/apps/{slug}",
        "created_at": CREATED,
        "updated_at": CREATED,
        "permissions": {},
        "events": [],
    }
    return {
        "id": run.id,
        "node_id": node_id("CheckRun", run.id),
        "name": run.name,
        "head_sha": run.head_sha,
        "external_id": run.external_id,
        "url": here,
        "html_url": page,
        "details_url": run.details_url or page,
        "status": run.status,
        "conclusion": run.conclusion,
        "started_at": run.started_at,
        "completed_at": run.completed_at,
        "output": {
            "title": run.title,
            "summary": run.summary,
            "text": run.text,
            "annotations_count": len(run.annotations),
            "annotations_url": f"{here}/annotations",
        },
        "check_suite": {"id": run.id},
        "app": app,
        "pull_requests": [],
    }


def annotation(urls: Urls, of: Repository, run: CheckRun, given: dict[str, Any]) -> Json:
    """A ``check-annotation``."""
    optional = ("start_column", "end_column", "title", "raw_details")
    needed = ("path", "start_line", "end_line", "annotation_level", "message")
    shown = {name: given[name] for name in needed} | {name: given.get(name) for name in optional}
    return shown | {"blob_href": f"{urls.page(of)}/blob/{run.head_sha}/{given['path']}"}


def status(urls: Urls, of: Repository, said: CommitStatus) -> Json:
    """A ``status``."""
    return {
        "url": f"{urls.repo(of)}/statuses/{said.sha}",
        "avatar_url": f"{urls.web}/avatars/{said.user.id}",
        "id": said.id,
        "node_id": node_id("StatusContext", said.id),
        "state": said.state,
        "description": said.description,
        "target_url": said.target_url,
        "context": said.context,
        "created_at": said.created_at,
        "updated_at": said.created_at,
        "creator": user(urls, said.user),
    }

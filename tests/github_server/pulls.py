"""What GitHub does with a pull request when something moves: refs, diff, the places of comments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .diffs import DiffLine, FileDiff, diff, follow
from .repository import Git
from .state import MergeRef, PullRequest, Repository, ReviewComment

EPOCH = 1_767_603_600  # 2026-01-05T09:00:00Z: when the server's commits begin


class RefusedError(Exception):
    """A comment that GitHub would not take; ``reasons`` are its words."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Place:
    """Where in the diff of ``commit`` a comment was put."""

    path: str
    commit: str
    base: str
    subject_type: str = "line"
    side: str = "RIGHT"
    line: int | None = None
    position: int | None = None
    start_line: int | None = None
    start_side: str | None = None
    hunk: str = ""


def git_of(repository: Repository) -> Git:
    """The repository's git."""
    return Git(repository.path)


def base_tip(pull: PullRequest) -> str:
    """The base branch's tip, as it is now."""
    sha = git_of(pull.repository).resolve(f"refs/heads/{pull.base_ref}")
    assert sha is not None
    return sha


def files(pull: PullRequest, head: str | None = None) -> tuple[FileDiff, ...]:
    """The pull request's files: from where it parted from its base to its head (or another commit of it)."""
    git = git_of(pull.repository)
    head = head or pull.head_sha
    return diff(git, git.merge_base(pull.base_sha, head), head)


def refresh(pull: PullRequest, now: int) -> bool:
    """Take over a moved head and base, as GitHub does after a push. Whether the head has moved."""
    if pull.state != "open":
        return False
    git, source = git_of(pull.repository), git_of(pull.head_repository)
    tip = source.resolve(f"refs/heads/{pull.head_ref}")
    moved = tip is not None and tip != pull.head_sha
    if tip is not None and tip != git.resolve(f"refs/pull/{pull.number}/head"):
        git.take(source, tip, f"refs/pull/{pull.number}/head")
    if tip is not None and moved:
        pull.head_sha, pull.base_sha = tip, base_tip(pull)
    remake_merge_ref(pull, now)
    for comment in pull.review_comments:
        replace(pull, comment)
    return moved


def remake_merge_ref(pull: PullRequest, now: int) -> None:
    """Make ``refs/pull/N/merge`` anew, unless it is held or missing; a conflict leaves the old one."""
    git, ref = git_of(pull.repository), f"refs/pull/{pull.number}/merge"
    if pull.merge_ref is MergeRef.MISSING:
        if git.resolve(ref):
            git.set_ref(ref, None)
        pull.mergeable, pull.merge_sha = None, None
        return
    if pull.merge_ref is MergeRef.HELD:
        return
    base = base_tip(pull)
    if git.resolve(f"{ref}^1") == base and git.resolve(f"{ref}^2") == pull.head_sha:
        return
    merge = git.merge(base, pull.head_sha, now)
    pull.mergeable = merge is not None
    if merge is not None:
        git.set_ref(ref, merge)
        pull.merge_sha = merge


def replace(pull: PullRequest, comment: ReviewComment) -> None:
    """Say where a comment stands in the diff of today: on its line if that is still there, else nowhere."""
    if comment.subject_type == "file" or comment.original_line is None:
        return
    git = git_of(pull.repository)
    shown = next((file for file in files(pull) if file.path == comment.path), None)
    after = pull.head_sha
    if comment.side == "LEFT":
        before, after = comment.original_base, git.merge_base(pull.base_sha, pull.head_sha)
    else:
        before = comment.original_commit_id
    line = follow(git, before, after, comment.path, comment.original_line)
    start = comment.original_start_line
    if start is not None:
        start = follow(git, before, after, comment.path, start)
        torn = (
            line is None or start is None or line - start != comment.original_line - (comment.original_start_line or 0)
        )
        line = None if torn else line
    entry = shown.find(line, comment.side) if shown and line is not None else None
    comment.line = line if entry else None
    comment.start_line = start if entry else None
    comment.position = entry.position if entry else None
    if entry:
        comment.commit_id = pull.head_sha


def place(pull: PullRequest, draft: dict[str, Any], commit: str | None) -> Place:
    """Find the place a comment asks for.

    Raises:
        RefusedError: it is not in the diff.
    """
    git = git_of(pull.repository)
    head = commit or pull.head_sha
    if git.resolve(head) != head or not _belongs(git, pull, head):
        raise RefusedError("commit_id is not part of the pull request")
    base = git.merge_base(pull.base_sha, head)
    file = next((file for file in diff(git, base, head) if file.path == draft["path"]), None)
    if file is None:
        raise RefusedError("Path could not be resolved")
    if draft.get("subject_type") == "file":
        return Place(file.path, head, base, subject_type="file")
    side = draft.get("side") or "RIGHT"
    if draft.get("line") is None:
        end = file.at(draft.get("position") or 0)
        side = "LEFT" if end and end.mark == "-" else "RIGHT"
        if end is None:
            raise RefusedError(
                "Pull request review thread position is invalid",
                "Pull request review thread diff hunk can't be blank",
            )
    else:
        end = file.find(draft["line"], side)
    start_side = draft.get("start_side") or side
    start = _start(file, draft, start_side, end)
    assert end is not None
    return Place(
        file.path,
        head,
        base,
        side=side,
        line=end.old if side == "LEFT" else end.new,
        position=end.position,
        start_line=draft.get("start_line") if start else None,
        start_side=start_side if start else None,
        hunk=file.hunk_up_to(end.position),
    )


def _start(file: FileDiff, draft: dict[str, Any], side: str, end: DiffLine | None) -> DiffLine | None:
    wanted = draft.get("start_line")
    start = file.find(wanted, side) if wanted is not None else None
    reasons = []
    if end is None:
        reasons.append("Pull request review thread line must be part of the diff")
    if wanted is not None:
        if draft.get("line") is not None and wanted >= draft["line"] and side == (draft.get("side") or "RIGHT"):
            reasons.append("Pull request review thread start line must precede the end line.")
        if start is None or end is None or start.hunk != end.hunk:
            reasons.append("Pull request review thread start line must be part of the same hunk as the line.")
    if end is None:
        reasons.append("Pull request review thread diff hunk can't be blank")
    if reasons:
        raise RefusedError(*reasons)
    return start


def _belongs(git: Git, pull: PullRequest, commit: str) -> bool:
    if commit == pull.head_sha:
        return True
    seen = {comment.original_commit_id for comment in pull.review_comments}
    listed = git.text("rev-list", pull.head_sha, f"^{pull.base_sha}").split()
    return commit in seen or commit in listed

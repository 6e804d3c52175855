"""What people do on GitHub: push, open pull requests, answer, resolve, protect branches, hand out tokens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import conversation
from .pulls import EPOCH, base_tip, git_of, place
from .repository import Content, Git
from .routes_pulls import obstacle
from .state import (
    CheckRun,
    IssueComment,
    MergeRef,
    Protection,
    PullRequest,
    Repository,
    Review,
    ReviewComment,
    Thread,
    Token,
    World,
)

WORKFLOW_BOT = "github-actions[bot]"
HUMAN = "ada"


class People:
    """The part of the server that is not asked over HTTP."""

    def __init__(self, world: World, root: Path) -> None:
        self.world = world
        self._root = root
        self._commits = 0

    def refresh(self) -> None:
        """Take over all pushes into the pull requests."""
        raise NotImplementedError

    # repositories and what is in them

    def create_repository(self, full_name: str, files: Mapping[str, Content], *, private: bool = True) -> Repository:
        """Make a repository with one commit on ``main``."""
        repository = self._empty(full_name, private=private)
        self.push(repository, "main", files, message="Begin")
        return repository

    def _empty(self, full_name: str, *, private: bool, fork_of: Repository | None = None) -> Repository:
        owner, _, name = full_name.partition("/")
        path = self._root / owner / f"{name}.git"
        repository = Repository(
            self.world.next_id(), self.world.user(owner), name, path, private=private, fork_of=fork_of
        )
        Git(path).create("main")
        self.world.repositories[full_name.lower()] = repository
        return repository

    def fork(self, repository: Repository, login: str) -> Repository:
        """Fork a repository into somebody's account."""
        copy = self._empty(f"{login}/{repository.name}", private=repository.private, fork_of=repository)
        git_of(copy).run("fetch", "-q", str(repository.path), "+refs/heads/*:refs/heads/*")
        return copy

    def push(
        self,
        repository: Repository,
        branch: str,
        files: Mapping[str, Content],
        *,
        message: str = "Change",
        onto: str | None = None,
    ) -> str:
        """Commit ``files`` (None deletes) on a branch and give the commit's id.

        The commit follows the branch's tip; of a new branch, the default branch's; or ``onto``, any revision,
        which is a force push.
        """
        git = git_of(repository)
        tip = git.resolve(onto) if onto else git.resolve(f"refs/heads/{branch}")
        parent = tip or git.resolve(f"refs/heads/{repository.default_branch}")
        self._commits += 1
        when = EPOCH + 60 * self._commits
        sha = git.commit(f"refs/heads/{branch}", files, message, when, [parent] if parent else [])
        self.refresh()
        return sha

    def reset_branch(self, repository: Repository, branch: str, revision: str | None) -> None:
        """Force a branch back to a commit, or delete it."""
        git = git_of(repository)
        git.set_ref(f"refs/heads/{branch}", git.resolve(revision) if revision else None)
        self.refresh()

    # pull requests

    def open_pull_request(
        self,
        repository: Repository,
        head: str,
        *,
        base: str = "main",
        fork: Repository | None = None,
        title: str = "A change",
        body: str | None = None,
        login: str | None = None,
        draft: bool = False,
    ) -> PullRequest:
        """Open a pull request from a branch, of a fork if one is given."""
        source, now = fork or repository, self.world.clock.tick()
        sha = git_of(source).resolve(f"refs/heads/{head}")
        assert sha is not None, f"no branch {head}"
        author = self.world.user(login) if login else source.owner if fork else self.world.user(HUMAN)
        number = len(repository.pulls) + 1
        pull = PullRequest(
            id=self.world.next_id(),
            number=number,
            repository=repository,
            head_repository=source,
            user=author,
            title=title,
            body=body,
            base_ref=base,
            head_ref=head,
            head_sha=sha,
            base_sha=git_of(repository).resolve(f"refs/heads/{base}") or "",
            created_at=now,
            updated_at=now,
            draft=draft,
        )
        repository.pulls[number] = pull
        self.refresh()
        return pull

    def retarget(self, pull: PullRequest, base: str) -> None:
        """Change the base branch."""
        pull.base_ref = base
        pull.base_sha = base_tip(pull)
        self.refresh()

    def close(self, pull: PullRequest) -> None:
        """Close without merging."""
        pull.state = "closed"

    def keep_merge_ref(self, pull: PullRequest, how: MergeRef) -> None:
        """Have ``refs/pull/N/merge`` fresh, held (it goes stale) or missing from now on."""
        pull.merge_ref = how
        self.refresh()

    def protect(
        self,
        repository: Repository,
        *checks: str,
        branch: str = "main",
        conversation_resolution: bool = False,
    ) -> None:
        """Require checks on a branch."""
        repository.protection[branch] = Protection(checks, conversation_resolution=conversation_resolution)

    def merge_obstacle(self, pull: PullRequest) -> str | None:
        """Why branch protection refuses a merge now; None if it does not."""
        return obstacle(pull)

    def finish_job(self, pull: PullRequest, name: str, conclusion: str) -> CheckRun:
        """What GitHub Actions itself does at a job's end: a check run named like the job, on the head."""
        now = self.world.clock.tick()
        bot, sha = self.world.user(WORKFLOW_BOT), pull.head_sha
        run = CheckRun(self.world.next_id(), bot, name, sha, "completed", conclusion, now, now, None, "")
        pull.repository.check_runs[run.id] = run
        return run

    # people's words

    def comment_as_human(self, pull: PullRequest, body: str, *, login: str = HUMAN) -> IssueComment:
        """Somebody (or another bot, by its login) says something in the conversation."""
        return conversation.add_issue_comment(self.world, pull, self.world.user(login), body)

    def review_as_human(
        self,
        pull: PullRequest,
        *,
        body: str = "",
        event: str = "COMMENT",
        login: str = HUMAN,
        comments: Mapping[tuple[str, int], str] | None = None,
    ) -> Review:
        """Somebody reviews; ``comments`` maps path and line to what is said there."""
        wanted = (comments or {}).items()
        places = [(place(pull, {"path": path, "line": line}, None), text) for (path, line), text in wanted]
        user = self.world.user(login)
        return conversation.add_review(self.world, pull, user, body=body, event=event, places=places)

    def reply_as_human(self, pull: PullRequest, thread: Thread, body: str, *, login: str = HUMAN) -> ReviewComment:
        """Somebody answers in a thread."""
        user, first = self.world.user(login), thread.comments[0].id
        return conversation.reply(self.world, pull, user, first, body)

    def resolve_as_human(self, thread: Thread, *, login: str = HUMAN) -> None:
        """Somebody resolves a thread."""
        thread.resolved_by = self.world.user(login)

    def unresolve_as_human(self, thread: Thread) -> None:
        """Somebody opens a thread again."""
        thread.resolved_by = None

    # tokens

    def workflow_token(self, permissions: Mapping[str, str] | None = None) -> str:
        """A job's token, by default with ``contents: read`` and ``pull-requests: write``."""
        default = {"contents": "read", "pull-requests": "write", "metadata": "read"}
        return self._token("workflow", WORKFLOW_BOT, default if permissions is None else permissions)

    def fork_token(self) -> str:
        """A job's token on a pull request from a fork, or of Dependabot: everything read-only."""
        scopes = ("contents", "pull-requests", "issues", "checks", "statuses", "metadata")
        return self._token("workflow", WORKFLOW_BOT, dict.fromkeys(scopes, "read"))

    def human_token(self, login: str = HUMAN) -> str:
        """A person's token; it may do everything."""
        return self._token("human", login, {})

    def app_token(self, login: str, permissions: Mapping[str, str]) -> str:
        """Another app's token, for a bot like ``coverage[bot]``."""
        return self._token("app", login, permissions)

    def _token(self, kind: str, login: str, permissions: Mapping[str, str]) -> str:
        value = f"ghs_{kind}{len(self.world.tokens):08d}"
        self.world.tokens[value] = Token(value, kind, self.world.user(login), dict(permissions))
        return value

    def see(self, pull: PullRequest) -> dict[str, Any]:
        """What a reader of the pull request sees, in plain values, for comparing before and after."""
        return {
            "comments": [(each.id, each.user.login, each.body) for each in pull.comments],
            "threads": [
                (
                    thread.is_resolved,
                    thread.is_outdated,
                    [(each.path, each.line, each.body) for each in thread.comments],
                )
                for thread in pull.threads
            ],
            "reviews": [(each.id, each.state, each.body) for each in pull.reviews],
        }

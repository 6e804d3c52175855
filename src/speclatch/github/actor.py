"""Carry out the steps of a plan one by one, so that one that goes wrong does not lose the others."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from speclatch.github import deeds
from speclatch.github.client import GitHubClient
from speclatch.github.errors import (
    GitHubError,
    GoneError,
    NotPermittedError,
    RefusedError,
    UnavailableError,
    UncertainError,
)
from speclatch.github.plan import Publication
from speclatch.github.reader import PullRequestName, add_summary
from speclatch.github.state import PullRequestState
from speclatch.github.steps import (
    CreateSummary,
    DeleteFinding,
    DeleteSummary,
    DismissReview,
    EditFinding,
    EditSummary,
    PostFileComment,
    PostReview,
    Reopen,
    Settle,
    Step,
)
from speclatch.reports.review import InlineComment

RESOLVING = "resolve review threads (with a workflow's token this takes `contents: write`)"
DISMISSING = "dismiss its review"
WRITING = "comment on the pull request (this takes `pull-requests: write`)"


@dataclass
class Actor:
    """Does what it is told, and keeps account of it.

    Attributes:
        pull: GraphQL's id of the pull request.
        wanted: what is being published, less what GitHub turned out not to accept.
        created: the summary comment that was posted by this run.
        seen: what GitHub showed when it took the summary comment.
        is_down: whether GitHub stopped answering, within the patience allowed: nothing more is tried then.
        look_again: whether what stands there is not certain any more.
    """

    client: GitHubClient
    name: PullRequestName
    pull: str
    wanted: Publication
    created: int | None = None
    seen: PullRequestState | None = None
    look_again: bool = False
    is_down: bool = False
    posted: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    not_permitted: dict[str, None] = field(default_factory=dict)

    @property
    def is_barred(self) -> bool:
        """Whether the token turned out not to be allowed to write here: one refusal is enough to know."""
        return WRITING in self.not_permitted

    def do_all(self, steps: tuple[Step, ...]) -> None:
        """Do the steps in order, as long as there is sense in it."""
        for step in steps:
            could_resolve = self.wanted.may_resolve
            self.do(step)
            if self.is_barred or self.is_down:
                return
            if isinstance(step, Reopen) and could_resolve and not self.wanted.may_resolve:
                self.look_again = True  # the rest of the plan counted on it: a new comment is needed instead
                return

    def do(self, step: Step) -> None:
        """Do one step, and note how it went. Raises nothing for what GitHub answers."""
        try:
            self._do(step)
        except GoneError as error:
            if isinstance(step, (EditSummary, EditFinding, Settle, Reopen)):
                self.look_again = True
            elif not isinstance(step, (DeleteSummary, DeleteFinding, DismissReview)):
                self._note_failure(step, error)
        except NotPermittedError as error:
            self.not_permitted[DISMISSING if isinstance(step, DismissReview) else WRITING] = None
            if not isinstance(step, DismissReview):
                self._note_failure(step, error)
        except UncertainError:
            self.look_again = True
        except UnavailableError as error:
            self.is_down = True
            self._note_failure(step, error)
        except GitHubError as error:
            self._note_failure(step, error)

    def _note_failure(self, step: Step, error: GitHubError) -> None:
        self.failed.append(f"{_title(step)}: {error}")

    def _do(self, step: Step) -> None:
        client, name = self.client, self.name
        match step:
            case CreateSummary(body):
                self.created, self.seen = add_summary(client, name, self.pull, body)
                self.look_again = True
            case EditSummary(comment, body):
                deeds.edit_summary(client, name, comment, body)
            case DeleteSummary(comment):
                deeds.delete_summary(client, name, comment)
            case EditFinding(comment, body):
                deeds.edit_finding(client, name, comment, body)
            case DeleteFinding(comment):
                deeds.delete_finding(client, name, comment)
            case PostReview():
                self._review(step)
                return
            case PostFileComment(comment):
                self._comment(comment)
                return
            case Settle():
                resolved = step.resolve and self._resolve(step)
                deeds.edit_finding(client, name, step.comment, step.resolved_body if resolved else step.body)
            case Reopen(_, comment, body):
                if not self._resolve(step):
                    return
                deeds.edit_finding(client, name, comment, body)
            case DismissReview(review, message):
                deeds.dismiss_review(client, name, review, message)
        self.posted.append(_title(step))

    def _resolve(self, step: Settle | Reopen) -> bool:
        """Resolve a step's thread or take that back, unless that was found not to be permitted."""
        if not self.wanted.may_resolve:
            return False
        try:
            if isinstance(step, Settle):
                deeds.resolve_thread(self.client, step.thread)
            else:
                deeds.unresolve_thread(self.client, step.thread)
        except NotPermittedError:
            self.not_permitted[RESOLVING] = None
            self.wanted = replace(self.wanted, may_resolve=False)
            return False
        return True

    def _review(self, step: PostReview) -> None:
        """Post a review; if GitHub refuses it, without its request for changes, then one by one."""
        try:
            deeds.post_review(self.client, self.name, self.wanted.head, step)
        except RefusedError as error:
            if step.event == "REQUEST_CHANGES":
                self._note_failure(step, error)
                self.wanted = replace(self.wanted, review=replace(self.wanted.review, body=""))
                if step.comments:
                    self._review(PostReview("COMMENT", step.comments))
                return
            for comment in step.comments:
                self._comment(comment)
                if self.look_again:
                    return
        else:
            self.posted.append(_title(step))
            self.look_again = True  # another run may have posted the same at the same time

    def _comment(self, comment: InlineComment) -> None:
        place = comment.path if comment.where == "file" else f"{comment.path}:{comment.last}"
        try:
            deeds.post_comment(self.client, self.name, self.wanted.head, comment)
        except RefusedError as error:
            self.wanted = replace(self.wanted, refused=self.wanted.refused | {comment.fingerprint})
            self.failed.append(f"comment on {place} (it is in the summary): {error}")
        except UncertainError:
            self.look_again = True
        else:
            self.posted.append(f"comment on {place}")


def _title(step: Step) -> str:
    return str(step).partition("\n")[0]

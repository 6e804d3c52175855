"""Carry out the steps of a plan, each with an outcome of its own: one that goes wrong does not lose the others."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby

from speclatch.github import mutations, rest_calls
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
    Mending,
    PostFileComment,
    PostReview,
    ResolveThread,
    Step,
    UnresolveThread,
)
from speclatch.reports.review import InlineComment

RESOLVING = "resolve review threads (with a workflow's token this takes `contents: write`)"
DISMISSING = "dismiss its review"
WRITING = "comment on the pull request (this takes `pull-requests: write`)"


@dataclass
class Executor:
    """Carries out steps, and keeps account of them.

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
        for shared, group in groupby(steps, lambda step: isinstance(step, Mending)):
            could_resolve = self.wanted.may_resolve
            if shared:
                members = tuple(step for step in group if isinstance(step, Mending))
                self._mend(members)
                if (
                    could_resolve
                    and not self.wanted.may_resolve
                    and any(isinstance(s, UnresolveThread) for s in members)
                ):
                    self.look_again = True  # the rest of the plan counted on it: a new comment is needed instead
                    return
            else:
                for step in group:
                    self.do(step)
                    if self.is_barred or self.is_down:
                        return
            if self.is_barred or self.is_down:
                return

    def do(self, step: Step) -> None:
        """Do one step, and note how it went. Raises nothing for what GitHub answers."""
        try:
            self._do(step)
        except GitHubError as error:
            self._note(step, error)

    def _note(self, step: Step, error: GitHubError) -> None:
        """Keep account of a step that did not go as hoped."""
        match error:
            case GoneError():
                if isinstance(step, (EditSummary, EditFinding, ResolveThread, UnresolveThread)):
                    self.look_again = True
                elif not isinstance(step, (DeleteSummary, DeleteFinding, DismissReview)):
                    self._note_failure(step, error)
            case NotPermittedError():
                self.not_permitted[DISMISSING if isinstance(step, DismissReview) else WRITING] = None
                if not isinstance(step, DismissReview):
                    self._note_failure(step, error)
            case UncertainError():
                self.look_again = True
            case UnavailableError():
                self.is_down = True
                self._note_failure(step, error)
            case _:
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
                rest_calls.edit_summary(client, name, comment, body)
            case DeleteSummary(comment):
                rest_calls.delete_summary(client, name, comment)
            case PostReview():
                self._review(step)
                return
            case PostFileComment(comment):
                self._comment(comment)
                return
            case DismissReview(review, message):
                rest_calls.dismiss_review(client, name, review, message)
        self.posted.append(_title(step))

    def _mend(self, steps: tuple[Mending, ...]) -> None:
        """Do what is due to comments that stand. Threads come first: some texts say what became of theirs."""
        turned = self._turn(steps)
        due = [(step, _text(step, turned=turned[step])) for step in steps if step in turned]
        outcomes = mutations.mutate(self.client, [_mutation(step, text) for step, text in due])
        for (step, text), error in zip(due, outcomes, strict=True):
            self._settle_account(step, text, error)
            if self.is_barred or self.is_down:
                return

    def _settle_account(self, step: Mending, text: str, error: GitHubError | None) -> None:
        """Note how a change went.

        What GraphQL keeps from a token is tried by REST before it is believed: only REST's permissions are documented.
        """
        try:
            if isinstance(error, NotPermittedError):
                if text:
                    rest_calls.edit_finding(self.client, self.name, step.comment, text)
                else:
                    rest_calls.delete_finding(self.client, self.name, step.comment)
            elif error is not None:
                raise error
        except GitHubError as final:
            self._note(step, final)
        else:
            self.posted.append(_title(step))

    def _turn(self, steps: tuple[Mending, ...]) -> dict[Mending, bool]:
        """Resolve threads or take that back, where it is due and permitted.

        Gives the steps that can go on, and whether their thread was turned.
        """
        wanted = [
            step
            for step in steps
            if isinstance(step, UnresolveThread) or (isinstance(step, ResolveThread) and step.resolve)
        ]
        due = wanted if self.wanted.may_resolve else []
        outcomes = mutations.mutate(self.client, [_turning(step) for step in due])
        failed: set[Mending] = {step for step in wanted if isinstance(step, UnresolveThread) and not due}
        turned: set[Mending] = set()
        for step, error in zip(due, outcomes, strict=True):
            if error is None:
                turned.add(step)
            elif isinstance(error, NotPermittedError):
                self.not_permitted[RESOLVING] = None
                self.wanted = replace(self.wanted, may_resolve=False)
                failed |= {step} if isinstance(step, UnresolveThread) else set()
            elif not self.is_down:
                failed.add(step)
                self._note(step, error)
        return {} if self.is_down else {step: step in turned for step in steps if step not in failed}

    def _review(self, step: PostReview) -> None:
        """Post a review; if GitHub refuses it, without its request for changes, then one by one."""
        try:
            rest_calls.post_review(self.client, self.name, self.wanted.head, step)
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
            rest_calls.post_comment(self.client, self.name, self.wanted.head, comment)
        except RefusedError as error:
            self.wanted = replace(self.wanted, refused=self.wanted.refused | {comment.fingerprint})
            self.failed.append(f"comment on {place} (it is in the summary): {error}")
        except UncertainError:
            self.look_again = True
        else:
            self.posted.append(f"comment on {place}")


def _title(step: Step) -> str:
    return str(step).partition("\n")[0]


def _text(step: Mending, *, turned: bool) -> str:
    """What a comment is to say; empty where it is to go."""
    match step:
        case DeleteFinding():
            return ""
        case ResolveThread():
            return step.resolved_body if turned else step.body
        case _:
            return step.body


def _mutation(step: Mending, text: str) -> mutations.Mutation:
    return mutations.edit_comment(step.node, text) if text else mutations.delete_comment(step.node)


def _turning(step: ResolveThread | UnresolveThread) -> mutations.Mutation:
    if isinstance(step, ResolveThread):
        return mutations.resolve_thread(step.thread)
    return mutations.unresolve_thread(step.thread)

"""``speclatch action``: the container's entry point. Judge the event that ran us, say what was found, exit.

What takes long to import, PyGithub and the gate, is imported where it is used: git fetches in the meantime.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from speclatch.action import log
from speclatch.action.inputs import Settings
from speclatch.action.prefetch import fetching
from speclatch.errors import ExitCode, Failure, code_of, failure_of
from speclatch.github.event import Event, EventKind, PayloadError, read_event
from speclatch.model import Report
from speclatch.reports.options import Diff, Place

if TYPE_CHECKING:
    from speclatch.action.prefetch import FetchedRepository
    from speclatch.github.client import GitHubClient
    from speclatch.github.state import PullRequestState
    from speclatch.specs.pull_request import Approval

MAX_EVENT_BYTES = 32 * 1024 * 1024
"""GitHub caps payloads at 25 MB (GitHub docs, "Webhook events and payloads")."""

BOTS_WITHOUT_WRITING = frozenset({"dependabot[bot]"})
"""Whose runs get a read-only token unless the workflow raises it, which is not to be counted on."""


def run_action(environ: Mapping[str, str]) -> ExitCode:
    """Do what a job of GitHub Actions asks for; every fault ends in one sentence and an exit code."""
    job = None
    try:
        settings = Settings.from_environ(environ)
        event = read_event(settings.event_name, _payload(settings.event_path), environ)
        job = _Job(settings, event, environ)
        return job.run()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - a traceback ends in exit 1: a verdict
        return _without_verdict(failure_of(error), environ, job)


def _without_verdict(failure: Failure, environ: Mapping[str, str], job: _Job | None) -> ExitCode:
    """Say why there is no verdict in every place where a verdict would stand; called where an error is handled."""
    from speclatch.action.outputs import write_unjudged

    message = failure.message
    if failure.code is ExitCode.UNJUDGED:
        message = f"could not judge, so this is no pass: {message}"
    log.fail(message)
    if failure.ours:
        log.quote(traceback.format_exc())
    write_unjudged(message, environ)
    if job is not None:
        job.mark(message)
    return failure.code


def _payload(path: Path) -> object:
    """The event's payload.

    Raises:
        PayloadError: it is not there, too large, or no JSON.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_EVENT_BYTES + 1)
        if len(raw) > MAX_EVENT_BYTES:
            raise PayloadError(f"The event's payload is larger than {MAX_EVENT_BYTES} bytes.")
        return json.loads(raw)
    except OSError as error:
        raise PayloadError(f"The event's payload cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise PayloadError("The event's payload is not JSON.") from error


class _Looked(NamedTuple):
    """A look at the pull request: how it is, if there is one, and what to say where it could not be read."""

    state: PullRequestState | None = None
    remark: str = ""


class _Posting(NamedTuple):
    """What became of posting: the diff that comments were placed in, the summary's address, what went wrong."""

    diff: Diff = Diff()
    comment_url: str = ""
    remarks: tuple[str, ...] = ()
    complete: bool = True


@dataclass
class _Job:
    """One run of the action: look, judge, post, mark, leave."""

    settings: Settings
    event: Event
    environ: Mapping[str, str]

    def run(self) -> ExitCode:
        """Judge the event; on a pull request, post what was found. The exit code is the verdict.

        A ``workflow_run`` event judges again what another run, whose token could only read, has judged, and posts it:
        nothing is taken from that run but the name of its head, and the exit code says only whether posting worked.
        """
        event = self.event
        if event.is_deletion:
            log.notice("A branch was deleted: there is nothing to judge.")
            return ExitCode.PASS
        for_another_run = event.kind is EventKind.WORKFLOW_RUN
        number = event.number
        if for_another_run:
            number = number or self._number_of_head()
            if number is None:
                log.notice(f"No open pull request has the head {event.head_sha[:7]}: there is nothing to post.")
                return ExitCode.PASS
        with fetching(event, self.settings, self.environ) as source:
            looked = self._look(number, must=for_another_run)
            report = self._report(looked.state, source)
        posted = self._post(report, looked)
        self.mark(report)
        self._write(report, posted)
        if for_another_run:
            return ExitCode.PASS if posted.complete else ExitCode.UNJUDGED
        return code_of(report)

    def _number_of_head(self) -> int | None:
        """The open pull request whose head another run has judged.

        Raises:
            GitHubError: GitHub could not be asked.
        """
        from speclatch.github.pull_requests import pull_request_of

        return pull_request_of(self._client, self.event)

    @property
    def _read_only(self) -> bool:
        """Whether this run's token can only read, so that writing is left to a ``workflow_run`` job."""
        if self.event.kind not in (EventKind.PULL_REQUEST, EventKind.PULL_REQUEST_REVIEW):
            return False
        return self.event.is_fork or self.settings.actor in BOTS_WITHOUT_WRITING

    @cached_property
    def _client(self) -> GitHubClient:
        from speclatch.github.client import GitHubClient

        settings = self.settings
        return GitHubClient(
            settings.token,
            settings.api_url,
            certificates=settings.certificates,
            retry_budget=settings.retry_budget,
            talk=log.notice,
        )

    def _look(self, number: int | None, *, must: bool) -> _Looked:
        """The pull request as it is now.

        Where the API cannot be read, git alone still gives a verdict, unless posting is all that this run is for.

        Raises:
            GitHubError: the API cannot be read, and it ``must`` be.
        """
        from speclatch.github.errors import GitHubError
        from speclatch.github.reader import PullRequestName, read_pull_request

        if number is None:
            return _Looked()
        settings = self.settings
        try:
            name = PullRequestName(settings.repository, number, settings.comment_name)
            return _Looked(read_pull_request(self._client, name))
        except GitHubError as error:
            if must:
                raise
            remark = f"GitHub's API cannot be read, so nothing is posted; the verdict stands: {error}"
            log.warn(remark)
            return _Looked(remark=remark)

    def _report(self, state: PullRequestState | None, source: FetchedRepository) -> Report:
        from speclatch.action.cases import PullRequest, judge_event, judge_pull_request

        event = self.event
        number = state.number if state else event.number
        if number is None:
            return judge_event(event, self.settings, source, self._approvals_of)
        pull = PullRequest(
            number=number,
            base_ref=state.base_ref if state else event.base_ref,
            head=event.head_sha,
            replaced=state is not None and state.head != event.head_sha,
            default_branch=event.default_branch,
            approvals=state.approvals if state else (),
            claims=state.claims if state else (),
            readable=state is not None,
        )
        return judge_pull_request(pull, self.settings, source)

    def _approvals_of(self, number: int) -> tuple[Approval, ...] | None:
        state = self._look(number, must=False).state
        return state.approvals if state is not None else None

    def _post(self, report: Report, looked: _Looked) -> _Posting:
        """Post on the pull request what was found. Posting decides nothing: what goes wrong is a remark."""
        state = looked.state
        if state is None or self._read_only:
            return _Posting(remarks=(looked.remark,) if looked.remark else ())
        if not state.is_open:
            log.notice("The pull request is closed: nothing is posted.")
            return _Posting()
        from speclatch.action.publish import post

        try:
            posted = post(self._client, report, state, self.settings, self._place)
        except Exception as error:  # noqa: BLE001 - the verdict is there, whatever befalls the posting
            remark = f"not posted; the verdict stands: {failure_of(error).message}"
            log.warn(remark)
            return _Posting(remarks=(remark,), complete=False)
        result = posted.result
        if result.stale:
            log.notice("The pull request has a newer head: nothing is posted for this one.")
        for step in result.posted:
            log.notice(f"posted: {step}")
        for refused in result.not_permitted:
            log.notice(f"not permitted to this token: {refused}")
        remarks = tuple(f"not posted; the verdict stands: {fault}" for fault in result.failed)
        for remark in remarks:
            log.warn(remark)
        return _Posting(posted.diff, result.comment_url, remarks, complete=not remarks)

    def mark(self, report: Report | str) -> None:
        """Mark the commit where that was asked for: with a report's verdict, or as failed with a sentence."""
        if self._read_only or not (self.settings.check_run or self.settings.commit_status):
            return
        from speclatch.action.publish import mark_commit

        try:
            mark_commit(self._client, report, self.settings, self._place, log.warn)
        except Exception as error:  # noqa: BLE001 - a mark decides nothing
            log.warn(f"could not mark the commit: {failure_of(error).message}")

    def _write(self, report: Report, posted: _Posting) -> None:
        from speclatch.action.outputs import write_outputs

        write_outputs(report, self.settings, self._place, posted.diff, posted.comment_url, posted.remarks)

    @property
    def _place(self) -> Place:
        settings = self.settings
        return Place(settings.server_url, settings.repository, self.event.head_sha, settings.run_url)

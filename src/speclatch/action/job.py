"""``speclatch action``: the container's entry point. Judge the event that ran us, say what was found, exit.

What takes long to import, PyGithub and the gate, is imported where it is used: git fetches in the meantime.
"""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from speclatch.action import log
from speclatch.action.inputs import Settings, SettingsError
from speclatch.action.prefetch import begun
from speclatch.config.model import ConfigError
from speclatch.git.process import GitError
from speclatch.github.event import Event, EventError, EventKind, read_event
from speclatch.model import LimitError, Report
from speclatch.reports.options import Diff, Place
from speclatch.trees import MissingObjectError
from speclatch.workspace.codes import ExitCode, NotJudgedError, code_of

if TYPE_CHECKING:
    from speclatch.action.prefetch import Source
    from speclatch.github.client import GitHubClient
    from speclatch.github.state import PullRequestState

MAX_EVENT_BYTES = 32 * 1024 * 1024
"""GitHub caps payloads at 25 MB (GitHub docs, "Webhook events and payloads")."""

BOTS_WITHOUT_WRITING = frozenset({"dependabot[bot]"})
"""Whose runs get a read-only token unless the workflow raises it, which is not to be counted on."""


def command() -> None:
    """Run on GitHub: judge the event, post the review, exit with the verdict.

    Reads GITHUB_* and INPUT_* from the environment. Exit codes: 0 pass, 1 fail, 2 bad inputs or configuration, 3 the
    gate could not judge.
    """
    try:
        code = run_action(os.environ)
    except Exception as error:  # noqa: BLE001 - a traceback ends in exit 1, which reads as a verdict
        log.fail(f"could not judge, so this is no pass: a fault of our own ({type(error).__name__})")
        log.quote(traceback.format_exc())
        code = ExitCode.UNJUDGED
    raise SystemExit(code)


def run_action(environ: Mapping[str, str]) -> ExitCode:
    """Do what a job of GitHub Actions asks for; every fault ends in one sentence and an exit code."""
    try:
        settings = Settings.from_environ(environ)
    except SettingsError as error:
        log.fail(str(error))
        return ExitCode.USAGE
    try:
        event = read_event(settings.event_name, _payload(settings.event_path), environ)
    except EventError as error:
        log.fail(str(error))
        _leave_unjudged(str(error), settings)
        return ExitCode.USAGE
    job = _Job(settings, event, environ)
    if event.kind is EventKind.WORKFLOW_RUN:
        return job.publish_for_another_run()
    return job.judge()


def _payload(path: Path) -> object:
    """The event's payload.

    Raises:
        EventError: it is not there, too large, or no JSON.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_EVENT_BYTES + 1)
        if len(raw) > MAX_EVENT_BYTES:
            raise EventError(f"The event's payload is larger than {MAX_EVENT_BYTES} bytes.")
        return json.loads(raw)
    except OSError as error:
        raise EventError(f"The event's payload cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise EventError("The event's payload is not JSON.") from error


def _leave_unjudged(message: str, settings: Settings) -> None:
    from speclatch.action.outputs import leave_unjudged

    leave_unjudged(message, settings)


@dataclass
class _Job:
    """One run of the action."""

    settings: Settings
    event: Event
    environ: Mapping[str, str]

    def judge(self) -> ExitCode:
        """Judge the event; on a pull request, post what was found. The exit code is the verdict."""
        event = self.event
        if event.is_deletion:
            log.notice("A branch was deleted: there is nothing to judge.")
            return ExitCode.PASS
        try:
            with begun(event, self.settings, self.environ) as source:
                state = self._look(event.number) if event.is_pull_request else None
                report = self._report(state, source)
        except ConfigError as error:
            return self._unjudged(str(error), ExitCode.USAGE)
        except (NotJudgedError, GitError, MissingObjectError, LimitError, OSError) as error:
            return self._unjudged(f"could not judge, so this is no pass: {error}", ExitCode.UNJUDGED)
        diff, url = Diff(), ""
        if state is not None and not self._read_only:
            diff, url, _ = self._post(report, state)
        self._mark(report)
        self._leave(report, diff, url)
        return code_of(report)

    def publish_for_another_run(self) -> ExitCode:
        """Judge again what another run, whose token could only read, has judged, and post it.

        Nothing is taken from that run but the name of its head. The exit code says only whether posting worked.
        """
        from speclatch.github.errors import GitHubError
        from speclatch.github.pull_requests import pull_request_of

        try:
            number = self.event.number or pull_request_of(self._client, self.event)
        except GitHubError as error:
            return self._unjudged(f"could not find the pull request: {error}", ExitCode.UNJUDGED)
        if number is None:
            log.notice(f"No open pull request has the head {self.event.head_sha[:7]}: there is nothing to post.")
            return ExitCode.PASS
        state = self._look(number)
        if state is None:
            return self._unjudged("could not read the pull request", ExitCode.UNJUDGED)
        try:
            with begun(self.event, self.settings, self.environ) as source:
                report = self._report(state, source)
        except (ConfigError, NotJudgedError, GitError, MissingObjectError, LimitError, OSError) as error:
            return self._unjudged(f"could not judge: {error}", ExitCode.UNJUDGED)
        diff, url, posted = self._post(report, state)
        self._mark(report)
        self._leave(report, diff, url)
        return ExitCode.PASS if posted else ExitCode.UNJUDGED

    @property
    def _read_only(self) -> bool:
        """Whether this run's token can only read, so that writing is left to a ``workflow_run`` job."""
        if self.event.kind is not EventKind.PULL_REQUEST:
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

    def _look(self, number: int | None) -> PullRequestState | None:
        """The pull request as it is now; None where the API cannot be read: git alone still gives a verdict."""
        from speclatch.github.errors import GitHubError
        from speclatch.github.reader import PullRequestName, read_pull_request

        if number is None:
            return None
        settings = self.settings
        try:
            return read_pull_request(self._client, PullRequestName(settings.repository, number, settings.comment_name))
        except GitHubError as error:
            log.warn(f"GitHub's API cannot be read, so nothing is posted; the verdict stands: {error}")
            return None

    def _report(self, state: PullRequestState | None, source: Source) -> Report:
        from speclatch.action.cases import PullRequest, judge_event, judge_pull_request

        event = self.event
        number = state.number if state else event.number
        if number is None:
            return judge_event(event, self.settings, source)
        pull = PullRequest(
            number=number,
            base_ref=state.base_ref if state else event.base_ref,
            head=event.head_sha,
            replaced=state is not None and state.head != event.head_sha,
        )
        return judge_pull_request(pull, self.settings, source)

    def _post(self, report: Report, state: PullRequestState) -> tuple[Diff, str, bool]:
        """Post on the pull request: the diff comments were placed in, the summary's address, whether all worked."""
        from speclatch.action.publish import post

        posted = post(self._client, report, state, self.settings, self._place)
        result = posted.result
        if result.stale:
            log.notice("The pull request has a newer head: nothing is posted for this one.")
        for step in result.posted:
            log.notice(f"posted: {step}")
        for remark in result.not_permitted:
            log.notice(f"not permitted to this token: {remark}")
        for fault in result.failed:
            log.warn(f"not posted; the verdict stands: {fault}")
        return posted.diff, result.comment_url, not result.failed

    def _mark(self, report: Report | str) -> None:
        """Mark the commit where that was asked for: with a report's verdict, or as failed with a sentence."""
        if self._read_only or not (self.settings.check_run or self.settings.commit_status):
            return
        from speclatch.action.publish import mark_commit

        mark_commit(self._client, report, self.settings, self._place, log.warn)

    def _leave(self, report: Report, diff: Diff, comment_url: str) -> None:
        from speclatch.action.outputs import leave

        leave(report, self.settings, self._place, diff, comment_url)

    def _unjudged(self, message: str, code: ExitCode) -> ExitCode:
        """Say why there is no verdict, everywhere a verdict would stand."""
        log.fail(message)
        self._mark(message)
        _leave_unjudged(message, self.settings)
        return code

    @property
    def _place(self) -> Place:
        settings = self.settings
        return Place(settings.server_url, settings.repository, self.event.head_sha, settings.run_url)

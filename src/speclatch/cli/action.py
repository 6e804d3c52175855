"""``speclatch action``: the container's entry point. Judge the event that ran us, say what was found, exit."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from speclatch.changes.event import Event, EventError, EventKind, read_event
from speclatch.cli import runner
from speclatch.cli.codes import ExitCode, code_of
from speclatch.cli.from_git import NotJudgedError, PullRequest, judge_event, judge_pull_request
from speclatch.config import ConfigError
from speclatch.gather import LimitError
from speclatch.git import GitError
from speclatch.model import Report
from speclatch.reports.options import Diff, Place
from speclatch.settings import Settings, SettingsError
from speclatch.trees import MissingObjectError

if TYPE_CHECKING:
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
        runner.fail(f"could not judge, so this is no pass: a fault of our own ({type(error).__name__})")
        runner.quote(traceback.format_exc())
        code = ExitCode.UNJUDGED
    raise SystemExit(code)


def run_action(environ: Mapping[str, str]) -> ExitCode:
    """Do what a job of GitHub Actions asks for; every fault ends in one sentence and an exit code."""
    try:
        settings = Settings.from_environ(environ)
    except SettingsError as error:
        runner.fail(str(error))
        return ExitCode.USAGE
    try:
        event = read_event(settings.event_name, _payload(settings.event_path), environ)
    except EventError as error:
        runner.fail(str(error))
        runner.leave_unjudged(str(error), settings)
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
            runner.notice("A branch was deleted: there is nothing to judge.")
            return ExitCode.PASS
        client = self._client()
        state = self._look(client, event.number) if event.is_pull_request else None
        try:
            report = self._report(state)
        except ConfigError as error:
            return self._unjudged(client, str(error), ExitCode.USAGE)
        except (NotJudgedError, GitError, MissingObjectError, LimitError, OSError) as error:
            return self._unjudged(client, f"could not judge, so this is no pass: {error}", ExitCode.UNJUDGED)
        diff, url = Diff(), ""
        if state is not None and not self._read_only:
            diff, url, _ = self._post(client, report, state)
        self._mark(client, report)
        runner.leave(report, self.settings, self._place(event.head_sha), diff, url)
        return code_of(report)

    def publish_for_another_run(self) -> ExitCode:
        """Judge again what another run, whose token could only read, has judged, and post it.

        Nothing is taken from that run but the name of its head. The exit code says only whether posting worked.
        """
        from speclatch.github.errors import GitHubError
        from speclatch.github.pull_requests import pull_request_of

        client = self._client()
        try:
            number = self.event.number or pull_request_of(client, self.event)
        except GitHubError as error:
            return self._unjudged(client, f"could not find the pull request: {error}", ExitCode.UNJUDGED)
        if number is None:
            runner.notice(f"No open pull request has the head {self.event.head_sha[:7]}: there is nothing to post.")
            return ExitCode.PASS
        state = self._look(client, number)
        if state is None:
            return self._unjudged(client, "could not read the pull request", ExitCode.UNJUDGED)
        try:
            report = self._report(state)
        except (ConfigError, NotJudgedError, GitError, MissingObjectError, LimitError, OSError) as error:
            return self._unjudged(client, f"could not judge: {error}", ExitCode.UNJUDGED)
        diff, url, posted = self._post(client, report, state)
        self._mark(client, report)
        runner.leave(report, self.settings, self._place(self.event.head_sha), diff, url)
        return ExitCode.PASS if posted else ExitCode.UNJUDGED

    @property
    def _read_only(self) -> bool:
        """Whether this run's token can only read, so that writing is left to a ``workflow_run`` job."""
        if self.event.kind is not EventKind.PULL_REQUEST:
            return False
        return self.event.is_fork or self.settings.actor in BOTS_WITHOUT_WRITING

    def _client(self) -> GitHubClient:
        from speclatch.github.client import GitHubClient

        settings = self.settings
        return GitHubClient(
            settings.token,
            settings.api_url,
            certificates=settings.certificates,
            retry_budget=settings.retry_budget,
            talk=runner.notice,
        )

    def _look(self, client: GitHubClient, number: int | None) -> PullRequestState | None:
        """The pull request as it is now; None where the API cannot be read: git alone still gives a verdict."""
        from speclatch.cli.posting import comment_id
        from speclatch.github.errors import GitHubError
        from speclatch.github.reader import PullRequestName, read_pull_request

        if number is None:
            return None
        try:
            return read_pull_request(
                client, PullRequestName(self.settings.repository, number, comment_id(self.settings))
            )
        except GitHubError as error:
            runner.warn(f"GitHub's API cannot be read, so nothing is posted; the verdict stands: {error}")
            return None

    def _report(self, state: PullRequestState | None) -> Report:
        event = self.event
        number = state.number if state else event.number
        if number is None:
            return judge_event(event, self.settings, self.environ)
        pull = PullRequest(
            number=number,
            base_ref=state.base_ref if state else event.base_ref,
            head=event.head_sha,
            replaced=state is not None and state.head != event.head_sha,
        )
        return judge_pull_request(pull, self.settings, self.environ)

    def _post(self, client: GitHubClient, report: Report, state: PullRequestState) -> tuple[Diff, str, bool]:
        """Post on the pull request: the diff comments were placed in, the summary's address, whether all worked."""
        from speclatch.cli.posting import post

        posted = post(client, report, state, self.settings, self._place(self.event.head_sha))
        result = posted.result
        if result.stale:
            runner.notice("The pull request has a newer head: nothing is posted for this one.")
        for step in result.posted:
            runner.notice(f"posted: {step}")
        for remark in result.not_permitted:
            runner.notice(f"not permitted to this token: {remark}")
        for fault in result.failed:
            runner.warn(f"not posted; the verdict stands: {fault}")
        return posted.diff, result.comment_url, not result.failed

    def _mark(self, client: GitHubClient, report: Report | str) -> None:
        from speclatch.cli.posting import mark_commit

        if not self._read_only and (self.settings.check_run or self.settings.commit_status):
            mark_commit(client, report, self.settings, self._place(self.event.head_sha), runner.warn)

    def _unjudged(self, client: GitHubClient, message: str, code: ExitCode) -> ExitCode:
        """Say why there is no verdict, everywhere a verdict would stand."""
        runner.fail(message)
        self._mark(client, message)
        runner.leave_unjudged(message, self.settings)
        return code

    def _place(self, head: str) -> Place:
        settings = self.settings
        return Place(settings.server_url, settings.repository, head, settings.run_url)

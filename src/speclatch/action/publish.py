"""Post a report on its pull request, and the check run or commit status that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from speclatch.action.inputs import Settings
from speclatch.git.diff import added_lines, commentable_lines
from speclatch.github.checks import publish_check_run, publish_status
from speclatch.github.client import GitHubClient
from speclatch.github.errors import GitHubError
from speclatch.github.plan import publication
from speclatch.github.publisher import PublishResult, publish
from speclatch.github.reader import PullRequestName, file_patches
from speclatch.github.state import PullRequestState
from speclatch.model import Report
from speclatch.reports.check_run import (
    check_run,
    commit_status,
    unjudged_check_run,
    unjudged_status,
)
from speclatch.reports.options import Diff, Place, PullOptions
from speclatch.reports.review import commented_paths

Talk = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of posting: the diff that comments were placed in, and the outcome."""

    diff: Diff
    result: PublishResult


def options_of(settings: Settings, place: Place, number: int) -> PullOptions:
    """How to report on a pull request, by the action's inputs."""
    return PullOptions(
        place=place,
        number=number,
        comment_id=settings.comment_name,
        inline=settings.inline,
        max_inline=settings.max_inline,
        off_diff=settings.off_diff,
        comment=settings.comment,
        review_event=settings.review_event,
    )


def post(client: GitHubClient, report: Report, state: PullRequestState, settings: Settings, place: Place) -> Posted:
    """Bring the pull request to what it should say.

    Where the list of its files cannot be read, nothing is commented on lines; the summary says it all.
    """
    options = options_of(settings, place, state.number)
    name = PullRequestName(settings.repository, state.number, settings.comment_name)
    paths = commented_paths(report, options)
    failed: tuple[str, ...] = ()
    patches: dict[str, str | None] = {}
    if paths:
        try:
            patches = file_patches(client, name, paths)
        except GitHubError as error:
            failed = (f"read the pull request's files: {error}",)
    diff = diff_of(patches)
    result = publish(client, name, publication(report, options, diff), state)
    return Posted(diff, replace(result, failed=failed + result.failed))


def diff_of(patches: Mapping[str, str | None]) -> Diff:
    """What GitHub's patches say of lines: which can carry a comment, which are new."""
    return Diff(
        {path: commentable_lines(patch) or () for path, patch in patches.items()},
        {path: added_lines(patch) or frozenset() for path, patch in patches.items()},
    )


def mark_commit(client: GitHubClient, report: Report | str, settings: Settings, place: Place, talk: Talk) -> None:
    """Make the check run and the commit status that were asked for; a report's, or a failure with its sentence."""
    name = "speclatch" if not settings.comment_id else f"speclatch {settings.comment_id}"
    external = f"{settings.run_id}:{settings.comment_name}"
    try:
        if settings.check_run:
            if isinstance(report, str):
                check = unjudged_check_run(report, place, name=name, external_id=external)
            else:
                check = check_run(report, place, name=name, external_id=external)
            publish_check_run(client, settings.repository, check)
        if settings.commit_status:
            if isinstance(report, str):
                status = unjudged_status(report, place, context=name)
            else:
                status = commit_status(report, place, context=name)
            publish_status(client, settings.repository, place.head, status)
    except GitHubError as error:
        talk(f"could not mark the commit: {error}")

"""Make a check run or a commit status, for workflows that want one besides the job itself."""

from __future__ import annotations

from speclatch.github.client import GitHubClient
from speclatch.github.errors import GitHubError, UncertainError, UnusableAnswerError, as_documented
from speclatch.reports.check_run import ANNOTATIONS_PER_REQUEST, CheckRun, Payload

_TRIES = 3


def publish_check_run(client: GitHubClient, repository: str, check: CheckRun) -> None:
    """Make a check run, its annotations in batches. The verdict is in the first request.

    Where an answer gets lost, GitHub is asked how many annotations it has, and the rest follows.

    Raises:
        GitHubError: it could not be made, or not completed.
    """
    number = _create(client, repository, check)
    path = f"/repos/{repository}/check-runs/{number}"
    done, lost = min(ANNOTATIONS_PER_REQUEST, len(check.annotations)), 0
    while done < len(check.annotations):
        try:
            # Not repeatable: what is sent twice is there twice.
            client.send("PATCH", path, check.batch(done), repeatable=False)
            done += ANNOTATIONS_PER_REQUEST
        except UncertainError:
            lost += 1
            if lost == _TRIES:
                raise
            with as_documented("a check run"):
                done = int(client.get(path)["output"]["annotations_count"])


def _create(client: GitHubClient, repository: str, check: CheckRun) -> int:
    fault: GitHubError
    for _ in range(_TRIES):
        try:
            with as_documented("a check run"):
                number = int(client.send("POST", f"/repos/{repository}/check-runs", check.create)["id"])
        except (UncertainError, UnusableAnswerError) as error:  # it may have been made all the same
            fault = error
            found = _find(client, repository, check)
            if found is not None:
                return found
        else:
            return number
    raise fault


def _find(client: GitHubClient, repository: str, check: CheckRun) -> int | None:
    """The check run of this very attempt, if it was made after all."""
    with as_documented("a list of check runs"):
        runs = client.get(
            f"/repos/{repository}/commits/{check.create['head_sha']}/check-runs",
            {"check_name": check.create["name"], "per_page": 100},
        )["check_runs"]
        return next((int(run["id"]) for run in runs if run["external_id"] == check.external_id), None)


def publish_status(client: GitHubClient, repository: str, head: str, status: Payload) -> None:
    """Set a commit status; the latest of a context is the one that holds.

    Raises:
        GitHubError: it could not be set.
    """
    client.send("POST", f"/repos/{repository}/statuses/{head}", status, repeatable=True)

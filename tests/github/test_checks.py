"""Check runs and commit statuses: made whole, whatever happens to an answer."""

from __future__ import annotations

import pytest
from tests.github.gate import Gate, judge

from speclatch.github.checks import publish_check_run, publish_status
from speclatch.github.errors import NotPermittedError, UnavailableError
from speclatch.reports.check_run import (
    CheckRun,
    check_run,
    commit_status,
    unjudged_check_run,
    unjudged_status,
)
from speclatch.reports.options import Place

REPOSITORY = "acme/specs"


def place(gate: Gate) -> Place:
    """The head of the pull request."""
    return Place(gate.server.server_url, REPOSITORY, gate.pull.head_sha, "https://github.example/run/1")


def sample(gate: Gate, count: int) -> CheckRun:
    """The check run of a document with that many faults."""
    gate.permissions = {"checks": "write", "statuses": "write"}
    text = "".join(f"ERROR fault{number}\n" for number in range(count))
    return check_run(judge({"docs/a.md": text}), place(gate), name="speclatch", external_id="run-1")


@pytest.mark.parametrize(("count", "requests"), [(0, 1), (50, 1), (51, 2), (120, 3)])
def test_annotations_go_in_batches_of_fifty(gate: Gate, count: int, requests: int) -> None:
    """The verdict and fifty annotations at first, then fifty by fifty."""
    check = sample(gate, count)
    gate.server.forget_requests()
    publish_check_run(gate.client(), REPOSITORY, check)
    (made,) = gate.repository.check_runs.values()

    assert count == len(made.annotations)
    assert ("completed", "failure" if count else "success") == (made.status, made.conclusion)
    assert requests == len(gate.server.api_requests)


@pytest.mark.parametrize("after", [False, True], ids=["before it took effect", "after it took effect"])
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_lost_answer_doubles_no_annotation(gate: Gate, method: str, after: bool) -> None:
    """After a lost answer GitHub is asked what it has, and the rest follows."""
    check = sample(gate, 120)
    gate.server.reset(method=method, path="/check-runs", after=after)
    publish_check_run(gate.client(), REPOSITORY, check)
    (made,) = gate.repository.check_runs.values()

    assert [f"`fault{number}` is wrong\nMend it." for number in range(120)] == [
        annotation["message"] for annotation in made.annotations
    ]


def test_broken_server_is_given_up(gate: Gate) -> None:
    """A check run that cannot be made is a fault, not an endless loop."""
    check = sample(gate, 1)
    gate.server.fail(502, method="POST", path="/check-runs", times=99)

    with pytest.raises(UnavailableError):
        publish_check_run(gate.client(), REPOSITORY, check)


def test_permission_is_needed(gate: Gate) -> None:
    """A token without ``checks: write`` is told so."""
    check = sample(gate, 1)
    gate.permissions = {"contents": "read", "pull-requests": "write"}

    with pytest.raises(NotPermittedError):
        publish_check_run(gate.client(), REPOSITORY, check)


def test_status_says_the_verdict(gate: Gate) -> None:
    """A commit status carries verdict, headline and the run's page."""
    sample(gate, 1)
    status = commit_status(judge({"docs/a.md": "ERROR one\n"}), place(gate), context="speclatch")
    publish_status(gate.client(), REPOSITORY, gate.pull.head_sha, status)
    (made,) = gate.repository.statuses

    assert ("failure", "speclatch", "1 error to fix before this is merged") == (
        made.state,
        made.context,
        made.description,
    )
    assert "https://github.example/run/1" == made.target_url


def test_run_without_a_verdict_is_a_failure(gate: Gate) -> None:
    """GitHub lets ``neutral`` pass, so what could not be judged fails, with the reason."""
    gate.permissions = {"checks": "write", "statuses": "write"}
    reason = "git could not fetch the head: " + "x" * 300
    publish_check_run(
        gate.client(),
        REPOSITORY,
        unjudged_check_run(reason, place(gate), name="speclatch", external_id="run-1"),
    )
    status = unjudged_status(reason, place(gate), context="speclatch")
    publish_status(gate.client(), REPOSITORY, gate.pull.head_sha, status)
    (made,) = gate.repository.check_runs.values()

    assert ("failure", reason) == (made.conclusion, made.summary)
    assert "failure" == gate.repository.statuses[0].state

"""Answers of status 200 that are not what was asked for: they take nothing from the verdict."""

from __future__ import annotations

import pytest
from tests.action.job import Stage
from tests.judging.specs import with_plan

from speclatch.errors import ExitCode

BAD = with_plan("one key per refund", "TBD")
BODIES = {
    "a login page": b"<html><title>Log in</title></html>",
    "nothing": b"",
    "null": b"null",
    "a list": b"[]",
    "no data": b'{"data": null}',
    "another object": b'{"data": {"repository": {"pullRequest": {}}}}',
    "odd types": b'{"data": {"repository": {"pullRequest": {"id": 1, "state": [], "headRefOid": {}}}}}',
    "odd errors": b'{"errors": "no"}',
}
each_body = pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)


@each_body
def test_on_the_first_look(stage: Stage, body: bytes) -> None:
    """Git alone gives the verdict; the job summary says that nothing was posted, and why."""
    pull = stage.open(BAD)
    stage.server.fail(200, kind="graphql", body=body, times=99)
    outcome = stage.run(pull, retry_budget="0")

    assert (ExitCode.FAIL, "fail", []) == (outcome.code, outcome.outputs["verdict"], pull.comments)
    assert "so nothing is posted; the verdict stands" in outcome.summary
    assert "fault of our own" not in outcome.log


@each_body
def test_on_posting(stage: Stage, body: bytes) -> None:
    """The verdict stands, and the log says what was not posted."""
    pull = stage.open(BAD)
    stage.server.fail(200, operation="mutation addComment", body=body, times=99)
    outcome = stage.run(pull, retry_budget="0")

    assert (ExitCode.FAIL, "fail") == (outcome.code, outcome.outputs["verdict"])
    assert "fault of our own" not in outcome.log


@pytest.mark.parametrize("body", [b"null", b"{}", b"[{}]", b'[{"filename": 1}]', b'{"data": "<html>"}', b"<html>"])
def test_on_the_list_of_files(stage: Stage, body: bytes) -> None:
    """Without it no line can be commented on; the summary comment says it all."""
    pull = stage.open(BAD)
    stage.server.fail(200, path=r"/files\Z", body=body, times=99)
    outcome = stage.run(pull, retry_budget="0")

    assert (ExitCode.FAIL, 1, []) == (outcome.code, len(pull.comments), pull.threads)
    assert "fault of our own" not in outcome.log


@pytest.mark.parametrize("body", [b"null", b"{}", b"[]", b'{"id": "x"}', b"<html>"])
def test_on_the_check_run(stage: Stage, body: bytes) -> None:
    """The verdict stands, and the log says that the commit could not be marked."""
    token = stage.server.workflow_token({"contents": "read", "checks": "write", "metadata": "read"})
    stage.server.fail(200, path="/check-runs", body=body, times=99)
    outcome = stage.run(stage.open(BAD), token=token, check_run="true", retry_budget="0")

    assert ExitCode.FAIL is outcome.code
    assert "could not mark the commit: GitHub's answer is" in outcome.log


def test_what_echoes_the_token_is_not_shown(stage: Stage) -> None:
    """A server that repeats what it was sent does not bring the token into the log."""
    token = stage.server.workflow_token()
    stage.server.fail(422, kind="graphql", message=f"bad token {token}", times=99)
    outcome = stage.run(stage.open(BAD), token=token, retry_budget="0")

    assert ExitCode.FAIL is outcome.code
    assert "bad token ***" in outcome.log
    assert token not in outcome.log + outcome.summary


def test_a_closed_pull_request_is_judged_and_left_alone(stage: Stage) -> None:
    """Nobody reads a review of what is closed."""
    pull = stage.open(BAD)
    stage.server.close(pull)
    outcome = stage.run(pull)

    assert (ExitCode.FAIL, [], []) == (outcome.code, pull.comments, pull.threads)
    assert "The pull request is closed: nothing is posted." in outcome.log


def test_a_schedule_is_an_audit(stage: Stage) -> None:
    """The nightly run judges the whole repository, as one that is started by hand."""
    stage.push(BAD, branch="main")
    outcome = stage.run_event("schedule", {"schedule": "0 3 * * *"})

    assert (ExitCode.FAIL, "1") == (outcome.code, outcome.outputs["specs"])

"""Approvals and claimed numbers through the real action: what people's reviews change, and what that costs."""

from __future__ import annotations

from tests.action.job import Stage
from tests.judging.specs import FILES, PATH, PLAN

ASKS = {".speclatch.yml": FILES[".speclatch.yml"] + "approvals: {by: [bo]}\n"}
OTHER = PLAN.replace("one key per refund", "one key per day")


def stage_with(stage: Stage) -> Stage:
    """The stage, where approvals are asked for."""
    stage.server.push(stage.repository, "main", ASKS)
    stage.files = {**stage.files, **ASKS}
    return stage


def test_an_approval_stands_for_the_text_it_was_given_on(stage: Stage) -> None:
    """Asked for, given, standing over other files, fallen with another word, given again; one look each time."""
    stage = stage_with(stage)
    pull = stage.open({**stage.files, PATH: OTHER})
    asked = stage.run(pull).code
    stage.server.review_as_human(pull, event="APPROVE", login="bo")
    given = stage.run(pull, event="pull_request_review", action="submitted")
    stage.push({**stage.files, PATH: OTHER, "notes.txt": "x"})
    stands = stage.run(pull).code
    stage.push({**stage.files, PATH: OTHER.replace("one key per day", "no key")})
    falls = stage.run(pull).code
    stage.server.review_as_human(pull, event="APPROVE", login="bo")
    again = stage.run(pull).code
    stage.server.review_as_human(pull, event="REQUEST_CHANGES", login="bo", body="No")

    assert (1, 0, 0, 1, 0, 1) == (asked, given.code, stands, falls, again, stage.run(pull).code)


def test_a_number_that_another_pull_request_takes(stage: Stage) -> None:
    """It is a note in the one query that is made anyway; nothing is posted for it."""
    new = PLAN.replace("PLAN-001", "PLAN-002")
    stage.server.push(stage.repository, "other", {"plans/PLAN-002-other.md": new})
    stage.server.open_pull_request(stage.repository, "other")
    pull = stage.open({**FILES, "plans/PLAN-002-mail.md": new})
    outcome = stage.run(pull)

    assert (0, 1, []) == (outcome.code, outcome.requests, pull.comments)
    assert "adds `plans/PLAN-002-other.md`, which has the same number" in outcome.summary + outcome.log

"""Approvals and claimed numbers through the real action: what people's reviews change, and what that costs."""

from __future__ import annotations

from tests.action.job import Stage
from tests.github_server import jobs
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


def test_the_queue_asks_for_the_same_approvals(stage: Stage) -> None:
    """What two pull requests bring is asked of the people of both; a text that neither saw has nobody's approval."""
    stage = stage_with(stage)
    second = "plans/PLAN-002-mail.md"
    first_pull = stage.open({**stage.files, PATH: OTHER})
    stage.server.push(stage.repository, "second", {second: PLAN.replace("PLAN-001", "PLAN-002")}, onto="main")
    second_pull = stage.server.open_pull_request(stage.repository, "second")

    def codes() -> tuple[int, int]:
        _, merge = jobs.queue(first_pull)
        jobs.queue(second_pull, behind=merge)
        events = (
            jobs.merge_group_event(stage.server.urls, first_pull),
            jobs.merge_group_event(stage.server.urls, second_pull, behind=merge),
        )
        alone, behind = (stage.run_event("merge_group", one) for one in events)
        return alone.code, behind.code

    asked = codes()
    stage.server.review_as_human(second_pull, event="APPROVE", login="bo")
    half = codes()
    stage.server.review_as_human(first_pull, event="APPROVE", login="bo")

    assert ((1, 1), (1, 1), (0, 0)) == (asked, half, codes())


def test_a_queue_without_approvals_asks_nobody(stage: Stage) -> None:
    """Where the configuration wants none, no request is made."""
    pull = stage.open({**stage.files, PATH: OTHER})
    jobs.queue(pull)
    outcome = stage.run_event("merge_group", jobs.merge_group_event(stage.server.urls, pull))

    assert (0, 0) == (outcome.code, outcome.requests)


def test_a_queue_that_cannot_be_read_lets_nothing_pass(stage: Stage) -> None:
    """A branch that names no pull request, or one before it that is gone: nobody can say who has approved."""
    stage = stage_with(stage)
    pull = stage.open({**stage.files, PATH: OTHER})
    stage.server.review_as_human(pull, event="APPROVE", login="bo")
    jobs.queue(pull)
    event = jobs.merge_group_event(stage.server.urls, pull)
    known = stage.run_event("merge_group", event)
    unknown = stage.run_event(
        "merge_group", {**event, "merge_group": {**event["merge_group"], "head_ref": "refs/heads/q"}}
    )

    assert (0, 1) == (known.code, unknown.code)
    assert "GitHub does not tell who has approved it" in unknown.log


def test_a_dismissed_review_takes_an_earlier_one_with_it(stage: Stage) -> None:
    """As for GitHub's own rules, somebody's last word counts, also where it was taken back."""
    stage = stage_with(stage)
    pull = stage.open({**stage.files, PATH: OTHER})
    stage.server.review_as_human(pull, event="APPROVE", login="bo")
    again = stage.server.review_as_human(pull, event="APPROVE", login="bo")
    given = stage.run(pull).code
    again.state = "DISMISSED"

    assert (0, 1) == (given, stage.run(pull, event="pull_request_review", action="dismissed").code)

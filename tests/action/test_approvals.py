"""Approvals and claimed numbers through the real action: what people's reviews change, and what that costs."""

from __future__ import annotations

import pytest
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


OWNED = PLAN.replace("adr_refs", "owner: ann\nadr_refs")
BY = FILES[".speclatch.yml"] + "approvals: {by: [owner, codeowners]}\n"
IGNORED = "\n<!-- speclatch-ignore-file: approval-missing -- it is urgent -->\n"


@pytest.mark.parametrize(
    ("change", "login", "event", "code"),
    [
        ({}, "ann", "APPROVE", 0),
        ({}, "ANN", "APPROVE", 0),
        ({}, "cody", "APPROVE", 0),
        ({}, "zed", "APPROVE", 1),
        ({}, "ann", "COMMENT", 1),
        ({PATH: OWNED.replace("per refund", "per day").replace("ann", "eve")}, "eve", "APPROVE", 1),
        ({PATH: OWNED.replace("per refund", "per day").replace("owner: ann\n", "")}, "ann", "APPROVE", 0),
        ({PATH: OWNED.replace("per refund", "per day") + IGNORED}, "eve", "APPROVE", 1),
        ({".github/CODEOWNERS": "* @eve\n"}, "eve", "APPROVE", 1),
        ({".speclatch.yml": FILES[".speclatch.yml"]}, "eve", "APPROVE", 1),
        ({"plans/PLAN-002-x.md": OWNED.replace("PLAN-001", "PLAN-002").replace("ann", "eve")}, "eve", "APPROVE", 1),
    ],
    ids=[
        "the owner",
        "in other letter case",
        "the code's owner",
        "the owner of an earlier line",
        "no more than a comment",
        "an owner by the change itself",
        "the owner whom the change takes out",
        "an ignore comment",
        "a code owner by the change itself",
        "a configuration that asks for none",
        "a new spec that names its owner",
    ],
)
def test_who_may_approve_is_the_base_s_to_say(
    stage: Stage, change: dict[str, str], login: str, event: str, code: int
) -> None:
    """Nothing that the change says of owners, CODEOWNERS or configuration makes an approval of a review."""
    base = {".speclatch.yml": BY, PATH: OWNED, ".github/CODEOWNERS": "/plans/ @zed\nplans/* @cody\n"}
    stage.server.push(stage.repository, "main", base)
    stage.files = {**stage.files, **base}
    pull = stage.open({**stage.files, PATH: OWNED.replace("per refund", "per day"), **change})
    stage.server.review_as_human(pull, event=event, login=login, body="LGTM")

    assert code == stage.run(pull).code


def test_an_approval_goes_with_the_text(stage: Stage) -> None:
    """Through a new name and a rebase; not to another text, another pull request, or from a commit that is gone."""
    stage = stage_with(stage)
    stage.server.push(stage.repository, "other", {PATH: OTHER})
    elsewhere = stage.server.open_pull_request(stage.repository, "other")
    stage.server.review_as_human(elsewhere, event="APPROVE", login="bo")
    files = {path: text for path, text in stage.files.items() if path != PATH}
    pull = stage.open({**stage.files, PATH: OTHER})
    foreign = stage.run(pull).code
    review = stage.server.review_as_human(pull, event="APPROVE", login="bo")
    stage.push({**files, "plans/PLAN-001-money.md": OTHER})
    renamed = stage.run(pull).code
    stage.push({**files, "plans/PLAN-001-money.md": OTHER.replace("one key per day", "~~one key per day~~")})
    struck = stage.run(pull).code
    stage.push({**stage.files, PATH: OTHER, "notes.txt": "x"}, onto="main")
    rebased = stage.run(pull).code
    review.commit_id = "0" * 40

    assert (1, 0, 1, 0, 1) == (foreign, renamed, struck, rebased, stage.run(pull).code)

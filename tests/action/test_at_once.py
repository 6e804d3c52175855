"""Runs that meet: a newer head, two runs at once, a person in between; and a change past GitHub's limits."""

from __future__ import annotations

import pytest
from tests.action.job import Stage
from tests.action.standing import standing
from tests.github_server import MergeRef, PullRequest, jobs
from tests.judging.specs import PATH, with_plan

from speclatch.errors import ExitCode

BAD = with_plan("one key per refund", "TBD")
GOOD = with_plan("nightly", "weekly")
RED = ("❌ Speclatch: 1 error to fix before this is merged",)
MANY = 3_050


def test_an_older_head_posts_nothing_and_exits_with_its_own_verdict(stage: Stage) -> None:
    """A job that comes late says nothing on the pull request; its verdict is of what it judged."""
    pull = stage.open(BAD)
    late = jobs.pull_request_event(stage.server.urls, pull)
    stage.server.keep_merge_ref(pull, MergeRef.HELD)
    stage.push(GOOD)
    outcome = stage.run_event("pull_request", late)

    assert ExitCode.FAIL is outcome.code
    assert ((), 0) == (standing(pull).comments, len(pull.threads))
    assert "newer head: nothing is posted" in outcome.log
    assert "1 error" in outcome.summary


def test_an_older_head_without_a_merge_is_no_verdict(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub keeps no merge of a head that was replaced: exit 3, at once, as waiting would be in vain."""
    waits: list[float] = []
    monkeypatch.setattr("speclatch.action.cases.time.sleep", waits.append)
    pull = stage.open(BAD)
    late = jobs.pull_request_event(stage.server.urls, pull)
    stage.push(GOOD)
    outcome = stage.run_event("pull_request", late)

    assert (ExitCode.UNJUDGED, []) == (outcome.code, waits)
    assert [] == pull.comments


def test_a_push_between_look_and_word_is_respected(stage: Stage) -> None:
    """What was judged is no longer there when the run comes to speak: it takes back what it said."""
    pull = stage.open(BAD)

    def push(_: object) -> None:
        stage.push(GOOD)

    stage.server.on_request(push, path="/files", after=True)
    outcome = stage.run(pull)

    assert ExitCode.FAIL is outcome.code
    assert ((), 0) == (standing(pull).comments, len(pull.threads))


def test_two_runs_at_once_end_with_one_summary(stage: Stage) -> None:
    """A second job of the same head runs from start to end while the first one is about to speak."""
    pull = stage.open(BAD)
    second: list[ExitCode] = []
    stage.server.on_request(lambda _: second.append(stage.run(pull).code), operation="addComment")
    first = stage.run(pull)

    assert [ExitCode.FAIL, ExitCode.FAIL] == [first.code, *second]
    assert (RED, 1) == (standing(pull).comments, len(pull.threads))


def test_an_answer_that_comes_in_between_keeps_its_comment(stage: Stage) -> None:
    """A person answers after the run's first look: the comment that was to go is settled instead."""
    pull = stage.open(BAD)
    stage.run(pull)
    stage.push(GOOD)

    def answer(_: object) -> None:
        stage.server.reply_as_human(pull, pull.threads[0], "Why?")

    stage.server.on_request(answer, kind="graphql", after=True)
    stage.run(pull)

    assert ["Why?"] == [comment.body for comment in pull.review_comments[1:]]
    assert "✅ Fixed in" in pull.review_comments[0].body


def large(stage: Stage) -> PullRequest:
    """A pull request with more files than GitHub's API lists, and the fault in the last of them."""
    return stage.open({**BAD, **{f"many/{number:04}.txt": "x\n" for number in range(MANY)}})


def test_past_githubs_limits_gits_own_diff_decides(stage: Stage) -> None:
    """3,051 changed files: the API's list ends at 3,000, the fault behind that still fails, and is in the summary."""
    pull = large(stage)
    outcome = stage.run(pull)

    assert ExitCode.FAIL is outcome.code
    assert (RED, 0) == (standing(pull).comments, len(pull.threads))
    assert "PLAN-001:26" in pull.comments[0].body
    assert f"::error file={PATH},line=26" in outcome.log
    assert 30 == stage.server.count("GET", "/files")


def test_a_large_change_without_findings_lists_no_files(stage: Stage) -> None:
    """Where nothing is to be placed, the list of files is not asked for at all."""
    pull = stage.open({**GOOD, **{f"many/{number:04}.txt": "x\n" for number in range(MANY)}})
    outcome = stage.run(pull)

    assert (ExitCode.PASS, 1) == (outcome.code, outcome.requests)

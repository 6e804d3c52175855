"""GitHub's limits and faults, seen by a whole run: what is waited for, what is said, and that the verdict stands."""

from __future__ import annotations

import pytest
from tests.action.job import Stage
from tests.action.standing import standing
from tests.judging.specs import with_plan

from speclatch.errors import ExitCode

BAD = with_plan("one key per refund", "TBD")
RED = ("❌ Speclatch: 1 error to fix before this is merged",)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits of the API's client, which are then not waited."""
    found: list[float] = []
    monkeypatch.setattr("speclatch.github.client.time.sleep", found.append)
    return found


@pytest.mark.parametrize("status", [403, 429])
def test_a_limit_is_waited_for_within_the_budget(stage: Stage, waits: list[float], status: int) -> None:
    """``retry-after`` is honoured and said in the log; then all is posted as ever."""
    stage.server.rate_limit(status, retry_after=17, operation="addComment")
    pull = stage.open(BAD)
    outcome = stage.run(pull, retry_budget="60")

    assert (ExitCode.FAIL, [17.0]) == (outcome.code, waits)
    assert "GitHub limits the rate of requests: trying again in 17 s" in outcome.log
    assert (RED, 1) == (standing(pull).comments, len(pull.threads))


@pytest.mark.parametrize("budget", ["0", "16"])
def test_a_limit_past_the_budget_is_not_waited_for(stage: Stage, waits: list[float], budget: str) -> None:
    """The input bounds what a run may wait; what was not posted is said, and the verdict stands."""
    stage.server.rate_limit(403, retry_after=17, operation="addComment", times=99)
    pull = stage.open(BAD)
    outcome = stage.run(pull, retry_budget=budget)

    assert (ExitCode.FAIL, []) == (outcome.code, waits)
    assert "not posted; the verdict stands" in outcome.log
    assert "1 error" in outcome.summary
    assert [] == pull.comments


def test_a_secondary_limit_on_content(stage: Stage, waits: list[float]) -> None:
    """A limit on creating content that names no time is waited for a minute; nothing is said twice."""
    stage.server.limit_content_creation(1, 3600)
    pull = stage.open(BAD)
    outcome = stage.run(pull, retry_budget="100")

    assert ExitCode.FAIL is outcome.code
    assert [60.0] == waits
    assert (RED, 0) == (standing(pull).comments, len(pull.threads))
    assert "not posted; the verdict stands" in outcome.log


def test_one_refused_comment_loses_no_other(stage: Stage) -> None:
    """GitHub refuses the whole review for one of its lines: the others are posted one by one."""
    rows = "| a | TBD |\n| b | TBD |\n| c | TBD |\n"
    pull = stage.open(with_plan("| double payment | one key per refund |\n", rows))
    stage.server.fail(422, method="POST", path="/pulls/1/reviews$", message="Unprocessable Entity")
    stage.server.fail(422, method="POST", path="/pulls/1/comments$", skip=1, message="line must be part of the diff")
    outcome = stage.run(pull)

    assert ExitCode.FAIL is outcome.code
    assert [26, 28] == [thread.comments[0].line for thread in pull.threads]
    assert "PLAN-001:26-28" in pull.comments[0].body
    assert "comment on plans/PLAN-001-refunds.md:27 (it is in the summary)" in outcome.log


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("what", [{"operation": "addComment"}, {"method": "POST", "path": "/reviews$"}])
def test_a_lost_answer_doubles_nothing(stage: Stage, waits: list[float], what: dict[str, str], *, after: bool) -> None:
    """A connection that breaks before or after a POST took effect leaves one summary and one comment."""
    stage.server.reset(after=after, **what)
    pull = stage.open(BAD)
    outcome = stage.run(pull)

    assert ExitCode.FAIL is outcome.code
    assert (RED, 1) == (standing(pull).comments, len(pull.threads))
    assert [] == waits

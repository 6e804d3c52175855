"""Each input of the action, seen in what it leaves on a pull request."""

from __future__ import annotations

import pytest
from tests.action.job import Stage
from tests.action.standing import standing
from tests.github_server import GitHubServer, PullRequest
from tests.judging.specs import FILES, PATH, PLAN, with_plan

from speclatch.errors import ExitCode

BAD = with_plan("one key per refund", "TBD")
GOOD = with_plan("nightly", "weekly")
MIXED = {
    **FILES,
    PATH: PLAN.replace("one key per refund", "TBD")
    .replace("#goals", "#nowhere")
    .replace("- [x] Reviewed", "- [ ] Reviewed"),
}
"""An error, a warning or error about an anchor, and a note."""


def lines(pull: PullRequest) -> list[int | None]:
    """Where comments stand."""
    return sorted((thread.comments[0].line for thread in pull.threads), key=lambda line: line or 0)


def test_two_uses_in_one_pull_request(stage: Stage) -> None:
    """A monorepo's two runs with ids of their own keep to their own comments, from the first to the last push."""
    pull = stage.open(BAD)
    for name in ("billing", "search"):
        stage.run(pull, comment_id=name)
    both = standing(pull)
    again = [stage.run(pull, comment_id=name).requests for name in ("billing", "search")]
    unchanged = standing(pull)
    stage.push(GOOD)
    stage.run(pull, comment_id="billing")
    mended = standing(pull)

    assert ["Speclatch `billing`", "Speclatch `search`"] == [text[2:].partition(":")[0] for text in both.comments]
    assert 2 == len(both.threads)
    assert (both, [2, 2]) == (unchanged, again)
    assert ("✅", "❌") == (mended.comments[0][0], mended.comments[1][0])
    assert 1 == len(mended.threads)


def test_comment_off(stage: Stage) -> None:
    """Without a summary comment the review stands alone, and the job summary says the rest."""
    pull = stage.open(BAD)
    outcome = stage.run(pull, comment="off")

    assert ((), 1) == (standing(pull).comments, len(pull.threads))
    assert "" == outcome.outputs["comment-url"]
    assert "1 error" in outcome.summary


def test_comment_always(stage: Stage) -> None:
    """The good news are posted where they are asked for, once."""
    pull = stage.open(GOOD)
    first = stage.run(pull, comment="always")
    second = stage.run(pull, comment="always")

    assert ("✅ Speclatch: 1 spec in order",) == standing(pull).comments
    assert (2, 1) == (first.requests, second.requests)


@pytest.mark.parametrize(
    ("least", "expected"), [("off", []), ("error", [15, 26]), ("warning", [15, 26]), ("note", [15, 20, 26])]
)
def test_inline_is_a_threshold(stage: Stage, least: str, expected: list[int]) -> None:
    """Findings below the threshold stand in the summary alone; the verdict is the same."""
    pull = stage.open(MIXED)
    outcome = stage.run(pull, inline=least)

    assert (ExitCode.FAIL, expected) == (outcome.code, lines(pull))
    assert all(f"PLAN-001:{line}`" in pull.comments[0].body for line in (15, 20, 26))


def test_off_diff_goes_to_the_file_where_asked(stage: Stage) -> None:
    """A finding on a line that the diff does not show becomes a comment on the file, with a link to the line."""
    long = PLAN.replace("one key per refund", "TBD") + "\n## Notes\n\n" + "More.\n\n" * 20
    stage.push({**FILES, PATH: long}, branch="main")
    pull = stage.open({**FILES, PATH: long + "The end.\n"})
    stage.run(pull)
    before = lines(pull)
    stage.run(pull, off_diff="file")
    (thread,) = pull.threads

    assert [] == before
    assert (PATH, "file", None) == (thread.comments[0].path, thread.comments[0].subject_type, thread.comments[0].line)
    assert "?plain=1#L26" in thread.comments[0].body


def test_max_inline_leaves_the_rest_to_the_summary(stage: Stage) -> None:
    """No more comments than allowed, errors first; the summary lists them all."""
    pull = stage.open(MIXED)
    stage.run(pull, max_inline="1", inline="note")
    first = lines(pull)
    stage.run(pull, max_inline="1", inline="note")

    assert (1, first) == (len(first), lines(pull))
    assert first != [20]
    assert all(f"PLAN-001:{line}`" in pull.comments[0].body for line in (15, 20, 26))


@pytest.mark.parametrize(("fail_on", "code"), [("never", ExitCode.PASS), ("note", ExitCode.FAIL)])
def test_fail_on_decides(stage: Stage, fail_on: str, code: ExitCode) -> None:
    """The input counts before the configuration: what fails is the workflow's choice."""
    worst = BAD if fail_on == "never" else with_plan("- [x] Reviewed", "- [ ] Reviewed")

    assert code is stage.run(stage.open(worst), fail_on=fail_on).code


def test_many_annotations_go_on_where_an_answer_was_lost(github: GitHubServer, stage: Stage) -> None:
    """A check run holds every annotation once, in fifties, whatever gets lost on the way."""
    rows = "".join(f"| risk {number} | TBD |\n" for number in range(120))
    pull = stage.open(with_plan("| double payment | one key per refund |\n", rows))
    token = github.workflow_token({"contents": "read", "pull-requests": "write", "checks": "write"})
    github.reset(method="PATCH", path="/check-runs/", after=True)
    github.fail(502, method="POST", path="/check-runs$", after=True)
    outcome = stage.run(pull, token=token, check_run="true")
    (check,) = stage.repository.check_runs.values()
    placed = [note["start_line"] for note in check.annotations]

    assert ExitCode.FAIL is outcome.code
    assert ("speclatch", "failure") == (check.name, check.conclusion)
    assert 120 == len(placed) == len(set(placed))
    assert 30 == len(pull.threads)


def test_the_check_is_named_after_the_use(github: GitHubServer, stage: Stage) -> None:
    """Two uses of the action make two checks and two statuses."""
    token = github.workflow_token({"contents": "read", "checks": "write", "statuses": "write", "pull-requests": "read"})
    pull = stage.open(GOOD)
    for name in ("billing", "search"):
        stage.run(pull, token=token, check_run="true", commit_status="true", comment_id=name)

    expected = [("speclatch billing", "success"), ("speclatch search", "success")]
    assert expected == [(run.name, str(run.conclusion)) for run in stage.repository.check_runs.values()]
    assert expected == [(status.context, status.state) for status in stage.repository.statuses]


def test_what_is_not_permitted_is_told_once_and_changes_no_verdict(stage: Stage) -> None:
    """Without ``pull-requests: write`` and ``checks: write`` there is a verdict, and one sentence for each."""
    token = stage.server.workflow_token({"contents": "read", "pull-requests": "read"})
    outcome = stage.run(stage.open(BAD), token=token, check_run="true")

    assert ExitCode.FAIL is outcome.code
    assert 1 == outcome.log.count("not permitted to this token")
    assert 1 == outcome.log.count("could not mark the commit")

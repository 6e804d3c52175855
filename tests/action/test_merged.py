"""What is judged is what the merge will give, on every event alike; comments stand on the lines of the head."""

from __future__ import annotations

from tests.action.job import Stage
from tests.action.standing import standing
from tests.github_server import jobs
from tests.judging.specs import FILES, PATH, PLAN

from speclatch.errors import ExitCode

EXCUSED = PLAN.replace(
    "# Plan: Refunds\n", "# Plan: Refunds\n\n<!-- speclatch-ignore-file: placeholder-left -- later -->\n"
)
OPEN = ("one key per refund", "TBD")
LONGER = "Refunds are paid out nightly.\n\nNobody waits longer than a day.\n\nOr two.\n"


def on_both_events(stage: Stage, before: str, head: str, base: str) -> tuple[ExitCode, ExitCode]:
    """The codes of one merge, as a pull request and in the queue; ``head`` was made on ``before``, not on ``base``."""
    stage.push({**FILES, PATH: before}, branch="main")
    pull = stage.open({**FILES, PATH: head})
    stage.push({**FILES, PATH: base}, branch="main")
    alone = stage.run(pull).code
    jobs.queue(pull)
    return alone, stage.run_event("merge_group", jobs.merge_group_event(stage.server.urls, pull)).code


def test_an_exception_that_the_base_has_taken_back_excuses_nothing(stage: Stage) -> None:
    """The head still has the comment; the merge has not."""
    assert (ExitCode.FAIL, ExitCode.FAIL) == on_both_events(stage, EXCUSED, EXCUSED.replace(*OPEN), PLAN)


def test_an_id_that_each_side_adds_is_there_twice(stage: Stage) -> None:
    """Each side by itself defines it once."""
    table = "\n| ID | Requirement |\n|----|----|\n| REQ-A-1 | pay |\n"
    before = PLAN.replace("## 2. Steps\n", f"## 2. Steps\n{table}\nThen:\n")
    ours = before.replace("| REQ-A-1 | pay |\n", "| REQ-A-1 | pay |\n| REQ-A-2 | mail |\n")
    theirs = f"{before}{table.replace('REQ-A-1', 'REQ-A-2')}"

    assert (ExitCode.FAIL, ExitCode.FAIL) == on_both_events(stage, before, ours, theirs)


def test_a_status_that_the_base_has_raised_is_not_lowered(stage: Stage) -> None:
    """The author changed one word of a draft; the merge keeps the status that the base has now."""
    draft = PLAN.replace("status: Implementation", "status: Draft")
    head = draft.replace("one key per refund", "a key per refund")

    assert (ExitCode.PASS, ExitCode.PASS) == on_both_events(stage, draft, head, PLAN)


def test_a_comment_stands_on_the_line_of_the_head(stage: Stage) -> None:
    """The base has made the document longer above it."""
    pull = stage.open({**FILES, PATH: PLAN.replace(*OPEN)})
    line = PLAN[: PLAN.index("one key")].count("\n") + 1
    stage.push({**FILES, PATH: PLAN.replace("Refunds are paid out nightly.\n", LONGER)}, branch="main")
    outcome = stage.run(pull)

    assert ExitCode.FAIL is outcome.code
    assert [(PATH, line)] == [(thread.path, thread.line) for thread in standing(pull).threads]
    assert f"?plain=1#L{line}" in outcome.summary


def test_what_the_head_has_no_line_for_stands_in_the_summary(stage: Stage) -> None:
    """The fault came by the base, into a spec that the pull request changes elsewhere."""
    stage.push({**FILES, PATH: PLAN}, branch="main")
    pull = stage.open({**FILES, PATH: PLAN.replace(*("one key per refund", "a key per refund"))})
    stage.push({**FILES, PATH: PLAN.replace("Refunds are paid out nightly.", "TBD\n")}, branch="main")
    outcome = stage.run(pull)

    assert ExitCode.FAIL is outcome.code
    assert () == standing(pull).threads
    assert "placeholder-left" in outcome.summary

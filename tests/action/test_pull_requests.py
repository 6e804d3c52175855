"""Every way in which a pull request can run the action, and who may write then."""

from __future__ import annotations

from typing import Any

import pytest
from tests.action.job import Outcome, Stage
from tests.action.standing import standing
from tests.github_server import GitHubServer, PullRequest, jobs
from tests.github_server.plain import call
from tests.judging.specs import CONFIG, FILES, PATH, with_plan, without

from speclatch.errors import ExitCode

BAD = with_plan("one key per refund", "TBD")
GOOD = with_plan("nightly", "weekly")
RED = ("❌ Speclatch: 1 error to fix before this is merged",)
BOT = "dependabot[bot]"


def writes(stage: Stage) -> list[str]:
    """The requests of the last run that would change something."""
    rest = [f"{each.method} {each.path}" for each in stage.server.api_requests if each.kind == "rest"]
    graphql = [each.operation for each in stage.server.api_requests if each.kind == "graphql"]
    return [each for each in rest if not each.startswith("GET")] + [each for each in graphql if "mutation" in each]


@pytest.mark.parametrize("action", ["opened", "synchronize", "reopened", "ready_for_review", "edited", "labeled"])
def test_every_activity_type_is_judged_alike(stage: Stage, action: str) -> None:
    """Whatever happened to a pull request, it is judged as it stands."""
    pull = stage.open(BAD)

    assert ExitCode.FAIL is stage.run(pull, action=action).code
    assert RED == standing(pull).comments


def test_a_draft_is_judged_like_any_other(stage: Stage) -> None:
    """Drafts get the same verdict and the same review; that they cannot be merged yet is GitHub's business."""
    stage.push(BAD)
    pull = stage.server.open_pull_request(stage.repository, "topic", draft=True)

    assert ExitCode.FAIL is stage.run(pull, action="opened").code
    assert RED == standing(pull).comments


def test_pull_request_target_serves_a_fork_in_one_run(stage: Stage) -> None:
    """On ``pull_request_target`` the token can write, and the review is posted by the run itself."""
    pull = stage.open(BAD, fork=stage.server.fork(stage.repository, "mona"))
    outcome = stage.run(pull, event="pull_request_target")

    assert ExitCode.FAIL is outcome.code
    assert RED == standing(pull).comments
    assert 5 == outcome.requests


def test_an_edited_base_is_judged_against_the_new_one(stage: Stage) -> None:
    """Another base branch means other rules and another tree: both are the new base's, read live."""
    stage.push({**FILES, ".speclatch.yml": CONFIG + "rules: {placeholder-left: off}\n"}, branch="lenient")
    stage.push(without("docs/prd/PRD-001-refunds.md"), branch="bare")
    pull = stage.open(BAD)
    payload = jobs.pull_request_event(stage.server.urls, pull, "edited", changes={"base": {}})
    codes = [stage.run_event("pull_request", payload).code]
    for base in ("lenient", "bare"):
        stage.server.retarget(pull, base)
        codes.append(stage.run_event("pull_request", payload).code)

    assert [ExitCode.FAIL, ExitCode.PASS, ExitCode.FAIL] == codes


def test_a_base_that_is_gone_is_no_verdict(stage: Stage) -> None:
    """Without the API the event's base branch is believed; one that is gone leaves nothing to judge by."""
    payload = jobs.pull_request_event(stage.server.urls, stage.open(GOOD))
    payload["pull_request"]["base"]["ref"] = "release/gone"
    stage.server.fail(403, kind="graphql")
    outcome = stage.run_event("pull_request", payload)

    assert ExitCode.UNJUDGED is outcome.code
    assert 1 == outcome.log.count("could not judge, so this is no pass")
    assert "Traceback" not in outcome.log


def dependabot(stage: Stage, pull: PullRequest) -> dict[str, Any]:
    """What GitHub tells the second workflow after Dependabot's run."""
    payload = jobs.workflow_run_event(stage.server.urls, pull)
    payload["workflow_run"]["actor"] = {"login": BOT}
    return payload


def test_dependabot_is_judged_and_written_to_by_the_second_workflow(stage: Stage) -> None:
    """Dependabot's branch is the repository's own, but its token reads only: nothing is tried with it."""
    stage.push(BAD)
    pull = stage.server.open_pull_request(stage.repository, "topic", login=BOT)
    stage.environ["GITHUB_ACTOR"] = BOT
    first = stage.run(pull, token=stage.server.fork_token(), check_run="true", commit_status="true")

    assert (ExitCode.FAIL, []) == (first.code, writes(stage))
    assert "1 error" in first.summary
    assert "::error file=" in first.log

    stage.environ["GITHUB_ACTOR"] = "ada"
    second = stage.run_event("workflow_run", dependabot(stage, pull))

    assert (ExitCode.PASS, RED) == (second.code, standing(pull).comments)
    assert 6 == second.requests


def test_a_workflow_run_judges_for_itself(stage: Stage) -> None:
    """Nothing is taken from the first run: neither its conclusion nor the configuration its author wrote."""
    fork = stage.server.fork(stage.repository, "mona")
    pull = stage.open({**BAD, ".speclatch.yml": CONFIG + "rules: {placeholder-left: off}\n"}, fork=fork)
    payload = jobs.workflow_run_event(stage.server.urls, pull, conclusion="success")
    outcome = stage.run_event("workflow_run", payload)

    assert (ExitCode.PASS, "fail") == (outcome.code, outcome.outputs["verdict"])
    assert RED == standing(pull).comments


def after_the_first_run(stage: Stage, **changes: Any) -> tuple[PullRequest, Outcome]:
    """A second workflow's run about a fork's pull request, with another payload than GitHub's."""
    pull = stage.open(BAD, fork=stage.server.fork(stage.repository, "mona"))
    payload = jobs.workflow_run_event(stage.server.urls, pull)
    payload["workflow_run"] |= changes
    return pull, stage.run_event("workflow_run", payload)


def test_a_workflow_run_of_no_pull_request_says_nothing(stage: Stage) -> None:
    """A push started the first workflow: no pull request has that head, so there is nothing to post."""
    pull, outcome = after_the_first_run(stage, event="push", head_branch="other")

    assert ExitCode.PASS is outcome.code
    assert "there is nothing to post" in outcome.log
    assert [] == pull.comments


def test_a_workflow_run_that_may_not_write_fails(stage: Stage) -> None:
    """The second workflow's exit code says whether it could post, and nothing else."""
    pull = stage.open(BAD, fork=stage.server.fork(stage.repository, "mona"))
    payload = jobs.workflow_run_event(stage.server.urls, pull)
    outcome = stage.run_event("workflow_run", payload, token=stage.server.fork_token())

    assert ExitCode.UNJUDGED is outcome.code
    assert "not permitted to this token" in outcome.log


def test_a_branch_of_the_same_name_is_not_mistaken(stage: Stage) -> None:
    """Two forks, one branch name, even one commit: the pull request is found by the head's repository."""
    other = stage.open(BAD, fork=stage.server.fork(stage.repository, "eve"))
    pull = stage.open(BAD, fork=stage.server.fork(stage.repository, "mona"))
    stage.run_event("workflow_run", jobs.workflow_run_event(stage.server.urls, pull))

    assert ((), RED) == (standing(other).comments, standing(pull).comments)


def test_the_queue_is_judged_with_what_is_before_it(stage: Stage) -> None:
    """Two pull requests that are each in order are not in order together: the queue's check finds that out."""
    stage.server.protect(stage.repository, "speclatch")
    pull = stage.open(GOOD)
    alone = stage.run(pull)
    stage.push({**FILES, "docs/prd/PRD-001-refunds.md": "# Refunds\n\n## Aims\n\nMoney back.\n"}, branch="main")
    jobs.queue(pull)
    outcome = stage.run_event("merge_group", jobs.merge_group_event(stage.server.urls, pull))

    assert (ExitCode.PASS, ExitCode.FAIL) == (alone.code, outcome.code)
    assert (0, []) == (outcome.requests, pull.comments)
    assert PATH in outcome.log


@pytest.mark.parametrize(
    ("event", "message", "code"),
    [("issues", "knows pull_request", ExitCode.USAGE), ("pull_request", "no usable", ExitCode.UNJUDGED)],
)
def test_other_events_and_payloads_are_told(stage: Stage, event: str, message: str, code: ExitCode) -> None:
    """An event that the gate has no answer to was not to be given to it, a payload that is none not judged."""
    outcome = stage.run_event(event, {"action": "opened", "repository": {"full_name": "acme/specs"}})

    assert (code, "fail") == (outcome.code, outcome.outputs["verdict"])
    assert message in outcome.log


def test_a_merge_is_refused_while_the_check_is_red(github: GitHubServer, stage: Stage) -> None:
    """A commit status can be what protects a branch; it is red also where there was no verdict."""
    github.protect(stage.repository, "speclatch")
    token = github.workflow_token({"contents": "read", "pull-requests": "write", "statuses": "write"})
    pull, path = stage.open(BAD), "/repos/acme/specs/pulls/1/merge"
    stage.run(pull, token=token, commit_status="true")
    red = call(github, "PUT", path, github.human_token(), {}).status
    github.fail(403, kind="git", times=99)
    stage.run(pull, token=token, commit_status="true", retry_budget="0")
    unjudged = call(github, "PUT", path, github.human_token(), {}).status
    github.be_well()
    stage.push(GOOD)
    stage.run(pull, token=token, commit_status="true")

    assert (405, 405) == (red, unjudged)
    assert 200 == call(github, "PUT", path, github.human_token(), {}).status

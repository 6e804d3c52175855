"""The action on every event: what it judges, what it posts, how it exits."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.action.job import Stage
from tests.github_server import GitHubServer, MergeRef, jobs
from tests.judging.specs import CONFIG, FILES, PATH, PLAN, moved, with_plan, without

from speclatch.action import job as action
from speclatch.action import publish
from speclatch.action.job import MAX_EVENT_BYTES
from speclatch.errors import ExitCode
from speclatch.reports.json import report_schema

BAD = with_plan("one key per refund", "TBD")
PRD = "docs/prd/PRD-001-refunds.md"


def test_a_clean_pull_request_says_nothing(stage: Stage) -> None:
    """Nothing wrong, nothing said before: a pass, an empty pull request, at most three requests."""
    pull = stage.open(with_plan("nightly", "weekly"))
    outcome = stage.run(pull)

    assert ExitCode.PASS is outcome.code
    assert ([], []) == (pull.comments, pull.threads)
    assert outcome.requests <= 3
    assert "pass" == outcome.outputs["verdict"]
    assert "1" == outcome.outputs["specs"]


def test_a_pull_request_without_specs_passes_and_says_so(stage: Stage) -> None:
    """A change that touches no spec is a pass whose log says why."""
    outcome = stage.run(stage.open({**FILES, "code.py": "x = 1\n"}))

    assert ExitCode.PASS is outcome.code
    assert "no spec is touched" in outcome.log


def test_a_failing_pull_request_gets_one_summary_and_one_review(stage: Stage) -> None:
    """A first failing run posts one summary comment and a comment on the line, in at most five requests."""
    pull = stage.open(BAD)
    outcome = stage.run(pull)

    assert ExitCode.FAIL is outcome.code
    assert 1 == len(pull.comments)
    assert [(PATH, 26)] == [(thread.comments[0].path, thread.comments[0].line) for thread in pull.threads]
    assert outcome.requests <= 5
    assert f"::error file={PATH},line=26" in outcome.log
    assert "1 error" in outcome.summary
    assert outcome.outputs["comment-url"].endswith(f"#issuecomment-{pull.comments[0].id}")


def test_the_report_output_is_the_published_contract(stage: Stage) -> None:
    """The ``report`` output is the JSON report, valid by its schema."""
    outcome = stage.run(stage.open(moved(PRD, "docs/prd/_archive/PRD-001-refunds.md")))
    report = json.loads(outcome.outputs["report"])
    jsonschema.validate(report, report_schema())

    assert "fail" == report["verdict"]["conclusion"]
    assert {"prd_ref: docs/prd/_archive/PRD-001-refunds.md"} == {
        finding["fix"]["replacement"] for finding in report["findings"] if finding["line"] == 5
    }


def test_a_second_run_changes_nothing(stage: Stage) -> None:
    """The same head judged again leaves the conversation as it was, in at most three requests."""
    pull = stage.open(BAD)
    stage.run(pull)
    said = stage.server.see(pull)
    outcome = stage.run(pull)

    assert ExitCode.FAIL is outcome.code
    assert said == stage.server.see(pull)
    assert outcome.requests <= 3


def test_a_mended_pull_request_cleans_up(stage: Stage) -> None:
    """Once mended, the comment on the line is gone and the summary says that all is well."""
    pull = stage.open(BAD)
    stage.run(pull)
    stage.push(FILES | {"plans/PLAN-001-refunds.md": PLAN.replace("nightly", "weekly")})
    outcome = stage.run(pull)

    assert ExitCode.PASS is outcome.code
    assert [] == pull.threads
    assert ["1 spec in order"] == [text for text in ("1 spec in order",) if text in pull.comments[0].body]


def test_an_affected_spec_is_told_in_the_summary(stage: Stage) -> None:
    """A moved PRD fails the unchanged spec that names it; it is in the summary, as it is not in the diff."""
    pull = stage.open(moved(PRD, "docs/prd/_archive/PRD-001-refunds.md"))
    outcome = stage.run(pull)

    assert ExitCode.FAIL is outcome.code
    assert "_archive/PRD-001-refunds.md" in pull.comments[0].body
    assert [] == pull.threads


def test_the_pull_request_does_not_write_its_own_judge(stage: Stage) -> None:
    """Rules switched off, or a template emptied, by the pull request itself are still in force for it."""
    config = CONFIG + "rules: {placeholder-left: off}\n"
    pull = stage.open({**BAD, ".speclatch.yml": config, "docs/plan-template.md": "# Nothing\n"})

    assert ExitCode.FAIL is stage.run(pull).code


def test_the_live_base_judges(stage: Stage) -> None:
    """What the base has learnt since the pull request was opened counts: existence is judged after the merge."""
    pull = stage.open(with_plan("nightly", "weekly"))
    stage.server.keep_merge_ref(pull, MergeRef.HELD)
    stage.push(without(PRD), branch="main")
    outcome = stage.run(pull)

    assert ExitCode.FAIL is outcome.code
    assert "PRD-001-refunds.md` does not exist" in outcome.log


def test_no_merge_is_no_verdict(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pull request that conflicts with its base cannot be judged: exit 3 and one sentence, after a bounded wait."""
    waits: list[float] = []
    monkeypatch.setattr("speclatch.action.cases.time.sleep", waits.append)
    ticks = iter(range(0, 100_000, 7))
    monkeypatch.setattr("speclatch.action.cases.time.monotonic", lambda: float(next(ticks)))
    pull = stage.open(with_plan("nightly", "weekly"))
    stage.server.keep_merge_ref(pull, MergeRef.MISSING)
    outcome = stage.run(pull)

    assert ExitCode.UNJUDGED is outcome.code
    assert "conflicts with its base" in outcome.log
    assert sum(waits) <= 30
    assert "fail" == outcome.outputs["verdict"]
    assert [] == pull.comments


def test_the_verdict_stands_without_the_api(stage: Stage) -> None:
    """Where the API cannot be read but git can, there is a verdict, and the log says that nothing was posted."""
    pull = stage.open(BAD)
    stage.server.fail(503, kind="graphql", times=99)
    stage.server.fail(503, kind="rest", times=99)
    outcome = stage.run(pull, retry_budget="0")

    assert ExitCode.FAIL is outcome.code
    assert "the verdict stands" in outcome.log
    assert [] == pull.comments


@pytest.mark.parametrize("api", [True, False])
def test_without_git_there_is_no_verdict(stage: Stage, api: bool) -> None:
    """Where git cannot fetch there is no verdict, with the API or without: exit 3 and one clear sentence."""
    pull = stage.open(with_plan("nightly", "weekly"))
    stage.server.fail(403, kind="git", times=99)
    if not api:
        stage.server.fail(403, kind="graphql", times=99)
    outcome = stage.run(pull, retry_budget="0")

    assert ExitCode.UNJUDGED is outcome.code
    assert 1 == outcome.log.count("could not judge, so this is no pass")
    assert "Traceback" not in outcome.log
    assert [] == pull.comments


def test_a_fork_is_judged_and_not_written_to(stage: Stage) -> None:
    """A fork's run reads, judges, fails, and tries no writing; a workflow_run job posts for it."""
    fork = stage.server.fork(stage.repository, "mona")
    pull = stage.open(BAD, fork=fork)
    first = stage.run(pull, token=stage.server.fork_token())

    assert ExitCode.FAIL is first.code
    assert [] == pull.comments
    assert {"POST"} >= {request.method for request in stage.server.api_requests if request.kind != "graphql"} - {"GET"}
    assert "1 error" in first.summary
    second = stage.run_event("workflow_run", jobs.workflow_run_event(stage.server.urls, pull))
    assert ExitCode.PASS is second.code
    assert 1 == len(pull.comments)
    assert 1 == len(pull.threads)


def test_a_workflow_run_of_an_old_head_posts_nothing(stage: Stage) -> None:
    """A fork that has moved on is not told about what it replaced."""
    fork = stage.server.fork(stage.repository, "mona")
    pull = stage.open(BAD, fork=fork)
    payload = jobs.workflow_run_event(stage.server.urls, pull)
    stage.push({**BAD, "more.txt": "x"}, where=fork)
    outcome = stage.run_event("workflow_run", payload)

    assert ExitCode.PASS is outcome.code
    assert [] == pull.comments


def test_a_merge_group_is_judged_without_posting(stage: Stage) -> None:
    """In the queue the check reports, and nothing is written anywhere."""
    pull = stage.open(BAD)
    jobs.queue(pull)
    outcome = stage.run_event("merge_group", jobs.merge_group_event(stage.server.urls, pull))

    assert ExitCode.FAIL is outcome.code
    assert [] == pull.comments
    assert 0 == outcome.requests


def test_a_push_judges_what_it_changed(stage: Stage) -> None:
    """A push is compared with what was there before; a new branch is judged whole, a deleted one not at all."""
    urls, who = stage.server.urls, stage.server.world.user("octocat")
    first = stage.server.push(stage.repository, "work", dict(BAD))
    stage.server.push(stage.repository, "work", {"a.txt": "x"})
    whole = stage.run_event("push", jobs.push_event(urls, stage.repository, "work", None, who))
    small = stage.run_event("push", jobs.push_event(urls, stage.repository, "work", first, who))
    stage.server.reset_branch(stage.repository, "work", None)
    gone = stage.run_event("push", jobs.push_event(urls, stage.repository, "work", first, who))

    assert (ExitCode.FAIL, ExitCode.PASS, ExitCode.PASS) == (whole.code, small.code, gone.code)


def test_dispatch_judges_the_whole_repository(stage: Stage) -> None:
    """Asked for by hand, everything on the branch is judged."""
    payload = {"ref": "refs/heads/main", "inputs": {}, "repository": {"full_name": "acme/specs"}}
    outcome = stage.run_event("workflow_dispatch", payload)

    assert ExitCode.PASS is outcome.code
    assert "1" == outcome.outputs["specs"]


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        ({"fail_on": "sometimes"}, "fail-on: 'sometimes' is not accepted"),
        ({"max_inline": "-1"}, "max-inline: '-1' is not accepted"),
        ({"sarif_file": "../../etc/x"}, "sarif-file"),
    ],
)
def test_bad_inputs_end_with_what_is_accepted(stage: Stage, inputs: dict[str, str], sentence: str) -> None:
    """An input that cannot be used is exit 2, and says what is accepted."""
    outcome = stage.run(stage.open(FILES | {"x.txt": "x"}), **inputs)

    assert ExitCode.USAGE is outcome.code
    assert sentence in outcome.log
    assert 0 == outcome.requests


def test_a_broken_configuration_on_the_base_is_told_with_its_line(stage: Stage) -> None:
    """A configuration that cannot be used is exit 2, with file, line and the nearest key."""
    stage.push({**FILES, ".speclatch.yml": "version: 1\nfail_on: error\n"}, branch="main")
    outcome = stage.run(stage.open({**FILES, ".speclatch.yml": "version: 1\nfail_on: error\n", "x.txt": "x"}))

    assert ExitCode.USAGE is outcome.code
    assert ".speclatch.yml:2: fail_on: unknown key; did you mean 'fail-on'?" in outcome.log


def test_the_token_is_never_shown(stage: Stage) -> None:
    """The token appears in no log, no output and no comment, not even when things fail."""
    token = stage.server.workflow_token()
    pull = stage.open(BAD)
    first = stage.run(pull, token=token)
    stage.server.fail(500, kind="git", times=99)
    second = stage.run(pull, token="ghs_wrongwrongwrong", retry_budget="0")
    said = first.log + first.summary + second.log + second.summary + str(first.outputs) + pull.comments[0].body

    assert token not in said
    assert "ghs_wrong" not in said


def test_hostile_text_stays_text(stage: Stage) -> None:
    """Workflow commands, mentions, markup and markers in a spec arrive as shown text."""
    evil = "::error::x @octocat <!-- speclatch --> `a`b` [x](javascript:1) ![i](http://x) \u202e"
    pull = stage.open(with_plan("status: Implementation", f'status: "{evil}"'))
    outcome = stage.run(pull)
    guarded = outcome.log.partition("::stop-commands::")[2]

    assert ExitCode.FAIL is outcome.code
    assert "\n::error::x" not in outcome.log
    assert guarded
    for body in (pull.comments[0].body, pull.threads[0].comments[0].body, outcome.summary):
        assert "![i]" not in body.replace("`", "") or "`" in body
        assert "\u202e" not in body


@pytest.mark.parametrize("name", ["check_run", "commit_status"])
def test_the_commit_is_marked_where_asked(github: GitHubServer, stage: Stage, name: str) -> None:
    """A check run or a commit status is made where asked for, also of a run without a verdict."""
    token = github.workflow_token(
        {"contents": "read", "pull-requests": "write", "checks": "write", "statuses": "write", "metadata": "read"}
    )
    pull = stage.open(BAD)
    stage.run(pull, token=token, **{name: "true"})
    github.fail(403, kind="git", times=99)
    stage.run(pull, token=token, retry_budget="0", **{name: "true"})
    made = [run.conclusion for run in stage.repository.check_runs.values()]
    made += [status.state for status in stage.repository.statuses]

    assert ["failure", "failure"] == made


def test_a_weakened_gate_is_pointed_out(stage: Stage) -> None:
    """What a pull request relaxes in the gate itself is a warning on its line; it holds after the merge."""
    config = CONFIG + "exclude: ['plans/old/**']\nrules: {placeholder-left: off}\n"
    template = FILES["docs/plan-template.md"].replace("- [ ] Reviewed\n", "")
    pull = stage.open({**FILES, ".speclatch.yml": config, "docs/plan-template.md": template})
    outcome = stage.run(pull)
    said = sorted((thread.comments[0].path, thread.comments[0].line) for thread in pull.threads)

    assert ExitCode.PASS is outcome.code
    assert [(".speclatch.yml", 6), (".speclatch.yml", 7)] == said
    assert "the box `reviewed` will not be asked for" in pull.comments[0].body


def test_a_pull_request_cannot_leave_a_broken_configuration(stage: Stage) -> None:
    """A configuration that could not be used after the merge is exit 2, with its line."""
    outcome = stage.run(stage.open({**FILES, ".speclatch.yml": CONFIG + "fail-onn: error\n"}))

    assert ExitCode.USAGE is outcome.code
    assert ".speclatch.yml:6: fail-onn: unknown key" in outcome.log


def test_sarif_is_written_where_asked(stage: Stage) -> None:
    """The findings are written as SARIF into the workspace, never through a link out of it."""
    pull = stage.open(BAD)
    outcome = stage.run(pull, sarif_file="reports/specs.sarif")
    (written,) = stage.folder.rglob("specs.sarif")
    results = json.loads(written.read_text(encoding="utf-8"))["runs"][0]["results"]

    assert ExitCode.FAIL is outcome.code
    assert ["placeholder-left"] == [result["ruleId"] for result in results]


def test_the_page_is_written_where_asked(stage: Stage) -> None:
    """One page of the specs that were judged, with the documents that they could build on."""
    outcome = stage.run(stage.open(BAD), report_file="reports/specs.html")
    (written,) = stage.folder.rglob("specs.html")
    page = written.read_text(encoding="utf-8")
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert block is not None
    data = json.loads(block[1])

    assert ExitCode.FAIL is outcome.code
    assert ["placeholder-left"] == [one["rule"] for spec in data["specs"] for one in spec["problems"]]
    assert data["repositories"][0]["commit"]


def test_a_fault_of_our_own_is_no_verdict(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception nobody foresaw is exit 3 and a failed verdict everywhere, and cannot give the runner commands."""

    def explode(*_: object) -> None:
        raise RuntimeError("\n::set-output name=verdict::pass")

    monkeypatch.setattr(action, "fetching", explode)
    token = stage.server.workflow_token({"contents": "read", "statuses": "write", "metadata": "read"})
    outcome = stage.run(stage.open(BAD), token=token, commit_status="true")
    (status,) = stage.repository.statuses

    assert (ExitCode.UNJUDGED, "fail", "failure") == (outcome.code, outcome.outputs["verdict"], status.state)
    assert "a fault of our own (RuntimeError)" in outcome.summary
    assert outcome.log.index("::stop-commands::") < outcome.log.index("::set-output")


def test_a_configuration_that_is_nowhere_is_told(stage: Stage) -> None:
    """An input that names a configuration nobody has is exit 2; one that the pull request brings has time."""
    nowhere = stage.run(stage.open({**BAD, "x.txt": "x"}), config="gate/specs.yml")
    brought = stage.open({**BAD, "gate/specs.yml": CONFIG})

    assert ExitCode.USAGE is nowhere.code
    assert "gate/specs.yml, and there is no such file" in nowhere.log
    assert ExitCode.PASS is stage.run(brought, config="gate/specs.yml").code


def test_what_the_configuration_in_force_says_in_vain_is_a_warning_of_the_run(stage: Stage) -> None:
    """A glob of the base that no file matches is told on the run's page; the verdict stays as it is."""
    astray = CONFIG.replace("plans/*.md", "plan/*.md")
    stage.push({**FILES, ".speclatch.yml": astray}, branch="main")
    outcome = stage.run(stage.open({**FILES, ".speclatch.yml": astray, "code.py": "x = 1\n"}))
    line = "::warning title=speclatch::.speclatch.yml:3: profile 'plan': no file matches 'plan/*.md'"

    assert ExitCode.PASS is outcome.code
    assert [line] == [one for one in outcome.log.splitlines() if one.startswith("::warning title=speclatch:")]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"{", "The event's payload is not JSON."),
        (b"[" * 100_000, "The event's payload is not JSON."),
        (b" " * (MAX_EVENT_BYTES + 1), f"The event's payload is larger than {MAX_EVENT_BYTES} bytes."),
        (None, "The event's payload cannot be read: No such file or directory."),
    ],
    ids=["no JSON", "a deep one", "a large one", "none"],
)
def test_a_payload_that_cannot_be_used_is_told(stage: Stage, tmp_path: Path, raw: bytes | None, sentence: str) -> None:
    """No verdict and one sentence, whatever the runner left there."""
    event = tmp_path / "left.json"
    if raw is not None:
        event.write_bytes(raw)
    stage.environ["GITHUB_EVENT_PATH"] = str(event)
    outcome = stage.run_event("pull_request", {})

    assert (ExitCode.UNJUDGED, "fail") == (outcome.code, outcome.outputs["verdict"])
    assert sentence in outcome.log


@pytest.mark.parametrize("name", ["sarif_file", "report_file"])
def test_a_report_that_cannot_be_written_costs_no_verdict(stage: Stage, name: str) -> None:
    """No file may be called so: that is a warning."""
    outcome = stage.run(stage.open(BAD), **{name: "x" * 300})

    assert ExitCode.FAIL is outcome.code
    assert f"could not write {'x' * 300}: " in outcome.log


def test_a_fault_in_posting_leaves_the_verdict(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw is a remark of the run, and the commit is not marked in vain."""

    def explode(*_: object) -> None:
        raise RuntimeError("out of paper")

    monkeypatch.setattr(publish, "post", explode)
    monkeypatch.setattr(publish, "mark_commit", explode)
    outcome = stage.run(stage.open(BAD), check_run="true")

    assert ExitCode.FAIL is outcome.code
    assert "not posted; the verdict stands: " in outcome.log
    assert "could not mark the commit: " in outcome.log


@pytest.mark.parametrize(
    ("name", "path"),
    [
        *(
            ("pull_request", "pull_request.number"),
            ("pull_request", "pull_request.head"),
            ("pull_request", "pull_request"),
        ),
        *(
            ("pull_request", "pull_request.base"),
            ("pull_request", "pull_request.head.sha"),
            ("merge_group", "merge_group"),
        ),
        *(("merge_group", "merge_group.base_ref"), ("merge_group", "merge_group.head_sha")),
    ],
)
def test_a_payload_that_says_not_what_to_judge_is_no_pass(stage: Stage, tmp_path: Path, name: str, path: str) -> None:
    """Without number, head or base nobody looked: one sentence that names what is missing, and exit code 3."""
    pull = stage.open(FILES)
    jobs.queue(pull)
    make = jobs.pull_request_event if name == "pull_request" else jobs.merge_group_event
    payload = make(stage.server.urls, pull)
    event = tmp_path / "left.json"
    event.write_text(json.dumps(removed(payload, path.split("."))), encoding="utf-8")
    stage.environ["GITHUB_EVENT_PATH"] = str(event)
    outcome = stage.run_event(name, payload)

    assert (ExitCode.UNJUDGED, "fail") == (outcome.code, outcome.outputs["verdict"])
    assert f"The payload of the {name} event has no usable {path}" in outcome.log
    assert "Traceback" not in outcome.log


def removed(payload: dict[str, Any], path: list[str]) -> dict[str, Any]:
    """A payload without what stands at a path."""
    first, *rest = path
    left = {key: value for key, value in payload.items() if key != first}
    return {**left, first: removed(payload[first], rest)} if rest else left

"""Pull requests into a repository that adopted the gate late: what is old is quiet, what is new is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.action.job import Stage
from tests.github_server import GitHubServer
from tests.judging.specs import CONFIG, FILES, PATH, PLAN
from tests.support.memory import audit

from speclatch.config.model import BASELINE_PATH
from speclatch.errors import ExitCode
from speclatch.judging.baseline import baseline_of, write_baseline
from speclatch.model import Severity

OLD = (
    PLAN.replace("one key per refund", "TBD")
    .replace("docs/prd/PRD-001-refunds.md\n", "docs/prd/PRD-009-gone.md\n")
    .replace("../docs/prd/PRD-001-refunds.md#goals", "../docs/prd/none.md")
    .replace("- [x] Reviewed", "- [ ] Reviewed")
)
"""An old plan with errors, a warning about a link and an open box."""
TOUCHED = OLD.replace("nightly", "every night")


def baseline(files: dict[str, str]) -> str:
    """What `speclatch baseline` writes for a repository."""
    report = audit(files)
    assert {Severity.ERROR} < {judged.severity for judged in report.findings}
    return write_baseline(baseline_of(report.findings, Severity.ERROR)).decode()


@pytest.fixture(params=["baseline", "new-only"])
def adopted(
    request: pytest.FixtureRequest, github: GitHubServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Stage:
    """A repository whose old plan has findings that do not count, by either way of adopting the gate."""
    files = {**FILES, PATH: OLD}
    if request.param == "baseline":
        files[BASELINE_PATH] = baseline(files)
    else:
        files[".speclatch.yml"] = f"{CONFIG}new-only: true\n"
    return Stage(github, tmp_path, capsys, files)


def test_touching_an_old_spec_says_nothing(adopted: Stage) -> None:
    """One word changed in an old spec: a pass, no comment, no annotation, nothing red; the job summary has one line."""
    pull = adopted.open({**adopted.files, PATH: TOUCHED})
    outcome = adopted.run(pull)

    assert ExitCode.PASS is outcome.code
    assert ([], []) == (pull.comments, pull.threads)
    assert [] == re.findall(r"^::(?:error|warning|notice) .*", outcome.log, re.MULTILINE)
    assert "❌" not in outcome.summary
    assert "✅ Speclatch: nothing new" in outcome.summary
    assert re.search(r"<summary>known before: \d+</summary>", outcome.summary)
    assert outcome.requests <= 3


def test_what_is_new_is_said_alone(adopted: Stage) -> None:
    """A new error beside the old ones: one comment, one annotation, one row; the old ones are a folded line."""
    pull = adopted.open({**adopted.files, PATH: TOUCHED.replace("adr_refs: [ADR-002]", "adr_refs: [ADR-077]")})
    outcome = adopted.run(pull)
    body = pull.comments[0].body

    assert ExitCode.FAIL is outcome.code
    assert "### ❌ Speclatch: 1 error to fix before this is merged\n" in body
    assert ["PLAN-001:6"] == re.findall(r"^- ❌ \[`([^`]+)`\]", body, re.MULTILINE)
    assert "| 1 broken reference |\n" in body
    assert 1 == len(re.findall(r"<summary>known before: \d+</summary>", body))
    assert [6] == [thread.comments[0].line for thread in pull.threads]
    assert 1 == len(re.findall(r"^::error .*", outcome.log, re.MULTILINE))


def test_a_comment_on_what_became_known_goes(adopted: Stage) -> None:
    """Once the base has what was said on a line, the comment goes, and the summary says that nothing is new."""
    broken = TOUCHED.replace("adr_refs: [ADR-002]", "adr_refs: [ADR-077]")
    pull = adopted.open({**adopted.files, PATH: broken})
    adopted.run(pull)
    files = {**adopted.files, PATH: broken}
    if BASELINE_PATH in files:
        files[BASELINE_PATH] = baseline({path: text for path, text in files.items() if path != BASELINE_PATH})
    adopted.push(files, branch="main")
    adopted.push({**files, PATH: broken.replace("every night", "each night")}, onto="main")
    outcome = adopted.run(pull)

    assert ExitCode.PASS is outcome.code
    assert [] == pull.threads
    assert "### ✅ Speclatch: nothing new\n" in pull.comments[0].body
    assert "❌" not in pull.comments[0].body

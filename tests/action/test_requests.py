"""What a run costs in requests to GitHub's API, however many specs and findings there are."""

from __future__ import annotations

import gzip

import pytest
from tests.action.job import Stage
from tests.github_server import jobs
from tests.judging.specs import FILES, PATH, PLAN, with_plan

GZIP = b"\x1f\x8b"  # git packs what it asks for where it is long
BAD = with_plan("one key per refund", "TBD")
GOOD = with_plan("nightly", "weekly")


def plans(count: int, old: str, new: str) -> dict[str, str]:
    """The repository with that many plans more."""
    text = PLAN.replace(old, new)
    return {
        **FILES,
        **{f"plans/PLAN-{n:03}-x.md": text.replace("PLAN-001", f"PLAN-{n:03}") for n in range(2, count + 2)},
    }


ROWS = "".join(f"| risk {number} | TBD |\n" for number in range(40))
MANY = with_plan("| double payment | one key per refund |\n", ROWS)
SPECS = plans(25, "one key per refund", "TBD")


@pytest.mark.parametrize(
    ("bad", "mending"),
    [(BAD, 4), (SPECS, 5), (MANY, 5)],
    ids=["one finding", "25 specs", "40 findings in one"],
)
def test_first_second_and_mending_run(stage: Stage, bad: dict[str, str], mending: int) -> None:
    """The first failing run, an unchanged second one, and the one after everything was mended."""
    pull = stage.open(bad)
    first, second = stage.run(pull).requests, stage.run(pull).requests
    stage.push({path: text.replace("TBD", "one key per refund") for path, text in bad.items()})

    assert (5, 2, mending) == (first, second, stage.run(pull).requests)
    assert [] == pull.threads


def test_clean_runs(stage: Stage) -> None:
    """Nothing to say costs one look, also where a hundred specs are in order, and on a second run."""
    pull = stage.open(plans(100, "nightly", "weekly"))

    assert (1, 1) == (stage.run(pull).requests, stage.run(pull).requests)


def test_new_and_mended_findings_in_one_run(stage: Stage) -> None:
    """The dearest run: something mended, something new, and what is there rewritten."""
    pull = stage.open(BAD)
    stage.run(pull)
    stage.push({**FILES, PATH: PLAN.replace("- [x] Reviewed", "- [x] Reviewed by <Name>")})

    assert 7 == stage.run(pull).requests


def test_marks_on_the_commit(stage: Stage) -> None:
    """A check run and a status cost one more each, as long as there are no more than fifty findings."""
    allowed = {"contents": "read", "pull-requests": "write", "checks": "write", "statuses": "write"}
    token = stage.server.workflow_token(allowed)
    pull = stage.open(GOOD)

    assert 2 == stage.run(pull, token=token, check_run="true").requests
    assert 2 == stage.run(pull, token=token, commit_status="true").requests


def test_in_another_workflow(stage: Stage) -> None:
    """A ``workflow_run`` job has to find its pull request first."""
    pull = stage.open(GOOD, fork=stage.server.fork(stage.repository, "mona"))

    assert 2 == stage.run_event("workflow_run", jobs.workflow_run_event(stage.server.urls, pull)).requests


def test_a_page_more_per_hundred_files(stage: Stage) -> None:
    """The list of files is read as far as the last file that is to be commented on."""
    pull = stage.open({**BAD, **{f"many/{number:03}.txt": "x\n" for number in range(150)}})

    assert 6 == stage.run(pull).requests


def test_few_documents_come_in_two_fetches(stage: Stage) -> None:
    """The commits, then whatever is read: of a small repository nothing is asked for one by one.

    That holds for the configuration, for both versions of what changed, and for what may have been renamed.
    """
    pull = stage.open({**plans(30, "nightly", "weekly"), "notes/one.txt": "One.\n"})
    stage.run(pull)
    stage.push({PATH: f"{PLAN}\nSee [notes](../notes/one.txt) and PLAN-007.\n", "notes/one.txt": "Other.\n"})
    stage.run(pull)
    asked = [one for one in stage.server.requests if one.kind == "git" and one.path.endswith("/git-upload-pack")]
    bodies = [gzip.decompress(body) if body.startswith(GZIP) else body for body in (bytes(one.body) for one in asked)]

    assert 2 == sum(b"command=fetch" in body for body in bodies)

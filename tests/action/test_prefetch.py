"""git's first fetch runs beside what takes long to import, and is asked for nothing twice."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from tests.action.job import Stage
from tests.github_server import jobs
from tests.judging.specs import FILES, with_plan

from speclatch.action.prefetch import FetchedRepository, Wanted, wanted_by
from speclatch.errors import ExitCode
from speclatch.git.faults import GitError
from speclatch.github.event import Event, EventKind
from speclatch.trees.remote import Fetched

HEAD = "a" * 40
SLOW = ("github", "jinja2", "mistune", "pydantic", "requests", "typer", "unidiff", "yaml", "speclatch.judging.pipeline")


class Recorder:
    """A repository that only notes what is fetched."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def fetch(self, **wanted: Any) -> Fetched:
        """Note it."""
        self.asked.append(wanted)
        return Fetched("new", None)


def source(under_way: Future[Fetched], wanted: Wanted) -> tuple[FetchedRepository, Recorder]:
    """A source whose first fetch is ``under_way``."""
    recorder = Recorder()
    return FetchedRepository(recorder, wanted, under_way), recorder  # type: ignore[arg-type]


def ended(end: Callable[[Future[Fetched]], None]) -> Future[Fetched]:
    """A fetch that has come to its end."""
    future: Future[Fetched] = Future()
    end(future)
    return future


def test_nothing_slow_is_imported_before_the_first_fetch() -> None:
    """What the action's module brings in is what its first fetch needs."""
    told = (
        f"import json, sys, speclatch.cli, speclatch.action.job; print(json.dumps([*set(sys.modules) & {set(SLOW)}]))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", told], capture_output=True, text=True, check=True)

    assert [] == json.loads(done.stdout)


@pytest.mark.parametrize(
    ("event", "wanted"),
    [
        (Event(EventKind.PULL_REQUEST, "o/r", HEAD, "main", 7), Wanted(HEAD, "main", 7)),
        (Event(EventKind.MERGE_GROUP, "o/r", HEAD, "main"), Wanted(HEAD, "main")),
        (Event(EventKind.PUSH, "o/r", HEAD, before="b" * 40), Wanted(HEAD, depth=1)),
        (Event(EventKind.WORKFLOW_DISPATCH, "o/r", HEAD), Wanted(HEAD, depth=1)),
        (Event(EventKind.WORKFLOW_RUN, "o/r", HEAD), None),
    ],
)
def test_what_is_begun_with(event: Event, wanted: Wanted | None) -> None:
    """The payload says what judging will ask for; of another workflow's run it does not."""
    assert wanted == wanted_by(event)


def test_what_is_under_way_is_not_fetched_again() -> None:
    """The first to want it gets it; whoever wants it later wants it as it is then."""
    wanted = Wanted(HEAD, "main", 7)
    begun, recorder = source(ended(lambda future: future.set_result(Fetched("tip", "merge"))), wanted)
    first, second = begun.fetch(wanted), begun.fetch(wanted)

    assert (Fetched("tip", "merge"), Fetched("new", None)) == (first, second)
    assert [{"branch": "main", "commits": (HEAD,), "merge_of": 7, "depth": 2}] == recorder.asked


def test_a_failed_fetch_is_told_to_who_wanted_it() -> None:
    """Its error is the caller's; one who wants something else is not concerned."""
    wanted = Wanted(HEAD, "gone", 7)
    failed = ended(lambda future: future.set_exception(GitError("no such branch")))
    concerned, _ = source(failed, wanted)
    other, _ = source(failed, wanted)

    assert Fetched("new", None) == other.fetch(Wanted(HEAD, "main", 7))
    with pytest.raises(GitError, match="no such branch"):
        concerned.fetch(wanted)


def test_a_base_that_is_gone_since_the_event_does_not_matter(stage: Stage) -> None:
    """The pull request goes elsewhere by now: that branch's tip judges, whatever became of the first fetch."""
    pull = stage.open(with_plan("nightly", "weekly"))
    payload = jobs.pull_request_event(stage.server.urls, pull)
    stage.push(FILES, branch="develop")
    stage.server.retarget(pull, "develop")
    payload["pull_request"]["base"]["ref"] = "release/gone"
    outcome = stage.run_event("pull_request", payload)

    assert (ExitCode.PASS, "pass") == (outcome.code, outcome.outputs["verdict"])

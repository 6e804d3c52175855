"""Check runs with their annotations, and commit statuses."""

from __future__ import annotations

from typing import Any

from .pulls import git_of
from .router import Call, paged, route
from .shapes import repository
from .shapes_pull import annotation, check_run, status
from .state import CheckRun, CommitStatus, Repository
from .wire import Answer, Refusal, expect, invalid, not_accessible, not_found

REPO = "/repos/{owner}/{repo}"
MAX_ANNOTATIONS = 50  # a request
TYPES = {"name": str, "head_sha": str, "status": str, "conclusion": str, "external_id": str, "output": dict}
MAX_TEXT = 65_535  # characters of a check run's summary or text


def _known(call: Call, sha: Any) -> str:
    found = git_of(call.repository).resolve(sha) if isinstance(sha, str) and sha else None
    if found is None:
        raise Refusal(422, f"No commit found for SHA: {sha}")
    return found


def _take(run: CheckRun, given: dict[str, Any], now: str) -> None:
    output = given.get("output")
    if output is not None:
        _take_output(run, output)
    run.name = given.get("name", run.name)
    run.status = given.get("status", run.status)
    run.details_url = given.get("details_url", run.details_url)
    run.external_id = given.get("external_id", run.external_id)
    run.started_at = given.get("started_at", run.started_at)
    if given.get("conclusion") is not None:
        run.conclusion, run.status = given["conclusion"], "completed"
        run.completed_at = given.get("completed_at", now)
    elif given.get("status") == "completed":
        raise invalid("CheckRun", "conclusion", "missing_field")


def _take_output(run: CheckRun, output: dict[str, Any]) -> None:
    expect(output, simple=False, title=str, summary=str, text=str, annotations=list)
    notes = output.get("annotations") or []
    if len(notes) > MAX_ANNOTATIONS:
        raise invalid("CheckRun", "annotations", "custom", "No more than 50 annotations a request.")
    for name in ("summary", "text"):
        if len(output.get(name) or "") > MAX_TEXT:
            raise invalid("CheckRun", name, "custom", f"{name} exceeds a maximum length of {MAX_TEXT}")
    for note in notes:
        expect(note, simple=False, path=str, start_line=int, end_line=int, message=str, annotation_level=str)
        for name in ("path", "start_line", "end_line", "message", "annotation_level"):
            if note.get(name) is None:
                raise invalid("CheckRun", name, "missing_field")
        if note["start_line"] < 1 or note["end_line"] < note["start_line"]:
            raise invalid("CheckRun", "annotations", "invalid", "the lines of an annotation are out of order")
        if ("start_column" in note or "end_column" in note) and note["start_line"] != note["end_line"]:
            raise invalid("CheckRun", "annotations", "invalid", "columns only where start and end line are one")
    run.title = output.get("title", run.title)
    run.summary = output.get("summary", run.summary)
    run.text = output.get("text", run.text)
    run.annotations.extend(notes)


@route("POST", REPO + "/check-runs", "checks")
def create_check_run(call: Call) -> Answer:
    """A new check run; only apps may make one, a job's token being an app's."""
    if call.token.kind == "human":
        raise Refusal(403, "You must authenticate via a GitHub App.")
    given, now = expect(call.body, simple=False, **TYPES), call.world.clock.tick()
    for name in ("name", "head_sha"):
        if not given.get(name):
            raise invalid("CheckRun", name, "missing_field")
    sha = _known(call, given["head_sha"])
    state = given.get("status", "queued")
    run = CheckRun(call.world.next_id(), call.viewer, given["name"], sha, state, None, now, None, None, "")
    _take(run, given, now)
    call.repository.check_runs[run.id] = run
    return Answer(201, check_run(call.urls, call.repository, run))


def _run(call: Call) -> CheckRun:
    found = call.repository.check_runs.get(call.number("check_run_id"))
    if found is None:
        raise not_found()
    return found


@route("GET", REPO + "/check-runs/{check_run_id}", "checks")
def get_check_run(call: Call) -> Answer:
    """One check run."""
    return Answer(200, check_run(call.urls, call.repository, _run(call)))


@route("PATCH", REPO + "/check-runs/{check_run_id}", "checks")
def update_check_run(call: Call) -> Answer:
    """Go on with a check run: annotations are added to those it has."""
    run = _run(call)
    if run.user is not call.viewer:
        raise not_accessible()
    _take(run, expect(call.body, simple=False, **TYPES), call.world.clock.tick())
    return Answer(200, check_run(call.urls, call.repository, run))


@route("GET", REPO + "/check-runs/{check_run_id}/annotations", "checks")
def list_annotations(call: Call) -> Answer:
    """What a check run says of lines."""
    run = _run(call)
    shown = [annotation(call.urls, call.repository, run, note) for note in run.annotations]
    return paged(call, shown)


@route("GET", REPO + "/commits/{ref}/check-runs", "checks")
def list_check_runs(call: Call) -> Answer:
    """A commit's check runs; of one name the latest, unless all are asked for."""
    sha, wanted = _known(call, call.params["ref"]), call.request.query.get("check_name")
    runs = [run for run in call.repository.check_runs.values() if run.head_sha == sha]
    if call.request.query.get("filter", "latest") == "latest":
        runs = list({(run.user.login, run.name): run for run in runs}.values())
    runs = [run for run in runs if wanted in (None, run.name)]
    shown = [check_run(call.urls, call.repository, run) for run in runs]
    return paged(call, shown, lambda page: {"total_count": len(shown), "check_runs": page})


@route("POST", REPO + "/statuses/{sha}", "statuses")
def create_status(call: Call) -> Answer:
    """Say how a commit stands under a context."""
    given = expect(call.body, simple=False, state=str, context=str, description=str, target_url=str)
    sha = _known(call, call.params["sha"])
    if given.get("state") not in ("error", "failure", "pending", "success"):
        raise invalid("Status", "state", "custom", "state is not included in the list")
    text = given.get("description")
    if text is not None and len(text) > 140:
        raise invalid("Status", "description", "custom", "description is too long (maximum is 140 characters)")
    now, context = call.world.clock.tick(), given.get("context", "default")
    url = given.get("target_url")
    said = CommitStatus(call.world.next_id(), call.viewer, sha, given["state"], context, text, url, now)
    call.repository.statuses.append(said)
    shown = status(call.urls, call.repository, said)
    return Answer(201, shown, {"Location": shown["url"]})


def latest_statuses(of: Repository, sha: str) -> list[CommitStatus]:
    """The last word under each context, newest first."""
    last = {said.context: said for said in of.statuses if said.sha == sha}
    return sorted(last.values(), key=lambda said: -said.id)


@route("GET", REPO + "/commits/{ref}/statuses", "statuses")
def list_statuses(call: Call) -> Answer:
    """All that was said of a commit, newest first."""
    sha = _known(call, call.params["ref"])
    said = [each for each in reversed(call.repository.statuses) if each.sha == sha]
    return paged(call, [status(call.urls, call.repository, each) for each in said])


@route("GET", REPO + "/commits/{ref}/status", "statuses")
def combined_status(call: Call) -> Answer:
    """How a commit stands, all contexts together."""
    of, sha = call.repository, _known(call, call.params["ref"])
    said = latest_statuses(of, sha)
    states = {each.state for each in said}
    bad = states & {"failure", "error"}
    total = "failure" if bad else "success" if states == {"success"} else "pending"
    page, size = call.request.page
    shown = [status(call.urls, of, each) for each in said[(page - 1) * size : page * size]]
    here = f"{call.urls.repo(of)}/commits/{sha}"
    body = {"state": total, "statuses": shown, "sha": sha, "total_count": len(said)}
    body |= {"repository": repository(call.urls, of), "commit_url": here, "url": f"{here}/status"}
    return Answer(200, body)

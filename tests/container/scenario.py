"""The example's pull request, judged by the image: it fails, fails again the same way, is mended, passes."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from examples.demo import EXAMPLES, tree

from tests.container import image, sandbox
from tests.github_server import GitHubServer, PullRequest, jobs
from tests.github_server.wire import Request

RUNNER = 1001  # GitHub's runners own the workspace, and the container is root
PLANTED = "raise SystemExit('a file of the workspace was run')\n"
FORBIDDEN = ("Traceback (most recent call last)", "dubious ownership", "a file of the workspace was run")


class FailedError(AssertionError):
    """The image did not do what it should. The message says what, and what it printed."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the entry point and what it left; git's and the API's first requests in seconds from its start."""

    outcome: sandbox.Outcome
    outputs: str
    summary: str
    first_fetch: float
    first_call: float
    requests: int


@dataclass(frozen=True, slots=True)
class Job:
    """A job for a pull request; every run has a new runner, whose folder is mounted as ``/github``."""

    root: Path
    server: GitHubServer
    pull: PullRequest
    folder: Path

    def run(self, *options: str) -> Run:
        """Run the entry point on the pull request as it now stands; ``options`` are for Python itself."""
        folder = Path(mkdtemp(dir=self.folder))
        payload = jobs.pull_request_event(self.server.urls, self.pull)
        outside = jobs.environment(
            self.server.urls,
            self.pull.repository,
            "pull_request",
            payload,
            folder,
            self.server.workflow_token(),
        )
        plant(folder / "workspace")
        environment = {name: value.replace(str(folder), "/github") for name, value in outside.items()}
        arrivals: dict[str, float] = {}
        self.server.forget_requests()

        def arrived(request: Request) -> None:
            arrivals.setdefault(request.kind, time.perf_counter())

        for kind in ("git", "graphql"):
            self.server.on_request(arrived, kind=kind)
        start = time.perf_counter()
        python, *arguments = image.entry_point()
        outcome = sandbox.run(self.root, [python, *options, *arguments], environment, {folder: "/github"})
        self.server.be_well()
        if (folder / "workspace" / "planted").exists():
            raise FailedError("a command from the workspace's git configuration was run")
        return Run(
            outcome=outcome,
            outputs=Path(outside["GITHUB_OUTPUT"]).read_text(encoding="utf-8"),
            summary=Path(outside["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8"),
            first_fetch=arrivals.get("git", start) - start,
            first_call=arrivals.get("graphql", start) - start,
            requests=len(self.server.api_requests),
        )


def plant(workspace: Path) -> None:
    """Fill a workspace with traps: modules, and a repository whose configuration runs a command."""
    for name in ("json.py", "yaml.py", "sitecustomize.py", "speclatch/__init__.py", "github/__init__.py"):
        (workspace / name).parent.mkdir(exist_ok=True)
        (workspace / name).write_text(PLANTED, encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(workspace)], check=True)
    subprocess.run(
        ["git", "-C", str(workspace), "config", "core.fsmonitor", "echo > /github/workspace/planted; false"],
        check=True,
    )
    for path in (workspace, *workspace.rglob("*")):
        os.chown(path, RUNNER, RUNNER)


@contextmanager
def job(root: Path) -> Iterator[Job]:
    """The failing pull request of the examples, open on a server, and a job for it."""
    with TemporaryDirectory() as name, GitHubServer() as server:
        repository = server.create_repository("hire/platform", tree(EXAMPLES / "repository"))
        server.push(repository, "extensions", tree(EXAMPLES / "pull-request" / "bad"))
        pull = server.open_pull_request(repository, "extensions")
        yield Job(root, server, pull, Path(name))


def _expect(run: Run, code: int, verdict: str) -> None:
    outcome = run.outcome
    printed = f"\n--- stdout\n{outcome.stdout}\n--- stderr\n{outcome.stderr}"
    if outcome.code != code:
        raise FailedError(f"exit code {outcome.code} instead of {code}{printed}")
    if not re.search(rf"^{verdict.upper()} ", outcome.stdout, re.MULTILINE):
        raise FailedError(f"the log does not say {verdict}{printed}")
    if not re.search(rf"^verdict<<(\S+)\n{verdict}\n\1$", run.outputs, re.MULTILINE) or not run.summary.strip():
        raise FailedError(f"outputs {run.outputs!r}, job summary of {len(run.summary)} characters{printed}")
    found = [text for text in FORBIDDEN if text in outcome.stdout + outcome.stderr]
    if found:
        raise FailedError(f"the log holds {found}{printed}")


def compiled(job: Job) -> list[str]:
    """The modules that a run finds no bytecode of, Pygments aside, and so compiles every time anew."""
    log = job.run("-v").outcome.stderr
    return sorted(set(re.findall(r"^# code object from '?(/(?!.*/pygments/)[^'\n]+\.py)\b", log, re.MULTILINE)))


def play(job: Job) -> list[Run]:
    """Judge the bad push twice and the mended one once; give the three runs.

    Raises:
        FailedError: a wrong exit code, output or conversation, or a request that GitHub would refuse.
    """
    runs = [job.run()]
    _expect(runs[-1], 1, "fail")
    if len(job.pull.comments) != 1 or not job.pull.threads:
        raise FailedError(f"{len(job.pull.comments)} comments and {len(job.pull.threads)} threads after a failing run")
    said = job.server.see(job.pull)
    runs.append(job.run())
    _expect(runs[-1], 1, "fail")
    if said != job.server.see(job.pull):
        raise FailedError("the second run on the same commit changed the conversation")
    job.server.push(job.pull.repository, job.pull.head_ref, tree(EXAMPLES / "pull-request" / "fixed"))
    job.server.refresh()
    runs.append(job.run())
    _expect(runs[-1], 0, "pass")
    if job.server.problems:
        raise FailedError("\n".join(job.server.problems))
    return runs

"""The example's pull request, judged by the image: it fails, fails again the same way, is mended, passes."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.container import image, sandbox
from tests.github_server import Content, GitHubServer, PullRequest

EXAMPLES = image.ROOT / "examples"
RUNNER = 1001  # GitHub's runners own the workspace, and the container is root
PLANTED = "raise SystemExit('a file of the workspace was run')\n"
FORBIDDEN = (
    "Traceback (most recent call last)",
    "planted",
    "dubious ownership",
    "a file of the workspace was run",
)


class FailedError(AssertionError):
    """The image did not do what it should. The message says what, and what it printed."""


@dataclass
class Run:
    """One run of the entry point and what it left."""

    outcome: sandbox.Outcome
    outputs: str
    summary: str


@dataclass
class Job:
    """A job on a runner: the folders that GitHub mounts into a container action."""

    root: Path
    server: GitHubServer
    pull: PullRequest
    command: list[str]
    folder: Path
    runs: list[Run] = field(default_factory=list)

    def run(self) -> Run:
        """Run the entry point on the pull request as it now stands."""
        number = len(self.runs)
        places = {
            self.folder / name: f"/github/{name}" for name in ("workspace", "workflow", "file_commands")
        }
        for place in places:
            place.mkdir(exist_ok=True)
        (self.folder / "workflow" / "event.json").write_text(json.dumps(event(self.pull)), encoding="utf-8")
        written = [
            self.folder / "file_commands" / f"{name}_{number}" for name in ("set_output", "step_summary")
        ]
        for path in written:
            path.touch()
        output, summary = (f"/github/file_commands/{path.name}" for path in written)
        environment = self._environment() | {"GITHUB_OUTPUT": output, "GITHUB_STEP_SUMMARY": summary}
        outcome = sandbox.run(self.root, self.command, environment, places)
        self.runs.append(Run(outcome, *(path.read_text(encoding="utf-8") for path in written)))
        return self.runs[-1]

    def _environment(self) -> dict[str, str]:
        return {
            "GITHUB_ACTIONS": "true",
            "GITHUB_SERVER_URL": self.server.server_url,
            "GITHUB_API_URL": self.server.api_url,
            "GITHUB_GRAPHQL_URL": self.server.graphql_url,
            "GITHUB_REPOSITORY": self.pull.repository.full_name,
            "GITHUB_EVENT_NAME": "pull_request",
            "GITHUB_EVENT_PATH": "/github/workflow/event.json",
            "GITHUB_SHA": self.pull.merge_sha or self.pull.head_sha,
            "GITHUB_REF": f"refs/pull/{self.pull.number}/merge",
            "GITHUB_WORKSPACE": sandbox.WORKSPACE,
            "GITHUB_RUN_ID": str(1000 + len(self.runs)),
            "INPUT_TOKEN": self.server.workflow_token(),
        }


def event(pull: PullRequest) -> dict[str, object]:
    """What the gate reads of a pull request's event."""
    side = {"repo": {"full_name": pull.repository.full_name}}
    return {
        "action": "synchronize",
        "number": pull.number,
        "repository": {"full_name": pull.repository.full_name},
        "sender": {"login": pull.user.login},
        "pull_request": {
            "number": pull.number,
            "draft": pull.draft,
            "user": {"login": pull.user.login},
            "base": side | {"ref": pull.base_ref},
            "head": side | {"ref": pull.head_ref, "sha": pull.head_sha},
        },
    }


def tree(folder: Path) -> dict[str, Content]:
    """A folder of the examples as files to push; of an overlay, ``deleted.txt`` lists what goes away."""
    content: dict[str, Content] = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    deleted = content.pop("deleted.txt", b"")
    assert isinstance(deleted, bytes)
    return content | dict.fromkeys(deleted.decode().splitlines())


def plant(workspace: Path) -> None:
    """Fill a workspace with traps: modules, and a repository whose configuration runs a command."""
    workspace.mkdir()
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
        plant(Path(name) / "workspace")
        yield Job(root, server, pull, image.entry_point(), Path(name))


def _expect(run: Run, code: int, verdict: str) -> None:
    outcome = run.outcome
    printed = f"\n--- stdout\n{outcome.stdout}\n--- stderr\n{outcome.stderr}"
    if outcome.code != code:
        raise FailedError(f"exit code {outcome.code} instead of {code}{printed}")
    if verdict not in run.outputs or not run.summary.strip():
        raise FailedError(f"outputs {run.outputs!r}, job summary of {len(run.summary)} characters{printed}")
    found = [text for text in FORBIDDEN if text in outcome.stdout + outcome.stderr]
    if found:
        raise FailedError(f"the log holds {found}{printed}")


def play(job: Job) -> list[Run]:
    """Judge the bad push twice and the mended one once; give the three runs.

    Raises:
        FailedError: a wrong exit code, output or conversation, or a request that GitHub would refuse.
    """
    _expect(job.run(), 1, "fail")
    if len(job.pull.comments) != 1 or not job.pull.threads:
        raise FailedError(
            f"{len(job.pull.comments)} comments and {len(job.pull.threads)} threads after a failing run"
        )
    said = job.server.see(job.pull)
    _expect(job.run(), 1, "fail")
    if said != job.server.see(job.pull):
        raise FailedError("the second run on the same commit changed the conversation")
    job.server.push(job.pull.repository, job.pull.head_ref, tree(EXAMPLES / "pull-request" / "fixed"))
    job.server.refresh()
    _expect(job.run(), 0, "pass")
    if job.server.problems:
        raise FailedError("\n".join(job.server.problems))
    if (job.folder / "workspace" / "planted").exists():
        raise FailedError("a command from the workspace's git configuration was run")
    return job.runs

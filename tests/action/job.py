"""A job of GitHub Actions, run in this process: the runner's environment in, the exit code and what was left out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from tests.github_server import Content, GitHubServer, PullRequest, Repository, jobs
from tests.judging.specs import FILES

from speclatch.action.job import run_action
from speclatch.errors import ExitCode


@dataclass(frozen=True)
class Outcome:
    """What one run left."""

    code: ExitCode
    log: str
    summary: str
    outputs: Mapping[str, str]
    requests: int


@dataclass
class Stage:
    """A repository on the played GitHub, and jobs that run on it; ``environ`` is added to what the runner sets."""

    server: GitHubServer
    folder: Path
    capture: pytest.CaptureFixture[str]
    files: Mapping[str, str] = field(default_factory=lambda: FILES)
    environ: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the repository."""
        self.repository: Repository = self.server.create_repository("acme/specs", dict(self.files))

    def open(self, files: Mapping[str, str], *, fork: Repository | None = None) -> PullRequest:
        """Open a pull request that leaves the repository with these files."""
        self.push(files, where=fork)
        return self.server.open_pull_request(self.repository, "topic", fork=fork)

    def push(
        self,
        files: Mapping[str, str],
        *,
        branch: str = "topic",
        where: Repository | None = None,
        onto: str | None = None,
    ) -> str:
        """Push a branch that holds these files and no others of the start; ``onto`` a revision by force."""
        gone: dict[str, Content] = dict.fromkeys(path for path in self.files if path not in files)
        sha = self.server.push(where or self.repository, branch, {**gone, **files}, onto=onto)
        self.server.refresh()
        return sha

    def run(
        self,
        pull: PullRequest,
        *,
        event: str = "pull_request",
        token: str | None = None,
        action: str = "synchronize",
        **inputs: str,
    ) -> Outcome:
        """Run the action for a pull request as it stands."""
        payload = jobs.pull_request_event(self.server.urls, pull, action)
        return self.run_event(event, payload, token=token, **inputs)

    def run_event(
        self,
        event: str,
        payload: dict[str, Any],
        *,
        token: str | None = None,
        **inputs: str,
    ) -> Outcome:
        """Run the action for an event; inputs by their names, ``_`` for ``-``."""
        folder = Path(mkdtemp(dir=self.folder))
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        variables = jobs.environment(
            self.server.urls, self.repository, event, payload, folder, token or self.server.workflow_token(), given
        )
        self.server.forget_requests()
        self.capture.readouterr()
        code = run_action({"PATH": os.environ["PATH"], **variables, **self.environ})
        said = self.capture.readouterr()
        return Outcome(
            code,
            said.out + said.err,
            Path(variables["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8"),
            read_outputs(Path(variables["GITHUB_OUTPUT"])),
            len(self.server.api_requests),
        )


def read_outputs(path: Path) -> dict[str, str]:
    """Step outputs as the runner reads them: ``name<<delimiter``, lines, delimiter."""
    found: dict[str, str] = {}
    lines = iter(path.read_text(encoding="utf-8").split("\n"))
    for line in lines:
        name, _, delimiter = line.partition("<<")
        if delimiter:
            value: list[str] = []
            for inner in lines:
                if inner == delimiter:
                    break
                value.append(inner)
            found[name] = "\n".join(value)
    return found

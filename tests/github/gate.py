"""A gate with a toy judge: a line says itself what is wrong with it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field, replace
from typing import Any

from tests.github_server import GitHubServer, PullRequest, Repository, ReviewComment

from speclatch.action.publish import diff_of
from speclatch.github.client import GitHubClient
from speclatch.github.plan import Publication, publication
from speclatch.github.publisher import PublishResult, publish
from speclatch.github.reader import PullRequestName, file_patches, read_pull_request
from speclatch.model import (
    Conclusion,
    Counts,
    Edit,
    Finding,
    Fix,
    JudgedFinding,
    Location,
    Phase,
    Report,
    Severity,
    SpecReport,
    Subject,
    Tally,
    Verdict,
    fingerprint,
)
from speclatch.reports.options import Diff, Place, PullOptions
from speclatch.reports.review import commented_paths

WEIGHTS = {"ERROR": Severity.ERROR, "WARNING": Severity.WARNING, "NOTE": Severity.NOTE}
NOTHING = Tally(0, 0)


def judge(files: dict[str, str]) -> Report:
    """Find every line that says ``ERROR name``, ``WARNING name`` or ``NOTE name``; ``-> text`` is its fix."""
    found, specs, sources = [], [], {}
    for path, text in sorted(files.items()):
        lines = tuple(text.split("\n"))
        sources[path] = lines
        counts = Counts(NOTHING, NOTHING, NOTHING, NOTHING, 0)
        specs.append(SpecReport(path, "toy", "Implementation", Phase.IMPLEMENTING, path, counts))
        found += [judged for number, line in enumerate(lines, 1) if (judged := _judge(path, number, line)) is not None]
    numbers = {kind: sum(judged.severity is kind for judged in found) for kind in Severity}
    errors = numbers[Severity.ERROR]
    conclusion = Conclusion.FAIL if errors else Conclusion.PASS
    verdict = Verdict(conclusion, Severity.ERROR, errors, numbers[Severity.WARNING], numbers[Severity.NOTE])
    return Report(verdict, tuple(specs), tuple(found), sources=sources)


def _judge(path: str, number: int, line: str) -> JudgedFinding | None:
    word, _, rest = line.partition(" ")
    if word not in WEIGHTS:
        return None
    name, _, better = rest.partition(" -> ")
    place = Location(path, number)
    fix = Fix((Edit(Location(path, number, number, 1, len(line)), better, line),), safe=True) if better else None
    finding = Finding("toy-fault", f"`{name}` is wrong", place, Subject(name), "Mend it.", fix)
    return JudgedFinding(finding, WEIGHTS[word], fingerprint(finding, path, 0))


@dataclass
class Talk:
    """A clock that only pretends to wait, and what the client said about it."""

    now: float = 1_800_000_000.0
    slept: list[float] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def time(self) -> float:
        """The pretended time."""
        return self.now

    def sleep(self, seconds: float, /) -> None:
        """Pretend to wait."""
        self.now += seconds
        self.slept.append(seconds)


@dataclass
class Gate:
    """A pull request under a gate: what a job of the action would do on it."""

    server: GitHubServer
    repository: Repository
    pull: PullRequest
    permissions: dict[str, str] | None = None
    options: dict[str, Any] = field(default_factory=dict)
    clock: Talk = field(default_factory=Talk)
    budget: float = 120.0

    def client(self) -> GitHubClient:
        """A client with a job's token."""
        token = self.server.workflow_token(self.permissions)
        return GitHubClient(
            token,
            self.server.api_url,
            retry_budget=self.budget,
            talk=self.clock.said.append,
            clock=self.clock,
        )

    @property
    def name(self) -> PullRequestName:
        """The pull request as the reader wants it."""
        return PullRequestName(self.repository.full_name, self.pull.number, self.options.get("comment_id", "speclatch"))

    def read(self, head: str) -> dict[str, str]:
        """The specs at a commit: `docs/a.md` and such."""
        listed = self._git("ls-tree", "-r", "--name-only", head)
        return {
            path: self._git("show", f"{head}:{path}")
            for path in listed.splitlines()
            if re.fullmatch(r"docs/[a-z].md", path)
        }

    def _git(self, *arguments: str) -> str:
        command = ["git", "-C", str(self.repository.path), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def run(self, head: str = "", **changes: Any) -> PublishResult:
        """Judge the head (or an older commit) and publish, as one job does."""
        client = self.client()
        state = read_pull_request(client, self.name)
        wanted = self.wanted(client, head or state.head)
        return publish(client, self.name, replace(wanted, **changes), state)

    def wanted(self, client: GitHubClient, head: str, diff: Diff | None = None) -> Publication:
        """What the pull request should say."""
        report = judge(self.read(head))
        place = Place(self.server.server_url, self.repository.full_name, head, f"{self.server.server_url}/run/1")
        options = PullOptions(place, self.pull.number, **self.options)
        if diff is None:
            paths = commented_paths(report, options)
            diff = diff_of(file_patches(client, self.name, paths))
        return publication(report, options, diff)

    def push(self, files: dict[str, str | None], **how: Any) -> str:
        """Push to the pull request."""
        return self.server.push(self.repository, self.pull.head_ref, files, **how)

    def inline(self) -> dict[str, str]:
        """Our comments on findings that stand open: where they are, and the first line they say."""
        found = {}
        for thread in self.pull.threads:
            first = thread.comments[0]
            if first.body.startswith("<!-- speclatch") and "state=open" in first.body:
                found[f"{first.path}:{first.line}"] = first.body.split("\n")[1]
        return found

    def summaries(self) -> list[str]:
        """Our summary comments, without their first lines."""
        return [
            comment.body.partition("\n")[2]
            for comment in self.pull.comments
            if comment.body.startswith("<!-- speclatch") and comment.user.login.endswith("[bot]")
        ]

    def headlines(self) -> list[str]:
        """The first visible lines of our summary comments."""
        return [text.partition("\n")[0] for text in self.summaries()]

    def linked(self) -> list[str]:
        """The lines that our summary comment lists."""
        return re.findall(r"^- (?:\S+ )?\[`([^`]+)`\]", self.summaries()[0], re.MULTILINE)

    def said(self, comment: ReviewComment) -> str:
        """What a comment on lines says first."""
        lines = comment.body.split("\n")
        return lines[1] if lines[0].startswith("<!-- speclatch") else lines[0]

    def everything(self) -> list[tuple[int, str, str]]:
        """All comments of anyone, to see that nothing was touched."""
        talk = [(item.id, item.body, item.updated_at) for item in self.pull.comments]
        return talk + [(item.id, item.body, item.updated_at) for item in self.pull.review_comments]

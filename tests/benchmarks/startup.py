"""How long the program takes to start: the action up to its first requests, and its parts, one after the other.

The action judges the example's pull request on the played GitHub. git's first request and the API's come from one
process at once, so the parts add up to less than all of them. Bytecode is at hand, as in the image. Given are the
least of a few runs: what else the machine does only adds to them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from examples.demo import EXAMPLES, tree

from tests.github_server import GitHubServer, PullRequest, jobs
from tests.github_server.wire import Request

ROUNDS = 7

# -I ignores PYTHONDONTWRITEBYTECODE: the first round compiles what the others find.
PYTHON = [sys.executable, "-I"]

STEPS = {
    "imports of the action": "import speclatch.cli, speclatch.action.job",
    "settings and event": """
import os
from speclatch.action.job import Settings, read_event, _payload
settings = Settings.from_environ(os.environ)
event = read_event(settings.event_name, _payload(settings.event_path), os.environ)
""",
    "a repository of our own": """
from speclatch.action.prefetch import Remote, own_repository
with own_repository(Remote(settings.server_url, settings.repository), os.environ): pass
""",
    "PyGithub": "import github",
    "our client": """
import speclatch.github.reader
from speclatch.github.client import GitHubClient
GitHubClient(settings.token, settings.api_url)
""",
    "the gate": "import speclatch.action.cases",
    "posting and reports": "import speclatch.action.publish, speclatch.action.outputs",
}
"""What the action does until it judges, and what it needs after that; each is run once those before it were."""

PROBE = """
import json, sys, time
taken = [[time.perf_counter() - float(sys.argv[1]), time.process_time()]]
names = {}
for step in json.loads(sys.argv[2]):
    wall, processor = time.perf_counter(), time.process_time()
    exec(step, names)
    taken.append([time.perf_counter() - wall, time.process_time() - processor])
print(json.dumps(taken))
"""

COMMANDS = ("--version", "--help", "check --help")
LIBRARIES = ("pydantic", "mistune", "yaml", "typer", "jinja2", "requests", "jwt", "github")


def least(rounds: list[list[float]]) -> list[float]:
    """The least of each column."""
    return [min(column) for column in zip(*rounds, strict=True)]


def parts(environment: Mapping[str, str], folder: Path) -> Mapping[str, list[float]]:
    """Seconds on the wall clock and of the processor that each step takes, the interpreter's own start first."""
    names = ["the interpreter", *STEPS]
    rounds: dict[str, list[list[float]]] = {name: [] for name in names}
    for _ in range(ROUNDS):
        command = [*PYTHON, "-c", PROBE, str(time.perf_counter()), json.dumps([*STEPS.values()])]
        done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=True)
        for name, taken in zip(names, json.loads(done.stdout), strict=True):
            rounds[name].append(taken)
    return {name: least(taken) for name, taken in rounds.items()}


def action(server: GitHubServer, pull: PullRequest, folder: Path) -> Mapping[str, float]:
    """Seconds from the start of the action's process to its first request of each kind, and to its end."""
    rounds = []
    for _ in range(ROUNDS):
        arrivals = watch(server)
        environment = environment_of(server, pull, Path(mkdtemp(dir=folder)))
        start = time.perf_counter()
        subprocess.run([*PYTHON, "-m", "speclatch", "action"], env=environment, capture_output=True, check=False)
        rounds.append([arrivals["git"] - start, arrivals["graphql"] - start, time.perf_counter() - start])
    return dict(zip(("git's first request", "the API's first request", "the end"), least(rounds), strict=True))


def watch(server: GitHubServer) -> Mapping[str, float]:
    """When the first request of each kind comes in, once it has."""
    arrivals: dict[str, float] = {}

    def arrived(request: Request) -> None:
        arrivals.setdefault(request.kind, time.perf_counter())

    for kind in ("git", "graphql"):
        server.on_request(arrived, kind=kind)
    return arrivals


def environment_of(server: GitHubServer, pull: PullRequest, folder: Path) -> dict[str, str]:
    """What the runner would give a job for the pull request."""
    payload = jobs.pull_request_event(server.urls, pull)
    return jobs.environment(server.urls, pull.repository, "pull_request", payload, folder, server.workflow_token())


def seconds(arguments: list[str]) -> float:
    """The least that a Python process with these arguments takes from start to end."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run([*PYTHON, *arguments], capture_output=True, check=True)
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Print a line per part."""
    print(f"start-up of the action, the least of {ROUNDS} runs")
    with TemporaryDirectory() as name, GitHubServer() as server:
        repository = server.create_repository("hire/platform", tree(EXAMPLES / "repository"))
        server.push(repository, "extensions", tree(EXAMPLES / "pull-request" / "bad"))
        pull = server.open_pull_request(repository, "extensions")
        folder = Path(name)
        for part, (wall, processor) in parts(environment_of(server, pull, folder), folder).items():
            print(f"  {part:<24} {wall * 1000:5.0f} ms, {processor * 1000:4.0f} ms of the processor")
        for what, taken in action(server, pull, folder).items():
            print(f"  from start to {what}: {taken:.2f} s")
    bare = seconds(["-c", ""])
    print(f"other commands and libraries, against a bare interpreter ({bare * 1000:.0f} ms)")
    processes = {f"speclatch {words}": ["-m", "speclatch", *words.split()] for words in COMMANDS}
    processes |= {f"import {library}": ["-c", f"import {library}"] for library in LIBRARIES}
    for what, arguments in processes.items():
        taken = seconds(arguments)
        print(f"  {what:<24} {taken * 1000:5.0f} ms  {taken / bare:5.1f} x")

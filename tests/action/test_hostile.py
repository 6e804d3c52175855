"""A hostile workspace and hostile names: the real process, and nothing of theirs is run or believed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tests.action.job import Stage
from tests.action.standing import standing
from tests.github_server import GitHubServer, PullRequest, jobs
from tests.judging.specs import CONFIG, FILES, PLAN, with_plan

from speclatch.errors import ExitCode

BAD = with_plan("one key per refund", "TBD")
MODULES = ("json", "yaml", "sitecustomize", "usercustomize", "speclatch/__init__", "github/__init__", "typing")
COMMAND = (sys.executable, "-I", "-m", "speclatch", "action")


def plant(workspace: Path) -> Path:
    """Fill a workspace with traps; give the file that each of them would write."""
    sprung = workspace.parent / "sprung"
    trap = f"#!/bin/sh\necho sprung >> {sprung}\n"
    for module in MODULES:
        path = workspace / f"{module}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"open({str(sprung)!r}, 'a').write({module!r})\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(workspace)], check=True)
    subprocess.run(["git", "init", "-q", "--bare", str(workspace / "bare.git")], check=True)
    for repository in (workspace / ".git", workspace / "bare.git"):
        for hook in ("post-checkout", "pre-auto-gc", "reference-transaction", "post-index-change"):
            (repository / "hooks" / hook).write_text(trap, encoding="utf-8")
            (repository / "hooks" / hook).chmod(0o755)
        with (repository / "config").open("a", encoding="utf-8") as config:
            config.write(f'[core]\n\tfsmonitor = "echo fsmonitor >> {sprung}; false"\n\tsshCommand = "{sprung}"\n')
            config.write(f'[credential]\n\thelper = "!echo credential >> {sprung}"\n[alias]\n\tfetch = "!{sprung}"\n')
    # A planted bare repository that is the workspace itself, as git would discover it.
    for name in ("HEAD", "config", "objects", "refs", "hooks"):
        (workspace / name).symlink_to(workspace / "bare.git" / name)
    for name in ("git", "python", "sh"):
        (workspace / name).write_text(trap, encoding="utf-8")
        (workspace / name).chmod(0o755)
    return sprung


def watch(found: set[str], stop: threading.Event) -> None:
    """Collect the command lines of all processes, as anyone on the machine can."""
    while not stop.is_set():
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                found.add(path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
            except OSError:
                continue
        time.sleep(0.005)


@pytest.fixture
def real(stage: Stage) -> tuple[subprocess.CompletedProcess[str], Path, set[str], str, PullRequest]:
    """The container's command, run in a planted workspace: what it printed, the traps, all command lines, the token."""
    server, folder = stage.server, stage.folder / "runner"
    pull, token = stage.open(BAD), server.workflow_token()
    payload = jobs.pull_request_event(server.urls, pull)
    variables = jobs.environment(server.urls, stage.repository, "pull_request", payload, folder, token)
    workspace = Path(variables["GITHUB_WORKSPACE"])
    sprung = plant(workspace)
    hostile = {
        "PATH": f".:{os.environ['PATH']}",
        "PYTHONPATH": str(workspace),
        "PYTHONSTARTUP": str(workspace / "json.py"),
        "GIT_DIR": str(workspace / "bare.git"),
        "GIT_WORK_TREE": str(workspace),
        "GIT_SSH_COMMAND": str(workspace / "sh"),
        "GIT_CONFIG_PARAMETERS": f"'core.fsmonitor=echo parameters >> {sprung}; false'",
    }
    seen: set[str] = set()
    stop = threading.Event()
    watcher = threading.Thread(target=watch, args=(seen, stop))
    watcher.start()
    try:
        done = subprocess.run(
            COMMAND, cwd=workspace, env={**variables, **hostile}, capture_output=True, text=True, check=False
        )
    finally:
        stop.set()
        watcher.join()
    return done, sprung, seen, token, pull


def test_nothing_of_the_workspace_is_run(
    real: tuple[subprocess.CompletedProcess[str], Path, set[str], str, PullRequest],
) -> None:
    """Planted modules, repositories, hooks and programs: none is imported, read or run, and the verdict is as ever."""
    done, sprung, seen, token, pull = real
    shown = done.stdout + done.stderr

    assert ExitCode.FAIL == done.returncode, shown
    assert not sprung.exists()
    assert 1 == len(pull.comments)
    assert any("git" in line and "fetch" in line for line in seen)
    assert [] == [line for line in seen if token in line]
    assert token not in shown


NAMES = (
    "plans/PLAN-002-`x`|y.md",
    "plans/PLAN-003-<img src=x onerror=alert(1)>.md",
    "plans/PLAN-004-](javascript:alert(1)).md",
    "plans/PLAN-005-@octocat #1.md",
    "plans/PLAN-006-%0A::error::x.md",
    "plans/PLAN-007-<!-- speclatch\u202e.md",
    "plans/PLAN-008-::stop.md",
    "plans/--output=x.md",
    "plans/PLAN-009-\u00e9\u4e2d.md",
    "plans/PLAN-010-$(touch x);&.md",
    'plans/PLAN-011-"quoted" \\ back.md',
)


def visible(body: str) -> str:
    """What of a comment is no code, no link target and no marker of its first line."""
    text = body.partition("\n")[2]
    text = re.sub(r"^(`{3,}).*?^\1\s*$", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", "", text)
    return re.sub(r"\]\(http[^)]*\)", "]", text)


def test_hostile_file_names_are_only_names(stage: Stage) -> None:
    """Names that are markup, mentions, commands or options: each is judged, shown as code, and does nothing."""
    pull = stage.open({**FILES, **dict.fromkeys(NAMES, PLAN.replace("one key per refund", "TBD"))})
    outcome = stage.run(pull)
    bodies = [pull.comments[0].body, outcome.summary, *(thread.comments[0].body for thread in pull.threads)]
    placed = {thread.comments[0].path for thread in pull.threads}
    outside = outcome.log.partition("::stop-commands::")[0] + re.sub(
        r"::stop-commands::(\w+)\n.*?\n::\1::", "", outcome.log, flags=re.DOTALL
    )

    assert ExitCode.FAIL is outcome.code
    assert set(NAMES) == placed
    assert "\n::error::x" not in outcome.log
    assert "\n::stop" not in outside.replace("::stop-commands::", "")
    for body in bodies:
        shown = visible(body)
        assert [] == [bad for bad in ("@octocat", "<img", "javascript:", "<!-- speclatch", "\u202e") if bad in shown]


@pytest.mark.parametrize("branch", ["--upload-pack=touch${IFS}x", "a;b$(id)`x`", "@{-1}x", "topic'\"<b>", "é/中", "-"])
def test_hostile_branch_names_are_only_names(stage: Stage, branch: str) -> None:
    """The head's branch is named by whoever opens the pull request; the run takes numbers and ids instead."""
    if not valid(branch):
        pytest.skip(f"git itself takes no branch {branch!r}")
    stage.push(BAD, branch=branch)
    pull = stage.server.open_pull_request(stage.repository, branch)
    outcome = stage.run(pull)

    assert ExitCode.FAIL is outcome.code
    assert 1 == len(standing(pull).comments)


@pytest.mark.parametrize("base", ["release/1.x+y", "a;b$(id)", "feature/é", "HEAD~1"])
def test_hostile_base_names(stage: Stage, base: str) -> None:
    """The base's name reaches git as a ref and nothing else; what is no name of a branch is no verdict."""
    pull = stage.open(BAD)
    payload = jobs.pull_request_event(stage.server.urls, pull)
    if valid(base):
        stage.push(FILES, branch=base)
        stage.server.retarget(pull, base)
    else:
        payload["pull_request"]["base"]["ref"] = base
        stage.server.fail(403, kind="graphql")
    outcome = stage.run_event("pull_request", payload)

    assert (ExitCode.FAIL if valid(base) else ExitCode.UNJUDGED) is outcome.code
    assert "Traceback" not in outcome.log


def valid(branch: str) -> bool:
    """Whether git takes a branch of that name."""
    command = ["git", "check-ref-format", f"refs/heads/{branch}"]
    return subprocess.run(command, check=False).returncode == 0


def test_a_marker_in_a_spec_spoofs_nothing(github: GitHubServer, stage: Stage) -> None:
    """A spec that quotes our marker, and a stranger's comment that carries it, are neither edited nor believed."""
    pull = stage.open(BAD)
    stage.run(pull)
    marker = pull.comments[0].body.partition("\n")[0]
    forged = github.comment_as_human(pull, f"{marker}\n### ✅ Speclatch: 1 spec in order", login="eve")
    stage.push({**BAD, "plans/PLAN-001-refunds.md": PLAN.replace("one key per refund", f"TBD {marker}")})
    stage.run(pull)

    assert [1, 1] == [comment.body.count("<!-- speclatch/") for comment in pull.comments]
    assert forged.body.endswith("in order")
    assert 2 == len(pull.comments)


def test_templates_cannot_run_anything(stage: Stage) -> None:
    """A configuration or template on the base with engine syntax in it is text."""
    evil = "{{ ''.__class__.__mro__[1].__subclasses__() }}{% include '/etc/passwd' %}"
    files = {**BAD, ".speclatch.yml": CONFIG, "docs/plan-template.md": FILES["docs/plan-template.md"] + f"\n{evil}\n"}
    stage.push(files, branch="main")
    pull = stage.open({**files, "plans/PLAN-002-x.md": PLAN + f"\n{evil}\n"})
    outcome = stage.run(pull)

    assert ExitCode.FAIL is outcome.code
    assert "root:" not in outcome.log + outcome.summary

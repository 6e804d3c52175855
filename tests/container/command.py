"""The image as other CI systems use it: its entry point left out, ``speclatch check`` run in a mounted clone."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from examples.demo import EXAMPLES, tree

from tests.cli.conftest import environment
from tests.container import sandbox
from tests.container.scenario import RUNNER, FailedError
from tests.support.ci import VARIABLES, commands

BUILDS = "/builds/hire/platform"
MOUNTED = "/w"


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, env=environment())


def _put(folder: Path, overlay: Path, message: str) -> None:
    """Write the files of an overlay, and commit everything."""
    for path, content in tree(overlay).items():
        target = folder / path
        if content is None:
            target.unlink()
        else:
            assert isinstance(content, bytes)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", message)


@contextmanager
def _clone() -> Iterator[Path]:
    """The example's failing change as GitLab's runner checks it out: no branch, the others beside; of another user."""
    with TemporaryDirectory() as name:
        origin, work = Path(name) / "origin", Path(name) / "work"
        origin.mkdir()
        _git(origin, "init", "--quiet", "--initial-branch", "release")
        _put(origin, EXAMPLES / "repository", "Release")
        _git(origin, "checkout", "--quiet", "-b", "topic")
        _put(origin, EXAMPLES / "pull-request" / "bad", "Extend bookings")
        _git(origin, "clone", "--quiet", str(origin), str(work))
        _git(work, "checkout", "--quiet", "--detach", "origin/topic")
        for path in (work, *work.rglob("*")):
            os.chown(path, RUNNER, RUNNER, follow_symlinks=False)
        yield work


def _expect(outcome: sandbox.Outcome, code: int, words: str) -> None:
    printed = f"\n--- stdout\n{outcome.stdout}\n--- stderr\n{outcome.stderr}"
    if outcome.code != code or words not in outcome.stdout:
        raise FailedError(f"exit code {outcome.code} instead of {code}, or no {words!r}{printed}")
    if "Traceback" in printed or "dubious ownership" in printed:
        raise FailedError(printed)


def play(root: Path) -> Mapping[str, sandbox.Outcome]:
    """Run the recipe of GitLab and the whole audit that docs/ci.md names; how each ended.

    Raises:
        FailedError: a wrong exit code or report.
    """
    with _clone() as work:
        return {"as GitLab runs its recipe": _gitlab(root, work), "the whole repository": _whole(root, work)}


def _gitlab(root: Path, work: Path) -> sandbox.Outcome:
    """The recipe's script in a shell: the change's faults fail the job and stand in the Code Quality report."""
    [script] = commands("GitLab")
    told = VARIABLES["GitLab"] | {"CI_PROJECT_DIR": BUILDS}
    outcome = sandbox.run(root, ["sh", "-c", script], told, {work: BUILDS}, BUILDS)
    _expect(outcome, 1, "reference-broken")
    issues = json.loads((work / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    rules = {(issue["check_name"], issue["severity"]) for issue in issues}
    if ("reference-broken", "major") not in rules or not (work / "junit.xml").exists():
        raise FailedError(f"the reports of GitLab's recipe hold {rules}")
    printed = sandbox.run(root, ["speclatch", "check", "--format", "gitlab"], told, {work: BUILDS}, BUILDS)
    _expect(printed, 1, "reference-broken")
    if {issue["fingerprint"] for issue in json.loads(printed.stdout)} != {one["fingerprint"] for one in issues}:
        raise FailedError(f"printed is another report than was written: {printed.stdout}")
    return outcome


def _whole(root: Path, work: Path) -> sandbox.Outcome:
    """The audit of a mounted folder, with no CI system around it."""
    outcome = sandbox.run(root, ["speclatch", "check", "--all"], {}, {work: MOUNTED}, MOUNTED)
    _expect(outcome, 1, "reference-broken")
    return outcome

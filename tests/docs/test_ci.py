"""The recipes of docs/ci.md: each command, run in a clone such as its system makes, with the variables that it sets."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml
from tools.docs import DOCS

from tests.cli.conftest import Ran, Repository, depot, environment, repository
from tests.docs.test_interface import blocks
from tests.support.ci import PAGE, VARIABLES, commands

EXEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"
__all__ = ["depot", "repository"]


@pytest.fixture
def origin(depot: Repository) -> Repository:
    """A repository whose branch ``topic`` breaks a spec of ``release``, which ``main`` has broken as well."""
    depot.git("checkout", "--quiet", "-b", "release")
    depot.commit({"docs/notes.md": "Released.\n"})
    depot.git("checkout", "--quiet", "-b", "topic")
    depot.edit(EXEC, "date: 2026-02-11", "date: 2026-02-31")
    depot.commit()
    depot.git("checkout", "--quiet", "main")
    return depot


def clone(origin: Repository, folder: Path, *, whole: bool) -> Path:
    """What a runner checks out: everything, or the last commit of the one branch."""
    options = [] if whole else ["--depth", "1", "--single-branch"]
    origin.git("clone", "--quiet", *options, "--branch", "topic", origin.root.as_uri(), str(folder))
    return folder


def run(command: str, folder: Path, system: str, **more: str) -> Ran:
    """Run a command of a recipe in a shell, as its runner does."""
    own = {"Build.ArtifactStagingDirectory": str(folder)}
    text = re.sub(r"\$\(([\w.]+)\)", lambda found: own[found[1]], command)
    text = re.sub(r"^speclatch ", f"'{sys.executable}' -I -m speclatch ", text, flags=re.MULTILINE)
    names = environment(**VARIABLES[system], **more)
    done = subprocess.run(["sh", "-c", text], cwd=folder, env=names, capture_output=True, text=True, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


RECIPES = [name for name in VARIABLES if name != "GitHub Actions"]


@pytest.mark.parametrize("system", RECIPES)
def test_a_recipe_judges_the_change(origin: Repository, tmp_path_factory: pytest.TempPathFactory, system: str) -> None:
    """The change is compared with the branch that it is for, its fault fails the job, and reports are written."""
    folder = clone(origin, tmp_path_factory.mktemp("runner") / "work", whole=True)
    *before, check = commands(system)
    fetched = [run(command, folder, system).code for command in before]
    ran = run(check, folder, system)

    assert {0} >= set(fetched)
    assert 1 == ran.code, ran.err
    assert "front-matter-value" in ran.out
    if "gitlab:" in check:
        [issue] = json.loads((folder / "gl-code-quality-report.json").read_text(encoding="utf-8"))
        assert ("front-matter-value", "major", EXEC) == (
            issue["check_name"],
            issue["severity"],
            issue["location"]["path"],
        )
    if "junit:" in check:
        assert "1" == ET.parse(folder / "junit.xml").getroot().attrib["failures"]  # noqa: S314 - our own
    if "sarif:" in check:
        assert "2.1.0" == json.loads((folder / "speclatch.sarif").read_text(encoding="utf-8"))["version"]


@pytest.mark.parametrize("system", VARIABLES)
def test_a_shallow_clone_says_which_line_to_add(
    origin: Repository, tmp_path_factory: pytest.TempPathFactory, system: str
) -> None:
    """Exit 3, no pass; the line that the page shows for the system is in the message."""
    folder = clone(origin, tmp_path_factory.mktemp("runner") / "work", whole=False)
    ran = run("speclatch check", folder, system)
    lines = {"GitLab": "GIT_DEPTH: 0", "Azure Pipelines": "fetchDepth: 0", "Jenkins": "git fetch origin"}

    assert (3, "") == (ran.code, ran.out)
    assert "for the branch “release”, which this clone does not have" in ran.err
    assert lines.get(system, "git fetch origin" if system == "Buildkite" else "fetch-depth: 0") in ran.err


def test_a_branch_without_its_history_says_it_too(origin: Repository, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where the branch is there and the commit is not at which both parted, the line is named as well."""
    folder = clone(origin, tmp_path_factory.mktemp("runner") / "work", whole=False)
    origin.git("checkout", "--quiet", "release")
    origin.commit({"docs/more.md": "More.\n"})
    fetch = 'git fetch --quiet --depth 1 origin "+refs/heads/release:refs/remotes/origin/release"'
    run(fetch, folder, "Azure Pipelines")
    ran = run("speclatch check", folder, "Azure Pipelines")

    assert 3 == ran.code
    assert "no common ancestor" in ran.err
    assert "fetchDepth: 0" in ran.err


def test_gitlabs_commit_will_do(origin: Repository, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Without the branch, the commit where the merge request parted from it is compared with."""
    folder = clone(origin, tmp_path_factory.mktemp("runner") / "work", whole=True)
    base = origin.git("rev-parse", "release").strip()
    run("git update-ref -d refs/remotes/origin/release", folder, "GitLab")
    ran = run("speclatch check", folder, "GitLab", CI_MERGE_REQUEST_DIFF_BASE_SHA=base)

    assert 1 == ran.code, ran.err
    assert "front-matter-value" in ran.out


@pytest.mark.parametrize("system", VARIABLES)
def test_a_job_for_no_change(origin: Repository, tmp_path_factory: pytest.TempPathFactory, system: str) -> None:
    """Where the branch's variable is empty, as in a push's job, the default branch counts."""
    folder = clone(origin, tmp_path_factory.mktemp("runner") / "work", whole=True)
    empty = dict.fromkeys((name for name in VARIABLES[system] if "release" in VARIABLES[system][name]), "")
    names = environment(**{**VARIABLES[system], **empty})
    command = [sys.executable, "-I", "-m", "speclatch", "check", "--format", "json"]
    done = subprocess.run(command, cwd=folder, env=names, capture_output=True, text=True, check=False)

    assert 1 == done.returncode, done.stderr
    assert [EXEC] == [one["path"] for one in json.loads(done.stdout)["specs"]]


@pytest.mark.parametrize(
    "variables",
    [
        {"GITLAB_CI": "true", "CI_DEFAULT_BRANCH": "release"},
        {"BUILDKITE": "true", "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "", "BUILDKITE_PIPELINE_DEFAULT_BRANCH": "release"},
        {"JENKINS_HOME": "/var/jenkins_home", "CHANGE_ID": "7", "CHANGE_TARGET": "release"},
    ],
    ids=["GitLab", "Buildkite", "Jenkins without its address"],
)
def test_a_branch_of_no_usual_name(
    origin: Repository, tmp_path_factory: pytest.TempPathFactory, variables: dict[str, str]
) -> None:
    """Where the remote says not which branch is the default one, the job's variable does."""
    folder = clone(origin, tmp_path_factory.mktemp("runner") / "work", whole=True)
    for ref in ("main", "HEAD"):
        subprocess.run(["git", "update-ref", "-d", f"refs/remotes/origin/{ref}"], cwd=folder, check=True)
    command = [sys.executable, "-I", "-m", "speclatch", "check", "--format", "json"]
    done = subprocess.run(
        command, cwd=folder, env=environment(**variables), capture_output=True, text=True, check=False
    )

    assert 1 == done.returncode, done.stderr
    assert [EXEC] == [one["path"] for one in json.loads(done.stdout)["specs"]]


def test_recipes_are_yaml() -> None:
    """What is shown as YAML is that."""
    assert 4 == sum(isinstance(yaml.safe_load(block), dict) for block in blocks(PAGE, "yml"))


def test_the_image_has_the_command() -> None:
    """The command is on the path of the image, whose entry point is the action's."""
    dockerfile = (DOCS.parent / "Dockerfile").read_text(encoding="utf-8")

    assert "ln -s /opt/speclatch/bin/speclatch /usr/local/bin/speclatch" in dockerfile
    assert '"speclatch", "action"]' in dockerfile

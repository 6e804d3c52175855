"""The workflows: pinned, frugal with rights, and none forgotten."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def parsed(path: Path) -> dict[str, Any]:
    """One workflow, parsed; ``on`` is read as YAML 1.1's true, which no test here looks at."""
    workflow: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return workflow


@each_workflow
def test_actions_are_pinned(path: Path) -> None:
    """Every action of others is named by commit, with the version that it is in a comment."""
    used = re.findall(r"^\s*(?:- )?uses: (?!\./)(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)

    assert [] == [use for use in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[0-9.]+", use)]


def test_one_pin_per_action() -> None:
    """The same action is the same commit everywhere."""
    pinned: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for name, version in re.findall(r"uses: ([\w/-]+)@(.+)", path.read_text(encoding="utf-8")):
            pinned.setdefault(name, set()).add(version)

    assert {} == {name: versions for name, versions in pinned.items() if len(versions) > 1}


@each_workflow
def test_rights_are_given_per_job(path: Path) -> None:
    """A workflow has no rights of its own, and each job names those that it needs, even if none."""
    workflow = parsed(path)

    assert {} == workflow["permissions"]
    assert [] == [name for name, job in workflow["jobs"].items() if "permissions" not in job]


@each_workflow
def test_checkouts_leave_no_token(path: Path) -> None:
    """No step after a checkout finds a token in the checkout's configuration."""
    steps = [step for job in parsed(path)["jobs"].values() for step in job["steps"]]
    checkouts = [step["with"] for step in steps if step.get("uses", "").startswith("actions/checkout@")]

    assert [] == [options for options in checkouts if options.get("persist-credentials") is not False]


def test_required_checks_wait_for_every_job() -> None:
    """The one required check needs all the other jobs."""
    jobs = parsed(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]

    assert set(jobs) - {"required-checks-pass"} == set(jobs["required-checks-pass"]["needs"])


def test_every_python_is_tested() -> None:
    """The matrix is what the package says of itself, and starts at the oldest Python that it admits."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    matrix = parsed(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]["test"]["strategy"]["matrix"]["python"]

    told = [text.rpartition(" ")[2] for text in project["classifiers"] if re.search(r":: 3\.\d+$", text)]

    assert (project["requires-python"], told) == (f">={matrix[0]}", matrix)


def test_image_and_matrix_agree() -> None:
    """The image's Python is one of the matrix: the newest that has had its first year of mends, or a newer one."""
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    matrix = parsed(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]["test"]["strategy"]["matrix"]["python"]

    assert any(f"/python:{version}-slim" in dockerfile for version in matrix[-2:])


def test_release_looks_for_the_check_by_its_name() -> None:
    """The release asks whether the required check passed, under the name that the check has."""
    name = parsed(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]["required-checks-pass"]["name"]
    release = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")

    assert f"check_name={name.replace(' ', '+')}" in release

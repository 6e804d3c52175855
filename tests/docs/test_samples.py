"""What the pages show is run: commands in a repository, configurations by the gate, workflows by their readers."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from examples.demo import EXAMPLES, tree

from speclatch.config.model import BASELINE_PATH
from speclatch.config.reader import parse_config
from speclatch.workspace.loading import warnings_about
from tests.docs.test_interface import BY_HAND, ROOT, blocks, text_of
from tests.support.memory import MemoryTree

SAMPLES = [(page, block) for page in BY_HAND for block in blocks(text_of(page), "yaml")]
COMMANDS = [
    (page, words)
    for page in BY_HAND
    for block in blocks(text_of(page), "console")
    for words in re.findall(r"^\$ speclatch ([^#\n]+)", block, re.MULTILINE)
]
EVENTS = {
    "merge_group",
    "pull_request",
    "pull_request_review",
    "pull_request_target",
    "push",
    "schedule",
    "workflow_dispatch",
    "workflow_run",
}
STEP = {"uses", "with", "if", "id", "run", "env", "name"}


def name(given: object) -> str:
    """A page's name in the list of tests."""
    return given.name if isinstance(given, Path) else ""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The example's repository on a branch with the first push's change, as on a laptop."""

    def git(*words: str) -> None:
        subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True)

    def lay(folder: Path) -> None:
        for path, content in tree(folder).items():
            place = tmp_path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                place.unlink()
            else:
                place.write_bytes(bytes(content) if isinstance(content, bytes) else str(content).encode())

    git("init", "--quiet", "--initial-branch", "main")
    git("config", "user.name", "A")
    git("config", "user.email", "a@example.org")
    lay(EXAMPLES / "repository")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Start")
    git("switch", "--quiet", "--create", "topic")
    lay(EXAMPLES / "pull-request" / "bad")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Change")
    return tmp_path


@pytest.mark.parametrize(("page", "words"), COMMANDS, ids=name)
def test_command_runs(page: Path, words: str, repository: Path) -> None:
    """Each command that a page shows runs where a reader would type it, and ends in a verdict or in success."""
    arguments = [
        "docs/21-exec-spec/EXEC-014-collection-slots.md" if one == "SPEC" else one for one in shlex.split(words)
    ]
    if "--prune" in arguments:
        repository.joinpath(BASELINE_PATH).write_text('{"version": 1, "findings": {}}\n', encoding="utf-8")
    command = [sys.executable, "-m", "speclatch", *arguments]
    result = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)

    assert result.returncode in {0, 1}, result.stderr
    assert "Traceback" not in result.stderr


def test_single_points_name_what_the_profile_has() -> None:
    """The sample of a built-in profile put differently is used without a warning about a name that nothing has."""
    (block,) = (block for _, block in SAMPLES if "requires: {" in block)
    base = MemoryTree.of_folder(EXAMPLES / "repository")
    config = parse_config(f"version: 1\n{block}".encode(), ".speclatch.yml")

    assert [] == list(warnings_about(config, base))


@pytest.mark.parametrize(("page", "block"), SAMPLES, ids=name)
def test_sample_is_what_it_says(page: Path, block: str) -> None:
    """Each YAML sample is a configuration that can be used, a workflow, a part of one, or a list of hooks."""
    data = yaml.safe_load(block)

    if isinstance(data, list):
        assert all({"repo", "rev", "hooks"} <= set(entry) or set(entry) <= STEP for entry in data)
    elif data.keys() & {"version", "profiles", "rules", "new-only", "approvals"}:
        parse_config((block if "version" in data else f"version: 1\n{block}").encode(), ".speclatch.yml")
    elif "steps" in data:
        assert all(set(step) <= STEP for step in data["steps"])
    else:
        # ``on`` is YAML 1.1's true
        assert data.keys() & {True, "jobs"}
        assert set(data.get(True, {})) <= EVENTS
        assert all(
            "uses" in job or {"runs-on", "timeout-minutes"} <= job.keys() for job in data.get("jobs", {}).values()
        )


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda path: path.name)
def test_forms_and_workflows_parse(path: Path) -> None:
    """Issue forms, workflows and the updater's configuration are YAML with a mapping at the top."""
    data = yaml.safe_load(text_of(path))

    assert isinstance(data, dict)
    if path.parent.name == "ISSUE_TEMPLATE" and path.name != "config.yml":
        assert {"name", "description", "body"} <= data.keys()
        assert all(field["attributes"]["label"] for field in data["body"])


def test_citation_names_the_version_and_the_licence() -> None:
    """What is cited is what is released."""
    from speclatch import __version__

    citation = yaml.safe_load(text_of(ROOT / "CITATION.cff"))

    assert __version__ == citation["version"]
    assert "Apache-2.0" == citation["license"]

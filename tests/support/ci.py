"""The recipes of docs/ci.md, and the variables that their systems set."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "ci.md").read_text(encoding="utf-8")

VARIABLES = {
    "GitLab": {
        "GITLAB_CI": "true",
        "CI_PIPELINE_SOURCE": "merge_request_event",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "release",
        "CI_DEFAULT_BRANCH": "main",
    },
    "Azure Pipelines": {"TF_BUILD": "True", "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/release"},
    "Jenkins": {"JENKINS_URL": "https://ci.example.org/", "CHANGE_ID": "7", "CHANGE_TARGET": "release"},
    "Buildkite": {"BUILDKITE": "true", "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "release"},
    "Gitea and Forgejo": {"GITEA_ACTIONS": "true", "GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "release"},
    "GitHub Actions": {"GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "release"},
}
"""What each sets in a job for a change to the branch ``release``, by its list of predefined variables."""


def commands(system: str) -> list[str]:
    """The commands of a recipe that use git or the gate, in order."""
    section = re.search(rf"^## {system}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert section
    return re.findall(r"(?:git fetch|speclatch check)[^'\n]*", "".join(re.findall(r"```.*?```", section[1], re.DOTALL)))

"""Where a job of a CI system says which branch its change is for, and what to add where the clone lacks it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from speclatch.git.faults import GitError, printable
from speclatch.trees.local import LocalRepository


class System(NamedTuple):
    """A CI system: the variables of which one tells it, that which names the branch, and the line that fetches it.

    ``commit`` names the variable that holds the commit where the change parted from the branch, ``default`` that which
    names the repository's default branch, for jobs of no change; either if there is one.
    """

    name: str
    told_by: tuple[str, ...]
    branch: str
    line: str
    commit: str = ""
    default: str = ""


_CHECKOUT = "add `with: {fetch-depth: 0}` to actions/checkout"
SYSTEMS = (
    System(
        "GitLab CI",
        ("GITLAB_CI",),
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
        "add `GIT_DEPTH: 0` to the job's `variables`",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA",
        "CI_DEFAULT_BRANCH",
    ),
    System(
        "Azure Pipelines",
        ("TF_BUILD",),
        "SYSTEM_PULLREQUEST_TARGETBRANCH",
        "add `fetchDepth: 0` to the step `- checkout: self`",
    ),
    System(
        "Jenkins",
        ("JENKINS_URL", "JENKINS_HOME"),  # the first is set where an administrator has entered it
        "CHANGE_TARGET",
        'run `git fetch origin "+refs/heads/$CHANGE_TARGET:refs/remotes/origin/$CHANGE_TARGET"` before, and let the'
        " clone not be shallow",
    ),
    System(
        "Buildkite",
        ("BUILDKITE",),
        "BUILDKITE_PULL_REQUEST_BASE_BRANCH",
        'run `git fetch origin "+refs/heads/*:refs/remotes/origin/*"` before, and take `--depth` out of the'
        " agent's clone flags",
        default="BUILDKITE_PIPELINE_DEFAULT_BRANCH",
    ),
    System("Gitea Actions", ("GITEA_ACTIONS",), "GITHUB_BASE_REF", _CHECKOUT),
    System("GitHub Actions", ("GITHUB_ACTIONS",), "GITHUB_BASE_REF", _CHECKOUT),
)
"""By the systems' own lists of predefined variables. Gitea sets GitHub's besides its own."""


def system_in(environ: Mapping[str, str]) -> System | None:
    """The system that a job runs in."""
    return next((one for one in SYSTEMS if any(map(environ.get, one.told_by))), None)


def base_in(environ: Mapping[str, str], repository: LocalRepository) -> str:
    """What a job's change is compared with: a ref or a commit of the clone; ``""`` where nothing of the job says it.

    A job for no change, such as one of a branch, is compared with the default branch that its system names.

    Raises:
        GitError: the clone does not have it; the message says which line to add.
    """
    system = system_in(environ)
    branch = re.sub(r"^refs/heads/", "", environ.get(system.branch, "")) if system is not None else ""
    if system is None:
        return ""
    if not branch:
        default = environ.get(system.default, "")
        return (repository.branch(default) or "") if default else ""
    found = repository.branch(branch)
    if found is not None:
        return found
    parted = environ.get(system.commit, "") if system.commit else ""
    if re.fullmatch(r"[0-9a-f]{40,64}", parted) and repository.has_commit(parted):
        return parted
    raise GitError(
        f"This change is for the branch “{printable(branch)}”, which this clone does not have, so nobody can say what"
        f" has changed. On {system.name}: {system.line}."
    )


def merge_base(environ: Mapping[str, str], repository: LocalRepository, start: str) -> str:
    """The common ancestor of a base and HEAD, by its full id.

    Raises:
        GitError: there is none, or not in this clone; the message says what to do, in a job which line to add.
    """
    try:
        return repository.merge_base(start)
    except GitError as error:
        system = system_in(environ)
        if system is None or not repository.is_shallow:
            raise
        raise GitError(f"{error} On {system.name}: {system.line}.") from error

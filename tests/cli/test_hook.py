"""The pre-commit hooks, run as pre-commit runs them: by their entry, in a real repository."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.cli.conftest import Repository, in_a_process

HOOKS = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
EXEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"


def hooks() -> dict[str, dict[str, Any]]:
    """The hooks by their id."""
    return {hook["id"]: hook for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}


def test_no_names_are_passed() -> None:
    """A deleted PRD is in no list of files, and the hook runs all the same."""
    assert [(False, True)] * len(hooks()) == [(hook["pass_filenames"], hook["always_run"]) for hook in hooks().values()]


@pytest.mark.parametrize("name", hooks())
def test_a_commit_that_deletes_a_target_is_refused(depot: Repository, name: str) -> None:
    """The entry is run as it stands, with the deletion staged."""
    program, *arguments = shlex.split(hooks()[name]["entry"])
    clean = in_a_process(depot.root, *arguments)
    depot.git("rm", "--quiet", "docs/10-prd/PRD-021-collection-slots.md")
    broken = in_a_process(depot.root, *arguments)

    assert "speclatch" == program
    assert [0, 1] == [clean.code, broken.code], clean.out
    assert "reference-broken" in broken.out
    assert EXEC in broken.out


def test_git_runs_the_entry(depot: Repository) -> None:
    """As a hook of git's own, the entry stops the commit and lets the mended one through."""
    hook = depot.root / ".git" / "hooks" / "pre-commit"

    hook.parent.mkdir(exist_ok=True)
    entry = hooks()["speclatch"]["entry"].removeprefix("speclatch")
    hook.write_text(f"#!/bin/sh\nexec {shlex.quote(sys.executable)} -I -m speclatch{entry}\n", encoding="utf-8")
    hook.chmod(0o755)
    depot.edit(EXEC, "date: 2026-02-11", "date: 2026-02-31")

    with pytest.raises(subprocess.CalledProcessError, match="exit status 1"):
        depot.commit()

    depot.edit(EXEC, "date: 2026-02-31", "date: 2026-02-12")
    depot.commit()

    assert "date: 2026-02-12" in depot.git("show", f"HEAD:{EXEC}")

"""The gate called from Python."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.cli.conftest import Repository, depot, repository

import speclatch
from speclatch.errors import SpeclatchError
from speclatch.model import Conclusion, Report

EXEC = "docs/21-exec-spec/EXEC-014-collection-slots.md"
__all__ = ["depot", "repository"]


def test_everything_or_what_changed(depot: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a base all is judged; with one, what differs; and nothing is printed."""
    depot.edit(EXEC, "date: 2026-02-11", "date: 2026-02-31")
    whole = speclatch.check(depot.root)
    changed = speclatch.check(str(depot.root), base="HEAD")
    one = speclatch.check(depot.root / EXEC)

    assert isinstance(whole, Report)
    assert len(whole.specs) > 1
    assert [[EXEC], [EXEC]] == [[spec.path for spec in report.specs] for report in (changed, one)]
    assert {Conclusion.FAIL} == {report.verdict.conclusion for report in (whole, changed, one)}
    assert ("", "") == capsys.readouterr()


def test_who_cannot_look_raises(depot: Repository, tmp_path_factory: pytest.TempPathFactory) -> None:
    """There is no report where nothing could be judged."""
    for path, base in (
        *((depot.root, "nowhere"), (Path("nowhere"), None), (tmp_path_factory.mktemp("x"), None)),
        *((depot.root, ""), ("a\0b", None), ("a" * 5_000, None), (depot.root / ".git", None)),
    ):
        with pytest.raises(SpeclatchError):
            speclatch.check(path, base)


def test_a_folder_that_is_gone_raises(depot: Repository, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whoever stands in a folder that somebody has removed is told so; an absolute path is judged all the same."""
    script = (
        "import os, sys, speclatch\nfrom speclatch.errors import SpeclatchError\n"
        "os.rmdir(os.getcwd())\nprint(len(speclatch.check(sys.argv[1]).specs) > 1)\n"
        "try:\n    speclatch.check()\nexcept SpeclatchError as error:\n    print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(depot.root)],
        cwd=tmp_path_factory.mktemp("gone"),
        capture_output=True,
        text=True,
        check=True,
    )

    assert ["True", "there is no ."] == done.stdout.splitlines()


def test_threads_and_the_environment(depot: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several threads may ask at once, and what the program has set stays as it was."""
    monkeypatch.delenv("PYDANTIC_DISABLE_PLUGINS", raising=False)
    before = dict(os.environ)
    with ThreadPoolExecutor(4) as threads:
        reports = list(threads.map(speclatch.check, [depot.root] * 4))

    assert 1 == len({report.verdict for report in reports})
    assert before == dict(os.environ)


def test_importing_it_costs_nothing() -> None:
    """The package alone brings in none of its modules."""
    script = "import sys, speclatch; print([name for name in sys.modules if name.startswith('speclatch.')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert "[]" == done.stdout.strip()

"""This repository's own specs pass its own gate, and what they say of files is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.support.memory import MemoryTree, audit, told

import speclatch
from speclatch.model import Conclusion, Phase

ROOT = Path(__file__).parents[2]
PACKAGE = Path(speclatch.__file__).parent
SPECS = sorted((ROOT / "docs" / "specs").rglob("*.md"))
PAGES = sorted([*SPECS, *(ROOT / "docs" / "prd").glob("*.md"), *(ROOT / "docs" / "adr").glob("*.md")])
NAMED = re.compile(r"`((?:src|tests|docs|\.github)/[\w./-]+)`")


@pytest.fixture(scope="module")
def repository() -> MemoryTree:
    """What specs can refer to; the package from where it is installed, as a wheel is tested without its source."""
    folders = {name: ROOT / name for name in ("docs", "tests", ".github")} | {"src/speclatch": PACKAGE}
    files = {path.name: path.read_bytes() for path in ROOT.iterdir() if path.is_file()}
    for name, folder in folders.items():
        for path in folder.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                files[f"{name}/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    return MemoryTree(files)


def test_own_specs_pass_without_a_finding(repository: MemoryTree) -> None:
    """Every page under docs/specs is governed, and the gate has nothing to say: no error, no warning, no note."""
    report = audit(repository)

    assert [] == told(report)
    assert () == report.ignored
    assert Conclusion.PASS is report.verdict.conclusion
    assert [path.relative_to(ROOT).as_posix() for path in SPECS] == [spec.path for spec in report.specs]


def test_own_specs_use_both_built_in_profiles(repository: MemoryTree) -> None:
    """There are specs of both templates, finished ones and one in work: the strictest phases are passed."""
    specs = audit(repository).specs

    assert {"exec-spec", "implementation-spec"} == {spec.profile for spec in specs}
    assert {Phase.IMPLEMENTING, Phase.DONE} == {spec.phase for spec in specs}


def test_silence_is_not_blindness(repository: MemoryTree) -> None:
    """One answer blanked, one box opened, one document moved: each is found where it stands."""
    files = dict(repository.files)
    spoil(files, "docs/specs/profiles/spec.md", r"\| Must \| 95% [^|]+\|", "| Must | |")
    spoil(files, "docs/specs/EXEC-001-publisher.md", r"- \[x\] SRM updated", "- [ ] SRM updated")
    files["docs/adr/ADR-001-moved.md"] = files.pop("docs/adr/ADR-001-git-reads-instead-of-the-api.md")

    found = {(path, rule) for path, _, _, rule in told(audit(files))}

    assert {
        ("docs/specs/EXEC-001-publisher.md", "reference-broken"),
        ("docs/specs/EXEC-001-publisher.md", "task-unchecked"),
        ("docs/specs/EXEC-002-reading-with-git.md", "reference-broken"),
        ("docs/specs/profiles/spec.md", "governance-unanswered"),
    } == found


def spoil(files: dict[str, bytes], path: str, pattern: str, replacement: str) -> None:
    """Replace the one place of a file that a pattern finds."""
    text, count = re.subn(pattern, replacement, files[path].decode())
    assert count == 1, pattern
    files[path] = text.encode()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_are_named_exist(page: Path, repository: MemoryTree) -> None:
    """A path in a code span of a spec, a PRD or an ADR is a file or a folder of this repository."""
    named = NAMED.findall(page.read_text(encoding="utf-8"))
    folders = {parent.as_posix() for path in repository.files for parent in Path(path).parents}

    assert [] == [path for path in named if path not in repository.files and path.rstrip("/") not in folders]

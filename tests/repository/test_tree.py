"""The tracked files: what none of them may hold."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REGISTRIES = tuple(
    ".".join(labels)  # put together here, so that this file does not name them either
    for labels in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
    )
)


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """Every file that git tracks here and that is still there."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: the tracked files are not known")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name for name in listed.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and not path.is_symlink()]


def test_no_registry_is_named(tracked: list[Path]) -> None:
    """No file names a package registry's host: installing works behind any mirror."""
    pattern = re.compile("|".join(map(re.escape, REGISTRIES)).encode())

    assert [] == [path for path in tracked if pattern.search(path.read_bytes())]

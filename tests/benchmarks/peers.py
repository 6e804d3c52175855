"""The linters from npm that Speclatch is measured against: ``python -m tests.benchmarks.peers`` installs them here."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PACKAGES = ("markdownlint-cli2", "remark-cli", "remark-lint", "remark-preset-lint-recommended")
INSTALL = "python -m tests.benchmarks.peers"


def binary(name: str) -> Path | None:
    """The program ``name`` of a package, where it is installed."""
    path = FOLDER / "node_modules" / ".bin" / name
    return path if path.exists() else None


def main() -> int:
    """Install the packages into this folder; git ignores them."""
    npm = shutil.which("npm")
    if npm is None:
        print("npm was not found: install Node.js")
        return 1
    command = [npm, "install", "--no-save", "--no-package-lock", "--prefix", str(FOLDER), *PACKAGES]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())

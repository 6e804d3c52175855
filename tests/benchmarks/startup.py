"""How long the program takes to start, part by part, against a bare interpreter."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

ROUNDS = 7

PARTS = {
    "bare interpreter": "",
    "the command": "import speclatch.cli",
    "  --version": "import sys; sys.argv[1:] = ['--version']; from speclatch.cli import main; main()",
    "  --help": "import sys; sys.argv[1:] = ['--help']; from speclatch.cli import main; main()",
    "the gate": "import speclatch.gate",
    "its settings": "import speclatch.settings",
    "pydantic": "import pydantic",
    "mistune": "import mistune",
    "PyYAML": "import yaml",
    "PyGithub": "import github",
    "typer": "import typer",
    "Jinja2": "import jinja2",
}


def seconds(statement: str) -> float:
    """The median of a few runs of one statement in an isolated interpreter, each a process of its own."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-I", "-c", statement], capture_output=True, check=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Print a line per part."""
    bare = seconds("")
    print(f"start-up, median of {ROUNDS}")
    for name, statement in PARTS.items():
        taken = seconds(statement)
        print(f"  {name:<18} {taken * 1000:5.0f} ms  {taken / bare:5.1f} x a bare interpreter")

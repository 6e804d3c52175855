"""Mutation testing of the pure core: which changed operator, number or argument makes no test fail.

    python -m tools.mutation documents rows continuing

mutmut (3.8 was tried) has to be installed; it needs a system that can fork. It changes one thing at a time and runs the
tests that reach the changed function. What stands outside of functions (regular expressions, tables of words) and what
carries a decorator it leaves alone. In ``build/mutation/PART``, where it works, ``mutmut show NAME`` shows a change.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "mutation"  # a folder for each part


class Part(NamedTuple):
    """Sources that are changed together, as patterns below ``src/speclatch``, and the tests that have to notice."""

    sources: tuple[str, ...]
    tests: tuple[str, ...]


PARTS = {
    "documents": Part(
        ("documents/*.py", "documents/*/*.py"),
        ("documents/test_parse.py", "documents/test_front_matter.py", "documents/test_differential.py"),
    ),
    "profiles": Part(
        ("profiles/*.py",),
        tuple(f"profiles/test_{name}.py" for name in ("align", "matching", "overrides", "template", "text", "words")),
    ),
    "config": Part(("config/*.py",), ("config",)),
    "foundation": Part(("model.py", "globs.py", "fixes.py"), ("test_model.py", "test_globs.py", "test_fixes.py")),
    "references": Part(("references/*.py",), ("references", "rules/test_references.py")),
    "migrations": Part(("migrations/*.py",), ("migrations",)),
    "specs": Part(("specs/*.py",), ("specs",)),
    "rules": Part(("rules/*.py", "rules/*/*.py"), ("rules", "test_cases.py")),
    "judging": Part(("judging/*.py",), ("judging",)),
    "reports": Part(("reports/*.py",), ("reports",)),
}
# Chance, whole collections and a stop-watch make a result that is another one the next time, and take long.
LEFT_OUT = "every_line or bytes_are or never_raises or corpus or corpora or specification or hostile or quadratic"
_KINDS = {0: "survived", 5: "untested", 33: "untested"}  # mutmut's exit codes; all others mean that a test failed


def main(part: str, modules: Sequence[str]) -> int:
    """Change the modules of a part (all, where none is named), and print what survived."""
    if find_spec("mutmut") is None:
        print("mutmut is not installed: python -m pip install mutmut", file=sys.stderr)
        return 2
    work = WORK / part
    _prepare(PARTS[part], work)
    package = Path(PARTS[part].sources[0]).parent
    names = [".".join(("speclatch", *package.parts, module, "*")) for module in modules]
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *names]
    done = subprocess.run(command, cwd=work, check=False)  # noqa: S603 - a fixed command and names of modules
    for line in _result(work):
        print(line)
    return done.returncode


def _prepare(part: Part, work: Path) -> None:
    """Lay out what mutmut needs; what it found out before is kept where sources and tests are the same."""
    for name in ("src", "tests", "examples", "tools"):
        shutil.rmtree(work / name, ignore_errors=True)
        ignore = shutil.ignore_patterns("__pycache__", "node_modules", "contracts")
        shutil.copytree(ROOT / name, work / name, symlinks=True, ignore=ignore)
    cases = work / "tests" / "cases"
    for path in [path for path in cases.rglob("*") if path.is_symlink() and not path.exists()]:
        shutil.rmtree(cases.joinpath(*path.relative_to(cases).parts[:2]), ignore_errors=True)  # mutmut follows links
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"src/speclatch/{pattern}" for pattern in part.sources],
        "also_copy": ["examples", "tools"],
        "timeout_multiplier": 2.0,
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-k", f"not ({LEFT_OUT})"],
        "pytest_add_cli_args_test_selection": [f"tests/{name}" for name in part.tests],
    }
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (work / "pyproject.toml").write_text(f"{project}\n[tool.mutmut]\n{lines}", encoding="utf-8")


def _result(work: Path) -> Iterator[str]:
    """A line per module, and one per change that no test noticed."""
    for path in sorted((work / "mutants" / "src").rglob("*.meta")):
        codes: dict[str, int | None] = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        judged = {name: code for name, code in codes.items() if code is not None}
        kinds = Counter(_KINDS.get(code, "killed") for code in judged.values())
        if judged:
            said = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
            yield f"{path.stem}: {len(codes)} changes, {said}"
            yield from (f"  {name}" for name, code in judged.items() if code in _KINDS)


if __name__ == "__main__":
    if not set(sys.argv[1:2]) & set(PARTS):
        sys.exit(f"usage: python -m tools.mutation {'|'.join(PARTS)} [MODULE ...]")
    sys.exit(main(sys.argv[1], sys.argv[2:]))

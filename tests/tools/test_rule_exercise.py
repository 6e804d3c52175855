"""CONTRIBUTING's steps, walked in a copy of the checkout: a rule is started, written, documented, taken away."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tools.new_rule import CASES, REGISTRY, RULES

import speclatch

ROOT = Path(__file__).parents[2]
RULE = "heading-misnumbered"
SAID = f"tests/rules/said/{RULE}.txt"
SUMMARY = "the number of a heading does not follow the one before it"
GUARDS = (
    "tests/test_cases.py",
    "tests/docs/test_pages.py",
    "tests/rules/test_said.py",
    "-k",
    f"{RULE} or every_rule_has or every_case or generated",
)

WRITTEN = '''"""The rule heading-misnumbered: the number of a heading does not follow the one before it."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec


class HeadingMisnumbered(SpecRule):
    """The number of a heading does not follow the one before it.

    ## What it does
    Reads the number that a level-2 heading begins with, and reports one that is not the next.

    ## Why is this bad
    "See section 4" then means two places, or none.

    ## Example
    ```markdown
    ## 1) Purpose
    ## 3) Scope
    ```

    ## Instead
    ```markdown
    ## 1) Purpose
    ## 2) Scope
    ```
    """

    id = "heading-misnumbered"
    summary = "the number of a heading does not follow the one before it"
    levels = by_phase("note", "warning", "warning")

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every such heading, on its line."""
        before = 0
        for heading in spec.document.headings:
            number = heading.title.partition(")")[0]
            if heading.level == 2 and number.isdecimal():
                if before and int(number) != before + 1:
                    message = say("{} comes after {}", number, before)
                    yield self.finding(message, heading.location, heading.title)
                before = int(number)
'''
SECTIONS = "\n## 1) One\n\nText.\n\n## {number}) Two{mark}\n\nText.\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What the exercise needs of a checkout."""
    for name in ("tests/cases", "tests/docs", "tests/rules", "tests/support", "tests/github_server", "docs", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name, symlinks=True, ignore=_bytecode)
    for name in ("tests/__init__.py", "tests/conftest.py", "tests/test_cases.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(Path(speclatch.__file__).parent, tmp_path / RULES.rpartition("/")[0], ignore=_bytecode)
    return tmp_path


def _bytecode(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name == "__pycache__"]


def python(checkout: Path, *arguments: str) -> str:
    """What a module of the copy prints, as of ``python -m``."""
    path = os.pathsep.join([str(checkout / "src"), str(checkout)])
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": path}
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


def documented(checkout: Path) -> None:
    """What ``make docs`` runs."""
    python(checkout, "tools.docs")
    python(checkout, "tests.rules.said")


def failures(checkout: Path) -> set[str]:
    """The tests that fail of those that guard rules, by name."""
    out = python(checkout, "pytest", "-q", "-p", "no:cacheprovider", *GUARDS)
    assert re.search(r"^\d+ (?:passed|failed)", out, re.MULTILINE), out
    return set(re.findall(r"^FAILED [^:]+::(\S+)", out, re.MULTILINE))


def content(checkout: Path) -> dict[str, bytes]:
    """Every file of the copy, bytecode aside."""
    files = (path for path in checkout.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {str(path.relative_to(checkout)): path.read_bytes() for path in files}


def test_the_steps(checkout: Path) -> None:
    """What the scaffold starts fails by name until it is written; taken away again, nothing of it is left."""
    before = content(checkout)
    module = checkout / RULES / "section" / "heading_misnumbered.py"
    registry = checkout / REGISTRY
    cases = checkout / CASES / RULE

    told = python(checkout, "tools.new_rule", RULE, "section", SUMMARY)
    started = failures(checkout)

    module.write_text(WRITTEN, encoding="utf-8")
    for name, number, mark in (("valid/notes/fine.md", 2, ""), ("wrong/notes/wrong.md", 3, f" <!-- {{{RULE}}} -->")):
        head = (cases / name).read_text(encoding="utf-8").partition("\n## ")[0]
        (cases / name).write_text(head + SECTIONS.format(number=number, mark=mark), encoding="utf-8")
    (cases / "valid" / "valid.txt").write_text("Two follows one.\n", encoding="utf-8")
    documented(checkout)
    written = failures(checkout)
    said = (checkout / SAID).read_text(encoding="utf-8")

    lines = registry.read_text(encoding="utf-8").splitlines(keepends=True)
    registry.write_text("".join(line for line in lines if "HeadingMisnumbered" not in line), encoding="utf-8")
    module.unlink()
    shutil.rmtree(cases)
    documented(checkout)

    assert f"tests/test_cases.py -k {RULE}" in told
    assert {
        f"test_case[{RULE}/wrong]",
        f"test_no_rule_is_left_as_it_was_started[{RULE}]",
        "test_generated_pages_are_current",
    } == started
    assert set() == written
    assert "  `3` comes after 1\n" in said
    assert before == content(checkout)

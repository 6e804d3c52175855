"""Starting a rule."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tools.new_rule import CASES, REGISTRY, RULES, ScaffoldError, scaffold

import speclatch.rules

PACKAGE = Path(speclatch.rules.__file__).parent
SOURCES = {
    f"{RULES}/{path.relative_to(PACKAGE).as_posix()}": path.read_text(encoding="utf-8")
    for path in PACKAGE.rglob("*.py")
}
FAMILIES = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def listed(registry: str) -> list[str]:
    """The names of the classes in RULES."""
    for node in ast.parse(registry).body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "RULES":
            assert isinstance(node.value, ast.Tuple)
            return [ast.unparse(item).removesuffix("()") for item in node.value.elts]
    raise AssertionError("no RULES")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_rule_is_listed_last_in_its_family(family: str) -> None:
    """It has a module of its own, is imported, and stands behind the others of its family."""
    written = scaffold("thing-unsorted", family, "a thing in no order", SOURCES)
    before, after = listed(SOURCES[REGISTRY]), listed(written[REGISTRY])
    place = after.index("ThingUnsorted")

    assert "class ThingUnsorted(SpecRule):" in written[f"{RULES}/{family}/thing_unsorted.py"]
    assert f"from speclatch.rules.{family}.thing_unsorted import ThingUnsorted\n" in written[REGISTRY]
    assert f"from speclatch.rules.{family}." in next(
        line for line in SOURCES[REGISTRY].split("\n") if line.endswith(f" import {after[place - 1]}")
    )
    assert before == after[:place] + after[place + 1 :]


def test_a_rule_starts_with_a_case_of_each_kind() -> None:
    """One case is wrong and marked, one is valid and says why."""
    written = scaffold("thing-unsorted", "table", "a thing in no order", SOURCES)

    assert "{thing-unsorted}" in written[f"{CASES}/thing-unsorted/wrong/notes/wrong.md"]
    assert written[f"{CASES}/thing-unsorted/valid/valid.txt"]


@pytest.mark.parametrize(
    ("rule", "family", "complaint"),
    [("Thing", "table", "no rule id"), ("table-empty", "table", "already"), ("a-b", "nowhere", "no family")],
)
def test_what_cannot_be_started_is_told(rule: str, family: str, complaint: str) -> None:
    """An id of another form, one that is taken, and a family that is not there are refused."""
    with pytest.raises(ScaffoldError, match=complaint):
        scaffold(rule, family, "a thing", SOURCES)

"""Starting a rule."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tools.new_rule import CASES, RULES, ScaffoldError, scaffold

import speclatch.rules

PACKAGE = Path(speclatch.rules.__file__).parent
SOURCES = {f"{RULES}/{path.name}": path.read_text(encoding="utf-8") for path in PACKAGE.glob("*.py")}
FAMILIES = sorted(Path(path).stem for path, text in SOURCES.items() if "\nRULES" in text and "__init__" not in path)


def listed(source: str) -> list[str]:
    """The names in a family's RULES."""
    for node in ast.parse(source).body:
        target = (
            node.target
            if isinstance(node, ast.AnnAssign)
            else node.targets[0]
            if isinstance(node, ast.Assign)
            else None
        )
        if isinstance(target, ast.Name) and target.id == "RULES" and isinstance(node, ast.Assign | ast.AnnAssign):
            assert isinstance(node.value, ast.Tuple)
            return [ast.unparse(item) for item in node.value.elts]
    raise AssertionError("no RULES")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_rule_is_listed_last_in_its_family(family: str) -> None:
    """The class comes before RULES, is listed behind the others, and the module stays Python."""
    path = f"{RULES}/{family}.py"
    written = scaffold("thing-unsorted", family, "a thing in no order", SOURCES)[path]

    assert [*listed(SOURCES[path]), "ThingUnsorted()"] == listed(written)
    assert "class ThingUnsorted(Rule):" in written


def test_a_rule_starts_with_a_case_of_each_kind() -> None:
    """One case is wrong and marked, one is valid and says why."""
    written = scaffold("thing-unsorted", "tables", "a thing in no order", SOURCES)

    assert "{thing-unsorted}" in written[f"{CASES}/thing-unsorted/wrong/notes/wrong.md"]
    assert written[f"{CASES}/thing-unsorted/valid/valid.txt"]


@pytest.mark.parametrize(
    ("rule", "family", "complaint"),
    [("Thing", "tables", "no rule id"), ("table-empty", "tables", "already"), ("a-b", "nowhere", "no family")],
)
def test_what_cannot_be_started_is_told(rule: str, family: str, complaint: str) -> None:
    """An id of another form, one that is taken, and a family that is not there are refused."""
    with pytest.raises(ScaffoldError, match=complaint):
        scaffold(rule, family, "a thing", SOURCES)

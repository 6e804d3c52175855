"""The page of a rule, as it is kept with the documentation."""

from __future__ import annotations

from pathlib import Path

import pytest

from speclatch.reports.rule_pages import rule_page
from speclatch.rules import RULES
from speclatch.rules.base import Rule

PAGES = Path(__file__).parents[2] / "docs" / "rules"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_page_that_is_kept(rule: Rule) -> None:
    """Its id, its levels by phase and case, what may be done about it, and what its docstring says."""
    kept = (PAGES / f"{rule.id}.md").read_text(encoding="utf-8")

    assert rule_page(rule) == kept[: len(rule_page(rule))]

"""What people read, and what baselines know findings by, changes on purpose alone."""

from __future__ import annotations

import pytest
from tests.rules.said import FOLDER, spoken

from speclatch.rules import RULES


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_what_a_rule_says(rule: str) -> None:
    """Message, hint, places, fix and name, in every case of the rule; ``make docs`` writes it anew."""
    path = FOLDER / f"{rule}.txt"
    written = path.read_text(encoding="utf-8") if path.is_file() else ""

    assert written == spoken(rule)

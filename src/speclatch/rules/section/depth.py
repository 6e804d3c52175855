"""How deep a section stands in its template."""

from __future__ import annotations

from speclatch.profiles.profile import SectionRule

NESTED = "nested"
"""The case of a section below level 2, and of one that the template calls optional."""


def case_of(rule: SectionRule) -> str:
    """The case of a finding about a section: ``NESTED``, or none."""
    return NESTED if rule.level > 2 or not rule.required else ""

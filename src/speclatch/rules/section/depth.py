"""How deep a section stands in its template."""

from __future__ import annotations

from speclatch.profiles.profile import SectionRule

NESTED = "nested"
"""The case of a section below the template's top level, and of one that the template calls optional."""
HOLLOW = "hollow"
"""The case of the first section where most are missing, or nobody's: this is no spec yet. One finding will do."""


def case_of(rule: SectionRule) -> str:
    """The case of a finding about a section: ``NESTED``, or none."""
    return NESTED if not rule.is_top or not rule.required else ""

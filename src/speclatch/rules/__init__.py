"""Every rule, in the order in which they are listed and documented."""

from __future__ import annotations

from collections.abc import Mapping

from speclatch.rules import (
    agreement,
    code,
    front_matter,
    governance,
    governed,
    identity,
    ignoring,
    links,
    migrations,
    placeholders,
    references,
    requirements,
    sections,
    tables,
    tasks,
    weakened,
)
from speclatch.rules.base import Context, Levels, Need, RepositoryRule, Rule

RULES: tuple[Rule, ...] = (
    *front_matter.RULES,
    *identity.RULES,
    *references.RULES,
    *links.RULES,
    *migrations.RULES,
    *governance.RULES,
    *tasks.RULES,
    *tables.RULES,
    *sections.RULES,
    *placeholders.RULES,
    *agreement.RULES,
    *requirements.RULES,
    *code.RULES,
    *governed.RULES,
    *weakened.RULES,
    *ignoring.RULES,
)

BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}

__all__ = ["BY_ID", "RULES", "Context", "Levels", "Need", "RepositoryRule", "Rule"]

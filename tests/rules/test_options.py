"""A rule owns its options, and reads no other rule's."""

from __future__ import annotations

import pytest
from tests.references.trees import SPEC, context_of, spec_text

from speclatch.config.model import Config, RuleSettings
from speclatch.rules import BY_ID
from speclatch.rules.base import Context, UndeclaredWantError
from speclatch.rules.migration.migration_order import ORDER, MigrationOrder
from speclatch.rules.reference.link_broken import LinkBroken

FILES = {SPEC: spec_text()}


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({}, "strict"),
        ({"migration-order": RuleSettings()}, "strict"),
        ({"migration-order": RuleSettings(options={"order": "any"})}, "any"),
        ({"link-broken": RuleSettings(options={"order": "any"})}, "strict"),
    ],
)
def test_an_option_is_what_the_configuration_says(rules: dict[str, RuleSettings], expected: str) -> None:
    """Its default where the rule's entry says nothing, or another rule's does."""
    context = Context(context_of(FILES, config=Config(rules=rules)), MigrationOrder())

    assert expected == context.option(ORDER)


def test_another_rules_option_is_refused() -> None:
    """A rule reads what it declares."""
    with pytest.raises(UndeclaredWantError, match="the rule link-broken has no option order"):
        Context(context_of(FILES), LinkBroken()).option(ORDER)


def test_defaults_are_values_that_may_be_set() -> None:
    """An option's own default has no fault."""
    options = [option for rule in BY_ID.values() for option in rule.options]

    assert [""] * len(options) == [option.fault(option.default) for option in options]

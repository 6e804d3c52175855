"""A rule's documentation page, made of its docstring and its levels."""

from __future__ import annotations

import inspect

from speclatch.model import Phase
from speclatch.rules.base import Levels, Rule

HEADINGS = ("What it does", "Why is this bad", "Example", "Instead", "Options")
"""The headings a rule's docstring may have, in this order; all but the last are required."""


def rule_page(rule: Rule) -> str:
    """The page as Markdown, without a final line feed."""
    doc = inspect.cleandoc(type(rule).__doc__ or "")
    first, _, rest = doc.partition("\n")
    rows = [_row("", rule.levels), *(_row(name, levels) for name, levels in rule.cases.items())]
    table = "\n".join(("| | draft | implementing | done |", "|---|---|---|---|", *rows))
    remarks = [first, table]
    if not rule.ignorable:
        remarks.append("No comment excuses this finding.")
    if rule.yields_to:
        others = ", ".join(f"`{name}`" for name in sorted(rule.yields_to))
        remarks.append(f"Where one of these stands at the same place, only that is reported: {others}.")
    page = f"# {rule.id}\n\n" + "\n\n".join(remarks) + "\n" + rest.rstrip()
    return page + _options(rule, "" if "\n## Options\n" in rest else "\n\n## Options") if rule.options else page


def _options(rule: Rule, heading: str) -> str:
    """The rule's own options, below what its docstring says of other settings."""
    rows = [
        f"- `{option.name}`: {', '.join(f'`{value}`' for value in option.shown)}; `{option.shown[0]}` unless"
        f" it is set. {option.description}"
        for option in rule.options
    ]
    others = {option.name: option.shown[1:] for option in rule.options}
    example = ", ".join(f"{name}: {values[0]}" for name, values in others.items())
    setting = f"```yaml\nrules: {{{rule.id}: {{{example}}}}}\n```"
    return "\n\n".join((heading, "\n".join(rows), setting)).replace("\n\n\n", "\n\n")


def _row(name: str, levels: Levels) -> str:
    shown = (levels.at(phase) for phase in (Phase.DRAFT, Phase.IMPLEMENTING, Phase.DONE))
    cells = " | ".join(level.value if level else "off" for level in shown)
    return f"| {name or 'severity'} | {cells} |"

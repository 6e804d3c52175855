"""``speclatch rules`` and ``speclatch explain``: what is looked for, and why."""

from __future__ import annotations

import difflib
import sys
from typing import Annotated

import typer

from speclatch.errors import ExitCode
from speclatch.model import Phase
from speclatch.reports.quote import joined, wrapped
from speclatch.reports.rule_pages import rule_page
from speclatch.rules import BY_ID, RULES
from speclatch.workspace.output import width_for


def list_rules() -> None:
    """List every rule with its severity per phase; through a pipe, a line per rule."""
    longest = max(len(rule.id) for rule in RULES)
    width = max(width_for(None), longest + 50) if sys.stdout.isatty() else 0
    print(f"{'rule':<{longest}}  {'draft':<8}{'implem.':<8}{'done':<8}finds")
    for rule in RULES:
        at = (rule.levels.at(phase) for phase in (Phase.DRAFT, Phase.IMPLEMENTING, Phase.DONE))
        head = f"{rule.id:<{longest}}  " + "".join(f"{level.value if level else '-':<8}" for level in at)
        indent = " " * len(head)
        text = joined(wrapped(rule.summary, width, indent)) if width else f"{indent}{rule.summary}\n"
        sys.stdout.write(head + text.removeprefix(indent))


def explain(rule: Annotated[str, typer.Argument(help="A rule's id, as `speclatch rules` lists it.")]) -> None:
    """Say what a rule wants, why, and how to answer it."""
    found = BY_ID.get(rule)
    if found is None:
        close = difflib.get_close_matches(rule, BY_ID, n=1)
        hint = f"; did you mean '{close[0]}'?" if close else ""
        print(f"speclatch: there is no rule '{rule}'{hint}", file=sys.stderr)
        raise SystemExit(ExitCode.USAGE)
    print(rule_page(found))

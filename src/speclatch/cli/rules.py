"""``speclatch rules`` and ``speclatch explain``: what is looked for, and why."""

from __future__ import annotations

import difflib
import sys
from typing import Annotated

import typer

from speclatch.cli.codes import ExitCode
from speclatch.model import Phase
from speclatch.reports.rule_pages import rule_page
from speclatch.rules import BY_ID, RULES


def list_rules() -> None:
    """List every rule with its severity per phase."""
    longest = max(len(rule.id) for rule in RULES)
    print(f"{'rule':<{longest}}  {'draft':<8}{'implem.':<8}{'done':<8}finds")
    for rule in RULES:
        at = (rule.levels.at(phase) for phase in (Phase.DRAFT, Phase.IMPLEMENTING, Phase.DONE))
        shown = "".join(f"{level.value if level else '-':<8}" for level in at)
        print(f"{rule.id:<{longest}}  {shown}{rule.summary}")


def explain(rule: Annotated[str, typer.Argument(help="A rule's id, as `speclatch rules` lists it.")]) -> None:
    """Say what a rule wants, why, and how to answer it."""
    found = BY_ID.get(rule)
    if found is None:
        close = difflib.get_close_matches(rule, BY_ID, n=1)
        hint = f"; did you mean '{close[0]}'?" if close else ""
        print(f"speclatch: there is no rule '{rule}'{hint}", file=sys.stderr)
        raise SystemExit(ExitCode.USAGE)
    print(rule_page(found))

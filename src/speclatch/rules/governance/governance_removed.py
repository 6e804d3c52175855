"""The rule governance-removed: a Must row or governance table of the template is gone."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding, Location
from speclatch.profiles.profile import TableRule
from speclatch.profiles.required_rows import answer_column
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec


class GovernanceRemoved(SpecRule):
    """A governance row or table of the template that the document no longer has.

    ## What it does
    Reports a Must row of the template that no table of the document holds, and a governance table, or its answer
    column, that is gone. Rows may move to another table.

    ## Why is this bad
    Deleting the question must not be easier than answering it.

    ## Example
    A spec copied from the template without its section "0.2 Quality / Testing / Security".

    ## Instead
    Keep the row and answer `N/A: reason`.
    """

    id = "governance-removed"
    summary = "a Must row or governance table of the template is gone"
    levels = by_phase("warning", "error", "error")

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield whole tables first; of a table that is there, each row that is gone."""
        for rule in spec.profile.tables:
            if rule.is_governance and any(row.must for row in rule.rows):
                yield from self._check_table(rule, spec)

    def _check_table(self, rule: TableRule, spec: Spec) -> Iterator[Finding]:
        alignment = spec.alignment
        rows = [(found, table, row) for found, table, row in alignment.rows(rule) if found.must]
        table = alignment.tables.get(rule) or next((table for _, table, _ in rows if table is not None), None)
        if table is None:
            place = alignment.place(rule.section)
            title = alignment.rules[rule.section].title if rule.section in alignment.rules else "the document"
            yield self.finding(
                say("the governance table of {} is gone: {} rows that must be answered", title, len(rows)),
                place.heading.location if place else Location(spec.path, 1),
                title,
                section=place,
                hint=say("Copy the table back from the template and answer it; `N/A: reason` is an answer."),
            )
            return
        if answer_column(rule, table) is None:
            yield self.finding(
                say("the column {} of this governance table is gone", "".join(rule.answer_columns[:1])),
                table.header_row.location,
                "answer column",
                section=table.section,
                hint=say("Bring the column back; the answers belong there."),
            )
        for found, _, row in rows:
            if row is None:
                yield self.finding(
                    say("the row {}, which must be answered, is gone", found.shown),
                    table.header_row.location,
                    found.shown,
                    section=table.section,
                    hint=say("Bring the row back and answer it; `N/A: reason` is an answer."),
                )

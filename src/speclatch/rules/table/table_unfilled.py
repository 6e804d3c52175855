"""The rule table-unfilled: a table whose answer columns are as the template left them."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding
from speclatch.profiles.answers import is_answered, table_says_none
from speclatch.profiles.columns import column
from speclatch.profiles.text import fold, is_blank
from speclatch.profiles.words import answers_nothing
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec


class TableUnfilled(SpecRule):
    """A table whose answers are still as the template left them.

    ## What it does
    Looks at the columns that the template leaves to the author, and reports a table in which every row still has
    there what the template has: nothing, or its guidance.

    ## Why is this bad
    The rows came with the template; without answers they say nothing about this feature.

    ## Example
    ```markdown
    | File | Purpose |
    |------|---------|
    | `services/<domain>/dtos.ts` | |
    ```

    ## Instead
    ```markdown
    | File | Purpose |
    |------|---------|
    | `services/orders/dtos.ts` | request and response types of the order API |
    ```
    """

    id = "table-unfilled"
    summary = "a table whose answer columns are as the template left them"
    levels = by_phase("note", "error", "error")
    yields_to = frozenset({"governance-removed", "governance-unanswered", "table-empty"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every table of the template that nobody has filled."""
        for rule, table in spec.alignment.tables.items():
            asked = [index for title in rule.answer_columns if (index := column(table, title)) is not None]
            rows = [row for row in table.rows if not all(is_blank(cell) for cell in row.cells)]
            if not asked or not rows or table_says_none(table, spec.profile.words):
                continue
            if not any(is_answered(row.cells[i], spec.alignment, table.section) for row in rows for i in asked):
                titles = [table.header[index] for index in asked]
                cells = [row.cells[i] for row in rows for i in asked]
                later = all(answers_nothing(cell, spec.profile.words) and not is_blank(cell) for cell in cells)
                state = say("says nothing yet" if later else "is as in the template")
                yield self.finding(
                    say("nobody has filled this table: in every row, {} {}", titles, state),
                    table.location,
                    fold(" | ".join(table.header)),
                    section=table.section,
                    hint=say("Replace the template's rows by this feature's."),
                )

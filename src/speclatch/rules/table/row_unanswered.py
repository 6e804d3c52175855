"""The rule row-unanswered: a row that is begun but blank in a column the profile requires."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.config.model import Words
from speclatch.documents.document import Row, Table
from speclatch.model import Finding
from speclatch.profiles.columns import column
from speclatch.profiles.profile import TableRule
from speclatch.profiles.text import fold
from speclatch.profiles.words import answers_nothing, none_answer
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec


class RowUnanswered(SpecRule):
    """A row that is begun and lacks what makes it worth having.

    ## What it does
    Reports a row with some cell filled but nothing in a column that the profile requires: a deviation without its
    rationale, a control without its implementation, a requirement without its parent.

    ## Why is this bad
    Half a row is a question left for the reader.

    ## Example
    ```markdown
    | PRD Specification | Implementation | Rationale |
    |-------------------|----------------|-----------|
    | refunds at once   | refunds nightly |          |
    ```

    ## Instead
    Say why: `the bank's API takes batches only`.

    ## Options
    `requires` in a profile of `.speclatch.yml` maps a section to the columns that a begun row must fill.
    """

    id = "row-unanswered"
    summary = "a row that is begun but blank in a column the profile requires"
    levels = by_phase("note", "warning", "warning")
    yields_to = frozenset(
        {"governance-removed", "governance-unanswered", "table-empty", "table-unfilled", "conflict-marker"}
    )

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every begun row with a required cell blank."""
        for rule, table in spec.alignment.tables.items():
            for row in table.rows if rule.requires else ():
                yield from self._check_row(rule, table, row, spec.profile.words)

    def _check_row(self, rule: TableRule, table: Table, row: Row, words: Words) -> Iterator[Finding]:
        if all(answers_nothing(cell, words) for cell in row.cells) or none_answer(row.cells[0], words) is not None:
            return
        blank = [
            table.header[index]
            for title in rule.requires
            if (index := column(table, title)) is not None and answers_nothing(row.cells[index], words)
        ]
        if blank:
            yield self.finding(
                say("this row says nothing under {}", blank),
                row.location,
                fold(row.cells[0]),
                section=table.section,
                hint=say("Fill {}, or take the row out.", blank),
            )

"""Rules about tables: empty, still as the template left them, ragged, or with a row begun and not finished."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from speclatch.documents.document import Row, Table
from speclatch.model import Finding
from speclatch.profiles.align import column
from speclatch.profiles.filled import is_answered, is_blank_table, section_says_none, table_says_none
from speclatch.profiles.profile import TableRule
from speclatch.profiles.wording import answers_nothing, fold, is_blank, none_answer
from speclatch.rules.base import Context, Rule, by_phase, quoted
from speclatch.specs.catalogue import Spec


class TableEmpty(Rule):
    """A table with nothing in it.

    ## What it does
    Reports a table without a data row, or whose every cell in every row is blank.

    ## Why is this bad
    An empty table reads like an answer from afar and says nothing.

    ## Example
    ```markdown
    | Method | Path | Auth |
    |--------|------|------|
    |        |      |      |
    ```

    ## Instead
    Fill it, or write `None` into its first cell or as the section's text.
    """

    id = "table-empty"
    summary = "a table without a row, or with blank rows only"
    levels = by_phase("note", "error", "error")
    yields_to: ClassVar = frozenset({"governance-removed"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield every table of the document that is empty, from its header to its last row."""
        for table in subject.document.tables:
            if is_blank_table(table) and not section_says_none(subject.document, table.section):
                yield self.finding(
                    f"the table {quoted(' | '.join(table.header))} is empty",
                    table.location,
                    fold(" | ".join(table.header)),
                    section=table.section,
                    hint="Fill it, or write `None` into its first cell if there is nothing to list.",
                )


class TableUnfilled(Rule):
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
    yields_to: ClassVar = frozenset({"governance-removed", "governance-unanswered", "table-empty"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield every table of the template that nobody has filled."""
        for rule, table in subject.alignment.tables.items():
            asked = [index for title in rule.answer_columns if (index := column(table, title)) is not None]
            rows = [row for row in table.rows if not all(is_blank(cell) for cell in row.cells)]
            if not asked or not rows or table_says_none(table):
                continue
            if not any(is_answered(row.cells[i], subject.alignment, table.section) for row in rows for i in asked):
                titles = ", ".join(quoted(table.header[index]) for index in asked)
                later = all(answers_nothing(row.cells[i]) and not is_blank(row.cells[i]) for row in rows for i in asked)
                state = "says nothing yet" if later else "is as in the template"
                yield self.finding(
                    f"nobody has filled this table: in every row, {titles} {state}",
                    table.location,
                    fold(" | ".join(table.header)),
                    section=table.section,
                    hint="Replace the template's rows by this feature's.",
                )


class TableRagged(Rule):
    r"""A row with more or fewer cells than its table's header.

    ## What it does
    Counts the cells of every row as GitHub does. GitHub cuts what is too much and pads what is too little.

    ## Why is this bad
    What stands in the cells that are cut is never shown, and a missing bar puts answers under the wrong heading.

    ## Example
    ```markdown
    | File | Purpose |
    |------|---------|
    | a.ts | reads | writes |
    ```

    ## Instead
    Escape a bar that belongs to the text: `reads \\| writes`.
    """

    id = "table-ragged"
    summary = "a row with more or fewer cells than the header"
    levels = by_phase("warning", "warning", "warning")
    yields_to: ClassVar = frozenset({"governance-removed", "governance-unanswered"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield every row whose width is not its header's."""
        for table in subject.document.tables:
            width = len(table.header)
            for row in table.rows:
                if row.width != width:
                    yield self.finding(
                        f"this row has {row.width} cells, its table has {width} columns",
                        row.location,
                        fold(row.cells[0]) if row.cells else "",
                        section=table.section,
                        hint="Add the missing cells." if row.width < width else "Escape bars that are text as `\\|`.",
                    )


class RowUnanswered(Rule):
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
    yields_to: ClassVar = frozenset({"governance-removed", "governance-unanswered", "table-empty", "table-unfilled"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield every begun row with a required cell blank."""
        for rule, table in subject.alignment.tables.items():
            for row in table.rows if rule.requires else ():
                yield from self._check_row(rule, table, row)

    def _check_row(self, rule: TableRule, table: Table, row: Row) -> Iterator[Finding]:
        if all(answers_nothing(cell) for cell in row.cells) or none_answer(row.cells[0]) is not None:
            return
        blank = [
            table.header[index]
            for title in rule.requires
            if (index := column(table, title)) is not None and answers_nothing(row.cells[index])
        ]
        if blank:
            titles = ", ".join(map(quoted, blank))
            yield self.finding(
                f"this row says nothing under {titles}",
                row.location,
                fold(row.cells[0]),
                section=table.section,
                hint=f"Fill {titles}, or take the row out.",
            )


RULES = (TableEmpty(), TableUnfilled(), TableRagged(), RowUnanswered())

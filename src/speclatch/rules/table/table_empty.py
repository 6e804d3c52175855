"""The rule table-empty: a table without a row, or with blank rows only."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.documents.document import Table
from speclatch.model import Finding
from speclatch.profiles.answers import is_blank_table, is_caption, is_set_in_columns, section_says_none
from speclatch.profiles.text import fold
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec


class TableEmpty(SpecRule):
    """A table with nothing in it.

    ## What it does
    Reports a table without a data row, or whose every cell in every row is blank. One column without a row, right
    above a code block, is that block's caption, and one line of links or line breaks is set in columns, unless the
    template has such a table.

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
    yields_to = frozenset({"governance-removed"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every table of the document that is empty, from its header to its last row."""
        for table in spec.document.tables:
            if is_empty_table(table, spec) and not section_says_none(spec.document, table.section, spec.profile.words):
                yield self.finding(
                    say("the table {} is empty", " | ".join(table.header)),
                    table.location,
                    fold(" | ".join(table.header)),
                    section=table.section,
                    hint=say("Fill it, or write `None` into its first cell if there is nothing to list."),
                )


def is_empty_table(table: Table, spec: Spec) -> bool:
    """Whether nothing stands in a table where something belongs."""
    line = table.location.line
    if not is_blank_table(table) or any(one.location.line == line for one in spec.document.metadata.body):
        return False  # where nothing stands below it, a header may say all: `| Status: Done | Owner: Ann |`
    asked = line in spec.alignment.table_rules
    return asked or not (is_caption(table, spec.document) or is_set_in_columns(table))

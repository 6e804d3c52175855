"""The rule table-ragged: a row with more or fewer cells than the header."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding
from speclatch.profiles.text import fold
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec


class TableRagged(SpecRule):
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
    yields_to = frozenset({"governance-removed", "governance-unanswered", "conflict-marker"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every row whose width is not its header's."""
        for table in spec.document.tables:
            width = len(table.header)
            for row in table.rows:
                if row.width != width:
                    yield self.finding(
                        say("this row has {} cells, its table has {} columns", row.width, width),
                        row.location,
                        fold(row.cells[0]) if row.cells else "",
                        section=table.section,
                        hint=say("Add the missing cells.")
                        if row.width < width
                        else say("Escape bars that are text as `\\|`."),
                    )

"""The rule task-unchecked: a box that is not ticked, not struck through and not answered `N/A`."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding
from speclatch.profiles.text import fold, visible
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.rules.task.boxes import meant_boxes, open_cells, uses_boxes
from speclatch.specs.catalogue import Spec

HINT = say("Tick it when it is done, strike it through, or answer it `N/A: reason`.")


class TaskUnchecked(SpecRule):
    """A box that is neither ticked, nor struck through, nor answered.

    ## What it does
    Reports every `- [ ]` of the document, and `[-]` and `[~]`, which some tools show as under way or put off. Boxes in
    code and quotes are none, as on GitHub; in a table, `[ ]` or `☐` counts in a column that the template leaves to its
    author. Where the template offers boxes to choose from (each with labelled bullets
    of its own), one that is ticked answers for the others.

    ## Why is this bad
    A spec that says it is done and still lists open work is one or the other.

    ## Example
    ```markdown
    - [ ] Migration applied
    ```

    ## Instead
    ```markdown
    - [x] Migration applied
    - [ ] ~~Feature flag~~
    - [ ] Monitoring/alerts configured: N/A: no runtime change
    ```
    """

    id = "task-unchecked"
    summary = "a box that is not ticked, not struck through and not answered `N/A`"
    levels = by_phase("note", "note", "error")

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every open box, on its line."""
        for task in spec.document.tasks:
            if spec.alignment.is_closed(task) or task.location.line in spec.alignment.further_options:
                continue
            text = visible(task.text)
            yield self.finding(
                say("the box {} is not ticked", text) if text else say("this box is not ticked"),
                task.location,
                fold(task.text),
                section=task.section,
                hint=HINT,
            )
        for cell in open_cells(spec):
            yield self.finding(
                say("the box of {} is not ticked", cell.name) if cell.name else say("this box is not ticked"),
                cell.location,
                f"cell {fold(cell.name)}",
                section=cell.section,
                hint=say("Write `[x]` when it is done, or `N/A: reason`."),
            )
        for box in meant_boxes(spec.document, spec.profile.words) if uses_boxes(spec) else ():
            if box.is_open:
                yield self.finding(
                    say("the box {} is neither open nor ticked to GitHub, and not done", box.text),
                    box.location,
                    fold(box.text),
                    section=box.section,
                    hint=HINT,
                )

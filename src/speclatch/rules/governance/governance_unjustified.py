"""The rule governance-unjustified: a Must row or a box answered `N/A` without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding
from speclatch.profiles.required_rows import required_rows
from speclatch.profiles.text import fold
from speclatch.profiles.words import none_answer, none_within
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec


class GovernanceUnjustified(SpecRule):
    """A governance row or a box answered `N/A` without a reason.

    ## What it does
    Reports a Must row or a task that is closed by `N/A` alone.

    ## Why is this bad
    `N/A` can be right, but a reviewer can only tell from the reason.

    ## Example
    ```markdown
    | Backups | Are backup policies defined? | Must | N/A | Section 9 |
    ```

    ## Instead
    ```markdown
    | Backups | Are backup policies defined? | Must | N/A: no data is stored | Section 9 |
    ```
    """

    id = "governance-unjustified"
    summary = "a Must row or a box answered `N/A` without a reason"
    levels = by_phase("-", "note", "note")
    yields_to = frozenset({"governance-unanswered", "task-unchecked"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield rows, then boxes, that say only ``N/A``."""
        for must in required_rows(spec.alignment):
            if none_answer(must.answer, spec.profile.words) == "":
                yield self.finding(
                    say("{} is answered `N/A` without a reason", must.name),
                    must.row.location,
                    must.name,
                    section=must.table.section,
                    hint=say("Say why the question does not apply: `N/A: reason`."),
                )
        for task in spec.document.tasks:
            if not task.checked and not task.struck and none_within(task.text, spec.profile.words) == "":
                yield self.finding(
                    say("this box is answered `N/A` or `None` without a reason"),
                    task.location,
                    fold(task.text),
                    section=task.section,
                    hint=say("Say why: `N/A: reason`."),
                )

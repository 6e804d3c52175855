"""The rule governance-unanswered: a Must row whose answer is blank or a placeholder."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding
from speclatch.profiles.required_rows import answer_column, is_answered_row, required_rows
from speclatch.profiles.text import is_blank
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import Said, say
from speclatch.specs.catalogue import Spec


class GovernanceUnanswered(SpecRule):
    """A governance row that must be answered and is not.

    ## What it does
    Looks at every row of a governance table whose `Required` column says `Must`, in the template or in the document,
    and reports those whose answer is blank, a word for later (`TBD`), the template's own text, a
    question, or a title, a mark or a question of the table again.

    ## Why is this bad
    The table asks what has to be decided before code is written. A blank row is a decision nobody made.

    ## Example
    ```markdown
    | Coverage Policy | Are goals defined as numbers? | Must |  | Section 7 |
    ```

    ## Instead
    ```markdown
    | Coverage Policy | Are goals defined as numbers? | Must | 85 % lines, 100 % of pricing | Section 7 |
    ```
    `N/A: reason` is an answer too.
    """

    id = "governance-unanswered"
    summary = "a Must row whose answer is blank or a placeholder"
    levels = by_phase("warning", "error", "error")

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every Must row that waits for an answer, on its row."""
        for must in required_rows(spec.alignment):
            if not is_answered_row(must, spec.alignment):
                title = must.table.header[answer_column(must.rule, must.table) or 0]
                yield self.finding(
                    say("{} must be answered: {} is {}", must.name, title, _state(must.answer)),
                    must.row.location,
                    must.name,
                    section=must.table.section,
                    hint=say("Write the decision into {}, or `N/A: reason` if the question does not apply.", title),
                )


def _state(answer: str) -> Said:
    return say("blank") if is_blank(answer) else say("only {}", answer)

"""The rule governance-unanswered: a Must row whose answer is blank or a placeholder."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding
from speclatch.profiles.answers import is_decided
from speclatch.profiles.required_rows import RequiredRow, answer_column, required_rows
from speclatch.profiles.text import fold, is_blank
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import Said, say
from speclatch.specs.catalogue import Spec


class GovernanceUnanswered(SpecRule):
    """A governance row that must be answered and is not.

    ## What it does
    Looks at every row of a governance table whose `Required` column says `Must`, in the template or in the document,
    and reports those whose answer is blank, a word for later (`TBD`), the template's own text or the question again.

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
            if not is_decided(must.answer, spec.alignment, must.table.section) or _repeats_question(must):
                title = must.table.header[answer_column(must.rule, must.table) or 0]
                yield self.finding(
                    say("{} must be answered: {} is {}", must.name, title, _state(must.answer)),
                    must.row.location,
                    must.name,
                    section=must.table.section,
                    hint=say("Write the decision into {}, or `N/A: reason` if the question does not apply.", title),
                )


def _repeats_question(must: RequiredRow) -> bool:
    """Whether an answer is the question that stands in another cell of its row."""
    answer = fold(must.answer)
    return answer.endswith(("?", "？")) and sum(fold(cell) == answer for cell in must.row.cells) > 1


def _state(answer: str) -> Said:
    return say("blank") if is_blank(answer) else say("only {}", answer)

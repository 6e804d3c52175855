"""Rules about governance tables: every Must row answered, with a reason, where it says, and none taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import ClassVar

from speclatch.documents.document import Section
from speclatch.model import Finding, Location
from speclatch.profiles.align import Alignment, column
from speclatch.profiles.filled import is_answered, is_filled
from speclatch.profiles.musts import MustRow, answer_column, must_rows
from speclatch.profiles.profile import TableRule
from speclatch.profiles.wording import fold, is_blank, none_answer, none_within, title_number
from speclatch.rules.base import Context, Need, Rule, by_phase, quoted
from speclatch.specs.catalogue import Spec
from speclatch.trees import Listing

_SECTION = re.compile(r"(?:section|sec\.|§)\s*(\d+(?:\.\d+)*)", re.IGNORECASE)
_FILE = re.compile(
    r"(?<![\w/.-])((?:\.{1,2}/|/)?[\w.-]+(?:/[\w.-]+)*\.(?:md|markdown|ya?ml|json|txt|rst|adoc))\b",
    re.IGNORECASE,
)


class GovernanceUnanswered(Rule):
    """A governance row that must be answered and is not.

    ## What it does
    Looks at every row of a governance table whose `Required` column says `Must`, in the template or in the document,
    and reports those whose answer is blank, a word for later (`TBD`) or the template's own text.

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

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield every Must row that waits for an answer, on its row."""
        for must in must_rows(subject.alignment):
            if not is_answered(must.answer, subject.alignment, must.table.section):
                title = must.table.header[answer_column(must.rule, must.table) or 0]
                yield self.finding(
                    f"{quoted(must.name)} must be answered: {quoted(title)} is {_state(must.answer)}",
                    must.row.location,
                    must.name,
                    section=must.table.section,
                    hint=f"Write the decision into {quoted(title)}, or `N/A: reason` if the question does not apply.",
                )


def _state(answer: str) -> str:
    return "blank" if is_blank(answer) else f"only {quoted(answer)}"


class GovernanceUnjustified(Rule):
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
    yields_to: ClassVar = frozenset({"governance-unanswered", "task-unchecked"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield rows, then boxes, that say only ``N/A``."""
        for must in must_rows(subject.alignment):
            if none_answer(must.answer) == "":
                yield self.finding(
                    f"{quoted(must.name)} is answered `N/A` without a reason",
                    must.row.location,
                    must.name,
                    section=must.table.section,
                    hint="Say why the question does not apply: `N/A: reason`.",
                )
        for task in subject.document.tasks:
            if not task.checked and not task.struck and none_within(task.text) == "":
                yield self.finding(
                    "this box is answered `N/A` or `None` without a reason",
                    task.location,
                    fold(task.text),
                    section=task.section,
                    hint="Say why: `N/A: reason`.",
                )


class GovernanceUndocumented(Rule):
    """A governance answer that is not written where the table says it is.

    ## What it does
    Follows the last column of a governance table ("Where to document"): `Section 7` must exist and hold more than the
    template's text, a file such as `OPERATIONS.md` must exist, beside the spec, at the root or anywhere by its name.
    A number means the template's section of that number, whatever the document's numbering.

    ## Why is this bad
    The row says a decision is documented; whoever follows it finds nothing.

    ## Example
    `| Alerts | ... | Must | Pages the on-call | Section 9 |` with an empty section 9.

    ## Instead
    Fill section 9, or say where the decision really stands.
    """

    id = "governance-undocumented"
    summary = "the place a governance row points to is absent or unfilled"
    levels = by_phase("note", "warning", "error")
    needs: ClassVar = frozenset({Need.LANDING})
    yields_to: ClassVar = frozenset({"governance-unanswered", "governance-removed"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield every row whose place of documentation does not hold."""
        for must in must_rows(subject.alignment):
            if none_answer(must.answer) is not None:
                continue
            for number in _SECTION.findall(must.where):
                fault = section_fault(number, must, subject)
                if fault:
                    yield self._finding(must, f"Section {number}", fault)
            for path in _FILE.findall(must.where):
                if not file_exists(path, subject.path, context.landing):
                    yield self._finding(must, path, f"{quoted(path)} does not exist")

    def _finding(self, must: MustRow, name: str, fault: str) -> Finding:
        where = column(must.table, must.rule.where_column)
        location = must.row.cell_location(where) if where is not None else must.row.location
        return self.finding(
            f"{quoted(must.name)} is said to be documented in {quoted(name)}, but {fault}",
            location,
            f"{must.name}: {name}",
            section=must.table.section,
            hint="Document it there, or say where it is documented.",
        )


def section_fault(number: str, must: MustRow, subject: Spec) -> str:
    """What is wrong with the section that a row points to; ``""`` if it is filled."""
    alignment = subject.alignment
    section = numbered_section(number, must, alignment)
    if section is None:
        return "there is no such section"
    if not is_filled(alignment, section):
        return f"{quoted(section.title)} says nothing yet"
    return ""


def numbered_section(number: str, must: MustRow, alignment: Alignment) -> Section | None:
    """The section that a number means: the template's, by title, where the cell is its own; else the document's."""
    by_template = next((rule for rule in alignment.profile.sections if rule.number == number), None)
    own = next((section for section in alignment.document.sections if title_number(section.title) == number), None)
    template_cell = any(row.where == must.where and row.name == must.name for row in must.rule.rows)
    if by_template is not None and (template_cell or own is None):
        return alignment.sections.get(by_template.key)
    return own


def file_exists(path: str, spec_path: str, listing: Listing) -> bool:
    """Whether a file named in prose exists: relative to the spec, to the root, or anywhere if it is a bare name."""
    if path.startswith("/"):
        return path.lstrip("/") in listing
    if normpath(join(dirname(spec_path), path)) in listing or normpath(path) in listing:
        return True
    return "/" not in path and path.casefold() in listing.by_name


class GovernanceRemoved(Rule):
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

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield whole tables first; of a table that is there, each row that is gone."""
        for rule in subject.profile.tables:
            if rule.is_governance and any(row.must for row in rule.rows):
                yield from self._check_table(rule, subject)

    def _check_table(self, rule: TableRule, subject: Spec) -> Iterator[Finding]:
        alignment = subject.alignment
        rows = [(found, table, row) for found, table, row in alignment.rows(rule) if found.must]
        table = alignment.tables.get(rule) or next((table for _, table, _ in rows if table is not None), None)
        if table is None:
            place = alignment.place(rule.section)
            title = alignment.rules[rule.section].title if rule.section in alignment.rules else "the document"
            yield self.finding(
                f"the governance table of {quoted(title)} is gone: {len(rows)} rows that must be answered",
                place.heading.location if place else Location(subject.path, 1),
                title,
                section=place,
                hint="Copy the table back from the template and answer it; `N/A: reason` is an answer.",
            )
            return
        if answer_column(rule, table) is None:
            yield self.finding(
                f"the column {quoted(''.join(rule.answer_columns[:1]))} of this governance table is gone",
                table.header_row.location,
                "answer column",
                section=table.section,
                hint="Bring the column back; the answers belong there.",
            )
        for found, _, row in rows:
            if row is None:
                yield self.finding(
                    f"the row {quoted(found.name)}, which must be answered, is gone",
                    table.header_row.location,
                    found.name,
                    section=table.section,
                    hint="Bring the row back and answer it; `N/A: reason` is an answer.",
                )


RULES = (GovernanceUnanswered(), GovernanceUnjustified(), GovernanceUndocumented(), GovernanceRemoved())

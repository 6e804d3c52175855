"""The rule governance-undocumented: the place a governance row points to is absent or unfilled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath

from speclatch.documents.document import Section
from speclatch.model import Finding
from speclatch.patterns import lazy_re
from speclatch.profiles.align import Alignment
from speclatch.profiles.answers import is_filled
from speclatch.profiles.columns import column
from speclatch.profiles.required_rows import RequiredRow, required_rows
from speclatch.profiles.titles import title_number
from speclatch.profiles.words import none_answer
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import NOTHING, Said, say
from speclatch.specs.catalogue import Spec
from speclatch.trees import Listing

_SECTION = lazy_re(r"(?:section|sec\.|§)\s*(\d+(?:\.\d+)*)", re.IGNORECASE)
_FILE = lazy_re(
    r"(?<![\w/.-])((?:\.{1,2}/|/)?[\w.-]+(?:/[\w.-]+)*\.(?:md|markdown|ya?ml|json|txt|rst|adoc))\b",
    re.IGNORECASE,
)


class GovernanceUndocumented(SpecRule):
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
    wants = frozenset({Want.LISTING})
    yields_to = frozenset({"governance-unanswered", "governance-removed"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every row whose place of documentation does not hold."""
        for must in required_rows(spec.alignment):
            if none_answer(must.answer, spec.profile.words) is not None:
                continue
            for number in _SECTION.findall(must.where):
                fault = section_fault(number, must, spec)
                if fault:
                    yield self._finding(must, f"Section {number}", fault)
            for path in _FILE.findall(must.where):
                if not file_exists(path, spec.path, context.listing):
                    yield self._finding(must, path, say("{} does not exist", path))

    def _finding(self, must: RequiredRow, name: str, fault: Said) -> Finding:
        where = column(must.table, must.rule.where_column)
        location = must.row.cell_location(where) if where is not None else must.row.location
        return self.finding(
            say("{} is said to be documented in {}, but {}", must.name, name, fault),
            location,
            f"{must.name}: {name}",
            section=must.table.section,
            hint=say("Document it there, or say where it is documented."),
        )


def section_fault(number: str, must: RequiredRow, spec: Spec) -> Said:
    """What is wrong with the section that a row points to; ``""`` if it is filled."""
    alignment = spec.alignment
    section = numbered_section(number, must, alignment)
    if section is None:
        return say("there is no such section")
    if not is_filled(alignment, section):
        return say("{} says nothing yet", section.title)
    return NOTHING


def numbered_section(number: str, must: RequiredRow, alignment: Alignment) -> Section | None:
    """The section that a number means: the template's, by title, where the cell is its own; else the document's."""
    by_template = next((rule for rule in alignment.profile.sections if rule.number == number), None)
    own = next((section for section in alignment.document.sections if title_number(section.title) == number), None)
    template_cell = any(row.where == must.where and row.shown == must.name for row in must.rule.rows)
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

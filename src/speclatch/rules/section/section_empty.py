"""The rule section-empty: nothing stands below a heading of the template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from speclatch.documents.document import Section
from speclatch.model import Finding
from speclatch.profiles.filled import is_empty
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.rules.section.depth import NESTED, case_of
from speclatch.specs.catalogue import Spec


class SectionEmpty(SpecRule):
    """A section of the template with nothing below its heading.

    ## What it does
    Reports a section in which nothing is visible: comments, blank lines and headings are nothing. Sections below
    level 2, and those the template marks as optional, are notes.

    ## Why is this bad
    An empty section cannot be told from one nobody thought of.

    ## Example
    ```markdown
    ### 2.3 RLS policies

    ### 2.4 RPCs
    ```

    ## Instead
    ```markdown
    ### 2.3 RLS policies

    None: the table is read by the service role only.
    ```
    """

    id = "section-empty"
    summary = "nothing stands below a heading of the template"
    levels = by_phase("note", "warning", "warning")
    cases: ClassVar = {NESTED: by_phase("note", "note", "note")}
    yields_to = frozenset({"placeholder-left", "field-empty", "item-removed"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every empty section; of nested ones the outermost."""
        alignment = spec.alignment
        told: set[Section] = set()
        for rule in spec.profile.sections:
            section = alignment.sections.get(rule.key)
            if section is None or not is_empty(spec.document, section):
                continue
            if not any(above in told for above in _chain(section)):
                told.add(section)
                yield self.finding(
                    say("nothing stands below {}", section.title),
                    section.heading.location,
                    rule.title,
                    section=section,
                    hint=say("Fill the section, or write `None` and the reason."),
                    case=case_of(rule),
                )


def _chain(section: Section) -> Iterator[Section]:
    current: Section | None = section
    while current is not None:
        yield current
        current = current.parent

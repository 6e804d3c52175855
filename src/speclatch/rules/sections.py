"""Rules about the template's sections and what it has in them: missing, empty, or taken out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from speclatch.documents.document import Section
from speclatch.model import Finding, Location
from speclatch.profiles.align import Alignment
from speclatch.profiles.filled import is_empty, section_says_none
from speclatch.profiles.profile import SectionKey, SectionRule
from speclatch.profiles.wording import answers_nothing, is_blank
from speclatch.rules.base import Context, Rule, by_phase, quoted
from speclatch.specs.catalogue import Spec

NESTED = "nested"
"""The variant of a section below level 2, and of one that the template calls optional."""
HOLLOW = "hollow"
"""The variant of the first missing level-2 section where most of them are: what is left is no spec. One will do."""


def _variant(rule: SectionRule) -> str:
    return NESTED if rule.level > 2 or not rule.required else ""


class SectionMissing(Rule):
    """A section of the template that the document does not have.

    ## What it does
    Compares the document's headings with the template's; numbering, letter case and slight renaming do not count.
    Sections the template marks as optional may be absent. Of a missing section its subsections are not reported.
    Sections below level 2, and the document's title, are notes. Where more than half of the level-2 sections are
    missing, the first of them is an error: most of the template is gone.

    ## Why is this bad
    A missing section cannot be told from one nobody thought of.

    ## Example
    An execution spec without "7) Security Posture".

    ## Instead
    Keep the heading, and write `None` and the reason below it.

    ## Options
    `optional` in a profile of `.speclatch.yml` names sections that may be absent.
    """

    id = "section-missing"
    summary = "a section of the template is not there"
    levels = by_phase("note", "warning", "warning")
    variants: ClassVar = {NESTED: by_phase("note", "note", "note"), HOLLOW: by_phase("note", "error", "error")}
    yields_to: ClassVar = frozenset({"governance-removed"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield every missing section, on the heading before the place where it belongs."""
        alignment = subject.alignment
        if subject.profile.title and all(heading.level > 1 for heading in subject.document.headings):
            yield self.finding(
                "the document has no title",
                Location(subject.path, subject.document.front_matter.location.end_line),
                "title",
                hint=f"Open the body with {quoted('# ' + subject.profile.title)}, named after what it specifies.",
                variant=NESTED,
            )
        hollow = is_hollow(alignment)
        before: Section | None = None
        for rule in subject.profile.sections:
            section = alignment.sections.get(rule.key)
            if section is not None:
                before = section
                continue
            if rule.required and not _excused(rule.key, alignment):
                place = before or alignment.place(())
                variant = _variant(rule) or (HOLLOW if hollow else "")
                hollow = hollow and variant != HOLLOW
                yield self.finding(
                    f"the section {quoted(rule.title)} is missing"
                    + (", and most of the template is gone" if variant == HOLLOW else ""),
                    place.heading.location if place else Location(subject.path, 1),
                    rule.title,
                    hint=f"Add {quoted('#' * rule.level + ' ' + rule.title)}; `None` and a reason may be its text.",
                    variant=variant,
                )


def is_hollow(alignment: Alignment) -> bool:
    """Whether more than half of the level-2 sections that must be there are missing, and more than one."""
    wanted = [rule for rule in alignment.profile.sections if rule.level == 2 and rule.required]
    missing = [rule for rule in wanted if rule.key not in alignment.sections and not _excused(rule.key, alignment)]
    return len(missing) > 1 and 2 * len(missing) > len(wanted)


def _excused(key: SectionKey, alignment: Alignment) -> bool:
    """Whether a section need not be there: its parent is missing too, or is answered by ``None``."""
    if len(key) == 1:
        return False
    parent = alignment.sections.get(key[:-1])
    return parent is None or section_says_none(alignment.document, parent)


class SectionEmpty(Rule):
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
    variants: ClassVar = {NESTED: by_phase("note", "note", "note")}
    yields_to: ClassVar = frozenset({"placeholder-left", "field-empty", "item-removed"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield every empty section; of nested ones the outermost."""
        alignment = subject.alignment
        told: set[Section] = set()
        for rule in subject.profile.sections:
            section = alignment.sections.get(rule.key)
            if section is None or not is_empty(subject.document, section):
                continue
            if not any(above in told for above in _chain(section)):
                told.add(section)
                yield self.finding(
                    f"nothing stands below {quoted(section.title)}",
                    section.heading.location,
                    rule.title,
                    section=section,
                    hint="Fill the section, or write `None` and the reason.",
                    variant=_variant(rule),
                )


def _chain(section: Section) -> Iterator[Section]:
    current: Section | None = section
    while current is not None:
        yield current
        current = current.parent


class FieldEmpty(Rule):
    """A labelled bullet of the template with nothing behind it.

    ## What it does
    Reports `- Context name:` and the like, where neither the line nor what is nested below it says anything. A label
    nested below a box is asked for when the box is ticked.

    ## Why is this bad
    The label is a question; the reader looks for its answer.

    ## Example
    ```markdown
    - Context name:
    ```

    ## Instead
    ```markdown
    - Context name: Orders
    - Feature Scaffold: None
    ```
    """

    id = "field-empty"
    summary = "a labelled bullet of the template with nothing behind it"
    levels = by_phase("note", "warning", "error")
    yields_to: ClassVar = frozenset({"reference-missing"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield every label of the template without a value."""
        for rule, field in subject.alignment.fields:
            if rule.required and is_blank(field.value) and answers_nothing(field.body):
                box = subject.alignment.boxes_above.get(field.location.line)
                if section_says_none(subject.document, field.section) or (box is not None and not box.checked):
                    continue
                yield self.finding(
                    f"nothing stands behind {quoted(field.label + ':')}",
                    field.location,
                    rule.label,
                    section=field.section,
                    hint="Answer it; `None` is an answer.",
                )


class ItemRemoved(Rule):
    """A table, labelled bullet or box of the template that is gone from its section.

    ## What it does
    Reports what the template has in a section that the document has too, but without it: a table, a labelled bullet,
    a fixed box. A section answered by `None` needs none of them; labels and boxes that stand for others may go.

    ## Why is this bad
    Taking the question out must not be easier than answering it.

    ## Example
    A rollout plan without the box "Monitoring/alerts configured".

    ## Instead
    ```markdown
    - [ ] Monitoring/alerts configured: N/A: no runtime change
    ```

    ## Options
    `optional` in a profile of `.speclatch.yml` names labels and boxes that may be absent.
    """

    id = "item-removed"
    summary = "a table, labelled bullet or box of the template is gone from its section"
    levels = by_phase("note", "warning", "warning")
    yields_to: ClassVar = frozenset({"governance-removed"})

    def check(self, subject: Spec, context: Context) -> Iterator[Finding]:
        """Yield tables, then labels, then boxes that are gone."""
        alignment = subject.alignment
        for table in subject.profile.tables:
            if not table.is_governance and table not in alignment.tables:
                yield from self._gone("table", " | ".join(table.header), table.section, alignment)
        present = {id(rule) for rule, _ in alignment.fields}
        for label in subject.profile.fields:
            if label.fixed and label.container == "bullet" and id(label) not in present:
                yield from self._gone("label", label.label, label.section, alignment, label.shown)
        for task in subject.profile.tasks:
            if task.required and task not in alignment.tasks:
                yield from self._gone("box", task.text, task.section, alignment, task.shown)

    def _gone(self, what: str, name: str, key: SectionKey, alignment: Alignment, shown: str = "") -> Iterator[Finding]:
        section = alignment.sections.get(key)
        if section is None or section_says_none(alignment.document, section):
            return
        yield self.finding(
            f"the {what} {quoted(shown or name)} of the template is gone from this section",
            section.heading.location,
            f"{what} {name}",
            section=section,
            hint="Bring it back and answer it, or answer the whole section with `None` and the reason.",
        )


RULES = (SectionMissing(), SectionEmpty(), FieldEmpty(), ItemRemoved())

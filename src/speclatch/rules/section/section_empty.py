"""The rule section-empty: nothing stands below a heading of the template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from speclatch.documents.document import Section
from speclatch.model import Finding, Location, Related
from speclatch.profiles.answers import holds_guidance, is_empty, is_untouched, unfilled
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.rules.placeholder.conflict_marker import torn_by
from speclatch.rules.section.depth import HOLLOW, NESTED, case_of
from speclatch.specs.catalogue import Spec


class SectionEmpty(SpecRule):
    """A section of the template with nothing below its heading.

    ## What it does
    Reports a section in which nothing is visible: comments, blank lines and headings are nothing. Sections below
    the top level, and those the template marks as optional, are notes. Where most of the top level's sections are
    missing, empty or word for word the template's, the first of them is an error: nobody has filled this in, also
    where what stands of the template (`placeholder-left`) weighs less. Where it is the only one that must be there,
    that is so only if the others are not filled, either.

    ## Why is this bad
    Readers cannot know whether an empty section was left empty or forgotten.

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
    cases: ClassVar = {NESTED: by_phase("note", "note", "note"), HOLLOW: by_phase("note", "error", "error")}
    yields_to = frozenset({"placeholder-left", "field-empty", "item-removed", "conflict-marker"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every empty section; of nested ones the outermost. Before them, that all is nobody's."""
        alignment = spec.alignment
        yield from self._nobodys(spec)
        reported: set[Section] = set()
        for rule in spec.profile.sections:
            section = alignment.sections.get(rule.key)
            if section is None or not is_empty(spec.document, section):
                continue
            if not any(above in reported for above in _chain(section)):
                reported.add(section)
                yield self.finding(
                    say("nothing stands below {}", section.title),
                    section.heading.location,
                    rule.title,
                    section=section,
                    hint=say("Fill the section, or write `None` and the reason."),
                    related=torn_by(spec.document, section),
                    case=case_of(rule),
                )

    def _nobodys(self, spec: Spec) -> Iterator[Finding]:
        """Yield that the document is nobody's, on its title, where no other finding says so.

        Guidance left standing is `placeholder-left`'s, which says so where it weighs as much; sections that are not
        there are `section-missing`'s.
        """
        alignment = spec.alignment
        open_ones = unfilled(alignment)
        hollow = [alignment.sections[rule.key] for rule in open_ones.hollow]
        copied = not open_ones.wanted and bool(spec.profile.texts) and is_untouched(alignment, None)
        mostly = open_ones.says_nothing and bool(hollow) and not open_ones.lacks_most
        if not (copied or mostly):
            return
        guided = any(holds_guidance(alignment, section) for section in hollow or (None,))
        whole = Location(spec.path, 1, len(spec.document.lines))
        count = len(hollow) + len(open_ones.missing)
        place = alignment.title or next(iter(hollow), None)
        if guided:  # the title may be guidance as well
            place = next((one for one in (*hollow, *spec.document.sections) if one is not alignment.title), place)
        yield self.finding(
            say("nobody has filled this in: {} of {} sections say nothing of their own", count, open_ones.wanted)
            if mostly
            else say("nobody has filled this in: all that stands here is the template's"),
            place.heading.location if place else Location(spec.path, 1),
            "document",
            hint=say("Replace what the template says by what holds here, or call it a draft."),
            related=(Related(whole, "the template's text"),) if guided else (),
            case=HOLLOW,
        )


def _chain(section: Section) -> Iterator[Section]:
    current: Section | None = section
    while current is not None:
        yield current
        current = current.parent

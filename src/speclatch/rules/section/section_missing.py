"""The rule section-missing: a section of the template is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from speclatch.documents.document import Section
from speclatch.model import Finding, Location
from speclatch.profiles.align import Alignment
from speclatch.profiles.answers import section_says_none, unfilled
from speclatch.profiles.profile import SectionKey
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import say
from speclatch.rules.placeholder.conflict_marker import torn_by
from speclatch.rules.section.depth import HOLLOW, NESTED, case_of
from speclatch.rules.section.open_before import OPEN, OPEN_LEVELS, section_was_open
from speclatch.specs.catalogue import Spec


class SectionMissing(SpecRule):
    """A section of the template that the document does not have.

    ## What it does
    Compares the document's headings with the template's; numbering, letter case and slight renaming do not count.
    Sections the template marks as optional may be absent. Of a missing section its subsections are not reported.
    Sections below the top level, and the document's title, are notes. Where more than half of the top level's are
    missing, the first of them is an error: most of the template is gone.

    ## Why is this bad
    Readers cannot know whether a missing section was left out or forgotten.

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
    cases: ClassVar = {
        NESTED: by_phase("note", "note", "note"),
        HOLLOW: by_phase("note", "error", "error"),
        OPEN: OPEN_LEVELS,
    }
    wants = frozenset({Want.BASE})
    yields_to = frozenset({"governance-removed", "conflict-marker"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every missing section, on the heading before the place where it belongs."""
        alignment = spec.alignment
        if spec.profile.title and all(heading.level > 1 for heading in spec.document.headings):
            yield self.finding(
                say("the document has no title"),
                Location(spec.path, spec.document.front_matter.location.end_line),
                "title",
                hint=say("Open the body with {}, named after what it specifies.", "# " + spec.profile.title),
                case=NESTED,
            )
        hollow = unfilled(alignment).lacks_most
        before: Section | None = None
        for rule in spec.profile.sections:
            section = alignment.sections.get(rule.key)
            if section is not None:
                before = section
                continue
            if alignment.asks_for(rule) and not _excused(rule.key, alignment):
                place = before or alignment.place(())
                was_open = section_was_open(context.base_of(spec), rule)
                case = (HOLLOW if hollow and not case_of(rule) else OPEN if was_open else "") or case_of(rule)
                hollow = hollow and case != HOLLOW
                yield self.finding(
                    say(
                        "the section {} is missing, and most of the template is gone"
                        if case == HOLLOW
                        else "the section {} is missing",
                        rule.title,
                    ),
                    place.heading.location if place else Location(spec.path, 1),
                    rule.title,
                    hint=say("Add {}; `None` and a reason may be its text.", "#" * rule.level + " " + rule.title),
                    related=torn_by(spec.document, place) if place and case != OPEN else (),
                    case=case,
                )


def _excused(key: SectionKey, alignment: Alignment) -> bool:
    """Whether a section need not be there: its parent is missing too, or is answered by ``None``."""
    if len(key) == 1:
        return False
    parent = alignment.sections.get(key[:-1])
    return parent is None or section_says_none(alignment.document, parent, alignment.profile.words)

"""The rule status-disagrees: the body names another status than the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speclatch.documents.document import MetadataField, MetadataForm
from speclatch.model import Finding, Related
from speclatch.profiles.answers import leftover
from speclatch.profiles.enumerations import alternatives
from speclatch.profiles.phases import STATUS_KEY, phase_of
from speclatch.profiles.text import fold
from speclatch.profiles.words import answers_nothing
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import Said, say
from speclatch.specs.catalogue import Spec


class StatusDisagrees(SpecRule):
    """A body that names another status than the front matter.

    ## What it does
    Compares every other status of the metadata (a line, table or quote below the title, a section `Status`) with the
    one that counts, the front matter's first, by their leading words; so it does two keys of one front matter that
    differ in letter case alone.

    ## Why is this bad
    The gate, dashboards and agents read the front matter; people read the line.

    ## Example
    `> **Status**: Draft` below `status: Validated`.

    ## Instead
    Change both, or take the line out.
    """

    id = "status-disagrees"
    summary = "the body names another status than the front matter"
    levels = by_phase("note", "warning", "warning")
    yields_to = frozenset({"placeholder-left", "front-matter-value", "front-matter-missing-key"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield the line that disagrees."""
        entry, words = spec.metadata.find(STATUS_KEY), spec.profile.words
        if entry is None or not spec.metadata.readable:
            return
        if answers_nothing(entry.text, words) or alternatives(entry.text):
            return
        for other in spec.metadata.all(STATUS_KEY):
            if other is entry or answers_nothing(other.text, words):
                continue
            if leftover(other.text, spec.alignment, other.section) or alternatives(other.text):
                continue
            ours, theirs = phase_of(other.text, context.config), phase_of(entry.text, context.config)
            if _leading(other.text) != _leading(entry.text) and (ours is not theirs or ours is None):
                is_same_place = other.form is MetadataForm.FRONT_MATTER
                where = say("the key {}", entry.key) if is_same_place else _named(entry)
                what = say("the key {}", other.key) if is_same_place else Said("the body")
                yield self.finding(
                    say("{} says {}, {} {}", what, other.text, where, entry.text),
                    other.location,
                    STATUS_KEY,
                    section=other.section,
                    hint=say("What {} says counts; make the two agree or take one out.", where),
                    related=(Related(entry.location, "the status that counts"),),
                )


def _named(entry: MetadataField) -> Said:
    """What holds the status that counts."""
    if entry.form is MetadataForm.FRONT_MATTER:
        return Said("the front matter")
    return say("line {}", entry.location.line)


def _leading(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))[:1]

"""The rule status-disagrees: the body names another status than the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speclatch.documents.document import Field
from speclatch.model import Finding, Related
from speclatch.profiles.filled import leftover
from speclatch.profiles.phases import STATUS_KEY, phase_of
from speclatch.profiles.template import document_title
from speclatch.profiles.wording import alternatives, answers_nothing, fold, normalise_label
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec


class StatusDisagrees(SpecRule):
    """A body that names another status than the front matter.

    ## What it does
    Compares a `Status:` line before the first section with the front matter's `status`, by their leading words.

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
        entry = spec.front_matter.find(STATUS_KEY)
        if entry is None or answers_nothing(entry.text) or alternatives(entry.text):
            return
        if not spec.front_matter.readable:
            return
        for field in preamble_fields(spec):
            if normalise_label(field.label) != STATUS_KEY or answers_nothing(field.value):
                continue
            if leftover(field.value, spec.alignment, field.section) or alternatives(field.value):
                continue
            ours, theirs = phase_of(field.value, context.config), phase_of(entry.text, context.config)
            if _leading(field.value) != _leading(entry.text) and (ours is not theirs or ours is None):
                yield self.finding(
                    say("the body says {}, the front matter {}", field.value, entry.text),
                    field.location,
                    STATUS_KEY,
                    section=field.section,
                    hint=say("The front matter counts; make the line agree or take it out."),
                    related=(Related(entry.location, "the status that counts"),),
                )


def _leading(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold(text))[:1]


def preamble_fields(spec: Spec) -> Iterator[Field]:
    """The labelled values before the first section."""
    title = document_title(spec.document)
    for field in spec.document.fields:
        if field.section is None or field.section is title:
            yield field

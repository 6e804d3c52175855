"""The rule item-removed: a table, labelled bullet or box of the template is gone from its section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from speclatch.model import Finding, Location, Phase
from speclatch.profiles.align import Alignment
from speclatch.profiles.answers import section_says_none
from speclatch.profiles.profile import SectionKey
from speclatch.profiles.same_boxes import is_reworded
from speclatch.profiles.text import fold, visible
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import Said, say
from speclatch.rules.placeholder.conflict_marker import torn_by
from speclatch.rules.section.open_before import (
    OPEN,
    OPEN_LEVELS,
    box_was_open,
    boxes_gone,
    cells_gone,
    label_was_open,
    table_was_open,
)
from speclatch.rules.task.boxes import boxes_in_text
from speclatch.specs.catalogue import Spec

FINISHED = "finished"
"""The case of a box that a spec did not have when it was done: nobody puts a box into finished work."""
OWN = "own"
"""The case of an open box that the author had put there: as long as a spec is a draft, plans may change."""


class ItemRemoved(SpecRule):
    """A table, labelled bullet or box of the template that is gone from its section.

    ## What it does
    Reports what the template has in a section that the document has too, but without it: a table, a labelled bullet,
    a fixed box. A section answered by `None` needs none of them; labels and boxes that stand for others may go.

    Of a change it also reports the open boxes of the base, the author's own included, that are boxes no more: deleted,
    commented out, quoted, or turned into text. What was open and is gone weighs what it weighed.

    A box that the template asked for only after a spec was done is a note: an audit cannot tell it from one that was
    taken out before, a change can where the base was done without it.

    ## Why is this bad
    Taking the question out must not be easier than answering it.

    ## Example
    A rollout plan without the box "Monitoring/alerts configured".

    ## Instead
    ```markdown
    - [ ] Monitoring/alerts configured: N/A: no runtime change
    ```

    ## Options
    `optional` in a profile of `.speclatch.yml` names labels, boxes and tables (by their header, `Risk | Mitigation`)
    that may be absent.
    """

    id = "item-removed"
    summary = "a table, labelled bullet or box of the template is gone from its section"
    levels = by_phase("note", "warning", "warning")
    cases: ClassVar = {
        OPEN: OPEN_LEVELS,
        OWN: by_phase("-", "note", "error"),
        FINISHED: by_phase("note", "warning", "note"),
    }
    wants = frozenset({Want.BASE})
    yields_to = frozenset({"governance-removed", "task-malformed", "conflict-marker"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield tables, then labels, then boxes that are gone; last what the author had open and took out."""
        alignment, base = spec.alignment, context.base_of(spec)
        for table in spec.profile.tables:
            if table.required and not table.is_governance and table not in alignment.tables:
                name = " | ".join(table.header)
                case = OPEN if table_was_open(base, table) else ""
                yield from self._gone("table", name, table.section, alignment, case=case)
        present = {id(rule) for rule, _ in alignment.fields}
        for label in spec.profile.fields:
            if label.fixed and label.container in ("bullet", "text") and id(label) not in present:
                case = OPEN if label_was_open(base, label) else ""
                yield from self._gone("label", label.label, label.section, alignment, label.shown, case)
        yield from self._boxes(spec, base, is_audit=context.base_catalogue is None)
        yield from self._own(spec, base)
        yield from self._cells(spec, base)

    def _boxes(self, spec: Spec, base: Spec | None, *, is_audit: bool) -> Iterator[Finding]:
        """Yield the template's boxes that are gone; in an audit each was perhaps never there."""
        meant = {fold(box.text) for box in boxes_in_text(spec.document, spec.profile.words)}
        was_done = base is not None and base.phase is Phase.DONE
        for task in spec.profile.tasks:
            gone = task.required and task not in spec.alignment.tasks
            if gone and not any(is_reworded(task.text, text) for text in meant):
                never = is_audit or (base is not None and was_done and task not in base.alignment.tasks)
                case = OPEN if box_was_open(base, task) else FINISHED if never else ""
                yield from self._gone("box", task.text, task.section, spec.alignment, task.shown, case)

    def _own(self, spec: Spec, base: Spec | None) -> Iterator[Finding]:
        """Yield the open boxes of the base that the author had put there, and that are gone."""
        for task, section in boxes_gone(spec, base):
            yield self.finding(
                say("the open box {} of the base is gone", visible(task.text)),
                section.heading.location if section else Location(spec.path, 1),
                f"box {fold(task.text)}",
                section=section,
                hint=say("Bring it back, and tick it, strike it through or answer it `N/A: reason`."),
                case=OWN,
            )

    def _cells(self, spec: Spec, base: Spec | None) -> Iterator[Finding]:
        """Yield the rows of the base that had an open box and are gone from a table that is still there."""
        for name, section in cells_gone(spec, base):
            yield self.finding(
                say("the row {} of the base, with an open box, is gone", name),
                section.heading.location if section else Location(spec.path, 1),
                f"row {fold(name)}",
                section=section,
                hint=say("Bring it back, and tick it or answer it `N/A: reason`."),
                case=OWN,
            )

    def _gone(
        self, what: str, name: str, key: SectionKey, alignment: Alignment, shown: str = "", case: str = ""
    ) -> Iterator[Finding]:
        section = alignment.sections.get(key)
        if section is None or section_says_none(alignment.document, section, alignment.profile.words):
            return
        yield self.finding(
            say("the {} {} of the template is gone from this section", Said(what), shown or name),
            section.heading.location,
            f"{what} {name}",
            section=section,
            hint=say("Bring it back and answer it, or answer the whole section with `None` and the reason."),
            related=() if case == OPEN else torn_by(alignment.document, section),
            case=case,
        )

"""The rule item-removed: a table, labelled bullet or box of the template is gone from its section."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding
from speclatch.profiles.align import Alignment
from speclatch.profiles.filled import section_says_none
from speclatch.profiles.profile import SectionKey
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import Said, say
from speclatch.specs.catalogue import Spec


class ItemRemoved(SpecRule):
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
    yields_to = frozenset({"governance-removed", "task-malformed"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield tables, then labels, then boxes that are gone."""
        alignment = spec.alignment
        for table in spec.profile.tables:
            if not table.is_governance and table not in alignment.tables:
                yield from self._gone("table", " | ".join(table.header), table.section, alignment)
        present = {id(rule) for rule, _ in alignment.fields}
        for label in spec.profile.fields:
            if label.fixed and label.container in ("bullet", "text") and id(label) not in present:
                yield from self._gone("label", label.label, label.section, alignment, label.shown)
        for task in spec.profile.tasks:
            if task.required and task not in alignment.tasks:
                yield from self._gone("box", task.text, task.section, alignment, task.shown)

    def _gone(self, what: str, name: str, key: SectionKey, alignment: Alignment, shown: str = "") -> Iterator[Finding]:
        section = alignment.sections.get(key)
        if section is None or section_says_none(alignment.document, section, alignment.profile.words):
            return
        yield self.finding(
            say("the {} {} of the template is gone from this section", Said(what), shown or name),
            section.heading.location,
            f"{what} {name}",
            section=section,
            hint=say("Bring it back and answer it, or answer the whole section with `None` and the reason."),
        )

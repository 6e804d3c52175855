"""The rule reference-disagrees: body and front matter name different documents."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding
from speclatch.references.collect import Origin, as_written
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import say
from speclatch.rules.reference.targets import strays
from speclatch.specs.catalogue import Spec


class ReferenceDisagrees(SpecRule):
    """Finds bodies that name another PRD or ADR than the front matter.

    ## What it does
    Compares what the labels of the body (`- **PRD:**`, `- ADR(s):`) lead to with what the front matter's keys
    of the same kind lead to, and reports a document that only the body names. How each is written does not
    matter: an id and the path of its file are the same.

    ## Why is this bad
    Readers and tools each follow another document.

    ## Example
    ```markdown
    ---
    prd_ref: PRD-062
    ---
    - **PRD:** [PRD-026](../10-prd/PRD-026-refunds.md)
    ```

    ## Instead
    Name the same documents in both places.
    """

    id = "reference-disagrees"
    summary = "body and front matter name different documents"
    levels = by_phase("note", "warning", "warning")
    wants = frozenset({Want.CATALOGUE, Want.REFERENCES})
    yields_to = frozenset({"placeholder-left", "reference-broken", "reference-kind"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per labelled reference of the body that the front matter does not have."""
        named: dict[str, set[str]] = {}
        known = context.references.resolved(spec)
        for reference, found in known:
            if reference.origin is not Origin.KEY or reference.kind is None or not found.found:
                continue
            if strays(reference, found, context) is None:
                named.setdefault(reference.kind.name, set()).update(found.targets)
        for reference, found in known:
            if reference.origin is not Origin.LABEL or reference.kind is None or not found.found:
                continue
            front = named.get(reference.kind.name) if reference.kind.id else None
            if front and front.isdisjoint(found.targets):
                name = as_written(reference)
                yield self.finding(
                    say("{} is not what the front matter names", name),
                    reference.location,
                    name,
                    section=reference.section,
                    hint=say("The front matter leads to {}: name the same in both places.", sorted(front)),
                )

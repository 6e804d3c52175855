"""The rule reference-kind: a reference leads to a document of another kind."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.config.model import ReferenceKind as Kind
from speclatch.model import Finding
from speclatch.references.reference import as_written
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import Said, say
from speclatch.rules.reference.targets import NAMED, strays
from speclatch.specs.catalogue import Spec


class ReferenceKind(SpecRule):
    """Finds references that lead to a document of another kind.

    ## What it does
    Reports a PRD key or label that leads to an ADR or a spec, and an ADR key or label that leads to a PRD.
    A kind is known by the form of an id, by the configured folders, by the file's name and by its folder's
    name. Ids of no configured kind (`SEC-007`) are fine.

    ## Why is this bad
    Whoever looks for the requirements finds a decision instead, and the PRD itself is named nowhere.

    ## Example
    ```yaml
    prd_ref: docs/adr/ADR-016-mail-queue.md
    ```

    ## Instead
    ```yaml
    prd_ref: docs/10-prd/PRD-062-pilot-mail.md
    adr_refs: [ADR-016]
    ```

    ## Options
    `references.<kind>.id` and `references.<kind>.paths` say what is of a kind.
    """

    id = "reference-kind"
    summary = "a reference leads to a document of another kind"
    levels = by_phase("warning", "warning", "warning")
    wants = frozenset({Want.CATALOGUE, Want.REFERENCES})
    yields_to = frozenset({"reference-broken"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per reference that leads to another kind than its key or label says."""
        for reference, found in context.references.resolved(spec):
            if reference.kind is None or reference.origin not in NAMED or not found.found:
                continue
            other = strays(reference, found, context)
            if other is not None:
                name = as_written(reference)
                yield self.finding(
                    say("{} names {}: {}", reference.name, _a(other), name),
                    reference.location,
                    name,
                    section=reference.section,
                    hint=say("Name the {} here, and this under its own kind's key.", Said(reference.kind.name.upper())),
                )


def _a(kind: Kind) -> Said:
    return Said("an ADR" if kind.name == "adr" else f"a {kind.name.upper() if len(kind.name) <= 3 else kind.name}")

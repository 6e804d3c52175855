"""The rule reference-lagging: a reference to a document that is still a draft."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding, Phase
from speclatch.profiles.phases import phase_of
from speclatch.profiles.text import is_blank
from speclatch.references.reference import as_written
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import say
from speclatch.rules.reference.targets import judged
from speclatch.specs.catalogue import Spec


class ReferenceLagging(SpecRule):
    """Finds specs that are ahead of the documents they build on.

    ## What it does
    Reports a reference key or label whose document says that it is still a draft, while the spec is being
    implemented or done. A document without a status says nothing, a spec without one is not ahead, and an accepted ADR
    is ready.

    ## Why is this bad
    What is built may be decided differently tomorrow.

    ## Example
    ```yaml
    status: Validated
    prd_ref: docs/10-prd/PRD-062-pilot-mail.md   # whose status is still "Draft"
    ```

    ## Instead
    Approve the document first, or move its status along in the same change.

    ## Options
    `phases.draft` are the words that say draft.
    """

    id = "reference-lagging"
    summary = "a reference to a document that is still a draft"
    levels = by_phase("-", "warning", "error")
    wants = frozenset({Want.REFERENCES})
    yields_to = frozenset({"reference-broken", "reference-kind"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per draft, where it is named first."""
        if is_blank(spec.status):
            return  # what says nothing of how far it is cannot be ahead
        seen: set[str] = set()
        for reference, found in context.references.resolved(spec):
            documents = judged(reference, found, context.references)
            if not documents or documents[0].path in seen:
                continue
            if all(phase_of(one.status, context.config) is Phase.DRAFT for one in documents):
                seen.add(documents[0].path)
                name = as_written(reference)
                yield self.finding(
                    say("{} is still {}, and this spec is {}", name, documents[0].status, spec.status),
                    reference.location,
                    name,
                    section=reference.section,
                    hint=say("Settle that document first, or move its status along in the same change."),
                )

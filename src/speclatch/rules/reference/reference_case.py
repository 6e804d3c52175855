"""The rule reference-case: a reference exists only with other letter case."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding
from speclatch.references.reference import as_written
from speclatch.references.resolution import State
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import say
from speclatch.rules.reference.suggestions import hint_of
from speclatch.specs.catalogue import Spec


class ReferenceCase(SpecRule):
    """Finds references whose letter case differs from the file's.

    ## What it does
    Reports paths that exist only with other capital or small letters.

    ## Why is this bad
    It works on the author's laptop, where the file system may not care, and is a missing page on GitHub.

    ## Example
    ```yaml
    prd_ref: docs/10-PRD/prd-062-pilot-mail.md
    ```

    ## Instead
    ```yaml
    prd_ref: docs/10-prd/PRD-062-pilot-mail.md
    ```
    """

    id = "reference-case"
    summary = "a reference exists only with other letter case"
    levels = by_phase("error", "error", "error")
    wants = frozenset({Want.REFERENCES})
    yields_to = frozenset({"reference-missing"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per reference in the wrong letter case."""
        for reference, found in context.references.resolved(spec):
            if found.state is State.CASE:
                near = context.references.suggester.suggest(reference, found, spec.document)
                name = as_written(reference)
                message = say("{} exists only as {}", name, found.target or "")
                yield self.finding(
                    message, reference.location, name, section=reference.section, hint=hint_of(near), fix=near.fix
                )

"""The rule reference-outside: a reference leaves the repository, by `..` or by a symbolic link."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.model import Finding
from speclatch.references.collect import as_written
from speclatch.references.resolve import State
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import say
from speclatch.rules.reference.suggestions import hint_of
from speclatch.specs.catalogue import Spec


class ReferenceOutside(SpecRule):
    """Finds references that leave the repository.

    ## What it does
    Reports paths that climb above the root with `..`, and paths through a symbolic link that points out of
    the repository.

    ## Why is this bad
    What is outside the repository is not there for the reader on GitHub, and may be anything on a laptop.

    ## Example
    ```yaml
    prd_ref: ../../../../docs/10-prd/PRD-062-pilot-mail.md
    ```

    ## Instead
    ```yaml
    prd_ref: docs/10-prd/PRD-062-pilot-mail.md
    ```
    """

    id = "reference-outside"
    summary = "a reference leaves the repository, by `..` or by a symbolic link"
    levels = by_phase("error", "error", "error")
    wants = frozenset({Want.REFERENCES})
    yields_to = frozenset({"reference-missing"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per reference that leaves the repository."""
        for reference, found in context.references.resolved(spec):
            if found.state is State.OUTSIDE:
                near = context.references.suggester.suggest(reference, found, spec.document)
                name = as_written(reference)
                yield self.finding(
                    say("{} leaves the repository", name),
                    reference.location,
                    name,
                    section=reference.section,
                    hint=hint_of(near) or say("Name a file inside the repository, or use its URL."),
                    fix=near.fix,
                )

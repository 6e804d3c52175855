"""The rule reference-outside: a reference leaves the repository, by `..`, a symbolic link or a submodule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from speclatch.model import Finding
from speclatch.references.index import ReferenceIndex
from speclatch.references.reference import as_written
from speclatch.references.resolution import Resolution, State
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import Said, say
from speclatch.rules.reference.suggestions import hint_of
from speclatch.specs.catalogue import Spec
from speclatch.trees import EntryKind

DECLARED = "declared"
"""The case of a submodule that the repository knows of."""


class ReferenceOutside(SpecRule):
    """Finds references that leave the repository.

    ## What it does
    Reports paths that climb above the root with `..`, paths through a symbolic link that points out of the
    repository, and paths into a submodule: nobody looks into that here. Where the base's `.gitmodules` (in an audit,
    the tree's own) declares the submodule, that is a note; a submodule that nobody has declared may hold anything.

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
    summary = "a reference leaves the repository, by `..`, by a symbolic link or into a submodule"
    levels = by_phase("error", "error", "error")
    cases: ClassVar = {DECLARED: by_phase("note", "note", "note")}
    wants = frozenset({Want.REFERENCES})
    yields_to = frozenset({"reference-missing"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per reference that leaves the repository."""
        for reference, found in context.references.resolved(spec):
            if found.state not in {State.OUTSIDE, State.SUBMODULE}:
                continue
            near = context.references.suggester.suggest(reference, found, spec.document)
            name = as_written(reference)
            yield self.finding(
                _message(name, found, context.references.index),
                reference.location,
                name,
                section=reference.section,
                hint=hint_of(near) or say("Name a file inside the repository, or use its URL."),
                fix=near.fix,
                case=DECLARED if found.state is State.SUBMODULE else "",
            )


def _message(name: str, found: Resolution, index: ReferenceIndex) -> Said:
    entry = index.listing.entries.get(found.sought)
    if entry is None or entry.kind is not EntryKind.SUBMODULE:
        return say("{} leaves the repository", name)
    if found.state is State.SUBMODULE:
        return say("{} is in the submodule {}, which nobody looks into here", name, found.sought)
    return say("{} is in the submodule {}, which `.gitmodules` does not declare", name, found.sought)

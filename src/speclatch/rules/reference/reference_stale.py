"""The rule reference-stale: a reference to a superseded, deprecated, rejected or withdrawn document."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename

from speclatch.config.model import Config
from speclatch.model import Finding, Fix, Phase
from speclatch.profiles.phases import phase_of
from speclatch.references.grammar import parse_reference
from speclatch.references.index import ReferenceIndex
from speclatch.references.kinds import prefixes
from speclatch.references.linked import LinkedDocument
from speclatch.references.parsed import Form
from speclatch.references.reference import Reference, as_written
from speclatch.references.resolution import resolve
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import NOTHING, Said, say
from speclatch.rules.reference.targets import judged
from speclatch.specs.catalogue import Spec


class ReferenceStale(SpecRule):
    """Finds references to documents that do not hold any more.

    ## What it does
    Reports a reference key or label whose document says that it is superseded, deprecated, rejected or
    withdrawn: in its front matter, in a `Status:` line or in a `## Status` section.

    ## Why is this bad
    The spec builds on a decision that has been taken back.

    ## Example
    ```yaml
    adr_refs: [ADR-016]   # whose status is "Superseded by ADR-024"
    ```

    ## Instead
    ```yaml
    adr_refs: [ADR-024]
    ```
    Where the document names its successor, the finding offers it.
    """

    id = "reference-stale"
    summary = "a reference to a superseded, deprecated, rejected or withdrawn document"
    levels = by_phase("warning", "warning", "warning")
    wants = frozenset({Want.REFERENCES})
    yields_to = frozenset({"reference-broken", "reference-kind"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield each document that does not hold any more; at every mention that can be mended, else at the first."""
        reported: set[str] = set()
        for reference, found in context.references.resolved(spec):
            documents = judged(reference, found, context.references)
            says = [_taken_back(document, context.config) for document in documents]
            if says and all(says):
                name, document = as_written(reference), documents[0]
                hint, fix = _successor(reference, document, context.references.index)
                if fix is None and document.path in reported:
                    continue  # only a fix is worth saying it again at every mention
                reported.add(document.path)
                yield self.finding(
                    say("{} says of itself: {}", name, says[0]),
                    reference.location,
                    name,
                    section=reference.section,
                    hint=hint or say("Name the document that holds instead."),
                    fix=fix,
                )


def _taken_back(document: LinkedDocument, config: Config) -> str:
    """What a document says that takes it back, also in a word that the team has added to the phase `retired`."""
    own = phase_of(document.status, config) is Phase.RETIRED and phase_of(document.status, Config()) is None
    return document.stale or (document.status if own else "")


def _successor(reference: Reference, document: LinkedDocument, index: ReferenceIndex) -> tuple[Said, Fix | None]:
    """What a superseded document names in its place, written as the reference is."""
    for parsed in parse_reference(document.successor, whole=False) if document.successor else ():
        found = resolve(parsed, document.path, index, kind=reference.kind)
        if not found.target or found.target == document.path or not found.found:
            continue
        if reference.parsed.form is Form.ID:
            names = (parsed.target, parsed.label, *prefixes(basename(found.target)))
            text = next((name for name in names if found.target in index.find_id(name)), "")
        else:
            from speclatch.references.rewrite import rewritten

            text = rewritten(reference.parsed, found.target, reference.path, index)
        if text:
            from speclatch.references.suggest import replacement  # few are superseded

            return say("It is superseded by {}.", text), replacement(reference, text, safe=False)
    return NOTHING, None

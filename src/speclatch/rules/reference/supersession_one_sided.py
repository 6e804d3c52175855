"""The rule supersession-one-sided: a document names its successor, which does not know of it."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename

from speclatch.documents.front_matter import MetadataField
from speclatch.model import Finding
from speclatch.references.grammar import parse_reference
from speclatch.references.linked import LinkedDocument
from speclatch.references.resolution import resolve
from speclatch.references.supersession import names_predecessor, names_successor
from speclatch.rules.base import Context, SpecRule, Want, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec


class SupersessionOneSided(SpecRule):
    """Finds documents whose successor does not know of them.

    ## What it does
    Where a document says that it is superseded by another one (`superseded_by`, `replaced_by`), looks whether that
    one's `supersedes` (`replaces`) names it. Only where the family has both fields: the template asks for both, or the
    successor has the field.

    ## Why is this bad
    Whoever reads the successor does not learn what it has taken back; one of the two fields is wrong.

    ## Example
    ```yaml
    id: ADR-016
    superseded_by: ADR-024   # and ADR-024 says `supersedes: null`
    ```

    ## Instead
    ```yaml
    id: ADR-024
    supersedes: ADR-016
    ```
    """

    id = "supersession-one-sided"
    summary = "a document names its successor, and the successor does not name it"
    levels = by_phase("note", "warning", "warning", retired="warning")
    wants = frozenset({Want.REFERENCES})
    yields_to = frozenset({"front-matter-value", "reference-broken"})

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield a finding per successor that does not name the document."""
        index = context.references.index
        for entry in (spec.sidecar or spec.document).metadata.entries:
            for scalar in entry.scalars if names_successor(entry.key) else ():
                for parsed in parse_reference(scalar.text, words=spec.profile.words):
                    target = index.document(resolve(parsed, spec.path, index).target)
                    if target is None or target.path == spec.path or not _has_field(spec, target):
                        continue
                    if not _names(target, spec, context):
                        yield self.finding(
                            say("{} names {}, which does not say that it supersedes this", entry.key, parsed.target),
                            scalar.location,
                            entry.key,
                            hint=say("Name this document in the `supersedes` of {}.", basename(target.path)),
                        )


def _entries(document: LinkedDocument) -> list[MetadataField]:
    """The fields of a successor in which it says of what it is one."""
    entries = document.document.metadata.entries if document.document is not None else ()
    return [entry for entry in entries if names_predecessor(entry.key)]


def _has_field(spec: Spec, successor: LinkedDocument) -> bool:
    """Whether documents of the family say what they supersede: by the template, or because the successor does."""
    return any(names_predecessor(rule.key) for rule in spec.profile.keys) or bool(_entries(successor))


def _names(successor: LinkedDocument, spec: Spec, context: Context) -> bool:
    """Whether a field of the successor leads to the document."""
    index = context.references.index
    texts = (scalar.text for entry in _entries(successor) for scalar in entry.scalars)
    found = (
        resolve(parsed, successor.path, index)
        for text in texts
        for parsed in parse_reference(text, words=spec.profile.words)
    )
    return any(spec.path in one.targets for one in found)

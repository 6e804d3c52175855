"""What a reference of a kind leads to: documents, and whether they are of that kind."""

from __future__ import annotations

from speclatch.config.model import ReferenceKind
from speclatch.references.linked import LinkedDocument
from speclatch.references.parsed import Form
from speclatch.references.reference import Origin, Reference
from speclatch.references.resolution import Resolution
from speclatch.references.resolver import Resolver
from speclatch.rules.base import Context

NAMED = (Origin.KEY, Origin.LABEL)


def strays(reference: Reference, found: Resolution, context: Context) -> ReferenceKind | None:
    """The other kind that a reference leads to than its key or label says, if it does."""
    own = reference.kind
    other = _kind_of(reference, found, context) if own is not None and own.id and found.found else None
    return other if other is not None and own is not None and other.name != own.name else None


def _kind_of(reference: Reference, found: Resolution, context: Context) -> ReferenceKind | None:
    """The kind of what a reference leads to, if all it leads to is of one other kind that has ids."""
    index = context.references.index
    if reference.parsed.form is Form.ID and (kind := index.kind_of_id(reference.parsed.target)) is not None:
        return kind
    spec = next((kind for kind in context.config.references if kind.name == "spec"), None)
    placed = [index.kind_of_path(target) for target in found.targets]
    kinds = [
        spec if kind != reference.kind and target in context.catalogue.specs else kind
        for kind, target in zip(placed, found.targets, strict=True)
    ]
    first = kinds[0] if kinds else None
    return first if first is not None and first.id and all(kind == first for kind in kinds) else None


def judged(reference: Reference, found: Resolution, references: Resolver) -> list[LinkedDocument]:
    """The documents that a key or a label of a kind leads to; none for any other reference."""
    if reference.kind is None or reference.origin not in NAMED or not found.found:
        return []
    return list(references.documents(found))

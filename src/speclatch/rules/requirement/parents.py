"""The requirements of the PRD that a spec says it builds, and those that its PRDs define."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.patterns import lazy_re
from speclatch.profiles.text import fold
from speclatch.references.reference import Origin
from speclatch.references.resolver import Resolver
from speclatch.rules.requirement.ids import Place, ids_at
from speclatch.specs.catalogue import Spec

_PARENT = lazy_re(r"parent\b.*\b(?:req|prd)|prd req(?:uirement)?s?\b|^parent$")


def parents(spec: Spec) -> Iterator[Place]:
    """Every id in a column such as ``Parent PRD REQ``, in order."""
    for table in spec.document.tables:
        columns = [at for at, title in enumerate(table.header) if _PARENT.search(fold(title))]
        for row in table.rows if columns else ():
            for at in columns:
                yield from ids_at(row.cells[at], row.cell_location(at), spec.document.lines, table.section)


def requirement_ids(spec: Spec, references: Resolver) -> frozenset[str]:
    """Every id that the PRDs which a spec names define, in capitals."""
    found: set[str] = set()
    for reference, resolution in references.resolved(spec):
        named = reference.kind is not None and reference.kind.name == "prd" and reference.origin is not Origin.LINK
        if named and resolution.found and resolution.target != spec.path:
            for document in references.documents(resolution):
                found |= document.requirement_ids
    return frozenset(found)


def family(name: str) -> str:
    """What ids of one series begin with (``REQ``)."""
    return name.partition("-")[0]

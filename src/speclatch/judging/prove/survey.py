"""What the documents of a repository have of their templates, document by document, before any is altered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from speclatch.documents.deadlines import check_deadline
from speclatch.documents.document import Document
from speclatch.judging.prove.parts import Part, PartKind, PartName, filled, parts_of
from speclatch.model import Phase
from speclatch.patterns import lazy_re
from speclatch.profiles.profile import Profile
from speclatch.profiles.template import template_title
from speclatch.profiles.text import fold
from speclatch.specs.catalogue import Spec
from speclatch.specs.snapshot import Snapshot

_DIGITS = lazy_re(r"\d+")


@dataclass(frozen=True, eq=False)
class Standard:
    """A profile with its template: text, document, and those of the file beside it that holds its front matter.

    ``plain`` is what the template alone asks, without what the configuration says otherwise.
    """

    profile: Profile
    plain: Profile
    raw: bytes
    document: Document
    beside: bytes | None = None
    sidecar: Document | None = None

    @cached_property
    def parts(self) -> Mapping[PartName, Part]:
        """The template's parts."""
        return parts_of(self.document, self.sidecar, template_title(self.document))


class Surveyed(NamedTuple):
    """One document: what it has of its template, what of that holds something, and what reads as the template does."""

    path: str
    profile: str
    phase: Phase
    id: str
    status: str
    there: frozenset[PartName]
    filled: frozenset[PartName]
    same: frozenset[PartName]


class Surveyor:
    """Looks at one document after the other."""

    def __init__(self, snapshot: Snapshot, standards: Mapping[str, Standard]) -> None:
        self._snapshot = snapshot
        self._parts = {name: standard.parts for name, standard in standards.items()}

    def look(self, path: str) -> Surveyed | None:
        """What a document has; None where it is no spec."""
        check_deadline()
        spec = self._snapshot.classify(path)
        if not isinstance(spec, Spec):
            return None
        wanted = self._parts[spec.profile.name]
        own = {name: part for name, part in parts_of(spec.document, spec.sidecar).items() if name in wanted}
        same = {name for name, part in own.items() if part.content and _shape(name, part) == _shape(name, wanted[name])}
        full = filled(own.values())
        name = spec.profile.name
        return Surveyed(path, name, spec.phase, spec.id, spec.status, frozenset(own), full, frozenset(same))


def _shape(name: PartName, part: Part) -> str:
    """A text for comparison; of a field its digits are one, so that ``v1.28`` is as good a sample as ``v1.19``."""
    text = fold(part.content)
    return _DIGITS.sub("9", text) if name.kind is PartKind.FIELD else text

"""All specs of a tree: each with its document, profile, phase and references, and the index of what ids mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from speclatch.documents.document import Document
from speclatch.model import Phase
from speclatch.profiles.profile import Profile


@dataclass(frozen=True)
class Spec:
    """One spec as it stands in a tree.

    ``status`` is the author's text, ``phase`` what it is judged as (a status that says nothing takes the base's).
    ``changed`` is False where only what it refers to changed. ``base`` is the same spec on the base, if it was one.
    ``sidecar`` is the document whose front matter stands in for this one's (a profile's ``metadata``), if any.
    """

    path: str
    document: Document
    profile: Profile
    status: str
    phase: Phase
    changed: bool = True
    base: Spec | None = field(default=None, repr=False)
    sidecar: Document | None = field(default=None, repr=False)

    @property
    def title(self) -> str:
        """What people call it: the front matter's title, else the first heading, else its path."""
        entry = self.document.front_matter.get("title")
        if entry is not None and entry.text:
            return entry.text
        return self.document.headings[0].title if self.document.headings else self.path


@dataclass(frozen=True)
class Catalogue:
    """Every spec of one tree, by path."""

    specs: Mapping[str, Spec] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Spec, ...]]:
        """Specs by the ``id`` of their front matter, case folded."""
        found: dict[str, list[Spec]] = {}
        for spec in self.specs.values():
            entry = spec.document.front_matter.get("id")
            if entry is not None and entry.text:
                found.setdefault(entry.text.casefold(), []).append(spec)
        return {name: tuple(specs) for name, specs in found.items()}

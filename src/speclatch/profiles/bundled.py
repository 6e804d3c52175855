"""The families of documents that we bring: their names, and the places where they are known without a configuration."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

SEEDS = ("exec-spec", "implementation-spec")
"""Profiles that are recognised by content, wherever a document lies."""

OPENSPEC_ARCHIVE = "!openspec/changes/archive/**"
"""What was done is history: OpenSpec moves it there by itself."""


class Place(NamedTuple):
    """Where documents of a family lie. ``marker`` is the beginning of paths of which one has to be there."""

    match: tuple[str, ...]
    marker: str


_SPEC_KIT = ".specify/"
_OPENSPEC = "openspec/"
_KIRO = ".kiro/specs/"

PLACES: Mapping[str, Place] = {
    "spec-kit-spec": Place(("specs/*/spec.md",), _SPEC_KIT),
    "spec-kit-plan": Place(("specs/*/plan.md",), _SPEC_KIT),
    "spec-kit-tasks": Place(("specs/*/tasks.md",), _SPEC_KIT),
    "spec-kit-checklist": Place(("specs/*/checklists/*.md",), _SPEC_KIT),
    "openspec-proposal": Place(("openspec/changes/*/proposal.md", OPENSPEC_ARCHIVE), _OPENSPEC),
    "openspec-delta": Place(("openspec/changes/*/specs/**/spec.md", OPENSPEC_ARCHIVE), _OPENSPEC),
    "openspec-tasks": Place(("openspec/changes/*/tasks.md", OPENSPEC_ARCHIVE), _OPENSPEC),
    "openspec-spec": Place(("openspec/specs/**/spec.md",), _OPENSPEC),
    "kiro-requirements": Place((".kiro/specs/*/requirements.md",), _KIRO),
    "kiro-design": Place((".kiro/specs/*/design.md",), _KIRO),
    "kiro-tasks": Place((".kiro/specs/*/tasks.md",), _KIRO),
}
"""The families that have a place of their own."""

ANYWHERE = ("madr", "adr", "kep", "rfc", "bmad-story")
"""Families that lie where a team likes: a configuration names them, which `init` writes."""


def places_among(paths: Collection[str]) -> tuple[str, ...]:
    """The names of the families whose place is in a repository that has these paths."""
    heads = tuple({place.marker for place in PLACES.values()})
    there = {path for path in paths if path.startswith(heads)}
    return tuple(name for name, place in PLACES.items() if any(path.startswith(place.marker) for path in there))


def own_folders() -> tuple[str, ...]:
    """The folders that a tool alone writes its documents to, wherever they lie (``/openspec/specs/``)."""
    globs = (glob for place in PLACES.values() for glob in place.match[:1] if glob.startswith(place.marker))
    return tuple(dict.fromkeys(f"/{glob.partition('*')[0]}" for glob in globs))


BUILTIN = (*SEEDS, *PLACES, *ANYWHERE)
"""The names of all bundled profiles."""

PLAIN_ID = frozenset(BUILTIN) - {"kep"}
"""Those whose documents have their id under the key ``id``, if under any; a KEP's is its ``kep-number``."""

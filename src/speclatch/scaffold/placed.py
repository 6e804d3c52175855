"""The bundled families whose place is in a repository, and the repository's own templates for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from speclatch.config.model import Config
from speclatch.globs import escaped, globs_of
from speclatch.profiles.bundled import PLACES, own_folders, places_among
from speclatch.profiles.load import builtin
from speclatch.profiles.matching import top_titles
from speclatch.profiles.profile import Profile
from speclatch.scaffold.families import Family
from speclatch.scaffold.sketches import Sketch
from speclatch.scaffold.templates import ALIKE, Template
from speclatch.trees import Listing


def placed(
    documents: Sequence[Sketch], own: Sequence[Template], listing: Listing
) -> tuple[tuple[Family, ...], frozenset[str], tuple[str, ...]]:
    """The bundled families whose place is here, with the repository's own template where it has one for them.

    Where one of a tool's families has documents, the others will have some: a change begins with a proposal.
    Beside them the paths of its templates for such families, be they in force or not: they are for no other documents.
    Last the globs of what such families leave out as history, also of those that have no document now.
    """
    found: list[tuple[Family, list[Template]]] = []
    history: dict[str, None] = {}
    for name in places_among(listing.entries):
        match = _with_packages(PLACES[name].match, documents)
        globs = globs_of(match)
        history.update(dict.fromkeys(glob for glob in match if glob.startswith("!")))
        members = [one for one in documents if globs.matches(one.path)]
        profile = builtin(name, Config().references)
        alike = [one for one in own if _is_for(one, profile)]
        best = max(alike, key=lambda one: len(one.titles & top_titles(profile)), default=None)
        in_force = best is not None and _is_in_force(best, Template(f"<{name}>", profile), members, name)
        paths = tuple(one.path for one in members)
        template = best.path if best is not None and in_force else ""
        found.append((Family(name, paths, match, template=template, use="" if template else name), alike))
    here = (PLACES[family.name] for family, _ in found if family.documents and _is_here(family))
    lively = {place.marker for place in here}
    there = [one for one in found if one[0].documents or PLACES[one[0].name].marker in lively]
    reserved = frozenset(one.path for _, alike in there for one in alike)
    return tuple(family for family, _ in there), reserved, tuple(history)


def _is_here(family: Family) -> bool:
    """Whether documents lie in the family's place itself, and not in that of a package alone."""
    return PLACES[family.name].match[0] in family.match


def _with_packages(match: tuple[str, ...], documents: Iterable[Sketch]) -> tuple[str, ...]:
    """A place's globs, and the same place in the packages of a repository that has several, or in those alone."""
    first, *rest = match
    inside, here = globs_of((f"**/{first}",)), globs_of((first,))
    others = [folder for folder in own_folders() if not f"/{first}".startswith(folder)]
    paths = [one.path for one in documents if inside.matches(one.path)]
    paths = [path for path in paths if not any(folder in f"/{path}" for folder in others)]
    nested = [path for path in paths if not here.matches(path)]
    heads = dict.fromkeys(escaped(path.partition("/")[0]) for path in nested)
    top = (first,) if len(nested) < len(paths) or not nested else ()
    out = [glob.removeprefix("!") for glob in rest]
    inner = (f"!{head}/**/{glob}" for head in heads for glob in out)
    return (*top, *(f"{head}/**/{first}" for head in heads), *rest, *inner)


def _is_in_force(own: Template, ours: Template, members: Sequence[Sketch], name: str) -> bool:
    """Whether the repository's own template governs: it lies where the tool has them, or its documents follow it."""
    if own.path.startswith(PLACES[name].marker):
        return True
    return sum(own.likeness(one) >= ALIKE for one in members) >= sum(ours.likeness(one) >= ALIKE for one in members)


def _is_for(template: Template, profile: Profile) -> bool:
    """Whether a template is one for a bundled family: most titles of either are titles of both."""
    ours = top_titles(profile)
    common = template.titles & ours
    return bool(common) and 2 * len(common) >= max(len(template.titles), len(ours))

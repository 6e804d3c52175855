"""Families: groups of documents that are of one template by place, name and likeness, each with what governs it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from posixpath import basename, commonpath, dirname
from typing import NamedTuple

from speclatch.globs import globs_of
from speclatch.patterns import lazy_re
from speclatch.scaffold.choice import MIN_DOCUMENTS, NUMBERED_SHARE, SURE_TITLES, best_of
from speclatch.scaffold.groups import Group, groups_of, is_numbered
from speclatch.scaffold.own_templates import is_beside
from speclatch.scaffold.places import globs_of_family
from speclatch.scaffold.sketches import Sketch, is_aside
from speclatch.scaffold.stages import above_stages
from speclatch.scaffold.templates import (
    ALIKE,
    SPEC_WORDS,
    Template,
    is_called_template,
    is_templates_folder,
    says_its_name,
)

FREE_SHARE = 0.6
"""The share of documents called as their authors like that resemble a template, if all of them are its family."""
CLOSE = 0.7
"""How much of a template one or two documents have, if they are of it."""
ENOUGH = 0.25
"""The share of what a family's globs match that has to be a template's by likeness or number."""
COMMON_TITLES = 2
"""Titles that most documents of a group have in common, if they are of one family."""


@dataclass(frozen=True, slots=True)
class Family:
    """Documents that one profile governs.

    ``template`` is the repository's own, ``use`` the name of a bundled profile; one of both. ``documents`` are those
    that are there, ``metadata`` the file beside each that holds its front matter. ``kin`` are further templates whose
    documents no path tells apart from these.
    """

    name: str
    documents: tuple[str, ...]
    match: tuple[str, ...]
    template: str = ""
    use: str = ""
    metadata: str = ""
    kin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """A group of documents, or a kind of files, that nothing governs, and why. ``place`` names them."""

    place: str
    documents: int
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the documents of a repository are."""

    families: tuple[Family, ...]
    unknown: tuple[Unknown, ...]


def find_families(
    documents: Sequence[Sketch], own: Sequence[Template], bundled: Sequence[Template], claimed: Sequence[Family] = ()
) -> Found:
    """Tell which documents are of which template.

    Args:
        documents: a sketch of each document; templates are none.
        own: the repository's templates.
        bundled: ours, for groups that none of its own fits.
        claimed: families that are known by their place already.
    """
    taken = {path for family in claimed for path in family.documents}
    free = [one for one in documents if one.path not in taken]
    groups = groups_of(free, own)
    members: dict[str, list[_Part]] = defaultdict(list)
    unknown: list[Unknown] = []
    rest: list[Group] = []
    kin: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        template, near = best_of(group, own)
        if template is None:
            template, near = best_of(group, bundled)
            if template is not None and not _is_sure(group, template):
                template = None
        if template is not None:
            members[template.path].append(_part(group, template))
            kin[template.path] |= near - {template.path}
        else:
            rest.append(group)
    for template in own:
        strangers = _called_otherwise(members[template.path], template)
        members[template.path] = [part for part in members[template.path] if part not in strangers]
        rest.extend(part.group for part in strangers)
    for group in rest:
        beside = next((path for path, parts in members.items() if any(_is_stage_of(group, one) for one in parts)), "")
        if beside:
            members[beside].append(_Part(group, list(group.paths), sure=False))
        elif (said := _not_understood(group)) is not None:
            unknown.append(said)
    everything = [one.path for one in documents]
    found = [family for family in claimed if family.documents]
    for template in (*own, *bundled):
        paths = tuple(sorted(_joined(members[template.path])))
        if paths and (len(paths) >= MIN_DOCUMENTS or _are_close(template, paths, documents)):
            alone = {path for path in kin[template.path] if not members[path]}
            family = _family(template, paths, everything, alone, is_bundled=template in bundled)
            if _is_scattered(family, paths, everything):
                unknown.append(Unknown(", ".join(family.match[:1]), len(paths), f"{SCATTERED} {template.path}"))
            else:
                found.append(family)
    waiting = (family for family in claimed if not family.documents)
    return Found((*_ordered(found), *waiting), tuple(unknown))


def _is_scattered(family: Family, paths: Sequence[str], everything: Iterable[str]) -> bool:
    """Whether the documents that are a template's are few of those that are called so, and far from it."""
    if any(dirname(path) == dirname(family.template) for path in paths):
        return False
    called = len(family.documents)
    head = _HEAD.match(basename(paths[0]))
    if len(paths) == 1 and head is not None:  # the next one is called like those around it
        around = (basename(path) for path in everything if dirname(path) == dirname(paths[0]))
        called = sum((other := _HEAD.match(name)) is not None and other[0] == head[0] for name in around)
    return len(paths) < ENOUGH * called


_HEAD = lazy_re(r"[A-Za-z]+[-_](?=.*\d)")
"""What the names of one family open with, before a number."""


def _are_close(template: Template, paths: Collection[str], documents: Iterable[Sketch]) -> bool:
    """Whether few documents resemble a template so much that it is no chance, and are none of the template's folder."""
    if len(template.titles) < SURE_TITLES or any(is_templates_folder(dirname(path)) for path in paths):
        return False
    beside = is_called_template(template.path) and all(is_beside(path, template.path) for path in paths)
    enough = any if beside else all  # what lies in a folder with its template needs no second proof
    return enough(template.likeness(one) >= CLOSE for one in documents if one.path in paths)


def _called(template: Template, paths: tuple[str, ...]) -> str:
    """The family's name: its template's, or where that says nothing the folder's, in the singular."""
    name = template.profile.name
    if name != "spec" or says_its_name(template.path):
        return name
    folder = next((part for part in reversed(dirname(paths[0]).lower().split("/")) if part not in _PLAIN), "")
    word = folder.removesuffix("s").strip("._-")
    return word if word and not word[0].isdecimal() else name


_PLAIN = frozenset({"", "text", "doc", "docs", "active", "src", "content", "specs", "templates"})


def _family(
    template: Template, paths: tuple[str, ...], everything: Sequence[str], kin: set[str], *, is_bundled: bool
) -> Family:
    others = sorted(set(everything) - set(paths))
    match = globs_of_family(paths, others, "" if is_bundled else template.path)
    one = globs_of(match)
    documents = tuple(path for path in everything if one.matches(path))
    if is_bundled:
        return Family(template.profile.name, documents, match, use=template.profile.name)
    return Family(_called(template, paths), documents, match, template=template.path, kin=tuple(sorted(kin)))


class _Part(NamedTuple):
    """Documents of one group that are a template's; ``sure``: they are a family by themselves.

    ``alike`` is the number of those that resemble it.
    """

    group: Group
    paths: list[str]
    sure: bool
    alike: int = 0

    @property
    def place(self) -> str:
        """The group's folder."""
        return self.group.place


def _is_stage_of(group: Group, part: _Part) -> bool:
    """Whether documents lie where those of a family do at another stage of theirs, and are called in the same way."""
    above = above_stages(group.place)
    return part.sure and above != group.place and above == above_stages(part.place) and group.form == part.group.form


def _called_otherwise(parts: Sequence[_Part], template: Template) -> list[_Part]:
    """Documents in another form of name than those beside their template, most of which are unlike it, too."""
    near = (part for part in parts if part.alike >= MIN_DOCUMENTS and part.place == dirname(template.path))
    form = next((part.group.form for part in near), None)
    return [part for part in parts if form not in (None, part.group.form) and 2 * part.alike < len(part.group.sketches)]


def _part(group: Group, template: Template) -> _Part:
    """The documents of a group that are a template's: all, where enough of them resemble it or they share its name."""
    paths = _members(group, template)
    alike = sum(template.likeness(one) >= ALIKE for one in group.sketches)
    return _Part(group, paths, len(paths) >= MIN_DOCUMENTS and 2 * len(paths) >= len(group.sketches), alike)


def _joined(parts: Sequence[_Part]) -> list[str]:
    """All documents of a template, but those far from the others and few: they look like it by chance."""
    tops = {part.place.partition("/")[0] for part in parts if part.sure}
    near = [part for part in parts if part.sure or not tops or part.place.partition("/")[0] in tops]
    return [path for part in near for path in part.paths]


def _members(group: Group, template: Template) -> list[str]:
    alike = [one.path for one in group.sketches if template.likeness(one) >= ALIKE]
    share = len(alike) / len(group.sketches)
    if not alike or (is_numbered(group) and share >= NUMBERED_SHARE):
        return list(group.paths)
    if group.form.kind == "free" and share >= FREE_SHARE and len(alike) >= MIN_DOCUMENTS:
        return list(group.paths)
    if group.form.kind == "name" and share >= FREE_SHARE and not is_aside(group.paths[0]):
        return list(group.paths)
    return alike


def _is_sure(group: Group, template: Template) -> bool:
    """Whether most of a group resembles a bundled template: a few that look like one by chance do not make it one."""
    alike = sum(template.likeness(one) >= ALIKE for one in group.sketches)
    return 2 * alike >= len(group.sketches)


def _not_understood(group: Group) -> Unknown | None:
    """A group that looks like a family and has no template; None where it looks like ordinary pages."""
    if len(group.sketches) < MIN_DOCUMENTS:
        return None
    counted = Counter(title for one in group.sketches for title in {title for level, title in one.titles if level > 1})
    common = [title for title, number in counted.items() if 2 * number >= len(group.sketches)]
    folders = {word for part in group.place.lower().split("/") for word in part.replace("_", "-").split("-")}
    if len(common) < COMMON_TITLES and not folders & SPEC_WORDS:
        return None
    folder = commonpath([dirname(path) or "." for path in group.paths])
    place = f"{folder}/" if folder not in ("", ".") else ""
    names = group.form.glob if group.form.kind == "name" else f"*{group.form.ending}"
    return Unknown(f"{place}{'**/' if group.form.kind == 'name' else ''}{names}", len(group.sketches), NO_TEMPLATE)


SCATTERED = "more that are unlike lie around, so no path tells which are of"
NO_TEMPLATE = "no template says what they have to hold; name one with `template:`"


def _ordered(families: Iterable[Family]) -> list[Family]:
    """Families that globs can tell apart, the narrow ones first: of two that name a file, the first governs it."""
    kept: list[Family] = []
    for one in sorted(families, key=lambda each: -len(each.documents)):
        same = next(
            (
                at
                for at, other in enumerate(kept)
                if set(one.documents) <= set(other.documents) and set(other.documents) <= set(one.documents)
            ),
            None,
        )
        if same is None:
            kept.append(one)
        elif one.template:
            kept[same] = replace(kept[same], kin=(*kept[same].kin, one.template))
    taken: set[str] = set()
    found: list[Family] = []
    for one in sorted(kept, key=lambda each: (len(each.documents), each.name)):
        left = tuple(path for path in one.documents if path not in taken)
        if left:
            names = {other.name for other in found}
            name = next(name for name in _names(one.name) if name not in names)
            found.append(replace(one, documents=left, name=name) if one.template else replace(one, documents=left))
        taken.update(one.documents)
    return found


def _names(name: str) -> Iterator[str]:
    """A name, and what it is called where somebody has it already."""
    yield name
    yield from (f"{name}-{number}" for number in count(2))

"""The one resolver: what became of a reference, judged against the files of one tree."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from posixpath import basename, dirname, splitext
from typing import NamedTuple
from urllib.parse import unquote

from speclatch.config.model import ReferenceKind
from speclatch.references.index import ReferenceIndex, readmes
from speclatch.references.kinds import prefixes
from speclatch.references.linked import LinkedDocument
from speclatch.references.names import plain_spelling
from speclatch.references.parsed import Form, ParsedReference
from speclatch.references.paths import Arrival, lexical, reads_as_markdown


class State(enum.Enum):
    """What became of a reference."""

    EXISTS = "exists"
    AMBIGUOUS = "ambiguous"  # several documents have the id or name, which is fine
    CASE = "case"  # there, but for the letter case
    MOVED = "moved"  # this change moved it
    MISSING = "missing"
    ANCHOR_MISSING = "anchor-missing"
    OTHER_FORM = "other-form"  # there, but in another Unicode form, or with characters that nobody sees
    OUTSIDE = "outside"
    SUBMODULE = "submodule"  # in a submodule that ``.gitmodules`` declares: another repository
    EXTERNAL = "external"  # a URL
    EMPTY = "empty"  # a link without a target
    FOREIGN = "foreign"  # an id of no configured kind
    ABSENT = "absent"  # answered: none
    PLACEHOLDER = "placeholder"
    PROSE = "prose"


class Resolution(NamedTuple):
    """What became of a reference.

    ``targets`` are the paths it leads to (of CASE, MOVED and OTHER_FORM: would lead to); ``sought`` is the path or
    name that was looked for, ``""`` where none was.
    """

    state: State
    targets: tuple[str, ...] = ()
    sought: str = ""

    @property
    def target(self) -> str | None:
        """The first path it leads to."""
        return self.targets[0] if self.targets else None

    @property
    def found(self) -> bool:
        """Whether there is something at the other end."""
        return self.state in {State.EXISTS, State.AMBIGUOUS, State.ANCHOR_MISSING}


_BY_FORM = {
    Form.NOTHING: State.ABSENT,
    Form.PLACEHOLDER: State.PLACEHOLDER,
    Form.PROSE: State.PROSE,
    Form.URL: State.EXTERNAL,
    Form.EMPTY: State.EMPTY,
}


def resolve(
    reference: ParsedReference,
    path: str,
    index: ReferenceIndex,
    *,
    kind: ReferenceKind | None = None,
    own: LinkedDocument | None = None,
) -> Resolution:
    """Follow a reference that stands in the file ``path``; ``own`` is that file, for anchors within it."""
    if reference.form in _BY_FORM:
        return Resolution(_BY_FORM[reference.form])
    if reference.form is Form.ID:
        return _checked_anchor(reference, found := _resolve_id(reference, index, kind), index.document(found.target))
    if reference.form is Form.NAME:
        return _checked_anchor(reference, found := _resolve_name(reference, index, kind), index.document(found.target))
    if reference.form is Form.ANCHOR:
        return _checked_anchor(reference, Resolution(State.EXISTS, (path,), path), own)
    if reference.anchor and not reference.link:  # a file's name may hold the sign
        whole = _resolve_path(reference._replace(target=f"{reference.target}#{reference.anchor}"), path, index, kind)
        if whole.found or whole.state in _NEARLY:
            return whole
    found = _resolve_path(reference, path, index, kind)
    return _checked_anchor(reference, found, index.document(found.target))


def _checked_anchor(reference: ParsedReference, found: Resolution, document: LinkedDocument | None) -> Resolution:
    if found.state is not State.EXISTS or not reference.anchor or document is None:
        return found
    if not reads_as_markdown(document.path):
        return found
    anchor = unquote(reference.anchor) if reference.link else reference.anchor
    if document.has_anchor(anchor, strict=reference.link):
        return found
    return Resolution(State.ANCHOR_MISSING, found.targets, found.sought)


_NEARLY = frozenset({State.CASE, State.MOVED, State.OTHER_FORM})


def _of_paths(paths: tuple[str, ...]) -> Resolution:
    return Resolution(State.AMBIGUOUS if len(paths) > 1 else State.EXISTS, paths)


def _resolve_id(reference: ParsedReference, index: ReferenceIndex, kind: ReferenceKind | None) -> Resolution:
    name = reference.target
    if paths := index.find_id(name):
        return _of_paths(paths)
    if index.kind_of_id(name) is not None or (kind is not None and kind.required):
        return Resolution(State.MISSING)
    if index.is_large or index.answers(name):
        return Resolution(State.FOREIGN)
    return Resolution(State.MISSING if reference.sure or index.is_slip_of_kind(name) else State.FOREIGN)


def _resolve_name(reference: ParsedReference, index: ReferenceIndex, kind: ReferenceKind | None) -> Resolution:
    """A file's name without its ending, or an id that is not written like one: ``ADR 003``."""
    name = plain_spelling(reference.target)
    ids = prefixes(name)
    if name in ids and (paths := index.find_id(name)):
        return _of_paths(paths) if name == reference.target else Resolution(State.OTHER_FORM, paths, name)
    stems = {path: splitext(basename(path))[0] for path in index.by_stem.get(name.casefold(), ())}
    same = [path for path, stem in stems.items() if stem == reference.target]
    own = [path for path in same if kind is not None and index.kind_of_path(path) == kind] or same
    if len(own) == 1 or (own and ids):
        return _of_paths(tuple(own))
    if stems and not own:
        exact = any(plain_spelling(stem) == name for stem in stems.values())
        return Resolution(State.OTHER_FORM if exact else State.CASE, tuple(stems), name)
    if any(index.kind_of_id(one) is not None or index.is_slip_of_kind(one) for one in ids):
        return Resolution(State.MISSING)
    return Resolution(State.PROSE)


def starts(reference: ParsedReference, path: str) -> Iterator[tuple[str, str]]:
    """The ways to read a path: (the path, the directory it starts from), the likeliest first."""
    folder, target = dirname(path), reference.path
    if target.startswith("/"):
        yield target, ""
    elif reference.link or target.startswith(("./", "../")) or target in {".", ".."}:
        yield target, folder
    else:
        yield target, ""
        yield target, folder
        if "%" in target:
            yield unquote(target), ""
            yield unquote(target), folder


def _resolve_path(
    reference: ParsedReference, path: str, index: ReferenceIndex, kind: ReferenceKind | None
) -> Resolution:
    ways = list(starts(reference, path))
    walks = [index.walk(target, start) for target, start in ways]
    for found, way in zip(walks, ways, strict=True):
        if found.arrival is Arrival.FOUND:
            return Resolution(State.EXISTS, (found.path,), found.path)
        if found.arrival is Arrival.SUBMODULE:
            is_itself = kind is None and lexical(*way) == found.path
            return _in_submodule(found.path, index, is_itself=is_itself)
    if any(found.arrival is Arrival.OUTSIDE for found in walks):
        if reference.link and _is_project_page(reference.path, path):
            return Resolution(State.EXTERNAL)
        return Resolution(State.OUTSIDE, (), reference.path)
    if not reference.link and "/" not in reference.target and (named := _by_name(reference.target, index, kind)):
        return named
    if reference.link and (page := _page_of_site(reference.path, path, index)):
        return Resolution(State.EXISTS, (page,), page)
    places = (lexical(target, start) for target, start in ways)
    return _missed([place for place in places if place is not None], reference, index)


_SITES = (".vitepress", "docusaurus.config.ts", "docusaurus.config.js", "docusaurus.config.mjs")
"""What lies above the pages of a site whose links need no ending."""


def _page_of_site(target: str, path: str, index: ReferenceIndex) -> str:
    """The page that a link without an ending leads to on the site that a document is of; ``""``: there is none."""
    if "." in basename(target) or not target.strip("/"):
        return ""
    folder, bare = dirname(path), target.rstrip("/")
    ways = ((f"{bare}{ending}", folder) for ending in (".md", ".mdx", "/index.md", "/index.mdx"))
    page = next((found.path for way in ways if (found := index.walk(*way)).arrival is Arrival.FOUND), "")
    return page if page and _is_of_site(path, index) else ""


def _is_of_site(path: str, index: ReferenceIndex) -> bool:
    """Whether the settings of a site lie in a folder around a document."""
    while path:
        path = dirname(path)
        if any(index.walk(name, path).arrival is Arrival.FOUND for name in _SITES):
            return True
    return False


def _in_submodule(path: str, index: ReferenceIndex, *, is_itself: bool) -> Resolution:
    """Another repository: known, where ``.gitmodules`` declares it; a link may lead to it, nobody looks into it."""
    if path not in index.submodules:
        return Resolution(State.OUTSIDE, (), path)
    return Resolution(State.EXISTS, (path,), path) if is_itself else Resolution(State.SUBMODULE, (), path)


def _missed(sought: list[str], reference: ParsedReference, index: ReferenceIndex) -> Resolution:
    """What became of a path that leads nowhere, the places it may mean being ``sought``."""
    for place in sought:
        if index.leads_nowhere(place):
            return Resolution(State.MISSING, (), place)
    for place in sought:
        if other := index.listing.by_folded_path.get(place.casefold()):
            return Resolution(State.CASE, other, place)
    for place in sought:
        if (moved := index.renames.get(place)) and moved in index.listing:
            return Resolution(State.MOVED, (moved,), place)
    for place in sought:
        if others := index.by_plain_path.get(plain_spelling(place).casefold()):
            return Resolution(State.OTHER_FORM, others, place)
    return Resolution(State.MISSING, (), sought[0] if sought else reference.path)


_PROJECT_PAGES = frozenset(
    (
        "issues",
        "pull",
        "pulls",
        "wiki",
        "releases",
        "discussions",
        "actions",
        "projects",
        "milestones",
        "compare",
        "commit",
    )
)


def _is_project_page(target: str, path: str) -> bool:
    """Whether a link climbs over ``blob/<ref>/`` to a page of the project, as ``../../issues`` does."""
    steps = target.split("/")
    climbs = steps.count("..") - path.count("/")
    rest = [step for step in steps if step not in {"", ".", ".."}]
    return climbs == 2 and bool(rest) and rest[0] in _PROJECT_PAGES


def _by_name(name: str, index: ReferenceIndex, kind: ReferenceKind | None) -> Resolution | None:
    """A bare file name leads to every file of that name, those of the kind's folders before all others."""
    paths = index.listing.by_name.get(name.casefold(), ())
    exact = [path for path in paths if path.rpartition("/")[2] == name]
    there = [path for path in exact if not index.leads_nowhere(path)]
    if not paths:
        return None
    if exact and not there:
        return Resolution(State.MISSING, (), exact[0])
    own = [path for path in there if kind is not None and index.kind_of_path(path) == kind]
    chosen = tuple(own or there)
    if not chosen:
        return Resolution(State.CASE, paths, name)
    return Resolution(State.AMBIGUOUS if len(chosen) > 1 else State.EXISTS, chosen, name)


def documents_of(found: Resolution, index: ReferenceIndex) -> Iterator[LinkedDocument]:
    """What is known of the documents that a reference leads to; of a directory, of its README."""
    for target in found.targets:
        document = index.document(target)
        if document is not None:
            yield document


def read_for(found: Resolution, index: ReferenceIndex) -> Iterator[str]:
    """The paths whose content a rule may want for this resolution."""
    for target in found.targets:
        if target in index.listing.entries:
            yield target
        else:
            yield from (inner for inner in readmes(target) if inner in index.listing.entries)

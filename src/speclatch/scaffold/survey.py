"""Look at a repository that has no gate yet: its families of specs, their templates, linked documents, migrations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from posixpath import basename, dirname, join

from speclatch.config.model import Config, Migrations, ProfileUse
from speclatch.documents import UnreadableError, parse, parse_metadata
from speclatch.globs import globs_of, matches
from speclatch.migrations.presets import presets_of
from speclatch.profiles.bundled import ANYWHERE, PLACES, SEEDS, places_among
from speclatch.profiles.load import builtin
from speclatch.profiles.matching import is_markdown, is_template, top_titles
from speclatch.profiles.profile import KeyType, Profile
from speclatch.profiles.template import derive
from speclatch.scaffold.families import Family, Unknown, find_families
from speclatch.scaffold.places import ONE_EACH
from speclatch.scaffold.sketches import Sketch, is_aside, is_foreign, sketches
from speclatch.scaffold.templates import (
    ALIKE,
    NAMED_SHARE,
    SURE_SHARE,
    Template,
    guidance_share,
    has_number,
    is_called_template,
    is_nothing_but_template,
    is_numbered_sample,
    may_be_template,
    template_name,
)
from speclatch.trees import Listing, Tree

LEAST_SHARE = 0.2
"""The share of its sections that speak to an author in a template that is called one and has so many followers:"""
FOLLOWERS = 5
MIN_BESIDE = 3
"""Documents in its folder that resemble what is called a template, from which it is one however it speaks."""
MIN_SECTIONS = 2
"""Sections below which a template without documents is none of a spec."""
MOST_OF_A_NAME = 2
"""Files of one name above which none of them is a template only because of a word in its path."""
BESIDE_SHARE = 0.6
"""The share of documents that have a file of metadata beside them, where that is their family's form."""
KIND_WORDS: Mapping[str, frozenset[str]] = {
    "prd": frozenset({"prd", "prds"}),
    "adr": frozenset({"adr", "adrs", "decisions"}),
    "api": frozenset({"api", "apis"}),
}
"""Words of a folder's name that tell what it holds ..."""
_OTHER_WORDS = frozenset({"", "architecture", "doc", "docs", "record", "records", "reference", "spec", "specs"})
"""... and words that may stand beside them."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a repository has.

    ``families`` are what can be governed, ``unknown`` what looks like specs and cannot, ``folders`` globs per
    reference kind, ``migrations`` names of presets, ``idle`` templates that no document is of yet.
    """

    families: tuple[Family, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    folders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    migrations: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()


def survey(tree: Tree) -> Survey:
    """Look at every document of a repository."""
    seen = tuple(sketches(tree))
    own = _own_templates(tree, seen)
    paths = {template.path for template in own}
    documents = [one for one in seen if one.path not in paths and one.is_markdown and not _is_form(one.path)]
    bundled = [Template(f"<{name}>", builtin(name, Config().references)) for name in (*SEEDS, *ANYWHERE)]
    claimed = tuple(_placed(documents, own, tree.listing))
    history = globs_of(tuple(glob[1:] for one in claimed for glob in one.match if glob.startswith("!")))
    documents = [one for one in documents if not history.matches(one.path)]
    found = find_families(documents, own, bundled, claimed)
    past = [one.path for one in seen if history.matches(one.path)]
    families = [_with_metadata(_without_past(family, past, claimed), tree) for family in found.families]
    idle = [one for one in own if not any(one.path in (family.template, *family.kin) for family in families)]
    if not families:
        waiting = [_waiting(one) for one in idle if _is_complete(one) and not _is_example(one.path)]
        families = [one for one in waiting if not any(matches(other.path, one.match) for other in documents)]
        idle = [one for one in idle if not any(one.path == family.template for family in families)]
    excluded = sorted(path for path in paths if any(matches(path, family.match) for family in families))
    presets = tuple(preset.name for preset in presets_of(Migrations(), tree.listing))
    unknown = (*found.unknown, *_other_formats(tree.listing))
    return Survey(
        tuple(families),
        unknown,
        _folders(tree.listing),
        presets,
        tuple(excluded),
        tuple(one.path for one in idle),
    )


def candidate(found: Survey) -> Config:
    """The configuration for what was found, before anybody looked at how it is practised."""
    kinds = tuple(
        replace(kind, paths=found.folders[kind.name]) if kind.name in found.folders else kind
        for kind in Config().references
    )
    return Config(
        exclude=found.excluded,
        profiles=tuple(
            ProfileUse(one.name, use=one.use, template=one.template, match=one.match, metadata=one.metadata)
            for one in found.families
        ),
        references=kinds,
        migrations=Migrations(found.migrations[0]) if len(found.migrations) == 1 else Migrations(),
    )


def _placed(documents: Sequence[Sketch], own: Sequence[Template], listing: Listing) -> Iterator[Family]:
    """The bundled families whose place is here, with the repository's own template where it has one for them."""
    for name in places_among(listing.entries):
        globs = globs_of(PLACES[name].match)
        paths = tuple(one.path for one in documents if globs.matches(one.path))
        if not paths:
            continue
        profile = builtin(name, Config().references)
        alike = [one for one in own if _is_for(one, profile)]
        best = max(alike, key=lambda one: len(one.titles & top_titles(profile)), default=None)
        if best is None:
            yield Family(name, paths, PLACES[name].match, use=name)
        else:
            yield Family(name, paths, PLACES[name].match, template=best.path)


def _is_for(template: Template, profile: Profile) -> bool:
    """Whether a template is one for a bundled family: most titles of either are titles of both."""
    ours = top_titles(profile)
    common = template.titles & ours
    return bool(common) and 2 * len(common) >= max(len(template.titles), len(ours))


def _without_past(family: Family, past: Sequence[str], claimed: Sequence[Family]) -> Family:
    """The family without what a bundled family beside it leaves out as history."""
    if not any(matches(path, family.match) for path in past):
        return family
    out = dict.fromkeys(glob for one in claimed for glob in one.match if glob.startswith("!"))
    return replace(family, match=(*family.match, *(glob for glob in out if glob not in family.match)))


def _is_form(path: str) -> bool:
    """Whether a file lies where platforms and tools have their forms and templates: nobody's spec."""
    return any(path.startswith(folder) or f"/{folder}" in path for folder in (".github/", ".specify/"))


def _own_templates(tree: Tree, seen: Sequence[Sketch]) -> list[Template]:
    """The repository's templates: what speaks to its author, and resembles documents or is called a template.

    What lies where a bundled family has its documents is a document, be it about templates.
    """
    placed = globs_of(tuple(PLACES[name].match[0] for name in places_among(tree.listing.entries)))
    found: list[Template] = []
    taken: set[str] = set()
    names = Counter(one.name for one in seen)
    for one in seen:
        if placed.matches(one.path):
            continue
        called = is_called_template(one.path)
        if not called and (not may_be_template(one.path) or names[one.name] > MOST_OF_A_NAME):
            continue
        beside = called and is_nothing_but_template(one.path)
        template = _read(tree, one.path, taken, 0.0 if beside else LEAST_SHARE if called else SURE_SHARE)
        if template is not None and _is_sure(template, seen, beside=beside):
            found.append(template)
            taken.add(template.profile.name)
    looks = {one.path: one for one in seen}
    return [one for one in found if not any(_is_document_of(looks[one.path], one, other) for other in found)]


def _is_sure(template: Template, seen: Sequence[Sketch], *, beside: bool) -> bool:
    """Whether it asks enough, or so many documents resemble it that it is a template, though it explains more.

    Of one whose name says no more than that (``beside``), a few in its own folder do, whatever language it speaks.
    """
    if template.guidance >= NAMED_SHARE:
        return True
    alike = [one.path for one in seen if one.path != template.path and template.likeness(one) >= ALIKE]
    near = [path for path in alike if dirname(path) == dirname(template.path)]
    if template.guidance >= LEAST_SHARE and len(alike) >= FOLLOWERS:
        return True
    return beside and len(near) >= MIN_BESIDE


def _is_document_of(look: Sketch, one: Template, other: Template) -> bool:
    """Whether what looks like a template is a document of another one: it resembles that, and says more itself."""
    numbered = has_number(one.path) and not has_number(other.path)
    unnumbered = is_numbered_sample(one.path) and not is_numbered_sample(other.path)  # nobody gave it a number yet
    if (numbered or unnumbered) and one is not other and other.likeness(look) >= ALIKE:
        return True
    if is_called_template(one.path) and not is_numbered_sample(one.path) and one.guidance >= NAMED_SHARE:
        return False
    return one is not other and other.likeness(look) >= ALIKE and one.guidance < other.guidance - FILLED


FILLED = 0.15
"""The share of its sections that a document has filled, which its template leaves to the author."""


def _read(tree: Tree, path: str, taken: Collection[str], least: float) -> Template | None:
    """A file as a template; None where it says too little to an author."""
    try:
        document = parse(path, tree.read(path))
    except UnreadableError:
        return None
    share = guidance_share(document)
    if share < least or not document.sections:
        return None
    sidecar = None
    for beside in _metadata_beside(path, tree.listing):
        try:
            sidecar = parse_metadata(beside, tree.read(beside))
        except UnreadableError:
            continue
    profile = derive(document, template_name(path, taken), Config().references, sidecar)
    return Template(path, profile, share)


def _metadata_beside(path: str, listing: Listing) -> list[str]:
    folder = dirname(path)
    return [
        one
        for one in listing.entries
        if one.endswith((".yaml", ".yml")) and dirname(one) == folder and not basename(one).startswith(".")
    ]


def _with_metadata(family: Family, tree: Tree) -> Family:
    """The family with the file that holds the front matter of its documents, where most have one beside them."""
    beside_first = family.template or next(iter(family.documents), "")
    for beside in _metadata_beside(beside_first, tree.listing) if family.template or family.use in ANYWHERE else ():
        name = basename(beside)
        having = sum(join(dirname(path), name) in tree.listing.entries for path in family.documents)
        if family.documents and having >= BESIDE_SHARE * len(family.documents):
            return replace(family, metadata=name)
    return family


def _waiting(template: Template) -> Family:
    """A family that has a template and no document yet."""
    return Family(template.profile.name, (), (glob_beside(template.path, template.profile),), template=template.path)


def _is_complete(template: Template) -> bool:
    return len(template.titles) > MIN_SECTIONS


def _is_example(path: str) -> bool:
    return _is_form(path) or bool(
        re.search(r"(?:^|/)(?:src|lib|packages?|examples?|assets|presets|extensions|schemas)/", path)
    )


def glob_beside(template: str, profile: Profile) -> str:
    """Where documents of a template go that has none yet: next to it, or next to its ``templates`` folder.

    A template with a folder of its own stands for documents with one each.
    """
    folder, name = dirname(template), basename(template)
    if folder and name.lower() in ONE_EACH:
        return f"{dirname(folder)}/**/{name}".removeprefix("/")
    folder = dirname(folder) if basename(folder).lower() in ("template", "templates") else folder
    return f"{folder or 'docs'}/{_prefix(profile)}*.md"


def _prefix(profile: Profile) -> str:
    """What the profile's ids open with (``EXEC-``)."""
    sample = next((rule.sample for rule in profile.keys if rule.type is KeyType.ID), "")
    return sample.rstrip("#") if sample.endswith("#") else ""


def _other_formats(listing: Listing) -> Iterator[Unknown]:
    """Documents in formats that are not judged, by ending and folder, where there are many of a spec's place."""
    counted: Counter[tuple[str, str]] = Counter()
    for path in listing.entries:
        ending = path.rpartition(".")[2].casefold()
        if ending in ("rst", "adoc", "asciidoc", "mediawiki", "org", "textile", "mdx") and not is_foreign(path):
            counted[dirname(path), ending] += 1
    for (folder, ending), number in counted.most_common(5):
        if number >= 3:
            yield Unknown(
                f"{folder}/*.{ending}".removeprefix("/"), number, f".{ending} is not supported, only Markdown"
            )


def _words(path: str) -> set[str]:
    return set(re.split(r"[^a-z]+", path.lower()))


def _folders(listing: Listing) -> dict[str, tuple[str, ...]]:
    """Folders of linked documents, by kind: those that are called so, or hold files with such ids."""
    found: dict[str, tuple[str, ...]] = {}
    documents = Counter(
        dirname(path)
        for path in listing.entries
        if is_markdown(path) and not is_template(path) and not is_foreign(path) and not is_aside(path)
    )
    for kind in Config().references:
        words = KIND_WORDS.get(kind.name, frozenset())
        ids = re.compile(rf"(?:{kind.id})(?![A-Za-z0-9])") if kind.id and words else None
        named = {folder for folder in documents if words and _called(folder, words)}
        if ids is not None:
            named |= {
                folder
                for path in listing.entries
                if is_markdown(path)
                and ids.match(basename(path))
                and not is_foreign(path)
                and (folder := dirname(path))
            }
        tops = sorted(folder for folder in named if folder and not any(_inside(folder, other) for other in named))
        if tops:
            found[kind.name] = tuple(f"{folder}/**" for folder in tops)
    return found


def _called(folder: str, words: frozenset[str]) -> bool:
    """Whether a folder's name says that it holds such documents, and nothing else."""
    name = _words(basename(folder))
    return bool(name & words) and name <= words | _OTHER_WORDS


def _inside(folder: str, other: str) -> bool:
    return bool(other) and folder.startswith(f"{other}/")

"""Look at a repository that has no gate yet: its families of specs, their templates, linked documents, migrations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from posixpath import basename, dirname, join

from speclatch.config.model import Config, Migrations, ProfileUse
from speclatch.globs import globs_of, matches
from speclatch.migrations.presets import PRESETS
from speclatch.migrations.recognised import presets_of
from speclatch.patterns import lazy_re
from speclatch.profiles.bundled import ANYWHERE, SEEDS
from speclatch.profiles.file_names import is_markdown, is_template
from speclatch.profiles.load import builtin
from speclatch.profiles.profile import KeyType, Profile
from speclatch.scaffold.families import SCATTERED, Family, Unknown, find_families
from speclatch.scaffold.names import ONE_EACH
from speclatch.scaffold.own_templates import is_variant, metadata_beside, own_templates
from speclatch.scaffold.placed import placed
from speclatch.scaffold.places import taken_out
from speclatch.scaffold.sketches import is_aside, is_foreign, sketches
from speclatch.scaffold.templates import (
    Template,
)
from speclatch.trees import Listing, Tree

MIN_SECTIONS = 2
"""Sections below which a template without documents is none of a spec."""
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
_MANIFEST = lazy_re(r"/_(?:cfg|config)/manifest\.ya?ml\Z")
"""Where a tool lists what it has installed."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a repository has.

    ``families`` are what can be governed, ``unknown`` what looks like specs and cannot, ``folders`` globs per
    reference kind, ``migrations`` names of presets, ``idle`` templates that no document is of yet. Migrations of a
    tool without a preset are known without a setting.
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
    own = own_templates(tree, seen)
    paths = {template.path for template in own}
    tools = _tools(tree.listing)
    documents = [one for one in seen if one.path not in paths and one.is_markdown and not _is_form(one.path)]
    documents = [one for one in documents if not one.path.startswith(tools)]
    documents = [one for one in documents if not any(is_variant(one, template) for template in own)]
    bundled = [Template(f"<{name}>", builtin(name, Config().references)) for name in (*SEEDS, *ANYWHERE)]
    claimed, reserved, left_out = placed(documents, own, tree.listing)
    history = globs_of(tuple(glob[1:] for glob in left_out))
    documents = [one for one in documents if not history.matches(one.path)]
    found = find_families(documents, [one for one in own if one.path not in reserved], bundled, claimed)
    past = [one.path for one in seen if history.matches(one.path)]
    families = [_with_metadata(_without_past(family, past, left_out), tree) for family in found.families]
    idle = [one for one in own if not any(one.path in (family.template, *family.kin) for family in families)]
    if not families:
        scattered = {one.why for one in found.unknown}
        free = [one for one in idle if f"{SCATTERED} {one.path}" not in scattered]
        others = [one.path for one in documents]
        free = [one for one in free if _is_complete(one) and not _is_example(one.path)]
        waiting = [_waiting(one, others) for one in free if not _has_copy(one, free)]
        families = [one for one in waiting if not any(matches(path, one.match) for path in others)]
        idle = [one for one in idle if not any(one.path == family.template for family in families)]
    excluded = sorted(path for path in paths if any(matches(path, family.match) for family in families))
    presets = tuple(preset.name for preset in presets_of(Migrations(), tree.listing) if preset in PRESETS)
    unknown = _joined((*found.unknown, *_other_formats(tree.listing)))
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
        kind._replace(paths=found.folders[kind.name]) if kind.name in found.folders else kind
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


def _without_past(family: Family, past: Sequence[str], left_out: Sequence[str]) -> Family:
    """The family without what a bundled family beside it leaves out as history."""
    if not any(matches(path, family.match) for path in past):
        return family
    return replace(family, match=(*family.match, *(glob for glob in left_out if glob not in family.match)))


def _is_form(path: str) -> bool:
    """Whether a file lies where platforms and tools have their forms and templates: nobody's spec."""
    return any(path.startswith(folder) or f"/{folder}" in path for folder in (".github/", ".specify/"))


def _tools(listing: Listing) -> tuple[str, ...]:
    """The folders that a tool has put itself into, with a list of what it installed (BMAD: ``_bmad/_config``)."""
    manifests = (_MANIFEST.search(path) for path in listing.with_endings(("yaml", "yml")))
    return tuple(found.string[: found.start() + 1] for found in manifests if found is not None)


def _with_metadata(family: Family, tree: Tree) -> Family:
    """The family with the file that holds the front matter of its documents, where most have one beside them."""
    beside_first = family.template or next(iter(family.documents), "")
    for beside in metadata_beside(beside_first, tree.listing) if family.template or family.use in ANYWHERE else ():
        name = basename(beside)
        having = sum(join(dirname(path), name) in tree.listing.entries for path in family.documents)
        if family.documents and having >= BESIDE_SHARE * len(family.documents):
            return replace(family, metadata=name)
    return family


def _waiting(template: Template, others: Sequence[str]) -> Family:
    """A family that has a template and no document yet; a README beside it is none."""
    glob = glob_beside(template.path, template.profile)
    return Family(template.profile.name, (), (glob, *taken_out((glob,), (), others)), template=template.path)


def _has_copy(template: Template, others: Sequence[Template]) -> bool:
    """Whether the template at the root lies in a folder of documents as well."""
    return not dirname(template.path) and any(
        one is not template and one.titles == template.titles and dirname(one.path) for one in others
    )


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


def _joined(unknown: Sequence[Unknown]) -> tuple[Unknown, ...]:
    """Groups that are called the same are one to those who read of them."""
    counted: Counter[tuple[str, str]] = Counter()
    for one in unknown:
        counted[one.place, one.why] += one.documents
    return tuple(Unknown(place, number, why) for (place, why), number in counted.items())


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

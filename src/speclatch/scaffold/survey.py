"""Look at a repository that has no gate yet: its specs, templates, linked documents and migrations."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from posixpath import basename, commonpath, dirname

from speclatch.config.model import Config, Migrations, ProfileUse
from speclatch.globs import matches
from speclatch.migrations.presets import presets_of
from speclatch.profiles.load import BUILTIN, builtin
from speclatch.profiles.matching import is_markdown, is_template, top_titles
from speclatch.profiles.profile import KeyType, Profile
from speclatch.trees import Listing

MIN_SECTIONS = 3
"""Level-2 headings below which a file named like a template is none of a spec: it would look like everything."""
KIND_WORDS: Mapping[str, frozenset[str]] = {
    "prd": frozenset({"prd", "prds"}),
    "adr": frozenset({"adr", "adrs", "decisions"}),
    "api": frozenset({"api", "apis"}),
}
"""Words of a folder's name that tell what it holds ..."""
_OTHER_WORDS = frozenset({"", "architecture", "doc", "docs", "record", "records", "reference", "spec", "specs"})
"""... and words that may stand beside them."""
_NO_NAMES = frozenset({"", "template", "templates", "readme", "index", "nnnn", "xxxx"})
"""Words of a path that do not say what a template is of."""
_ONE_EACH = ("spec.md", "readme.md", "index.md")
"""Names that a document has where it has a folder to itself."""
_TEMPLATE_FOLDER = re.compile(r"(?:^|[-_./])templates?/[^/]+\Z", re.IGNORECASE)
_NO_SPECS = re.compile(r"(?:^|/)(?:\.github|node_modules|vendor|testdata|tests?|fixtures)/")


@dataclass(frozen=True, slots=True)
class FoundProfile:
    """A profile that the repository has documents or a template of. ``template`` is empty for a built-in one.

    ``metadata`` is the file beside each document that holds its front matter, if that is so. ``kin`` are templates
    whose documents no path tells apart from this one's.
    """

    name: str
    template: str
    match: tuple[str, ...]
    documents: int
    metadata: str = ""
    kin: tuple[str, ...] = ()

    @property
    def matched_templates(self) -> tuple[str, ...]:
        """The templates that the globs name too, and which are no documents."""
        return tuple(path for path in (self.template, *self.kin) if path and matches(path, self.match))


@dataclass(frozen=True, slots=True)
class Survey:
    """What a repository has. ``folders`` are globs per reference kind, ``migrations`` names of presets."""

    profiles: tuple[FoundProfile, ...] = ()
    folders: Mapping[str, tuple[str, ...]] | None = None
    migrations: tuple[str, ...] = ()


def possible_templates(listing: Listing) -> tuple[str, ...]:
    """Paths of Markdown files whose name says that they are templates, those of linked documents aside."""
    return tuple(
        path
        for path in listing.entries
        if is_markdown(path)
        and (is_template(path) or _TEMPLATE_FOLDER.search(path))
        and not _NO_SPECS.search(path)
        and not _is_linked(path)
    )


def _is_linked(path: str) -> bool:
    """Whether a path is one of a PRD, ADR or API document."""
    return any(_words(path) & words for words in KIND_WORDS.values())


def _words(path: str) -> set[str]:
    return set(re.split(r"[^a-z]+", path.lower()))


def _metadata(template: str, profile: Profile, listing: Listing) -> str:
    """The name of the one YAML file beside a template without front matter, or ``""``."""
    folder = dirname(template)
    files = (path for path in listing.entries if path.endswith((".yaml", ".yml")) and dirname(path) == folder)
    beside = [basename(path) for path in files] if folder and not profile.keys else []
    return beside[0] if len(beside) == 1 else ""


def template_name(path: str) -> str:
    """What to call a template: its file's name without the word, else its folder's."""
    for name in (basename(path).rpartition(".")[0], basename(dirname(path))):
        words = [word for word in re.split(r"[-_. ]+", name.lower()) if word not in _NO_NAMES and not word.isdecimal()]
        if words:
            return "-".join(words)
    return "spec"


def trial_config(templates: Mapping[str, Profile]) -> Config:
    """A configuration under which content says what is a spec: of the repository's templates, and the built-in ones.

    A template with a built-in one's headings is that one's.
    """
    builtins = [builtin(name, Config().references) for name in BUILTIN]
    own = [
        ProfileUse(profile.name, template=path)
        for path, profile in templates.items()
        if len(top_titles(profile)) >= MIN_SECTIONS and not any(_is_same(profile, one) for one in builtins)
    ]
    return Config(profiles=(*own, *(ProfileUse(name, use=name) for name in BUILTIN)))


def _is_same(profile: Profile, other: Profile) -> bool:
    return top_titles(profile) == top_titles(other) and {k.key for k in profile.keys} == {k.key for k in other.keys}


def survey(
    listing: Listing, profiles: Mapping[str, Profile], uses: Iterable[ProfileUse], specs: Mapping[str, str]
) -> Survey:
    """Put together what was found.

    Args:
        listing: every path.
        profiles: by name.
        uses: what was tried (see ``trial_config``).
        specs: path of each document that looks like a spec -> its profile's name.
    """
    found, paths = [], {}
    for use in uses:
        own = sorted(path for path, name in specs.items() if name == use.name and not _NO_SPECS.search(path))
        if own or use.template:
            profile = profiles[use.name]
            match = globs_for(own, profile) or (glob_beside(use.template, profile),)
            metadata = _metadata(use.template, profile, listing) if use.template else ""
            found.append(FoundProfile(use.name, use.template, match, len(own), metadata))
            paths[use.name] = own
    found = [one for one in found if one.documents or not _is_document(one, found)]
    presets = tuple(preset.name for preset in presets_of(Migrations(), listing))
    return Survey(_told_apart(found, paths), _folders(listing), presets)


def _told_apart(found: Iterable[FoundProfile], paths: Mapping[str, Collection[str]]) -> tuple[FoundProfile, ...]:
    """The profiles that globs can tell apart, the narrow ones first: of two that name a file, the first governs it.

    ``paths`` are each one's documents by its name. Where the globs of two name documents of both, the one with more
    documents stays.
    """

    def reaches(one: FoundProfile, other: FoundProfile) -> bool:
        return any(matches(path, one.match) for path in paths[other.name])

    def alike(one: FoundProfile, other: FoundProfile) -> bool:
        return one.match == other.match or (reaches(one, other) and reaches(other, one))

    kept: list[FoundProfile] = []
    for one in sorted(found, key=lambda each: -each.documents):
        same = next((number for number, other in enumerate(kept) if alike(one, other)), None)
        if same is None:
            kept.append(one)
        elif one.template:
            kept[same] = replace(kept[same], kin=(*kept[same].kin, one.template))
    return tuple(sorted(kept, key=lambda one: sum(reaches(one, other) for other in kept if other is not one)))


def _is_document(one: FoundProfile, others: Iterable[FoundProfile]) -> bool:
    """Whether what is called a template is a document of another profile."""
    return any(matches(one.template, other.match) for other in others if other is not one and other.documents)


def glob_beside(template: str, profile: Profile) -> str:
    """Where documents of a template go that has none yet: next to it, or next to its ``templates`` folder.

    A template with a folder of its own stands for documents with one each.
    """
    folder, name = dirname(template), basename(template)
    if folder and name.lower() in _ONE_EACH:
        return f"{dirname(folder)}/**/{name}".removeprefix("/")
    folder = dirname(folder) if basename(folder).lower() in ("template", "templates") else folder
    return f"{folder or 'docs'}/{_prefix(profile)}*.md"


def globs_for(paths: Iterable[str], profile: Profile) -> tuple[str, ...]:
    """Globs that name these documents and will name the next one."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        by_name[basename(path)].append(path)
    globs: set[str] = set()
    prefix = _prefix(profile)
    for name, group in by_name.items():
        folder = dirname(group[0])
        if len(group) > 1 or name.lower() in _ONE_EACH:
            top = commonpath([dirname(dirname(path)) or "." for path in group])
            globs.add(f"{top}/**/{name}".removeprefix("./"))
        else:
            form = f"{prefix}*.md" if prefix and name.startswith(prefix) else f"*{_extension(name)}"
            globs.add(f"{folder}/{form}" if folder else f"/{form}")
    return tuple(sorted(globs))


def _extension(name: str) -> str:
    return name[name.rindex(".") :]


def _prefix(profile: Profile) -> str:
    """What the profile's ids open with (``EXEC-``)."""
    sample = next((rule.sample for rule in profile.keys if rule.type is KeyType.ID), "")
    return sample.rstrip("#") if sample.endswith("#") else ""


def _folders(listing: Listing) -> dict[str, tuple[str, ...]]:
    """Folders of linked documents, by kind: those that are called so, or hold files with such ids."""
    found: dict[str, tuple[str, ...]] = {}
    documents = Counter(dirname(path) for path in listing.entries if is_markdown(path) and not is_template(path))
    for kind in Config().references:
        words = KIND_WORDS.get(kind.name, frozenset())
        ids = re.compile(rf"(?:{kind.id})(?![A-Za-z0-9])") if kind.id and words else None
        named = {folder for folder in documents if words and _called(folder, words)}
        if ids is not None:
            named |= {dirname(path) for path in listing.entries if is_markdown(path) and ids.match(basename(path))}
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

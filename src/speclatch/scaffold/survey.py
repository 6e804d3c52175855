"""Look at a repository that has no gate yet: its specs, templates, linked documents and migrations."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from posixpath import basename, commonpath, dirname

from speclatch.config import Config, Migrations, ProfileUse
from speclatch.profiles.govern import is_markdown, is_template, level_two
from speclatch.profiles.load import BUILTIN, builtin
from speclatch.profiles.profile import KeyType, Profile
from speclatch.references.presets import presets_of
from speclatch.trees import Listing

MIN_SECTIONS = 3
"""Level-2 headings below which a file named like a template is none of a spec: it would look like everything."""
KIND_WORDS: Mapping[str, frozenset[str]] = {
    "prd": frozenset({"prd", "prds"}),
    "adr": frozenset({"adr", "adrs", "decisions"}),
    "api": frozenset({"api", "apis"}),
}
"""Words of a folder's name that tell what it holds."""
_NO_SPECS = (".github/", "node_modules/", "vendor/")


@dataclass(frozen=True, slots=True)
class FoundProfile:
    """A profile that the repository has documents or a template of. ``template`` is empty for a built-in one."""

    name: str
    template: str
    match: tuple[str, ...]
    documents: int


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
        if is_markdown(path) and is_template(path) and not path.startswith(_NO_SPECS) and not _is_linked(path)
    )


def _is_linked(path: str) -> bool:
    """Whether a path is one of a PRD, ADR or API document."""
    return any(_words(path) & words for words in KIND_WORDS.values())


def _words(path: str) -> set[str]:
    return set(re.split(r"[^a-z]+", path.lower()))


def trial_config(templates: Mapping[str, Profile]) -> Config:
    """A configuration under which content says what is a spec: of the repository's templates, and the built-in ones.

    A template with a built-in one's headings is that one's.
    """
    builtins = [builtin(name, Config().references) for name in BUILTIN]
    own = [
        ProfileUse(profile.name, template=path)
        for path, profile in templates.items()
        if len(level_two(profile)) >= MIN_SECTIONS and not any(_is_same(profile, one) for one in builtins)
    ]
    return Config(profiles=(*own, *(ProfileUse(name, use=name) for name in BUILTIN)))


def _is_same(profile: Profile, other: Profile) -> bool:
    return level_two(profile) == level_two(other) and {k.key for k in profile.keys} == {k.key for k in other.keys}


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
    found = []
    for use in uses:
        paths = sorted(path for path, name in specs.items() if name == use.name)
        if paths or use.template:
            match = globs_for(paths, profiles[use.name]) or (_beside(use.template),)
            found.append(FoundProfile(use.name, use.template, match, len(paths)))
    presets = tuple(preset.name for preset in presets_of(Migrations(), listing))
    return Survey(tuple(found), _folders(listing), presets)


def _beside(template: str) -> str:
    """Where documents of a template go that has none yet: next to it, or next to its ``templates`` folder."""
    folder = dirname(template)
    folder = dirname(folder) if basename(folder).lower() in ("template", "templates") else folder
    return f"{folder}/*.md" if folder else "docs/*.md"


def globs_for(paths: Iterable[str], profile: Profile) -> tuple[str, ...]:
    """Globs that name these documents and will name the next one."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        by_name[basename(path)].append(path)
    globs: set[str] = set()
    prefix = _prefix(profile)
    for name, group in by_name.items():
        folder = dirname(group[0])
        if len(group) > 1 or name.lower() in ("spec.md", "readme.md", "index.md"):
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
        named = {folder for folder in documents if _words(basename(folder)) & words}
        if ids is not None:
            named |= {dirname(path) for path in listing.entries if is_markdown(path) and ids.match(basename(path))}
        tops = sorted(folder for folder in named if folder and not any(_inside(folder, other) for other in named))
        if tops:
            found[kind.name] = tuple(f"{folder}/**" for folder in tops)
    return found


def _inside(folder: str, other: str) -> bool:
    return bool(other) and folder.startswith(f"{other}/")

"""The migrations of base and landing, and what a place that names one leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from posixpath import dirname
from types import MappingProxyType

from speclatch.config.model import Migrations
from speclatch.documents.document import Document
from speclatch.globs import is_glob_of
from speclatch.migrations.lost import lost_files
from speclatch.migrations.mentions import Mention, MentionForm, misnamed, scan, unit_text
from speclatch.migrations.presets import Migration, Preset, version_order
from speclatch.migrations.recognised import homes_of, migrations_of, presets_of
from speclatch.model import Tally
from speclatch.references.paths import lexical
from speclatch.trees import Listing

__all__ = [
    "Mention",
    "MentionForm",
    "MigrationIndex",
    "build_migrations",
    "file_of",
    "mentions",
    "migration_tally",
    "misnamed",
]


@dataclass(frozen=True)
class MigrationIndex:
    """The migrations a change is judged against; where somebody asks for no more than their folders, none is read.

    ``configured``: the configuration says whose they are. ``listing`` is what is there after the merge, ``before`` what
    was there, None where nothing is compared; ``symlinks`` are the targets of the links after the merge, by path.
    """

    presets: tuple[Preset, ...] = ()
    configured: bool = False
    listing: Listing = field(default_factory=Listing, repr=False)
    before: Listing | None = field(default=None, repr=False)
    symlinks: Mapping[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def landing(self) -> tuple[Migration, ...]:
        """The migrations after the merge, in the order of their paths."""
        return tuple(migrations_of(self.presets, self.listing))

    @cached_property
    def base(self) -> tuple[Migration, ...] | None:
        """The migrations before the change, likewise; None where nothing is compared."""
        return tuple(migrations_of(self.presets, self.before)) if self.before is not None else None

    @cached_property
    def lost(self) -> Mapping[str, str]:
        """The files of the base's migrations that the change leaves but the name of, each with what it is now."""
        if self.before is None or not self.base:
            return {}
        return lost_files(map(file_of, self.base), self.before, self.listing, self.symlinks)

    @cached_property
    def found_mentions(self) -> dict[Document, tuple[Mention, ...]]:
        """What ``mentions`` has found, by document, so that the rules share it."""
        return {}

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Migration, ...]]:
        """The landing's migrations by name."""
        found: dict[str, list[Migration]] = {}
        for migration in self.landing:
            found.setdefault(migration.name, []).append(migration)
        return {name: tuple(migrations) for name, migrations in found.items()}

    @cached_property
    def added(self) -> tuple[Migration, ...]:
        """The migrations that the change adds; none where nothing is compared."""
        if self.base is None:
            return ()
        known = {migration.path for migration in self.base}
        return tuple(migration for migration in self.landing if migration.path not in known)

    def was_there(self, name: str) -> bool:
        """Whether a migration of that name was there before the change."""
        before = self.landing if self.base is None else self.base
        return any(migration.name == name for migration in before)

    @cached_property
    def homes(self) -> frozenset[str]:
        """The folders that hold migrations, on either side, each also without the folders above it."""
        sides = (self.listing,) if self.before is None else (self.listing, self.before)
        folders = {folder for side in sides for folder in homes_of(self.presets, side)}
        return frozenset(
            folder[start:]
            for folder in folders
            for start in (0, *(at + 1 for at, sign in enumerate(folder) if sign == "/"))
            if folder[start:]
        )

    def found(self, mention: Mention, path: str) -> tuple[Migration | str, ...]:
        """What a mention in the file ``path`` leads to: migrations or paths; empty where nothing is there.

        Whether it is a file or a folder is for the tree to say, whatever it looks like.
        """
        if mention.form is MentionForm.GLOB:
            return tuple(self._globbed(mention))
        there = (one for one in _places(mention.text, path) if one in self.listing)
        direct = [one for one in there if self.lost.keys().isdisjoint((one, f"{one}/{mention.preset.nested}"))]
        return tuple(direct) or self._named(mention) or tuple(self._folders(mention))

    def why_lost(self, mention: Mention) -> str:
        """What the migration of a mention is now that the change leaves nothing of; ``""`` where that is not so."""
        for one in (*self.by_name.get(mention.name, ()), *(self.base or ())):
            if one.name == mention.name and _same_tail(one, mention) and file_of(one) in self.lost:
                return self.lost[file_of(one)]
        return ""

    def _named(self, mention: Mention) -> tuple[Migration, ...]:
        named = self.by_name.get(mention.name, ())
        return tuple(one for one in named if _same_tail(one, mention) and file_of(one) not in self.lost)

    def _globbed(self, mention: Mention) -> Iterator[Migration]:
        text = re.sub(r"^(?:\.{0,2}/)+", "", mention.text.rstrip("/"))
        for one in self.landing:
            if file_of(one) in self.lost:
                continue
            if is_glob_of(f"**/{text}", file_of(one)) or (
                is_glob_of(mention.name, one.name) and _same_tail(one, mention)
            ):
                yield one

    def _folders(self, mention: Mention) -> Iterator[str]:
        text = re.sub(r"^(?:\.{0,2}/)+", "", mention.text.rstrip("/"))
        if "/" in text:
            yield from self.folders_ending(text)

    def folders_ending(self, text: str) -> tuple[str, ...]:
        """The folders of the tree whose paths end with that of ``text``."""
        return tuple(one for one in sorted(self.listing.directories) if one.endswith(f"/{text}"))

    def takes(self, mention: Mention, path: str) -> bool:
        """Whether what a mention leads to is there under a name that its tool runs."""
        return mention.preset.takes.fullmatch(mention.name) is not None and bool(self.found(mention, path))

    def planned(self, mention: Mention) -> bool:
        """Whether a missing migration is later than every one there, or there before: it may still be written."""
        own = [one for one in (*self.landing, *(self.base or ())) if one.preset == mention.preset]
        if mention.form is MentionForm.FOLDER:
            return not own
        order = version_order(mention.version)
        known = [one.order for one in own if one.order is not None]
        return order is not None and all(order > other for other in known)

    def nearest(self, mention: Mention) -> tuple[Migration, bool] | None:
        """The migration that a mention most likely means, and whether there is no doubt about it."""
        own = [one for one in self.landing if one.preset == mention.preset] or list(self.landing)
        for alike, certain in (
            ([one for one in own if one.name == mention.name], True),
            ([one for one in own if mention.suffix and one.suffix == mention.suffix], True),
            ([one for one in own if mention.version and one.version == mention.version], False),
        ):
            chosen = [one for one in alike if one in self.added] or alike
            if len(chosen) == 1:
                return chosen[0], certain and mention.form is not MentionForm.GLOB
        if mention.form is MentionForm.PLACEHOLDER:
            return None
        names = {one.name: one for one in own}
        close = get_close_matches(mention.name, list(names)[-2_000:], n=1, cutoff=0.8)
        return (names[close[0]], False) if close else None


def build_migrations(
    config: Migrations, landing: Listing, base: Listing | None, symlinks: Mapping[str, str] = MappingProxyType({})
) -> MigrationIndex:
    """The index of what is there after the merge (``landing``) and was there before (``base``).

    ``symlinks`` are the targets of the links after the merge, by path.
    """
    presets = presets_of(config, landing)
    if not presets and base is not None:
        presets = presets_of(config, base)
    return MigrationIndex(presets, bool(config.preset or config.glob), landing, base, symlinks)


def _places(text: str, path: str) -> Iterator[str]:
    """The paths that a text in the file ``path`` may mean: from the root, else from the file."""
    for start in ("", dirname(path)):
        if (place := lexical(text.rstrip("/"), start)) is not None:
            yield place


def file_of(migration: Migration) -> str:
    """The file that a migration is, or its file inside a folder of its own."""
    return f"{migration.path}/{migration.preset.nested}" if migration.preset.nested else migration.path


def _same_tail(migration: Migration, mention: Mention) -> bool:
    """Whether the folders written before the name are the last ones of where the migration lives."""
    folder = dirname(unit_text(mention))
    tail = re.sub(r"^(?:\.{0,2}/)+", "", f"{folder}/").rstrip("/")
    return not tail or migration.folder == tail or migration.folder.endswith(f"/{tail}")


def mentions(document: Document, index: MigrationIndex) -> tuple[Mention, ...]:
    """Every migration that a document names, in order; looked for once per document."""
    known = index.found_mentions.get(document)
    if known is None:
        known = index.found_mentions[document] = tuple(
            scan(document, index.presets, only=index.configured, homes=index.homes)
        )
    return known


def migration_tally(document: Document, index: MigrationIndex) -> Tally:
    """How many of the migrations that a document names are there; each name counts once."""
    named = {one.name: bool(index.found(one, document.path)) for one in mentions(document, index)}
    return Tally(sum(named.values()), len(named))

"""The migrations of base and landing, and where a spec names one: by path, bare name, glob, folder or placeholder."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cached_property
from posixpath import basename, dirname

from speclatch.config import Migrations
from speclatch.documents.document import Document
from speclatch.model import Location, Tally
from speclatch.references.paths import lexical
from speclatch.references.presets import (
    PRESETS,
    Migration,
    Preset,
    impossible_time,
    migrations_of,
    no_migration,
    presets_of,
    version_order,
)
from speclatch.trees import Listing


class MentionForm(enum.Enum):
    """How a spec names migrations."""

    NAME = "name"
    GLOB = "glob"
    FOLDER = "folder"
    PLACEHOLDER = "placeholder"
    MISNAMED = "misnamed"  # a file of the folder whose name the tool would not take


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a spec names a migration. ``text`` is the path as written, without line numbers and anchor;
    ``name`` its last part, ``name_location`` the span of that.
    """

    text: str
    name: str
    form: MentionForm
    preset: Preset
    version: str
    suffix: str
    location: Location
    name_location: Location


@dataclass(frozen=True)
class MigrationIndex:
    """The migrations a change is judged against. ``base`` is None where nothing is compared."""

    presets: tuple[Preset, ...] = ()
    configured: bool = False
    landing: tuple[Migration, ...] = ()
    base: tuple[Migration, ...] | None = None
    listing: Listing = field(default_factory=Listing, repr=False)

    @cached_property
    def memory(self) -> dict[Document, tuple[Mention, ...]]:
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
        """The migrations that the change brings; none where nothing is compared."""
        if self.base is None:
            return ()
        known = {migration.path for migration in self.base}
        return tuple(migration for migration in self.landing if migration.path not in known)

    def was_there(self, name: str) -> bool:
        """Whether a migration of that name was there before the change."""
        before = self.landing if self.base is None else self.base
        return any(migration.name == name for migration in before)

    def found(self, mention: Mention, path: str) -> tuple[Migration | str, ...]:
        """What a mention in the file ``path`` leads to: migrations or paths; empty where nothing is there."""
        if mention.form is MentionForm.FOLDER:
            return tuple(self._folders(mention.text.rstrip("/"), path))
        if mention.form is MentionForm.GLOB:
            return tuple(
                one
                for one in self.landing
                if fnmatchcase(one.name, mention.name) and _same_tail(one, mention)
            )
        direct = [one for one in _places(mention.text, path) if one in self.listing]
        return tuple(direct) or tuple(
            one for one in self.by_name.get(mention.name, ()) if _same_tail(one, mention)
        )

    def _folders(self, text: str, path: str) -> Iterator[str]:
        folders = self.listing.directories
        yield from (one for one in _places(text, path) if one in folders)
        yield from (one for one in sorted(folders) if one.endswith(f"/{text}"))

    def planned(self, mention: Mention) -> bool:
        """Whether a missing migration's version is later than every one there: it may still be written."""
        order = version_order(mention.version)
        known = [one.order for one in self.landing if one.preset == mention.preset and one.order is not None]
        return order is not None and all(order > other for other in known)

    def nearest(self, mention: Mention) -> tuple[Migration, bool] | None:
        """The migration that a mention most likely means, and whether there is no doubt about it."""
        own = [one for one in self.landing if one.preset == mention.preset] or list(self.landing)
        for alike in (
            [one for one in own if one.name == mention.name],
            [one for one in own if mention.suffix and one.suffix == mention.suffix],
            [one for one in own if mention.version and one.version == mention.version],
        ):
            chosen = [one for one in alike if one in self.added] or alike
            if len(chosen) == 1:
                return chosen[0], mention.form is not MentionForm.GLOB
        if mention.form is MentionForm.PLACEHOLDER:
            return None
        names = {one.name: one for one in own}
        close = get_close_matches(mention.name, list(names)[-2_000:], n=1, cutoff=0.8)
        return (names[close[0]], False) if close else None


def build_migrations(config: Migrations, landing: Listing, base: Listing | None) -> MigrationIndex:
    """The index of what is there after the merge (``landing``) and was there before (``base``)."""
    presets = presets_of(config, landing)
    if not presets and base is not None:
        presets = presets_of(config, base)
    before = tuple(migrations_of(presets, base)) if base is not None else None
    configured = bool(config.preset or config.glob)
    return MigrationIndex(presets, configured, tuple(migrations_of(presets, landing)), before, landing)


def _places(text: str, path: str) -> Iterator[str]:
    """The paths that a text in the file ``path`` may mean: from the root, else from the file."""
    for start in ("", dirname(path)):
        if (place := lexical(text.rstrip("/"), start)) is not None:
            yield place


def _same_tail(migration: Migration, mention: Mention) -> bool:
    """Whether the folders written before the name are the last ones of where the migration lives."""
    folder = dirname(_unit_text(mention))
    tail = re.sub(r"^(?:\.{0,2}/)+", "", f"{folder}/").rstrip("/")
    return not tail or migration.folder == tail or migration.folder.endswith(f"/{tail}")


def _unit_text(mention: Mention) -> str:
    """The mention without the file inside a nested migration."""
    text = mention.text.rstrip("/")
    return dirname(text) if mention.preset.nested and basename(text) == mention.preset.nested else text


_WORD = r"[\w .-]{1,40}"
_TOKEN = re.compile(rf"(?:[\w./@%+~*…-]|<{_WORD}>(?=[_./-])|\{{{_WORD}\}}|\[{_WORD}\](?=[_.-])|#{{2,}})+")
_BLANKED = (
    r"<[^<>]+>|\{[^{}]+\}|\[[^\[\]]+\]|#{2,}|…|\.{3}|"
    r"(?<![A-Za-z0-9])(?:V)?(?:\d*(?:[Yy]{4}|MM|DD|HH|[Xx]{2,}|NN+)[YMDHSXNymdhsxn0-9]*|TIMESTAMP|timestamp|TS\d*)(?![A-Za-z0-9])"
)
_PLACEHOLDER = re.compile(_BLANKED)
_HEAD = re.compile(rf"V?(?:{_BLANKED})+(?:_+|-)(?P<suffix>.+)")
_SQL_NAME = re.compile(r"(?P<version>\d{14})_(?P<suffix>[\w.-]+)\.sql")


def mentions(document: Document, index: MigrationIndex) -> tuple[Mention, ...]:
    """Every migration that a document names, in order; code blocks and HTML comments aside."""
    known = index.memory.get(document)
    if known is None:
        known = index.memory[document] = tuple(_mentions(document, index))
    return known


def _mentions(document: Document, index: MigrationIndex) -> Iterator[Mention]:
    hidden = _hidden(document)
    for number, line in enumerate(document.lines, 1):
        if "_" not in line and "/" not in line:
            continue
        for found in _TOKEN.finditer(line):
            if any(span.start <= found.start() < span.stop for span in hidden.get(number, ())):
                continue
            if line[: found.start()].endswith(":") and found[0].startswith("//"):
                continue
            if (one := _mention(found[0], document.path, number, found.start(), index)) is not None:
                yield one


def _hidden(document: Document) -> dict[int, list[range]]:
    """The columns (0-based) of each line that are a code block's or an HTML comment's."""
    found: dict[int, list[range]] = {}
    for place in (*(one.location for one in document.fences), *(one.location for one in document.comments)):
        for line in range(place.line, place.end_line + 1):
            first = (place.column or 1) - 1 if line == place.line else 0
            last = (place.end_column or 1_000_000) if line == place.end_line else 1_000_000
            found.setdefault(line, []).append(range(first, last))
    return found


def _mention(token: str, path: str, line: int, offset: int, index: MigrationIndex) -> Mention | None:
    text = token.lstrip("*") if token.startswith("*") and not token.startswith("**/") else token
    offset += len(token) - len(text)
    text = text.rstrip(".").removesuffix("**")
    if text.startswith("//") or no_migration(text):
        return None
    presets = (
        index.presets
        if index.configured
        else (*index.presets, *(one for one in PRESETS if one not in index.presets))
    )
    for preset in presets:
        form = _form(text, preset, known=preset in index.presets)
        if form is not None:
            break
    else:
        return None
    version, suffix = _parts(_name(text, preset), preset, form)
    end = offset + len(text.rstrip("/")) if form is not MentionForm.FOLDER else offset + len(text)
    name = _name(text, preset)
    start = offset + text.rindex(name)
    whole = Location(path, line, line, offset + 1, end)
    return Mention(
        text,
        name,
        form,
        preset,
        version,
        suffix,
        whole,
        Location(path, line, line, start + 1, start + len(name)),
    )


def _name(text: str, preset: Preset) -> str:
    parts = text.rstrip("/").split("/")
    return parts[-2] if preset.nested and parts[-1] == preset.nested and len(parts) > 1 else parts[-1]


def _parts(name: str, preset: Preset, form: MentionForm) -> tuple[str, str]:
    if form is MentionForm.PLACEHOLDER:
        found = _HEAD.fullmatch(name)
        suffix = found["suffix"] if found else ""
        for extension in preset.extensions:
            suffix = suffix.removesuffix(extension)
        return "", "" if _PLACEHOLDER.search(suffix) else suffix
    found = preset.form.fullmatch(name) or _SQL_NAME.fullmatch(name)
    return (found["version"] or "", found["suffix"]) if found else ("", "")


def _form(text: str, preset: Preset, *, known: bool) -> MentionForm | None:
    """How a text names a migration of the preset, or None. Presets not in use speak by their folders alone."""
    name = _name(text, preset)
    folder = (
        dirname(text.rstrip("/"))
        if not text.rstrip("/").endswith(f"/{preset.nested or '//'}")
        else dirname(dirname(text))
    )
    placed = preset.is_folder(folder.lstrip("./") or folder) or any(glob_folder(preset, folder))
    if not (known or preset.distinctive):
        return None
    if preset.is_folder(text.rstrip("/")) and "/" in text.rstrip("/") and preset.distinctive:
        return MentionForm.FOLDER
    shaped = name.endswith(preset.extensions) or bool(preset.nested)
    if not shaped or (preset.name != "alembic" and "_" not in name and not placed):
        return None
    if _PLACEHOLDER.search(name) and (placed or _HEAD.fullmatch(name)):
        return MentionForm.PLACEHOLDER if placed or known or _is_sql(name) else None
    if "*" in name:
        return MentionForm.GLOB if placed or re.match(r"[V\d]\d*", name) else None
    if preset.form.fullmatch(name) and _tells(name, preset, placed=placed, known=known):
        return MentionForm.NAME
    return MentionForm.MISNAMED if placed and not preset.nested and name not in preset.extensions else None


def _is_sql(name: str) -> bool:
    return name.endswith(".sql")


def _tells(name: str, preset: Preset, *, placed: bool, known: bool) -> bool:
    """Whether a name of the form is surely a migration's: by its folder, or by a version no other file has."""
    if placed:
        return True
    if preset.name == "alembic":
        return known and re.match(r"[0-9a-f]{12}_", name) is not None
    return known or (preset.name == "supabase" and _SQL_NAME.fullmatch(name) is not None)


def glob_folder(preset: Preset, folder: str) -> Iterator[bool]:
    """Whether ``folder`` is the fixed part of the preset's own glob."""
    for glob in preset.globs:
        fixed = glob.partition("*")[0].rstrip("/")
        yield bool(fixed) and (folder == fixed or folder.endswith(f"/{fixed}"))


def misnamed(mention: Mention) -> str:
    """Why the tool would not take a mention's name, for people; empty if it would."""
    if mention.form is MentionForm.MISNAMED:
        return f"is not of {mention.preset.name}'s form {mention.preset.shown}"
    if mention.form is MentionForm.NAME and impossible_time(mention.version):
        return f"has the impossible time {mention.version}"
    return ""


def migration_tally(document: Document, index: MigrationIndex) -> Tally:
    """How many of the migrations that a document names are there; each name counts once."""
    named = {one.name: bool(index.found(one, document.path)) for one in mentions(document, index)}
    return Tally(sum(named.values()), len(named))

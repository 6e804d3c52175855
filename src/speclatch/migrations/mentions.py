"""Where a document names migrations: by path, bare name, glob, folder, or with a placeholder in it."""

from __future__ import annotations

import enum
import re
from collections.abc import Collection, Iterator
from posixpath import basename, dirname
from typing import NamedTuple

from speclatch.documents.document import Document
from speclatch.migrations.presets import MAX_NAME, PRESETS, Preset, impossible_time, parts_of
from speclatch.migrations.recognised import no_migration
from speclatch.migrations.struck import struck_columns
from speclatch.model import Location
from speclatch.patterns import lazy_re


class MentionForm(enum.Enum):
    """How a document names migrations."""

    NAME = "name"
    GLOB = "glob"
    FOLDER = "folder"
    PLACEHOLDER = "placeholder"
    MISNAMED = "misnamed"  # a file of the folder whose name the tool would not take


class Mention(NamedTuple):
    """A place where a document names a migration.

    ``text`` is the path as written, without line numbers and anchor, ``location`` its span; ``name`` is the
    part that names the migration, with its ending where that was left out, ``name_location`` its span as written.
    """

    text: str
    name: str
    form: MentionForm
    preset: Preset
    version: str
    suffix: str
    location: Location
    name_location: Location

    @property
    def written_name(self) -> str:
        """The name as it stands in the text."""
        return self.name if self.name in self.text else self.name.rpartition(".")[0]


_WORD = r"[\w .-]{1,40}"
_TOKEN = lazy_re(
    rf"(?:[\w./@%+~*…-]|\\[_*.-]|<{_WORD}>(?=[_./-])|\$?\{{{{1,2}}{_WORD}\}}{{1,2}}|\$\([^()]{{1,60}}\)|"
    rf"\[{_WORD}\](?=[_.-])|#{{2,}})+"
)
_ESCAPE = lazy_re(r"\\(?=[_*.-])")
_BRACKETED = r"<[^<>]+>|\$?\{{1,2}[^{}]+\}{1,2}|\$\([^()]+\)|\[[^\[\]]+\]|#{2,}|…|\.{3}"
_LETTERS = r"\d*(?:[Yy]{4}|X{3,}|x{3,}|N{3,}|MM|DD|HH)[YMDHSXNymdhsxn0-9_-]*?|(?i:timestamp|ts\d*)"
_OPEN = lazy_re(_BRACKETED)
_HEAD = lazy_re(rf"V?(?:{_BRACKETED}|{_LETTERS})(?:{_BRACKETED})*(?:_+|-)(?P<suffix>.+)")
_FLYWAY_LETTERS = lazy_re(
    rf"[VUB](?:\d{{1,18}}[._])*(?:[XxNnYyZz]{{1,8}}|(?i:tbd|todo|next|version)|{_BRACKETED})"
    r"(?:[._](?:[XxNnYyZz]{1,8}|\d{1,18}))*__(?P<suffix>.+)"
)
_FIXED = lazy_re(r"[^*?\[{]*")
_DIGIT = lazy_re(r"\d")
_STAMP = lazy_re(r"\d{14}_")
_STAMPED = lazy_re(r"(?P<version>\d{14})_(?P<suffix>[\w.-]+)\.sql")
_STAMP_LIKE = lazy_re(r"20\d{10,14}_")
_REVISION = lazy_re(r"[0-9a-f]{12}_")


def scan(
    document: Document, presets: tuple[Preset, ...], *, only: bool, homes: Collection[str] = ()
) -> Iterator[Mention]:
    """Every place that names a migration, in order; code blocks, HTML comments and struck text aside.

    ``presets`` are those in use; with ``only`` no other is looked for, else distinctive folders speak for
    theirs. ``homes`` are the folders that hold migrations, each also without the folders above it.
    """
    used = {preset.name for preset in presets}
    asked = [(preset, True) for preset in presets]
    if not only:
        asked += [(preset, False) for preset in PRESETS if preset.distinctive and preset.name not in used]
    telling = ("migrat", "alembic", *dict.fromkeys(ending for preset, _ in asked for ending in preset.extensions))
    own = any(preset.globs for preset in presets)
    hidden: dict[int, list[range]] | None = None
    for number, line in enumerate(document.lines, 1):
        if (not own and "_" not in line and "/" not in line) or not _may_name(line, telling):
            continue
        hidden = _hidden(document) if hidden is None else hidden
        for found in _TOKEN.finditer(line):
            if not _may_name(found[0], telling):
                continue
            if any(found.start() in span for span in hidden.get(number, ())):
                continue
            if found[0].startswith("//") and line[found.start() - 1 : found.start()] == ":":
                continue
            raw, offset = _trimmed(found[0], found.start())
            text = _ESCAPE.sub("", raw)
            if len(text) > MAX_NAME or text.startswith("//") or no_migration(text):
                continue
            for preset, known in asked:
                form = _form(text, preset, homes if known else (), known=known)
                if form is not None:
                    yield _mention(raw, preset, form, document.path, number, offset)
                    break


def _may_name(text: str, telling: tuple[str, ...]) -> bool:
    """Whether a text is worth a closer look: nearly none is, and looking closer takes a hundred times as long.

    What names a migration holds a folder of the presets, an ending (these are ``telling``), a version, or is a glob.
    """
    folded = text.lower()
    if any(word in folded for word in telling) or ("_" in text and _STAMP.search(text)):
        return True
    return "*" in text and _DIGIT.search(text) is not None


def _hidden(document: Document) -> dict[int, list[range]]:
    """The columns (0-based) of each line that are a code block's, an HTML comment's, or struck through."""
    found: dict[int, list[range]] = {}
    for place in (*(one.location for one in document.fences), *(one.location for one in document.comments)):
        for line in range(place.line, place.end_line + 1):
            first = (place.column or 1) - 1 if line == place.line else 0
            last = place.end_column or len(document.lines[line - 1]) if line == place.end_line else 1_000_000_000
            found.setdefault(line, []).append(range(first, last))
    for line, struck in struck_columns(document.lines).items():
        found.setdefault(line, []).extend(struck)
    return found


def _trimmed(token: str, offset: int) -> tuple[str, int]:
    """Take emphasis, strokes and a sentence's end off a token; ``offset`` is where it starts on its line."""
    low, high = 0, len(token)
    while high and (token[high - 1] in ".~" or token.endswith("**", 0, high)):
        high -= 1 if token[high - 1] in ".~" else 2
    bold = token.endswith("**", 0, len(token.rstrip(".")))
    while low < high and token[low] in "*~" and not token.startswith("~/", low):
        if token.startswith("**/", low) and not bold:
            break
        low += 1
    return token[low:high], offset + low


def _mention(raw: str, preset: Preset, form: MentionForm, path: str, line: int, offset: int) -> Mention:
    """The mention that ``raw`` is, with its escapes, at the 0-based column ``offset``."""
    text, raw_name = _ESCAPE.sub("", raw), _name(raw, preset)
    name = _ESCAPE.sub("", raw_name)
    name = _unended(name, preset) or name
    version, suffix = _parts(name, preset, form)
    start = offset + raw.rindex(raw_name)
    whole = Location(path, line, line, offset + 1, offset + len(raw))
    return Mention(
        text,
        name,
        form,
        preset,
        version,
        suffix,
        whole,
        Location(path, line, line, start + 1, start + len(raw_name)),
    )


def _name(text: str, preset: Preset) -> str:
    """The part of a path that names the migration: the last one, of a nested one its folder."""
    parts = text.rstrip("/").split("/")
    return parts[-2] if preset.nested and parts[-1] == preset.nested and len(parts) > 1 else parts[-1]


def unit_text(mention: Mention) -> str:
    """The mention's path down to its name, without the file inside a nested migration."""
    return _unit(mention.text, mention.preset)


def _unit(text: str, preset: Preset) -> str:
    text = text.rstrip("/")
    return dirname(text) if preset.nested and basename(text) == preset.nested else text


def _parts(name: str, preset: Preset, form: MentionForm) -> tuple[str, str]:
    """The version and the rest of a name; of a placeholder, the rest alone, if that is filled in."""
    if form is MentionForm.PLACEHOLDER:
        found = _placeholder(name, preset)
        suffix = found["suffix"] if found else ""
        extension = next((one for one in preset.extensions if suffix.endswith(one)), "")
        return "", "" if _OPEN.search(suffix) else suffix.removesuffix(extension)
    found = _STAMPED.fullmatch(name)
    return parts_of(preset, name) if found is None else (found["version"], found["suffix"])


def _placeholder(name: str, preset: Preset) -> re.Match[str] | None:
    """A name whose version is letters or something in brackets."""
    return _HEAD.fullmatch(name) or (_FLYWAY_LETTERS.fullmatch(name) if preset.name == "flyway" else None)


def _form(text: str, preset: Preset, homes: Collection[str], *, known: bool) -> MentionForm | None:
    """How a text names a migration of the preset, or None; presets not in use speak by their folders."""
    name = _name(text, preset)
    ends = name.casefold().endswith(preset.extensions)
    placed = _is_placed(text, preset) or dirname(_unit(text, preset)).lstrip("./") in homes
    if _is_directory(text, name, preset, ends=ends, known=known) or (placed and _is_inside(text, name, preset)):
        return MentionForm.FOLDER
    if not ends and _unended(name, preset):
        return MentionForm.NAME if placed or _STAMP.match(name) else None
    if not (ends or preset.nested) or ("_" not in name and not placed and not preset.globs):
        return None
    if _OPEN.search(name) or _placeholder(name, preset):
        shaped = _placeholder(name, preset) and ends
        return MentionForm.PLACEHOLDER if placed or (shaped and (known or name.endswith(".sql"))) else None
    if "*" in text:
        versioned = re.match(r"V?\d" if ends else r"\d{8}", name)
        return MentionForm.GLOB if placed or versioned else None
    if _is_named(name, preset, placed=placed) and (placed or _tells(name, preset, known=known)):
        return MentionForm.NAME
    odd = placed or (known and _nearly_stamped(name, preset))
    return MentionForm.MISNAMED if odd and not preset.nested and name not in preset.extensions else None


def _unended(name: str, preset: Preset) -> str:
    """The whole name of a migration whose ending was left out; ``""`` if that makes it none."""
    if "." in name or "_" not in name or "*" in name or _OPEN.search(name) or not preset.extensions:
        return ""
    whole = f"{name}{preset.extensions[0]}"
    return whole if preset.form.fullmatch(whole) and parts_of(preset, whole)[0] else ""


def _is_named(name: str, preset: Preset, *, placed: bool) -> bool:
    """Whether a name is of the preset's form; where names are free, one in the folder may be any that is taken."""
    free = placed and (preset.nested or not preset.unique)
    return (preset.takes if free else preset.form).fullmatch(name) is not None


def _is_directory(text: str, name: str, preset: Preset, *, ends: bool, known: bool) -> bool:
    """Whether a path is that of a folder of migrations, and not of a file in it."""
    bare = text.rstrip("/")
    if "/" not in bare or ends or _OPEN.search(name) or "*" in name or not preset.is_folder(bare):
        return False
    return preset.distinctive or (known and text.endswith("/"))


def _is_inside(text: str, name: str, preset: Preset) -> bool:
    """Whether a path inside the preset's folder says that it is a directory, of a tool that runs files."""
    odd = preset.nested or not preset.distinctive or _OPEN.search(name) or "*" in name
    return text.endswith("/") and not odd and "." not in name


def _nearly_stamped(name: str, preset: Preset) -> bool:
    """Whether a bare name is a migration's but for a digit more or less, or for capitals in its ending."""
    return "14}" in preset.form.pattern and _STAMP_LIKE.match(name) is not None


def _is_placed(text: str, preset: Preset) -> bool:
    """Whether a path has the preset's folder before the migration's name."""
    folder = dirname(_unit(text, preset))
    if preset.globs:
        fixed = [found[0].rpartition("/")[0].strip("/") for glob in preset.globs if (found := _FIXED.match(glob))]
        return any(one and f"/{one}/" in f"/{folder.lstrip('./')}/" for one in fixed)
    return preset.is_folder(folder)


def _tells(name: str, preset: Preset, *, known: bool) -> bool:
    """Whether a bare name is surely a migration's: by a version that no other file has."""
    if preset.name == "alembic":
        return known and _REVISION.match(name) is not None
    if preset.nested:
        return known and re.match(r"\d{14}_", name) is not None
    return known or (preset.name == "supabase" and _STAMPED.fullmatch(name) is not None)


def misnamed(mention: Mention) -> str:
    """Why the tool would not take a mention's name, for people; empty if it would."""
    if mention.form is MentionForm.MISNAMED:
        return f"is not of the form {mention.preset.shown}"
    if mention.form is MentionForm.NAME and impossible_time(mention.version):
        return f"has the impossible time {mention.version}"
    return ""

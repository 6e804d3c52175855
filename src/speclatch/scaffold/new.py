"""Start a document from a template: its id, date, title, status and place filled in, all else left to the author."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from posixpath import dirname

from speclatch.config.model import Config
from speclatch.documents import parse, parse_metadata
from speclatch.documents.document import Document, MetadataField
from speclatch.errors import UsageError
from speclatch.fixes import apply, text_at
from speclatch.globs import matches
from speclatch.model import Edit, Location, Phase
from speclatch.patterns import lazy_re
from speclatch.profiles.brackets import bracket_spans, is_bracketed
from speclatch.profiles.enumerations import alternatives
from speclatch.profiles.keys import holds_sample
from speclatch.profiles.phases import STATUS_KEY, phase_of
from speclatch.profiles.profile import PLACE_LABELS, KeyRule, KeyType, Profile
from speclatch.profiles.titles import normalise_label

TITLE_KEY = "title"
MAX_SLUG = 60
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th"})
"""Letters that Unicode does not take for one with a mark."""
_ID_SAMPLE = lazy_re(r"(?P<prefix>.*?)(?P<digits>#+|N+|n+|X+|x+|0+|\?+)\Z")
_DATE_MARK = lazy_re(r"yyyy-mm-dd", re.IGNORECASE)


class NoPlaceError(UsageError):
    """Where the document goes cannot be told from the profile. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Start:
    """What is filled in. ``id`` is empty where the profile has no ids."""

    title: str
    id: str
    path: str
    today: date


def slug_of(title: str) -> str:
    """A title as a piece of a file name: ASCII words, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", title.casefold().translate(_LETTERS)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:MAX_SLUG].strip("-") or "untitled"


def id_rule(profile: Profile) -> KeyRule | None:
    """The key that holds the profile's ids, if it has them."""
    return next((rule for rule in profile.keys if rule.type is KeyType.ID), None)


def id_sample(profile: Profile) -> str:
    """How the template writes the id of a document that has none yet (``RFC-###``); ``""`` where it has no ids."""
    rule = id_rule(profile)
    return rule.sample.strip("<>[]{}\"'` ") if rule else next(iter(profile.id_samples), "")


def next_id(profile: Profile, names: Iterable[str]) -> str:
    """The id after the highest one in use; ``""`` where the profile has none.

    Args:
        profile: whose ids are counted.
        names: file names and ids in use.
    """
    sample = _ID_SAMPLE.match(id_sample(profile))
    if sample is None:
        return ""
    pattern = re.compile(re.escape(sample["prefix"]) + r"(\d{1,18})(?!\d)", re.IGNORECASE)
    found = [match[1] for name in names if (match := pattern.match(name))]
    width = max([len(sample["digits"]), *(len(digits) for digits in found)])
    return f"{sample['prefix']}{max(map(int, found), default=0) + 1:0{width}}"


def place(profile: Profile, config: Config, existing: Iterable[str], doc_id: str, title: str) -> str:
    """The path of a new document: by the profile's globs, its ``Target Directory``, or where the others are.

    Args:
        profile: of the document.
        config: what is excluded.
        existing: paths of the profile's documents.
        doc_id: the document's id, or ``""``.
        title: its title.

    Raises:
        NoPlaceError: the globs do not say how a file is called.
    """
    slug = slug_of(title)
    name = f"{doc_id}-{slug}.md" if doc_id else f"{slug}.md"
    folders = Counter(dirname(path) for path in existing)
    if profile.match:
        path = _from_globs(profile.match, doc_id, slug, name)
        if not path or not matches(path, profile.match) or matches(path, config.exclude):
            raise NoPlaceError(f"the globs of profile '{profile.name}' do not say how to call a file; give --path FILE")
        return path
    if profile.directory:
        return _filled(profile.directory, slug)
    folder = folders.most_common(1)[0][0] if folders else f"docs/{profile.name}"
    return f"{folder}/{name}" if folder else name


def _from_globs(globs: Iterable[str], doc_id: str, slug: str, name: str) -> str:
    """A path for the first glob that wants files; ``""`` where its last segment cannot be filled."""
    for glob in globs:
        if glob.startswith("!") or not glob:
            continue
        *folders, last = glob.strip("/").split("/")
        literal = "*" not in last
        taken = [slug if literal and part in ("*", "**") else part for part in folders]
        parts = [part.replace("*", slug) for part in taken if part != "**"]
        if last in ("*.md", "**", "*"):
            return "/".join((*parts, name))
        before, _, after = last.partition("*")
        if doc_id and doc_id.startswith(before) and not literal:
            return "/".join((*parts, f"{doc_id}-{slug}{after}"))
        return "/".join((*parts, last if literal else f"{before}{slug}{after}"))
    return ""


def _filled(pattern: str, slug: str) -> str:
    """A path pattern with its bracketed pieces replaced (``specs/<feature>/spec.md``)."""
    for span in list(bracket_spans(pattern)):
        pattern = pattern.replace(span.text, slug)
    return pattern.lstrip("/")


def start(template: bytes, profile: Profile, config: Config, given: Start) -> bytes:
    """The new document: the template with what is known filled in."""
    document = parse(given.path, template)
    edits = [*_front_matter(document, profile, config, given), *_body(document, profile, config, given)]
    return apply(template, edits)


def start_metadata(template: bytes, profile: Profile, config: Config, given: Start) -> bytes:
    """The file beside the new document that holds its front matter, made of the one beside the template."""
    document = parse_metadata(given.path, template)
    return apply(template, _front_matter(document, profile, config, given))


def _front_matter(document: Document, profile: Profile, config: Config, given: Start) -> Iterator[Edit]:
    for rule in profile.keys:
        entry = document.front_matter.find(rule.key)
        if entry is None or len(entry.scalars) != 1:
            continue
        text = entry.scalars[0].text
        new = _value(rule, text, config, given)
        if rule.key == TITLE_KEY and new is not None:
            new = _with_id(new, profile, given)
        place = entry.scalars[0].location
        old = text_at(document.lines, place)
        if new is not None and new != text and (written := _as_yaml(new, entry)) != old:
            yield Edit(place, written, old)


def _value(rule: KeyRule, text: str, config: Config, given: Start) -> str | None:
    """What is known of a key's value; None for nothing."""
    if rule.type is KeyType.ID:
        return given.id or None
    if rule.type is KeyType.DATE:
        return _DATE_MARK.sub(given.today.isoformat(), text)
    if rule.type is KeyType.ENUM and rule.key == STATUS_KEY:
        return first_status(rule.values, config)
    if rule.key == TITLE_KEY:
        return _titled(text, given.title) if list(bracket_spans(text)) else given.title
    return None


def first_status(words: Iterable[str], config: Config) -> str | None:
    """The word of an enumeration that says draft; else its first."""
    words = tuple(words)
    drafts = (word for word in words if phase_of(word, config) is Phase.DRAFT)
    return next(drafts, words[0] if words else None)


def _titled(text: str, title: str) -> str:
    """A text with its first bracketed piece replaced by the title."""
    span = next(iter(bracket_spans(text)), None)
    return text.replace(span.text, title, 1) if span is not None else text


def _as_yaml(value: str, entry: MetadataField) -> str:
    """A value as YAML, in quotes where the template has them or where it would not be read as this text."""
    plain = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ._-]*", value) and not entry.raw.lstrip().startswith(("'", '"'))
    return value if plain and value == value.strip() else json.dumps(value, ensure_ascii=False)


def _body(document: Document, profile: Profile, config: Config, given: Start) -> Iterator[Edit]:
    heading = document.title
    ours = heading.heading.location.line if heading else 0
    if heading is not None and heading.heading.source:
        named = _titled(heading.heading.source, given.title)
        yield from _in_line(document, ours, heading.heading.source, _with_id(named, profile, given))
    for field in document.fields:
        label, where = normalise_label(field.label), field.value_location
        words = alternatives(field.value)
        if label == STATUS_KEY and words:
            status = first_status(words, config)
            yield from _in_line(document, where.line, field.value, status or field.value)
        elif label in PLACE_LABELS and profile.directory:
            yield from _in_line(document, where.line, profile.directory, given.path)
        elif _DATE_MARK.search(field.value) and where.line == where.end_line:
            today = given.today.isoformat()
            dated = today if is_bracketed(field.value) else _DATE_MARK.sub(today, field.value)
            yield from _in_line(document, where.line, field.value, dated)
    for number, line in enumerate(document.lines, 1):
        if number > document.front_matter.location.end_line and number != ours:
            sample = next((one for one in _samples(profile) if holds_sample(line, one)), "")
            yield from _in_line(document, number, sample, given.id or sample)


def _samples(profile: Profile) -> tuple[str, ...]:
    """All ways in which the template writes the id of a document that has none yet."""
    return tuple(dict.fromkeys(sample for sample in (id_sample(profile), *profile.id_samples) if sample))


def _with_id(text: str, profile: Profile, given: Start) -> str:
    """A text with the id in the place of its samples."""
    for sample in _samples(profile) if given.id else ():
        if holds_sample(text, sample):
            text = text.replace(sample, given.id)
    return text


def _in_line(document: Document, number: int, old: str, new: str) -> Iterator[Edit]:
    """Replace a piece of a line, if it stands there."""
    column = document.lines[number - 1].find(old)
    if column >= 0 and old and old != new:
        yield Edit(Location(document.path, number, number, column + 1, column + len(old)), new, old)

"""Documents that are no specs and look like one: which profile's, and why they are not judged."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from speclatch.documents import UnreadableError
from speclatch.documents.document import Document, key_name
from speclatch.documents.source import wide_encoding
from speclatch.patterns import lazy_re
from speclatch.profiles.align import Alignment
from speclatch.profiles.answers import holds_guidance, unfilled
from speclatch.profiles.file_names import is_template
from speclatch.profiles.matching import HEADINGS_SHARE, KEYS_SHARE, ProfileMatcher, given_up, top_level, top_titles
from speclatch.profiles.profile import KeyType, Profile
from speclatch.profiles.titles import normalise_title

MANY_SECTIONS = 4
"""Sections that are a template's, from which half of them make a document look like it by themselves."""
FEW_SECTIONS = 2
"""The same of a document that bears an id of the template's kind."""
COMMON_KEYS = frozenset(
    (
        "author",
        "authors",
        "created",
        "date",
        "id",
        "name",
        "owner",
        "status",
        "tags",
        "title",
        "type",
        "updated",
        "version",
    )
)
"""Keys that documents of any kind have: alone they say nothing."""

LATE = "its front matter does not open the file"
"""Why a document is none that would be one, were it not for what stands above its front matter."""

CALLED_TEMPLATE = "it is called a template, and nothing of a template is left in it"
"""Why a document is none that would be one under another name."""
_SAMPLE = lazy_re(r"[<{]|\[[^\]]*\](?!\()|#{2,}|YYYY|NNN|XXX|\b0000\b")
"""What stands in the metadata of a template, whoever wrote it."""

Parse = Callable[[str, bytes], Document]
_LEAD = lazy_re(rb"(?:\xef\xbb\xbf)?(?:[ \t]*\r?\n|[ \t]*<!--(?:[^-]|-(?!->)){0,4000}-->)+(?=---[ \t]*\r?\n)")


class Stray(NamedTuple):
    """A document that looks like a profile's. ``why`` says why it is none, ``""``: it lies outside every glob.

    ``id`` and ``title`` are what it says of itself.
    """

    profile: str
    why: str = ""
    id: str = ""
    title: str = ""


def stray(path: str, raw: bytes, matcher: ProfileMatcher, parser: Parse) -> Stray | None:
    """What a document that no profile governs looks like; None where it looks like none."""
    try:
        found = _alike(path, raw, matcher, parser)
        if found is not None:
            document = parser(path, raw)
            called = is_template(path)
            if called and not _is_filled_in(document, found):
                return None
            return _named(found, CALLED_TEMPLATE if called else "", document)
        if is_template(path):
            return None
        lead = _LEAD.match(raw)
        if lead is not None and (late := _alike(path, raw[lead.end() :], matcher, parser)) is not None:
            return _named(late, LATE, parser(path, raw[lead.end() :]))
        return _nearly(parser(path, raw), matcher)
    except UnreadableError:
        return None


def _alike(path: str, raw: bytes, matcher: ProfileMatcher, parser: Parse) -> Profile | None:
    """The profile that a text looks like, if it looks like one."""
    return matcher.by_content(path, parser(path, raw)) if matcher.looks_possible(raw) else None


def _named(profile: Profile, why: str, document: Document) -> Stray:
    """A document with the id and the title that it says."""
    name, title = (document.metadata.find(key) for key in (profile.id_key, "title"))
    heading = document.headings[0].title if document.headings else ""
    return Stray(profile.name, why, name.text if name else "", title.text if title and title.text else heading)


def _is_filled_in(document: Document, profile: Profile) -> bool:
    """Whether somebody has written a document: nothing asks for more in it, and its sections hold something."""
    alignment = Alignment(document, profile)
    said = [scalar.text for entry in document.metadata.entries for scalar in entry.scalars]
    if any(_SAMPLE.search(text) for text in said) or unfilled(alignment).says_nothing:
        return False
    return not holds_guidance(alignment, None)


def _nearly(document: Document, matcher: ProfileMatcher) -> Stray | None:
    """The profile that a document has much of: most of its keys, or half of its sections and not just a few.

    Of a document that bears an id as the profile's documents do, two sections or one and common keys are enough.
    """
    for profile in matcher.anywhere:
        wanted = top_titles(profile)
        at_top = [section for section in document.sections if section.level == top_level(profile)]
        all_titles = {normalise_title(section.title, profile.words) for section in at_top}
        wanted -= given_up(profile, all_titles)
        titles = all_titles & wanted
        known = {key_name(rule.key) for rule in profile.keys}
        keys = {key_name(entry.key) for entry in document.metadata.entries} & known
        most = bool(known) and len(keys) > KEYS_SHARE * len(known)
        few = bool(titles) and _bears_id(document, profile)
        sections = len(titles) >= max(FEW_SECTIONS if few else MANY_SECTIONS, HEADINGS_SHARE * len(wanted))
        if sections or (most and (few or keys - COMMON_KEYS)):
            why = f"it has only {len(keys)} of {len(known)} keys and {len(titles)} of {len(wanted)} sections"
            return _named(profile, why, document)
    return None


def _bears_id(document: Document, profile: Profile) -> bool:
    """Whether a document's file name or first heading opens with an id of the profile's kind: ``CHG-014``."""
    patterns = [rule.pattern for rule in profile.keys if rule.type is KeyType.ID and rule.pattern[:1].isalpha()]
    names = (document.path.rpartition("/")[2], document.sections[0].title if document.sections else "")
    return any(re.match(rf"\W*{pattern}(?![A-Za-z0-9])", name) for pattern in patterns for name in names)


def seen_through(raw: bytes, limit: int) -> bytes:
    """As much of bytes as can be read as text, whatever is wrong with them: enough to see what they look like."""
    return raw[:limit].decode(wide_encoding(raw) or "utf-8", "replace").encode("utf-8", "replace")

"""Front-matter keys of a template: what each value has to be, read from the value the template has there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from speclatch.config.model import ReferenceKind
from speclatch.documents.document import Document, FrontMatterEntry
from speclatch.profiles.profile import KeyRule, KeyType
from speclatch.profiles.wording import alternatives, has_spans, is_blank, is_bracketed, says_optional

_ID = re.compile(r"(?P<prefix>[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*[-_]?)#+")
_DATE = re.compile(r"\byyyy-mm-dd\b", re.IGNORECASE)
_REFERENCE_KEY = re.compile(r"_(?:refs?|references?|path|link)$")
_LINK_TO = re.compile(r"^\W*link to\b", re.IGNORECASE)


def key_rules(source: Document, kinds: Sequence[ReferenceKind]) -> tuple[KeyRule, ...]:
    """The rules of every key of a template's front matter, in its order; ``source`` is the file that holds it."""
    return tuple(_rules(source, kinds))


def _rules(source: Document, kinds: Sequence[ReferenceKind]) -> Iterator[KeyRule]:
    for entry in source.front_matter.entries:
        sample = sample_of(entry)
        kind = _reference_kind(entry.key, sample, kinds)
        words = alternatives(sample)
        is_list = entry.is_list and sample == entry.text
        key_type, pattern = KeyType.TEXT, ""
        values: tuple[str, ...] = ()
        if kind:
            key_type = KeyType.REFERENCE
        elif words and not is_list:
            key_type, values = KeyType.ENUM, words
        elif found := _ID.fullmatch(sample):
            key_type, pattern = KeyType.ID, re.escape(found["prefix"]) + r"\d+[A-Za-z]?"
        elif _DATE.search(sample):
            key_type = KeyType.DATE
        yield KeyRule(
            entry.key,
            key_type,
            is_list,
            not says_optional(entry.raw) and not says_optional(_remark(source.lines[entry.location.line - 1])),
            values,
            pattern,
            kind,
            sample,
            isinstance(entry.value, dict),
        )


def _remark(line: str) -> str:
    """The comment behind a key: ``# Only required for ...``."""
    return line.partition(" #")[2]


def sample_of(entry: FrontMatterEntry) -> str:
    """What the template has behind a key, as text; an unquoted ``[Link to PRD]``, a list to YAML, stays as written."""
    raw = entry.raw.strip()
    if entry.is_list and len(entry.scalars) == 1 and is_bracketed(raw) and " " in entry.text and raw[1] not in "\"'":
        return raw
    return entry.text


def _reference_kind(key: str, sample: str, kinds: Sequence[ReferenceKind]) -> str:
    """The kind of reference a key holds, or ``""``: by the key's own name, or by a path or link in the template."""
    folded = key.casefold().replace("-", "_")
    named = next((kind.name for kind in kinds if folded in kind.keys), "")
    looks = is_blank(sample) or sample.endswith(".md") or _LINK_TO.match(sample) is not None
    if _REFERENCE_KEY.search(folded) and (named or looks or has_spans(sample)):
        return named or _REFERENCE_KEY.sub("", folded)
    if named and (looks or has_spans(sample)):
        return named
    return folded if looks and sample else ""


def kind_of_label(label: str, kinds: Sequence[ReferenceKind]) -> str:
    """The kind of reference that a normalised label announces (``related prd``, ``adr(s)``), or ``""``."""
    bare = re.sub(r"\(s\)$", "s", label.strip())
    bare = re.sub(r"^(?:related|linked|parent|source|governing)\s+", "", bare)
    return next((kind.name for kind in kinds if bare in kind.labels), "")

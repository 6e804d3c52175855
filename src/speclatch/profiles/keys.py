"""Metadata of a template: what each value has to be, read from the value the template has there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from speclatch.config.model import ReferenceKind, Words, kind_of_key
from speclatch.documents.document import Comment, Document, MetadataField, Section, key_name
from speclatch.patterns import lazy_re
from speclatch.profiles.brackets import has_spans, is_bracketed
from speclatch.profiles.broken_yaml import entries_of
from speclatch.profiles.dates import asks_for_day
from speclatch.profiles.demands import allows_absence, says_optional
from speclatch.profiles.enumerations import barred_choices, choices, choices_in_remark, is_enumeration
from speclatch.profiles.profile import KeyRule, KeyType
from speclatch.profiles.text import is_blank
from speclatch.profiles.words import NO_WORDS

_SIGNS = r"(?:#{2,}|N{2,}|n{3,}|X{2,}|x{3,}|0{3,}|\?+)"
_PREFIX = r"[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*?[-_]"
_ID = lazy_re(rf"(?P<prefix>{_PREFIX}|[A-Za-z]+(?=#)|)(?P<signs>#+|{_SIGNS})")
_SURE = 3
"""Signs that stand for a number under whatever key."""
_ID_WITHIN = lazy_re(rf"(?<![\w-])(?P<prefix>{_PREFIX}|(?=[#NX0])){_SIGNS}(?![\w-])")
_NUMBER_KEYS = frozenset(
    {
        "id",
        "number",
        "no",
        "nr",
        "num",
        "rfc",
        "eip",
        "erc",
        "adr",
        "pep",
        "kep",
        "tep",
        "simd",
        "msc",
        "cip",
        "bip",
        "sip",
        "fip",
        "nep",
        "aip",
        "zip",
        "xip",
        "proposal",
        "ticket",
        "issue",
    }
)
_REFERENCE_KEY = lazy_re(r"_(?:refs?|references?|path|link)$")
_LINK_TO = lazy_re(r"^\W*link to\b", re.IGNORECASE)
_NULLS = frozenset({"null", "~", "-", "–", "—"})
"""What a template has where there need not be anything."""
_NAMES = lazy_re(
    r"(?:^|[-_ ])(?:authors?|owners?|reviewers?|approvers?|deciders?|decision[-_ ]makers?|"
    r"contributors?|consulted|informed|"
    r"stakeholders?|team|teams|tags?|keywords?|title|name|description|summary|editors?|sponsors?|participants?)$"
)
_RELATIONS = frozenset(
    {"superseded_by", "supersedes", "replaced_by", "replaces", "obsoleted_by", "obsoletes", "amended_by", "amends"}
    | {"requires", "see_also"}
)
"""Keys that name other documents where there are any: most documents have taken nobody's place."""
_ALL_OF_THEM = lazy_re(r"\b(?:these|any of them|all of them|the following|following)\b")


def key_rules(
    source: Document,
    kinds: Sequence[ReferenceKind],
    words: Words = NO_WORDS,
    asked: Sequence[MetadataField] = (),
    body: Sequence[MetadataField] = (),
    comments: Sequence[Comment] = (),
) -> tuple[KeyRule, ...]:
    """The rules of every field of a template's metadata, in its order.

    ``source`` is the file that holds its front matter; ``body`` are the fields of the body, ``asked`` those of them
    that ask their author, ``comments`` those of the document. What the front matter asks already, by name or kind, is
    asked there alone.
    """
    front = tuple(_rules(source, kinds, words))
    there = {name for entry in body for name in _names(entry.key, kinds)}
    known = {name for rule in front for name in _names(rule.key, kinds, rule.kind)}
    return (
        *(rule._replace(twice=not there.isdisjoint(_names(rule.key, kinds, rule.kind))) for rule in front),
        *(rule for rule in _body_rules(asked, kinds, words, comments) if known.isdisjoint(_names(rule.key, kinds))),
    )


def _names(key: str, kinds: Sequence[ReferenceKind], kind: str = "") -> set[str]:
    """The names by which two fields are one: the key's own, and that of the kind it refers to."""
    found = kind_of_label(key.casefold().strip(" :："), kinds) or kind
    return {key_name(key), f"<{found}>"} if found else {key_name(key)}


def _body_rules(
    body: Sequence[MetadataField], kinds: Sequence[ReferenceKind], words: Words, comments: Sequence[Comment]
) -> Iterator[KeyRule]:
    seen: set[str] = set()
    for entry in body:
        if key_name(entry.key) in seen:
            continue
        seen.add(key_name(entry.key))
        rule = rule_of(entry.key, entry.text, kinds)
        kind = kind_of_label(entry.key.casefold().strip(" :："), kinds)
        if kind:
            rule = rule._replace(type=KeyType.REFERENCE, kind=kind)
        line = entry.location.line
        behind = [one.text for one in comments if one.location.line == one.location.end_line == line]
        remarks = (entry.key, entry.raw, *behind)
        nothing = entry.raw.strip() in _NULLS or key_name(entry.key) in _RELATIONS
        optional = nothing or any(says_optional(said, words) or allows_absence(said, words) for said in remarks)
        yield rule._replace(required=not optional, form=entry.form)


def _rules(source: Document, kinds: Sequence[ReferenceKind], words: Words) -> Iterator[KeyRule]:
    remarks, entries = _remarks(source), tuple(entries_of(source))
    about = source.headings[0].title.casefold() if source.headings else ""
    for entry in entries:
        remark = (entry.raw, *remarks.get(entry.location.line, ()))
        relates = key_name(entry.key) in _RELATIONS and not entry.is_list  # a list may be absent anyway
        optional = (
            entry.raw.strip().casefold() in _NULLS
            or relates
            or any(says_optional(said, words) or allows_absence(said, words) for said in remark)
        )
        rule = rule_of(entry.key, sample_of(entry), kinds, is_list=entry.is_list and sample_of(entry) == entry.text)
        other = _kind_named(rule, kinds)
        if other and (other not in about or any(key_name(one.key) == "id" for one in entries)):
            rule = rule._replace(type=KeyType.REFERENCE, kind=other, pattern="")
        if rule.type is KeyType.TEXT and not rule.is_list and not _NAMES.search(rule.key.casefold()):
            offered = next((found for said in remark if (found := choices_in_remark(said, rule.sample))), ())
            rule = rule._replace(type=KeyType.ENUM, values=offered) if offered else rule
        elif rule.type is KeyType.ENUM:
            more = (word for said in remarks.get(entry.location.line, ()) for word in barred_choices(said))
            rule = rule._replace(values=tuple(dict.fromkeys((*rule.values, *more))))
        yield rule._replace(
            required=not optional, is_mapping=isinstance(entry.value, dict) and not rule.sample.startswith("{")
        )


def rule_of(key: str, sample: str, kinds: Sequence[ReferenceKind], *, is_list: bool = False) -> KeyRule:
    """What a template's value asks for: a choice, an id, a date, a reference or any text."""
    kind = _reference_kind(key, sample, kinds)
    values = () if is_list or kind or asks_for_day(sample) else choices_of(key, sample)
    if kind:
        return KeyRule(key, KeyType.REFERENCE, is_list, kind=kind, sample=sample)
    if values:
        return KeyRule(key, KeyType.ENUM, is_list, values=values, sample=sample)
    pattern = id_pattern(key, sample)
    if pattern:
        return KeyRule(key, KeyType.ID, is_list, pattern=pattern, sample=sample)
    return KeyRule(key, KeyType.DATE if asks_for_day(sample) else KeyType.TEXT, is_list, sample=sample)


def _kind_named(rule: KeyRule, kinds: Sequence[ReferenceKind]) -> str:
    """The kind whose key asks for an id of that kind (``prd: PRD-###``), or ``""``: it may be a document's own."""
    kind = kind_of_key(rule.key, kinds) if rule.type is KeyType.ID else None
    number = re.sub(r"[^A-Za-z0-9-]", "", re.sub(rf"{_SIGNS}$", "1", rule.sample.strip("<>[]{}\"'` ")))
    return kind.name if kind is not None and kind.id and re.fullmatch(kind.id, number) else ""


def choices_of(key: str, sample: str) -> tuple[str, ...]:
    """The choices that a template's value offers; names and tags that commas part are none."""
    if _NAMES.search(key.casefold()) and not is_enumeration(sample):
        return ()
    return choices(sample)


def id_pattern(key: str, sample: str) -> str:
    """The pattern of the ids that a sample stands for (``EXEC-###``, ``RFC-NNN``, ``0000``), or ``""``."""
    found = _ID.fullmatch(sample.strip("<>[]{}\"'` "))
    if found is None:
        return ""
    if found["prefix"].islower() and found["signs"][:1] in "xn" and key.casefold() not in _NUMBER_KEYS:
        return ""  # `sig-xxx` stands for a name
    zeros = not found["signs"].strip("0?")  # `0000` may be a version or a count; `XXXX` stands for a number
    if not found["prefix"] and key.casefold() not in _NUMBER_KEYS and (zeros or len(found["signs"]) < _SURE):
        return ""
    return re.escape(found["prefix"]) + r"\d+[A-Za-z]?"


def id_samples(rules: Sequence[KeyRule], title: Section | None) -> tuple[str, ...]:
    """The ids of a template that stand for its documents' own: of its metadata, and in its title (``# RFC-NNN: x``)."""
    samples = [rule.sample.strip("<>[]{}\"'` ") for rule in rules if rule.type is KeyType.ID]
    heading = (title.heading.source or title.title) if title else ""
    samples += [found[0] for found in _ID_WITHIN.finditer(heading)]
    return tuple(dict.fromkeys(sample for sample in samples if sample.strip("?")))


def holds_sample(text: str, sample: str) -> bool:
    """Whether a text holds the sample of an id, and not as a part of a longer word."""
    return sample in text and re.search(rf"(?<!\w){re.escape(sample)}(?!\w)", text) is not None


def _remarks(source: Document) -> dict[int, tuple[str, ...]]:
    """What comments say of a key, by its line: behind it, above it, or above others for all that follow."""
    found: dict[int, tuple[str, ...]] = {}
    above: list[str] = []
    lasting = ""
    end = source.front_matter.location.end_line
    for number, line in enumerate(source.lines[:end], 1):
        if line.lstrip().startswith("#"):
            above.append(line.strip().lstrip("# "))
            continue
        if not line.strip():
            above, lasting = [], ""
            continue
        said = " ".join(above)
        if _ALL_OF_THEM.search(said.casefold()):
            lasting = said
        elif said:
            lasting = ""
        found[number] = tuple(text for text in (line.partition(" #")[2], said, lasting) if text)
        above = []
    return found


def sample_of(entry: MetadataField) -> str:
    """What the template has behind a key, as text; an unquoted ``[Link to PRD]`` or ``{date}`` stays as written."""
    raw = entry.raw.strip()
    if isinstance(entry.value, dict) and raw.startswith("{") and not any(entry.value.values()):
        return raw
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
    return folded if looks and not is_blank(sample) else ""


def kind_of_label(label: str, kinds: Sequence[ReferenceKind]) -> str:
    """The kind of reference that a normalised label announces (``related prd``, ``adr(s)``), or ``""``."""
    bare = re.sub(r"\(s\)$", "s", label.strip())
    bare = re.sub(r"^(?:related|linked|parent|source|governing)\s+", "", bare)
    return next((kind.name for kind in kinds if bare in kind.labels), "")

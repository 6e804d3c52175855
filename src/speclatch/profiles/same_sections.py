"""Which section of a document is which of the template's: by title, by one slightly renamed, by two titles in one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import chain

from speclatch.config.model import Words
from speclatch.config.words import words_of
from speclatch.documents.document import Document, Section
from speclatch.profiles.profile import (
    Profile,
    SectionKey,
    SectionRule,
)
from speclatch.profiles.titles import normalise_title, title_number

SAME_TITLE = 0.8
"""How alike (0 to 1) two titles must be to be one, renamed slightly; of equal numbering ``SAME_NUMBERED`` is enough."""

SAME_NUMBERED = 0.5

_WITHOUT_BLANKS = "\u1100"
"""From here on scripts join words by words with no blank before them: Korean, Chinese, Japanese."""

LONGEST_TITLE = 200
"""Characters above which a title is compared exactly or not at all: likeness takes time."""


def match_sections(profile: Profile, document: Document) -> dict[SectionKey, Section]:
    """Exact titles first, in their parent, then anywhere; then slightly renamed ones among what is left."""
    title = document.title
    free = dict.fromkeys(section for section in document.sections if section is not title)
    rules = profile.sections
    names = {section: normalise_title(section.title, profile.words) for section in free}
    named: dict[str, dict[Section, None]] = {}
    for section, name in names.items():
        named.setdefault(name, {})[section] = None
    found: dict[SectionKey, Section] = {}

    def take(rule: SectionRule, section: Section) -> None:
        found[rule.key] = section
        del free[section], named[names[section]][section]

    for rule in rules:
        same: Collection[Section] = named.get(rule.key[-1], ())
        if rule.also:
            same = [section for section in free if names[section] == rule.key[-1] or names[section] in rule.also]
        parent = found.get(rule.key[:-1])
        inside = (section for section in same if section.parent is parent) if parent else iter(())
        top = (section for section in same if len(rule.key) == 1 and section.parent in (None, title))
        first = next(chain(inside, top, same), None)
        if first is not None:
            take(rule, first)
    for rule in rules:
        if rule.key not in found:
            parent = found.get(rule.key[:-1])
            near = [s for s in free if abs(s.level - rule.level) <= 1 and (parent is None or s.parent is parent)]
            best = max(near, key=lambda section: _likeness(rule, section, names[section]), default=None)
            if best is not None and _likeness(rule, best, names[best]) >= 1:
                take(rule, best)
    for rule in rules:
        if rule.key not in found and (joint := _joint(rule, document, title, names, profile.words)) is not None:
            found[rule.key] = joint
    return found


def _joint(
    rule: SectionRule, document: Document, title: Section | None, names: Mapping[Section, str], words: Words
) -> Section | None:
    """The section that answers a rule and another one at once (``Summary & Motivation``); None if there is none.

    Or the first of several that do so together, where the template's title names two things.
    """
    wanted = rule.key[-1]
    near = [one for one in document.sections if one is not title and abs(one.level - rule.level) <= 1]
    for section in near:
        parts = _parts(section.title, words)
        if len(parts) > 1 and wanted in parts:
            return section
    parts = _parts(rule.title, words)
    if len(parts) < 2:
        return None
    apart = {name: section for section in reversed(near) if (name := names[section]) in parts}
    return apart[parts[0]] if apart.keys() == set(parts) else None


@lru_cache(maxsize=8192)
def _parts(title: str, words: Words) -> tuple[str, ...]:
    """What a title names, each as it would be a title of its own; asked for the same in many documents."""
    return (
        tuple(normalise_title(part, words) for part in _conjunction().split(title))
        if len(title) <= LONGEST_TITLE
        else ()
    )


@cache
def _conjunction() -> re.Pattern[str]:
    spaced = "|".join(word for word in words_of("and") if word < _WITHOUT_BLANKS)
    close = "|".join(word for word in words_of("and") if word >= _WITHOUT_BLANKS)
    return re.compile(rf"\s+(?:{spaced})\s+|\s*[&+/,、，]\s*|(?<=\w)(?:{close})(?=\s?\w)", re.IGNORECASE)


def _likeness(rule: SectionRule, section: Section, name: str) -> float:
    """How sure it is that a section is the template's, renamed slightly; 1 and more is sure."""
    wanted = rule.key[-1]
    if len(name) > LONGEST_TITLE:
        return 0
    shorter, longer = sorted((set(wanted.split()), set(name.split())), key=len)
    contained = bool(shorter) and shorter <= longer
    numbered = bool(rule.number) and rule.number == title_number(section.title)
    needed = SAME_NUMBERED if numbered or contained else SAME_TITLE
    if 2.0 * min(len(wanted), len(name)) / (len(wanted) + len(name) or 1) < needed:
        return 0  # of so different length that not enough can be the same
    return ratio(wanted, name, needed) / needed


@lru_cache(maxsize=8192)
def ratio(wanted: str, name: str, needed: float) -> float:
    """How much of two titles is the same, 0 for less than ``needed``; asked for the same in many documents."""
    matcher = SequenceMatcher(None, wanted, name, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= needed else 0

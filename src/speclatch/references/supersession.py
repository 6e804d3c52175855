"""What documents say of having taken another's place or lost their own: in a status, in keys, in any language."""

from __future__ import annotations

import re
from functools import cache

from speclatch.config.model import Words
from speclatch.config.words import words_of
from speclatch.documents import key_name
from speclatch.patterns import lazy_re
from speclatch.profiles.phases import opens_with, without_successor
from speclatch.profiles.words import NO_WORDS
from speclatch.references.grammar import parse_reference
from speclatch.references.parsed import Form

_SUPERSEDED = lazy_re(r"\bsupp?er?[sc]{1,2}ee?d(?=ed\b|es\b|e\b|ing\b)", re.IGNORECASE)
"""The usual slips in a word that is hard to spell: ``superceded``, ``superseeded``."""

_STRUCK = lazy_re(r"~~[^~]*~~|<(del|s|strike)>[^<]*</\1>", re.IGNORECASE)

_PARTS = lazy_re(r"[,;/|·→。，；]|->|\.\s")
"""What stands between the parts of a status that tells its history: ``Accepted, superseded by ADR-009``."""


def is_stale(status: str) -> bool:
    """Whether a status says that its document does not hold any more."""
    first, *others = _PARTS.split(without_successor(corrected(_STRUCK.sub("", status))))
    return opens_with(first, "stale") or any(successor_pattern().match(part.strip(" *_`")) for part in others)


@cache
def successor_pattern() -> re.Pattern[str]:
    """What stands before the name of a document's successor, in any language, and that name."""
    ways = "|".join(re.escape(words).replace(r"\ ", "[-_ ]?") for words in words_of("successor"))
    return re.compile(rf"(?<!\w)(?:{ways})(?:\b|(?<=被)):?\s*(?P<value>.+)", re.IGNORECASE)


def corrected(text: str) -> str:
    """A text with ``superseded`` spelled as dictionaries do."""
    return _SUPERSEDED.sub("supersed", text)


def names_successor(key: str) -> bool:
    """Whether a key of metadata names what has taken the document's place."""
    return key_name(corrected(key)) == "superseded_by"


def names_predecessor(key: str) -> bool:
    """Whether a key of metadata names what the document has taken the place of."""
    return key_name(corrected(key)) in {"supersedes", "replaces", "obsoletes"}


def names_something(text: str, words: Words = NO_WORDS) -> bool:
    """Whether a value names something: neither nothing, nor "none", nor a placeholder."""
    forms = {one.form for one in parse_reference(text, words=words)}
    return bool(text) and not forms <= {Form.NOTHING, Form.PLACEHOLDER}

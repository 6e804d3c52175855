"""What a status means: its phase, and whether anybody knows the word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache, lru_cache

from speclatch.config.model import Config
from speclatch.config.words import words_of
from speclatch.model import Phase
from speclatch.patterns import lazy_re
from speclatch.profiles.enumerations import alternatives, choices
from speclatch.profiles.profile import KeyType, Profile
from speclatch.profiles.text import SHORTCODE, fold

STATUS_KEY = "status"
ALIKE = 0.75
"""How alike (0 to 1) a known word must be to be meant by an unknown one."""
_ENDING = lazy_re(r"(?:ées?|és?|[oaăâe]s?|[iyýáéí]|ий|ый|ой|ая|ое|ые|[оаеиіы])$")
_LONG = 6
"""Letters of a word whose ending is not looked at; a shorter one may be another word without it."""
_STRUCK = lazy_re(r"~~[^~]*~~")
LONGEST_STATUS = 60
"""Characters above which a status is a sentence, and no word is looked for that may be meant."""


def phase_of(status: str, config: Config) -> Phase | None:
    """The phase a status stands for, by its leading words in any case; None: no phase knows it."""
    if is_list_of_statuses(status):
        return None
    words = tuple(_words(without_successor(without_struck(status))))
    known = _phases_by_words(tuple((phase, tuple(names)) for phase, names in config.phases.items()))
    endless = tuple(map(_without_ending, words))
    for length in range(len(words), 0, -1):
        found = known.get(words[:length]) or known.get(("", *endless[:length]))
        if found is not None:
            return found
    return None


def opens_with(status: str, meaning: str) -> bool:
    """Whether a status opens with a word of one meaning (``stale``, ``approved``), in whatever gender and number."""
    said = tuple(map(_without_ending, _words(without_successor(status))))
    return any(said[: len(one)] == one for one in _endless(meaning))


@cache
def _endless(meaning: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(map(_without_ending, _words(word))) for word in words_of(meaning)) - {()}


def _without_ending(word: str) -> str:
    """A word without what tells its gender and number in Romance and Slavic languages: ``aprobada`` as ``aprobado``."""
    return _ENDING.sub("", word) if len(word) >= _LONG else word


_SUCCESSOR = lazy_re(
    r"[\[(*_ ]*[A-Z]{2,}[- ]?\d+[\]*_]*(?:\([^()]*\))?[ ]*(?:により|によって|に|で|으로|로|에 의해|ile|tarafından)"
    r"(?=\W|[^\x00-\x7f])"
)
"""What the status of a document that is no more opens with in languages that set the verb last."""


def without_successor(status: str) -> str:
    """A status without the successor before it: ``ADR-009 に置き換え``, ``ADR-009 ile değiştirildi``."""
    return _SUCCESSOR.sub("", status, count=1) if not status.isascii() and _SUCCESSOR.match(status) else status


def without_struck(status: str) -> str:
    """A status without what is struck through, where something else is said: ``~~Draft~~ Accepted``."""
    kept = _STRUCK.sub("", status) if "~~" in status else status
    return kept if kept.strip(" *_`") else status


def is_list_of_statuses(status: str) -> bool:
    """Whether a status names several to choose from, as a template does: that is no phase."""
    if "/" in status and fold(status) in _in_two_steps():
        return False
    return bool(alternatives(status)) or ("," not in status and len(choices(status)) > 1)


def is_known_status(status: str, config: Config, profile: Profile) -> bool:
    """Whether the phases or the template's enumeration know a status by its leading words."""
    if is_list_of_statuses(status):
        return False
    if phase_of(status, config) is not None:
        return True
    rule = profile.key(STATUS_KEY)
    if rule is None or rule.type is not KeyType.ENUM:
        return False
    words = _words(status)
    return any(wanted and words[: len(wanted)] == wanted for wanted in map(_words, rule.values))


def nearest_status(status: str, known: Iterable[str]) -> str:
    """The known word that an unknown status is most like (``Aproved``: ``approved``), or ``""``."""
    if len(status) > LONGEST_STATUS:
        return ""
    by_fold = {fold(word): word for word in known}
    found = get_close_matches(" ".join(_words(status)), by_fold, n=1, cutoff=ALIKE)
    return by_fold[found[0]] if found else ""


def _words(text: str) -> list[str]:
    """The words of a status in any script; ``in-progress`` and ``in_progress`` are two."""
    return re.findall(r"[^\W_]+", fold(SHORTCODE.sub(" ", text) if ":" in text else text))


@cache
def _in_two_steps() -> frozenset[str]:
    """Statuses that are one and have two parts: ``Closed / Delivered``."""
    return frozenset(fold(word) for phase in Phase for word in words_of(phase.value) if "/" in word)


@lru_cache(maxsize=16)
def _phases_by_words(phases: tuple[tuple[Phase, tuple[str, ...]], ...]) -> dict[tuple[str, ...], Phase]:
    """The phases by the words of their names; of two with the same name the first."""
    found: dict[tuple[str, ...], Phase] = {}
    for phase, names in phases:
        for name in names:
            if words := tuple(_words(name)):
                found.setdefault(words, phase)
                found.setdefault(("", *map(_without_ending, words)), phase)
    return found

"""What a status means: its phase, and whether anybody knows the word."""

from __future__ import annotations

import re

from speclatch.config.model import Config
from speclatch.model import Phase
from speclatch.profiles.profile import KeyType, Profile
from speclatch.profiles.wording import alternatives, fold

STATUS_KEY = "status"


def phase_of(status: str, config: Config) -> Phase | None:
    """The phase a status stands for, by its leading words in any case; None: no phase knows it."""
    if alternatives(status):
        return None
    words = _words(status)
    best: tuple[int, Phase] | None = None
    for phase, names in config.phases.items():
        for name in names:
            wanted = _words(name)
            if wanted and words[: len(wanted)] == wanted and (best is None or len(wanted) > best[0]):
                best = (len(wanted), phase)
    return best[1] if best else None


def is_known_status(status: str, config: Config, profile: Profile) -> bool:
    """Whether the phases or the template's enumeration know a status by its leading words."""
    if alternatives(status):
        return False
    if phase_of(status, config) is not None:
        return True
    rule = profile.key(STATUS_KEY)
    if rule is None or rule.type is not KeyType.ENUM:
        return False
    words = _words(status)
    return any(wanted and words[: len(wanted)] == wanted for wanted in map(_words, rule.values))


def _words(text: str) -> list[str]:
    """The words of a status in any script; ``in-progress`` and ``in_progress`` are two."""
    return re.findall(r"[^\W_]+", fold(text))

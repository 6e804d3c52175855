"""The anchors GitHub gives to headings."""

from __future__ import annotations

import unicodedata

from speclatch.patterns import lazy_re

_DROPPED = lazy_re(r"[^a-z0-9 _-]+")  # of ASCII, in lower case
_KEPT_MARKS = {"Mn", "Mc", "Me", "Pc"}


class Slugger:
    """Names headings in order; a name that is taken gets the first free number behind a hyphen."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def slug(self, title: str) -> str:
        """The anchor of the next heading, whose text is ``title``."""
        base = slugify(title)
        found = base
        while found in self._seen:
            self._seen[base] += 1
            found = f"{base}-{self._seen[base]}"
        self._seen[found] = 0
        return found


def slugify(title: str) -> str:
    """The anchor of a heading with this text, before numbering: lower case, words kept, spaces as hyphens."""
    lowered = title.lower()
    if lowered.isascii():
        return _DROPPED.sub("", lowered).replace(" ", "-")
    return "".join("-" if c == " " else c for c in lowered if _kept(c))


def _kept(character: str) -> bool:
    if character in " -_" or character.isalpha():
        return True
    category = unicodedata.category(character)
    return category in {"Nd", "Nl"} or category in _KEPT_MARKS

"""Phrases of many languages in a text: hundreds are looked for at once, and none is compiled before it may be there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from speclatch.config.words import words_of
from speclatch.profiles.text import fold


def forms(meaning: str, *own: str) -> list[str]:
    """The words of all languages for a meaning, and a team's own, as ``fold`` spells them."""
    return [fold(word) for word in (*words_of(meaning), *own)]


class Phrases:
    """Phrases that may stand at a place of a text, spelled as ``fold`` spells both.

    A phrase that ends in a letter of a script with blanks between words does not end inside a word.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_start: dict[str, list[tuple[str, bool]]] = {}
        for phrase in longest_first(phrases):
            self._by_start.setdefault(phrase[:2], []).append((phrase, _is_spaced(phrase)))

    @property
    def starts(self) -> str:
        """A pattern of what the phrases begin with, two letters at most."""
        return "|".join(map(re.escape, self._by_start))

    def ends(self, text: str, start: int = 0) -> Iterator[int]:
        """Where each phrase ends that stands at ``start``, the longest first."""
        for length in (2, 1):
            for phrase, spaced in self._by_start.get(text[start : start + length], ()):
                if text.startswith(phrase, start):
                    end = start + len(phrase)
                    if not (spaced and _goes_on(text, end)):
                        yield end
            if len(text) - start < 2:
                return

    def stand_at(self, text: str, start: int = 0) -> bool:
        """Whether a phrase stands at ``start``."""
        return next(self.ends(text, start), None) is not None


class Sentences:
    """Phrases to be found anywhere in a folded text, as whole words; ``<part>`` stands for any word of a pattern's."""

    def __init__(self, phrases: Iterable[str], part: str) -> None:
        self._phrases = [(max(phrase.split("<part>"), key=len), phrase) for phrase in longest_first(phrases)]
        self._part = part

    def are_in(self, text: str) -> bool:
        """Whether one of the phrases is in the text."""
        possible = tuple(phrase for piece, phrase in self._phrases if piece in text)
        return bool(possible) and bool(_any_of(possible, self._part).search(text))


def longest_first(phrases: Iterable[str]) -> list[str]:
    """Each phrase once, the longest first."""
    return sorted({phrase for phrase in phrases if phrase}, key=lambda phrase: (-len(phrase), phrase))


@lru_cache(maxsize=256)
def _any_of(phrases: tuple[str, ...], part: str) -> re.Pattern[str]:
    found = "|".join(
        (r"\b" if phrase.startswith("<part>") or _is_spaced(phrase[0]) else "")
        + re.escape(phrase)
        + (r"\b" if _is_spaced(phrase) else "")
        for phrase in phrases
    )
    return re.compile(found.replace("<part>", part))


def _goes_on(text: str, end: int) -> bool:
    return end < len(text) and (text[end].isalnum() or text[end] == "_")


def _is_spaced(phrase: str) -> bool:
    """Whether a phrase ends in a letter of a script that puts blanks between words."""
    return phrase[-1].isalnum() and phrase[-1] < "\u1100" and not "\u0e00" <= phrase[-1] < "\u10a0"

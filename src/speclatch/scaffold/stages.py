"""Folders that are called after a stage of documents (``rfcs/draft``, ``rfcs/accepted``), in which they lie in turn."""

from __future__ import annotations

from functools import cache
from posixpath import basename

from speclatch.config.words import words_of

_PLAIN = frozenset({"", "content", "doc", "docs", "src", "text"})
"""Folders that hold anything."""
_OTHERS = frozenset({"alpha", "beta", "live", "new", "open", "rfc"})
"""Words of a status that are as often names of other folders."""


def above_stages(folder: str) -> str:
    """A folder without those from the first on that is called after a stage; itself, where there is none."""
    parts = folder.split("/")
    stage = next((at for at, part in enumerate(parts) if part.casefold().strip("_") in _stages()), len(parts))
    above = "/".join(parts[:stage])
    return folder if basename(above).casefold() in _PLAIN else above


@cache
def _stages() -> frozenset[str]:
    words = (word for meaning in ("draft", "implementing", "done", "retired") for word in words_of(meaning))
    singular = {word.replace(" ", "-") for word in words} - _OTHERS
    return frozenset(singular | {f"{word}s" for word in singular})

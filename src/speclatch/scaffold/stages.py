"""Folders that are called after a stage of documents (``rfcs/draft``, ``rfcs/2026``), in which they lie in turn."""

from __future__ import annotations

from functools import cache
from posixpath import basename

from speclatch.config.words import words_of
from speclatch.patterns import lazy_re

_PLAIN = frozenset({"", "content", "doc", "docs", "src", "text"})
"""Folders that hold anything."""
_YEAR = lazy_re(r"(?:19|20)\d\d(?:[-_.]?(?:q[1-4]|h[12]|[01]\d))?")
"""A year, or a part of one: documents of the next lie in another folder."""
_OTHERS = frozenset({"alpha", "beta", "live", "new", "open", "rfc"})
"""Words of a status that are as often names of other folders."""


def above_stages(folder: str) -> str:
    """A folder without those from the first on that is called after a stage; itself, where there is none.

    One that is called so below a folder that holds anything (``docs/proposals``) is that of the documents.
    """
    parts = folder.split("/")
    above = ("/".join(parts[:at]) for at, part in enumerate(parts) if _is_stage(part.casefold()))
    return next((one for one in above if basename(one).casefold() not in _PLAIN), folder)


def _is_stage(name: str) -> bool:
    return name.strip("_") in _stages() or _YEAR.fullmatch(name) is not None


@cache
def _stages() -> frozenset[str]:
    words = (word for meaning in ("draft", "implementing", "done", "retired") for word in words_of(meaning))
    singular = {word.replace(" ", "-") for word in words} - _OTHERS
    return frozenset(singular | {f"{word}s" for word in singular})

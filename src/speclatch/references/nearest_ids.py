"""Find the id that an unknown one most likely is: the same number with other zeros, or behind a prefix alike."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import NamedTuple

from speclatch.config.model import ReferenceKind
from speclatch.references.index import ReferenceIndex

MAX_CANDIDATES = 1_000
"""How many names are compared by spelling; beyond that a suggestion is not worth the time."""

MAX_NAME = 255
"""Names longer than any file's (255 bytes on common file systems) are not compared by spelling."""


class Nearest(NamedTuple):
    """What is there instead: a path (or an id), why it is likely, and whether there is no doubt about it."""

    target: str
    why: str
    certain: bool


def nearest_id(name: str, index: ReferenceIndex, kind: ReferenceKind | None) -> Nearest | None:
    """The id of the same number: with other zeros, or with a prefix of similar spelling. Another number is none."""
    if len(name) > MAX_NAME:
        return None
    own = kind or index.kind_of_id(name)
    known = index.spelled_ids(own)
    same = [other for other in known if _without_zeros(other) == _without_zeros(name)]
    if len(same) == 1:
        return Nearest(same[0], "is the same number", certain=True)
    number = _number(name)
    alike = [other for other in known if _number(other) == number]
    close = get_close_matches(name.upper(), alike[:MAX_CANDIDATES], n=1, cutoff=0.6)
    return Nearest(close[0], "has a similar prefix", certain=False) if close else None


def _number(name: str) -> str:
    return name.rpartition("-")[2].lstrip("0").casefold()


def _without_zeros(name: str) -> str:
    return re.sub(r"-0+(?=\d)", "-", name.casefold())


def as_id(name: str) -> str:
    """An id whose hyphen was forgotten, with it (``ADR003``)."""
    return re.sub(r"^([A-Za-z]{2,})[ _]?(\d+[A-Za-z]?)$", r"\1-\2", name)

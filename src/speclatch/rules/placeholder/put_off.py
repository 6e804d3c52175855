"""Which open points say when they will be decided: after a stage that has a name, or as a date that is to come."""

from __future__ import annotations

import re
from functools import cache

from speclatch.config.words import words_of
from speclatch.documents.document import Document
from speclatch.patterns import lazy_re

PUT_OFF = "put-off"
"""The case of a point that says which stage it waits for: until the spec is done, that is an answer."""

_OPEN = r"[\W_]*(?:TODO|TBD|TBC|TBA|FIXME|XXX)[\s,;:*_(\u2013\u2014-]*"
_ENTRY = lazy_re(r"[ \t>]*[-*+][ \t]+[*_~`]{0,3}(?:TBD|TBC|TBA)[*_~`]{0,3}[ \t]*[:\u2013\u2014-]")
"""An item of a list of dates that has none yet."""
_DATED = lazy_re(
    r"[ \t>]*[-*+][ \t]+[*_~`]{0,3}(?:\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)"
)


def is_put_off(said: str) -> bool:
    """Whether an open point names the stage it waits for: ``TBD after alpha``, ``TODO before v1.4: the hours``.

    A word such as *later* names none.
    """
    return _until().match(said) is not None


def is_of_a_stage(title: str) -> bool:
    """Whether a heading names a stage and nothing else: ``Beta``, ``Beta -> GA graduation``.

    What stands below it waits for that stage. A phase with a number is a part of the plan, which is to be written.
    """
    return _heading().fullmatch(title.strip(" \t*_`:")) is not None


def is_date_to_come(document: Document, number: int) -> bool:
    """Whether line ``number`` (1-based) is the entry of a list whose other entries begin with their dates."""
    if not _ENTRY.match(document.lines[number - 1]):
        return False
    return any(_DATED.match(document.lines[one - 1]) for one in _around(document, number))


def _around(document: Document, number: int) -> range:
    """The lines around a line, up to the next blank one on either side."""
    first, last = number, number
    while first > 1 and document.lines[first - 2].strip():
        first -= 1
    while last < len(document.lines) and document.lines[last].strip():
        last += 1
    return range(first, last + 1)


@cache
def _heading() -> re.Pattern[str]:
    stage, step = _either("stage"), _either("step")
    between = r"\s*(?:->|=>|\u2192|\u2013|/|\bto\b)\s*"
    return re.compile(rf"(?:{stage})(?:{between}(?:{stage}))?(?:\s(?:{stage}|{step}|criteria))*", re.IGNORECASE)


@cache
def _until() -> re.Pattern[str]:
    until, stage, step = (_either(meaning) for meaning in ("until", "stage", "step"))
    number = r"(?:v(?:ersion)?\s?)?\d+(?:\.\d+)*|v\d+(?:\.\d+)*"
    moment = r"\d{4}-\d{2}(?:-\d{2})?|(?:Q[1-4]|H[12])(?:[\s/-]\d{4})?|v\d+(?:\.\d+)*|\d+\.\d+(?:\.\d+)*"
    named = rf"(?:(?:{stage})(?:[\s-](?:{step}))?|(?:{step})\s(?:{number})|{moment})"
    return re.compile(
        rf"{_OPEN}(?:(?:{until})\s+){{1,2}}(?:\w{{1,5}}(?:\s+|['\u2019]))?{named}(?=\s*(?:[.,;:)\]*_|\u2013\u2014]|$))",
        re.IGNORECASE,
    )


def _either(meaning: str) -> str:
    """Any of the words with a meaning, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words_of(meaning), key=len, reverse=True))

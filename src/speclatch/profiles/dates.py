"""Days as a template asks for them: ``YYYY-MM-DD``, ``DD/MM/YYYY``, ``TT.MM.JJJJ``, ``YYYY年MM月DD日``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from speclatch.patterns import lazy_re

_YEAR = "(?:yyyy|jjjj|aaaa|rrrr|гггг|рррр|åååå|vvvv|éééé|εεεε)"
_MONTH, _DAY = "(?:mm|мм|μμ|kk|hh|aa)", "(?:dd|tt|jj|gg|дд|ηη|pp|nn)"
"""The letters of English, German and Dutch, the Romance, Slavic and Nordic, Hungarian, Greek and Turkish forms."""
_DIGITS = 4
"""Digits of a year: every form of a day asks for all of them."""
_ISO = lazy_re(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?\Z")
_SIGNED = lazy_re(r"(\d{1,4})([-/.])\s?(\d{1,2})\2\s?(\d{1,4})\Z")
_SPELLED = lazy_re(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]\Z")


class _Form(NamedTuple):
    """How a day is written: what a sample looks like, and what each of the three numbers is."""

    sample: re.Pattern[str]
    order: str


_FORMS = (
    *(
        _Form(lazy_re(rf"(?<!\w){first}(?P<sign>[-/.]\s?){second}(?P=sign){third}(?!\w)", re.IGNORECASE), order)
        for first, second, third, order in (
            (_YEAR, _MONTH, _DAY, "ymd"),
            (_DAY, _MONTH, _YEAR, "dmy"),
            (_MONTH, _DAY, _YEAR, "mdy"),
        )
    ),
    _Form(lazy_re(rf"{_YEAR}\s?[年년]\s?{_MONTH}\s?[月월]\s?{_DAY}\s?[日일]", re.IGNORECASE), "ymd"),
)


def asks_for_day(sample: str) -> bool:
    """Whether a template's value is the sample of a day, alone or among other words."""
    return any(form.sample.search(sample) for form in _FORMS)


def is_day_sample(text: str) -> bool:
    """Whether a text is the sample of a day and nothing else."""
    bare = text.strip("\"'`*_[]<>{}() \t")
    return any(form.sample.fullmatch(bare) for form in _FORMS)


def is_day(text: str, sample: str = "") -> bool:
    """Whether a text is a day that exists: as ``YYYY-MM-DD``, where a time may follow, or in the sample's own form."""
    if iso := _ISO.match(text):
        return _exists(iso[1].split("-"), "ymd")
    order = next((form.order for form in _FORMS if form.sample.search(sample)), "")
    signed = _SIGNED.match(text) if order else None
    if signed and (order, signed[2]) != ("ymd", "-"):  # that is ISO's own form, with all its digits
        return _exists((signed[1], signed[3], signed[4]), order)
    spelled = _SPELLED.match(text) if order == "ymd" else None
    return spelled is not None and _exists(spelled.groups(), "ymd")


def looks_like_day(text: str) -> bool:
    """Whether a text is written as ``YYYY-MM-DD``, be it a day that exists or not."""
    return _ISO.match(text) is not None


def _exists(numbers: Sequence[str], order: str) -> bool:
    parts = dict(zip(order, numbers, strict=True))
    if len(parts["y"]) != _DIGITS:
        return False  # `31.01.26` is no day of the year 31
    try:
        date(*(int(parts[part]) for part in "ymd"))
    except ValueError:
        return False
    return True

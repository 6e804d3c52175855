"""Pieces in brackets that can be guidance, and values that list their choices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from speclatch.patterns import lazy_re
from speclatch.profiles.text import is_html_tag, visible, without_emphasis

IDENTIFIER = lazy_re(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+[a-zA-Z]?")
_TAG = lazy_re(r"\[(?:[A-Z]{1,4}\d{1,3}[a-z]?\]|[A-Z]{1,2}\](?=\s+\S))")
"""What a list is tagged with: ``[P]`` before text, ``[US1]``, ``[P0]``."""

_ANGLE = lazy_re(r"<(?![a-z][a-z0-9+.-]*:|[^<>@\s]+@)[^\W\d_][^<>\n]{0,200}>", re.IGNORECASE)
_SQUARE = lazy_re(r"(?<!\])\[(?!\^)([^\[\]]{1,1000})\](?![(\[:])")
_CURLY = lazy_re(r"\{(?![{%#])[^\W\d_][^{}\n]{0,200}\}(?!\})")
_NAMES = lazy_re(r"\{[\w.*-]{1,60}(?:,[\w.*-]{0,60}){1,20}\}")
_PATH_SIGNS = frozenset("/.*\\")
_WIDE = lazy_re(r"［[^［］\n]{1,300}］|＜[^＜＞\n]{1,300}＞|〈[^〈〉\n]{1,300}〉|｛[^｛｝\n]{1,300}｝")
_WHOLE = lazy_re(
    r"[(（][^()（）]{1,300}[)）]|【[^【】]{1,300}】|〔[^〔〕]{1,300}〕|〖[^〖〗]{1,300}〗|「[^「」]{1,300}」"
)
"""Brackets that stand round ordinary words as well, and round guidance where nothing else is said."""


_SOURCE = lazy_re(r"[A-Z]{2,5} ?(?!0+$)\d{2,6}")
"""What a text names as its source: ``[RFC2119]``, ``[BCP 14]``."""


class Span(NamedTuple):
    """A bracketed piece of a text: its offsets (end exclusive) and the text with its brackets."""

    start: int
    end: int
    text: str


def bracket_spans(text: str) -> Iterator[Span]:
    """Yield every ``<...>``, ``[...]`` and ``{...}`` of a text that can be guidance.

    HTML tags, autolinks, links, boxes, footnotes, identifiers in brackets (``[REQ-SPC-001]``), tags of a list
    (``[P]``) and the names of several files (``tests/{unit,e2e}``) are none.
    """
    if text.isascii() and "[" not in text and "<" not in text and "{" not in text:
        return
    for found in _ANGLE.finditer(text):
        if not is_html_tag(found[0]):
            yield Span(found.start(), found.end(), found[0])
    for found in _SQUARE.finditer(text):
        if not _TAG.match(text, found.start()) and _is_guidance(found[1]):
            yield Span(found.start(), found.end(), found[0])
    for found in _CURLY.finditer(text):
        if not _is_of_path(text, found):
            yield Span(found.start(), found.end(), found[0])
    for found in _WIDE.finditer(text):
        yield Span(found.start(), found.end(), found[0])


def _is_of_path(text: str, found: re.Match[str]) -> bool:
    """Whether braces are those that a shell takes several names for, in a path: ``tests/{unit,e2e}``."""
    beside = text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1]
    return not _PATH_SIGNS.isdisjoint(beside) and _NAMES.fullmatch(found[0]) is not None


def _is_guidance(inner: str) -> bool:
    """Whether what stands in square brackets is no identifier, no name or number (``[1]``) of a source and no box."""
    bare = inner.strip("*`_ ")
    named = bare.isdecimal() or IDENTIFIER.fullmatch(bare) or _SOURCE.fullmatch(bare)
    return not named and bool(bare.strip(" xX-~✓✔"))


def is_bracketed(text: str) -> bool:
    """Whether a whole text is one bracket: ``[...]``, ``<...>``, ``{...}``, ``(...)``, ``【...】``."""
    bare = without_emphasis(visible(text)).strip("` \n")
    whole = any(span.start == 0 and span.end == len(bare) for span in bracket_spans(bare))
    return whole or bool(_WHOLE.fullmatch(bare)) or _encloses_others(bare)


def _encloses_others(text: str) -> bool:
    """Whether the angles around a text hold others: ``<name and address, such as Ana <ana@example.org>>``."""
    if not text.startswith("<") or not text.endswith(">") or text.count("<") < 2 or not text[1:2].isalpha():
        return False
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "<") - (char == ">")
        if depth == 0:
            return at == len(text) - 1 and "\n" not in text
    return False


def has_spans(text: str) -> bool:
    """Whether a text holds a bracketed piece that can be guidance."""
    return next(bracket_spans(text), None) is not None

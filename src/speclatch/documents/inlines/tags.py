"""Links written in HTML: ``<a href="...">`` and ``<img src="...">``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from speclatch.documents.link_parts import Span

_VALUE = r"""(?:"(?P<{0}d>[^"]*)"|'(?P<{0}s>[^']*)'|(?P<{0}b>[^\s"'=<>`]+))"""
_OTHER = r"""\s+(?!{0}\s*=)[A-Za-z_:][\w:.-]*+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?+"""
_LINK = re.compile(
    rf"<(?:a(?:{_OTHER.format('href')})*+\s+href\s*=\s*{_VALUE.format('h')}"
    rf"|img(?:{_OTHER.format('src')})*+\s+src\s*=\s*{_VALUE.format('i')})[^<>]*>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_RAW = re.compile(r"<(?:script|style|textarea)\b", re.IGNORECASE)


class TagLink(NamedTuple):
    """A link of a tag: the tag's span, the target with entities resolved, and where that stands."""

    span: Span
    target: str
    target_span: Span


def links_of_tag(text: str, span: Span) -> Iterator[TagLink]:
    """The link of the tag that stands at ``span`` of ``text``, if it has one."""
    if text[span.start + 1 : span.start + 2] in "aAiI":
        found = _LINK.match(text, *span)
        if found is not None:
            yield _read(found)


def links_of_block(text: str) -> Iterator[TagLink]:
    """The links of an HTML block; none in comments, nor in what a browser does not read as HTML."""
    if "<" not in text or _RAW.match(text.lstrip()):
        return
    shown = _COMMENT.sub(lambda found: " " * len(found[0]), text) if "<!--" in text else text
    for found in _LINK.finditer(shown):
        yield _read(found)


def _read(found: re.Match[str]) -> TagLink:
    name = next(name for name in ("hd", "hs", "hb", "id", "is", "ib") if found[name] is not None)
    return TagLink(Span(*found.span()), unescape(found[name]).strip(), Span(*found.span(name)))

"""Links written in HTML: ``<a href="...">``, ``<img src="...">``, and what else names a file there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from speclatch.documents.link_parts import Span
from speclatch.patterns import lazy_re

_FORM = r"""\s+(?%s[A-Za-z_:][\w:.-]*+)(?:\s*=\s*(?:"(?%s[^"]*)"|'(?%s[^']*)'|(?%s[^\s"'=<>`]+)))?+"""
_ATTRIBUTE = _FORM % ("P<name>", "P<double>", "P<single>", "P<bare>")
_UNNAMED = _FORM % (":", ":", ":", ":")
_TAG = lazy_re(
    rf"<(?P<tag>a|area|img|source|video|audio|track)(?=[\s/>])(?P<attributes>(?:{_UNNAMED})*+)[^<>]*>", re.IGNORECASE
)
_EACH = lazy_re(_ATTRIBUTE)
_CANDIDATE = lazy_re(r"(?:^|,(?=\s))\s*(?P<url>[^\s,](?:\S*[^\s,])?)")
_LINKING = {
    "a": ("href",),
    "area": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
}
"""The attributes of each tag that name another file."""
_COMMENT = lazy_re(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_RAW = lazy_re(r"<(?:script|style|textarea)\b", re.IGNORECASE)


class TagLink(NamedTuple):
    """A link of a tag: the tag's span, the target with entities resolved, and where that stands."""

    span: Span
    target: str
    target_span: Span


def links_of_tag(text: str, span: Span) -> Iterator[TagLink]:
    """The links of the tag that stands at ``span`` of ``text``."""
    found = _TAG.match(text, *span)
    if found is not None:
        yield from _read(found)


def links_of_block(text: str) -> Iterator[TagLink]:
    """The links of an HTML block; none in comments, nor in what a browser does not read as HTML."""
    if "<" not in text or _RAW.match(text.lstrip()):
        return
    shown = _COMMENT.sub(lambda found: " " * len(found[0]), text) if "<!--" in text else text
    for found in _TAG.finditer(shown):
        yield from _read(found)


def _read(tag: re.Match[str]) -> Iterator[TagLink]:
    """What the attributes of a tag name; of two of one name the first counts."""
    wanted = set(_LINKING[tag["tag"].lower()])
    whole, start = Span(*tag.span()), tag.start("attributes")
    for found in _EACH.finditer(tag["attributes"]):
        name = found["name"].lower()
        value = next((kind for kind in ("double", "single", "bare") if found[kind] is not None), None)
        if name not in wanted:
            continue
        wanted.discard(name)
        if value is None:
            continue
        at, said = start + found.start(value), found[value]
        for low, high in _candidates(said) if name == "srcset" else [(0, len(said))]:
            yield TagLink(whole, unescape(said[low:high]).strip(), Span(at + low, at + high))


def _candidates(srcset: str) -> list[tuple[int, int]]:
    """Where the addresses of a ``srcset`` stand: ``a.png 1x, b.png 2x``."""
    return [found.span("url") for found in _CANDIDATE.finditer(srcset)]

"""What one text holds, a paragraph, a heading or a cell, and what a reader sees of it."""

from __future__ import annotations

from typing import NamedTuple

from speclatch.documents.blocks.leaves import Names
from speclatch.documents.inlines.parser import BACKTICKS, MARKS, MARKS_AND_URLS, parse_tokens
from speclatch.documents.inlines.scan import InlineCode, InlineLink, Scan
from speclatch.documents.inlines.text import find_mail_links, plain_text
from speclatch.documents.link_parts import Span
from speclatch.patterns import lazy_re

_MARKED = lazy_re(r"[\\`*_\[\]<&~!]|://|www\.|@")
_LINKED = lazy_re(r"[\\\[<@]|://|www\.")


class Inlines(NamedTuple):
    """What a text holds, each in order; ``plain`` is what a reader sees."""

    plain: str
    links: list[InlineLink]
    code: list[InlineCode]
    html: list[Span]
    footnotes: list[str]


def is_plain(text: str) -> bool:
    """Whether ``text`` holds nothing but text, on one line or several."""
    return not _MARKED.search(text)


def parse_inlines(text: str, names: Names) -> Inlines:
    """What stands in ``text``, the source of a paragraph, heading or cell, trimmed."""
    if "\n" not in text and is_plain(text):
        return Inlines(text, [], [], [], [])
    scan = Scan(names, text)
    tokens = parse_tokens(scan, MARKS_AND_URLS if "://" in text or "www." in text else MARKS)
    links = scan.links
    if "@" in text:
        links = links + find_mail_links(scan, tokens)
    links.sort(key=lambda link: link.span)
    return Inlines(plain_text(tokens), links, scan.code, scan.html, scan.footnotes)


def holds_facts(text: str) -> bool:
    """Whether ``text`` may hold a link, code or a tag; emphasis and breaks are none."""
    return "`" in text or _LINKED.search(text) is not None


def parse_facts(text: str, names: Names) -> Inlines:
    """What stands in ``text``, as ``parse_inlines`` finds it, without what a reader sees where nobody needs that."""
    if _LINKED.search(text):
        return parse_inlines(text, names)
    scan = Scan(names, text)
    parse_tokens(scan, BACKTICKS)
    return Inlines("", [], scan.code, [], [])

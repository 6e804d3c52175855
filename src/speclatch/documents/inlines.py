"""The inline level of Markdown with positions: what a paragraph, a heading or a cell holds, and what a reader sees."""

from __future__ import annotations

import re
from typing import NamedTuple

from speclatch.documents.definitions import Span
from speclatch.documents.inline_parser import GitHubInlineParser
from speclatch.documents.inline_state import GitHubInlineState, InlineCode, InlineLink
from speclatch.documents.leaves import Names
from speclatch.documents.visible import find_mail_links, plain_text

_MARKED = re.compile(r"[\\`*_\[\]<&~!]|://|www\.|@")
_LINKED = re.compile(r"[\\\[<@]|://|www\.")
_WITH_URLS = GitHubInlineParser(urls=True)
_WITHOUT_URLS = GitHubInlineParser(urls=False)
_CODE_ALONE = GitHubInlineParser(urls=False, marks="``*")


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
    parser = _WITH_URLS if "://" in text or "www." in text else _WITHOUT_URLS
    state = GitHubInlineState({"ref_links": names.targets, "footnotes": names.footnotes}, text)
    tokens = parser.render(state)
    links = state.links
    if "@" in text:
        links = links + find_mail_links(state, tokens)
    links.sort(key=lambda link: link.span)
    return Inlines(plain_text(tokens), links, state.code, state.html, state.footnotes)


def holds_facts(text: str) -> bool:
    """Whether ``text`` may hold a link, code or a tag; emphasis and breaks are none."""
    return "`" in text or _LINKED.search(text) is not None


def parse_facts(text: str, names: Names) -> Inlines:
    """What stands in ``text``, as ``parse_inlines`` finds it, without what a reader sees where nobody needs that."""
    if _LINKED.search(text):
        return parse_inlines(text, names)
    state = GitHubInlineState({}, text)
    _CODE_ALONE.parse(state)
    return Inlines("", [], state.code, [], [])

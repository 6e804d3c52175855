"""From one character that may mean something to the next: the tokens of a text, and notes of what it holds."""

from __future__ import annotations

import re
from collections.abc import Callable

from mistune.inline_parser import InlineParser

from speclatch.documents.blocks.leaves import Target
from speclatch.documents.inlines.autolinks import URL_START, scan_url, scan_www
from speclatch.documents.inlines.brackets import inline_link, reference_link
from speclatch.documents.inlines.delimiters import Run, Token, settle
from speclatch.documents.inlines.scan import Bracket, InlineCode, InlineLink, Scan
from speclatch.documents.inlines.text import plain_text, unescape_entities
from speclatch.documents.link_parts import MAX_LABEL, Span, normalize_label
from speclatch.patterns import lazy_re

# Each alternative begins with one literal character: `re` then looks for these alone, many times as fast.
_MARKS = r"\\|``*|\*\**|__*|~~*|\[|\]|!\[(?!\^)|<|\n[ \t]*"
MARKS = lazy_re(_MARKS)
"""What a text without bare addresses is searched for."""
MARKS_AND_URLS = lazy_re(_MARKS + r"|h(?i:ttps?://)|H(?i:ttps?://)|f(?i:tp://)|F(?i:tp://)|www\.")
"""The same, and what a bare address begins with."""
BACKTICKS = lazy_re("``*")
"""What is searched for where only code spans are wanted."""

_MISTUNE = InlineParser()  # its rules for code spans, escapes and tags, and its patterns
_ESCAPE, _TAG, _AUTO_LINK, _AUTO_EMAIL = (
    lazy_re(_MISTUNE.specification[name]) for name in ("escape", "inline_html", "auto_link", "auto_email")
)
_URL = lazy_re(URL_START)
_MAX_TEXT = 1000  # characters kept of a link's text: images nest in images without end
_HARD_BREAK = lazy_re(r"\\\n[ \t]*")
# Tokens that look alike are one object: fewer to make, and to collect.
_BREAK: Token = {"type": "softbreak"}
_OPENING: Token = {"type": "text", "raw": "[", "_literal": True}
_OPENING_IMAGE: Token = {"type": "text", "raw": "![", "_literal": True}
_CLOSING: Token = {"type": "text", "raw": "]"}


def parse_tokens(scan: Scan, marks: re.Pattern[str]) -> list[Token]:
    """The tokens of the scan's text, which stops at what ``marks`` finds; the rest is text."""
    source, tokens, position = scan.src, scan.tokens, 0
    search, handlers = marks.search, _HANDLERS
    while (found := search(source, position)) is not None:
        start = found.start()
        character = source[start]
        if start > position:
            text = source[position:start]
            tokens.append({"type": "text", "raw": text.rstrip(" ") if character == "\n" else text})
        end = handlers[character](found, scan)
        if end is None:
            tokens.append({"type": "text", "raw": character})
            end = start + 1
        position = end
    if position < len(source):
        tokens.append({"type": "text", "raw": source[position:]})
    scan.tokens = settle(tokens)
    return scan.tokens


def _take_backslash(found: re.Match[str], scan: Scan) -> int | None:
    """Take escaped punctuation literally: an escaped ampersand begins no entity."""
    match = _ESCAPE.match(scan.src, found.start())
    if match is not None:
        end = _MISTUNE.parse_escape(match, scan)
        scan.tokens[-1]["_literal"] = True
        return end
    match = _HARD_BREAK.match(scan.src, found.start())
    return _take_break(match, scan) if match is not None else None


def _take_backticks(found: re.Match[str], scan: Scan) -> int:
    """Note a code span, or take the backticks as text."""
    end = _MISTUNE.parse_codespan(found, scan)
    if end > found.end():
        span = Span(found.end(), end - len(found[0]))
        scan.code.append(InlineCode(scan.tokens[-1]["raw"], span))
    return end


def _take_pointed(found: re.Match[str], scan: Scan) -> int | None:
    """Note ``<https://...>``, ``<name@host>``, a tag or a comment."""
    text, start = scan.src, found.start()
    match = _AUTO_LINK.match(text, start)
    if match is not None:
        return _add_auto_link(scan, Span(start, match.end()), "", inset=1)
    match = _AUTO_EMAIL.match(text, start)
    if match is not None:
        return _add_auto_link(scan, Span(start, match.end()), "mailto:", inset=1)
    match = _TAG.match(text, start)
    end = _MISTUNE.parse_inline_html(match, scan) if match is not None else None
    if end is not None:
        scan.html.append(Span(start, end))
    return end


def _take_url(found: re.Match[str], scan: Scan) -> int | None:
    """Note an address in running text; none inside brackets."""
    text, start = scan.src, found.start()
    if scan.openers or not _URL.match(text, start):
        return None
    www = text[start] == "w"
    end = scan_www(text, start) if www else scan_url(text, start)
    if end is None:
        return None
    return _add_auto_link(scan, Span(start, end), "http://" if www else "", inset=0)


def _close_bracket(found: re.Match[str], scan: Scan) -> int:
    """Settle the innermost opening bracket: a link, an image, a footnote reference, or text."""
    close = found.start()
    opener = scan.pop_opener()
    if opener is not None and opener.active:
        link = inline_link(scan, close + 1) or reference_link(scan, opener, close)
        if link is not None:
            return _add_link(scan, opener, *link)
        if scan.src.startswith("^", opener.end) and opener.end + 1 < close <= opener.end + MAX_LABEL:
            return _add_footnote(scan, opener, close + 1)
    scan.tokens.append(_CLOSING)
    return close + 1


def _take_break(match: re.Match[str], scan: Scan) -> int:
    scan.tokens.append(_BREAK)
    return match.end()


def _take_delimiters(found: re.Match[str], scan: Scan) -> int:
    start, end = found.span()
    scan.tokens.append({"type": "delimiter", "run": Run(scan.src, start, end)})
    return end


def _open_bracket(found: re.Match[str], scan: Scan) -> int:
    start, end = found.span()
    openers, tokens = scan.openers, scan.tokens
    if openers:
        openers[-1].nested = True
    image = end - start > 1
    openers.append(Bracket(start, end, len(tokens), image=image))
    tokens.append(_OPENING_IMAGE if image else _OPENING)
    return end


def _add_link(scan: Scan, opener: Bracket, target: str, place: Span | Target, end: int) -> int:
    tokens = scan.tokens
    children = settle(tokens[opener.token + 1 :])
    del tokens[opener.token :]
    text = plain_text(children)[:_MAX_TEXT]
    tokens.append({"type": "image" if opener.image else "link", "children": children, "plain": text})
    kind = "image" if opener.image else "inline" if isinstance(place, Span) else "reference"
    span = Span(opener.start, end)
    if isinstance(place, Target):
        scan.links.append(InlineLink(kind, span, text, target, None, place))
    else:
        scan.links.append(InlineLink(kind, span, text, target, place))
    if not opener.image:
        scan.deactivate_openers()
    return end


def _add_auto_link(scan: Scan, span: Span, scheme: str, *, inset: int) -> int:
    """Note the address within ``span``, which is written without ``scheme``; ``inset`` is the width of its marks."""
    place = Span(span.start + inset, span.end - inset)
    text = scan.src[place.start : place.end]
    target = scheme + (unescape_entities(text) if inset else text)
    scan.links.append(InlineLink("autolink", span, text, target, place))
    scan.tokens.append({"type": "link", "children": [{"type": "text", "raw": text}], "plain": text})
    return span.end


def _add_footnote(scan: Scan, opener: Bracket, end: int) -> int:
    """Take all between the brackets as a label; what was found there is part of it."""
    source = scan.src[opener.start : end]
    label = normalize_label(source[2:-1])
    scan.footnotes.append(label)
    del scan.tokens[opener.token :]
    for noted in (scan.links, scan.code):
        while noted and noted[-1].span.start > opener.start:
            noted.pop()
    while scan.html and scan.html[-1].start > opener.start:
        scan.html.pop()
    scan.tokens.append({"type": "mark"})
    if label not in scan.names.footnotes:
        scan.tokens.append({"type": "text", "raw": source, "_literal": True})
    return end


_HANDLERS: dict[str, Callable[[re.Match[str], Scan], int | None]] = {
    "\\": _take_backslash,
    "\n": _take_break,
    "`": _take_backticks,
    "!": _open_bracket,
    "[": _open_bracket,
    "]": _close_bracket,
    "<": _take_pointed,
    **dict.fromkeys("*_~", _take_delimiters),
    **dict.fromkeys("hHfFw", _take_url),
}
"""By the character something begins with, what takes it and says where it ends; None where it is text."""

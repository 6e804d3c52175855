"""mistune's inline parser with cmark-gfm's rules for links, and with the places mistune's tokens do not tell."""

from __future__ import annotations

import re
from collections.abc import Callable

from mistune.core import InlineState
from mistune.inline_parser import InlineParser

from speclatch.documents.autolinks import URL_START, scan_url, scan_www
from speclatch.documents.brackets import inline_link, reference_link
from speclatch.documents.definitions import MAX_LABEL, Span, normalize_label
from speclatch.documents.delimiters import Run, Token, settle
from speclatch.documents.inline_state import Bracket, GitHubInlineState, InlineCode, InlineLink
from speclatch.documents.leaves import Target
from speclatch.documents.visible import plain_text, unescape_entities

# Each alternative begins with one literal character: `re` then looks for these alone, many times as fast.
MARKS = r"\\|``*|\*\**|__*|~~*|\[|\]|!\[(?!\^)|<|\n[ \t]*"
_URLS = r"|h(?i:ttps?://)|H(?i:ttps?://)|f(?i:tp://)|F(?i:tp://)|www\."
_URL = re.compile(URL_START)
_MAX_TEXT = 1000  # characters kept of a link's text: images nest in images without end
_HARD_BREAK = re.compile(r"\\\n[ \t]*")
# Tokens that look alike are one object: fewer to make, and to collect.
_BREAK: Token = {"type": "softbreak"}
_OPENING: Token = {"type": "text", "raw": "[", "_literal": True}
_OPENING_IMAGE: Token = {"type": "text", "raw": "![", "_literal": True}
_CLOSING: Token = {"type": "text", "raw": "]"}
_Handler = Callable[[re.Match[str], GitHubInlineState], int | None]


class GitHubInlineParser(InlineParser):
    """mistune's inline parser with GitHub's links.

    With ``urls``, bare addresses are links as well. ``marks`` is a pattern for what it stops at; the rest is text.
    """

    state_cls = GitHubInlineState

    def __init__(self, *, urls: bool, marks: str = MARKS) -> None:
        super().__init__()
        self._trigger = re.compile(marks + _URLS if urls else marks)
        self._escape = self._rule("escape")
        self._html = self._rule("inline_html")
        self._auto_link = self._rule("auto_link")
        self._auto_email = self._rule("auto_email")
        self._handlers: dict[str, _Handler] = {
            "\\": self._take_backslash,
            "\n": _take_break,
            "`": self._take_backticks,
            "!": _open_bracket,
            "[": _open_bracket,
            "]": self._close_bracket,
            "<": self._take_pointed,
            **dict.fromkeys("*_~", _take_delimiters),
            **dict.fromkeys("hHfFw", self._take_url),
        }

    def _rule(self, name: str) -> re.Pattern[str]:
        return re.compile(self.specification[name])

    def parse(self, state: InlineState) -> list[Token]:
        """Go from one character that may mean something to the next."""
        assert isinstance(state, GitHubInlineState)  # noqa: S101 - for mypy
        source, tokens, position = state.src, state.tokens, 0
        search, handlers = self._trigger.search, self._handlers
        while (trigger := search(source, position)) is not None:
            start = trigger.start()
            character = source[start]
            if start > position:
                text = source[position:start]
                tokens.append({"type": "text", "raw": text.rstrip(" ") if character == "\n" else text})
            end = handlers[character](trigger, state)
            if end is None:
                tokens.append({"type": "text", "raw": character})
                end = start + 1
            position = end
        if position < len(source):
            tokens.append({"type": "text", "raw": source[position:]})
        state.tokens = settle(tokens)
        return state.tokens

    def _take_backslash(self, trigger: re.Match[str], state: GitHubInlineState) -> int | None:
        """Take escaped punctuation literally: an escaped ampersand begins no entity."""
        match = self._escape.match(state.src, trigger.start())
        if match is not None:
            end = self.parse_escape(match, state)
            state.tokens[-1]["_literal"] = True
            return end
        match = _HARD_BREAK.match(state.src, trigger.start())
        return _take_break(match, state) if match is not None else None

    def _take_backticks(self, trigger: re.Match[str], state: GitHubInlineState) -> int:
        """Note a code span, or take the backticks as text."""
        end = self.parse_codespan(trigger, state)
        if end > trigger.end():
            span = Span(trigger.end(), end - len(trigger[0]))
            state.code.append(InlineCode(state.tokens[-1]["raw"], span))
        return end

    def _take_pointed(self, trigger: re.Match[str], state: GitHubInlineState) -> int | None:
        """Note ``<https://...>``, ``<name@host>``, a tag or a comment."""
        text, start = state.src, trigger.start()
        match = self._auto_link.match(text, start)
        if match is not None:
            return _add_auto_link(state, Span(start, match.end()), "", inset=1)
        match = self._auto_email.match(text, start)
        if match is not None:
            return _add_auto_link(state, Span(start, match.end()), "mailto:", inset=1)
        match = self._html.match(text, start)
        end = self.parse_inline_html(match, state) if match is not None else None
        if end is not None:
            state.in_link = False  # GitHub finds links inside `<a>` as anywhere else
            state.html.append(Span(start, end))
        return end

    def _take_url(self, trigger: re.Match[str], state: GitHubInlineState) -> int | None:
        """Note an address in running text; none inside brackets."""
        text, start = state.src, trigger.start()
        if state.openers or not _URL.match(text, start):
            return None
        www = text[start] == "w"
        end = scan_www(text, start) if www else scan_url(text, start)
        if end is None:
            return None
        return _add_auto_link(state, Span(start, end), "http://" if www else "", inset=0)

    def _close_bracket(self, trigger: re.Match[str], state: GitHubInlineState) -> int:
        """Settle the innermost opening bracket: a link, an image, a footnote reference, or text."""
        close = trigger.start()
        opener = state.pop_opener()
        if opener is not None and opener.active:
            found = inline_link(state, close + 1) or reference_link(state, opener, close)
            if found is not None:
                return _add_link(state, opener, *found)
            if state.src.startswith("^", opener.end) and opener.end + 1 < close <= opener.end + MAX_LABEL:
                return _add_footnote(state, opener, close + 1)
        state.tokens.append(_CLOSING)
        return close + 1


def _take_break(match: re.Match[str], state: GitHubInlineState) -> int:
    state.tokens.append(_BREAK)
    return match.end()


def _take_delimiters(trigger: re.Match[str], state: GitHubInlineState) -> int:
    start, end = trigger.span()
    state.tokens.append({"type": "delimiter", "run": Run(state.src, start, end)})
    return end


def _open_bracket(trigger: re.Match[str], state: GitHubInlineState) -> int:
    start, end = trigger.span()
    openers, tokens = state.openers, state.tokens
    if openers:
        openers[-1].nested = True
    image = end - start > 1
    openers.append(Bracket(start, end, len(tokens), image=image))
    tokens.append(_OPENING_IMAGE if image else _OPENING)
    return end


def _add_link(state: GitHubInlineState, opener: Bracket, target: str, place: Span | Target, end: int) -> int:
    tokens = state.tokens
    children = settle(tokens[opener.token + 1 :])
    del tokens[opener.token :]
    text = plain_text(children)[:_MAX_TEXT]
    tokens.append({"type": "image" if opener.image else "link", "children": children, "plain": text})
    kind = "image" if opener.image else "inline" if isinstance(place, Span) else "reference"
    span = Span(opener.start, end)
    if isinstance(place, Target):
        state.links.append(InlineLink(kind, span, text, target, None, place))
    else:
        state.links.append(InlineLink(kind, span, text, target, place))
    if not opener.image:
        state.deactivate_openers()
    return end


def _add_auto_link(state: GitHubInlineState, span: Span, scheme: str, *, inset: int) -> int:
    """Note the address within ``span``, which is written without ``scheme``; ``inset`` is the width of its marks."""
    place = Span(span.start + inset, span.end - inset)
    text = state.src[place.start : place.end]
    target = scheme + (unescape_entities(text) if inset else text)
    state.links.append(InlineLink("autolink", span, text, target, place))
    state.tokens.append({"type": "link", "children": [{"type": "text", "raw": text}], "plain": text})
    return span.end


def _add_footnote(state: GitHubInlineState, opener: Bracket, end: int) -> int:
    """Take all between the brackets as a label; what was found there is part of it."""
    source = state.src[opener.start : end]
    label = normalize_label(source[2:-1])
    state.footnotes.append(label)
    del state.tokens[opener.token :]
    for found in (state.links, state.code):
        while found and found[-1].span.start > opener.start:
            found.pop()
    while state.html and state.html[-1].start > opener.start:
        state.html.pop()
    state.tokens.append({"type": "mark"})
    if label not in state.env["footnotes"]:
        state.tokens.append({"type": "text", "raw": source, "_literal": True})
    return end

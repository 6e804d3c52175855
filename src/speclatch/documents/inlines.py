"""The inline level of Markdown with positions: mistune's inline parser, with cmark-gfm's rules for links.

mistune's tokens do not say where they stand. This subclass notes every link, code span, comment and
footnote reference with its offsets in the text, and settles brackets, targets and references as GitHub
does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from html import unescape
from typing import Any, NamedTuple

from mistune.core import InlineState
from mistune.inline_parser import InlineParser

from speclatch.documents.autolinks import URL_START, find_emails, scan_url, scan_www
from speclatch.documents.definitions import (
    SPACES,
    Span,
    normalize_label,
    resolve_escapes,
    scan_label,
    scan_target,
    scan_title,
)
from speclatch.documents.delimiters import Run, Token, settle
from speclatch.documents.leaves import Names, Target

_SPACE_RUN = re.compile(r"[ \t\n\v\f\r]*")
_MARKED = re.compile(r"[\\`*_\[\]<&~!]|://|www\.|@")
_ENTITY = re.compile(r"&(?:#(?:[Xx][A-Fa-f0-9]{1,6}|[0-9]{1,7})|[A-Za-z][A-Za-z0-9]{1,31});")


_MARKS = r"\\`*_~\[\]!<\n"
_TRIGGER = re.compile(f"[{_MARKS}]")
_TRIGGER_WITH_URLS = re.compile(rf"[{_MARKS}]|[hH][tT][tT][pP][sS]?://|[fF][tT][pP]://|www\.")
_URL = re.compile(URL_START)
_MAX_TEXT = 1000  # characters kept of a link's text: images nest in images without end
_DELIMITERS = re.compile(r"\*+|_+|~+")
_IMAGE = re.compile(r"!\[(?!\^)")
_OPENING = re.compile(r"\[")
_CLOSING = re.compile(r"\]")
_SOFT_BREAK = re.compile(r"\n[ \t]*")
_HARD_BREAK = re.compile(r"\\\n[ \t]*")
_Handler = Callable[[re.Match[str], InlineState], int | None]


class InlineLink(NamedTuple):
    """A link of a text: its span, its visible text, its target; the target's span is None for a reference."""

    kind: str
    span: Span
    text: str
    target: str
    target_span: Span | None
    definition: Target | None = None


class InlineCode(NamedTuple):
    """A code span: what it shows, and the span of its content."""

    text: str
    span: Span


class Inlines(NamedTuple):
    """What a text holds, each in order; ``plain`` is what a reader sees."""

    plain: str
    links: list[InlineLink]
    code: list[InlineCode]
    html: list[Span]
    footnotes: list[str]


class _Bracket:
    __slots__ = ("active", "end", "image", "nested", "start", "token")

    def __init__(self, start: int, end: int, token: int, *, image: bool) -> None:
        self.start = start
        self.end = end
        self.token = token
        self.image = image
        self.active = True
        self.nested = False


class GitHubInlineState(InlineState):
    """An inline state that notes what it finds, with offsets."""

    def __init__(self, env: MutableMapping[str, Any]) -> None:
        super().__init__(env)
        self.openers: list[_Bracket] = []
        self.links: list[InlineLink] = []
        self.code: list[InlineCode] = []
        self.html: list[Span] = []
        self.footnotes: list[str] = []


class GitHubInlineParser(InlineParser):
    """mistune's inline parser with GitHub's links; with ``urls``, bare addresses are links as well."""

    state_cls = GitHubInlineState

    def __init__(self, *, urls: bool) -> None:
        super().__init__()
        self._trigger = _TRIGGER_WITH_URLS if urls else _TRIGGER
        self._handlers: dict[str, list[tuple[re.Pattern[str], _Handler]]] = {
            "\\": [(self._rule("escape"), self.parse_escape), (_HARD_BREAK, _parse_break)],
            "\n": [(_SOFT_BREAK, _parse_break)],
            "`": [(self._rule("codespan"), self.parse_codespan)],
            "!": [(_IMAGE, self.parse_link)],
            "[": [(_OPENING, self.parse_link)],
            "]": [(_CLOSING, self.parse_link_close)],
            "<": [
                (self._rule("auto_link"), self.parse_auto_link),
                (self._rule("auto_email"), self.parse_auto_email),
                (self._rule("inline_html"), self.parse_inline_html),
            ],
            **{mark: [(_DELIMITERS, _parse_delimiter)] for mark in "*_~"},
            **{letter: [(_URL, self._parse_bare_url)] for letter in "hHfFw"},
        }

    def _rule(self, name: str) -> re.Pattern[str]:
        return re.compile(self.specification[name])

    def parse(self, state: InlineState) -> list[Token]:
        """Go from one character that may mean something to the next."""
        source, tokens, position = state.src, state.tokens, 0
        search, handlers = self._trigger.search, self._handlers
        while (trigger := search(source, position)) is not None:
            start = trigger.start()
            character = source[start]
            if start > position:
                text = source[position:start]
                tokens.append({"type": "text", "raw": text.rstrip(" ") if character == "\n" else text})
            position = start + 1
            for pattern, handler in handlers[character]:
                match = pattern.match(source, start)
                end = handler(match, state) if match is not None else None
                if end is not None:
                    position = end
                    break
            else:
                tokens.append({"type": "text", "raw": character})
        if position < len(source):
            tokens.append({"type": "text", "raw": source[position:]})
        state.tokens = self.finalize_tokens(tokens, state.depth)
        return state.tokens

    def finalize_tokens(self, tokens: list[Token], depth: int) -> list[Token]:  # noqa: ARG002 - mistune's bound
        """Settle emphasis and strikethrough."""
        return settle(tokens)

    def parse_escape(self, m: re.Match[str], state: InlineState) -> int:
        """Take escaped punctuation literally: an escaped ampersand begins no entity."""
        end = super().parse_escape(m, state)
        state.tokens[-1]["_literal"] = True
        return end

    def parse_link(self, m: re.Match[str], state: InlineState) -> int:
        """Note an opening bracket."""
        assert isinstance(state, GitHubInlineState)  # noqa: S101 - for mypy
        if state.openers:
            state.openers[-1].nested = True
        image = m[0].startswith("!")
        state.openers.append(_Bracket(m.start(), m.end(), len(state.tokens), image=image))
        state.tokens.append({"type": "text", "raw": m[0], "_literal": True})
        return m.end()

    def parse_link_close(self, m: re.Match[str], state: InlineState) -> int:
        """Settle the innermost opening bracket: a link, an image, a footnote reference, or text."""
        assert isinstance(state, GitHubInlineState)  # noqa: S101 - for mypy
        opener = state.openers.pop() if state.openers else None
        if opener is not None and opener.active:
            found = _inline_link(state.src, m.end()) or _reference_link(state, opener, m.start())
            if found is not None:
                return self._add_link(state, opener, *found)
            if state.src.startswith("^", opener.end) and m.start() > opener.end + 1:
                return self._add_footnote(state, opener, m)
        state.tokens.append({"type": "text", "raw": "]"})
        return m.end()

    def _parse_bare_url(self, m: re.Match[str], state: InlineState) -> int | None:
        """Note an address in running text; none inside brackets."""
        assert isinstance(state, GitHubInlineState)  # noqa: S101 - for mypy
        if state.openers:
            return None
        www = m[0].startswith("w")
        end = scan_www(state.src, m.start()) if www else scan_url(state.src, m.start())
        if end is None:
            return None
        text = state.src[m.start() : end]
        target = "http://" + text if www else text
        return self._add_auto_link_at(state, text, target, Span(m.start(), end), inset=0)

    def _add_footnote(self, state: GitHubInlineState, opener: _Bracket, m: re.Match[str]) -> int:
        """Take all between the brackets as a label; what was found there is part of it."""
        source = state.src[opener.start : m.end()]
        label = normalize_label(source[2:-1])
        state.footnotes.append(label)
        del state.tokens[opener.token :]
        for found in (state.links, state.code):
            while found and found[-1].span.start > opener.start:
                found.pop()
        while state.html and state.html[-1].start > opener.start:
            state.html.pop()
        state.append_token({"type": "mark"})
        if label not in state.env["footnotes"]:
            state.append_token({"type": "text", "raw": source, "_literal": True})
        return m.end()

    def _add_link(self, state: GitHubInlineState, opener: _Bracket, target: str, place: Span | Target, end: int) -> int:
        children = self.finalize_tokens(state.tokens[opener.token + 1 :], state.depth + 1)
        del state.tokens[opener.token :]
        kind = "image" if opener.image else "inline" if isinstance(place, Span) else "reference"
        text = plain_text(children)[:_MAX_TEXT]
        state.tokens.append({"type": "image" if opener.image else "link", "children": children, "plain": text})
        span = Span(opener.start, end)
        if isinstance(place, Target):
            state.links.append(InlineLink(kind, span, text, target, None, place))
        else:
            state.links.append(InlineLink(kind, span, text, target, place))
        if not opener.image:
            for earlier in reversed(state.openers):
                if not earlier.image:
                    if not earlier.active:
                        break
                    earlier.active = False
        return end

    def parse_codespan(self, m: re.Match[str], state: InlineState) -> int:
        """Note a code span, or take its backticks as text."""
        end = super().parse_codespan(m, state)
        assert isinstance(state, GitHubInlineState)  # noqa: S101 - for mypy
        if end > m.end():
            width = len(m[0])
            state.code.append(InlineCode(state.tokens[-1]["raw"], Span(m.end(), end - width)))
        return end

    def parse_auto_link(self, m: re.Match[str], state: InlineState) -> int:
        """Note ``<https://...>``."""
        text = m[0][1:-1]
        return self._add_auto_link_at(state, text, unescape_entities(text), Span(m.start(), m.end()), inset=1)

    def parse_auto_email(self, m: re.Match[str], state: InlineState) -> int:
        """Note ``<name@host>``."""
        text = m[0][1:-1]
        target = "mailto:" + unescape_entities(text)
        return self._add_auto_link_at(state, text, target, Span(m.start(), m.end()), inset=1)

    def _add_auto_link_at(self, state: InlineState, text: str, target: str, span: Span, inset: int) -> int:
        assert isinstance(state, GitHubInlineState)  # noqa: S101 - for mypy
        place = Span(span.start + inset, span.end - inset)
        state.links.append(InlineLink("autolink", span, text, target, place))
        children = [{"type": "text", "raw": text, "_emphasis": False}]
        state.tokens.append({"type": "link", "children": children, "plain": text})
        return span.end

    def parse_inline_html(self, m: re.Match[str], state: InlineState) -> int | None:
        """Note a tag or comment; GitHub finds links inside ``<a>`` as anywhere else."""
        end = super().parse_inline_html(m, state)
        state.in_link = False
        if end is not None:
            assert isinstance(state, GitHubInlineState)  # noqa: S101 - for mypy
            state.html.append(Span(m.start(), end))
        return end


def _parse_break(m: re.Match[str], state: InlineState) -> int:
    state.append_token({"type": "softbreak"})
    return m.end()


def _parse_delimiter(m: re.Match[str], state: InlineState) -> int:
    state.append_token({"type": "delimiter", "run": Run(state.src, m.start(), m.end())})
    return m.end()


def _inline_link(text: str, after: int) -> tuple[str, Span, int] | None:
    """The ``(target "title")`` at ``after``: target, its span, where it ends."""
    if not text.startswith("(", after):
        return None
    found = scan_target(text, _skip_spaces(text, after + 1))
    if found is None:
        return None
    span, end = found
    gap = _skip_spaces(text, end)
    title = scan_title(text, gap) if gap > end else None
    close = _skip_spaces(text, title if title is not None else gap)
    if not text.startswith(")", close):
        return None
    return resolve_escapes(text[span.start : span.end].strip(SPACES)), span, close + 1


def _reference_link(state: GitHubInlineState, opener: _Bracket, close: int) -> tuple[str, Target, int] | None:
    """The reference ``[text][label]``, ``[label][]`` or ``[label]`` that ends here."""
    targets: Mapping[str, Target] = state.env["ref_links"]
    if not targets:
        return None
    text = state.src
    end = scan_label(text, close + 1)
    label = text[close + 2 : end - 1] if end is not None else ""
    if not label.strip(SPACES):
        if opener.nested:
            return None
        label = text[opener.end : close]
    target = targets.get(normalize_label(label)) if len(label) <= 1000 else None
    return (target.target, target, end or close + 1) if target is not None else None


def _skip_spaces(text: str, offset: int) -> int:
    match = _SPACE_RUN.match(text, offset)
    return match.end() if match else offset


def unescape_entities(text: str) -> str:
    """The text with its entities resolved."""
    return _ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text


def _shown(token: Token) -> str:
    """The text of a text token, entities resolved; what was escaped is literal."""
    raw: str = token["raw"]
    return raw if token.get("_literal") else unescape_entities(raw)


def plain_text(tokens: list[Token]) -> str:
    """What a reader sees of inline tokens: no marks, no tags; images by their description."""
    parts: list[str] = []
    for token in tokens:
        if "plain" in token:
            parts.append(token["plain"])
        elif token["type"] in {"softbreak", "linebreak"}:
            parts.append(" ")
        elif token["type"] == "text":
            parts.append(_shown(token))
        elif token["type"] == "codespan":
            parts.append(token["raw"])
    return "".join(parts)


def _runs(tokens: list[Token]) -> Iterator[str]:
    """The runs of plain text in ``tokens`` outside of links, as GitHub looks for mail addresses."""
    run: list[str] = []
    stack = list(reversed(tokens))
    while stack:
        token = stack.pop()
        if token["type"] == "text":
            run.append(_shown(token))
            continue
        yield "".join(run)
        run = []
        if "children" in token and token["type"] != "link":
            stack.append({"type": "end"})
            stack.extend(reversed(token["children"]))
    yield "".join(run)


def _emails(text: str, state: GitHubInlineState, tokens: list[Token]) -> list[InlineLink]:
    """The mail addresses in the text.

    The n-th ``@`` that is seen is the n-th of the source outside of other things.
    """
    taken = [code.span for code in state.code] + state.html
    for link in state.links:
        image = link.kind == "image" and link.target_span is not None
        taken.append(link.target_span if image and link.target_span else link.span)
    hidden = bytearray(len(text))
    for start, end in taken:
        hidden[start:end] = b"\1" * (end - start)
    signs = iter([match.start() for match in re.finditer("@", text) if not hidden[match.start()]])
    found = []
    for run in _runs(tokens):
        emails = {email.at: email for email in find_emails(run)}
        for match in re.finditer("@", run):
            sign = next(signs, 0)
            email = emails.get(match.start())
            if email is not None:
                span = Span(max(0, sign - email.at + email.start), sign + email.end - email.at)
                name = run[email.start : email.end]
                found.append(InlineLink("autolink", span, name, email.target, span))
    return found


_WITH_URLS = GitHubInlineParser(urls=True)
_WITHOUT_URLS = GitHubInlineParser(urls=False)


def is_plain(text: str) -> bool:
    """Whether ``text`` holds nothing but text, on one line or several."""
    return not _MARKED.search(text)


def parse_inlines(text: str, names: Names) -> Inlines:
    """What stands in ``text``, the source of a paragraph, heading or cell, trimmed."""
    if "\n" not in text and is_plain(text):
        return Inlines(text, [], [], [], [])
    parser = _WITH_URLS if "://" in text or "www." in text else _WITHOUT_URLS
    state = GitHubInlineState({"ref_links": names.targets, "footnotes": names.footnotes})
    state.src = text
    tokens = parser.render(state)
    links = state.links
    if "@" in text:
        links = links + _emails(text, state, tokens)
    links.sort(key=lambda link: link.span)
    return Inlines(plain_text(tokens), links, state.code, state.html, state.footnotes)

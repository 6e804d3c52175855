"""What a reader sees of inline tokens, and the mail addresses in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from speclatch.documents.inlines.autolinks import find_emails
from speclatch.documents.inlines.delimiters import Token
from speclatch.documents.inlines.scan import InlineLink, Scan
from speclatch.documents.link_parts import Span
from speclatch.patterns import lazy_re

_ENTITY = lazy_re(r"&(?:#(?:[Xx][A-Fa-f0-9]{1,6}|[0-9]{1,7})|[A-Za-z][A-Za-z0-9]{1,31});")
_BREAKS = frozenset({"softbreak", "linebreak"})


def unescape_entities(text: str) -> str:
    """The text with its entities resolved."""
    return _ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text


def plain_text(tokens: list[Token]) -> str:
    """What a reader sees of inline tokens: no marks, no tags; images by their description."""
    parts: list[str] = []
    for token in tokens:
        kind = token["type"]
        if kind == "text":
            parts.append(_shown(token))
        elif "plain" in token:
            parts.append(token["plain"])
        elif kind in _BREAKS:
            parts.append(" ")
        elif kind == "codespan":
            parts.append(token["raw"])
    return "".join(parts)


def _shown(token: Token) -> str:
    """The text of a text token, entities resolved; what was escaped is literal."""
    raw: str = token["raw"]
    return unescape_entities(raw) if "&" in raw and "_literal" not in token else raw


def find_mail_links(scan: Scan, tokens: list[Token]) -> list[InlineLink]:
    """The mail addresses in the text.

    The n-th ``@`` that is seen is the n-th of the source outside of other things.
    """
    hidden = _hidden(scan)
    signs = iter([match.start() for match in re.finditer("@", scan.src) if not hidden[match.start()]])
    found = []
    for run in _runs(tokens):
        emails = {email.at: email for email in find_emails(run)} if "@" in run else {}
        for match in re.finditer("@", run):
            sign = next(signs, 0)
            email = emails.get(match.start())
            if email is not None:
                span = Span(max(0, sign - email.at + email.start), sign + email.end - email.at)
                name = run[email.start : email.end]
                found.append(InlineLink("autolink", span, name, email.target, span))
    return found


def _hidden(scan: Scan) -> bytearray:
    """A 1 for each character that stands in code, tags, links and targets, where no address is looked for."""
    taken = [code.span for code in scan.code] + scan.html
    for link in scan.links:
        image = link.kind == "image" and link.target_span is not None
        taken.append(link.target_span if image and link.target_span else link.span)
    hidden = bytearray(len(scan.src))
    for start, end in taken:
        hidden[start:end] = b"\1" * (end - start)
    return hidden


def _runs(tokens: list[Token]) -> Iterator[str]:
    """The runs of plain text in ``tokens`` outside of links, as GitHub looks for mail addresses."""
    run: list[str] = []
    stack = list(reversed(tokens))
    while stack:
        token = stack.pop()
        if token["type"] == "text":
            run.append(_shown(token))
            continue
        if run:
            yield "".join(run)
            run = []
        if "children" in token and token["type"] != "link":
            stack.append({"type": "end"})
            stack.extend(reversed(token["children"]))
    yield "".join(run)

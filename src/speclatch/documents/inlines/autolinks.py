"""GitHub's links without brackets: ``https://...``, ``www...`` and mail addresses in running text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from speclatch.patterns import lazy_re

URL_START = r"(?<![A-Za-z])(?:[hH][tT][tT][pP][sS]?|[fF][tT][pP])://|(?:(?<=[*_~(\s])|\A)www\."
_VISIBLE = lazy_re(r"[^ \t\n\v\f\r<]*")
_TRAILING = frozenset("?!.,:*_~'\"")
_ENTITY_TAIL = lazy_re(r"&[A-Za-z]+;\Z")


def scan_url(text: str, start: int) -> int | None:
    """Where the address with a scheme at ``start`` ends; None where it is none."""
    host = text.index("://", start) + 3
    if host >= len(text) or not _is_host_character(text[host]):
        return None
    end = _host_end(text, host, short=True)
    return _address_end(text, start, end) if end is not None else None


def scan_www(text: str, start: int) -> int | None:
    """Where the address at ``start``, which begins with ``www.``, ends; None where it is none."""
    end = _host_end(text, start, short=False)
    return _address_end(text, start, end) if end is not None else None


def _is_host_character(character: str) -> bool:
    if character.isascii():
        return character.isalnum()
    return not character.isspace() and not unicodedata.category(character).startswith("P")


def _host_end(text: str, start: int, *, short: bool) -> int | None:
    dots = last = before = 0
    position = start + 1
    while position < len(text) - 1:
        character = text[position]
        if character == "_":
            last += 1
        elif character == ".":
            before, last = last, 0
            dots += 1
        elif character != "-" and not _is_host_character(character):
            break
        position += 1
    if before or last:
        return None
    return position if short or dots else None


def _address_end(text: str, start: int, host_end: int) -> int:
    match = _VISIBLE.match(text, host_end)
    return _trim(text, start, match.end() if match else host_end)


def _trim(text: str, start: int, end: int) -> int:
    """Leave punctuation that ends a sentence, unmatched parentheses and entities outside the address.

    The letter or ``@`` at ``start`` is none of these.
    """
    surplus: int | None = None
    while True:
        last = text[end - 1]
        if last in _TRAILING:
            end -= 1
        elif last == ";":
            entity = _ENTITY_TAIL.search(text, max(start, end - 40), end)
            end = entity.start() if entity and entity.start() > start else end - 1
        elif last == ")":
            if surplus is None:
                surplus = text.count(")", start, end) - text.count("(", start, end)
            if surplus <= 0:
                return end
            surplus -= 1
            end -= 1
        else:
            return end


class Email(NamedTuple):
    """A mail address in a text: its span, where its ``@`` stands, the link's target."""

    start: int
    end: int
    at: int
    target: str


def find_emails(text: str) -> Iterator[Email]:
    """The mail addresses in ``text``, which is one run of plain text."""
    floor = 0
    at = text.find("@")
    while at >= 0:
        start, scheme = _email_start(text, floor, at)
        end = at
        if start < at:
            end = _email_end(text, at, xmpp=scheme == "xmpp:")
            if text.startswith("@", end):  # two of them: the second may have a name of its own
                floor, at = at + 1, end
                continue
            stop = _trim(text, at, end) if _is_host(text, at, end) else at
            if stop > at:
                yield Email(start, stop, at, ("" if scheme else "mailto:") + text[start:stop])
                floor = end = stop
        if end == at:
            end += 1
        floor = max(floor, end)
        at = text.find("@", floor)


def _email_start(text: str, floor: int, at: int) -> tuple[int, str]:
    """Where the name before ``at`` begins, not before ``floor``, and the scheme it is written with."""
    start, scheme = at, ""
    while start > floor:
        character = text[start - 1]
        if character == ":" and (found := _scheme_before(text, floor, start)):
            scheme = found
        elif character not in ".+-_" and not _is_ascii_word(character):
            break
        start -= 1
    return start, scheme


def _scheme_before(text: str, floor: int, end: int) -> str:
    for scheme in ("mailto:", "xmpp:"):
        start = end - len(scheme)
        if start >= floor and text.startswith(scheme, start):
            return scheme if start == floor or not _is_ascii_word(text[start - 1]) else ""
    return ""


def _email_end(text: str, at: int, *, xmpp: bool) -> int:
    """Where the host behind ``at`` ends, or another ``@`` stands."""
    end = at + 1
    while end < len(text):
        character = text[end]
        dot = character == "." and end + 1 < len(text) and _is_ascii_word(text[end + 1])
        if not (dot or _is_ascii_word(character) or character in "-_" or (xmpp and character == "/")):
            break
        end += 1
    return end


def _is_host(text: str, at: int, end: int) -> bool:
    return end - at >= 2 and "." in text[at:end] and text[end - 1].isascii() and text[end - 1].isalpha()


def _is_ascii_word(character: str) -> bool:
    return character.isascii() and character.isalnum()

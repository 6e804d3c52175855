"""GitHub's links without brackets: ``https://...``, ``www...`` and mail addresses in running text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from speclatch.documents.definitions import SPACES, Span

URL_START = r"(?<![A-Za-z])(?:[hH][tT][tT][pP][sS]?|[fF][tT][pP])://|(?:(?<=[*_~(\s])|\A)www\."
_VISIBLE = re.compile(r"[^ \t\n\v\f\r<]*")
_TRAILING = frozenset("?!.,:*_~'\"")
_ENTITY_TAIL = re.compile(r"&[A-Za-z]+;\Z")
_EMAIL = re.compile(r"[A-Za-z0-9.+_-]+@[A-Za-z0-9@_-]*(?:\.(?=[A-Za-z0-9])[A-Za-z0-9@_-]*)*\.?")


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


def _address_end(text: str, start: int, host_end: int) -> int | None:
    match = _VISIBLE.match(text, host_end)
    end = _trim(text, start, match.end() if match else host_end)
    return end if end > start else None


def _trim(text: str, start: int, end: int) -> int:
    """Leave punctuation that ends a sentence, unmatched parentheses and entities outside the address."""
    surplus: int | None = None
    while end > start:
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
                break
            surplus -= 1
            end -= 1
        else:
            break
    return end


def email_links(text: str, taken: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """The mail addresses of ``text`` outside the spans that are ``taken``."""
    occupied = sorted(taken)
    at = 0
    for match in _EMAIL.finditer(text):
        start, end = match.span()
        while at < len(occupied) and occupied[at].end <= start:
            at += 1
        if at < len(occupied) and occupied[at].start < end:
            continue
        name, _, host = match[0].partition("@")
        if "@" in host or (start > 0 and text[start - 1] == "/"):
            continue
        stop = _trim(text, start, end)
        if "." in host.rstrip(".") and text[end - 1].isalpha() and name and stop > start:
            yield start, stop


__all__ = ["SPACES", "URL_START", "email_links", "scan_url", "scan_www"]

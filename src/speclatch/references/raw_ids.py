"""Find ids in the bytes of documents without parsing them: a quick look, which says where a closer one is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from speclatch.patterns import lazy_re

_BOM = b"\xef\xbb\xbf"
_FENCE = lazy_re(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_CLOSING = lazy_re(rb"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_PLAIN = lazy_re(rb"""^id[ \t]*:[ \t]+(["']?)([A-Za-z0-9][\w./@+-]*)\1[ \t]*(?:[ \t]#.*)?\r?$""", re.MULTILINE)
_KEY = lazy_re(rb"id(?:[\"']?[ \t\r\n]*:|[ \t]*\r?$)", re.MULTILINE)
"""The end of what may be a key ``id``, in small letters; it begins with them as a search for these is the quickest."""
_WORD = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_-")
_LABEL = lazy_re(rb"^[ \t>*+|\d.)-]*[*_`\[]*id[*_`\]]*[ \t]*(?::|\xef\xbc\x9a|\|)", re.MULTILINE | re.IGNORECASE)
_HEADING = lazy_re(rb"^#{1,6}[ \t]", re.MULTILINE)
_HIDES_HEADINGS = lazy_re(rb"```|~~~|<")
"""What may stand around a line that looks like a heading and is none: a fence, a comment, an element."""
_METADATA_TITLE = lazy_re(
    rb"^.{0,40}(?:meta|header|document.{1,3}(?:control|information))", re.MULTILINE | re.IGNORECASE
)
_TELLING = lazy_re(
    rb"^(?: {0,3}#{1,6}[ \t]|[ \t\"'{]*id[\"']?[ \t]*[:=])[^\n]*|\"id\"\s*:\s*\"[^\"\n]*", re.MULTILINE | re.IGNORECASE
)
_ID = lazy_re(rb"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*-\d+[A-Za-z]?")


def own_id(raw: bytes) -> str | None:
    """The ``id`` that a document says of itself; ``""`` if it says none; None if only a parser can tell."""
    opened = _FENCE.match(raw)
    if opened is None:
        body = raw.removeprefix(_BOM)
        return None if body.lstrip().startswith((b"---", b"+++", b"{")) or _may_have_label(body) else ""
    head = _head(raw, opened.end())
    keys = _keys(head)
    if not keys:
        return None if _may_have_label(raw[opened.end() + len(head) :]) else ""
    plain = _PLAIN.findall(head)
    return plain[0][1].decode("utf-8", "replace") if len(plain) == keys == 1 else None


def _keys(head: bytes) -> int:
    """How many places of a front matter may be a key ``id``; all signs that may spell one otherwise count."""
    small = head.lower()
    found = 0
    for key in _KEY.finditer(small):
        start = key.start()
        if small[key.end() - 1] == ord(":"):
            found += not start or small[start - 1] not in _WORD
        else:
            found += not start or small[start - 1] == ord("\n")
    return found + head.count(b"\\") + head.count(b"?")


def _may_have_label(body: bytes) -> bool:
    """Whether a label ``id`` may be metadata of a document: one in its first section, or in one of that title.

    Most that stand elsewhere are headers of tables and lines of code.
    """
    label = _LABEL.search(body)
    if label is None:
        return False
    second = next((found.start() for found in islice(_HEADING.finditer(body), 1, None)), len(body))
    if label.start() < second:
        return True
    return bool(_HIDES_HEADINGS.search(body, 0, second) or _METADATA_TITLE.search(body))


def _head(raw: bytes, start: int) -> bytes:
    """What stands between the fences of a front matter, the first of which ends at ``start``."""
    closed = _CLOSING.search(raw, start)
    return raw[start : closed.start() if closed is not None else len(raw)]


def possible_ids(raw: bytes) -> Iterator[str]:
    """Every id, case folded, by which a document's front matter or headings may make it known; never one too few."""
    lines = [found[0] for found in _TELLING.finditer(raw)]
    opened = _FENCE.match(raw)
    if opened is not None and own_id(raw) is None:
        lines.append(_head(raw, opened.end()))
    for line in lines:
        for name in _ID.findall(line):
            yield name.decode("ascii").casefold()

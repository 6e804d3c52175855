"""Find what a document's text strikes through (``~~text~~``, ``<del>``, ``<s>``): it asks for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from speclatch.patterns import lazy_re

_MAYBE = lazy_re(r"~|<(?:del|s|strike)\b", re.IGNORECASE)
_NEW_BLOCK = lazy_re(r"\s*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\||>|$)")
_MARK = lazy_re(
    r"\\.|(?P<code>`+)|(?P<tilde>~+)|<(?P<close>/?)(?P<tag>del|s|strike)\b[^<>]{0,200}>", re.IGNORECASE | re.DOTALL
)
_MAX_BLOCK = 20_000
"""Characters of one paragraph that are looked at; nobody strikes more than that."""


def struck_columns(lines: Sequence[str]) -> dict[int, list[range]]:
    """The columns (0-based) that are struck through, by line (1-based); lines without any are left out."""
    found: dict[int, list[range]] = {}
    if not any(("~" in line or "<" in line) and _MAYBE.search(line) for line in lines):
        return found
    for first, block in _blocks(lines):
        text = "\n".join(block)[:_MAX_BLOCK]
        if not _MAYBE.search(text):
            continue
        starts = [0]
        for line in block:
            starts.append(starts[-1] + len(line) + 1)
        for low, high in _spans(text):
            for number, line in enumerate(block):
                start, end = max(low - starts[number], 0), min(high - starts[number], len(line))
                if start < end:
                    found.setdefault(first + number, []).append(range(start, end))
    return found


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that belong to one paragraph, list item, heading or row, each with its first line's number."""
    first, block = 1, list[str]()
    for number, line in enumerate(lines, 1):
        if _NEW_BLOCK.match(line) and block:
            yield first, block
            block = []
        if not block:
            first = number
        block.append(line)
    yield first, block


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """The struck stretches of a text, from the first mark to the last."""
    opened: dict[str, int] = {}
    closers = {len(run[0]): run.start() for run in re.finditer("`+", text)}
    at = 0
    while (found := _MARK.search(text, at)) is not None:
        at = found.end()
        if found["code"]:
            at = _after_code(text, found["code"], at, closers)
        elif found["tilde"] and len(found["tilde"]) <= 2:
            mark = found["tilde"]
            if mark in opened and not text[found.start() - 1].isspace():
                yield opened.pop(mark), found.end()
            elif mark not in opened and text[at : at + 1].strip():
                opened[mark] = found.start()
        elif found["tag"] and not found["close"]:
            opened.setdefault(found["tag"].lower(), found.start())
        elif found["tag"] and found["tag"].lower() in opened:
            yield opened.pop(found["tag"].lower()), found.end()


def _after_code(text: str, ticks: str, at: int, closers: dict[int, int]) -> int:
    """Where a code span ends that opens before ``at``; ``at`` itself if nothing closes it."""
    if closers.get(len(ticks), -1) < at:
        return at
    close = re.compile(rf"(?<!`){ticks}(?!`)").search(text, at)
    return close.end() if close is not None else at

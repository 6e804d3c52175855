"""Labels: ``- Label: value``, ``**Label**: value``, ``*Label:* value``, ``Label : value``, ``标签：值`` and the like.

What opens a line is a label in a bullet, where emphasis sets it off, or where it is a few words that are no sentence.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from speclatch.patterns import lazy_re

_COLON = r"(?:[ \t\u00a0\u202f]?:|[ \t]*：)"  # French sets a space before it, Chinese and Japanese the full-width one
_BOLD = lazy_re(
    rf"(?P<mark>\*\*\*|___|\*\*|__|[*_])(?=[^\s*_])(?P<label>(?:`[^`\n]+`|(?!(?P=mark))[^`\n]){{1,200}}?)"
    rf"(?P<inner>{_COLON})?(?P=mark)(?P<outer>{_COLON})?"
)
_TAGGED = lazy_re(
    rf"<(?P<tag>b|strong|i|em|code)>(?P<label>[^<>\n]{{1,200}}?)(?P<inner>{_COLON})?</(?P=tag)>(?P<outer>{_COLON})?",
    re.IGNORECASE,
)
_EMPHASIS = lazy_re(
    r"(?P<mark>\*\*|__|[*_])(?=[^\s*_])(?P<label>[^:：*\n]{1,60}?)(?::[ \t]+|[ \t]*：[ \t]*)"
    r"(?P<value>\S[^\n]*?)(?P=mark)[ \t]*\Z"
)
_PLAIN = lazy_re(r"(?P<label>[^\s:：`*_\[<>#|!][^:：`\n]{0,59}?)(?:[ \t\u00a0\u202f]?:(?=[ \t]|\Z)|[ \t]*：)")
_SENTENCE = lazy_re(r"[.,;?!\"“”。，、；？！]")
_DIRECTIONS = "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
"""Marks of the direction in which a text runs: nobody sees them, and editors of Arabic and Hebrew set them."""
_AROUND = f" \t\u00a0\u3000{_DIRECTIONS}"
_REMARKS = frozenset({"todo", "tbd", "tba", "tbc", "wip", "fixme", "xxx", "n/a", "na", "none", "http", "https"})
"""What opens a remark, and no label, on a line of its own."""
_BESIDE = lazy_re(r"(?<=[ \t])[|｜·•][ \t]+(?=\S)")
"""What parts the fields that stand side by side on one line: ``**Status:** Draft | **Date:** 2026-01-31``."""
_MAX_WORDS = 5
"""Words of an unmarked label on a line of its own: more of them are a sentence."""


class Label(NamedTuple):
    """A label found at the start of a line: its text, and the span of the value [start, end) behind it.

    ``whole`` says that label and value stand in one emphasis; ``marked`` that emphasis sets the label off.
    """

    text: str
    value_start: int
    value_end: int
    whole: bool = False
    marked: bool = False


def find_label(line: str) -> Label | None:
    """The label that ``line`` begins with, whether set off or not."""
    return find_marked_label(line) or _plain_label(line)


def find_marked_label(line: str) -> Label | None:
    """The label that ``line`` begins with, set off by emphasis."""
    if line[:1] in _DIRECTIONS and line:
        by = len(line) - len(line.lstrip(_DIRECTIONS))
        label = find_marked_label(line[by:])
        return _moved(label, by) if label is not None else None
    if line[:1] not in ("*", "_", "<"):
        return None
    bold = _TAGGED.match(line) if line[0] == "<" else _BOLD.match(line)
    if bold is not None and bool(bold["inner"]) != bool(bold["outer"]):
        return _label(bold["label"], line, bold.end(), marked=True)
    emphasis = _EMPHASIS.match(line)
    if emphasis is not None:
        return Label(emphasis["label"].strip(), *emphasis.span("value"), whole=True, marked=True)
    return None


def find_line_label(line: str) -> Label | None:
    """The label of a line of a paragraph: set off, or a few words that are no sentence."""
    marked = find_marked_label(line)
    if marked is not None:
        return marked
    plain = _plain_label(line)
    if plain is None or _SENTENCE.search(plain.text) or plain.text.casefold() in _REMARKS:
        return None
    return plain if len(plain.text.split()) <= _MAX_WORDS else None


def labels_beside(line: str, first: Label) -> tuple[Label, ...]:
    """The labels of a line that opens with ``first``, side by side: bars or dots part them from the value before.

    Where emphasis sets the first off, so it does the others, and what has no label belongs to the value before it
    (``**Status:** Draft | Final | **Date:** x``); without emphasis, every piece has one, or the line is one field.
    """
    if first.whole:
        return (first,)
    bars = list(_BESIDE.finditer(line, first.value_start))
    if not bars:
        return (first,)
    find = find_marked_label if first.marked else find_line_label
    pieces = [(bar, find(line[bar.end() : end])) for bar, end in zip(bars, _ends_of_pieces(bars, line), strict=True)]
    others = [(bar, label) for bar, label in pieces if label is not None and not label.whole]
    if not others or (not first.marked and len(others) < len(pieces)):
        return (first,)
    ends = [len(line[:end].rstrip(" \t")) for end in (*(bar.start() for bar, _ in others), len(line))]
    found = [first, *(_moved(label, bar.end()) for bar, label in others)]
    return tuple(
        label._replace(value_start=min(label.value_start, end), value_end=end)
        for label, end in zip(found, ends, strict=True)
    )


def _ends_of_pieces(bars: list[re.Match[str]], line: str) -> list[int]:
    return [*(bar.start() for bar in bars[1:]), len(line)]


def _moved(label: Label, by: int) -> Label:
    return label._replace(value_start=label.value_start + by, value_end=label.value_end + by)


def _plain_label(line: str) -> Label | None:
    if ":" not in line and "：" not in line:
        return None
    found = _PLAIN.match(line)
    return _label(found["label"], line, found.end(), marked=False) if found is not None else None


def _label(text: str, line: str, end: int, *, marked: bool) -> Label:
    rest = line[end:]
    start = end + len(rest) - len(rest.lstrip(" \t\u00a0\u3000"))
    return Label(text.strip(_AROUND), start, max(start, len(line.rstrip(" \t"))), marked=marked)

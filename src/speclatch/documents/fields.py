"""Labelled values: ``- Label: value``, ``**Label:** value``, ``> **Label**: value``, ``*Label: value*``."""

from __future__ import annotations

import re
from typing import NamedTuple

_BOLD = re.compile(
    r"(?P<mark>\*\*|__)(?=\S)(?P<label>(?:`[^`\n]+`|(?!(?P=mark))[^`\n]){1,200}?)(?P<inner>:)?(?P=mark)(?P<outer>:)?"
)
_EMPHASIS = re.compile(r"(?P<mark>[*_])(?=[^\s*_])(?P<label>[^:*\n]{1,60}):[ \t]+(?P<value>\S[^\n]*?)(?P=mark)[ \t]*\Z")
_PLAIN = re.compile(r"(?P<label>[^\s:`*_\[<>#|!][^:`\n]{0,59}):(?=[ \t]|\Z)")


class Label(NamedTuple):
    """A label found at the start of a line: its text, and the span of the value [start, end) behind it."""

    text: str
    value_start: int
    value_end: int
    emphasized: bool


def find_label(line: str, *, plain: bool) -> Label | None:
    """The label that ``line`` begins with; unmarked ones (``Label: value``) count where ``plain`` says so."""
    bold = _BOLD.match(line)
    if bold is not None:
        if bool(bold["inner"]) == bool(bold["outer"]):
            return None
        return _label(bold["label"], line, bold.end())
    emphasis = _EMPHASIS.match(line)
    if emphasis is not None:
        return Label(emphasis["label"].strip(), emphasis.start("value"), emphasis.end("value"), emphasized=True)
    found = _PLAIN.match(line) if plain else None
    return _label(found["label"], line, found.end()) if found is not None else None


def _label(text: str, line: str, end: int) -> Label:
    rest = line[end:]
    start = end + len(rest) - len(rest.lstrip(" \t"))
    return Label(text.strip(), start, max(start, len(line.rstrip(" \t"))), emphasized=False)

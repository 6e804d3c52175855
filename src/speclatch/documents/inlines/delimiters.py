"""Emphasis and strikethrough: which runs of ``*``, ``_`` and ``~`` are marks, and which a reader sees.

mistune pairs ``*`` and ``_`` to a bounded depth and ``~`` by itself; GitHub pairs all three in one pass,
without a bound. What they enclose does not matter here, so a run just loses the characters that are used
up.
"""

from __future__ import annotations

import itertools
import unicodedata
from typing import Any

Token = dict[str, Any]
_SPACE, _MARK, _OTHER = range(3)
_SPACES = frozenset("\t\n\f\r \xa0\u1680\u202f\u205f\u3000") | {chr(code) for code in range(0x2000, 0x200B)}
_KINDS = {
    **{chr(code): _OTHER for code in range(128)},
    **dict.fromkeys("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", _MARK),
    **dict.fromkeys(_SPACES, _SPACE),
}


class Run:
    """A run of delimiters: how many are left, and what it can do."""

    __slots__ = ("can_close", "can_open", "character", "left", "length", "next", "position", "previous")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.character = text[start]
        self.length = self.left = end - start
        self.previous: Run | None = None
        self.next: Run | None = None
        self.position = start
        self.can_open, self.can_close = _abilities(text, start, end)
        if self.character == "~" and self.length > 2:
            self.can_open = self.can_close = False


def _abilities(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the run [start, end) can open and close."""
    character = text[start]
    before, after = start - 1, end
    if character != "~":  # GitHub looks past tildes
        while before > 0 and text[before] == "~":
            before -= 1
        while after < len(text) and text[after] == "~":
            after += 1
    left = _kind(text[before]) if before >= 0 else _SPACE
    right = _kind(text[after]) if after < len(text) else _SPACE
    opens = right is not _SPACE and (right is not _MARK or left is not _OTHER)
    closes = left is not _SPACE and (left is not _MARK or right is not _OTHER)
    if character == "_":
        return opens and (not closes or left is _MARK), closes and (not opens or right is _MARK)
    return opens, closes


def _kind(character: str) -> int:
    known = _KINDS.get(character)
    if known is None:
        return _MARK if unicodedata.category(character).startswith("P") else _OTHER
    return known


def settle(tokens: list[Token]) -> list[Token]:
    """The tokens with every ``delimiter`` token turned into the text that is left of it and a ``mark``."""
    runs = [token["run"] for token in tokens if token["type"] == "delimiter"]
    if not runs:
        return tokens
    _pair(runs)
    found: list[Token] = []
    for token in tokens:
        if token["type"] != "delimiter":
            found.append(token)
            continue
        run: Run = token["run"]
        if run.left:
            found.append({"type": "text", "raw": run.character * run.left, "_literal": True})
        if run.left < run.length:
            found.append({"type": "mark"})
    return found


def _pair(runs: list[Run]) -> None:
    active = [run for run in runs if run.can_open or run.can_close]
    for before, after in itertools.pairwise(active):
        before.next, after.previous = after, before
    bottom: dict[tuple[str, int], int] = {}
    closer = active[0] if active else None
    while closer is not None:
        if not closer.can_close:
            closer = closer.next
            continue
        key = (closer.character, closer.length % 3)
        opener = _opener(closer, bottom.get(key, 0))
        if opener is None:
            bottom[key] = closer.position
            following = closer.next
            if not closer.can_open:
                _remove(closer)
            closer = following
        else:
            closer = _join(opener, closer)


def _opener(closer: Run, floor: int) -> Run | None:
    opener = closer.previous
    while opener is not None and opener.position >= floor:
        if opener.can_open and opener.character == closer.character:
            both = closer.can_open or opener.can_close
            if not both or closer.length % 3 == 0 or (opener.length + closer.length) % 3 != 0:
                return opener
        opener = opener.previous
    return None


def _join(opener: Run, closer: Run) -> Run | None:
    """Use up the characters of a pair; the next run that may close."""
    following = closer.next
    if closer.character == "~" and opener.left != closer.left:
        return following
    used = min(opener.left, closer.left)  # in twos and ones, which nobody asks for, it would come to the same
    opener.left -= used
    closer.left -= used
    opener.next, closer.previous = closer, opener
    if not opener.left:
        _remove(opener)
    if not closer.left:
        _remove(closer)
        return following
    return closer


def _remove(run: Run) -> None:
    if run.previous is not None:
        run.previous.next = run.next
    if run.next is not None:
        run.next.previous = run.previous

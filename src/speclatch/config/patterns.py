"""Say of a regular expression of the configuration whether it can be used: it is one, and no text makes it hang."""

from __future__ import annotations

import math
import re
import re._constants as code  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple

MAX_TRIES = 3
"""Repeated pieces in a row that can take each other's characters: n of them try a text's length to the power of n."""
MANY = 64
"""Of a piece that may stand any number of times, the ways in which it takes a text that is no longer than most."""
_CHARACTERS = (*map(chr, range(128)), "é", "ß", "Ω", "中", "😀")
"""Enough to tell two classes of characters apart."""

Item = tuple[Any, Any]


class _Piece(NamedTuple):
    """One piece of a sequence: the characters it may take, whether it is optional, and whether it is exactly one.

    ``ways`` is in how many ways it may take a text, up to ``MANY``.
    """

    takes: frozenset[str]
    optional: bool = False
    fixed: bool = True
    ways: int = 1

    def weight(self) -> float:
        """What it adds to the tries: 1 where it may stand any number of times, little where it stands once or not."""
        return math.log(self.ways, MANY)


def fault(pattern: str) -> str:
    """What is wrong with a regular expression; empty if it can be used on any text."""
    try:
        re.compile(pattern)
        return _found(list(parser.parse(pattern)))
    except re.error as error:
        return f"not a regular expression: {error}"
    except (RecursionError, OverflowError):
        return "not a regular expression that can be used: it is too large"


def _found(items: list[Item]) -> str:
    for inner in _sequences(items):
        for name, value in inner:
            if name in _REFUSED:
                return f"{_REFUSED[name]} cannot be used here"
            if name in _REPEATS and value[1] > 1 and (said := _explodes(list(value[2]))):
                return said
        if _tries(inner, _Piece.weight) >= MAX_TRIES + 1:
            return f"more than {MAX_TRIES} repeated parts in a row take the same characters: a text could make it hang"
    return ""


_REPEATS = frozenset({code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT})
_REFUSED = {
    code.GROUPREF: "a reference to a group",
    code.GROUPREF_EXISTS: "a condition on a group",
}


def _explodes(body: list[Item]) -> str:
    """What is wrong with repeating a sequence; empty where each round of it can be told from the next."""
    pieces = [_piece(item) for item in _opened(body)]
    loose = [piece for piece in pieces if not piece.fixed]
    if not loose:
        return ""
    taken = frozenset[str]().union(*(piece.takes for piece in loose))
    ended = any(piece.fixed and not piece.takes & taken for piece in pieces)
    branches = [[list(one) for one in value[1]] for name, value in _opened(body) if name is code.BRANCH]
    if ended and all(_is_plain(one) for one in _sequences(body)):
        return ""
    if len(branches) == len(pieces) == 1 and _told_by_the_first(branches[0]):
        return ""
    return "it repeats what is repeated itself, and a text could make it hang: end each round with a sign of its own"


def _is_plain(items: list[Item]) -> bool:
    """Whether there is one way at most in which a sequence can take a text that it has to take as a whole."""
    branches = [[list(one) for one in value[1]] for name, value in items if name is code.BRANCH]
    return _tries(items, lambda _: 1) <= 1 and all(_apart(one) for one in branches)


def _apart(branches: list[list[Item]]) -> bool:
    """Whether no text could be taken by two of the alternatives, each of which has one length."""
    rows = [[_piece(item) for item in _opened(branch)] for branch in branches]
    if not all(piece.fixed for row in rows for piece in row):
        return False
    return not any(
        len(one) == len(other) and all(first.takes & second.takes for first, second in zip(one, other, strict=True))
        for one, other in combinations(rows, 2)
    )


def _told_by_the_first(branches: list[list[Item]]) -> bool:
    """Whether the first character says which of the alternatives it is, each of which has one length."""
    rows = [[_piece(item) for item in _opened(branch)] for branch in branches]
    if not all(row and all(piece.fixed for piece in row) for row in rows):
        return False
    return not any(one[0].takes & other[0].takes for one, other in combinations(rows, 2))


def _tries(items: list[Item], weigh: Callable[[_Piece], float]) -> float:
    """How many repeated pieces of a sequence stand in one row and can take each other's characters, by their weight.

    What may be left out parts no row: ``a*b?a*`` can take a text of nothing but ``a`` in as many ways as ``a*a*``.
    """
    most = run = 0.0
    taken: frozenset[str] = frozenset()
    takers: dict[str, float] = {}  # by character the pieces that take it, since one had to stand there that does not
    for piece in map(_piece, _opened(items)):
        if not piece.optional:
            takers = {char: takers.get(char, 0) for char in piece.takes}
        if not piece.fixed:
            weight = weigh(piece)
            run, taken = (run + weight, taken | piece.takes) if piece.takes & taken else (weight, piece.takes)
            takers |= {char: takers.get(char, 0) + weight for char in piece.takes}
        elif not piece.takes & taken:
            run, taken = 0, frozenset()
        most = max(most, run, *takers.values())
    return most


def _sequences(items: list[Item]) -> Iterator[list[Item]]:
    """A sequence and every one inside of it."""
    yield items
    for item in items:
        for inner in _inside(item):
            yield from _sequences(inner)


def _inside(item: Item) -> Iterator[list[Item]]:
    """The sequences that a piece is made of."""
    name, value = item
    if name in _REPEATS:
        yield list(value[2])
    elif name is code.SUBPATTERN:
        yield list(value[3])
    elif name is code.BRANCH:
        yield from (list(one) for one in value[1])
    elif name in {code.ASSERT, code.ASSERT_NOT}:
        yield list(value[1])
    elif name is code.ATOMIC_GROUP:
        yield list(value)


def _opened(items: Iterable[Item]) -> Iterator[Item]:
    """A sequence with its plain groups opened: ``(ab)c`` is ``abc``."""
    for name, value in items:
        if name is code.SUBPATTERN:
            yield from _opened(value[3])
        elif name is code.ATOMIC_GROUP:
            yield from _opened(value)
        elif name not in {code.AT, code.ASSERT, code.ASSERT_NOT}:
            yield name, value


def _piece(item: Item) -> _Piece:
    name, value = item
    if name in _REPEATS:
        inner = [_piece(one) for one in _opened(value[2])]
        takes = frozenset[str]().union(*(one.takes for one in inner))
        ways = _few((value[1] - value[0] + 1, *(one.ways for one in inner)))
        return _Piece(takes, value[0] == 0 or all(one.optional for one in inner), fixed=False, ways=ways)
    if name is code.BRANCH:
        branches = [[_piece(one) for one in _opened(branch)] for branch in value[1]]
        takes = frozenset[str]().union(*(one.takes for branch in branches for one in branch))
        optional = any(all(one.optional for one in branch) for branch in branches)
        ways = min(MANY, sum(_few(one.ways for one in branch) for branch in branches))
        return _Piece(takes, optional, fixed=False, ways=ways)
    return _Piece(frozenset(char for char in _CHARACTERS if _takes(item, char)))


def _few(ways: Iterable[int]) -> int:
    """The ways of pieces that stand together, up to ``MANY``."""
    return min(MANY, math.prod(ways))


def _takes(item: Item, char: str) -> bool:
    """Whether a single character's piece takes a character, in any letter case."""
    name, value = item
    if name is code.LITERAL:
        return chr(value).casefold() == char.casefold() or (value > 127 and ord(char) > 127)
    if name is code.NOT_LITERAL:
        return bool(value != ord(char))
    if name is not code.IN:
        return True
    parts = list(value)
    negated = parts[0][0] is code.NEGATE
    held = any(_holds(part, other) for part in parts[negated:] for other in {char, char.lower(), char.upper()})
    return True if negated and ord(char) > 127 else held != negated


def _holds(part: Item, char: str) -> bool:
    name, value = part
    if name is code.LITERAL:
        return chr(value) == char or (value > 127 and ord(char[0]) > 127)
    if name is code.RANGE:
        return len(char) == 1 and (value[0] <= ord(char) <= value[1] or (value[1] > 127 and ord(char) > 127))
    return _CATEGORIES[value](char)


_CATEGORIES: Mapping[Any, Callable[[str], bool]] = {
    code.CATEGORY_DIGIT: str.isdigit,
    code.CATEGORY_NOT_DIGIT: lambda char: not char.isdigit(),
    code.CATEGORY_SPACE: str.isspace,
    code.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    code.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    code.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}

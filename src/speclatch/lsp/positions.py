"""Places as the protocol counts them: lines and characters from 0, the end not included, characters in code units."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types
from pygls.workspace import PositionCodec

from speclatch.model import Location


def range_of(where: Location, lines: Sequence[str], codec: PositionCodec) -> types.Range:
    """The range of a place in a file of these lines; a place of whole lines ends where its last line does."""
    first, last = (where.column or 1) - 1, where.end_column
    end_line = min(where.end_line, max(len(lines), 1))
    end = len(_line(lines, end_line)) if last is None else last
    return types.Range(
        types.Position(where.line - 1, _units(_line(lines, where.line), first, codec)),
        types.Position(end_line - 1, _units(_line(lines, end_line), end, codec)),
    )


def column_of(position: types.Position, lines: Sequence[str], codec: PositionCodec) -> int:
    """The column, from 1, of a position: that of the character behind it."""
    line, units = _line(lines, position.line + 1), 0
    for at, char in enumerate(line):
        if units >= position.character:
            return at + 1
        units += codec.client_num_units(char)
    return len(line) + 1


def holds(where: Location, line: int, column: int) -> bool:
    """Whether a place holds a character, or ends right before it."""
    if not where.line <= line <= where.end_line:
        return False
    if where.column is None or where.end_column is None:
        return True
    after = line > where.line or column >= where.column
    return after and (line < where.end_line or column <= where.end_column + 1)


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1].removesuffix("\r") if number <= len(lines) else ""


def _units(line: str, characters: int, codec: PositionCodec) -> int:
    return int(codec.client_num_units(line[:characters]))

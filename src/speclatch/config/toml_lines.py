"""Where things stand in a TOML file, which its parser does not tell: the line of every table and key."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping

from speclatch.config.messages import Keys
from speclatch.patterns import lazy_re

_TOKEN = lazy_re(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}\n]|[^"\'#\[\]{}\n]+|.',
    re.DOTALL,
)
_HEADER = lazy_re(r"\s*(?P<open>\[{1,2})(?P<name>[^\n]*?)\]{1,2}\s*\Z")
_PART = lazy_re(r"""\s*(?:(?P<bare>[A-Za-z0-9_-]+)|"(?P<basic>[^"\n]*)"|'(?P<literal>[^'\n]*)')\s*(?P<end>\.|=|\Z)""")


def toml_lines(text: str, root: tuple[str, ...]) -> Mapping[Keys, int]:
    """The line of every table and key below the table ``root``, by their keys from there; ``()`` is ``root`` itself.

    ``text`` is valid TOML. What stands inside of an inline table or an array has the line of its key.
    """
    lines: dict[Keys, int] = {}
    arrays: Counter[Keys] = Counter()
    table: Keys = ()
    for number, statement in _statements(text):
        header = _HEADER.match(statement)
        if header:
            table = _resolved(_names(header["name"]), arrays)
            if len(header["open"]) == 2:
                table = (*table, arrays[table])
                arrays[table[:-1]] += 1
            found = table
        else:
            found = (*table, *_names(statement))
        if found[: len(root)] == root:
            below = found[len(root) :]
            for end in range(len(below) + 1):
                lines.setdefault(below[:end], number)
    return lines


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Headers and ``key = value`` pairs, each with its first line; comments are left out."""
    line, depth, first = 1, 0, 1
    parts: list[str] = []
    for match in _TOKEN.finditer(text):
        piece = match[0]
        if piece == "\n" and depth == 0:
            if "".join(parts).strip():
                yield first, "".join(parts)
            parts, first = [], line + 1
        elif not piece.startswith("#"):
            depth += (piece in "[{") - (piece in "]}")
            parts.append(piece)
        line += piece.count("\n")
    if "".join(parts).strip():
        yield first, "".join(parts)


def _names(text: str) -> tuple[str, ...]:
    """The parts of a dotted key, up to its ``=``."""
    names: list[str] = []
    position = 0
    while part := _PART.match(text, position):
        names.append(next(value for value in (part["bare"], part["basic"], part["literal"]) if value is not None))
        position = part.end()
        if part["end"] != ".":
            break
    return tuple(names)


def _resolved(names: tuple[str, ...], arrays: Mapping[Keys, int]) -> Keys:
    """A table's keys, with the number of the entry behind the name of an array of tables it stands in."""
    keys: Keys = ()
    for name in names[:-1]:
        keys = (*keys, name)
        if arrays.get(keys):
            keys = (*keys, arrays[keys] - 1)
    return (*keys, *names[-1:])


def error_line(error: tomllib.TOMLDecodeError) -> int:
    """The line that a parser's message names; the first where it names none."""
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else 1

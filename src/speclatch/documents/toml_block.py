"""The TOML of a front matter as entries that keep their source text, with their places and the first fault."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from speclatch.documents.front_matter import LITERAL, FrontMatterProblem, MetadataField, ProblemKind, Scalar
from speclatch.model import Location
from speclatch.patterns import lazy_re

_TOKEN = lazy_re(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}\n]|[^"\'#\[\]{}\n]+|.',
    re.DOTALL,
)
_STRING = lazy_re(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
    r"|\d{4}-\d\d-\d\d \d\d:[^\s,\[\]{}=#]+|[^\s,\[\]{}=#]+",
    re.DOTALL,
)
_IS_KEY = lazy_re(r"\s*=")
_PAIR = lazy_re(r"""\s*(?P<key>(?:[A-Za-z0-9_.-]++|"[^"\n]*"|'[^'\n]*')++)\s*+=\s*(?P<value>.*)\Z""", re.DOTALL)
_TABLE = lazy_re(r"\s*\[{1,2}(?P<key>[^\[\]\n]+)\]{1,2}\s*\Z")
_AT = lazy_re(r"\(at line (?P<line>\d+), column \d+\)")


class _Statement(NamedTuple):
    """A header or a pair: its text without comments, and its lines [first, last] in the block, from 0."""

    text: str
    first: int
    last: int


def read_toml(path: str, text: str, first: int) -> tuple[tuple[MetadataField, ...], tuple[FrontMatterProblem, ...]]:
    """The entries of ``text``, which begins on line ``first`` of ``path``; an INVALID problem where it is no TOML."""
    problems: tuple[FrontMatterProblem, ...] = ()
    try:
        tomllib.loads(text + "\n")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problems = (_problem(path, str(error) or "nested too deeply", first),)
    entries: dict[str, MetadataField] = {}
    lines = text.split("\n")
    inside = False
    statements = _statements(text) if not problems else _single_lines(lines)
    for statement in statements:
        table = _TABLE.match(statement.text)
        place = Location(path, first + statement.first, first + statement.last)
        if table is not None:
            inside = True
            name = table["key"].strip(" \"'").split(".")[0]
            entries.setdefault(name, MetadataField(name, {}, "", place, place))
        elif not inside and (pair := _PAIR.match(statement.text)) is not None:
            entry = _entry(pair, place, lines[statement.first])
            entries.setdefault(entry.key, entry)
    return tuple(entries.values()), problems


def _problem(path: str, message: str, first: int) -> FrontMatterProblem:
    at = _AT.search(message)
    line = first + int(at["line"]) - 1 if at else first
    said = _AT.sub("", message).strip().rstrip(".").lower()
    return FrontMatterProblem(
        ProblemKind.INVALID,
        f"not valid TOML: {said}",
        Location(path, line),
        "mend the TOML, or put the value in quotes",
    )


def _entry(pair: re.Match[str], place: Location, line: str) -> MetadataField:
    """The entry of a pair, whose first line is ``line``."""
    raw = pair["value"].strip()
    key = pair["key"].strip("\"'")
    column = line.find(pair["key"]) + 1
    key_place = Location(place.path, place.line, place.line, column, column + len(pair["key"]) - 1)
    try:
        value = tomllib.loads(f"x = {raw}")["x"]
    except (tomllib.TOMLDecodeError, RecursionError):
        value = raw
    if isinstance(value, dict):
        return MetadataField(key, {}, raw, place, key_place)
    if isinstance(value, list):
        tokens = [found[0] for found in _STRING.finditer(raw) if not _IS_KEY.match(raw, found.end())]
        texts = [_unquoted(token) for token in tokens]
        scalars = tuple(
            Scalar(text, _place_of(text, place, line), _quote_of(token))
            for text, token in zip(texts, tokens, strict=True)
        )
        return MetadataField(key, tuple(texts), raw, place, key_place, scalars)
    text = value if isinstance(value, str) else raw
    scalars = (Scalar(text, _place_of(raw, place, line), _quote_of(raw)),) if text else ()
    return MetadataField(key, text or None, raw, place, key_place, scalars)


def _unquoted(token: str) -> str:
    """A value of a list, which is valid, without its quotes."""
    return str(tomllib.loads(f"x = {token}")["x"]) if token[0] in "\"'" else token


def _quote_of(token: str) -> str:
    """What a value opens with: ``LITERAL`` where its quotes let nothing be escaped."""
    return {"'": LITERAL, '"': '"'}.get(token[:1], "")


def _place_of(source: str, place: Location, line: str) -> Location:
    """The span of ``source`` on the entry's first line; the whole entry where it does not stand there."""
    at = line.rfind(source)
    if at < 0 or "\n" in source:
        return place
    return Location(place.path, place.line, place.line, at + 1, at + len(source))


def _single_lines(lines: Sequence[str]) -> Iterator[_Statement]:
    """The lines of what is no TOML, each for itself: a string that is never closed would be looked for without end."""
    for number, line in enumerate(lines):
        if line.strip() and not line.lstrip().startswith("#"):
            yield _Statement(line, number, number)


def _statements(text: str) -> Iterator[_Statement]:
    """Headers and pairs in order; comments are left out."""
    line, depth, first = 0, 0, 0
    parts: list[str] = []
    for token in _TOKEN.finditer(text + "\n"):
        piece = token[0]
        if piece == "\n" and depth <= 0:
            if "".join(parts).strip():
                yield _Statement("".join(parts), first, line)
            parts, first, depth = [], line + 1, 0
        elif not piece.startswith("#"):
            depth += (piece in "[{") - (piece in "]}")
            parts.append(piece)
        line += piece.count("\n")

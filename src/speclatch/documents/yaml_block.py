"""The YAML of a front matter as entries that keep their source text, with every place and every fault."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import yaml

from speclatch.documents.front_matter import FrontMatterProblem, MetadataField, ProblemKind
from speclatch.documents.yaml_nodes import Composer, Node, Places, YamlFaultError, key_text
from speclatch.patterns import lazy_re

_DATE = lazy_re(r"\d{4}-\d\d?-\d\d?(?=\Z|[Tt \t])")


def read_yaml(path: str, text: str, first: int) -> tuple[tuple[MetadataField, ...], tuple[FrontMatterProblem, ...]]:
    """The entries of ``text``, which begins on line ``first`` of ``path``, and what is wrong with single values.

    Where the YAML cannot be read, the entries before the fault are returned with an INVALID problem.
    """
    places = Places(path, text, first)
    composer = Composer(text, places)
    try:
        root = composer.compose()
    except YamlFaultError as fault:
        entries, problems = _entries(text, places, composer.top_pairs())
        return entries, (*composer.problems, fault.problem, *problems)
    if root is None:
        return (), ()
    entries, problems = _entries(text, places, root)
    return entries, (*composer.problems, *problems)


def _entries(
    text: str, places: Places, pairs: list[tuple[Node, Node]]
) -> tuple[tuple[MetadataField, ...], tuple[FrontMatterProblem, ...]]:
    entries: list[MetadataField] = []
    problems: list[FrontMatterProblem] = []
    for key, value in pairs:
        name = key_text(key)
        problems.extend(_value_problems(places, name, key, value))
        entries.append(
            MetadataField(
                key=name,
                value=value.value,
                raw=text[value.start : value.end],
                location=places.lines(key.start, max(value.end, key.end)),
                key_location=places.span(key.start, key.end),
                scalars=value.scalars,
            )
        )
    return tuple(entries), tuple(problems)


def _value_problems(places: Places, name: str, key: Node, value: Node) -> Iterator[FrontMatterProblem]:
    if not isinstance(key.value, str) or (key.plain and _is_no_string(key.value)):
        message = f"the key `{name}` is no text to YAML" if name else "a key is empty"
        yield FrontMatterProblem(
            ProblemKind.VALUE,
            message,
            places.span(key.start, key.end),
            "put the key in quotes, or rename it",
            name,
        )
    if value.plain and isinstance(value.value, str) and (match := _DATE.match(value.value)):
        year, month, day = (int(part) for part in match[0].split("-"))
        try:
            datetime.date(year, month, day)
        except ValueError:
            yield FrontMatterProblem(
                ProblemKind.VALUE,
                f"`{value.value}` is no date of the calendar",
                places.span(value.start, value.end),
                "write YYYY-MM-DD, the month before the day",
                name,
            )


def _is_no_string(text: str) -> bool:
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
    return tag != "tag:yaml.org,2002:str"


_RESOLVER: Any = yaml.SafeLoader("")

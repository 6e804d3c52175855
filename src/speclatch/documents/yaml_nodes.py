"""YAML as nodes that keep their source text and their places, composed without recursion and within bounds."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from speclatch.documents.front_matter import PLAIN, FrontMatterProblem, ProblemKind, Scalar
from speclatch.model import Location

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's safe loader, libyaml's where it is there: ten times as fast."""
_MAX_DEPTH = 20
_MAX_NODES = 10_000  # aliases count as what they stand for
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class YamlFaultError(Exception):
    """The YAML cannot be read. ``problem`` says what and where."""

    def __init__(self, problem: FrontMatterProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Node(NamedTuple):
    """A YAML node: its value, its span [start, end) in the text, its scalar leaves, its size in nodes."""

    value: object
    start: int
    end: int
    scalars: tuple[Scalar, ...]
    size: int
    plain: bool = False
    pairs: tuple[tuple[Node, Node], ...] = ()


class Places:
    """Locations for offsets of the YAML text, which begins at the file's line ``first``."""

    def __init__(self, path: str, text: str, first: int) -> None:
        self._path = path
        self._first = first
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._length = len(text)

    def line(self, offset: int) -> int:
        """The file's line at ``offset``."""
        return bisect_right(self._starts, min(offset, self._length)) - 1 + self._first

    def span(self, start: int, end: int) -> Location:
        """The location of [start, end); an empty span is the place before ``start``."""
        line, end_line = self.line(start), self.line(max(start, end - 1))
        column = start - self._starts[line - self._first] + 1
        end_column = end - self._starts[end_line - self._first]
        return Location(self._path, line, end_line, column, end_column)

    def lines(self, start: int, end: int) -> Location:
        """The whole lines of [start, end)."""
        return Location(self._path, self.line(start), self.line(max(start, end - 1)))


def _start(event: Event) -> int:
    """The offset an event begins at; events of a text always have marks."""
    return event.start_mark.index if event.start_mark is not None else 0


def _end(event: Event) -> int:
    """The offset behind an event."""
    return event.end_mark.index if event.end_mark is not None else 0


class _Frame:
    """An open collection."""

    def __init__(self, event: Event, *, mapping: bool) -> None:
        self.start: int = _start(event)
        self.anchor: str | None = getattr(event, "anchor", None)
        self.mapping = mapping
        self.children: list[Node] = []
        self.keys: dict[str, int] = {}


class Composer:
    """Makes nodes of YAML events, without recursion and within bounds."""

    def __init__(self, text: str, places: Places) -> None:
        self._text = text
        self._places = places
        self._anchors: dict[str, Node] = {}
        self._frames: list[_Frame] = []
        self._size = 0
        self.problems: list[FrontMatterProblem] = []

    def compose(self) -> list[tuple[Node, Node]] | None:
        """The pairs of the top mapping; None for an empty text.

        Raises:
            YamlFaultError: the text is no YAML, no mapping, or goes over a bound.
        """
        try:
            for event in yaml.parse(self._text, Loader=LOADER):
                done = self._take(event)
                if done is not None:
                    return self._top(done)
        except yaml.YAMLError as error:
            raise self._fault_of(error) from error
        return None

    def top_pairs(self) -> list[tuple[Node, Node]]:
        """What the top mapping held when composing stopped."""
        if not self._frames or not self._frames[0].mapping:
            return []
        children = self._frames[0].children
        return list(zip(children[::2], children[1::2], strict=False))

    def _top(self, node: Node) -> list[tuple[Node, Node]] | None:
        if isinstance(node.value, dict):
            return list(node.pairs)
        if node.value is None:
            return None
        raise self._fault("the front matter is not a list of keys and values", node.start, "write `key: value` lines")

    def _take(self, event: Event) -> Node | None:
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            if len(self._frames) >= _MAX_DEPTH:
                hint = f"at most {_MAX_DEPTH} levels are read"
                raise self._fault("the front matter is nested too deeply", _start(event), hint)
            self._frames.append(_Frame(event, mapping=isinstance(event, MappingStartEvent)))
            return None
        if isinstance(event, CollectionEndEvent):
            return self._place(self._close(event))
        if isinstance(event, ScalarEvent):
            return self._place(self._scalar(event))
        if isinstance(event, AliasEvent):
            return self._place(self._alias(event))
        return None

    def _place(self, node: Node) -> Node | None:
        if not self._frames:
            return node
        frame = self._frames[-1]
        if frame.mapping and len(frame.children) % 2 == 0:
            self._note_duplicate(frame, node)
        frame.children.append(node)
        return None

    def _note_duplicate(self, frame: _Frame, key: Node) -> None:
        if not isinstance(key.value, str):
            return
        known = frame.keys.setdefault(key.value, key.start)
        if known != key.start:
            message = f"the key `{key.value}` stands twice (first on line {self._places.line(known)})"
            self.problems.append(self._fault(message, key.start, "keep one of the two", key.value).problem)

    def _count(self, size: int, offset: int) -> None:
        self._size += size
        if self._size > _MAX_NODES:
            hint = f"at most {_MAX_NODES} values are read, aliases written out"
            raise self._fault("the front matter holds too many values", offset, hint)

    def _scalar(self, event: ScalarEvent) -> Node:
        start, end = _start(event), _end(event)
        plain = event.implicit[0] and not event.style
        self._count(1, start)
        location = self._places.span(start, end)
        text = event.value
        if plain and text in _NULLS:
            node = Node(None, start, end, (), 1, plain)
        else:
            node = Node(text, start, end, (Scalar(text, location, event.style or PLAIN),), 1, plain)
        return self._remember(event.anchor, node)

    def _alias(self, event: AliasEvent) -> Node:
        start, end = _start(event), _end(event)
        known = self._anchors.get(event.anchor or "")
        if known is None:
            raise self._fault(f"the alias `*{event.anchor}` has no anchor", start, "write the value out")
        self._count(known.size, start)
        location = self._places.span(start, end)
        scalars = tuple(Scalar(scalar.text, location) for scalar in known.scalars)
        return known._replace(start=start, end=end, scalars=scalars)

    def _close(self, event: Event) -> Node:
        frame = self._frames.pop()
        children = frame.children
        end = _end(event)
        if _start(event) == end and children:  # a block collection ends where its last child does
            end = max(child.end for child in children)
        size = 1 + sum(child.size for child in children)
        self._count(1, frame.start)
        if frame.mapping:
            pairs = tuple(zip(children[::2], children[1::2], strict=True))
            value: object = {key_text(key): item.value for key, item in pairs}
            scalars = tuple(scalar for _, item in pairs for scalar in item.scalars)
            node = Node(value, frame.start, end, scalars, size, pairs=pairs)
        else:
            value = tuple(child.value for child in children)
            scalars = tuple(scalar for child in children for scalar in child.scalars)
            node = Node(value, frame.start, end, scalars, size)
        return self._remember(frame.anchor, node)

    def _remember(self, anchor: str | None, node: Node) -> Node:
        if anchor is not None:
            self._anchors[anchor] = node
        return node

    def _fault_of(self, error: yaml.YAMLError) -> YamlFaultError:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        if mark is None:  # a character that YAML does not allow
            offset = getattr(error, "position", 0)
            return self._fault("a character that YAML does not allow", offset, "delete the control character")
        problem = str(getattr(error, "problem", None) or "no YAML")
        offset = min(mark.index, len(self._text))
        return self._fault(f"not valid YAML: {problem}", offset, _hint(problem, self._text, offset))

    def _fault(self, message: str, offset: int, hint: str, key: str = "") -> YamlFaultError:
        line = self._places.line(offset)
        place = self._places.lines(offset, offset)
        return YamlFaultError(FrontMatterProblem(ProblemKind.INVALID, message, Location(place.path, line), hint, key))


def _hint(problem: str, text: str, offset: int) -> str:
    if "mapping values are not allowed" in problem:
        return "put the value in quotes: a colon and a blank begin a new key"
    if "cannot start any token" in problem and text[offset : offset + 1] == "\t":
        return "indent with blanks: YAML does not allow tabs"
    if "tab" in problem:
        return "indent with blanks: YAML does not allow tabs"
    if "could not find expected ':'" in problem:
        return "every line is `key: value`; is the closing `---` missing?"
    return "mend the YAML, or put the value in quotes"


def key_text(key: Node) -> str:
    """A key as text; of a collection, its leaves."""
    return key.value if isinstance(key.value, str) else ", ".join(scalar.text for scalar in key.scalars)

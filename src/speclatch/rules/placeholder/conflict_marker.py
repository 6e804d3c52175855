"""The rule conflict-marker: the marks of a merge that nobody finished."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.documents.document import Document, Section
from speclatch.model import Finding, Location, Related
from speclatch.patterns import lazy_re
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec

_OURS, _MIDDLE, _THEIRS = "<<<<<<<", "=======", ">>>>>>>"
_NAMED = lazy_re(r"[<>]{7} (?:\S+|Updated upstream|Stashed changes|[0-9a-f]{7,40} \(.*\))")
"""A mark with what git writes behind it: a branch, or a commit and its title."""


class ConflictMarker(SpecRule):
    """A merge that was committed half done.

    ## What it does
    Reports `<<<<<<< `, `=======` and `>>>>>>> ` at the beginnings of lines, in this order, one of them at least outside
    code. A heading underlined by equals signs is none, nor is a code block that shows how a conflict looks. `<<<<<<<
    HEAD` or `>>>>>>> branch` that was left alone is one.

    ## Why is this bad
    The document says two things at once, and nobody has decided which one holds.

    ## Example
    ```markdown
    <<<<<<< HEAD
    A slot takes twenty minutes.
    =======
    A slot takes half an hour.
    >>>>>>> longer-slots
    ```

    ## Instead
    ```markdown
    A slot takes half an hour.
    ```
    """

    id = "conflict-marker"
    summary = "the marks of a merge that nobody finished"
    levels = by_phase("error", "error", "error")

    def check(self, spec: Spec, context: Context) -> Iterator[Finding]:
        """Yield every conflict, from its first mark to its last."""
        for document in filter(None, (spec.document, spec.sidecar)):
            for first, last in conflicts(document):
                name = document.lines[first - 1][len(_OURS) :].strip()
                yield self.finding(
                    say("a merge conflict was committed here, from {} on", document.lines[first - 1]),
                    Location(document.path, first, last),
                    name or "conflict",
                    hint=say("Decide which of the two texts holds, and take the marks out."),
                )


def torn_by(document: Document, section: Section) -> tuple[Related, ...]:
    """The conflict that stands in a section or ends it: its equals signs make a heading of the text above them.

    Whoever misses something in such a section gives way to the conflict by naming it.
    """
    ends = section.location.end_line
    behind = next((one.location for one in document.headings if one.location.line == ends + 1), section.location)
    lines = Location(document.path, section.heading.location.line, max(ends, behind.end_line))
    places = (Location(document.path, first, last) for first, last in conflicts(document))
    return tuple(Related(place, "is in conflict") for place in places if place.overlaps(lines))


def conflicts(document: Document) -> Iterator[tuple[int, int]]:
    """The first and the last line of each conflict; an outer mark of which the others were taken out is one, too.

    Its marks may stand in code, as where it tears the end of a block: not all of them, or the block shows a conflict.
    """
    marks = list(_marks(document))
    code = _code_lines(document) if marks else frozenset()
    start = middle = 0
    for number, mark in marks:
        if mark == _MIDDLE:
            middle = middle or (number if start else 0)
        elif mark == _THEIRS and middle:
            if not code.issuperset((start, middle, number)):
                yield start, number
            start = middle = 0
        else:
            yield from _alone(document, start, code)
            if mark == _THEIRS:
                yield from _alone(document, number, code)
            start, middle = (number if mark == _OURS else 0), 0
    yield from _alone(document, start, code)


def _alone(document: Document, number: int, code: frozenset[int]) -> Iterator[tuple[int, int]]:
    """A mark without the others is git's where a name and no sentence stands behind it, outside code."""
    if number and number not in code and _NAMED.fullmatch(document.lines[number - 1].rstrip()):
        yield number, number


def _marks(document: Document) -> Iterator[tuple[int, str]]:
    """The lines that look like a mark of git's: exactly seven signs, and a blank behind the outer ones."""
    for number, text in enumerate(document.lines, 1):
        line = text.rstrip("\r")
        mark = line[: len(_OURS)]
        if mark not in (_OURS, _MIDDLE, _THEIRS) or (mark == _MIDDLE) != (line == mark):
            continue
        if mark == _MIDDLE or line[len(mark)] == " ":
            yield number, mark


def _code_lines(document: Document) -> frozenset[int]:
    places = (fence.location for fence in document.fences)
    return frozenset(line for place in places for line in range(place.line, place.end_line + 1))

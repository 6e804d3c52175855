"""The rule conflict-marker: the marks of a merge that nobody finished."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.documents.document import Document
from speclatch.model import Finding, Location
from speclatch.rules.base import Context, SpecRule, by_phase
from speclatch.rules.messages import say
from speclatch.specs.catalogue import Spec

_OURS, _MIDDLE, _THEIRS = "<<<<<<<", "=======", ">>>>>>>"


class ConflictMarker(SpecRule):
    """A merge that was committed half done.

    ## What it does
    Reports `<<<<<<< `, `=======` and `>>>>>>> ` at the beginnings of lines, in this order, outside code. A heading
    underlined by equals signs is none, nor is a code block that shows how a conflict looks.

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


def conflicts(document: Document) -> Iterator[tuple[int, int]]:
    """The first and the last line of each conflict."""
    start = middle = 0
    in_code: frozenset[int] | None = None
    for number, text in enumerate(document.lines, 1):
        line = text.rstrip("\r")
        mark = line[: len(_OURS)]
        if mark not in (_OURS, _MIDDLE, _THEIRS) or (len(line) > len(mark) and (mark == _MIDDLE or line[7] != " ")):
            continue
        in_code = _code_lines(document) if in_code is None else in_code
        if number in in_code:
            continue
        if mark == _OURS:
            start, middle = number, 0
        elif mark == _MIDDLE and start and not middle:
            middle = number
        elif mark == _THEIRS and middle:
            yield start, number
            start = middle = 0


def _code_lines(document: Document) -> frozenset[int]:
    places = (fence.location for fence in document.fences)
    return frozenset(line for place in places for line in range(place.line, place.end_line + 1))

"""Where a document's front matter begins and ends, in the raw lines, and what it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from speclatch.documents.document import FrontMatter, FrontMatterProblem, ProblemKind
from speclatch.documents.source import BOM
from speclatch.model import Location

_FENCE = re.compile(r"---[ \t]*\Z")
_BOUNDARY = re.compile(r"(?:^|\A\ufeff)---[ \t]*$", re.MULTILINE)
_DOTS = re.compile(r"\.\.\.[ \t]*\Z")
_YAML_LINE = re.compile(r"""(?:[\w"'][^:]*:(?:[ \t]|\Z)|[ \t]+\S|-[ \t]|#)""")
_HEADING = re.compile(r"#{1,6}[ \t]")
_MAX_CHARACTERS = 64 * 1024


def read_front_matter(path: str, lines: Sequence[str]) -> tuple[FrontMatter, int]:
    """The front matter of ``lines`` and the index of the first line behind it."""
    nothing = FrontMatter(Location(path, 1))
    if not lines or not _FENCE.match(lines[0].removeprefix(BOM)):
        return nothing, 0
    close = _closing_fence(lines)
    dots = next((index for index in range(1, close or len(lines)) if _DOTS.match(lines[index])), None)
    if dots is not None:
        problem = _unclosed(Location(path, dots + 1), "`...` does not end a front matter", "end it with `---`")
        return _read(path, lines, dots, dots + 1, problem)
    if close is None:
        return _read_unclosed(path, lines, nothing)
    front_matter, body = _read(path, lines, close, close + 1, None)
    if not front_matter.readable and (early := _swallowed(lines, close)) is not None:
        message = "the front matter has no closing fence"
        problem = _unclosed(Location(path, 1), message, f"put `---` before line {early + 1}")
        return _read(path, lines, early, early, problem)
    return front_matter, body


def _closing_fence(lines: Sequence[str]) -> int | None:
    """The index of the line that closes the front matter, as python-frontmatter splits it by our fence."""
    from frontmatter.default_handlers import (
        YAMLHandler,  # with PyYAML a fifth of the start-up, for some documents alone
    )

    handler = YAMLHandler()
    handler.FM_BOUNDARY = _BOUNDARY
    try:
        text, _ = handler.split("\n".join(lines))
    except ValueError:
        return None
    return int(text.count("\n"))


def _unclosed(location: Location, message: str, hint: str) -> FrontMatterProblem:
    return FrontMatterProblem(ProblemKind.INVALID, message, location, hint)


def _swallowed(lines: Sequence[str], close: int) -> int | None:
    """The first blank line before a heading, in a block that is no YAML: the body, taken for front matter."""
    for index in range(2, close):
        if _HEADING.match(lines[index]) and not lines[index - 1].strip():
            return next(at for at in range(1, index) if not lines[at].strip())
    return None


def _read_unclosed(path: str, lines: Sequence[str], nothing: FrontMatter) -> tuple[FrontMatter, int]:
    """A document that opens with `---` and never closes it: front matter if what follows looks like keys."""
    end = 1
    while end < len(lines) and _YAML_LINE.match(lines[end]) and not _HEADING.match(lines[end]):
        end += 1
    if end == 1 or not any(":" in line for line in lines[1:end]):
        return nothing, 0
    problem = _unclosed(Location(path, 1), "the front matter has no closing fence", f"put `---` behind line {end}")
    return _read(path, lines, end, end, problem)


def _read(
    path: str, lines: Sequence[str], end: int, body: int, problem: FrontMatterProblem | None
) -> tuple[FrontMatter, int]:
    """Read lines [1, end) as YAML; the body begins at index ``body``."""
    from speclatch.documents.yaml_block import read_yaml

    location = Location(path, 1, max(body, 1))
    text = "\n".join(lines[1:end])
    if len(text) > _MAX_CHARACTERS:
        message = f"the front matter is longer than {_MAX_CHARACTERS} characters"
        problem = problem or _unclosed(Location(path, 1), message, "shorten it, or move it into the body")
        return FrontMatter(location, present=True, problems=(problem,)), body
    entries, problems = read_yaml(path, text, 2)
    if problem is not None:
        problems = (problem, *(other for other in problems if other.kind is ProblemKind.VALUE))
    return FrontMatter(location, present=True, entries=entries, problems=problems), body

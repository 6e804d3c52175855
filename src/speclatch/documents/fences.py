"""Where a document's front matter begins and ends, in the raw lines, and what it holds: YAML, TOML or JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from speclatch.documents.front_matter import FrontMatter, FrontMatterProblem, MetadataField, ProblemKind
from speclatch.documents.source import BOM
from speclatch.model import Location
from speclatch.patterns import lazy_re

_YAML = lazy_re(r"---[ \t]*\Z")
_TOML = lazy_re(r"\+\+\+[ \t]*\Z")
_JSON = lazy_re(r"\{[ \t]*\Z")
_BOUNDARIES = {
    "yaml": lazy_re(r"(?:^|\A\ufeff)---[ \t]*$", re.MULTILINE),
    "toml": lazy_re(r"(?:^|\A\ufeff)\+\+\+[ \t]*$", re.MULTILINE),
    "json": lazy_re(r"(?:^|\A\ufeff)(?:\{|\})[ \t]*$", re.MULTILINE),
}
_DOTS = lazy_re(r"\.\.\.[ \t]*\Z")
_YAML_LINE = lazy_re(r"""(?:[\w"'][^:]*:(?:[ \t]|\Z)|[ \t]+\S|-[ \t]|#)""")
_TOML_LINE = lazy_re(r"""(?:[\w"'.-]+[ \t]*=|[ \t]+\S|\[|\]|#)""")
_KEY = lazy_re(r"[A-Za-z_][\w -]{0,60}:(?:[ \t]|\Z)")
_JSON_KEY = lazy_re(r"\s*\"[^\"\n]+\"\s*:")
_HEADING = lazy_re(r"#{1,6}[ \t]")
_MAX_CHARACTERS = 64 * 1024
_MAX_BEFORE = 100
"""Lines of blanks and comments before a front matter that is looked for: a licence has fewer."""

Read = Callable[[str, str, int], tuple[tuple[MetadataField, ...], tuple[FrontMatterProblem, ...]]]


class _Block(NamedTuple):
    """The lines [start, end) of a front matter's text, and the first line of the body."""

    start: int
    end: int
    body: int


def read_front_matter(path: str, lines: Sequence[str]) -> tuple[FrontMatter, int]:
    """The front matter of ``lines`` and the index of the first line behind it."""
    nothing = FrontMatter(Location(path, 1))
    if not lines:
        return nothing, 0
    opening = lines[0].removeprefix(BOM)
    if _YAML.match(opening):
        return _read_yaml_block(path, lines, nothing)
    if _TOML.match(opening):
        return _read_toml_block(path, lines, nothing)
    if _JSON.match(opening):
        return _read_json_block(path, lines, nothing)
    if not opening.strip() or opening.lstrip().startswith("<!--"):
        return _read_late(path, lines, nothing)
    return nothing, 0


def _read_yaml_block(path: str, lines: Sequence[str], nothing: FrontMatter) -> tuple[FrontMatter, int]:
    close = _closing_fence(lines, "yaml")
    dots = next((index for index in range(1, close or len(lines)) if _DOTS.match(lines[index])), None)
    if dots is not None:
        problem = _unclosed(Location(path, dots + 1), "`...` does not end a front matter", "end it with `---`")
        return _read(path, lines, _Block(1, dots, dots + 1), problem)
    if close is None:
        return _read_unclosed(path, lines, nothing, _YAML_LINE, "---")
    front_matter, body = _read(path, lines, _Block(1, close, close + 1), None)
    if not front_matter.readable and (early := _swallowed(lines, close)) is not None:
        message = "the front matter has no closing fence"
        problem = _unclosed(Location(path, 1), message, f"put `---` before line {early + 1}")
        return _read(path, lines, _Block(1, early, early), problem)
    return front_matter, body


def _read_toml_block(path: str, lines: Sequence[str], nothing: FrontMatter) -> tuple[FrontMatter, int]:
    from speclatch.documents.toml_block import read_toml

    close = _closing_fence(lines, "toml")
    if close is None:
        return _read_unclosed(path, lines, nothing, _TOML_LINE, "+++")
    return _read(path, lines, _Block(1, close, close + 1), None, read_toml)


def _read_json_block(path: str, lines: Sequence[str], nothing: FrontMatter) -> tuple[FrontMatter, int]:
    """JSON is read by YAML's reader, of which it is a part. Braces without a key are text."""
    close = _closing_fence(lines, "json")
    if close is None or not any(map(_JSON_KEY.match, lines[1:close])):
        return nothing, 0
    return _read(path, lines, _Block(0, close + 1, close + 1), None)


def _read_late(path: str, lines: Sequence[str], nothing: FrontMatter) -> tuple[FrontMatter, int]:
    """A front matter behind blank lines or comments: read, with the problem that nobody else will find it."""
    start = _behind_comments(lines)
    if start is None or not _YAML.match(lines[start]):
        return nothing, 0
    close = next((at for at in range(start + 1, len(lines)) if _YAML.match(lines[at])), None)
    inner = lines[start + 1 : close] if close is not None else ()
    if close is None or not inner or not all(_YAML_LINE.match(line) or not line.strip() for line in inner):
        return nothing, 0
    if not any(map(_KEY.match, inner)):
        return nothing, 0
    message = f"the front matter begins on line {start + 1}, where no other tool looks for it"
    problem = _unclosed(Location(path, start + 1), message, "let it open the file: move what stands above it below")
    front_matter, body = _read(path, lines, _Block(start + 1, close, close + 1), problem)
    return (front_matter, body) if front_matter.entries else (nothing, 0)


def _behind_comments(lines: Sequence[str]) -> int | None:
    """The index of the first line that is neither blank nor part of an HTML comment."""
    inside = False
    for index, raw in enumerate(lines[:_MAX_BEFORE]):
        line = raw.removeprefix(BOM).strip() if index == 0 else raw.strip()
        if inside or line.startswith("<!--"):
            inside = "-->" not in line
            if not inside and not line.endswith("-->"):
                return None
        elif line:
            return index
    return None


def _closing_fence(lines: Sequence[str], form: str) -> int | None:
    """The index of the line that closes the front matter, as python-frontmatter's handlers split it by our fences."""
    from frontmatter.default_handlers import (  # with PyYAML a fifth of the start-up, for some documents alone
        JSONHandler,
        YAMLHandler,
    )

    handler = JSONHandler() if form == "json" else YAMLHandler()
    handler.FM_BOUNDARY = _BOUNDARIES[form]
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


def _read_unclosed(
    path: str, lines: Sequence[str], nothing: FrontMatter, line_of: re.Pattern[str], fence: str
) -> tuple[FrontMatter, int]:
    """A document that opens with a fence and never closes it: front matter if what follows looks like keys."""
    end = 1
    while end < len(lines) and line_of.match(lines[end]) and not _HEADING.match(lines[end]):
        end += 1
    if end == 1 or not any(":" in line or "=" in line for line in lines[1:end]):
        return nothing, 0
    problem = _unclosed(Location(path, 1), "the front matter has no closing fence", f"put `{fence}` behind line {end}")
    if fence == "+++":
        from speclatch.documents.toml_block import read_toml

        return _read(path, lines, _Block(1, end, end), problem, read_toml)
    return _read(path, lines, _Block(1, end, end), problem)


def _read(
    path: str, lines: Sequence[str], block: _Block, problem: FrontMatterProblem | None, read: Read | None = None
) -> tuple[FrontMatter, int]:
    """Read the lines of a block, as YAML where no other reader is given."""
    location = Location(path, max(block.start, 1), max(block.body, 1))
    text = "\n".join(lines[block.start : block.end])
    if len(text) > _MAX_CHARACTERS:
        message = f"the front matter is longer than {_MAX_CHARACTERS} characters"
        problem = problem or _unclosed(Location(path, 1), message, "shorten it, or move it into the body")
        return FrontMatter(location, present=True, problems=(problem,)), block.body
    if read is None:
        from speclatch.documents.yaml_block import read_yaml  # PyYAML is loaded where a document needs it

        read = read_yaml
    entries, problems = read(path, text, block.start + 1)
    if problem is not None:
        problems = (problem, *(other for other in problems if other.kind is ProblemKind.VALUE))
    return FrontMatter(location, present=True, entries=entries, problems=problems), block.body

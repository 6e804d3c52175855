"""Comments in a document that excuse findings: what they name, what they cover, and whether they give a reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from speclatch.config.model import Words
from speclatch.documents.document import Block, BlockKind, Comment, Document, FrontMatter
from speclatch.model import Location
from speclatch.patterns import lazy_re
from speclatch.profiles.text import is_blank
from speclatch.profiles.words import NO_WORDS, answers_nothing
from speclatch.specs.catalogue import Spec

_MEANT = lazy_re(r"\s*speclatch-ignore(?P<file>-file)?(?![\w-])")
_SAID = lazy_re(
    r"\s*:\s*(?P<rules>[a-z0-9_*]+(?:-[a-z0-9_*]+)*(?:\s*,\s*[a-z0-9_*]+(?:-[a-z0-9_*]+)*)*)?\s*"
    r"(?:(?:--+|[—–])(?P<reason>.*))?",
    re.DOTALL | re.IGNORECASE,
)
_YAML_COMMENT = lazy_re(r"(?:^|\s)#(?P<text>\s*speclatch-ignore.*)$")


class Ignore(NamedTuple):
    """One ignore comment: the rules it names, its reason (``""``: none, it does nothing), and the lines it covers.

    ``location`` is the comment itself; ``covers`` None stands for the whole file.
    """

    rules: tuple[str, ...]
    reason: str
    location: Location
    covers: tuple[int, int] | None

    def holds(self, rule: str, location: Location) -> bool:
        """Whether a finding of ``rule`` at ``location`` is excused."""
        if not self.reason or rule not in self.rules or location.path != self.location.path:
            return False
        if self.covers is None:
            return True
        return location.line <= self.covers[1] and location.end_line >= self.covers[0]


class Covering:
    """Finds the comment that excuses a finding, without trying every comment on every finding."""

    def __init__(self, comments: Iterable[Ignore]) -> None:
        self._whole: dict[tuple[str, str], Ignore] = {}
        self._spans: dict[tuple[str, str], list[Ignore]] = {}
        for comment in comments:
            for rule in comment.rules if comment.reason else ():
                key = (comment.location.path, rule)
                if comment.covers is None:
                    self._whole.setdefault(key, comment)
                else:
                    self._spans.setdefault(key, []).append(comment)
        self._starts: dict[tuple[str, str], list[int]] = {}
        self._furthest: dict[tuple[str, str], list[Ignore]] = {}
        for key, spans in self._spans.items():
            spans.sort(key=_first)
            self._starts[key] = [_first(comment) for comment in spans]
            self._furthest[key] = list(_running(spans))

    def find(self, rule: str, location: Location) -> Ignore | None:
        """The comment next to a place that excuses ``rule`` there; else one for the whole file."""
        key = (location.path, rule)
        if key in self._spans:
            before = bisect_right(self._starts[key], location.end_line) - 1
            near = (self._spans[key][before], self._furthest[key][before]) if before >= 0 else ()
            held = next((comment for comment in near if comment.holds(rule, location)), None)
            if held is not None:
                return held
        return self._whole.get(key)


def _first(comment: Ignore) -> int:
    return comment.covers[0] if comment.covers else 0


def _last(comment: Ignore) -> int:
    return comment.covers[1] if comment.covers else 0


def _running(comments: Iterable[Ignore]) -> Iterator[Ignore]:
    """Of each comment and those before it, the one that reaches furthest down."""
    best: Ignore | None = None
    for comment in comments:
        best = comment if best is None or _last(comment) > _last(best) else best
        yield best


def ignores(
    document: Document, front_matter: FrontMatter, sidecar: Document | None = None, words: Words = NO_WORDS
) -> tuple[Ignore, ...]:
    """Every ignore comment of a document and its front matter, wherever that stands, in order.

    A reason that is a word for later, also one of a team's own ``words``, is none.
    """
    found = [*_in_front_matter(sidecar or document, front_matter, words), *_in_body(document, words)]
    return tuple(sorted(found, key=lambda ignore: (ignore.location.line, ignore.location.column or 0)))


def ignores_of(spec: Spec) -> tuple[Ignore, ...]:
    """Every ignore comment of a spec, wherever its front matter stands."""
    return ignores(spec.document, spec.front_matter, spec.sidecar, spec.profile.words)


def _in_front_matter(document: Document, front_matter: FrontMatter, words: Words) -> Iterator[Ignore]:
    """``# speclatch-ignore: rule -- reason``, on the line of its key or on lines of their own above.

    Below the opening fence it covers the fence too, where missing keys are reported.
    """
    if not front_matter.present or front_matter.location.path != document.path:
        return
    first, last = front_matter.location.line, front_matter.location.end_line
    texts = _TextPlaces(front_matter)
    ends = _comment_ends(document.lines, first, last)
    for number in range(first, min(last, len(document.lines)) + 1):
        line = document.lines[number - 1]
        comment = _YAML_COMMENT.search(line)
        meant = _MEANT.match(comment["text"]) if comment is not None else None
        if comment is None or meant is None or texts.hold(number, comment.start("text")):
            continue
        start = end = number
        if not line[: comment.start()].strip():
            end = ends[number]
            start = first if number == first + 1 else number
            end += 1
        yield _read(meant, Location(document.path, number), (start, end), words)


def _comment_ends(lines: Sequence[str], first: int, last: int) -> dict[int, int]:
    """For each line of a front matter, the last line of the comments that follow it without another one between."""
    found: dict[int, int] = {}
    for number in range(min(last, len(lines)), first - 1, -1):
        goes_on = number < last and number < len(lines) and lines[number].lstrip().startswith("#")
        found[number] = found[number + 1] if goes_on else number
    return found


class _TextPlaces:
    """Where a front matter's keys and values stand: a ``#`` inside one is text."""

    def __init__(self, front_matter: FrontMatter) -> None:
        self._by_line: dict[int, list[Location]] = {}
        for entry in front_matter.entries:
            for place in (entry.key_location, *(scalar.location for scalar in entry.scalars)):
                for line in range(place.line, place.end_line + 1):
                    self._by_line.setdefault(line, []).append(place)

    def hold(self, line: int, column: int) -> bool:
        """Whether a 1-based column of a line stands inside a text."""
        return any(
            (place.line, place.column or 1) <= (line, column) <= (place.end_line, place.end_column or column)
            for place in self._by_line.get(line, ())
        )


def _in_body(document: Document, words: Words) -> Iterator[Ignore]:
    places: _Places | None = None
    for comment in document.comments:
        meant = _MEANT.match(comment.text)
        if meant is not None:
            places = places or _Places(document)
            yield _read(meant, comment.location, places.covered(comment), words)


def _read(meant: re.Match[str], location: Location, covers: tuple[int, int], words: Words) -> Ignore:
    """What an ignore comment says, given its head; one that cannot be read names no rule."""
    said = _SAID.fullmatch(meant.string, meant.end())
    if said is None:
        return Ignore((), "", location, covers)
    rules = tuple(name.strip().lower() for name in (said["rules"] or "").split(",") if name.strip())
    reason = (said["reason"] or "").strip()
    return Ignore(rules, "" if answers_nothing(reason, words) else reason, location, None if meant["file"] else covers)


class _Places:
    """The blocks and headings of a document by line."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._starts = [block.location.line for block in self._blocks]
        self._headings = [section.heading.location for section in document.sections]
        self._heading_lines = [place.line for place in self._headings]
        self._run_ends = _run_ends(self._blocks)
        self._are_comments = [_is_comment(block) for block in self._blocks]
        self._others = _others(self._are_comments)

    def covered(self, comment: Comment) -> tuple[int, int]:
        """A comment within a line covers that line; one that stands alone, the block after it."""
        first, last = comment.location.line, comment.location.end_line
        around = bisect_right(self._starts, first) - 1
        block = self._blocks[around] if around >= 0 else None
        alone = block is not None and block.location.end_line >= first and self._are_comments[around]
        return (first, max(last, self._end_of_next(around + 1))) if alone else (first, last)

    def _end_of_next(self, index: int) -> int:
        """The last line of what follows: a heading, a table, a paragraph, or a whole list; other comments aside."""
        after = self._blocks[index - 1].location.end_line
        index = self._others[index]
        heading = bisect_right(self._heading_lines, after)
        if heading < len(self._headings) and (
            index == len(self._blocks) or self._heading_lines[heading] < self._starts[index]
        ):
            return self._headings[heading].end_line
        return self._run_ends[index] if index < len(self._blocks) else 0


def _run_ends(blocks: tuple[Block, ...]) -> list[int]:
    """For each block, the last line of the list it opens or stands in; of other blocks, their own last line."""
    ends = [block.location.end_line for block in blocks]
    for index in range(len(blocks) - 2, -1, -1):
        this, following = blocks[index], blocks[index + 1]
        if this.item is not None and following.item is not None and this.section is following.section:
            ends[index] = ends[index + 1]
    return ends


def _others(are_comments: list[bool]) -> list[int]:
    """For each block, and for the place behind the last, the next one that is no comment, itself included."""
    found = [len(are_comments)] * (len(are_comments) + 1)
    for index in range(len(are_comments) - 1, -1, -1):
        found[index] = found[index + 1] if are_comments[index] else index
    return found


def _is_comment(block: Block) -> bool:
    return block.kind is BlockKind.HTML and is_blank(block.text)

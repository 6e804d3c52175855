"""Turn fixes into GitHub's ``suggestion`` blocks: whole lines, one block per line, in one hunk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from speclatch.fixes import compose, lines_after
from speclatch.model import JudgedFinding
from speclatch.reports.escape import fence, is_visible

MAX_LINES = 40
"""Longest suggestion; a fix that touches more is no small edit that someone accepts with a click."""
MAX_TEXT = 10_000
"""Longest text of a suggestion, in characters: a comment holds 65,536, and a line may be of any length."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """New text for the lines ``first`` to ``last`` of a file. ``text`` is None where nothing of them is left.

    ``carrier`` is the fingerprint of the finding whose comment shows it, ``covers`` those of all findings
    it mends.
    """

    path: str
    first: int
    last: int
    text: str | None
    carrier: str
    covers: frozenset[str]
    safe: bool

    def markdown(self) -> str:
        """The block that GitHub offers as a one-click change."""
        return fence(self.text, "suggestion") if self.text is not None else "```suggestion\n```"


def suggestions(
    findings: Sequence[JudgedFinding],
    sources: Mapping[str, tuple[str, ...]],
    commentable: Mapping[str, tuple[range, ...]],
) -> tuple[Suggestion, ...]:
    """Compose what the fixes of ``findings`` (most important first) suggest.

    Fixes that share a line become one suggestion, carried by the first finding among them; where two
    fixes want the same characters, the later one is left out and gets its turn in the next run. Fixes
    that reach out of a hunk of the diff, and those whose text holds characters that nobody could see,
    give none.
    """
    placed = [
        (judged, *span)
        for judged in findings
        if (span := _span(judged)) is not None
        and span[1][1] <= len(sources.get(span[0], ()))
        and _in_one_hunk(span[1], commentable.get(span[0], ()))
    ]
    found = [
        _compose(path, group, sources[path])
        for path in dict.fromkeys(path for _, path, _ in placed)
        for group in _groups([(judged, lines) for judged, at, lines in placed if at == path])
    ]
    return tuple(suggestion for suggestion in found if suggestion is not None)


def _span(judged: JudgedFinding) -> tuple[str, tuple[int, int]] | None:
    """The file and lines that a finding's fix touches, if it stays in one file and is short."""
    edits = judged.finding.fix.edits if judged.finding.fix else ()
    if not edits or len({edit.location.path for edit in edits}) > 1:
        return None
    first = min(edit.location.line for edit in edits)
    last = max(edit.location.end_line for edit in edits)
    return (edits[0].location.path, (first, last)) if last - first < MAX_LINES else None


def _in_one_hunk(lines: tuple[int, int], hunks: Iterable[range]) -> bool:
    return any(lines[0] in hunk and lines[1] in hunk for hunk in hunks)


Placed = tuple[JudgedFinding, tuple[int, int]]


def _groups(placed: list[Placed]) -> list[list[Placed]]:
    """Findings whose fixes share lines, directly or through others; the order in a group is kept."""
    groups: list[tuple[int, int, list[int]]] = []
    for index, (_, (first, last)) in sorted(enumerate(placed), key=lambda item: item[1][1]):
        if groups and first <= groups[-1][1]:
            low, high, members = groups.pop()
            groups.append((low, max(high, last), [*members, index]))
        else:
            groups.append((first, last, [index]))
    return [[placed[index] for index in sorted(members)] for _, _, members in groups]


def _compose(path: str, group: list[Placed], source: Sequence[str]) -> Suggestion | None:
    composed = compose(judged.finding.fix for judged, _ in group if judged.finding.fix is not None)
    mended = [group[number] for number in composed.taken]
    first = min(low for _, (low, _) in mended)
    last = max(high for _, (_, high) in mended)
    text = lines_after(source, composed.edits[path], first, last)
    if text is not None and (len(text) > MAX_TEXT or not is_visible(text)):
        return None
    return Suggestion(
        path,
        first,
        last,
        text,
        carrier=mended[0][0].fingerprint,
        covers=frozenset(judged.fingerprint for judged, _ in mended),
        safe=all(judged.finding.fix.safe for judged, _ in mended if judged.finding.fix),
    )

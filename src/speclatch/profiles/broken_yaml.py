"""A template's front matter that is no YAML: what is wrong with it, and its keys, read line by line."""

from __future__ import annotations

from collections.abc import Iterator

from speclatch.documents.document import Document, MetadataField, ProblemKind, Scalar
from speclatch.model import Location
from speclatch.patterns import lazy_re

_KEY = lazy_re(r"(?P<key>[^\W\d][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*\Z")
_FENCE = lazy_re(r"\ufeff?(?:---|\.\.\.)[ \t]*\Z")


def faults_of(source: Document) -> tuple[str, ...]:
    """What keeps the front matter from being read as YAML, for the template's author."""
    return tuple(
        f"line {problem.location.line}: {problem.message}; the keys are read line by line"
        for problem in source.front_matter.problems
        if problem.kind is ProblemKind.INVALID
    )


def entries_of(source: Document) -> tuple[MetadataField, ...]:
    """The keys of a front matter, those behind a fault too."""
    known = source.front_matter.entries
    if source.front_matter.readable:
        return known
    names = {entry.key for entry in known}
    found = [entry for entry in _by_line(source) if entry.key not in names]
    return tuple(sorted((*known, *found), key=lambda entry: entry.location.line))


def _by_line(source: Document) -> Iterator[MetadataField]:
    """The keys that begin a line, each with what stands behind it, a remark aside."""
    path, end = source.path, source.front_matter.location.end_line
    seen: set[str] = set()
    for number, line in enumerate(source.lines[:end], 1):
        found = None if _FENCE.match(line) else _KEY.match(line)
        if found is None or found["key"] in seen:
            continue
        seen.add(found["key"])
        place = Location(path, number)
        raw = (found["value"] or "").partition(" #")[0].strip()
        text = raw.strip("\"'")
        yield MetadataField(found["key"], text or None, raw, place, place, (Scalar(text, place),) if text else ())

"""Where code and tests name requirement ids. Bytes are searched; nothing of a language is understood."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from speclatch.patterns import lazy_re
from speclatch.references.paths import reads_as_markdown
from speclatch.specs.snapshot import Snapshot

MAX_BYTES = 2_000_000
"""Larger files are data or bundles, not what a person wrote about a requirement."""
_ID = lazy_re(rb"(?<![A-Za-z0-9-])[A-Z][A-Z0-9]*(?:-[A-Z0-9]+){0,8}-\d{1,9}[A-Z]?(?![A-Za-z0-9])")
_TEST_FOLDERS = frozenset(("test", "tests", "__tests__", "testing", "e2e", "spec", "specs", "cypress", "playwright"))
_TEST_NAME = lazy_re(r"test_.*|.*[._-](?:test|tests|spec|e2e)\.[^.]+|.*Tests?\.[^.]+|conftest\.py")


class CodeMention(NamedTuple):
    """An id in a file of code, with the line (from 1). ``test`` tells files of tests by their names and folders."""

    id: str
    path: str
    line: int
    test: bool


def is_test(path: str) -> bool:
    """Whether a path is that of a test, by the customs of the usual languages."""
    *folders, name = path.split("/")
    return bool(_TEST_NAME.fullmatch(name)) or not _TEST_FOLDERS.isdisjoint(folder.casefold() for folder in folders)


def code_mentions(snapshot: Snapshot, ids: Collection[str]) -> Iterator[CodeMention]:
    """Every line of a file that is no document and names one of ``ids`` (in capitals), sorted by path and line."""
    if not ids:
        return
    paths = sorted(path for path in snapshot.listing.entries if not reads_as_markdown(path))
    for path, raw in sorted(snapshot.contents(paths)):
        if len(raw) > MAX_BYTES or b"\0" in raw[:8000]:
            continue
        seen: set[tuple[str, int]] = set()
        for found in _ID.finditer(raw):
            name = found[0].decode("ascii")
            if name in ids:
                seen.add((name, raw.count(b"\n", 0, found.start()) + 1))
        for name, line in sorted(seen, key=lambda one: (one[1], one[0])):
            yield CodeMention(name, path, line, is_test(path))

"""Short names for files, so that lists can be read on a phone: ``EXEC-062`` where that says it all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from speclatch.model import Report
from speclatch.patterns import lazy_re

_ID = lazy_re(r"[A-Z][A-Z0-9]*(?:-[A-Z][A-Z0-9]*)*-\d+[A-Za-z]?(?=[-._])")

_EVERYWHERE = frozenset({"spec.md", "readme.md", "index.md", "plan.md", "design.md", "kep.yaml"})
"""File names that say nothing without their folder."""


def labels(report: Report) -> Mapping[str, str]:
    """For every file that a report speaks of, the shortest name that no other of them has."""
    spoken = (
        *(spec.path for spec in report.specs),
        *(judged.finding.location.path for judged in report.findings),
        *(ignored.comment.path for ignored in report.ignored),
    )
    return short_names(spoken)


def short_names(paths: Iterable[str]) -> Mapping[str, str]:
    """Each path with its id, its name, its end from some folder on, or all of it: the first unique one."""
    known = dict.fromkeys(paths)
    candidates = {path: tuple(_candidates(path)) for path in known}
    uses = Counter(name for names in candidates.values() for name in set(names))
    return {path: next((name for name in names if uses[name] == 1), path) for path, names in candidates.items()}


def unbroken(name: str) -> str:
    """A name as a table shows it: an id stays on one line, for its hyphens are no places to break."""
    match = _ID.match(f"{name}.")
    return name.replace("-", "\u2011") if match and match.end() == len(name) else name


def _candidates(path: str) -> Iterator[str]:
    parts = path.split("/")
    match = _ID.match(parts[-1])
    if match:
        yield match[0]
    telling = 1 + (parts[-1].casefold() in _EVERYWHERE)
    for start in range(max(len(parts) - telling, 0), -1, -1):
        yield "/".join(parts[start:])

"""The report on a whole repository, given again while nothing that it depends on has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from speclatch.config.model import Config
from speclatch.errors import ExitCode
from speclatch.judging.baseline import Baseline
from speclatch.trees.work_tree import WorkTree
from speclatch.workspace.cache import CacheStore, NullCache, canonical


@dataclass(frozen=True, slots=True)
class Rendered:
    """A report as it was written, a text per place it goes to; the exit code; how much of the baseline is gone."""

    texts: tuple[str, ...]
    code: ExitCode
    gone: int


@dataclass(frozen=True)
class ReportCache:
    """The report on a checkout that was written last.

    It depends on the checkout's files, the configuration, the baseline, and the ``form`` that it is written in:
    formats, a width, colours. Where files have changed and an audit finds what it had found, it is the same report.

    Attributes:
        states: the name of the report by the state of the files.
        reports: reports by their names; both belong to this very program.
    """

    states: CacheStore
    reports: CacheStore
    tree: WorkTree
    config: Config
    baseline: Baseline
    form: Sequence[object]

    @cached_property
    def key(self) -> str | None:
        """Names all that the report depends on; None where that is not known."""
        state = None if isinstance(self.states, NullCache) else self.tree.state()
        return self._named(state) if state is not None else None

    def _named(self, found: str) -> str:
        """The name of a report on what was found, or on a state of the files."""
        parts = (found, canonical(self.config), canonical(self.baseline.fingerprints), canonical(list(self.form)))
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def get(self) -> Rendered | None:
        """The report of a run in which all was as it is now; None if there was none."""
        match self.states.get(self.key) if self.key is not None else None:
            case [str(name)]:
                return self._report(name)
        return None

    def again(self, found: str) -> Rendered | None:
        """The report on what an audit has found before, by its name; the next run, too, gives it for these files."""
        name = self._named(found)
        rendered = self._report(name)
        if rendered is not None and self.key is not None:
            self.states.put(self.key, [name])
        return rendered

    def put(self, rendered: Rendered, found: str = "") -> None:
        """Keep a report for the next run; ``found`` names what the audit has found, if anything does."""
        if self.key is not None:
            name = self._named(found) if found else self.key
            self.states.put(self.key, [name])
            self.reports.put(name, [list(rendered.texts), int(rendered.code), rendered.gone])

    def _report(self, name: str) -> Rendered | None:
        row = self.reports.get(name)
        return _rendered(row) if row is not None else None


def _rendered(row: Sequence[object]) -> Rendered | None:
    """What a row says; None if it is no such row: the file it was read from may hold anything."""
    match row:
        case [list(texts), (0 | 1) as code, int(gone)] if all(isinstance(text, str) for text in texts):
            return Rendered(tuple(map(str, texts)), ExitCode(code), gone)
    return None

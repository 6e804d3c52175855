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
    formats, a width, colours. ``cache`` belongs to this very program.
    """

    cache: CacheStore
    tree: WorkTree
    config: Config
    baseline: Baseline
    form: Sequence[object]

    @cached_property
    def key(self) -> str | None:
        """Names all that the report depends on; None where that is not known."""
        state = None if isinstance(self.cache, NullCache) else self.tree.state()
        if state is None:
            return None
        parts = (state, canonical(self.config), canonical(self.baseline.fingerprints), canonical(list(self.form)))
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def get(self) -> Rendered | None:
        """The report of a run in which all was as it is now; None if there was none."""
        row = self.cache.get(self.key) if self.key is not None else None
        return _rendered(row) if row is not None else None

    def put(self, rendered: Rendered) -> None:
        """Keep a report for the next run."""
        if self.key is not None:
            self.cache.put(self.key, [list(rendered.texts), int(rendered.code), rendered.gone])


def _rendered(row: Sequence[object]) -> Rendered | None:
    """What a row says; None if it is no such row: the file it was read from may hold anything."""
    match row:
        case [list(texts), (0 | 1) as code, int(gone)] if all(isinstance(text, str) for text in texts):
            return Rendered(tuple(map(str, texts)), ExitCode(code), gone)
    return None

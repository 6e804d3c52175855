"""The report on a whole repository, told again while nothing that it depends on has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from speclatch.config.model import Config
from speclatch.errors import ExitCode
from speclatch.judging.baseline import Baseline
from speclatch.judging.cache import NoMemory, Remembered, canonical
from speclatch.trees.work_tree import WorkTree


@dataclass(frozen=True, slots=True)
class Told:
    """What a run says: the report as it was written, the exit code, and how many findings of the baseline are gone."""

    text: str
    code: ExitCode
    gone: int


@dataclass(frozen=True)
class Retelling:
    """Remembers what was told of a checkout.

    The report depends on the checkout's files, the configuration, the baseline, and the ``form`` that it is written in:
    a format, a width, colours. ``memory`` belongs to this very program.
    """

    memory: Remembered
    tree: WorkTree
    config: Config
    baseline: Baseline
    form: Sequence[object]

    @cached_property
    def name(self) -> str | None:
        """Names all that the report depends on; None where that cannot be told."""
        state = None if isinstance(self.memory, NoMemory) else self.tree.state()
        if state is None:
            return None
        parts = (state, canonical(self.config), canonical(self.baseline.fingerprints), canonical(list(self.form)))
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def told(self) -> Told | None:
        """What was told when all was as it is now; None if nobody remembers."""
        row = self.memory.known(self.name) if self.name is not None else None
        return _told(row) if row is not None else None

    def keep(self, told: Told) -> None:
        """Remember what is told now."""
        if self.name is not None:
            self.memory.keep(self.name, [told.text, int(told.code), told.gone])


def _told(row: Sequence[object]) -> Told | None:
    """What a row says; None if it is no such row, for nobody vouches for what is remembered."""
    match row:
        case [str(text), (0 | 1) as code, int(gone)]:
            return Told(text, ExitCode(code), gone)
    return None

"""The report on a whole repository, given again while nothing that it depends on has changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from speclatch.cache import FAULTS, CacheStore, NullCache, canonical, name_of
from speclatch.config.model import Config
from speclatch.errors import ExitCode
from speclatch.judging.baseline import Baseline
from speclatch.trees.work_tree import WorkTree
from speclatch.workspace.cache_file import CacheBlob


class Rendered(NamedTuple):
    """A report as it was written, a text per place it goes to; the exit code; how much of the baseline is gone."""

    texts: tuple[str, ...]
    code: ExitCode
    gone: int


class LastReport:
    """The report that was written last, in a file: one line that says what follows, then its texts as they are.

    Args:
        blob: the file, of this very program; None where there is none to be had.
    """

    def __init__(self, blob: CacheBlob | None) -> None:
        self._blob = blob

    def get(self, name: str) -> Rendered | None:
        """The report, if that is its name."""
        body = self._blob.body if self._blob is not None else b""
        end = body.find(b"\n")
        try:
            match json.loads(body[:end] or b"null"):
                case [str(found), (0 | 1) as code, int(gone), list(sizes)] if found == name:
                    return Rendered(tuple(_cut(body, end + 1, sizes)), ExitCode(code), gone)
        except (*FAULTS, RecursionError):
            pass
        return None

    def put(self, name: str, rendered: Rendered) -> None:
        """Keep a report in the place of the other."""
        if self._blob is not None:
            texts = [text.encode("utf-8", "surrogatepass") for text in rendered.texts]
            head = json.dumps([name, int(rendered.code), rendered.gone, list(map(len, texts))])
            self._blob.put(b"".join((head.encode(), b"\n", *texts)))


def _cut(body: bytes, start: int, sizes: Sequence[int]) -> Iterator[str]:
    """The texts of so many bytes that follow one another to the end; raises a ValueError where they do not."""
    if start + sum(sizes) != len(body) or any(size < 0 for size in sizes):
        raise ValueError("texts of another size")
    for size in sizes:
        yield body[start : start + size].decode("utf-8", "surrogatepass")
        start += size


@dataclass(frozen=True)
class ReportCache:
    """The report on a checkout that was written last.

    It depends on the checkout's files, the configuration, the baseline, and the ``form`` that it is written in:
    formats, a width, colours. Where files have changed and an audit finds what it had found, it is the same report.

    Attributes:
        states: the name of the report by the state of the files; it belongs to this very program.
        last: the report.
    """

    states: CacheStore
    last: LastReport
    tree: WorkTree
    config: Config
    baseline: Baseline
    form: Sequence[object]

    @cached_property
    def key(self) -> str | None:
        """Names all that the report depends on; None where that is not known."""
        state = None if isinstance(self.states, NullCache) else self.tree.state()
        return self._named(state) if state is not None else None

    @cached_property
    def _settings(self) -> tuple[str, ...]:
        """What a report depends on besides what was found."""
        return canonical(self.config), canonical(self.baseline.fingerprints), canonical(list(self.form))

    def _named(self, found: str) -> str:
        """The name of a report on what was found, or on a state of the files."""
        return name_of((found, *self._settings))

    def get(self) -> Rendered | None:
        """The report of a run in which all was as it is now; None if there was none."""
        match self.states.get(self.key) if self.key is not None else None:
            case [str(name)]:
                return self.last.get(name)
        return None

    def again(self, found: str) -> Rendered | None:
        """The report on what an audit has found before, by its name; the next run, too, gives it for these files."""
        name = self._named(found)
        rendered = self.last.get(name)
        if rendered is not None and self.key is not None:
            self.states.put(self.key, [name])
        return rendered

    def put(self, rendered: Rendered, found: str = "") -> None:
        """Keep a report for the next run; ``found`` names what the audit has found, if anything does."""
        if self.key is not None:
            name = self._named(found) if found else self.key
            self.states.put(self.key, [name])
            self.last.put(name, rendered)

"""One check of a checkout: what is judged, what an earlier run knows of it, what is mended, how it is reported."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from speclatch.cache import NullCache
from speclatch.config.model import Config
from speclatch.errors import ExitCode, code_of
from speclatch.fixes import show
from speclatch.judging import pipeline
from speclatch.judging.baseline import Baseline, gone
from speclatch.judging.executors import executor_for_this_machine
from speclatch.judging.pipeline import Case, Versions
from speclatch.judging.shards import Shard
from speclatch.model import Report, Severity
from speclatch.reports.escape import visible_path
from speclatch.reports.numbers import plural
from speclatch.trees import Tree
from speclatch.workspace.cache_file import REPORT, STATE, cache_folder, open_blob, open_cache
from speclatch.workspace.checkout import Checkout
from speclatch.workspace.history import history_of
from speclatch.workspace.loading import baseline_in, home_of, make_case, named_paths, path_in
from speclatch.workspace.mending import mended, write_mended
from speclatch.workspace.output import (
    Detail,
    OutputFormat,
    render,
    say,
    wants_colour,
    warn,
    width_for,
    write,
)
from speclatch.workspace.progress import progress
from speclatch.workspace.report_cache import LastReport, Rendered, ReportCache

if TYPE_CHECKING:
    from speclatch.judging.recall.memory import Memory

STATES = 100
"""States of the files that are known to have a report, beside the one that is there."""


class Target(NamedTuple):
    """Where a report goes and how it is written; ``path`` is None for stdout."""

    path: Path | None
    output_format: OutputFormat
    detail: Detail


class Options(NamedTuple):
    """What the arguments say."""

    paths: tuple[Path, ...]
    base: str
    everything: bool
    typed: Path | None
    targets: tuple[Target, ...]
    fix: bool
    diff: bool
    cache: bool
    shard: Shard | None = None


@dataclass(frozen=True)
class Check:
    """One check of a checkout. ``named``: the configuration in force is not the checkout's own."""

    options: Options
    checkout: Checkout
    named: bool

    def report(self) -> ExitCode:
        """Judge, mend what is to be mended, and report."""
        with self._cache() as cache:
            rendered = cache.get()
            if rendered is None:
                rendered = self._audited(cache) if self._is_whole else self._checked()
        for target, text in zip(self.options.targets, rendered.texts, strict=True):
            write(text, target.path)
        if rendered.gone:
            them = "1 finding of the baseline is" if rendered.gone == 1 else f"{rendered.gone} of the baseline are"
            say(f"{them} gone; `speclatch baseline` takes that out of the file")
        return rendered.code

    def show_fixes(self) -> ExitCode:
        """Print what safe fixes would change, or write it to the file that is named."""
        tree = self._tree()
        report = self._judged(tree)
        changed = mended(report, tree)
        patch = show({path: tree.read(path) for path in changed}, changed)
        write(patch, self.options.targets[0].path)
        errors = sum(judged.severity is Severity.ERROR and judged.counts for judged in report.findings)
        if not changed:
            by_hand = f"; {plural(errors, 'error')} to be mended by hand" if errors else ""
            say(f"there is no safe fix{by_hand}")
        return code_of(report)

    def _fixed(self, report: Report, tree: Tree) -> Report:
        """The report after safe fixes were applied to the files."""
        changed = mended(report, tree)
        if not changed:
            if report.findings:
                say("there is no safe fix for what was found")
            return report
        write_mended(self.checkout.repository.root, changed)
        return pipeline.run(self._case(self.checkout.repository.work_tree()))

    def _tree(self) -> Tree:
        """What is judged: the checkout, with the text on stdin laid over it where one is given."""
        typed = self.options.typed
        if typed is None:
            return self.checkout.tree
        from speclatch.trees.unsaved import UnsavedTree

        path = path_in(typed, self.checkout.repository.root)
        return UnsavedTree(self.checkout.tree, {path: sys.stdin.buffer.read()})

    def _case(self, tree: Tree) -> Case:
        repository, _, config = self.checkout
        named = self.options.paths if self.options.typed is None else (self.options.typed,)
        only = named_paths(list(named), repository.root, tree) if named else None
        case = make_case(
            repository,
            tree,
            config,
            only,
            base=self.options.base,
            everything=self.options.everything,
            baseline=self._baseline,
            cache=self.options.cache,
        )
        case = case._replace(shard=self.options.shard)
        if case.changes is None:
            return case._replace(history=history_of(repository))
        from speclatch.workspace.policy_files import policy_change_of  # only where something is compared

        return case._replace(policy_change=policy_change_of(case, named=self.named))

    @property
    def _baseline(self) -> Baseline:
        return baseline_in(self.checkout.tree)

    def _judged(self, tree: Tree) -> Report:
        """Judge; a whole repository of many documents on all processors."""
        return self._run(self._case(tree))

    def _checked(self) -> Rendered:
        """Judge, and mend what is to be mended."""
        tree = self._tree()
        report = self._judged(tree)
        return self._rendered(self._fixed(report, tree) if self.options.fix else report)

    def _audited(self, cache: ReportCache) -> Rendered:
        """Judge the whole checkout, by what the last audit found where that still holds."""
        repository, tree, _ = self.checkout
        case = self._case(tree)
        if self._folder is None or find_spec("msgspec") is None:  # the image has none: it remembers nothing
            rendered = self._rendered(self._run(case))
            cache.put(rendered)
            return rendered
        from speclatch.workspace.audit_memory import audit_memory  # not where some specs are checked

        with audit_memory(repository, tree, case, self._folder) as memory:
            recalled = pipeline.recall(case, memory)
            again = cache.again(recalled.name) if recalled.name else None
            if again is not None:
                return again
            rendered = self._rendered(self._run(case, memory, recalled.versions))
            cache.put(rendered, memory.name)
            return rendered

    def _run(self, case: Case, memory: Memory | None = None, versions: Versions | None = None) -> Report:
        for remark in _not_compared(self.options, case.config):
            warn(remark)
        with progress("judging specs"):
            return pipeline.run(case, executor=executor_for_this_machine(), versions=versions, memory=memory)

    def _rendered(self, report: Report) -> Rendered:
        nothing = _nothing(self.options, self.checkout.config)
        audit = self.options.everything
        texts = [
            render(report, one.output_format, one.path, nothing, one.detail, audit=audit)
            for one in self.options.targets
        ]
        return Rendered(tuple(texts), code_of(report), len(gone(self._baseline, report)))

    @property
    def _is_whole(self) -> bool:
        """Whether the report is on the whole repository as it is."""
        return self.options.everything and not self.options.fix and self.options.shard is None

    @cached_property
    def _folder(self) -> Path | None:
        """Where the user's caches are; None where this run keeps nothing."""
        return cache_folder(os.environ) if self._is_whole and self.options.cache else None

    def _form(self) -> Iterator[object]:
        """What a report depends on besides what is judged: how it is written, the addresses, the commit."""
        repository = self.checkout.repository
        yield from (wants_colour(), home_of(repository, self.options.base), repository.head)
        for target in self.options.targets:
            yield from (target.output_format.value, target.detail.value, width_for(target.path))

    @contextmanager
    def _cache(self) -> Iterator[ReportCache]:
        """The report of an earlier run on the whole repository; nothing where another thing is asked for."""
        form = tuple(self._form()) if self._folder is not None else ()
        root, tree, config = self.checkout.repository.root, self.checkout.tree, self.checkout.config
        with (
            open_cache(root, self._folder, STATE, spare=STATES) as states,
            open_blob(root, self._folder, REPORT) as blob,
        ):
            yield ReportCache(states or NullCache(), LastReport(blob), tree, config, self._baseline, form)


def _not_compared(options: Options, config: Config) -> Iterator[str]:
    """What to say where only new findings are to fail, and there is nothing to tell them from old ones by."""
    if config.new_only and (options.everything or (options.paths and not options.base)):
        yield "nothing is compared here, so `new-only` spares nothing: every finding counts"


def _nothing(options: Options, config: Config) -> str:
    """What to say where nothing of what was asked for is a spec; empty: a change may well touch none."""
    if not options.everything and not options.paths and options.typed is None:
        return ""
    globs = [glob for use in config.profiles for glob in use.match]
    sought = f"no file that {', '.join(globs)} matches" if globs else "no document that looks like a profile's"
    where = "in this repository" if options.everything else "among the paths named"
    return f"no spec {where}: {visible_path(sought)}"

"""``speclatch check``: judge the repository that the command stands in."""

from __future__ import annotations

import argparse
import enum
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from speclatch.config.model import Config
from speclatch.errors import ExitCode, UsageError, code_of
from speclatch.fixes import show
from speclatch.judging import pipeline
from speclatch.judging.baseline import Baseline, gone
from speclatch.judging.executors import executor_for_this_machine
from speclatch.judging.pipeline import Case
from speclatch.judging.shards import Shard
from speclatch.model import Report, Severity
from speclatch.reports.escape import visible_path
from speclatch.reports.numbers import plural
from speclatch.trees import Tree
from speclatch.workspace.arguments import Parser
from speclatch.workspace.cache import NullCache
from speclatch.workspace.cache_file import REPORT, cache_folder, open_cache
from speclatch.workspace.checkout import Checkout, open_checkout
from speclatch.workspace.history import history_of
from speclatch.workspace.loading import baseline_in, home_of, make_case, named_paths, path_in
from speclatch.workspace.mending import mended, write_mended
from speclatch.workspace.output import (
    Detail,
    Output,
    OutputFormat,
    named_output,
    render,
    say,
    wants_colour,
    warn,
    width_for,
    write,
)
from speclatch.workspace.policy_files import policy_change_of
from speclatch.workspace.progress import progress
from speclatch.workspace.report_cache import Rendered, ReportCache

if TYPE_CHECKING:
    from speclatch.judging.recall.memory import Memory

DESCRIPTION = """\
Judge specs: the ones changed since the default branch, and those that the
change breaks. Exit codes: 0 pass, 1 fail, 2 usage, 3 could not judge.
"""


class FailOn(enum.Enum):
    """What fails the gate."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


def parser() -> Parser:
    """The command's arguments."""
    made = Parser("speclatch check", "[PATH...]", DESCRIPTION, "speclatch check --base origin/main")
    made.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="Specs or folders; default: what changed.")
    made.add_argument("--base", default="", metavar="REF", help="Compare with where this ref and HEAD parted.")
    made.add_argument("--all", action="store_true", dest="everything", help="Judge every spec of the repository.")
    made.add_argument(
        "--stdin-filename", type=Path, metavar="FILE", help="Judge what comes on stdin as that file's text."
    )
    made.shard()
    made.choice("--format", OutputFormat, "FORMAT", "As")
    made.add_argument(
        "--output",
        dest="outputs",
        action="append",
        type=named_output,
        metavar="FILE",
        help="Also write it to FILE, or to FORMAT:FILE (repeatable).",
    )
    made.add_argument("--statistics", action="store_true", help="Count by rule and profile; list no finding.")
    made.add_argument("--quiet", action="store_true", help="Print the verdict alone.")
    made.choice("--fail-on", FailOn, "LEVEL", "What fails")
    made.add_argument("--fix", action="store_true", help="Apply safe fixes to the files.")
    made.add_argument("--diff", action="store_true", help="Show safe fixes as a patch, change nothing.")
    made.config()
    made.add_argument("--no-cache", action="store_true", help="Judge everything anew; keep nothing.")
    return made


class Target(NamedTuple):
    """Where a report goes and how it is written; ``path`` is None for stdout."""

    path: Path | None
    output_format: OutputFormat
    detail: Detail


@dataclass(frozen=True)
class Options:
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


def run(arguments: argparse.Namespace) -> ExitCode:
    """Judge, and report; the exit code is the verdict.

    Raises:
        UsageError: the arguments do not go together, or name what is not there.
        ConfigError: the configuration or the baseline cannot be used.
        CannotJudgeError: git could not look, or a bound was reached.
    """
    _refuse(arguments)
    options = Options(
        paths=tuple(arguments.paths),
        base=arguments.base,
        everything=arguments.everything,
        typed=arguments.stdin_filename,
        targets=_targets(arguments),
        fix=arguments.fix,
        diff=arguments.diff,
        cache=not arguments.no_cache,
        shard=arguments.shard,
    )
    checkout = open_checkout(
        arguments.config, arguments.fail_on.value if arguments.fail_on else None, cache=options.cache
    )
    check = _Check(options, checkout, named=arguments.config is not None)
    return check.show_fixes() if options.diff else check.report()


def _refuse(arguments: argparse.Namespace) -> None:
    """Raise a UsageError for arguments that do not go together."""
    if arguments.everything and (arguments.paths or arguments.base):
        raise UsageError("--all judges everything; leave out PATH and --base")
    if arguments.shard is not None and not arguments.everything:
        raise UsageError("--shard is a part of everything: it goes with --all")
    if arguments.stdin_filename and (arguments.everything or arguments.paths or arguments.base or arguments.fix):
        raise UsageError("--stdin-filename judges one text; leave out PATH, --all, --base and --fix")
    if arguments.fix and arguments.diff:
        raise UsageError("--diff shows what --fix would do; give one of them")
    if arguments.statistics and arguments.quiet:
        raise UsageError("--quiet leaves out what --statistics counts; give one of them")
    formats = (arguments.format, *(output.output_format for output in arguments.outputs or ()))
    if arguments.diff and (any(formats) or arguments.statistics or arguments.quiet or len(formats) > 2):
        raise UsageError("--diff prints a patch: it goes with --output FILE, and with no other form of report")
    on_stdout = OutputFormat.TEXT if _is_taken(arguments) else arguments.format or OutputFormat.TEXT
    if (arguments.statistics or arguments.quiet) and on_stdout is not OutputFormat.TEXT:
        raise UsageError(f"--statistics and --quiet shorten the text; {on_stdout.value} is written whole")
    for output in arguments.outputs or ():
        if not output.path.absolute().parent.is_dir():
            raise UsageError(f"--output {output.path}: there is no folder {output.path.parent}")


def _is_taken(arguments: argparse.Namespace) -> bool:
    """Whether --format speaks of a file: one that is given without a format of its own."""
    return any(output.output_format is None for output in arguments.outputs or ())


def _targets(arguments: argparse.Namespace) -> tuple[Target, ...]:
    """Where the report goes: to stdout, and to every file that is named."""
    asked = arguments.format or OutputFormat.TEXT
    detail = Detail.COUNTS if arguments.statistics else Detail.VERDICT if arguments.quiet else Detail.ALL
    outputs: list[Output] = arguments.outputs or []
    files = [Target(output.path, output.output_format or asked, Detail.ALL) for output in outputs]
    stdout = Target(None, OutputFormat.TEXT if _is_taken(arguments) else asked, detail)
    return (*files, stdout)


@dataclass(frozen=True)
class _Check:
    """One run of the command. ``named``: the configuration in force is not the checkout's own."""

    options: Options
    checkout: Checkout
    named: bool

    def report(self) -> ExitCode:
        """Judge, mend what is to be mended, and report."""
        with self._cache() as cache:
            rendered = cache.get()
            if rendered is None:
                tree = self._tree()
                report = self._audited() if self._is_whole else self._judged(tree)
                rendered = self._rendered(self._fixed(report, tree) if self.options.fix else report)
                cache.put(rendered)
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
        )
        past = history_of(repository) if case.changes is None else None
        return replace(
            case, history=past, policy_change=policy_change_of(case, named=self.named), shard=self.options.shard
        )

    @property
    def _baseline(self) -> Baseline:
        return baseline_in(self.checkout.tree)

    def _judged(self, tree: Tree) -> Report:
        """Judge; a whole repository of many documents on all processors."""
        return self._run(self._case(tree))

    def _audited(self) -> Report:
        """Judge the whole checkout, by what the last audit found where that still holds."""
        repository, tree, _ = self.checkout
        case = self._case(tree)
        if self._folder is None or find_spec("msgspec") is None:  # the image has none: it keeps nothing
            return self._run(case)
        from speclatch.workspace.audit_memory import audit_memory  # not where some specs are checked

        with audit_memory(repository, tree, case, self._folder) as memory:
            return self._run(case, memory)

    def _run(self, case: Case, memory: Memory | None = None) -> Report:
        for remark in _not_compared(self.options, case.config):
            warn(remark)
        with progress("judging specs"):
            return pipeline.run(case, executor=executor_for_this_machine(), memory=memory)

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
        yield from (wants_colour(), home_of(repository, self.options.base), repository.head())
        for target in self.options.targets:
            yield from (target.output_format.value, target.detail.value, width_for(target.path))

    @contextmanager
    def _cache(self) -> Iterator[ReportCache]:
        """The report of an earlier run on the whole repository; nothing where another thing is asked for."""
        form = tuple(self._form()) if self._folder is not None else ()
        with open_cache(self.checkout.repository.root, self._folder, REPORT, spare=0) as cache:
            yield ReportCache(cache or NullCache(), self.checkout.tree, self.checkout.config, self._baseline, form)


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

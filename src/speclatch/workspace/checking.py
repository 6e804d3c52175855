"""What ``speclatch check`` does, apart from how its arguments are written: look, judge, mend, report."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from speclatch.config.model import CONFIG_PATHS, Config
from speclatch.errors import ConfigError, ExitCode, UsageError, code_of
from speclatch.fixes import apply, compose, show
from speclatch.judging.baseline import Baseline, gone
from speclatch.judging.cache import NoMemory, Remembered
from speclatch.judging.pipeline import Case, run
from speclatch.model import Fix, Report
from speclatch.profiles.govern import is_markdown
from speclatch.reports.escape import visible, visible_path
from speclatch.specs.policy import Amendment, files_of
from speclatch.trees import Tree
from speclatch.trees.local import open_local
from speclatch.trees.work_tree import WorkTree
from speclatch.workspace.cache_file import AUDIT, CONFIGURATION, REPORT, SPARE_ROWS, memory_of
from speclatch.workspace.loading import PYPROJECT, baseline_in, load_config, make_case, named_paths, remarks_on
from speclatch.workspace.output import OutputFormat, render, wants_colour, width_for, write
from speclatch.workspace.progress import shown
from speclatch.workspace.report_cache import Retelling, Told

WORTH_IT = 64
"""Documents below which one process is done before others have started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """The arguments of ``speclatch check``; ``fail_on`` is a severity's word, ``never``, or None."""

    paths: tuple[Path, ...] = ()
    base: str = ""
    everything: bool = False
    output_format: OutputFormat = OutputFormat.TEXT
    output: Path | None = None
    fail_on: str | None = None
    fix: bool = False
    diff: bool = False
    config: Path | None = None
    cache: bool = True


def check(options: CheckOptions, directory: Path) -> ExitCode:
    """Judge the repository around ``directory`` and report; the exit code is the verdict.

    Raises:
        UsageError: the arguments do not go together, or name what is not there.
        ConfigError: the configuration or the baseline cannot be used.
        GitError: git could not look.
        LimitError: a bound was reached.
    """
    _refuse_nonsense(options)
    repository = open_local(directory, os.environ)
    tree = repository.work_tree()
    with _memory(repository.root, options, CONFIGURATION) as memory:
        config = load_config(tree, options.config, options.fail_on, memory)
    for remark in (*remarks_on(config, tree), *_not_compared(options, config)):
        warn(remark)
    only = named_paths(list(options.paths), repository.root, tree) if options.paths else None
    known = baseline_in(tree)

    def case(of: Tree) -> Case:
        made = make_case(repository, of, config, only, base=options.base, everything=options.everything, baseline=known)
        return replace(made, amendment=_amendment(made, named=options.config is not None))

    def judged() -> Report:
        with shown("judging specs"):
            return _judge(case(tree), repository.root, options)

    def tell(report: Report) -> Told:
        text = render(report, options.output_format, options.output, _nothing(options, config))
        return Told(text, code_of(report), len(gone(known, report)))

    if options.diff or options.fix:
        report = judged()
        changed = mended(report, tree)
        if options.diff:
            sys.stdout.write(show({path: tree.read(path) for path in changed}, changed))
            return code_of(report)
        write_files(repository.root, changed)
        told = tell(run(case(repository.work_tree())))
    else:
        with _retelling(options, tree, config, known) as before:
            again = before.told()
            told = again or tell(judged())
            if again is None:
                before.keep(told)
    _leave(told.text, options.output)
    if told.gone:
        them = "1 finding of the baseline is" if told.gone == 1 else f"{told.gone} findings of the baseline are"
        print(f"speclatch: {them} gone; `speclatch baseline` takes that out of the file", file=sys.stderr)
    return told.code


def _refuse_nonsense(options: CheckOptions) -> None:
    """Raise a UsageError for arguments that do not go together."""
    if options.everything and (options.paths or options.base):
        raise UsageError("--all judges everything; leave out PATHS and --base")
    if options.output is not None and not options.output.absolute().parent.is_dir():
        raise UsageError(f"--output {options.output}: there is no folder {options.output.parent}")


@contextmanager
def _memory(root: Path, options: CheckOptions, part: str, spare: int = SPARE_ROWS) -> Iterator[Remembered]:
    """A part of the checkout's memory; where there is none to be had, or none is wanted, one that remembers nothing."""
    with memory_of(root, os.environ, part, spare) if options.cache else nullcontext(None) as memory:
        yield memory or NoMemory()


@contextmanager
def _retelling(options: CheckOptions, tree: WorkTree, config: Config, baseline: Baseline) -> Iterator[Retelling]:
    """What was told of the whole repository before; nothing where only a part is asked for."""
    form = (options.output_format, width_for(options.output), options.output is None and wants_colour())
    whole = _memory(tree.root, options, REPORT, spare=0)
    with whole if options.everything else nullcontext(NoMemory()) as memory:
        yield Retelling(memory, tree, config, baseline, form)


def _amendment(case: Case, *, named: bool) -> Amendment | None:
    """What the change does to the standards, as a pull request with it would be told.

    ``named``: the configuration in force is not the checkout's own, and says nothing of which files hold that.
    """
    names = (*CONFIG_PATHS, PYPROJECT)
    changes = case.changes or ()
    touched = {path for changed in changes for path in changed.paths}
    if not touched or not (named or touched & files_of(case.config, names)):
        return None
    from speclatch.workspace.policy_files import amendment  # rarely needed

    try:
        return amendment(case.trees.base, case.trees.landing, changes, names)
    except ConfigError as error:
        warn(f"what this change does to the gate cannot be told: {error}")
        return None


def warn(text: str) -> None:
    """A remark on stderr that is no part of the verdict."""
    print(f"speclatch: warning: {visible(text)}", file=sys.stderr)


def _judge(case: Case, root: Path, options: CheckOptions) -> Report:
    """Judge; a whole repository of many documents on all processors, and by what was found out before."""
    if case.changes is not None or sum(map(is_markdown, case.trees.landing.listing.entries)) < WORTH_IT:
        return run(case)
    from speclatch.judging.workers import crew  # takes longer to import than a few specs to judge

    with _memory(root, options, AUDIT) as memory:
        return run(case, crew=crew(), memory=memory)


def _not_compared(options: CheckOptions, config: Config) -> Iterator[str]:
    """What to say where only new findings are to fail, and there is nothing to tell them from old ones by."""
    if config.new_only and (options.everything or (options.paths and not options.base)):
        yield "nothing is compared here, so `new-only` spares nothing: every finding counts"


def _leave(text: str, output: Path | None) -> None:
    """Print the report, or write it to a file.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        write(text, output)
    except OSError as error:
        if output is None:
            raise
        raise UsageError(f"--output {output}: it cannot be written: {error.strerror}") from error


def _nothing(options: CheckOptions, config: Config) -> str:
    """What to say where nothing of what was asked for is a spec; empty: a change may well touch none."""
    if not options.everything and not options.paths:
        return ""
    globs = [glob for use in config.profiles for glob in use.match]
    sought = f"no file that {', '.join(globs)} matches" if globs else "no document that looks like a profile's"
    where = "in this repository" if options.everything else "among the paths named"
    return f"no spec {where}: {visible_path(sought)}"


def mended(report: Report, tree: Tree) -> dict[str, bytes]:
    """The files that safe fixes change, with their new content."""
    fixes: list[Fix] = [
        judged.finding.fix for judged in report.findings if judged.finding.fix is not None and judged.finding.fix.safe
    ]
    return {path: apply(tree.read(path), edits) for path, edits in compose(fixes).edits.items()}


def write_files(root: Path, contents: Mapping[str, bytes]) -> None:
    """Put new contents in place, each file whole or not at all; its mode stays."""
    for path, raw in contents.items():
        target = root / path
        mode = target.stat().st_mode
        beside = target.with_name(f".{target.name}.speclatch")
        beside.write_bytes(raw)
        beside.chmod(mode)
        beside.replace(target)
        print(f"fixed {visible_path(path)}", file=sys.stderr)

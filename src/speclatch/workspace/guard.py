"""The guard in a coding agent: may the files that a tool is about to write be written yet?"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from speclatch.judging.naming import is_spoken_of
from speclatch.reports.escape import visible, visible_path
from speclatch.reports.numbers import plural
from speclatch.workspace.checkout import open_checkout
from speclatch.workspace.guard_memory import guard_memory
from speclatch.workspace.hook import Writing, repository_around
from speclatch.workspace.loading import make_case

if TYPE_CHECKING:
    from speclatch.config.model import Config
    from speclatch.judging.readiness import Readiness
    from speclatch.trees.local import LocalRepository
    from speclatch.trees.work_tree import WorkTree

MOST_SHOWN = 3
"""How many of the missing answers a refusal names: an agent reads all of it, each time."""
MAX_MESSAGE = 160
"""Characters of a missing answer."""


def refusals(writing: Writing, here: Path, config: Path | None = None) -> Iterator[str]:
    """A line of a refusal after the other; none where all the files may be written.

    Args:
        writing: what is about to be written.
        here: the folder of relative paths, where the call names none.
        config: a configuration other than the repository's own.

    Raises:
        GitError: the repository around a file cannot be read.
        ConfigError: its configuration cannot be used.
        LimitError: a bound was reached before everything was looked at.
    """
    for path in writing.paths:
        written = here / writing.directory / path
        place = Path(os.path.abspath(written))  # noqa: PTH100 - see _names
        if place.is_dir():
            continue
        for called in dict.fromkeys((place, written.resolve())):  # a link elsewhere may lead into a checkout
            around = repository_around(called)
            if around is not None:
                said = _refusals(called, around, config)
                yield from said
                if said or called.resolve().is_relative_to(around.resolve()):
                    break


def _refusals(place: Path, around: Path, config: Path | None) -> tuple[str, ...]:
    repository, tree, settings = open_checkout(config, directory=around, warned=True)
    names = tuple(_names(place, repository.root))
    with guard_memory(repository, tree, settings) as memory:
        said = memory.get(names)
        if said is None:
            said = tuple(_found(names, repository, memory.tree, settings))
            memory.put(names, said)
    return said


def _found(called: Sequence[str], repository: LocalRepository, tree: WorkTree, settings: Config) -> Iterator[str]:
    names = [name for name in called if is_spoken_of(name, settings, tree)]
    if not names:
        return
    # What judges takes longer to import than all that was done so far, and most files are no spec's.
    from speclatch.judging.guard import claims, refusal
    from speclatch.judging.pipeline import run as judge
    from speclatch.judging.pipeline import snapshots
    from speclatch.judging.readiness import as_implemented, readiness

    case = make_case(repository, tree, settings, everything=True)
    snapshot, _ = snapshots(case)
    judging = case._replace(config=as_implemented(settings))
    versions = snapshots(judging)

    def answer(path: str) -> Readiness | None:
        report = judge(judging._replace(only=(path,)), versions=versions)
        return next(iter(readiness(report, settings, (path,))), None)

    for path in names:
        for claim in claims(path, snapshot):
            why = refusal(claim, snapshot, answer)
            if why is not None:
                yield from _said(path, why)
                return


def _names(place: Path, root: Path) -> Iterator[str]:
    """What a file is called in its repository: as it is written, and where links on the way lead."""
    called = ((place, root), (place.resolve(), root.resolve()))
    yield from dict.fromkeys(one.relative_to(top).as_posix() for one, top in called if one.is_relative_to(top))


def _said(path: str, why: Readiness | str) -> Iterator[str]:
    """A refusal: the file, the spec, what is missing there, and the command that lists it all."""
    file = visible_path(path)
    if isinstance(why, str):
        yield f"{file} may not be written yet: {visible(why)}."
        return
    spec = visible_path(why.path)
    missing = plural(len(why.missing), "answer") + " missing"
    yield f"{file} may not be written yet: {spec} is not ready: {why.reason or missing}."
    for judged in why.missing[:MOST_SHOWN]:
        finding = judged.finding
        message = visible(finding.message)
        cut = message if len(message) <= MAX_MESSAGE else f"{message[: MAX_MESSAGE - 1]}…"
        yield f"  {visible_path(finding.location.path)}:{finding.location.line} {finding.rule}: {cut}"
    rest = len(why.missing) - MOST_SHOWN
    if rest > 0:
        yield f"  and {rest} more"
    yield f"Finish the spec first, and leave its approval to a person; `speclatch ready {spec}` says what is missing."

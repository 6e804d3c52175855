"""What the commands on a laptop share: the configuration, the baseline, the named files, the case to judge."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path, PurePosixPath

from speclatch.baseline import Baseline, read_baseline
from speclatch.cli.codes import UsageError
from speclatch.config import BASELINE_PATH, CONFIG_PATHS, Config, parse_config
from speclatch.gate import Case
from speclatch.model import ChangedFile, Severity
from speclatch.rules import BY_ID
from speclatch.trees import EntryKind, Tree, Trees
from speclatch.trees.local import LocalRepository

PYPROJECT = "pyproject.toml"


def load_config(tree: Tree, named: Path | None, fail_on: str | None = None) -> Config:
    """The configuration in force on a laptop: the one named, else the repository's, else the defaults.

    Raises:
        UsageError: there is no such file.
        ConfigError: it cannot be used.
    """
    if named is not None:
        if not named.is_file():
            raise UsageError(f"there is no configuration file {named}")
        found = parse_config(named.read_bytes(), str(named), BY_ID)
    else:
        found = config_in(tree, CONFIG_PATHS)
    if fail_on is None:
        return found
    return replace(found, fail_on=None if fail_on == "never" else Severity(fail_on))


def config_in(tree: Tree, names: Collection[str]) -> Config:
    """The first configuration that a tree holds, ``pyproject.toml`` last; the defaults if it holds none.

    Raises:
        ConfigError: it cannot be used.
    """
    for name in names:
        if name in tree.listing.entries:
            return parse_config(tree.read(name), name, BY_ID)
    if PYPROJECT in tree.listing.entries:
        raw = tree.read(PYPROJECT)
        if b"[tool.speclatch" in raw:
            return parse_config(raw, PYPROJECT, BY_ID)
    return Config()


def baseline_in(tree: Tree) -> Baseline:
    """The baseline that a tree holds; an empty one if it holds none.

    Raises:
        ConfigError: it cannot be used.
    """
    entry = tree.listing.entries.get(BASELINE_PATH)
    if entry is None or entry.kind not in (EntryKind.FILE, EntryKind.EXECUTABLE):
        return Baseline()
    return read_baseline(tree.read(BASELINE_PATH), BASELINE_PATH)


def named_paths(paths: list[Path], root: Path, tree: Tree) -> frozenset[str]:
    """Files of the repository that the arguments name; a folder names all that is in it.

    Raises:
        UsageError: a path leads out of the repository or to nothing.
    """
    found: set[str] = set()
    for path in paths:
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a link that is to be judged
        try:
            relative = absolute.relative_to(root)
        except ValueError:
            try:
                relative = absolute.resolve().relative_to(root.resolve())
            except ValueError:
                raise UsageError(f"{path} is not in the repository {root}") from None
        name = PurePosixPath(relative).as_posix()
        inside = [entry for entry in tree.listing.entries if name == "." or entry.startswith(f"{name}/")]
        if name in tree.listing.entries:
            found.add(name)
        elif inside:
            found.update(inside)
        else:
            raise UsageError(f"there is no file {path} that git would track")
    return frozenset(found)


def make_case(
    repository: LocalRepository,
    tree: Tree,
    config: Config,
    only: frozenset[str] | None = None,
    *,
    base: str = "",
    everything: bool = False,
    baseline: Baseline | None = None,
) -> Case:
    """What is judged: everything, the named paths, or what changed since the base."""
    changes: tuple[ChangedFile, ...] | None = None
    before = tree
    if not everything and (only is None or base):
        start = base or repository.default_base() or ("HEAD" if repository.has_commits() else "")
        if start:
            commit = repository.merge_base(start)
            changes = repository.changes(commit, repository.work_tree())
            before = repository.tree(commit)
    known = (baseline or Baseline()).fingerprints
    return Case(Trees(before, tree, tree), config, tree, changes, only, known)

"""What the commands on a laptop share: the configuration, the baseline, the named files, the case to judge."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from speclatch.cache import FAULTS, CacheStore, NullCache
from speclatch.config.model import BASELINE_PATH, CONFIG_PATHS, Config, config_of
from speclatch.errors import UsageError
from speclatch.git.faults import GitError
from speclatch.model import ChangedFile, Severity
from speclatch.reports.escape import visible_path
from speclatch.trees import EntryKind, Tree, Trees, read_regular
from speclatch.trees.local import LocalRepository
from speclatch.trees.work_tree import WorkTree
from speclatch.workspace.ci import base_in, merge_base
from speclatch.workspace.profile_cache import profile_cache

if TYPE_CHECKING:
    from speclatch.judging.baseline import Baseline
    from speclatch.judging.pipeline import Case
    from speclatch.references.home import Home

PYPROJECT = "pyproject.toml"
_MISNAMED = (
    *("speclatch.yml", "speclatch.yaml", "speclatch.toml", "speclatch.json", ".speclatch"),
    *(".speclatch.toml", ".speclatch.json", ".speclatchrc", ".github/speclatch.yml", ".github/.speclatch.yml"),
)
"""Names that other tools would give a configuration; a file of such a name is told of where none is read."""


def load_config(tree: Tree, named: Path | None, fail_on: str | None = None, cache: CacheStore | None = None) -> Config:
    """The configuration in force on a laptop: the one named, else the repository's, else the defaults.

    ``cache`` may know what a file of these very bytes says.

    Raises:
        UsageError: there is no such file.
        ConfigError: it cannot be used.
    """
    if named is not None:
        if not named.is_file():
            raise UsageError(f"there is no configuration file {named}")
        found = _parse(named.read_bytes(), str(named), cache)
    else:
        found = config_in(tree, CONFIG_PATHS, cache)
    if fail_on is None:
        return found
    return replace(found, fail_on=None if fail_on == "never" else Severity(fail_on))


def config_in(tree: Tree, names: Collection[str], cache: CacheStore | None = None) -> Config:
    """The first configuration that a tree holds, ``pyproject.toml`` last; the defaults if it holds none.

    Raises:
        ConfigError: it cannot be used.
    """
    name = next(configurations(tree, names), "")
    return _parse(read_regular(tree, name), name, cache) if name else Config()


def warnings_about(config: Config, tree: Tree, store: CacheStore | None = None) -> tuple[str, ...]:
    """What of a configuration does nothing, one sentence each; ``tree`` is the one whose specs it is for.

    ``store`` keeps what is derived from templates.

    Raises:
        ConfigError: a template cannot be used.
    """
    if not config.path:
        return tuple(
            f"{name} is not read: the configuration is called {CONFIG_PATHS[0]}, or [tool.speclatch] in {PYPROJECT}"
            for name in _MISNAMED
            if name in tree.listing.entries
        )
    from speclatch.judging.config_warnings import config_warnings  # only where there is a configuration
    from speclatch.profiles.load import load_profiles

    found = tuple(configurations(tree, CONFIG_PATHS))
    others = [name for name in found if name != config.path] if config.path in found else []
    overriding = [use for use in config.profiles if any(use.overrides.values())]
    derived = replace(config, profiles=tuple(use._replace(overrides={}) for use in overriding))
    tree.prefetch(use.template for use in overriding if use.template)
    profiles = load_profiles(derived, partial(read_regular, tree), store=store) if overriding else ()
    return config_warnings(config, profiles, tree.listing, others)


def configurations(tree: Tree, names: Collection[str]) -> Iterator[str]:
    """The files of a tree that hold a configuration; the first is read."""
    entries = tree.listing.entries
    yield from (name for name in names if name in entries)
    if PYPROJECT not in entries or PYPROJECT in names or entries[PYPROJECT].kind is EntryKind.SUBMODULE:
        return
    if _is_configured(tree.read(PYPROJECT)):
        yield PYPROJECT


def _is_configured(raw: bytes) -> bool:
    """Whether a ``pyproject.toml`` speaks of us, however it spells it; of what is no TOML the heading tells."""
    if b"speclatch" not in raw:
        return False
    import tomllib  # most of them do not name us

    try:
        tools = tomllib.loads(raw.decode("utf-8-sig")).get("tool")
    except (ValueError, RecursionError):
        return b"[tool.speclatch" in raw
    return isinstance(tools, dict) and "speclatch" in tools


def _parse(raw: bytes, path: str, cache: CacheStore | None) -> Config:
    name = hashlib.sha256(os.fsencode(path) + b"\0" + raw).hexdigest()
    cache = cache or NullCache()
    if known := cache.get(name):
        with contextlib.suppress(*FAULTS):
            return config_of(known[0], path)
    with _without_plugins():
        from speclatch.config.reader import read_settings  # pydantic takes longer to import than a small check takes
        from speclatch.rules import BY_ID

        settings = read_settings(raw, path, BY_ID)
    cache.put(name, [settings])
    return config_of(settings, path)


@contextlib.contextmanager
def _without_plugins() -> Iterator[None]:
    """Keep pydantic's plugins out: looking for them takes longer than all else it does here, and a gate wants none.

    A program that embeds the gate may want its own afterwards.
    """
    with _ONE_AT_A_TIME:
        before = os.environ.get(_PLUGINS)
        os.environ[_PLUGINS] = "__all__"
        try:
            yield
        finally:
            if before is None:
                os.environ.pop(_PLUGINS, None)
            else:
                os.environ[_PLUGINS] = before


_PLUGINS = "PYDANTIC_DISABLE_PLUGINS"
_ONE_AT_A_TIME = Lock()


def baseline_in(tree: Tree) -> Baseline:
    """The baseline that a tree holds; an empty one if it holds none.

    Raises:
        ConfigError: it cannot be used.
    """
    from speclatch.judging.baseline import Baseline, read_baseline

    if BASELINE_PATH not in tree.listing.entries:
        return Baseline()
    return read_baseline(read_regular(tree, BASELINE_PATH), BASELINE_PATH)


def named_paths(paths: list[Path], root: Path, tree: Tree) -> frozenset[str]:
    """Files of the repository that the arguments name; a folder names all that is in it.

    Raises:
        UsageError: a path leads out of the repository or to nothing.
    """
    found: set[str] = set()
    for path in paths:
        name = path_in(path, root)
        inside = [entry for entry in tree.listing.entries if name == "." or entry.startswith(f"{name}/")]
        if name in tree.listing.entries:
            found.add(name)
        elif inside:
            found.update(inside)
        else:
            raise UsageError(f"there is no file {visible_path(str(path))} that git would track")
    return frozenset(found)


def path_in(path: Path, root: Path) -> str:
    """A path as the repository at ``root`` names it.

    Raises:
        UsageError: it leads out of the repository.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a link that is to be judged
    for one, other in ((absolute, root), (absolute.resolve(), root.resolve())):
        if one.is_relative_to(other):
            return one.relative_to(other).as_posix()
    raise UsageError(f"{visible_path(str(path))} is not in the repository {root}")


def _own_head(repository: LocalRepository) -> str:
    """What to compare with in a repository that follows no other: its last commit, if there is one.

    Raises:
        GitError: it is a clone, or a part of one, and lacks the branch that its changes are for.
    """
    if repository.is_clone():
        raise GitError(
            "There is no branch here to compare with, so nobody can say what has changed:"
            " fetch the branch that this change is for and name it with --base, or judge everything with --all."
        )
    return "HEAD" if repository.head else ""


def make_case(
    repository: LocalRepository,
    tree: Tree,
    config: Config,
    only: frozenset[str] | None = None,
    *,
    base: str = "",
    everything: bool = False,
    baseline: Baseline | None = None,
    cache: bool = True,
) -> Case:
    """What is judged: everything, the named paths, or what changed since the base.

    ``cache``: what is derived from templates may come from an earlier run.
    """
    from speclatch.judging.pipeline import Case  # takes as long to import as all other commands together

    changes: tuple[ChangedFile, ...] | None = None
    before = tree
    if not everything and (only is None or base):
        start = base or base_in(os.environ, repository) or repository.default_base() or _own_head(repository)
        if start:
            commit = merge_base(os.environ, repository, start)
            changes, before = repository.compare(commit, tree if isinstance(tree, WorkTree) else repository.work_tree())
    known = baseline.fingerprints if baseline is not None else frozenset()
    store = profile_cache(repository.root) if cache else None
    home = home_of(repository, base)
    return Case(Trees(before, tree, tree), config, tree, changes, only, known, home=home, profiles=store)


def home_of(repository: LocalRepository, base: str = "") -> Home:
    """Where a checkout's repository lives, by its remotes; ``base`` is the branch that somebody named."""
    from speclatch.references.home import home_of_remotes

    urls = repository.remote_urls()
    return home_of_remotes(urls, repository.branches(base) if urls else ())

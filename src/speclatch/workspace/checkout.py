"""The checkout that a command stands in, with the configuration in force there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from speclatch.config.model import CONFIG_PATHS, Config
from speclatch.trees.local import LocalRepository, open_local
from speclatch.trees.work_tree import WorkTree
from speclatch.workspace.cache_file import CONFIGURATION, cache_folder, open_cache
from speclatch.workspace.loading import configurations, load_config, warnings_about
from speclatch.workspace.output import warn
from speclatch.workspace.profile_cache import profile_cache


class Checkout(NamedTuple):
    """A repository, its files as they are on disk, and what they are judged by."""

    repository: LocalRepository
    tree: WorkTree
    config: Config


def open_checkout(
    config: Path | None = None,
    fail_on: str | None = None,
    *,
    cache: bool = True,
    directory: Path | None = None,
    warned: bool = False,
) -> Checkout:
    """Open the repository around the current directory; what of its configuration does nothing is a warning.

    Args:
        config: a configuration other than the repository's own.
        fail_on: a severity's word or ``never``, which counts before the configuration's.
        cache: whether a configuration of the same bytes may come from a cache: pydantic, which reads it, takes
            a third of a small check to import.
        directory: where to look for the repository; None: around the current directory.
        warned: whether the warnings have been given elsewhere, or nobody would read them.

    Raises:
        GitError: there is no repository that could be used.
        UsageError: the configuration named is not there.
        ConfigError: the configuration cannot be used.
    """
    repository = open_local(directory or Path.cwd(), os.environ)
    tree = repository.work_tree()
    is_there = config is not None or any(configurations(tree, CONFIG_PATHS))
    with open_cache(repository.root, cache_folder(os.environ) if cache and is_there else None, CONFIGURATION) as store:
        settings = load_config(tree, config, fail_on, store)
    kept = profile_cache(repository.root) if cache else None
    for warning in () if warned else warnings_about(settings, tree, kept):
        warn(warning)
    return Checkout(repository, tree, settings)

"""What was derived from templates, kept in a file of the user's own for the next command in the same checkout."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

from speclatch.cache import Row
from speclatch.workspace.cache_file import PROFILES, CacheFile, cache_folder, open_cache

SPARE = 30
"""Rows kept that no profile in use was made of: another branch has other templates."""


class ProfileCache:
    """Profiles by name, see ``profiles.remembered``; the file is read once, and written at once, as that is seldom.

    Args:
        root: the checkout.
        folder: where the user's caches of this program are.
    """

    def __init__(self, root: Path, folder: Path) -> None:
        self._root = root
        self._folder = folder

    def get(self, name: str) -> Row | None:
        """The row of that name."""
        return self._rows.get(name) if self._rows is not None else None

    @cached_property
    def _rows(self) -> CacheFile | None:
        with open_cache(self._root, self._folder, PROFILES) as rows:
            return rows

    def put(self, name: str, row: Row) -> None:
        """Keep a row for later commands."""
        with open_cache(self._root, self._folder, PROFILES, spare=SPARE) as rows:
            if rows is not None:
                rows.put(name, row)
        self.__dict__.pop("_rows", None)  # to be read anew


def profile_cache(root: Path) -> ProfileCache | None:
    """The cache of the checkout at ``root``; None where nothing is kept."""
    folder = cache_folder(os.environ)
    return ProfileCache(root, folder) if folder is not None else None

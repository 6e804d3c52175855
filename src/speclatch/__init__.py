"""Speclatch: a merge gate for spec documents."""

from __future__ import annotations

from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from speclatch.model import Report

__all__ = ["__version__", "check"]

__version__ = "1.0.0"


def check(path: str | PathLike[str] = ".", base: str | None = None) -> Report:
    """Judge specs of a checkout, as ``speclatch check`` does; nothing is printed, written or remembered.

    Args:
        path: a folder of a repository, or one spec in it: what is judged. It may be relative to the current directory.
        base: what the checkout is compared with (a branch, a tag, a commit): of ``path``, only what changed since then
            and what that breaks is judged. None: all of it is.

    Returns:
        What was found, what counts, and the verdict; frozen data, see docs/python.md.

    Raises:
        speclatch.errors.SpeclatchError: the gate could not look, or its configuration cannot be used; the message says
            why. It never passes because it could not look.
    """
    report: Report = import_module("speclatch.workspace.embedding").check(path, base)
    return report

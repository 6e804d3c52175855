"""The gate for programs that embed it: what ``speclatch.check`` does."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from speclatch.errors import UsageError
from speclatch.judging.pipeline import run
from speclatch.model import Report
from speclatch.reports.escape import visible_path
from speclatch.workspace.checkout import open_checkout
from speclatch.workspace.loading import baseline_in, make_case, named_paths


def check(path: str | PathLike[str], base: str | None) -> Report:
    """Judge specs of a checkout; see ``speclatch.check``.

    Raises:
        SpeclatchError: there is no such path, or the gate could not look.
    """
    place = Path(path)
    if base is not None and not base:
        raise UsageError("the base is an empty text; None judges everything")
    try:
        found = place.resolve(strict=True)
    except (OSError, ValueError) as error:
        raise UsageError(f"there is no {visible_path(str(place))}") from error
    directory = found if place.is_dir() else place.parent.resolve()
    repository, tree, config = open_checkout(cache=False, directory=directory, warned=True)
    whole = found == repository.root.resolve()
    only = None if whole else named_paths([place], repository.root, tree)
    everything = whole and base is None
    baseline = baseline_in(tree)
    return run(
        make_case(
            repository, tree, config, only, base=base or "", everything=everything, baseline=baseline, cache=False
        )
    )

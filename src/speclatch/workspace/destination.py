"""Where a document may be moved to: what git, links, tables and YAML can all hold, inside of the repository."""

from __future__ import annotations

from pathlib import Path
from posixpath import basename, join

from speclatch.errors import UsageError
from speclatch.patterns import lazy_re
from speclatch.reports.escape import visible_path
from speclatch.trees import Listing

_UNFIT = lazy_re(r"[\x00-\x1f\x7f\"#*,:;<>?\[\\\]`{|}]")
"""What ends a path in YAML, in a table, in a link or in a list of references, or may stand in no path of Windows."""


def moves_to(listing: Listing, old: str, new: str, root: Path, *, into: bool = False) -> tuple[dict[str, str], str]:
    """The new path of each file that moves, and where ``old`` itself ends up.

    Args:
        listing: the tree before the move.
        old: the file or folder that moves.
        new: where it is to go, or the folder that it goes into.
        root: the checkout.
        into: whether ``new`` is a folder, also where none is there yet.

    Raises:
        UsageError: nothing is there to move, or it cannot go there.
    """
    if into or new == "." or (root / new).is_dir():
        new = basename(old) if new == "." else join(new, basename(old))
    _refuse_unfit(old, new, root)
    if old in listing.entries:
        return {old: new}, new
    inside = [path for path in listing.entries if path.startswith(f"{old}/")]
    if not inside:
        raise UsageError(f"there is no file or folder {visible_path(old)} that git tracks")
    if f"{new}/".startswith(f"{old}/"):
        raise UsageError(f"{visible_path(old)} cannot be moved into itself")
    return {path: f"{new}{path.removeprefix(old)}" for path in inside}, new


def _refuse_unfit(old: str, new: str, root: Path) -> None:
    """Raises UsageError where something stands at a path or in its way, or where its name is none."""
    if (root / new).exists() and not (root / old).samefile(root / new):
        raise UsageError(f"{visible_path(new)} is there already")
    if new == old:
        raise UsageError(f"{visible_path(new)} is where it is")
    above = ""
    for part in new.split("/")[:-1]:
        above = f"{above}/{part}".lstrip("/")
        if (root / above).is_symlink():
            raise UsageError(f"{visible_path(above)} is a link: git moves nothing to what is behind it")
        if (root / above).exists() and not (root / above).is_dir():
            raise UsageError(f"{visible_path(above)} is a file, so nothing can be moved below it")
    if ".git" in new.casefold().split("/"):
        raise UsageError(f"{visible_path(new)} is git's own: what is moved there is tracked no more")
    for part in new.split("/"):
        if part not in old.split("/") and (sign := _UNFIT.search(part)):
            raise UsageError(
                f"{visible_path(new)} holds {visible_path(sign[0])!r}, which ends a path in YAML, links or tables"
            )

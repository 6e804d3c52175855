"""Write files so that an interruption leaves either the old file or the new one, and nothing else."""

from __future__ import annotations

import contextlib
from pathlib import Path


def replace_file(target: Path, raw: bytes) -> None:
    """Put ``raw`` in the place of a file, or make it; the mode of a file that is there stays.

    Raises:
        OSError: it cannot be written.
    """
    if target.exists() and not target.is_file():
        target.write_bytes(raw)  # a device or a pipe: what is wanted is written there, not another thing in its place
        return
    beside = target.with_name(f".{target.name}.speclatch")
    try:
        beside.write_bytes(raw)
        if target.exists():
            beside.chmod(target.stat().st_mode)
        beside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def write_new(target: Path, raw: bytes) -> None:
    """Make a file, and the folders that it needs.

    Raises:
        FileExistsError: it is there.
        OSError: it cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    file = target.open("xb")
    try:
        with file:
            file.write(raw)
    except BaseException:
        with contextlib.suppress(OSError):
            target.unlink()
        raise

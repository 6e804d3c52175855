"""``speclatch`` itself: its help, and its version."""

from __future__ import annotations

from typing import Annotated

import typer

from speclatch import __version__


def _version(value: bool) -> None:
    if value:
        print(f"speclatch {__version__}")
        raise typer.Exit


def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """A merge gate for spec documents: broken links, missing migrations, unanswered governance rows."""

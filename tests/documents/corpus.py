"""Real documents to compare on: the KEPs and EIPs in ``../shared/corpus`` beside the checkout."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "corpus"
ARCHIVES = ("keps.tar.gz", "eips.tar.gz")


def documents(*names: str) -> Iterator[tuple[str, bytes]]:
    """Path and content of every Markdown file of the archives that exist."""
    for name in names or ARCHIVES:
        archive = FOLDER / name
        if not archive.exists():
            continue
        with tarfile.open(archive) as opened:
            for member in opened:
                content = opened.extractfile(member) if member.isfile() and member.name.endswith(".md") else None
                if content is not None:
                    yield member.name, content.read()

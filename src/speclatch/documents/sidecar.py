"""Read a YAML file that stands beside a document and holds its front matter (``kep.yaml``)."""

from __future__ import annotations

from dataclasses import replace

from speclatch.documents.document import Document
from speclatch.documents.front_matter import FrontMatter
from speclatch.documents.reading import parse
from speclatch.documents.source import decode, split_lines
from speclatch.model import Location


def parse_metadata(path: str, raw: bytes) -> Document:
    """A document that is all front matter: the YAML file's keys, each with its place, and an empty body.

    Raises:
        UnreadableError: ``raw`` is not UTF-8.
    """
    from speclatch.documents.yaml_block import read_yaml  # PyYAML is loaded where a file needs it

    lines = split_lines(decode(raw))
    entries, problems = read_yaml(path, "\n".join(lines), 1)
    location = Location(path, 1, max(len(lines), 1))
    front_matter = FrontMatter(location, present=True, entries=entries, problems=problems)
    return replace(parse(path, b""), lines=tuple(lines), front_matter=front_matter)

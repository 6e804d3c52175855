"""What a reference is once it is read: which form it has, what it names, and where that stands in its text."""

from __future__ import annotations

import enum
from typing import NamedTuple
from urllib.parse import unquote


class Form(enum.Enum):
    """What a piece of text is, read as a reference."""

    PATH = "path"
    ANCHOR = "anchor"  # ``#section`` of the same file
    ID = "id"
    NAME = "name"  # ``ADR-003-queue``, ``[[ADR-003-queue]]``, ``ADR 003``: a file's name without its ending
    URL = "url"
    EMPTY = "empty"  # ``[PRD-007]()``: a link without a target
    NOTHING = "nothing"  # ``None``, ``N/A``: an answer
    PLACEHOLDER = "placeholder"  # ``[Link to PRD]``, ``PRD-###``, ``TBD``, blank
    PROSE = "prose"  # words that name no target


class ParsedReference(NamedTuple):
    """One reference in a text. Offsets count characters of that text, ends are exclusive.

    ``target`` is the path without anchor and line numbers, the id without version, the URL or the word
    itself. ``start`` and ``end`` span what a fix replaces (the path alone, the id); ``whole_end`` also takes
    in anchor and line numbers. ``link`` says that it is the destination of a Markdown link, which is relative
    to its file and percent-encoded; ``label`` is that link's text and ``label_start`` its offset. ``sure`` says that
    the text stands where nothing but a reference does: alone, first, or in a wiki link.
    """

    form: Form
    target: str
    start: int
    end: int
    whole_end: int
    anchor: str = ""
    anchor_start: int = -1
    lines: str = ""
    link: bool = False
    label: str = ""
    label_start: int = -1
    sure: bool = True

    @property
    def path(self) -> str:
        """The target as a path of the tree: a link's percent-encoding and query taken off."""
        if not self.link:
            return self.target
        return unquote(self.target.partition("?")[0], errors="surrogateescape")

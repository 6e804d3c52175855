"""A reference of a document with its place, and what references are collected from."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from speclatch.config.model import ReferenceKind
from speclatch.documents.document import (
    Document,
    Metadata,
    Section,
)
from speclatch.model import Location
from speclatch.profiles.align import Alignment
from speclatch.profiles.profile import Profile
from speclatch.references.parsed import Form, ParsedReference


class Referrer(Protocol):
    """What references are collected from: a ``catalogue.Spec``, or anything shaped like it."""

    @property
    def path(self) -> str:
        """Where the document is."""
        ...

    @property
    def document(self) -> Document:
        """The parsed document."""
        ...

    @property
    def profile(self) -> Profile:
        """What governs it."""
        ...

    @property
    def metadata(self) -> Metadata:
        """Its metadata, in whatever form."""
        ...

    @property
    def kinds(self) -> Sequence[ReferenceKind]:
        """The kinds of documents that it may refer to."""
        ...

    @property
    def alignment(self) -> Alignment:
        """The document laid over what governs it."""
        ...


class Origin(enum.Enum):
    """Where a reference stands."""

    KEY = "key"
    LABEL = "label"
    LINK = "link"
    ANSWER = "answer"  # an id of a known kind in the answer of a governance table


class Reference(NamedTuple):
    """A reference as it stands in a file.

    ``kind`` is None for a link that leads into no kind's folders. ``name`` is the key, the label or the
    link's target. ``location`` spans the reference with its anchor; ``edit_location`` what a fix replaces,
    None where the source does not show it as one piece; ``label_location`` a Markdown link's text.
    """

    kind: ReferenceKind | None
    origin: Origin
    name: str
    parsed: ParsedReference
    location: Location
    edit_location: Location | None = None
    label_location: Location | None = None
    section: Section | None = None

    @property
    def path(self) -> str:
        """The file it stands in."""
        return self.location.path


MAX_SHOWN = 200
"""Characters of a reference that a message shows."""


def as_written(reference: Reference) -> str:
    """A reference for a message: what the author wrote, with its anchor; a long one cut."""
    written = reference.parsed
    anchor = f"#{written.anchor}" if written.anchor and written.form in {Form.PATH, Form.ANCHOR} else ""
    text = f"{written.target}{anchor}"
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"

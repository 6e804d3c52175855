"""Suggest what a reference that leads nowhere most likely means: its text, why, and a one-click fix."""

from __future__ import annotations

from collections import Counter
from posixpath import basename
from typing import NamedTuple

from speclatch.config.model import ReferenceKind
from speclatch.documents import Document
from speclatch.documents.deadlines import check_deadline
from speclatch.model import Edit, Fix, Location
from speclatch.references.grammar import parse_reference
from speclatch.references.index import ReferenceIndex
from speclatch.references.kinds import prefixes
from speclatch.references.linked import LinkedDocument
from speclatch.references.nearest import LikeFolders, nearest
from speclatch.references.nearest_ids import Nearest
from speclatch.references.parsed import Form, ParsedReference
from speclatch.references.reference import Origin, Reference
from speclatch.references.resolution import Resolution, State
from speclatch.references.rewrite import in_attribute, rewritten
from speclatch.references.tokens import missing_scheme


class Suggestion(NamedTuple):
    """What is most likely meant: its ``text`` as the reference would have it (``""``: nothing is near), why, a fix.

    ``why`` completes "It ..."; empty where the text says enough.
    """

    text: str = ""
    why: str = ""
    fix: Fix | None = None


MAX_SEARCHES = 200
"""How many references of one document are searched for: whoever has more that lead nowhere needs no hint for each."""


class Suggester:
    """Finds what is nearest in one index. It remembers: a search takes long."""

    def __init__(self, index: ReferenceIndex) -> None:
        self._index = index
        self._own: LinkedDocument | None = None
        self._searches: Counter[str] = Counter()
        self._folders = LikeFolders(index)
        self._nearest: dict[tuple[object, ...], Nearest | None] = {}

    def suggest(self, reference: Reference, found: Resolution, own: Document) -> Suggestion:
        """What is near a reference of ``own`` that leads nowhere."""
        if found.state is State.ANCHOR_MISSING:
            self._searches[reference.path] += 1
            if self._searches[reference.path] > MAX_SEARCHES:
                return Suggestion()
            return _suggested_anchor(reference, self._document(found, own))
        if reference.origin is Origin.LINK and (scheme := missing_scheme(reference.parsed.target)):
            text = f"{scheme}{reference.parsed.target}"
            why = f"is an address, which is taken for a path without `{scheme}`"
            return Suggestion(text, why, replacement(reference, text, safe=False))
        near = self.nearest(reference.parsed, found, reference.path, reference.kind)
        if near is None:
            return Suggestion()
        if found.state is State.OTHER_FORM and reference.parsed.form is Form.NAME and found.sought in near.target:
            text = found.sought  # the id alone, as it was meant
        else:
            text = rewritten(reference.parsed, near.target, reference.path, self._index)
            text = in_attribute(text, reference, own.lines if reference.path == own.path else ())
        if reference.parsed.anchor and "#" in basename(near.target):  # what was read as an anchor is a part of the name
            reference = reference._replace(edit_location=reference.location)
        if not reference.parsed.link and _is_list(text):
            own_id = next((one for one in prefixes(basename(text)) if self._index.find_id(one) == (near.target,)), "")
            if not own_id:
                return Suggestion(text, near.why)
            text = own_id
        return Suggestion(text, near.why, replacement(reference, text, safe=near.certain))

    def _document(self, found: Resolution, own: Document) -> LinkedDocument | None:
        """The document that a reference of ``own`` leads to."""
        if found.target != own.path:
            return self._index.document(found.target)
        if self._own is None or self._own.given is not own:
            self._own = LinkedDocument(own.path, given=own)
        return self._own

    def nearest(
        self, reference: ParsedReference, found: Resolution, path: str, kind: ReferenceKind | None = None
    ) -> Nearest | None:
        """What a reference in ``path``, resolved as ``found``, most likely means; None if nothing is near."""
        key = (reference.form, reference.path, reference.link, found, path, kind.name if kind is not None else "")
        if key not in self._nearest:
            check_deadline()
            self._searches[path] += 1
            if self._searches[path] > MAX_SEARCHES:
                return None
            self._nearest[key] = nearest(reference, found, path, self._index, self._folders, kind)
        return self._nearest[key]


def replacement(reference: Reference, text: str, *, safe: bool) -> Fix | None:
    """The edits that put ``text`` for a reference's path or id; None where the source hides it."""
    if reference.edit_location is None or text == reference.parsed.target:
        return None
    edits = [Edit(reference.edit_location, text, reference.parsed.target)]
    if reference.label_location is not None and reference.parsed.label in {"", reference.parsed.target}:
        edits.insert(0, Edit(reference.label_location, text, reference.parsed.label))
    return Fix(tuple(edits), safe)


def _is_list(text: str) -> bool:
    """Whether a path outside of a link would be read as several: ``docs/a, b.md``."""
    return ("," in text or ";" in text) and [one.target for one in parse_reference(text)] != [text]


def _suggested_anchor(reference: Reference, document: LinkedDocument | None) -> Suggestion:
    slug = document.nearest_slug(reference.parsed.anchor) if document is not None else None
    if slug is None or slug == reference.parsed.anchor:
        return Suggestion()
    written = reference.parsed
    fix = None
    if reference.edit_location is not None and reference.edit_location.column is not None:
        start = reference.edit_location.column + written.anchor_start - written.start
        line = reference.edit_location.line
        place = Location(reference.path, line, line, start, start + len(written.anchor) - 1)
        fix = Fix((Edit(place, slug, written.anchor),), safe=False)
    return Suggestion(f"#{slug}", fix=fix)

"""Turn what a broken reference most likely means into a hint and a one-click fix."""

from __future__ import annotations

from speclatch.documents import Document
from speclatch.model import Edit, Fix, Location
from speclatch.references.collect import Reference
from speclatch.references.grammar import Form
from speclatch.references.index import ReferenceIndex
from speclatch.references.linked import LinkedDocument
from speclatch.references.nearest import nearest
from speclatch.references.resolve import Resolution, State
from speclatch.references.rewriting import rewritten

MAX_SHOWN = 200
"""Characters of a reference that a message shows."""


def mended(reference: Reference, found: Resolution, index: ReferenceIndex, own: Document) -> tuple[str, Fix | None]:
    """The hint (``""`` where nothing is near) and the fix for a reference of ``own`` that leads nowhere."""
    if found.state is State.ANCHOR_MISSING:
        target = LinkedDocument(own.path, given=own) if found.target == own.path else index.document(found.target)
        return _mended_anchor(reference, target)
    near = nearest(reference.parsed, found, reference.path, index, reference.kind)
    if near is None:
        return "", None
    text = rewritten(reference.parsed, near.target, reference.path, index)
    return f"Did you mean `{text}`? It {near.why}.", replacement(reference, text, safe=near.certain)


def replacement(reference: Reference, text: str, *, safe: bool) -> Fix | None:
    """The edits that put ``text`` for a reference's path or id; None where the source hides it."""
    if reference.edit_location is None or text == reference.parsed.target:
        return None
    edits = [Edit(reference.edit_location, text)]
    if reference.label_location is not None and reference.parsed.label in {"", reference.parsed.target}:
        edits.insert(0, Edit(reference.label_location, text))
    return Fix(tuple(edits), safe)


def _mended_anchor(reference: Reference, document: LinkedDocument | None) -> tuple[str, Fix | None]:
    slug = document.nearest_slug(reference.parsed.anchor) if document is not None else None
    if slug is None:
        return "", None
    written = reference.parsed
    fix = None
    if reference.edit_location is not None and reference.edit_location.column is not None:
        start = reference.edit_location.column + written.anchor_start - written.start
        line = reference.edit_location.line
        place = Location(reference.path, line, line, start, start + len(written.anchor) - 1)
        fix = Fix((Edit(place, slug),), safe=slug == written.anchor.casefold())
    return f"Did you mean `#{slug}`?", fix


def shown(reference: Reference) -> str:
    """A reference for a message: what the author wrote, with its anchor; a long one cut."""
    written = reference.parsed
    anchor = f"#{written.anchor}" if written.anchor and written.form in {Form.PATH, Form.ANCHOR} else ""
    text = f"{written.target}{anchor}"
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"

"""Put the text of an edit into a value of the metadata so that it is still one value: escaped, or in quotes."""

from __future__ import annotations

from dataclasses import replace

from speclatch.documents.front_matter import LITERAL, PLAIN, Scalar
from speclatch.documents.metadata import Metadata
from speclatch.model import Edit, Fix, Location
from speclatch.patterns import lazy_re

_NOT_PLAIN = lazy_re(r"""\A(?:[\s'"&*!|>%@`{}\[\],#]|[-?:](?:\s|\Z))|:(?:\s|\Z)|\s(?:#|\Z)""")
"""What no scalar without quotes may begin with, hold or end in."""
_ENDS_IN_FLOW = lazy_re(r"[,\[\]{}]")
"""What would end such a scalar between brackets."""


def quoted(fix: Fix, metadata: Metadata) -> Fix | None:
    """A fix whose edits in quoted values are escaped, and after which a value without quotes has them if it must.

    None where the source cannot hold the text.
    """
    edits = tuple(_quoted(edit, metadata) for edit in fix.edits)
    if edits == fix.edits:
        return fix
    kept = tuple(edit for edit in edits if edit is not None)
    places = {edit.location for edit in kept}
    return replace(fix, edits=kept) if len(places) == len(edits) else None


def escaped(text: str, quote: str) -> str:
    """A text as it stands between quotes in YAML; those of TOML and JSON that let something be escaped are double."""
    return text.replace("'", "''") if quote == "'" else text.replace("\\", "\\\\").replace('"', '\\"')


def _quoted(edit: Edit, metadata: Metadata) -> Edit | None:
    scalar = _scalar_at(edit.location, metadata)
    if scalar is None:
        return edit
    if scalar.quote in ("'", '"'):
        return _with_text(edit, escaped(edit.text, scalar.quote))
    if scalar.quote == LITERAL:
        return edit if "'" not in edit.text else None
    return _as_plain(edit, scalar) if scalar.quote == PLAIN else edit


def _with_text(edit: Edit, text: str) -> Edit | None:
    """An edit with another text; None where nothing would change, as the source spells it so already."""
    return replace(edit, text=text) if text != edit.old else None


def _as_plain(edit: Edit, scalar: Scalar) -> Edit | None:
    """An edit in a value without quotes, which gets them where it must; None where an anchor or a fold hides it."""
    place, where = scalar.location, edit.location
    first = place.column or 1
    is_shown = place.line == place.end_line and (place.end_column or 0) - first + 1 == len(scalar.text)
    start, end = (where.column or 1) - first, (where.end_column or 0) - first + 1
    text = scalar.text[:start] + edit.text + scalar.text[end:] if is_shown else edit.text
    if not _NOT_PLAIN.search(text) and not _ENDS_IN_FLOW.search(edit.text):
        return edit
    quote = "'"
    return Edit(place, f"{quote}{escaped(text, quote)}{quote}", scalar.text) if is_shown else None


def _scalar_at(place: Location, metadata: Metadata) -> Scalar | None:
    """The value in front matter, or in the file that stands for it, in which a place is."""
    for entry in metadata.front_matter.entries:
        where = entry.location
        if where.path == place.path and where.line <= place.line <= where.end_line:
            for scalar in entry.scalars:
                if _holds(scalar.location, place):
                    return scalar
    return None


def _holds(outer: Location, inner: Location) -> bool:
    start, end = (outer.line, outer.column or 1), (outer.end_line, outer.end_column)
    last = (inner.end_line, inner.end_column or 0)
    return start <= (inner.line, inner.column or 1) and (end[1] is None or last <= (end[0], end[1]))

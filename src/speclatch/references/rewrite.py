"""Write a target the way the author wrote the reference: relative, from the root, encoded."""

from __future__ import annotations

from collections.abc import Sequence
from posixpath import basename, dirname, relpath, splitext
from urllib.parse import quote

from speclatch.references.index import ReferenceIndex
from speclatch.references.kinds import prefixes
from speclatch.references.parsed import Form, ParsedReference
from speclatch.references.reference import Reference
from speclatch.references.tokens import WORD


def rewritten(reference: ParsedReference, target: str, path: str, index: ReferenceIndex) -> str:
    """``target`` as the author of ``path`` would write it: relative stays relative, root stays root, a query stays."""
    written, folder = reference.target, dirname(path)
    if reference.form is Form.ID:
        return target
    if reference.form is Form.NAME and target in index.listing:
        stem = splitext(basename(target))[0]
        if WORD.fullmatch(stem) and len(index.by_stem.get(stem.casefold(), ())) == 1:
            return stem
        return next((name for name in prefixes(stem) if index.find_id(name) == (target,)), target)
    if reference.form is Form.NAME:
        return target
    relative = relpath(f"/{target}", f"/{folder}")
    if written.startswith("/"):
        text = f"/{target}"
    elif written.startswith("./"):
        text = relative if relative.startswith("../") else f"./{relative}"
    elif written.startswith("../") or reference.link:
        text = relative
    elif "/" not in written and "\\" not in written and _is_only(target, index):
        text = basename(target)
    else:
        text = target
    path, mark, query = written.partition("?") if reference.link else (written, "", "")
    if path.endswith("/"):
        text += "/"
    return _encoded(text, path) + mark + query if reference.link else text


def in_attribute(text: str, reference: Reference, lines: Sequence[str]) -> str:
    """A link's target without what would end the single quotes that it stands in."""
    place = reference.edit_location
    if "'" not in text or not reference.parsed.link or place is None or place.line > len(lines) or not place.column:
        return text
    is_quoted = lines[place.line - 1][place.column - 2 : place.column - 1] == "'"
    return text.replace("'", "%27") if is_quoted else text


def _is_only(target: str, index: ReferenceIndex) -> bool:
    return len(index.listing.by_name.get(basename(target).casefold(), ())) == 1


def _encoded(text: str, written: str) -> str:
    """Percent-encode what would end a Markdown destination, and all else that the author encoded."""
    safe = "/!$&'*+,;=:@~-._"
    encoded = (
        quote(text, safe=safe + ("" if "%" in written else '"[]{}|^`')) if text.isascii() or "%" in written else text
    )
    for char, code in (
        (" ", "%20"),
        ("(", "%28"),
        (")", "%29"),
        ("#", "%23"),
        ("?", "%3F"),
        ("<", "%3C"),
        (">", "%3E"),
    ):
        encoded = encoded.replace(char, code)
    return encoded

"""What a closing bracket ends: a link with its target behind it, or a reference to one that is defined elsewhere."""

from __future__ import annotations

from speclatch.documents.blocks.leaves import Target
from speclatch.documents.inlines.scan import Bracket, Scan
from speclatch.documents.link_parts import (
    MAX_LABEL,
    SPACES,
    Span,
    normalize_label,
    resolve_escapes,
    scan_label,
    scan_title,
)
from speclatch.patterns import lazy_re

_SPACE_RUN = lazy_re(r"[ \t\n\v\f\r]*")


def inline_link(scan: Scan, after: int) -> tuple[str, Span, int] | None:
    """The ``(target "title")`` at ``after``: target, its span, where it ends."""
    text = scan.src
    if not text.startswith("(", after):
        return None
    found = scan.targets.scan(_skip_spaces(text, after + 1))
    if found is None:
        return None
    span, end = found
    if not text.startswith(")", end):
        gap = _skip_spaces(text, end)
        title = scan_title(text, gap) if gap > end else None
        end = _skip_spaces(text, title if title is not None else gap)
        if not text.startswith(")", end):
            return None
    return resolve_escapes(text[span.start : span.end].strip(SPACES)), span, end + 1


def reference_link(scan: Scan, opener: Bracket, close: int) -> tuple[str, Target, int] | None:
    """The reference ``[text][label]``, ``[label][]`` or ``[label]`` that ends here."""
    targets = scan.names.targets
    if not targets:
        return None
    text = scan.src
    end = scan_label(text, close + 1) if text.startswith("[", close + 1) else None
    label = text[close + 2 : end - 1] if end is not None else ""
    if not label.strip(SPACES):
        if opener.nested or close - opener.end > MAX_LABEL:
            return None
        label = text[opener.end : close]
    target = targets.get(normalize_label(label))
    return (target.target, target, end or close + 1) if target is not None else None


def _skip_spaces(text: str, offset: int) -> int:
    match = _SPACE_RUN.match(text, offset)
    return match.end() if match else offset

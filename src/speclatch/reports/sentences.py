"""A finding as plain sentences, for places that hold one text; light: the action speaks before it knows the rules."""

from __future__ import annotations

from speclatch.model import Finding


def in_full(finding: Finding) -> str:
    """A finding's message and its hint, as sentences in one line of text."""
    if not finding.hint:
        return finding.message
    stop = "" if finding.message.endswith((".", "!", "?", ":", "…")) else "."
    return f"{finding.message}{stop} {finding.hint}"

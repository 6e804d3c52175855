"""Where an HTML block begins and ends: the seven kinds of the CommonMark specification, as cmark-gfm tells them."""

from __future__ import annotations

import re

from speclatch.patterns import lazy_re

_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
_ATTRIBUTE = (
    r"""[ \t\v\f]+[a-zA-Z_:][a-zA-Z0-9:._-]*+(?:[ \t\v\f]*=[ \t\v\f]*(?:[^ \t\v\f"'=<>`]+|'[^']*'|"[^"]*"))?+"""
)
_START = lazy_re(
    rf"<(?:(?P<raw>(?:script|pre|textarea|style)(?:[ \t\v\f>]|\Z))|(?P<comment>!--)|(?P<instruction>\?)"
    rf"|(?P<declaration>!(?-i:[A-Z]))|(?P<cdata>!\[CDATA\[)|(?P<block>/?(?:{_NAMES})(?:[ \t\v\f]|/?>|\Z)))",
    re.IGNORECASE,
)
_LONE_TAG = lazy_re(
    rf"<(?:[A-Za-z][A-Za-z0-9-]*+(?:{_ATTRIBUTE})*+[ \t\v\f]*/?>|/[A-Za-z][A-Za-z0-9-]*+[ \t\v\f]*>)[ \t\f]*\Z"
)
_ENDS = {
    "raw": lazy_re(r"</(?:script|pre|textarea|style)>", re.IGNORECASE),
    "comment": lazy_re("-->"),
    "instruction": lazy_re(r"\?>"),
    "declaration": lazy_re(">"),
    "cdata": lazy_re(r"\]\]>"),
}

END_MARKS = {"raw": "</", "comment": "-->", "instruction": "?>", "declaration": ">", "cdata": "]]>"}
"""What stands on every line that ends a block of a kind; the other kinds end at a blank line."""


def html_start(line: str, offset: int, *, interrupts: bool) -> str | None:
    """The kind of HTML block that begins at ``offset`` of ``line``; a lone tag may not interrupt a paragraph."""
    match = _START.match(line, offset)
    if match is not None:
        return match.lastgroup
    return "tag" if not interrupts and _LONE_TAG.match(line, offset) else None


def html_ends(kind: str, line: str, offset: int) -> bool:
    """Whether a block of ``kind`` ends on ``line``; blocks that end at a blank line never do."""
    pattern = _ENDS.get(kind)
    return pattern is not None and pattern.search(line, offset) is not None


def ends_at_blank(kind: str) -> bool:
    """Whether a blank line ends a block of ``kind``."""
    return kind not in _ENDS

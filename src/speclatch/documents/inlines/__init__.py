"""The inline level of Markdown with positions: mistune's rules for code, escapes and tags, GitHub's for links.

mistune reads code spans, backslash escapes and HTML tags, and its patterns say what an address in pointed brackets is.
Brackets, bare addresses and emphasis are read here by cmark-gfm's rules, because mistune bounds how deep they nest,
takes other characters for part of an address, and tells no places. Only texts that somebody asks about are read.
"""

from __future__ import annotations

from speclatch.documents.inlines.document import DocumentInlines
from speclatch.documents.inlines.reading import Inlines, parse_inlines

__all__ = ["DocumentInlines", "Inlines", "parse_inlines"]

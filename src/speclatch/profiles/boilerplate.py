"""What of a template stands in every document as it is: notices of rights, key words, a mark for contents, a status."""

from __future__ import annotations

import re

from speclatch.config.model import Config
from speclatch.documents.document import Document, MetadataForm, Section
from speclatch.patterns import lazy_re
from speclatch.profiles.phases import phase_of
from speclatch.profiles.text import visible

_LEGAL = lazy_re(r"licen[cs]e|copyright|©|\bCC0\b|\bCC[- ]BY|SPDX|public domain|all rights reserved", re.IGNORECASE)
_KEY_WORDS = lazy_re(
    r"RFC[- ]?2119|RFC[- ]?8174|BCP[- ]?14|\bMUST NOT\b",
    re.IGNORECASE,
)
_CONTENTS = lazy_re(
    r"\[\[_{0,2}TOC_{0,2}\]\]|[@$]?\[TOC\]|\{\{?:?\s*TOC\s*\}?\}|\$\{TOC\}|\{:\s*TOC\s*\}", re.IGNORECASE
)
"""Where a site puts the table of contents: ``[[_TOC_]]``, ``[TOC]``, ``{:toc}``, ``{{TOC}}``."""


def is_legal_notice(text: str) -> bool:
    """Whether a text is a licence or a notice of rights: it stands in every document as the template has it."""
    return bool(_LEGAL.search(visible(text)))


def stays(shown: str) -> bool:
    """Whether a text is such a notice, or says what MUST and SHOULD mean."""
    return bool(_LEGAL.search(shown) or _KEY_WORDS.search(shown))


def marks_contents(text: str) -> bool:
    """Whether a text is only the mark that a table of contents takes the place of."""
    return _CONTENTS.fullmatch(text.strip()) is not None


def stated_sections(document: Document) -> frozenset[Section | None]:
    """The sections that say a status which somebody's document may have: ``## Status``, and below it ``Proposed``."""
    return frozenset(
        entry.section
        for entry in document.metadata.body
        if entry.form is MetadataForm.SECTION and phase_of(entry.text, Config()) is not None
    )

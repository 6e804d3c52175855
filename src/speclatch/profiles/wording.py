"""The words of the profiles in one place, for those who compare texts."""

from speclatch.profiles.brackets import IDENTIFIER, Span, bracket_spans, has_spans, is_bracketed
from speclatch.profiles.enumerations import alternatives, is_enumeration
from speclatch.profiles.text import digest, fold, is_blank, visible, without_emphasis
from speclatch.profiles.titles import normalise_label, normalise_title, title_number
from speclatch.profiles.words import (
    answers_nothing,
    is_optional,
    is_placeholder_word,
    none_answer,
    none_within,
    says_later,
    says_optional,
)

__all__ = [
    "IDENTIFIER",
    "Span",
    "alternatives",
    "answers_nothing",
    "bracket_spans",
    "digest",
    "fold",
    "has_spans",
    "is_blank",
    "is_bracketed",
    "is_enumeration",
    "is_optional",
    "is_placeholder_word",
    "none_answer",
    "none_within",
    "normalise_label",
    "normalise_title",
    "says_later",
    "says_optional",
    "title_number",
    "visible",
    "without_emphasis",
]

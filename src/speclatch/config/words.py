"""The words of all languages for one meaning, by which documents and templates say certain things."""

from __future__ import annotations

from functools import cache

from speclatch.config.languages import LANGUAGES


@cache
def words_of(meaning: str) -> tuple[str, ...]:
    """The words of all languages for one meaning (see ``languages``), each once, English first."""
    said = (language[meaning].split("|") for language in LANGUAGES.values() if language.get(meaning))
    return tuple(dict.fromkeys(word for words in said for word in words))

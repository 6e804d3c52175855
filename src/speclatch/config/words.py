"""The words of all languages by which documents and templates say certain things; ``words.toml`` holds them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from speclatch.config.packaged import packaged


@cache
def words_of(meaning: str) -> tuple[str, ...]:
    """The words of all languages for one meaning (a key of ``words.toml``), each once, English first."""
    return tuple(dict.fromkeys(word for language in _languages().values() for word in language.get(meaning, ())))


@cache
def _languages() -> Mapping[str, Mapping[str, list[str]]]:
    import tomllib  # not needed by commands that read no document

    return tomllib.loads(packaged("config/words.toml").decode())

"""What a cache gives back."""

from __future__ import annotations

from speclatch.cache import NullCache


def test_a_null_cache_keeps_nothing() -> None:
    """What was put into it is not there afterwards."""
    cache = NullCache()
    cache.put("a", [1])

    assert cache.get("a") is None

"""What a cache gives back."""

from __future__ import annotations

import pytest

from speclatch.cache import NullCache, canonical


def test_a_null_cache_keeps_nothing() -> None:
    """What was put into it is not there afterwards."""
    cache = NullCache()
    cache.put("a", [1])

    assert cache.get("a") is None


def test_what_has_no_text_of_its_own_is_refused() -> None:
    """Two of them could not be told apart, wherever they stand."""
    with pytest.raises(TypeError, match="what a object is"):
        canonical({"a": [object()]})

"""What is remembered of a tree."""

from __future__ import annotations

from speclatch.judging.cache import NoMemory


def test_no_memory_remembers_nothing() -> None:
    """Whatever it is told."""
    memory = NoMemory()
    memory.keep("a", [1])

    assert memory.known("a") is None

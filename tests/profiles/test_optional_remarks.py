"""Sentences of a template that say that a section may be left out, and those that only sound alike."""

from __future__ import annotations

import pytest

from speclatch.profiles.words import allows_absence


@pytest.mark.parametrize("text", ["List optional risks too.", "Assist optional users.", "Insist: optional is no word."])
def test_a_phrase_of_another_language_does_not_begin_inside_a_word(text: str) -> None:
    """German `ist optional` does not stand in `List optional`."""
    assert not allows_absence(text)


@pytest.mark.parametrize("text", ["Der Abschnitt ist optional.", "本节可省略。", "You may: this section is optional."])
def test_a_remark_counts_wherever_it_stands(text: str) -> None:
    """In each language, behind other words too."""
    assert allows_absence(text)

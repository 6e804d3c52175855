"""Phrases of many languages, looked for at a place and anywhere in a text."""

from __future__ import annotations

import pytest

from speclatch.profiles.phrases import Phrases, Sentences

KNOWN = Phrases(["none", "none needed", "не нужно", "无", ""])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("none needed", [11, 4]),
        ("none, for now", [4]),
        ("nonetheless", []),
        ("none_of_it", []),
        ("无数", [1]),
        ("не нужно", [8]),
        ("", []),
    ],
)
def test_the_longest_phrase_comes_first_and_none_ends_inside_a_word(text: str, expected: list[int]) -> None:
    """Letters of a script with blanks end a phrase only where the word ends; a Chinese one ends anywhere."""
    actual = list(KNOWN.ends(text))

    assert expected == actual


def test_a_phrase_is_looked_for_at_a_place() -> None:
    """What stands elsewhere in the text does not count."""
    actual = [KNOWN.stand_at("is none", start) for start in range(8)]

    assert [False, False, False, True, False, False, False, False] == actual


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("you may omit this section.", True),
        ("you may omit this chapter.", False),
        ("the part is optional", True),
        ("the part is optionally there", False),
        ("", False),
    ],
)
def test_a_sentence_names_any_part(text: str, expected: bool) -> None:
    """What stands for a part matches each of its names, and a last word is a whole one."""
    sentences = Sentences(["omit this <part>", "<part> is optional"], "(?:section|part)")

    actual = sentences.are_in(text)

    assert expected == actual

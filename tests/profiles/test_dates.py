"""Days in the forms that templates ask for them."""

from __future__ import annotations

import pytest

from speclatch.profiles.dates import asks_for_day, is_day, is_day_sample

SAMPLES = (
    "YYYY-MM-DD",
    "yyyy/mm/dd",
    "DD.MM.YYYY",
    "MM/DD/YYYY",
    "TT.MM.JJJJ",
    "JJ/MM/AAAA",
    "DD/MM/AAAA",
    "ДД.ММ.ГГГГ",
    "РРРР-ММ-ДД",
    "PP.KK.VVVV",
    "ÅÅÅÅ-MM-DD",
    "GG.AA.YYYY",
    "YYYY年MM月DD日",
)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_of_a_day_is_known(sample: str) -> None:
    """In the letters of its language, bare and in brackets; it is itself no day."""
    assert is_day_sample(sample)
    assert is_day_sample(f"<{sample}>")
    assert asks_for_day(f"written on {sample}")
    assert not is_day(sample, sample)


@pytest.mark.parametrize("text", ["2026-03-04", "XX.XX.XXXX", "MM", "DD/MM", "AMM-DD-YYYYB", ""])
def test_what_is_no_sample(text: str) -> None:
    """A day, a part of one, letters in a longer word."""
    assert not is_day_sample(text)


@pytest.mark.parametrize(
    ("text", "sample"),
    [
        ("2026-03-04", "YYYY-MM-DD"),
        ("2026-03-04", "DD.MM.YYYY"),
        ("2026-03-04T10:00:00Z", "YYYY-MM-DD"),
        ("04.03.2026", "TT.MM.JJJJ"),
        ("4.3.2026", "DD.MM.YYYY"),
        ("31/01/2026", "JJ/MM/AAAA"),
        ("01/31/2026", "MM/DD/YYYY"),
        ("2026/03/04", "YYYY/MM/DD"),
        ("2026年3月4日", "YYYY年MM月DD日"),
    ],
)
def test_a_day_in_the_form_of_its_sample(text: str, sample: str) -> None:
    """ISO's form is right everywhere."""
    assert is_day(text, sample)


@pytest.mark.parametrize(
    ("text", "sample"),
    [
        ("30.02.2026", "DD.MM.YYYY"),
        ("31.01.26", "YYYY-MM-DD"),
        ("31.01.26", "DD.MM.YYYY"),
        ("26/01/31", "YYYY/MM/DD"),
        ("31/01/2026", "MM/DD/YYYY"),
        ("04.03.2026", "YYYY-MM-DD"),
        ("2026-3-4", "YYYY-MM-DD"),
        ("2026-02-30", "YYYY-MM-DD"),
        ("soon", "DD.MM.YYYY"),
        ("04.03.", "DD.MM.YYYY"),
        ("2026年13月4日", "YYYY年MM月DD日"),
        ("04.03.2026", "Date"),
    ],
)
def test_what_is_no_day_or_of_another_form(text: str, sample: str) -> None:
    """A day that does not exist, another order, words."""
    assert not is_day(text, sample)

"""What a template asks in any language: what must be answered, what may be left out, what its author is told."""

from __future__ import annotations

import pytest

from speclatch.profiles.demands import allows_absence, asks_must, is_must, is_optional, speaks_to_author


@pytest.mark.parametrize(
    "mark",
    [
        "Must",
        "yes",
        "x",
        "✅",
        "[x]",
        "Req.",
        "必须",
        "Pflicht",
        "obligatoire",
        "필수",
        "tak",
        "●",
        "\\*",
        "obvezno",
        "обавезно",
        "áno",
        "taip",
        "jā",
        "kohustuslik",
        "requerit",
        "الزامی",
    ],
)
def test_marks_of_what_must_be_answered(mark: str) -> None:
    """In a column that asks for them."""
    assert is_must(mark)


def test_columns_that_hold_such_marks() -> None:
    """By their title, a question mark and a remark aside."""
    titles = ["Required", "Mandatory?", "Required (y/n)", "是否必须", "Pflicht", "Obbligatorio", "Zorunlu mu?", "M/O"]

    assert all(map(asks_must, titles))
    assert not asks_must("Required by")


@pytest.mark.parametrize(
    "remark",
    [
        "This is an optional element. Feel free to remove.",
        "If it costs money, say how much. Leave this section out where it does not apply.",
        "**Fill in ONLY if a rule is broken**",
        "(or just leave it empty)",
        "本节可选",
    ],
)
def test_remarks_that_allow_absence(remark: str) -> None:
    """A comment, a quote or a first sentence says that the section may go."""
    assert allows_absence(remark)


@pytest.mark.parametrize(
    "remark",
    [
        "If you can, say why.",
        "Describe optional parameters.",
        "When does it ship?",
        "Optional sections are marked with a star.",
    ],
)
def test_remarks_that_do_not(remark: str) -> None:
    """They speak of what to write."""
    assert not allows_absence(remark)


@pytest.mark.parametrize(
    "title",
    [
        "Screens: optional",
        "画面〔任意〕",
        "Schermate (facoltativo)",
        "Ekrany (jeśli dotyczy)",
        "Màn hình (tùy chọn)",
        "Zasloni (po potrebi)",
        "Екрани (опционо)",
        "Pantalles (si escau)",
        "Vaated (vajadusel)",
        "Ekrāni (neobligāti)",
        "Ekranai (jei reikia)",
        "صفحه‌ها (اختیاری)",
    ],
)
def test_titles_that_allow_absence(title: str) -> None:
    """In brackets of any script, or behind a colon."""
    assert is_optional(title)


@pytest.mark.parametrize("title", ["Prices: only for members", "Screens (opt-in)", "Limits: none"])
def test_titles_that_do_not(title: str) -> None:
    """What stands behind a colon is a mark only where it says nothing else."""
    assert not is_optional(title)


def test_who_a_template_speaks_to() -> None:
    """An instruction and a question are its author's; a statement is the document's."""
    assert speaks_to_author("Describe what is built.")
    assert speaks_to_author("Which trouble does it end?")
    assert not speaks_to_author("This page is free for all to use.")

"""Which values and remarks of a template list choices, and which only look like it."""

from __future__ import annotations

import pytest

from speclatch.profiles.enumerations import barred_choices, choices, choices_in_remark, is_open_list, scale


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("low / medium / high", ("low", "medium", "high")),
        ("low/medium/high", ("low", "medium", "high")),
        ("`low`, `medium`, `high`", ("low", "medium", "high")),
        ("{low, medium, high}", ("low", "medium", "high")),
        ("(low / medium / high)", ("low", "medium", "high")),
        ("low, medium, or high", ("low", "medium", "high")),
        ("Low • Medium • High", ("Low", "Medium", "High")),
        ("yes or no", ("yes", "no")),
        ("ja/nein", ("ja", "nein")),
        ("gering, mittel oder hoch", ("gering", "mittel", "hoch")),
        ("faible | moyen | élevé", ("faible", "moyen", "élevé")),
        ("sí o no", ("sí", "no")),
        ("低、中、高", ("低", "中", "高")),
        ("да / нет", ("да", "нет")),
        ("S / M / L", ("S", "M", "L")),
    ],
)
def test_a_scale_is_a_list_of_choices(value: str, words: tuple[str, ...]) -> None:
    """In small letters and in every language, for nothing else stands in such a row."""
    assert words == scale(value)
    assert words == choices(value)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("{草案 / 审核中 / 已生效}", ("草案", "审核中", "已生效")),
        ("[起案 / 承認済み]", ("起案", "承認済み")),
        ("草案 / 审核中 / 已生效", ("草案", "审核中", "已生效")),
        ("<REQUIRED: Draft | Final>", ("Draft", "Final")),
        ("路径 / 链接", ()),
        ("{泵为什么要在夜里停下来 / 谁决定}", ()),
    ],
)
def test_a_script_without_capitals_has_choices_too(value: str, words: tuple[str, ...]) -> None:
    """Three short words that slashes part are choices, in brackets two; a sentence is none, nor are two things."""
    assert words == choices(value)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("PUMP / VALVE / Other part", ()),
        ("Pumpe | Ventil | Anderes Teil", ()),
        ("{水泵 / 阀门 / 其他部件}", ()),
        ("Pump | Valve | Other", ("Pump", "Valve", "Other")),
    ],
)
def test_a_list_that_goes_on_offers_no_closed_choice(value: str, words: tuple[str, ...]) -> None:
    """`Other part` stands for what authors name themselves; `Other` alone is a word they may choose."""
    assert words == choices(value)
    assert is_open_list(value) is not bool(words)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "high",
        "name / team",
        "name, date",
        "yes, because the pump is old",
        "no problem, it is high time",
        "low water, high water and what lies between them",
        "date / author / reviewer",
        "docs/low/high.md is read",
    ],
)
def test_what_only_has_such_words_is_none(value: str) -> None:
    """What says what to write, or is a sentence, offers no choice."""
    assert () == scale(value)


@pytest.mark.parametrize(
    ("remark", "sample", "words"),
    [
        ("one of: feature, bugfix, chore", "feature", ("feature", "bugfix", "chore")),
        ("# feature | bugfix | chore", "chore", ("feature", "bugfix", "chore")),
        ("(feature|chore)", "Feature", ("feature", "chore")),
        ("feature, bugfix or chore", "bugfix", ("feature", "bugfix", "chore")),
        ("feature (the usual) or chore", "feature", ("feature", "chore")),
        ("either web or app", "web", ("web", "app")),
        ("Allowed values: alpha, beta", "", ("alpha", "beta")),
        ("alpha | beta", "", ("alpha", "beta")),
        ("erlaubt: alpha, beta", "", ("alpha", "beta")),
        ("可选值：网页、应用", "", ("网页", "应用")),
    ],
)
def test_a_remark_lists_the_choices(remark: str, sample: str, words: tuple[str, ...]) -> None:
    """The key's own value is one of them, or the remark says that it lists them."""
    assert words == choices_in_remark(remark, sample)


@pytest.mark.parametrize(
    "remark",
    [
        "values are [a, b]",
        "the allowed values are {a, b}",
        "possible values are a, b",
        "Werte sind [a, b]",
        "valeurs possibles sont (a, b)",
        "options: [a | b]",
    ],
)
def test_words_before_a_list_are_no_part_of_it(remark: str) -> None:
    """Nor are its brackets."""
    assert ("a", "b") == choices_in_remark(remark, "a")


def test_a_list_in_brackets_within_a_sentence_is_not_read() -> None:
    """Where words before or behind the brackets are unknown, nothing is made of them."""
    assert () == choices_in_remark("goes with [a, b]", "")
    assert () == choices_in_remark("one of [a, b] here", "")


@pytest.mark.parametrize(
    ("remark", "words"),
    [
        ("Where it is removed, it should be deprecated|disabled|removed.", ("deprecated", "disabled", "removed")),
        ("one of `web|app`, in special cases (both|none)", ("web", "app", "both", "none")),
        ("the stage | the owner", ()),
        ("https://example.org/a|b and x||y", ()),
        ("", ()),
    ],
)
def test_bars_within_a_sentence_part_choices(remark: str, words: tuple[str, ...]) -> None:
    """Without blanks around them, and no operator or part of an address."""
    assert words == barred_choices(remark)


@pytest.mark.parametrize(
    ("remark", "sample"),
    [
        ("", "feature"),
        ("the kind of change", "feature"),
        ("bugfix, chore", "feature"),
        ("e.g. feature, chore", "feature"),
        ("such as feature or chore", "feature"),
        ("feature, chore, etc.", "feature"),
        ("feature, chore, ...", "feature"),
        ("alpha, beta", ""),
        ("who wrote this, and when was it last looked at", ""),
        ("feature is what most people want here, bugfix is rare", "feature"),
    ],
)
def test_a_remark_that_lists_none(remark: str, sample: str) -> None:
    """Examples, sentences, and lists that the key's value is not in."""
    assert () == choices_in_remark(remark, sample)


@pytest.mark.parametrize(
    "value", ["[description | ticket/issue URL]", "<name | team name>", "[link | none]", "{id|title}"]
)
def test_brackets_that_describe_offer_no_choice(value: str) -> None:
    """They say what to write, not which words may stand there."""
    assert () == choices(value)

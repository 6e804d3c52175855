"""Sentences of a template that say that a section may be left out, and those that only sound alike."""

from __future__ import annotations

import time

import pytest

from speclatch.config.model import DEFAULT_KINDS
from speclatch.documents import UnreadableError, parse
from speclatch.profiles.demands import allows_absence, says_optional
from speclatch.profiles.template import derive


@pytest.mark.parametrize("text", ["List optional risks too.", "Assist optional users.", "Insist: optional is no word."])
def test_a_phrase_of_another_language_does_not_begin_inside_a_word(text: str) -> None:
    """German `ist optional` does not stand in `List optional`."""
    assert not allows_absence(text)


@pytest.mark.parametrize("text", ["Der Abschnitt ist optional.", "本节可省略。", "You may: this section is optional."])
def test_a_remark_counts_wherever_it_stands(text: str) -> None:
    """In each language, behind other words too."""
    assert allows_absence(text)


def _cost(sections: int) -> float:
    document = parse("template.md", "".join(["# <Title>\n\n", *["## Part\n<!-- Say it. -->\n"] * sections]).encode())
    start = time.process_time()
    derive(document, "plan", DEFAULT_KINDS)
    return time.process_time() - start


def test_many_remarked_sections_take_no_quadratic_time() -> None:
    """Four times the sections of a template, each with a comment, take far less than sixteen times as long."""
    _cost(500)
    few, many = (min(_cost(sections) for _ in range(3)) for sections in (4_000, 16_000))  # a machine has its moments

    assert many < 10 * few


def test_a_template_past_all_measure_is_refused_with_its_line() -> None:
    """What nobody fills in keeps nobody busy."""
    with pytest.raises(UnreadableError, match=r"line 200002"):
        parse("template.md", b"# <Title>\n\n" + b"## Part\n" * 200_001)


@pytest.mark.parametrize("title", ["界面（如涉及）", "界面（若涉及）", "权限（条件适用）"])
def test_a_section_that_only_some_documents_touch_may_go(title: str) -> None:
    """`如涉及` says that the section is for those that it concerns."""
    document = parse("t.md", f"# <标题>\n\n## 背景\n\n写明原因。\n\n## {title}\n\n写明界面。\n".encode())

    (_, second) = derive(document, "t", DEFAULT_KINDS).sections

    assert not second.required


@pytest.mark.parametrize(
    "text", ["Do not leave this empty.", "This section must not be left empty.", "Never skip this."]
)
def test_what_a_remark_forbids_it_does_not_allow(text: str) -> None:
    """A demand that names what may not be done."""
    assert not allows_absence(text)


@pytest.mark.parametrize("value", ["[ADR-XXXX] (если применимо)", "#N (varsa)", "(leave empty, fill in at the end)"])
def test_a_value_that_says_behind_itself_that_it_may_be_absent(value: str) -> None:
    """In any language."""
    assert says_optional(value)


def test_a_bracket_that_is_all_the_value_asks() -> None:
    """`[when it was decided]` is what to write."""
    assert not says_optional("[when it was decided]")


@pytest.mark.parametrize("key", ["Superseded by", "replaces", "requires", "See-also"])
def test_a_document_that_no_other_is_named_for_names_none(key: str) -> None:
    """Most have taken nobody's place."""
    front = parse("t.md", f"---\nstatus: draft\n{key.replace(' ', '_')}:\n---\n# T\n\n## A\n".encode())
    body = parse("t.md", f"# T\n\n- Status: draft\n- {key}: ADR-NNN\n\n## A\n\nSay it.\n".encode())

    assert [True, False] == [rule.required for rule in derive(front, "t", DEFAULT_KINDS).keys]
    assert [False] == [rule.required for rule in derive(body, "t", DEFAULT_KINDS).keys if rule.key == key]


def test_a_remark_behind_a_wrapped_field_speaks_of_that_field() -> None:
    """And of no section, least of all of the whole document."""
    text = "# {title}\n\n- Status: {draft | accepted |\n  final} <!-- optional -->\n\n## Context\n\n{what}\n"
    (one,) = derive(parse("t.md", text.encode()), "t", DEFAULT_KINDS).sections

    assert one.required


def test_a_list_of_other_documents_is_asked_for_as_lists_are() -> None:
    """It may be absent anyway, and what stands in it is no `TBD`."""
    front = parse("t.md", b"---\nstatus: draft\nreplaces:\n  - /a/b.md\n---\n# T\n\n## A\n")

    assert [True] == [rule.required for rule in derive(front, "t", DEFAULT_KINDS).keys if rule.key == "replaces"]

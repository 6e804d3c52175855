"""Runs of samples, lists of choices, and tables that ask or only list."""

from __future__ import annotations

import pytest

from speclatch.documents import parse
from speclatch.profiles.enumerations import choices
from speclatch.profiles.guidance import is_guidance
from speclatch.profiles.samples import samples_among
from speclatch.profiles.tables import table_rule
from speclatch.profiles.template import derive


@pytest.mark.parametrize(
    ("texts", "samples"),
    [
        (["FR-001", "FR-002", "Owner"], {"FR-001", "FR-002"}),
        (["Phase 1: Setup", "Phase 2: Base", "Notes"], {"Phase 1: Setup", "Phase 2: Base"}),
        (["User Story 1 - x"], {"User Story 1 - x"}),
        (["OAuth 2", "Migrations"], set()),
        (["Вариант А", "Вариант Б", "Итог"], {"Вариант А", "Вариант Б"}),
        (["TXXX Polish", "T001 Write"], {"TXXX Polish", "T001 Write"}),
    ],
)
def test_runs_of_one_prefix(texts: list[str], samples: set[str]) -> None:
    """Several numbers behind one prefix, or the first alone."""
    assert samples == samples_among(texts)


def test_a_label_with_words_is_none() -> None:
    """Its identifier numbers it and does not stand for others."""
    assert not samples_among(["[VAL-SPC-001] Unit Tests", "[VAL-SPC-002] Integration Tests"], whole=True)


@pytest.mark.parametrize("title", ["Level", "RFC 2119", "Must/Should/May"])
@pytest.mark.parametrize(("ask", "asks"), [("Is it dry?", True), ("It is dry", False)])
def test_key_words_oblige_whatever_their_column_is_called(title: str, ask: str, *, asks: bool) -> None:
    """Where a table asks something: a list of requirements with their levels is data."""
    text = f"# T\n\n| Check it | {title} | Said |\n|---|---|---|\n| {ask} | MUST | |\n| {ask} | SHOULD | |\n"
    (table,) = parse("t.md", text.encode()).tables

    assert (title if asks else "") == table_rule(table, ()).required_column


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("Standard/Meta", ("Standard", "Meta")),
        ("Draft, Review, Last Call, Final", ("Draft", "Review", "Last Call", "Final")),
        ("One of small, medium, or large", ("small", "medium", "large")),
        ("<Core, Networking, or ERC>", ("Core", "Networking", "ERC")),
        ("{proposed | accepted | …}", ("proposed", "accepted")),
        ("草稿、评审中、已完成", ("草稿", "评审中", "已完成")),
        ("Draft → Review → Done", ("Draft", "Review", "Done")),
        ("uno tra: rosso, verde, blu", ("rosso", "verde", "blu")),
        ("un parmi : rouge, vert", ("rouge", "vert")),
        ("2026/01/02", ()),
        ("Inbox -> Archive", ()),
        ("Short, plain words", ()),
        ("[Team/Owner]", ()),
        ("Jane Doe, John Smith", ()),
    ],
)
def test_lists_of_choices(value: str, words: tuple[str, ...]) -> None:
    """Bars, slashes, commas and sentences; names and other prose are none."""
    assert words == choices(value)


@pytest.mark.parametrize(
    ("table", "asks"),
    [
        ("| Point | Question | Required | Answer |\n|---|---|---|---|\n| Lift | Inspected? | ✅ | |\n", True),
        ("| 项目 | 问题 | 必须 | 结论 |\n|---|---|---|---|\n| 备份 | 确定？ | 必须 | |\n", True),
        ("| index | name | required |\n|---|---|---|\n| 1 | bench | yes |\n", False),
        ("| name | type | required | default |\n|---|---|---|---|\n| id | uuid | yes | |\n", False),
        ("| Point | Question | Required | Answer |\n|---|---|---|---|\n| Radio | Music? | no | |\n", False),
    ],
)
def test_tables_that_ask(table: str, asks: bool) -> None:
    """A column of marks beside a question or an answer column asks; parameters are data."""
    rule = table_rule(parse("a.md", table.encode()).tables[0], ())

    assert asks == rule.is_governance


@pytest.mark.parametrize(
    ("item", "spans"),
    [
        ("`[Backend]` Write the migration", 0),
        ("`[Name]`: what it does", 1),
        ("`[Name]` - what it does", 1),
        ("Call `[Name]` first", 1),
        ("[Backend] Write the migration", 1),
    ],
)
def test_what_stands_in_code_before_an_items_text_is_its_tag(item: str, spans: int) -> None:
    """Authors keep it; what stands for a name of theirs they do not."""
    profile = derive(parse("t.md", f"# T\n\n## Plan\n\n1. {item}\n2. And so on.\n".encode()), "t", ())

    assert spans == sum(map(len, profile.guidance.spans.values()))


def test_an_item_with_its_tag_is_told_of_as_a_whole_where_it_stands_as_in_the_template() -> None:
    """In code a tag cannot be told from a name that is left open: who writes another text keeps the tag."""
    items = "- `[Owner]` signs off the plan.\n- [ ] `[Backend]` Write the migration\n"
    profile = derive(parse("t.md", f"# T\n\n## Plan\n\n{items}".encode()), "t", ())
    kept = ("`[Owner]` signs off the plan.", "`[Backend]` Write the migration")
    written = ("`[Owner]` signs when the pumps run.", "`[Backend]` Count the pumps")

    assert [True, True] == [is_guidance(text, profile.guidance) for text in kept]
    assert [False, False] == [is_guidance(text, profile.guidance) for text in written]

"""A document laid over its template: what answers what, and what the author has filled in."""

from __future__ import annotations

import time

import pytest
from tests.profiles.test_template import profile

from speclatch.documents import Document, parse
from speclatch.profiles.align import Alignment
from speclatch.profiles.answers import (
    is_blank_table,
    is_empty,
    is_filled,
    section_says_none,
    table_says_none,
    unfilled,
)
from speclatch.profiles.columns import column, header_share, item_column
from speclatch.profiles.option_boxes import boxes_above
from speclatch.profiles.required_rows import required_rows

TEMPLATE = """# <Title>

## 1. Overview

[Say what is built]

### 1.1 Goals

- **Owner**: [Who]

## 2. Checks

| Item | Question | Required | Answer | Where to document |
|------|----------|----------|--------|-------|
| Tests | Are there tests? | Must | | Section 1 |
| Colours | Is it blue? | Should | | |
| Data | Is it kept? | Must | | |

## 3. Interfaces

| Endpoint | Method |
|----------|--------|
| [path] | [GET] |

## 4. Work

- [ ] Migrated
- [ ] By hand
  - Who:
- [ ] By machine
  - Which:
"""


def laid(text: str, template: str = TEMPLATE) -> Alignment:
    """A document over the template's profile."""
    return Alignment(parse("a.md", text.encode()), profile(template))


def answered(text: str, template: str = TEMPLATE) -> dict[str, str]:
    """The document's titles by the template's."""
    return {" > ".join(key): section.title for key, section in laid(text, template).sections.items()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# A\n\n## Overview\n\n## Work\n", {"overview": "Overview", "work": "Work"}),
        ("## 7) OVERVIEW (optional)\n", {"overview": "7) OVERVIEW (optional)"}),
        ("## 1. General overview\n", {"overview": "1. General overview"}),
        ("## 2. Quality checks\n", {"checks": "2. Quality checks"}),
        ("## Interface\n", {"interfaces": "Interface"}),
        ("## Interlude\n", {}),
        ("#### Works\n", {}),
        ("### Works\n", {"work": "Works"}),
        (f"## Overview {'x' * 200}\n", {}),
        ("## 4. Wirk\n", {"work": "4. Wirk"}),
        ("## 4. Rest of it all\n", {}),
        ("## Overview\n\n## Overview\n", {"overview": "Overview"}),
        ("## Goals\n\n## Overview\n\n### 1. goals\n", {"overview": "Overview", "overview > goals": "1. goals"}),
        ("## Other\n\n### Overview\n", {"overview": "Overview"}),
        ("# Overview\n\n## Work\n", {"work": "Work"}),
    ],
)
def test_sections_that_answer(text: str, found: dict[str, str]) -> None:
    """By title, numbers aside; in its parent first; renamed slightly where enough of the title is left."""
    assert found == answered(text)


def test_sections_that_answer_deep_down() -> None:
    """Among equal titles, the one in the section that answers the template's."""
    template = "# T\n\n## A\n\n### B\n\n#### C\n"
    text = "## A\n\n### X\n\n#### C\n\n### B\n\n#### C\n"

    assert {("a",): 1, ("a", "b"): 7, ("a", "b", "c"): 9} == {
        key: section.location.line for key, section in laid(text, template).sections.items()
    }


def test_the_nearest_section_that_is_the_template_s() -> None:
    """A section of the author's own below one of the template's belongs there; one beside them to none."""
    alignment = laid("# T\n\ntext\n\n## Overview\n\n### Mine\n\n## Own\n\n### Deep\n")
    title, overview, mine, own, deep = alignment.document.sections

    assert [(), (), ("overview",), ("overview",), None, None] == [
        alignment.key_of(section) for section in (None, title, overview, mine, own, deep)
    ]
    assert (("overview",), ()) == alignment.keys_around(mine)
    assert {("overview",), ("overview", "goals"), ("interfaces",)} <= set(alignment.keys_around(own))
    assert (overview, title, title) == (
        alignment.place(("overview", "goals")),
        alignment.place(("work",)),
        alignment.place(()),
    )


@pytest.mark.parametrize(
    ("header", "title", "index"),
    [
        ("| a | ITEM |", "Item", 1),
        ("| a | Where |", "Where to document", 1),
        ("| a | Item name |", "Item", 1),
        ("| Itemised | b |", "Item", None),
        ("| | Item b |", "Item", 1),
        ("| Rollback plan | Target system |", "System affected", 1),
        ("| Plan of the day | b |", "End of the world", None),
        ("| a | b |", "Item", None),
        ("| Pros and cons | b |", "Risks and costs", None),
    ],
)
def test_columns(header: str, title: str, index: int | None) -> None:
    """By title, by the words it begins with, by a word they share that means something."""
    (table,) = parse("a.md", f"{header}\n|---|---|\n".encode()).tables

    assert index == column(table, title)


def test_tables() -> None:
    """In its section whatever its columns, elsewhere by the rows that it holds."""
    alignment = laid(
        "## Interfaces\n\n| Topic | Payload |\n|---|---|\n| a | b |\n\n## Own\n\n"
        "| Item | Required | Answer |\n|---|---|---|\n| Tests | Must | yes |\n\n"
        "| Item | Required | Answer |\n|---|---|---|\n| Other | Must | yes |\n"
    )
    checks, interfaces = alignment.profile.tables

    assert {checks: 9, interfaces: 3} == {rule: table.location.line for rule, table in alignment.tables.items()}
    assert {9: checks, 3: interfaces} == alignment.table_rules
    assert (0.6, 0.0) == (
        header_share(checks, alignment.document.tables[1]),
        header_share(checks, alignment.document.tables[0]),
    )
    assert 0 == item_column(interfaces, alignment.document.tables[0])


def test_rows_that_have_to_be_answered() -> None:
    """The template's, wherever they stand or whatever they are called now, and those an author added."""
    alignment = laid(
        "## Checks\n\n| Nr | Item | Question | Required | Answer | Where |\n|---|---|---|---|---|---|\n"
        "| 1 | tests | x | - | yes | here |\n| 2 | Keeping | Is it **kept**? | Should | no | |\n"
        "| 3 | Mine | y | must | | z |\n| 4 | | y | Must | | |\n| 5 | Colours | | Should | | |\n"
    )

    assert [
        ("Tests", 5, "yes", "here"),
        ("Data", 6, "no", ""),
        ("Mine", 7, "", "z"),
    ] == [(row.name, row.row.location.line, row.answer, row.where) for row in required_rows(alignment)]


def test_a_row_of_the_template_says_where_if_there_is_no_column() -> None:
    """What the template has there counts where the document has no such column."""
    alignment = laid("## Checks\n\n| Item | Required | Answer |\n|---|---|---|\n| Tests | Must | yes |\n")

    assert [("Tests", "Section 1")] == [(row.name, row.where) for row in required_rows(alignment)]


@pytest.mark.parametrize(
    "text",
    [
        "## Checks\n\n| Item | Answer |\n|---|---|\n| Mine | yes |\n",
        "## Checks\n\n| Item | Required |\n|---|---|\n| Tests | Must |\n",
        "text\n",
    ],
)
def test_without_columns_nothing_is_asked(text: str) -> None:
    """A table that lost its answers or its obligations is another rule's business."""
    assert [] == [row.name for row in required_rows(laid(text)) if row.rule.required_column not in row.table.header]
    assert [] == [row.name for row in required_rows(laid(text)) if "Answer" not in row.table.header]


def test_labels_and_boxes() -> None:
    """Each of the template's once, in its own section; a box also where it was moved, and with a remark."""
    alignment = laid(
        "## Overview\n\n- Owner: x\n\n### Goals\n\n- **owner:** y\n- Owner: z\n\n"
        "## Own\n\n- [x] Migrated: yes, in May\n- [ ] By handiwork\n- [ ] By machine\n  - Which: a\n"
    )

    assert ["y"] == [field.value for _, field in alignment.fields]
    assert {"migrated": 12, "by machine": 14} == {
        rule.text: task.location.line for rule, task in alignment.tasks.items()
    }


def test_a_box_that_the_template_went_on_with_is_there() -> None:
    """A template's box that says more today than when the document was written is no other box."""
    template = (
        "## Work\n\n- [ ] (R) All endpoints are hit by tests within one release of promotion\n- [ ] Docs written\n"
    )
    written = "## Work\n\n- [x] (\n  R) All endpoints\n  are hit by tests\n- [x] Docs\n"
    found = laid(written, template).tasks

    assert {"(r) all endpoints are hit by tests within one release of promotion": 3} == {
        rule.text: task.location.line for rule, task in found.items()
    }


def test_an_option_of_the_authors_own_answers_for_the_others() -> None:
    """A box with labels beside the template's options, which it replaces by one of another name, is an option too."""
    text = "## Work\n\n- [ ] Migrated\n- [ ] By hand\n  - Who:\n- [{}] By a robot\n  - Which: R2\n"

    assert frozenset() == laid(text.format(" ")).options
    assert [False, True, True] == list(map(laid(text.format("x")).is_closed, laid(text.format("x")).document.tasks))


def test_options() -> None:
    """One that is chosen answers for the others beside it."""
    text = "## Work\n\n- [ ] Migrated\n- [{}] By hand\n  - Who: me\n- [ ] By machine\n  - Which:\n"

    assert frozenset() == laid(text.format(" ")).options
    assert frozenset({4, 6}) == laid(text.format("x")).options
    assert {5: 4, 7: 6} == {line: task.location.line for line, task in laid(text.format("x")).boxes_above.items()}
    assert [False, True, True] == list(map(laid(text.format("x")).is_closed, laid(text.format("x")).document.tasks))


def test_a_label_below_a_bullet_below_a_box() -> None:
    """The nearest box counts, over bullets that are none; a label outside belongs to no box."""
    document = parse("a.md", b"- [ ] a\n  - [ ] b\n    - c\n      - d: e\n- f\n  - g: h\n")

    assert {4: "b"} == {line: task.text for line, task in boxes_above(document).items()}


def sections(text: str) -> Document:
    """A document of sections."""
    return parse("a.md", text.encode())


@pytest.mark.parametrize(
    ("body", "empty", "filled"),
    [
        ("", True, False),
        ("<!-- a -->\n", True, False),
        ("***\n", True, False),
        ("### Goals\n", True, False),
        ("### Goals\n\nWords.\n", False, True),
        ("Words.\n", False, True),
        ("[Say what is built]\n", False, False),
        ("- **Owner**: [Who]\n", False, False),
        ("### Goals\n\n- **Owner**: see [Who]\n", False, False),
        ("### Goals\n\nSee [Who].\n", False, False),
        ("- **Owner**: me\n", False, True),
        ("- **Owner**:\n", False, False),
        ("TBD\n", False, False),
        ("| a | b |\n|---|---|\n| | |\n", False, False),
        ("| a | b |\n|---|---|\n| | x |\n", False, True),
        ("| a | b |\n|---|---|\n", False, False),
    ],
)
def test_empty_and_filled_sections(body: str, *, empty: bool, filled: bool) -> None:
    """Nothing visible is empty; the template's own words fill nothing."""
    alignment = laid(f"# T\n\n## Overview\n\n{body}\n## Own\n\ntext\n")
    section = alignment.document.sections[1]

    assert (empty, filled) == (is_empty(alignment.document, section), is_filled(alignment, section))


def test_a_table_of_the_template_is_filled_by_its_answers() -> None:
    """What the template has in the other columns is not the author's."""
    text = (
        "## Checks\n\n| Item | Question | Required | Answer |\n|---|---|---|---|\n| Tests | Are there? | Must | {} |\n"
    )
    blank, said = laid(text.format("")), laid(text.format("yes"))

    assert (False, True) == tuple(is_filled(one, one.document.sections[0]) for one in (blank, said))


def test_tables_that_say_nothing_or_none() -> None:
    """A header alone, blank cells, or `None` in the first one."""
    header = "| a | b |\n|---|---|\n"
    tables = sections(f"{header}\n\n{header}| | <!-- x --> |\n\n{header}| None: x | |\n\n{header}| a | None |\n").tables

    assert [True, True, False, False] == [is_blank_table(table) for table in tables]
    assert [False, False, True, False] == [table_says_none(table) for table in tables]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## A\n\nNone\n\n### B\n", [True, True]),
        ("## A\n\nN/A: nothing is kept\n\n| a |\n|---|\n| |\n\n### B\n\ntext\n", [True, True]),
        ("## A\n\nNone\n\n| a |\n|---|\n| x |\n\n### B\n", [False, False]),
        ("## A\n\nNone\n\ntext\n\n### B\n\nnone\n", [False, True]),
        ("## A\n\n<!-- x -->\n\nNot applicable\n", [True]),
        ("## A\n", [False]),
    ],
)
def test_sections_that_say_none(text: str, said: list[bool]) -> None:
    """As their whole text, blank tables aside, or in a section around them."""
    document = sections(text)

    assert said == [section_says_none(document, section) for section in document.sections]
    assert not section_says_none(document, None)


def test_a_box_in_its_own_section_comes_first() -> None:
    """One that was copied elsewhere does not stand for it."""
    alignment = laid("## Own\n\n- [x] Migrated\n\n## Work\n\n- [ ] Migrated\n")

    assert {"migrated": 7} == {rule.text: task.location.line for rule, task in alignment.tasks.items()}


def test_equal_labels_answer_one_after_the_other() -> None:
    """A value is no answer to two of the template's labels."""
    template = "# A\n\n## B\n\n- C: [d]\n- C: [d]\n- E: [f]\n"

    assert ["1", "2"] == [field.value for _, field in laid("## B\n\n- C: 1\n- E: 2\n", template).fields]
    assert ["1", "2"] == [field.value for _, field in laid("## B\n\n- C: 1\n- C: 2\n", template).fields]


def test_a_label_may_keep_its_identifier_alone() -> None:
    """``[VAL-SPC-004]`` answers ``[VAL-SPC-004] Coverage``, and another identifier does not."""
    template = "# A\n\n## B\n\n- **[VAL-SPC-004] Coverage**: [share]\n"

    assert ["88 percent"] == [
        field.value for _, field in laid("## B\n\n- **[VAL-SPC-004]**: 88 percent\n", template).fields
    ]
    assert () == tuple(laid("## B\n\n- **[VAL-SPC-005]**: 88 percent\n", template).fields)


def test_a_must_row_knows_where_it_stands() -> None:
    """Its rule, its table and its row go with it."""
    alignment = laid("## Checks\n\n|Item|Required|Answer|\n|---|---|---|\n|Tests|Must|yes|\n|Own|Must||\n")
    (table,) = alignment.document.tables

    assert [(alignment.profile.tables[0], table, row) for row in table.rows] == [
        (found.rule, found.table, found.row) for found in required_rows(alignment)
    ]
    assert ["Section 1", ""] == [found.where for found in required_rows(alignment)]


@pytest.mark.parametrize(
    "text",
    [
        "Design is documented, and every reviewer has seen it",
        "(R) Design is documented and every reviewer has seen it",
        "(R) Design is [documented](../design.md#here) and each reviewer has seen it",
    ],
)
def test_a_box_in_slightly_other_words_is_the_same_box(text: str) -> None:
    """Templates reword their boxes, and documents keep the words of their day."""
    template = "# T\n\n## Work\n\n- [ ] (R) Design is [documented](design.md) and every reviewer has seen it\n"
    found = laid(f"# A\n\n## Work\n\n- [x] {text}\n- [x] Something else altogether\n", template).tasks

    assert [text] == [task.text for task in found.values()]


def test_a_box_of_other_words_is_another_box() -> None:
    """A box that was taken out is not found again in what an author wrote instead."""
    template = "# T\n\n## Work\n\n- [ ] Production readiness review approved\n- [ ] Dashboards are updated\n"
    found = laid("# A\n\n## Work\n\n- [x] Reviewed by Ana\n- [x] Dashboards updated\n", template).tasks

    assert ["Dashboards updated"] == [task.text for task in found.values()]


def test_a_notice_of_rights_is_nobodys_to_fill_in() -> None:
    """A document that lacks two sections of four and has its licence is not one that nobody filled in."""
    template = (
        "# T\n\n## One\n\n[What]\n\n## Two\n\n[What]\n\n## Three\n\n[What]\n\n## Licence\n\nCC0: see LICENCE.md.\n"
    )
    alignment = laid("# A\n\n## One\n\nWe build a bridge.\n\n## Licence\n\nCC0: see LICENCE.md.\n", template)

    assert ([], 2) == ([rule.title for rule in unfilled(alignment).hollow], len(unfilled(alignment).missing))


@pytest.mark.parametrize("piece", ["## Notes\n\n", "- Port {}:\n"])
def test_many_alike_take_no_quadratic_time(piece: str) -> None:
    """A template of thousands of sections of one title, or of labels, is laid over itself in time with its length."""
    text = "# <Title>\n\n" + "".join(piece.format(number) for number in range(12_000))
    asked, document = profile(text), parse("a.md", text.encode())
    start = time.process_time()
    alignment = Alignment(document, asked)

    assert alignment.sections or alignment.fields
    assert time.process_time() - start < 2

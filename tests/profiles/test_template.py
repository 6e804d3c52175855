"""A profile from a template: what it asks for, and how single points are put differently."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speclatch.config.model import DEFAULT_KINDS, Config, ProfileUse
from speclatch.documents import parse
from speclatch.errors import ConfigError
from speclatch.profiles.bundled import SEEDS as SEED_NAMES
from speclatch.profiles.guidance import is_guidance, key_guidance_left
from speclatch.profiles.load import builtin, builtin_template, load_profiles, overrides_from
from speclatch.profiles.overrides import apply_overrides
from speclatch.profiles.profile import Guidance, KeyType, Profile
from speclatch.profiles.template import derive

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
TEMPLATE = """---
id: NOTE-###
title: "<Title>"
status: Draft | Done
kind: Big / Small
created: YYYY-MM-DD
prd_ref: docs/PRD-###.md
adr_refs: []
parent: "[Link to parent]"
tags: [a, b]
version: 1.0
area: <area> # Only required when it has one.
limits:
  low: 1
---

# <Title>

## 1. Overview

Say what is built and why it is built now.

- **Goal**: [What is better afterwards]
- Owner:
- Error 1: [Condition]
- Sponsor (optional):

## 2. Checks (Required if it stores data)

| Item | Required | Answer | Where |
|------|----------|--------|-------|
| Tests | Must | | Section 1 |
| Colours | Should | | |

## 3. Work

- [ ] Migrated
- [ ] Flag (if applicable)
- [ ] ...
- [ ] By hand
  - Who:
"""


def profile(text: str = TEMPLATE) -> Profile:
    """The profile of a template."""
    return derive(parse("template.md", text.encode()), "note", DEFAULT_KINDS)


@pytest.mark.parametrize("name", SEED_NAMES)
def test_deriving_from_the_original_gives_the_same_profile(name: str) -> None:
    """The built-in profile is the one of the template it stands for; only the wording of its guidance differs."""
    path = SEEDS / f"{name}-template.md"
    if not path.is_file():
        pytest.skip(f"{path} is not here")
    ours = builtin(name, DEFAULT_KINDS)
    theirs = derive(parse(path.name, path.read_bytes()), name, DEFAULT_KINDS)
    requires = {rule.section: rule.requires for rule in ours.tables}
    tables = tuple(rule._replace(requires=requires[rule.section]) for rule in theirs.tables)

    assert replace(ours, guidance=Guidance()) == replace(theirs, tables=tables, guidance=Guidance())
    assert theirs.guidance.whole <= ours.guidance.whole
    assert all(found <= ours.guidance.spans[key] for key, found in theirs.guidance.spans.items())
    assert theirs.guidance.keys == ours.guidance.keys


@pytest.mark.parametrize("name", SEED_NAMES)
def test_a_built_in_template_is_its_own_profile(name: str) -> None:
    """Every required section, table, label and box of a profile is in its template."""
    document = parse("template.md", builtin_template(name).encode())

    assert builtin(name, DEFAULT_KINDS).sections == derive(document, name, DEFAULT_KINDS).sections


def test_what_keys_have_to_be() -> None:
    """Each type is read from the value that the template has."""
    types = {rule.key: rule.type for rule in profile().keys}
    expected = {
        "id": KeyType.ID,
        "title": KeyType.TEXT,
        "status": KeyType.ENUM,
        "kind": KeyType.ENUM,
        "created": KeyType.DATE,
        "prd_ref": KeyType.REFERENCE,
        "adr_refs": KeyType.REFERENCE,
        "parent": KeyType.REFERENCE,
        "tags": KeyType.TEXT,
        "version": KeyType.TEXT,
        "area": KeyType.TEXT,
        "limits": KeyType.TEXT,
    }

    assert expected == types


def test_keys_with_a_remark_are_not_required() -> None:
    """A comment that says when a key is required makes it optional."""
    assert ["area"] == [rule.key for rule in profile().keys if not rule.required]


def test_numbered_samples_of_sections() -> None:
    """The number of a part does not hide that its title is a sample."""
    sections = profile("# T\n\n## 3. Features\n\n### 3.1 Feature 1\n\n### 3.2 Interfaces\n").sections

    assert ["3. Features", "3.2 Interfaces"] == [rule.title for rule in sections]


def test_optional_sections() -> None:
    """A mark in the heading makes a section optional."""
    assert [("checks",)] == [rule.key for rule in profile().sections if not rule.required]


@pytest.mark.parametrize(
    ("text", "required"),
    [
        ("# T\n\n## A\n\ntext\n\n<!-- Optional. -->\n\n## B\n", [True, False]),
        ("# T\n\n## A\n<!-- Optional. -->\n\n## B\n", [False, True]),
        ("# T\n\n## A\n\ntext\n\n<!-- Optional. -->\n\nmore\n\n## B\n", [True, True]),
        ("<!-- Optional. -->\n\n## A\n\n## B\n", [False, True]),
    ],
)
def test_which_section_a_comment_speaks_of(text: str, required: list[bool]) -> None:
    """Of the heading it stands next to, and of none from amid a section's text."""
    assert required == [rule.required for rule in profile(text).sections]


def test_zeros_are_an_id_where_a_number_is_asked() -> None:
    """``0000`` stands for a number under the keys of such; elsewhere it may be a version or a count."""
    keys = profile("---\nnumber: 0000\nbuild: 0000\n---\n# A\n").keys

    assert [("number", KeyType.ID), ("build", KeyType.TEXT)] == [(rule.key, rule.type) for rule in keys]


def test_braces_without_quotes_are_a_sample() -> None:
    """YAML reads ``{date}`` as a mapping; to the template's reader it is what the author replaces."""
    derived = profile("---\ndate: {date}\n---\n# A\n")

    assert ["{date}"] == [rule.sample for rule in derived.keys]
    assert "{date}" == key_guidance_left("date", ("{date}",), derived.guidance)


def test_a_field_that_stands_twice_is_asked_for_once() -> None:
    """Metadata in the body, as in a table that a list repeats."""
    assert ["Owner"] == [rule.key for rule in profile("# T\n\n- Owner: [who]\n- Owner: [whom]\n\n## S\n").keys]


def test_a_label_at_the_end_of_its_section_asks() -> None:
    """What stands below the next heading does not answer it; a list right below does."""
    text = "# T\n\n## A\n\n**Owner**:\n\n{}- text\n"

    assert [["owner"], []] == [
        [rule.label for rule in profile(text.format(between)).fields] for between in ("## B\n\n", "")
    ]


def test_a_governance_table_whose_answers_are_examples() -> None:
    """A column that is called so holds the answers, though the template filled it in."""
    rows = (
        "| Item | Question | Required | Answer |\n|-|-|-|-|\n| Tests | Are there tests? | Must | Yes, all of them |\n"
    )
    (table,) = profile(f"# T\n\n## A\n\n{rows}").tables

    assert (("Answer",), "Required") == (table.answer_columns, table.required_column)


def test_a_governance_table() -> None:
    """Its Must rows, its answers and where they are documented."""
    table = profile().tables[0]

    assert ("Required", "Where") == (table.required_column, table.where_column)
    assert ("Answer",) == table.answer_columns
    assert [("Tests", True, "Section 1"), ("Colours", False, "")] == [(r.name, r.must, r.where) for r in table.rows]


def test_boxes() -> None:
    """Fixed ones, optional ones, choices; a box of dots stands for others."""
    expected = [("migrated", True, False), ("flag (if applicable)", False, False), ("by hand", False, True)]

    assert expected == [(rule.text, rule.required, rule.option) for rule in profile().tasks]


def test_labels() -> None:
    """Which must stay, and which must have a value."""
    expected = [
        ("goal", True, True),
        ("owner", True, True),
        ("error 1", True, False),
        ("sponsor", False, False),
        ("who", True, False),
    ]

    assert expected == [(rule.label, rule.required, rule.fixed) for rule in profile().fields]


def test_what_stands_below_an_optional_section_is_optional() -> None:
    """However deep."""
    sections = profile("# <T>\n\n## A (Optional)\n\n### B\n\n#### C\n\n## D\n").sections

    assert [("A (Optional)", False), ("B", False), ("C", False), ("D", True)] == [
        (rule.title, rule.required) for rule in sections
    ]


def test_labels_in_code_marks_are_samples() -> None:
    """An author puts the own path there."""
    fields = profile("# A\n\n## B\n\n- **`src/a.py`**: [why]\n- **src**: [why]\n").fields

    assert [("src/a.py", False), ("src", True)] == [(rule.label, rule.fixed) for rule in fields]


def test_rows_behind_a_sample_row_are_fixed() -> None:
    """Only the sample itself is left out."""
    rows = "| [Item] | | |\n| Tests | Must | |\n| REQ-1 | | |\n| Colours | Should | |\n"
    (table,) = profile(f"# A\n\n| Item | Required | Answer |\n|---|---|---|\n{rows}").tables

    assert ["Tests", "Colours"] == [row.name for row in table.rows]


@pytest.mark.parametrize(
    ("text", "agree"),
    [
        ('---\ntitle: "<Title>"\n---\n# Spec: <Title>\n', True),
        ('---\ntitle: "<Title>"\n---\n# <Name>\n', False),
        ("---\nid: X\n---\n# <Title>\n", False),
        ('---\ntitle: "<Title>"\n---\n## <Title>\n', False),
    ],
)
def test_titles_that_have_to_agree(text: str, *, agree: bool) -> None:
    """Where the template has one placeholder in both places."""
    assert agree is profile(text).titles_agree


def test_remarks_behind_keys() -> None:
    """All that stands behind the first number sign, and no more."""
    lines = "optional-notes: x\narea: y # only required for issue #1\ncolour: '# optional'\n"

    assert [("optional-notes", True), ("area", False), ("colour", False)] == [
        (rule.key, rule.required) for rule in profile(f"---\n{lines}---\n# A\n").keys
    ]
    assert {()} == {rule.values for rule in profile(f"---\n{lines}---\n# A\n").keys}


def test_guidance_behind_labels() -> None:
    """Prose counts wherever it stands, a label's own line aside."""
    guidance = profile("# A\n\n> **Owner**: one of the team\n\nWrite this part last of all.\n").guidance

    assert is_guidance("Write this part last of all.", guidance)
    assert not is_guidance("**Owner**: one of the team", guidance)


def test_guidance_is_known_again() -> None:
    """Wrapped, emphasised or quoted, it is the template's."""
    guidance = profile().guidance

    assert is_guidance("Say what is built\nand why it is *built* now.", guidance)
    assert not is_guidance("Say what is built and why it is built later.", guidance)


def test_each_block_is_judged_for_itself() -> None:
    """A comment somewhere does not make an instruction the author's text; in its own section prose is meant to stay."""
    text = "# A\n\n## B\n\n<!-- Money. -->\n\nList what it costs.\n\nPrices hold for a year.\n\n## C\n\nWhat it does.\n"
    guidance = profile(text).guidance

    assert [True, False, True] == [
        is_guidance(said, guidance) for said in ("List what it costs.", "Prices hold for a year.", "What it does.")
    ]


def test_links_by_name_are_no_guidance() -> None:
    """Brackets that the template defines are links."""
    guidance = profile(TEMPLATE.replace("- Owner:", "- Owner: [the list]") + "\n[the list]: owners.md\n").guidance

    assert not is_guidance("[the list]", guidance)


def overridden(**data: object) -> Profile:
    """The template's profile with overrides as the configuration has them."""
    return apply_overrides(profile(), overrides_from(data))


def test_optional_and_required() -> None:
    """Keys, sections, labels and boxes by their names, as documents write them."""
    changed = overridden(optional=["Title", "1. Overview", "Goal", "Migrated"], required=["area", "Sponsor"])

    assert {"title"} == {rule.key for rule in changed.keys if not rule.required}
    assert {("overview",), ("checks",)} == {rule.key for rule in changed.sections if not rule.required}
    assert {"goal"} == {rule.label for rule in changed.fields if not rule.required}
    assert "migrated" not in {rule.text for rule in changed.tasks if rule.required}


def test_samples_may_go() -> None:
    """A label that stands for others need not stay."""
    assert "owner" not in {rule.label for rule in overridden(samples=["Owner"]).fields if rule.fixed}


def test_columns_that_a_row_requires() -> None:
    """By section title."""
    assert ("Answer",) == overridden(requires={"Checks": ["Answer"]}).tables[0].requires


def test_texts_to_keep() -> None:
    """They are no guidance any more."""
    kept = overridden(keep=["[What is better afterwards]"]).guidance

    assert not is_guidance("[What is better afterwards]", kept)


@given(st.sampled_from(TEMPLATE.split("\n")), st.text(max_size=30))
def test_deriving_never_raises(line: str, text: str) -> None:
    """Whatever a template holds."""
    profile(TEMPLATE.replace(line, text))


def test_a_template_that_is_not_there() -> None:
    """It is an error of the configuration, with the line that names it."""
    config = Config(profiles=(ProfileUse("note", template="t.md", match=("*.md",), line=7),), path=".speclatch.yml")
    with pytest.raises(ConfigError, match=r"\.speclatch\.yml:7: the template 't\.md'"):
        load_profiles(config, dict[str, bytes]().__getitem__)


@pytest.mark.parametrize(
    "text",
    [
        "[ ] I have asked the owners of the parts that change",
        "- [name of the test](https://example.org/blob/main/test/...): [board](https://example.org/board)",
        "Needs discussion.",
    ],
)
def test_samples_between_comments_are_guidance(text: str) -> None:
    """A box without a bullet, a link to nowhere and what says "not yet" are the author's to replace."""
    derived = profile(f"# T\n\n## Tests\n\n<!-- Say how it is tested. -->\n\n{text}\n")
    (block,) = (one for one in parse("a.md", text.encode()).blocks)

    assert is_guidance(block.text, derived.guidance)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "Proposal Template"),
        ("group", "team-xxx"),
        ("author", "<names with an address, such as Ana Lima <ana@example.org>, Tom Oduya (@tom), ...>"),
    ],
)
def test_values_that_no_document_shares_with_its_template(key: str, value: str) -> None:
    """The template's own title, a filler, angles around others."""
    derived = profile(f"---\n{key}: {value}\n---\n\n# T\n\n## One\n")

    assert value == key_guidance_left(key, (value,), derived.guidance)


@pytest.mark.parametrize(
    "value",
    ["<b>bold</b> and <i>more</i>", "<a@example.org> and <b@example.org>", "v1.19", "<names <ana@example.org>"],
)
def test_values_that_anybody_may_have(value: str) -> None:
    """Tags, addresses and versions are no guidance."""
    derived = profile(f"---\nsample: {value}\n---\n\n# T\n\n## One\n")

    assert "" == key_guidance_left("sample", (value,), derived.guidance)


def test_metadata_side_by_side_on_one_line_is_asked_for_field_by_field() -> None:
    """Bars part the fields, not the choices of the first: its type is its own, and the others are asked for too."""
    text = "# <Title>\n\n**Status:** Draft | **Owner:** <name> | **Date:** YYYY-MM-DD\n\n## Why\n\n<Say why.>\n"

    profile = derive(parse("t.md", text.encode()), "t", DEFAULT_KINDS)

    expected = [("Status", KeyType.TEXT), ("Owner", KeyType.TEXT), ("Date", KeyType.DATE)]
    assert expected == [(rule.key, rule.type) for rule in profile.keys]
    assert () == profile.fields


HEADS = [
    "| Number | given by the editors |\n|---|---|\n| **Status** | Draft |\n| **Sponsor(s)** | who speaks for it |",
    "Number: _the editors give it_\n\nStatus: Draft\n\nSponsor(s): xx",
    "- Number: given later\n- Status: Draft\n- Sponsor(s): who speaks for it",
]


@pytest.mark.parametrize("head", HEADS)
def test_what_stands_beside_a_field_is_a_field(head: str) -> None:
    """Of a template's head every field is the author's to give, whatever sample stands there; a remark is none."""
    text = f"# <Title>\n\n{head}\n\nNote: the editors read it first.\n\n## Why\n\n<Why>\n"

    assert ["Number", "Status", "Sponsor(s)"] == [key.key for key in profile(text).keys]


def test_text_that_repeats_its_comment_is_guidance() -> None:
    """A template may say the same to those who read it raw and to those who see it; other text of the section stays."""
    hint = "Say in a few words what this is about."
    text = f"# A\n\n## Why\n\n<!-- {hint} -->\n\n{hint}\n\nIt is public from the first day on.\n"
    guidance = profile(text).guidance

    assert is_guidance(hint, guidance)
    assert not is_guidance("It is public from the first day on.", guidance)


def test_a_sentence_behind_a_field_is_guidance_for_it() -> None:
    """Nobody's value is the sentence that the template has there; a notice of rights stays."""
    guidance = profile("---\nabout: one line on what it does\nrights: CC0 for all of this text\n---\n\n# A\n").guidance

    assert "one line on what it does" == key_guidance_left("about", ["one line on what it does"], guidance)
    assert not key_guidance_left("rights", ["CC0 for all of this text"], guidance)


@pytest.mark.parametrize("mark", ["", "- "])
def test_a_comment_behind_a_field_makes_it_optional(mark: str) -> None:
    """As a remark behind a key of front matter does."""
    text = f"# <Title>\n\n{mark}Date: YYYY-MM-DD <!-- optional -->\n\n## Why\n\n<Why>\n"

    assert [("Date", False)] == [(key.key, key.required) for key in profile(text).keys]
    assert [True] == [section.required for section in profile(text).sections], "it speaks of no section"


@pytest.mark.parametrize("line", ["**Builds on:** PRD / Other document", "- **关联文档**: PRD / ARCH / 其他 ADR"])
def test_a_list_that_goes_on_asks_for_a_text(line: str) -> None:
    """Where authors may name something else, the field is theirs to fill, with whatever they have."""
    profile = derive(parse("t.md", f"# <Title>\n\n{line}\n\n## Why\n\n<Say why.>\n".encode()), "t", DEFAULT_KINDS)

    assert [KeyType.TEXT] == [rule.type for rule in profile.keys]
    assert profile.keys[0].required

"""Labels in all their forms: colons of languages, emphasis, bullets, boxes, quotes, lines of their own."""

from __future__ import annotations

import pytest

from speclatch.documents import Field, parse

CONTAINERS = {
    "bullet": "- {}\n",
    "nested bullet": "- a\n  - {}\n",
    "numbered": "1. {}\n",
    "box": "- [x] {}\n",
    "quote": "> {}\n",
    "line": "{}\n",
    "line in a section": "# T\n\n## S\n\n{}\n\ntext\n",
    "first of two lines": "{}\n**Other**: x\n",
    "second of two lines": "**Other**: x\n{}\n",
}
FORMS = {
    "Owner: shop": "Owner",
    "Owner : shop": "Owner",
    "Owner\u00a0: shop": "Owner",
    "Owner：shop": "Owner",
    "**Owner**: shop": "Owner",
    "**Owner:** shop": "Owner",
    "**Owner** : shop": "Owner",
    "**Owner :** shop": "Owner",
    "**Owner**：shop": "Owner",
    "**Owner：** shop": "Owner",
    "__Owner__: shop": "Owner",
    "*Owner*: shop": "Owner",
    "_Owner_ : shop": "Owner",
    "*Owner:* shop": "Owner",
    "***Owner***: shop": "Owner",
    "___Owner:___ shop": "Owner",
    "**负责人：** shop": "负责人",
    "负责人：shop": "负责人",
    "Propriétaire\u202f: shop": "Propriétaire",
    "Владелец: shop": "Владелец",
    "Verantwortlich: shop": "Verantwortlich",
    "担当者：shop": "担当者",
    "담당자: shop": "담당자",
}


def fields(text: str) -> list[Field]:
    """The fields of a text, that of the neighbour aside."""
    return [field for field in parse("a.md", text.encode()).fields if field.label != "Other"]


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("form", FORMS)
def test_label_value_and_place(form: str, container: str) -> None:
    """Wherever a label stands and however it ends, its value is found where it is."""
    text = CONTAINERS[container].format(form)
    (field,) = fields(text)
    place = field.value_location
    shown = text.split("\n")[place.line - 1][(place.column or 1) - 1 : place.end_column]

    assert (FORMS[form], "shop", "shop") == (field.label, field.value, shown)


@pytest.mark.parametrize("container", ["bullet", "box", "quote", "line"])
@pytest.mark.parametrize("form", ["**Owner**:", "**Owner:**", "**Owner** :", "**负责人：**", "Owner:", "Owner :"])
def test_label_without_a_value(form: str, container: str) -> None:
    """A label with nothing behind it is one, with an empty value."""
    (field,) = fields(CONTAINERS[container].format(form))

    assert "" == field.value


def test_value_goes_on_to_the_next_label() -> None:
    """A value of several lines ends before the next label, or with its paragraph."""
    first, second = fields("**Fault**: it creaks,\nand clicks\nSeen : twice\n\nmore\n")

    assert (("Fault", "it creaks, and clicks"), ("Seen", "twice")) == (
        (first.label, first.value),
        (second.label, second.value),
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("**Owner:** shop | **Seen:** twice", [("Owner", "shop"), ("Seen", "twice")]),
        ("**Owner**: shop · **Seen**: twice · **Kind**:", [("Owner", "shop"), ("Seen", "twice"), ("Kind", "")]),
        ("*Owner:* • *Seen:* twice", [("Owner", ""), ("Seen", "twice")]),
        ("Owner: shop | Seen: | Kind: loud", [("Owner", "shop"), ("Seen", ""), ("Kind", "loud")]),
        ("负责人：水房 | 日期：", [("负责人", "水房"), ("日期", "")]),
        ("**Kind:** loud | silent | **Seen:** twice", [("Kind", "loud | silent"), ("Seen", "twice")]),
        ("Kind: loud | silent", [("Kind", "loud | silent")]),
        ("Kind: loud | silent | Seen: twice", [("Kind", "loud | silent | Seen: twice")]),
        ("**Kind:** loud | Seen: twice", [("Kind", "loud | Seen: twice")]),
        ("**Kind:** loud|**Seen:** twice", [("Kind", "loud|**Seen:** twice")]),
    ],
)
@pytest.mark.parametrize("before", ["", "> "])
def test_fields_side_by_side(before: str, line: str, expected: list[tuple[str, str]]) -> None:
    """Bars or dots part the fields of one line; each has its own place, and choices with bars stay one value."""
    found = fields(f"{before}{line}\n")
    shown = [(before + line)[(f.value_location.column or 0) - 1 : f.value_location.end_column] for f in found]

    assert expected == [(field.label, field.value) for field in found]
    assert [value for _, value in expected] == [
        text if field.value else "" for text, field in zip(shown, found, strict=True)
    ]


def test_the_last_field_of_a_line_goes_on() -> None:
    """What follows on the next line belongs to the last of the fields that stand side by side."""
    first, second = fields("**Owner:** shop | **Fault:** it creaks\nand clicks\n")

    assert ("shop", "it creaks and clicks") == (first.value, second.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("~~a b~~", True),
        ("~~a b~~ (gone)", True),
        ("~~a b~~: gone", True),
        ("~~a b~~ N/A: gone", True),
        ("<del>a b</del> – gone", True),
        ("<s>a</s>, gone", True),
        ("**~~a b~~**", True),
        ("~~a~~ ~~b~~", True),
        ("~~a~~ b", False),
        ("a ~~b~~", False),
        ("<del>a</del> b", False),
        ("~~ a", False),
        ("a", False),
    ],
)
def test_struck_box(text: str, expected: bool) -> None:
    """All that is struck at the beginning closes a box, unless other text stands in its place."""
    (task,) = parse("a.md", f"- [ ] {text}\n".encode()).tasks

    assert expected == task.struck


def test_text_below_a_box() -> None:
    """A box knows what is nested below it."""
    first, second = parse("a.md", b"- [ ] a\n  - N/A: none here\n- [ ] b\n").tasks

    assert ("N/A: none here", "") == (first.body, second.body)


def test_text_below_a_box_is_cut_where_it_grows_long() -> None:
    """Some ten thousand characters answer any question; the rest of an item is not gathered."""
    paragraphs = "".join(f"\n  {letter * 6_000}\n" for letter in "abcd")
    (box,) = parse("s.md", f"- [x] a\n{paragraphs}".encode()).tasks

    assert "a" * 6_000 + "\n" + "b" * 6_000 == box.body

"""How texts are compared: blank, placeholder, answer, the same title."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speclatch.profiles.brackets import bracket_spans, is_bracketed
from speclatch.profiles.demands import is_optional, says_optional
from speclatch.profiles.enumerations import alternatives
from speclatch.profiles.text import digest, digests, fold, is_blank, is_html_tag, visible
from speclatch.profiles.titles import normalise_label, normalise_title, title_number
from speclatch.profiles.words import answers_nothing, is_placeholder_word, none_answer, none_within

READERS: tuple[Callable[[str], object], ...] = (
    visible,
    fold,
    is_placeholder_word,
    answers_nothing,
    none_answer,
    none_within,
    title_number,
    is_optional,
    says_optional,
    normalise_title,
    normalise_label,
    digest,
    is_bracketed,
    alternatives,
    lambda text: list(bracket_spans(text)),
)
MARKS = st.text("aA1 \t\n*_~`<>[](){}|/&;#.:-–—?!§\u200b\u00a0", max_size=60)
HOSTILE = (
    "<a ",
    "<!--",
    "[a",
    "(",
    "(only if ",
    "*_",
    "_",
    "`*",
    " / ",
    "a|",
    "none ",
    "n/a (",
    "A-1",
    "1.",
    "&amp;",
    " ",
)


@given(MARKS | st.text())
def test_reading_never_raises(text: str) -> None:
    """Whatever somebody writes."""
    for read in READERS:
        read(text)


@given(st.text().filter(lambda text: not set("&<") & set(text)) | st.text("aA *_~`- \u200b\n", max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded text is its own fold (what looks like an entity or a tag afterwards aside)."""
    assert fold(text) == fold(fold(text))


@given(
    st.text("ab1 ", min_size=1).filter(str.strip),
    st.sampled_from(["**{}**", "_{}_", "`{}`", "~~{}~~", " {}\u200b", "{}<!-- x -->"]),
)
def test_marks_do_not_count(text: str, mark: str) -> None:
    """Emphasis, code marks, comments and what is invisible change no comparison."""
    assert fold(text) == fold(mark.format(text.strip()))


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """A megabyte of marks is read in well under the second that a gate has for it."""
    text = unit * (250_000 // len(unit))
    for read in READERS:
        start = time.process_time()
        read(text + "!")

        assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "text", ["", " \t\n", "&nbsp;", "&#8203;", "\u200b\u2060\ufeff", "<br>", "<!-- later -->", "<span></span>"]
)
def test_nothing_visible_is_blank(text: str) -> None:
    """Comments, tags, entities and invisible characters say nothing."""
    assert is_blank(text)


@pytest.mark.parametrize("text", ["x", "&lt;", "<Feature>", "Map<string, T>", ".", "한"])
def test_what_shows_is_not_blank(text: str) -> None:
    """A placeholder in angles is no HTML tag to a reader of the source."""
    assert not is_blank(text)


@pytest.mark.parametrize(
    "text", ["TBD", "tbd.", "**TODO**", "?", "???", "-", "—", "---", "...", "…", "To be decided", "`TBD`"]
)
def test_words_for_later(text: str) -> None:
    """They leave a question open."""
    assert is_placeholder_word(text)


@pytest.mark.parametrize(
    "text", ["TBD by Ines on Friday", "todo list", "0", "no", "N/A", "None", "Planned later", "-1"]
)
def test_words_that_answer(text: str) -> None:
    """They say something."""
    assert not is_placeholder_word(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("None", ""),
        ("none required", ""),
        ("N/A.", ""),
        ("**N/A**", ""),
        ("N/A (infra-only).", "infra-only"),
        ("Not applicable: no data", "no data"),
        ("None because nothing is stored", "because nothing is stored"),
        ("N/A, see ADR-7", "see ADR-7"),
    ],
)
def test_none_is_an_answer_and_may_have_a_reason(text: str, reason: str) -> None:
    """Every form that was seen."""
    assert reason == none_answer(text)


@pytest.mark.parametrize("text", ["Nonetheless", "None of the tables change today", "n/adapter", "No", ""])
def test_what_only_begins_like_none(text: str) -> None:
    """It is an answer of another kind."""
    assert none_answer(text) is None


@pytest.mark.parametrize(
    "title",
    [
        "2.2 Migrations",
        "2.2. Migrations",
        "Migrations",
        "§ 2.2: Migrations",
        "2.2) **Migrations**",
        "MIGRATIONS (Optional)",
        "Migrations {#migrations-2}",
        ":ocean: Migrations",
        "2.2 :world_map: Migrations :warning:",
    ],
)
def test_numbering_and_marks_of_titles(title: str) -> None:
    """One section under many numbers."""
    assert "migrations" == normalise_title(title)


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("4.2 Data", "4.2"),
        ("③ Data", "3"),
        ("三、概述", "3"),
        ("十二、概述", "12"),
        ("二十一、概述", "21"),
        ("III. Data", "3"),
        ("XIV. Data", "14"),
        ("第2章 概述", "2"),
        ("Data", ""),
    ],
)
def test_the_number_of_a_title(title: str, number: str) -> None:
    """In figures, whatever script it is written in."""
    assert number == title_number(title)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("Draft | Implementation | Validated", ("Draft", "Implementation", "Validated")),
        ("alpha|beta|stable", ("alpha", "beta", "stable")),
        ("Draft / Implementation", ("Draft", "Implementation")),
        ("services/slots", ()),
        ("read / write", ()),
        ("a | b | [link]", ()),
        ("Draft", ()),
    ],
)
def test_enumerations(value: str, words: tuple[str, ...]) -> None:
    """Bars between any words, slashes between capitalised ones."""
    assert words == alternatives(value)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("<Feature Name> and [Team/Owner]", ["<Feature Name>", "[Team/Owner]"]),
        ("[REQ-SPC-001] [x] [ ] [^1]", []),
        ("[text](target) [text][name] [name]: target", []),
        ("<b>bold</b> <https://example.org> <me@example.org>", []),
        ("{timestamp}_x.sql", ["{timestamp}"]),
        ("{{template}} {% tag %}", []),
    ],
)
def test_bracketed_pieces(text: str, spans: list[str]) -> None:
    """Guidance in brackets; identifiers, boxes, links and tags are none."""
    assert spans == [span.text for span in bracket_spans(text)]


def test_where_bracketed_pieces_stand() -> None:
    """Their offsets, the end exclusive, by the kind of bracket."""
    text = "a <Name of it> [b c] {d}"
    spans = list(bracket_spans(text))

    assert ["<Name of it>", "[b c]", "{d}"] == [text[span.start : span.end] for span in spans]
    assert ["<Name of it>", "[b c]", "{d}"] == [span.text for span in spans]


@pytest.mark.parametrize(
    "text",
    [
        "[](https://a.b)",
        "[]()",
        "\ufe0f",
        "\U000e0020",
        ".",
        ":",
        "TBD: later",
        "TODO(me)",
        "**TBD** - soon",
        "~~85 %~~",
        "<del>85</del>",
    ],
)
def test_what_only_looks_like_an_answer(text: str) -> None:
    """Marks without words, words for later, and what is struck through."""
    assert answers_nothing(text)


@pytest.mark.parametrize("text", ["[x](url)", "![](a.png)", "~~a~~ b", "✔️", "TBDs: a", "todo list", "1.", "+"])
def test_what_says_something(text: str) -> None:
    """A link with words, an image, a tick, and words that merely begin alike."""
    assert not answers_nothing(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SRM updated: None", ""),
        ("SRM updated: None required", ""),
        ("SRM updated: None, no API", "no API"),
        ("Errors: none of the tests fail", None),
        ("Default-none for flags", None),
        ("(N/A) SRM updated", ""),
        ("SRM updated N/A: no SRM here", "no SRM here"),
        ("SRM updated — N/A no SRM here", "no SRM here"),
        ("N/A values are shown", None),
        ("Cells with n/a are read: done", None),
    ],
)
def test_none_behind_a_box(text: str, reason: str | None) -> None:
    """`None` closes a box as `N/A` does, if it is the answer and not part of a sentence."""
    assert reason == none_within(text)


@pytest.mark.parametrize(
    ("tag", "is_tag"),
    [
        ("<a>", True),
        ("</a>", True),
        ('<a href="x">', True),
        ("<br />", True),
        ("<details open>", True),
        ("<A short title>", False),
        ("<summary of it>", False),
        ("<Feature Name>", False),
    ],
)
def test_words_behind_the_name_of_a_tag_make_it_a_placeholder(tag: str, *, is_tag: bool) -> None:
    """A template's sample may begin with what is the name of a tag; attributes have values or are known flags."""
    assert is_tag == is_html_tag(tag)


@pytest.mark.parametrize(
    ("plain", "marked"),
    [
        ("Say why it is needed", "**Say why** it  is\n_needed_"),
        (":x: Say why", "**:x: Say why**"),
        ("❌ Say why", ":x: Say why"),
        ("https://example.org/a:b", "<!-- where -->https://example.org/a:b"),
        ("A & B", "A &amp; B"),
        ("[Condition]", r"\[Condition\]"),
        ("Größe: 5", "Größe:\u200b 5"),
    ],
)
def test_a_text_has_one_name_however_it_is_marked(plain: str, marked: str) -> None:
    """By what a reader sees: also where a look at its signs says that it has none."""
    assert digest(plain) == digest(marked)
    assert digests(plain.upper() + ".") == (digest(plain.upper() + "."), digests(plain.upper())[1])

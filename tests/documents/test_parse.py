"""What a document offers, and where: fields, tables, tasks, links, lines."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.documents.places import misplaced, outside, shown

from speclatch.documents import Document, UnreadableError, parse, slugify


def read(text: str) -> Document:
    """Parse a text."""
    return parse("spec.md", text.encode())


@pytest.mark.parametrize(
    ("text", "label", "value", "container"),
    [
        ("- Context name:\n", "Context name", "", "bullet"),
        ("- **PRD:** (link)\n", "PRD", "(link)", "bullet"),
        ("- **ADR(s)**: x\n", "ADR(s)", "x", "bullet"),
        ("- **`src/example/file1.ts`**: does\n  things\n", "`src/example/file1.ts`", "does things", "bullet"),
        ("- **[VAL-SPC-001] Unit Tests**: [a]\n", "[VAL-SPC-001] Unit Tests", "[a]", "bullet"),
        ("> **Status**: Draft\n", "Status", "Draft", "quote"),
        ("*Target Directory: `specs/a.md`*\n", "Target Directory", "`specs/a.md`", "text"),
    ],
)
def test_labelled_values(text: str, label: str, value: str, container: str) -> None:
    """Every form of a labelled value is read, whatever its label holds."""
    (field,) = read(text).fields

    assert (label, value, container) == (field.label, field.value, field.container)


def test_each_line_of_a_quote_is_a_field() -> None:
    """Several labels of one quoted paragraph do not run into one another."""
    fields = read("> **Status**: Draft\n> **Related PRD**: [Link to PRD]\n").fields

    assert [("Status", "Draft", 1), ("Related PRD", "[Link to PRD]", 2)] == [
        (field.label, field.value, field.location.line) for field in fields
    ]


def test_field_body_holds_nested_text() -> None:
    """What stands below a label counts as its body, and the value may be empty."""
    first, *_ = read("- PRD:\n  - docs/a.md\n\n  more\n- ADR: b\n").fields

    assert ("PRD", "", "docs/a.md\nmore") == (first.label, first.value, first.body)


@pytest.mark.parametrize(
    "text",
    [
        "- https://a.b: c\n",
        "- `a: b`\n",
        "so we said it at the last: no\n",
        "It is done. Next: rest\n",
        "TODO: x\n",
        "https://a.b\n",
        "text\nmore: text\n",
    ],
)
def test_what_is_no_field(text: str) -> None:
    """Addresses, code, remarks and running text carry no label."""
    assert () == read(text).fields


def test_cells_keep_their_places() -> None:
    """A cell's span holds its source; a blank cell's what stands between the bars."""
    document = read("| a | b |\n|---|---|\n| `x\\|y` |  |\n| z |\n")
    (table,) = document.tables
    first, second = table.rows

    assert ("`x|y`", "") == first.cells
    assert ["`x\\|y`", "  "] == [shown(document, place) for place in map(first.cell_location, range(2))]
    assert (1, ("z", "")) == (second.width, second.cells)


def test_task_box_struck_and_depth() -> None:
    """A task knows its box, its depth and whether it is struck through."""
    document = read("- [ ] ~~gone~~\n  - [X] done\n    here\n")
    outer, inner = document.tasks

    assert (True, False, 1) == (outer.struck, outer.checked, outer.depth)
    assert ("done here", True, 2) == (inner.text, inner.checked, inner.depth)
    assert ["[ ]", "[X]"] == [shown(document, task.box) for task in document.tasks]


def test_links_code_and_comments_have_places() -> None:
    """Targets, code and comments are found again at the place that is named."""
    document = read("a [b](c/d.md 't') `e f` <!-- g -->\n\n[h]\n\n[h]: i.md\n")
    inline, reference = document.links

    assert ["c/d.md", "i.md"] == [shown(document, link.target_location) for link in (inline, reference)]
    assert "[b](c/d.md 't')" == shown(document, inline.location)
    assert "e f" == shown(document, document.code_spans[0].location)
    assert (" g ", "<!-- g -->") == (document.comments[0].text, shown(document, document.comments[0].location))


@pytest.mark.parametrize("odd", ["\r", "\x0c", "\u2028", "\x85", "\t", "\0", "\x0b"])
def test_only_line_feeds_move_lines(odd: str) -> None:
    """No other character counts as the end of a line."""
    document = read(f"a{odd}b\n\n# Title\n")

    assert [3] == [heading.location.line for heading in document.headings]


def test_a_lone_carriage_return_begins_a_line_of_the_same_number() -> None:
    """GitHub sees a heading there; columns go on."""
    document = read("a\r# b\n\nc [d](e)\rf [g](h)\n")

    assert [("b", 1)] == [(heading.title, heading.location.line) for heading in document.headings]
    assert [("e", 3, 7), ("h", 3, 16)] == [
        (link.target, link.target_location.line, link.target_location.column) for link in document.links
    ]


def test_a_nul_is_shown_as_a_mark() -> None:
    """GitHub puts U+FFFD there; no column moves."""
    assert ("a\ufffdb",) == read("a\0b\n").lines


def test_crlf_bom_and_no_final_newline() -> None:
    """Windows line ends, a byte order mark and a cut last line change nothing."""
    document = read("\ufeff---\r\nid: X\r\n---\r\n\r\n# T\r\n- [ ] a")

    assert ("X", 5, 6) == (
        document.front_matter.entries[0].value,
        document.headings[0].location.line,
        document.tasks[0].location.line,
    )


def test_not_utf8_is_unreadable() -> None:
    """Bytes that are no UTF-8 are refused with the place of the first of them."""
    with pytest.raises(UnreadableError, match="0xff at offset 3 \\(line 2\\)") as caught:
        parse("a.md", b"ab\n\xff\nc\n")

    assert (2, 3) == (caught.value.line, caught.value.offset)


def test_the_text_of_a_section() -> None:
    """Its own and, where no less is asked for, that of its subsections."""
    document = read("# B\n\nc *d*\n\n## E\n\nf\n")
    section = document.sections[0]

    assert ("c d\nf", "c d") == (document.text_of(section), document.text_of(section, deep=False))


def test_the_text_of_a_section_with_code() -> None:
    """Code is shown as it stands: its marks are no emphasis."""
    document = read("# B\n\n```\n*c*\n```\n\n*d*\n")

    assert "*c*\nd" == document.text_of(document.sections[0])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_unreadable(encoding: str) -> None:
    """A text of two bytes a letter is refused, though each of its bytes is one of UTF-8."""
    with pytest.raises(UnreadableError, match="not UTF-8: every other byte is zero, as in UTF-16") as caught:
        parse("a.md", "# Heading\n\ntext\n".encode(encoding))

    assert 1 == caught.value.line


def test_sections_are_a_tree() -> None:
    """A section runs to the next heading of its level and knows the titles above it."""
    document = read("# A\n\n## B\n\ntext\n\n### C\n\n## D\n")
    section = document.sections[1]

    assert (3, 8, 6, ("A", "B")) == (
        section.location.line,
        section.location.end_line,
        section.own_end_line,
        section.titles,
    )
    assert "text" == document.text_of(section)


def test_blocks_know_what_they_stand_in() -> None:
    """Each block has its innermost item with those around it, and knows whether it is quoted."""
    blocks = read("> # q\n> ***\n\n- a\n  1. [x] b\n\n     c\n- ```\n  d\n\ne\n\n> - f\n>   g\n").blocks
    items = [block.item for block in blocks]

    assert [True, False, False, False, False, False, True] == [block.quoted for block in blocks]
    assert [
        None,
        (4, 7, 1, False, False),
        (5, 7, 2, True, True),
        (5, 7, 2, True, True),
        (8, 9, 1, False, False),
        None,
        (13, 14, 1, False, False),
    ] == [
        (item.location.line, item.location.end_line, item.depth, item.ordered, item.is_task) if item else None
        for item in items
    ]
    assert items[2] is not None
    assert items[1] is items[2].parent


def test_boxes_without_words_stand_in_their_section() -> None:
    """There is no text that could tell where they stand."""
    tasks = read("- [ ] \n\n# a\n\n- [x] \n\n## b\n\n- [ ] \n").tasks

    assert [("", 1, None), ("", 5, "a"), ("", 9, "b")] == [
        (task.text, task.location.line, task.section.title if task.section else None) for task in tasks
    ]


def test_blocks_of_sections() -> None:
    """Those right in a section or, deep, those of its subsections too, in the order of the document."""
    document = read("a\n\n# B\n\nc\n\n## D\n\n|e|\n|-|\n\n# F\n\ng\n")
    b, d, f = document.sections

    assert ["a", "c", "|e|\n|-|", "g"] == [block.text for block in document.blocks_in(None, deep=True)]
    assert ["a"] == [block.text for block in document.blocks_in(None)]
    assert (["c"], ["c", "|e|\n|-|"]) == (
        [block.text for block in document.blocks_in(b)],
        [block.text for block in document.blocks_in(b, deep=True)],
    )
    assert ([0, 1], [1, 1], [0, 0]) == tuple(
        [len(list(document.tables_in(section, deep=deep))) for deep in (False, True)] for section in (b, d, f)
    )
    assert 1 == len(list(document.tables_in(None, deep=True)))
    assert "c" == document.text_of(b, deep=False)


def test_labels_in_the_paragraphs_of_items_and_quotes() -> None:
    """An item's first paragraph may hold one, text behind it none; a nested item has its own."""
    fields = read("- - a: b\n- c\n\n  d: e\n\n**f**: g\n").fields

    assert [("a", "b", 1, "bullet"), ("f", "g", 6, "text")] == [
        (field.label, field.value, field.location.line, field.container) for field in fields
    ]


def test_mail_addresses_among_other_things() -> None:
    """Each at its place, past code, links and escapes, with its section."""
    links = read("# T\n\n`a@b.cc` x d@e.ff y [j](k@l.mm) *n o@p.qq* &amp; r@s.tt\n").links

    assert [("mailto:d@e.ff", 12, 17), ("k@l.mm", 21, 31), ("mailto:o@p.qq", 36, 41), ("mailto:r@s.tt", 50, 55)] == [
        (link.target, link.location.column, link.location.end_column) for link in links
    ]
    assert {"T"} == {link.section.title for link in links if link.section}
    assert all(link.section for link in links)


def test_entities_in_titles() -> None:
    """Resolved where they are not escaped."""
    assert ["a & &amp; b <", "c &amp; d"] == [
        heading.title for heading in read("# a &amp; \\&amp; b &lt;\n# c \\&amp; d\n").headings
    ]


def test_where_definitions_lead() -> None:
    """The first of a label counts, whatever its case; its place is the target's own, in quotes and over lines."""
    document = read("[C]: z\n[c]: y\n\n> [d]:\n>   e\n>   'f'\n> g\n\n[c] [d]\n")

    assert [("z", 1, 6, 6), ("e", 5, 5, 5)] == [
        (link.target, link.target_location.line, link.target_location.column, link.target_location.end_column)
        for link in document.links
    ]
    assert ["g", "[c] [d]"] == [block.text for block in document.blocks]


# Recorded from github-slugger 2.0.0.
SLUGS = {
    "Hello World": "hello-world",
    "1) Implementation Overview": "1-implementation-overview",
    "0.1 Architecture / Tech Stack": "01-architecture--tech-stack",
    "snake_case & more": "snake_case--more",
    "Ünïcödé Straße": "ünïcödé-straße",
    "日本語": "日本語",
    "a  b": "a--b",
}


@pytest.mark.parametrize(("title", "slug"), SLUGS.items())
def test_slugs(title: str, slug: str) -> None:
    """Anchors are GitHub's."""
    assert slug == slugify(title)


def test_numbers_in_slugs() -> None:
    """Digits and the numbers that are letters stay; fractions and powers go."""
    assert "part-ⅷ--x" == slugify("Part Ⅷ ½ x²")


def test_equal_slugs_are_numbered() -> None:
    """A second heading of a name gets a number, and never one that is taken."""
    assert ["a", "a-1", "a-1-1", "a-2"] == [heading.slug for heading in read("# a\n# a\n# a-1\n# a\n").headings]


MARKS = "# |- |> |1. |[ ] |---|```|<!--|-->|[a](b)|[c]|[c]: d|`|*|\n|\n\n|\t|    |\r|\0|a|é|\u2028|\\|&amp;"
PIECES = st.sampled_from([*MARKS.split("|"), "|", "www.x.yz", "x@y.zz", "---\n", "id: 1\n", "[^1]", ": "])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200))
def test_every_line_is_in_the_file(text: str) -> None:
    """Reading never raises, and no place lies outside the file or ends before it begins."""
    assert [] == outside(read(text))


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200))
@example("<!--\n\n")
@example("- <!--\r\t# ")
def test_every_line_holds_what_is_reported(text: str) -> None:
    """A title, a box, a cell, a target, code and a comment are really where they are said to be."""
    assert [] == misplaced(read(text))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_bytes_are_read_or_refused(raw: bytes) -> None:
    """Whatever the bytes are, they make a document or an UnreadableError with a line of theirs."""
    line = 1
    try:
        parse("a.md", raw)
    except UnreadableError as error:
        line = error.line

    assert 1 <= line <= raw.count(b"\n") + 1


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ('see <a href="a.md">a</a> and <A class="x" HREF=\'b&amp;c.md\' >b</A>\n', ["a.md", "b&c.md"]),
        ("<img alt='x' src=a.png /> [b](b.md) <img src=\"c.png\">\n", ["a.png", "b.md", "c.png"]),
        ('| <a href="a.md">a</a> |\n|-|\n| <img src="b.png"> |\n', ["a.md", "b.png"]),
        ('<div>\n<a id="x"\n   href="a.md">a</a> <!-- <a href="no.md"> -->\n</div>\n', ["a.md"]),
        ('# T <a href="#t">t</a>\n', ["#t"]),
        ('`<a href="no.md">` <a name="x"></a> <abbr href="no.md">\n', []),
        ('<!-- <a href="no.md"> -->\n\n<script>\n"<a href=\'no.md\'>"\n</script>\n\n```\n<a href="no.md">\n```\n', []),
        ('<a title="href=no.md">\n', []),
        ('<a href>a</a> <a href=a.md href="no.md">\n', ["a.md"]),
        ('<img src="a.png" srcset="b.png 1x, c.png 2x">\n', ["a.png", "b.png", "c.png"]),
    ],
)
def test_links_written_in_html(text: str, targets: list[str]) -> None:
    """Tags lead somewhere as links do; code, comments and scripts do not."""
    links = read(text).links

    assert targets == [link.target for link in links]
    assert all(link.location.line <= link.target_location.line for link in links)

"""Front matter: source text kept, every fault on its line, the body read all the same."""

from __future__ import annotations

import pytest

from speclatch.documents import Document, ProblemKind, parse
from speclatch.documents.sidecar import parse_metadata


def read(text: str) -> Document:
    """Parse a text."""
    return parse("spec.md", text.encode())


def test_values_keep_their_source_text() -> None:
    """Numbers, dates and booleans stay what the author wrote; null, lists and mappings are told apart."""
    document = read("---\nv: 1.0\nd: 2025-01-02\nb: yes\nn: ~\nl: [Link to PRD]\nm: {x: '1'}\n---\n")

    assert {"v": "1.0", "d": "2025-01-02", "b": "yes", "n": None, "l": ("Link to PRD",), "m": {"x": "1"}} == {
        entry.key: entry.value for entry in document.front_matter.entries
    }


def test_places_are_those_of_the_file() -> None:
    """Keys and leaves carry their exact spans, quotes included."""
    document = read("---\nid: X\nrefs:\n  - 'a.md'\n  - b.md\n---\n")
    entry = document.front_matter.get("refs")
    assert entry is not None

    assert (3, 5) == (entry.location.line, entry.location.end_line)
    assert [("a.md", 4, 5, 10), ("b.md", 5, 5, 8)] == [
        (leaf.text, leaf.location.line, leaf.location.column, leaf.location.end_column) for leaf in entry.scalars
    ]


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("---\nid: X\n...\n# T\n", "invalid", 3),
        ("---\nid: X\n\n# T\n", "invalid", 1),
        ("---\nid: X\n\n# T\n\ntext\n\n---\n", "invalid", 1),
        ("---\nid: X\nid: Y\n---\n# T\n", "invalid", 3),
        ("---\nid: X\nt: a: b\n---\n# T\n", "invalid", 3),
        ("---\n\tid: X\n---\n# T\n", "invalid", 2),
        ("---\nid: X\nn**O (KR):** ...\n---\n# T\n", "invalid", 3),
        ("---\nid: *x\n---\n# T\n", "invalid", 2),
        ("---\nid: X\ndate: 2025-30-01\n---\n# T\n", "value", 3),
        ("---\non: yes\n---\n# T\n", "value", 2),
        ("---\n1: x\n---\n# T\n", "value", 2),
        ("\n---\nid: X\n---\n# T\n", "invalid", 2),
        ("<!-- a licence\nof two lines -->\n\n---\nid: X\n\n# of YAML\nx: y\n---\n# T\n", "invalid", 4),
        ("+++\nid = X\n+++\n# T\n", "invalid", 2),
        ("+++\nid = 'X'\n\n# T\n", "invalid", 1),
        ("+++\nid = 'X'\nid = 'Y'\n+++\n# T\n", "invalid", 3),
        ('{\n"id": "X",,\n}\n# T\n', "invalid", 2),
    ],
)
def test_faults_stand_on_their_line(text: str, kind: str, line: int) -> None:
    """Each fault has its kind and line, says what to do, and leaves the body readable."""
    document = read(text)
    (problem,) = document.front_matter.problems

    assert (ProblemKind(kind), line) == (problem.kind, problem.location.line)
    assert problem.hint
    assert ["T"] == [heading.title for heading in document.headings]


@pytest.mark.parametrize(
    "text",
    [
        "# T\n---\n",
        "\n---\na\n---\n",
        "text\n\n---\na: b\n---\n",
        "{\na\n}\n",
        "{\n",
        "+++\na\n",
        "---\ntext\n\n# T\n",
        "----\na: b\n----\n",
        "",
    ],
)
def test_what_is_no_front_matter(text: str) -> None:
    """Thematic breaks, braces and a fence below text open nothing."""
    assert not read(text).front_matter.present


def test_keys_behind_a_double_one_are_read() -> None:
    """A key that stands twice hides nothing; the first one is found."""
    front_matter = read("---\na: 1\na: 2\nb: 3\n---\n").front_matter
    found = front_matter.get("a")

    assert ["a", "a", "b"] == [entry.key for entry in front_matter.entries]
    assert found is not None
    assert "1" == found.value


def test_a_front_matter_without_bound_is_not_read() -> None:
    """Past it nothing is read of it, and the body all the same; at the bound everything is."""
    text = "a: " + "x" * 100
    longest = 65_536
    filled = text + "\n#" + "y" * (longest - len(text) - 2)
    exact, over = read(f"---\n{filled}\n---\n# T\n"), read(f"---\n{filled}y\n---\n# T\n")
    (problem,) = over.front_matter.problems

    assert ["a"] == [entry.key for entry in exact.front_matter.entries]
    assert f"the front matter is longer than {longest} characters" == problem.message
    assert ("shorten it, or move it into the body", 1) == (problem.hint, problem.location.line)
    assert ["T"] == [heading.title for heading in over.headings]


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("- a\n- b", 2, "the front matter is not a list of keys and values", "write `key: value` lines"),
        ("just words", 2, "the front matter is not a list of keys and values", "write `key: value` lines"),
        ("a: 1\nb: *c", 3, "the alias `*c` has no anchor", "write the value out"),
        ("a: 1\nb: x\x01", 3, "a character that YAML does not allow", "delete the control character"),
        ("a: 1\nb: c: d", 3, "not valid YAML: mapping values", "put the value in quotes: a colon and a blank begin"),
        ("a:\n\tb: 1", 3, "not valid YAML: ", "indent with blanks: YAML does not allow tabs"),
        ("a: |\n\tb", 3, "not valid YAML: ", "indent with blanks: YAML does not allow tabs"),
        ("a: 1\nb", 3, "not valid YAML: could not find expected ':'", "every line is `key: value`; is the closing"),
        ("a: 1\nb: [c", 3, "not valid YAML: ", "mend the YAML, or put the value in quotes"),
        ("a: 1\na: 2", 3, "the key `a` stands twice (first on line 2)", "keep one of the two"),
        ("a: " + "[" * 20 + "]" * 20, 2, "the front matter is nested too deeply", "at most 20 levels are read"),
        (
            "a: &a [" + "x," * 99 + "]\nb: &b [" + "*a," * 97 + "]\nc: [*b, *b]",
            4,
            "the front matter holds too many values",
            "at most 10000 values are read, aliases written out",
        ),
    ],
)
def test_what_is_said_of_yaml_that_cannot_be_read(text: str, line: int, message: str, hint: str) -> None:
    """What is wrong, on its line, and what to do."""
    problem = read(f"---\n{text}\n---\n").front_matter.problems[0]

    assert (ProblemKind.INVALID, line) == (problem.kind, problem.location.line)
    assert problem.message.startswith(message), problem.message
    assert problem.hint.startswith(hint), problem.hint


def test_what_is_said_of_keys_that_are_no_text() -> None:
    """Which one, where, and what to do."""
    (problem,) = read("---\na: b\n12: x\n---\n").front_matter.problems

    assert ("the key `12` is no text to YAML", "put the key in quotes, or rename it", "12") == (
        problem.message,
        problem.hint,
        problem.key,
    )
    assert (3, 1, 2) == (problem.location.line, problem.location.column, problem.location.end_column)


def test_where_front_matter_stands() -> None:
    """From the first line to its end, be that a fence or dots; on the first line where there is none."""
    texts = ("---\na: 1\n---\n\nb: 2\n", "---\na: 1\n...\nb: 2\n---\n", "# A\n\nb\n")
    found = [read(text).front_matter for text in texts]

    assert [(1, 3), (1, 3), (1, 1)] == [(one.location.line, one.location.end_line) for one in found]
    assert [["a"], ["a"], []] == [[entry.key for entry in one.entries] for one in found]


def test_what_stood_before_a_fault_is_read() -> None:
    """A fault further down hides no key above it."""
    front_matter = read("---\na: 1\nb: [2, x]\nc: d: e\n---\n").front_matter

    assert [("a", "1"), ("b", ("2", "x")), ("c", "d")] == [(entry.key, entry.value) for entry in front_matter.entries]
    assert not front_matter.readable


@pytest.mark.parametrize("text", ["", "# nothing\n", "~\n", "null # yet\n"])
def test_a_front_matter_of_nothing(text: str) -> None:
    """It is there, holds no keys, and has no fault."""
    front_matter = read(f"---\n{text}---\n\n# T\n").front_matter

    assert (True, (), ()) == (front_matter.present, front_matter.entries, front_matter.problems)


def test_values_that_are_read() -> None:
    """Ten thousand, keys and collections among them, and each alias as what it stands for."""
    text = "a: &a [" + "x," * 99 + "]\nb: [" + "*a," * 98 + "]\nc: [" + "y," * 94 + "{}]\n"
    fits, over = (read(f"---\n{text.format(more)}---\n").front_matter for more in ("", "z,"))

    assert () == fits.problems
    assert ["the front matter holds too many values"] == [one.message for one in over.problems]


def test_nesting_that_is_read() -> None:
    """Nineteen levels below the keys."""
    assert () == read("---\na: " + "[" * 19 + "]" * 19 + "\n---\n").front_matter.problems


def test_what_values_are() -> None:
    """Blocks, aliases, nothing in all its spellings, keys that are lists; each leaf as it is written."""
    text = "a: |\n  b\n  c\nd: &e {f: g}\nh: *e\ni: [~, null, '', \"null\"]\n? [j, k]\n: l\n'm': NULL\nn:\n"
    front_matter = read(f"---\n{text}---\n").front_matter

    assert {
        "a": "b\nc\n",
        "d": {"f": "g"},
        "h": {"f": "g"},
        "i": (None, None, "", "null"),
        "j, k": "l",
        "m": None,
        "n": None,
    } == {entry.key: entry.value for entry in front_matter.entries}
    assert ["b\nc\n", "g", "g", ", null", "l", "", ""] == [entry.text for entry in front_matter.entries]
    assert [(2, 4), (5, 5), (6, 6), (7, 7), (8, 9), (10, 10), (11, 11)] == [
        (entry.location.line, entry.location.end_line) for entry in front_matter.entries
    ]
    assert ["|\n  b\n  c\n", "&e {f: g}", "*e"] == [entry.raw for entry in front_matter.entries[:3]]


def test_the_place_of_an_alias_is_its_own() -> None:
    """What it stands for is told where it stands."""
    entry = read("---\na: &b [c, d]\ne: *b\n---\n").front_matter.entries[1]

    assert [("c", 3, 4, 5), ("d", 3, 4, 5)] == [
        (leaf.text, leaf.location.line, leaf.location.column, leaf.location.end_column) for leaf in entry.scalars
    ]


def test_keys_are_found_in_other_spellings() -> None:
    """Exactly spelled first, then in other case and with other hyphens."""
    front_matter = read("---\nPRD-Ref: 1\nprd_ref: 2\nStatus: 3\n---\n").front_matter
    found = [front_matter.find(key) for key in ("prd_ref", "PRD_REF", "status", "title")]

    assert ["2", "1", "3", None] == [entry.text if entry else None for entry in found]
    assert None is front_matter.get("status")


def test_where_an_open_front_matter_ends() -> None:
    """Before the first line that is no YAML, with the body behind it; at three dots; before a heading."""
    assert [("a: 1\n\n# T\n", "put `---` behind line 2"), ("a: 1\n...\n", "end it with `---`")] == [
        (text, read(f"---\n{text}").front_matter.problems[0].hint) for text in ("a: 1\n\n# T\n", "a: 1\n...\n")
    ]
    assert "put `---` before line 3" == read("---\na: 1\n\n# T\n\nx\n\n---\n").front_matter.problems[0].hint


def test_a_mark_before_text_moves_the_first_line_alone() -> None:
    """A byte order mark takes a column of its line, with and without lone carriage returns."""
    document = read("\ufeff[a](b)\n[a](b)\n")
    split = read("\ufeffa\r[a](b)\n[a](b)\n")

    assert [(1, 6), (2, 5)] == [(one.target_location.line, one.target_location.column) for one in document.links]
    assert [(1, 8), (2, 5)] == [(one.target_location.line, one.target_location.column) for one in split.links]


@pytest.mark.parametrize(
    ("text", "keys", "faults", "end"),
    [
        ("id: X\nd: 2025-30-01\n", ["id", "d"], [2], 2),
        ("id: X", ["id"], [], 1),
        ("", [], [], 1),
        ("id: X\nid: Y\n\n", ["id", "id"], [2], 3),
    ],
)
def test_a_file_that_is_all_front_matter(text: str, keys: list[str], faults: list[int], end: int) -> None:
    """Its keys from the first line on, its faults, and a body that holds nothing."""
    document = parse_metadata("meta.yaml", text.encode())
    front_matter = document.front_matter

    assert (keys, faults) == (
        [entry.key for entry in front_matter.entries],
        [problem.location.line for problem in front_matter.problems],
    )
    assert (True, 1, end) == (front_matter.present, front_matter.location.line, front_matter.location.end_line)
    assert (tuple(text.splitlines()), ()) == (document.lines, document.blocks)


TOML = '''+++
id = "X" # an id
"date" = 2026-01-02
version = 1.0
tags = ["a", 'b',
  "c"] # of three
text = """one
two"""
[extra]
inner = "y"
+++
# T
'''
JSON = '{\n  "id": "X",\n  "tags": ["a", "b"],\n  "none": null\n}\n# T\n'


def test_toml_keeps_source_text_and_lines() -> None:
    """TOML between its fences: values as written, tables as mappings, each on its line."""
    document = read(TOML)

    assert [
        ("id", "X", 2),
        ("date", "2026-01-02", 3),
        ("version", "1.0", 4),
        ("tags", ("a", "b", "c"), 5),
        ("text", "one\ntwo", 7),
        ("extra", {}, 9),
    ] == [(entry.key, entry.value, entry.location.line) for entry in document.front_matter.entries]
    assert [12] == [heading.location.line for heading in document.headings]
    assert () == document.front_matter.problems


def test_json_is_front_matter_too() -> None:
    """JSON between lone braces: its keys with their lines."""
    document = read(JSON)

    assert [("id", "X", 2), ("tags", ("a", "b"), 3), ("none", None, 4)] == [
        (entry.key, entry.value, entry.location.line) for entry in document.front_matter.entries
    ]
    assert [6] == [heading.location.line for heading in document.headings]


def test_late_front_matter_is_read_and_said() -> None:
    """What stands behind a licence is read, and known to be late."""
    front_matter = read("<!-- a -->\n---\nid: X\n---\n# T\n").front_matter

    assert (True, "X") == (front_matter.late, front_matter.entries[0].value)


@pytest.mark.parametrize(
    ("text", "titles"),
    [("<!-- a -->\n---\n- x\n---\n# T\n", ["T"]), ("<!-- a --> b\n---\nid: X\n---\n# T\n", ["id: X", "T"])],
)
def test_lines_behind_a_comment_that_are_no_front_matter(text: str, titles: list[str]) -> None:
    """Two rulers around a list, or behind text, are what they are to GitHub."""
    document = read(text)

    assert (False, titles) == (document.front_matter.present, [heading.title for heading in document.headings])


def test_toml_of_other_values() -> None:
    """A mapping has no value of its own, and one in a list gives its values; blank lines and dates are read."""
    document = read(
        "+++\nid = 'X'\n\nlimits = {low = 1}\ndates = [2026-01-02, 2026-01-03 07:32:00Z]\n"
        "of = [{a = 1}, {'b' = 'c'}]\n+++\n"
    )

    assert [
        ("id", "X", 2),
        ("limits", {}, 4),
        ("dates", ("2026-01-02", "2026-01-03 07:32:00Z"), 5),
        ("of", ("1", "c"), 6),
    ] == [(entry.key, entry.value, entry.location.line) for entry in document.front_matter.entries]


def test_toml_that_cannot_be_read_says_what_its_lines_say() -> None:
    """A fault in one line takes nothing from the others, blank lines and comments aside."""
    front_matter = read("+++\n# of the team\nid = 'X'\n\nstatus = Draft\n+++\n# T\n").front_matter

    assert [("id", "X", 3), ("status", "Draft", 5)] == [
        (entry.key, entry.value, entry.location.line) for entry in front_matter.entries
    ]
    assert [5] == [problem.location.line for problem in front_matter.problems]

"""How rules say what they found: their own words around the repository's text, quoted."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.references.trees import SPEC, context_of, found, spec_text
from tests.support.memory import audit
from tests.test_cases import FOLDERS, judged

import speclatch.rules
from speclatch.model import Finding
from speclatch.rules import BY_ID
from speclatch.rules.messages import MAX_NAME, MAX_QUOTED, Said, Value, quoted, say

SOURCES = sorted(Path(speclatch.rules.__file__).parent.glob("*/*.py"))


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("a b", 9, "`a b`"),
        ("a\n  b\t c", 9, "`a b c`"),
        ("123456789", 9, "`123456789`"),
        ("1234567890", 9, "`12345678…`"),
        ("1234567   0", 9, "`1234567 0`"),
        ("1234567 890", 9, "`1234567…`"),
        ("a `b` c", 9, "``a `b` c``"),
        ("`b`", 9, "`` `b` ``"),
        ("b`", 9, "`` b` ``"),
        ("`b", 9, "`` `b ``"),
        ("a``b", 9, "`a``b`"),
        ("a``b `c", 9, "```a``b `c```"),
    ],
)
def test_quoted(text: str, limit: int, expected: str) -> None:
    """One line, not too long, in a code span that its own backticks cannot end."""
    assert expected == quoted(text, limit)


@pytest.mark.parametrize(
    ("sentence", "values", "expected"),
    [
        ("nothing to fill in", (), "nothing to fill in"),
        ("a {} in `ours`", ("b",), "a `b` in `ours`"),
        ("{} of {}", (3, "x"), "3 of `x`"),
        ("{}", (["a", "b `c`"],), "`a`, `` b `c` ``"),
        ("{} and {}", (("a",), ()), "`a` and "),
        ("it is {}", (Said("a draft"),), "it is a draft"),
        ("it is {}", (say("only {}", "x"),), "it is only `x`"),
        ("{}", ("{} {}",), "`{} {}`"),
        ("{ } {x}", (), "{ } {x}"),
    ],
)
def test_say(sentence: str, values: tuple[Value, ...], expected: str) -> None:
    """Text is the repository's and is quoted; numbers and words of our own are not."""
    assert expected == say(sentence, *values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A <!-- ask Bob --> | B", "`A | B`"),
        ("A <!-- two\nlines --> B", "`A B`"),
        ("A <!-- never closed", "`A`"),
        ("<!-- all -->", "` `"),
        ("", "` `"),
        ("<Title> <b>x</b>", "`<Title> <b>x</b>`"),
        ("x" * (MAX_QUOTED + 1), f"`{'x' * (MAX_QUOTED + 1)}`"),
        ("x" * (MAX_NAME + 1), f"`{'x' * (MAX_NAME - 1)}…`"),
        ("x " * MAX_QUOTED, f"`{('x ' * MAX_QUOTED)[: MAX_QUOTED - 1].strip()}…`"),
    ],
)
def test_what_a_quote_shows(text: str, expected: str) -> None:
    """What a page hides stays hidden, a sentence is cut, a name or path only where it is very long."""
    assert expected == quoted(text)


def texts(finding: Finding) -> Iterator[str]:
    """All that a finding says to people."""
    yield finding.message
    yield finding.hint
    yield from (related.message for related in finding.related)


def test_every_finding_says_it_on_one_line_and_shows_no_comment() -> None:
    """In every case folder there is."""
    said = {text for folder in FOLDERS for one in judged(folder)[0].findings for text in texts(one.finding)}

    assert said
    assert [] == [text for text in said if "\n" in text or "<!--" in text]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_rule_quotes_by_hand(path: Path) -> None:
    """A backtick next to a value, in an f-string or at an end of a text that is put together, is the renderer's."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    by_hand = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
        if isinstance(part, ast.Constant) and "`" in re.sub(r"`[^`]*`", "", str(part.value))
    ]
    unbalanced = [
        node.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("say", "Said")
        for node in ast.walk(call)
        if isinstance(node, ast.Constant) and str(node.value).replace("\\`", "").count("`") % 2
    ]

    assert [] == by_hand
    assert [] == unbalanced


def test_a_name_cannot_end_the_code_span_it_stands_in() -> None:
    """A path with a backtick, and one that looks like a field of ours."""
    context = context_of({SPEC: spec_text(prd="docs/a`b{}.md")})

    assert ["``docs/a`b{}.md`` does not exist"] == [one.message for one in found(BY_ID["reference-broken"], context)]


def test_a_header_is_quoted_as_a_reader_sees_it() -> None:
    """A remark between colleagues in a table's header is not published by a finding about the table."""
    table = "| A <!-- ask Bob --> | B |\n|---|---|\n|  |  |\n"
    config = "version: 1\nprofiles: [{use: exec-spec, match: ['docs/21-exec-spec/*.md']}]\n"
    report = audit({".speclatch.yml": config, SPEC: spec_text(body=f"## Tables\n\n{table}")})

    assert ["the table `A | B` is empty"] == [
        one.finding.message for one in report.findings if one.finding.rule == "table-empty"
    ]

"""Whatever a document holds: nothing raises, every span lies in its line, long lines end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.references.trees import SPEC, context_of, found, spec_text

from speclatch.references.grammar import parse_reference
from speclatch.rules import BY_ID

OURS = [
    rule
    for name, rule in BY_ID.items()
    if name.split("-")[0] in {"reference", "link", "migration", "id", "requirement"}
]
TREE = {
    "docs/10-prd/PRD-062-pilot-mail.md": "# PRD-062\n\n## Goals\n\nREQ-A-1\n",
    "docs/adr/ADR-016-queue.md": "Status: superseded by ADR-017\n",
    "supabase/migrations/20260422183640_add_consent.sql": "",
}
words = st.sampled_from(
    [
        *(
            "- PRD: ",
            "- ADR(s):\n  - ",
            "> **Related PRD**: ",
            "[",
            "](",
            ")",
            "`",
            "<",
            ">",
            "|",
            "\n",
            "\n\n",
            ", ",
            "; ",
            " ",
        ),
        *(
            "../",
            "./",
            "/",
            "docs/10-prd/",
            "PRD-062",
            "PRD-062-pilot-mail.md",
            "ADR-16",
            "ADR-016-queue.md",
            "#goals",
            "#",
            ":",
        ),
        *(
            "20260422183640",
            "_add_consent.sql",
            "YYYYMMDDHHMMSS",
            "{ts}",
            "<timestamp>",
            "supabase/migrations/",
            "*",
            ":70,105-149",
        ),
        *(
            "| ID | Requirement | Parent PRD REQ |\n|---|---|---|\n| REQ-A-1 | x | REQ-A-2 |\n",
            "é",
            "\u200b",
            "\t",
            "'",
            '"',
            "%20",
            "\\",
        ),
        *("https://x.org/", "<!--", "-->", "```\n", "[r]: ", "[r]", "![", "## ", "...", "N/A", "TBD"),
    ]
)
texts = st.lists(words | st.text(max_size=5), max_size=25).map("".join)


def check(text: str) -> None:
    """Every finding and edit lies within the lines of the file it names."""
    files = {**TREE, SPEC: text}
    context = context_of(files)
    lines = text.split("\n")
    for rule in OURS:
        for one in found(rule, context):
            places = [one.location, *(edit.location for edit in (one.fix.edits if one.fix else ()))]
            for place in places if one.location.path == SPEC else ():
                assert 1 <= place.line <= place.end_line <= len(lines)
                assert place.end_column is None or place.end_column <= len(lines[place.end_line - 1])
                assert place.column is None or 1 <= place.column <= (place.end_column or 0)


@given(texts)
def test_bodies(body: str) -> None:
    """Any body."""
    check(spec_text(body=body))


@given(texts)
def test_values(value: str) -> None:
    """Any front-matter value, quoted and plain."""
    check(spec_text(prd="'" + value.replace("'", "''").replace("\n", " ") + "'"))
    check(spec_text(adr=value.replace("\n", " ")))


@pytest.mark.parametrize(
    "piece", ["a/", "../", "[a](b) ", "<a", "{a}_", "A-1-", "YYYY", "1_", "a,", ":1,", "(", "`", "V1"]
)
def test_long_lines_end(piece: str) -> None:
    """Ten thousand characters of one kind: read without growing with their square."""
    text = piece * (10_000 // len(piece))
    parse_reference(text)
    parse_reference(text, whole=False)
    check(spec_text(body=f"- PRD: {text}", prd="'" + text + "'"))

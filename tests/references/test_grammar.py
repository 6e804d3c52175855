"""Every form of a reference: what it names, and which characters of the value it is."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from speclatch.references.grammar import parse_destination, parse_reference
from speclatch.references.parsed import Form

VALUES = {
    "docs/10-prd/PRD-062-mail-v0.md": [(Form.PATH, "docs/10-prd/PRD-062-mail-v0.md")],
    "/docs/prd/base.md": [(Form.PATH, "/docs/prd/base.md")],
    "../../../docs/prd/base.md": [(Form.PATH, "../../../docs/prd/base.md")],
    "`docs/x.md`": [(Form.PATH, "docs/x.md")],
    "'docs/x.md'": [(Form.PATH, "docs/x.md")],
    "<docs/my file.md>": [(Form.PATH, "docs/my file.md")],
    "docs/my file (old).md": [(Form.PATH, "docs/my file (old).md")],
    "docs/x.md (accepted)": [(Form.PATH, "docs/x.md")],
    "docs/x.md - the queue": [(Form.PATH, "docs/x.md")],
    "docs/x.md.": [(Form.PATH, "docs/x.md")],
    "docs\\adr\\x.md": [(Form.PATH, "docs\\adr\\x.md")],
    "docs/adr": [(Form.PATH, "docs/adr")],
    "ARCHITECTURE.md": [(Form.PATH, "ARCHITECTURE.md")],
    "[a.md](../prd/a.md)": [(Form.PATH, "../prd/a.md")],
    "[ADR-9](../adr/9_x.md) # accepted": [(Form.PATH, "../adr/9_x.md")],
    '[a](<../my file.md> "title"), [b](b%20c.md)': [(Form.PATH, "../my file.md"), (Form.PATH, "b%20c.md")],
    "PRD-052": [(Form.ID, "PRD-052")],
    "EXEC-066a": [(Form.ID, "EXEC-066a")],
    "SEC-007": [(Form.ID, "SEC-007")],
    "ISS-EXCL-001": [(Form.ID, "ISS-EXCL-001")],
    "ADR-046 (amendment 8 + 10)": [(Form.ID, "ADR-046")],
    "PRD-QGP-001 (v1.0, Approved)": [(Form.ID, "PRD-QGP-001")],
    "PRD-001@0.2.0; PRD-002@0.2.1": [(Form.ID, "PRD-001"), (Form.ID, "PRD-002")],
    "ADR-015, ADR-016": [(Form.ID, "ADR-015"), (Form.ID, "ADR-016")],
    "[ADR-015, docs/x.md]": [(Form.ID, "ADR-015"), (Form.PATH, "docs/x.md")],
    "see PRD-052 and docs/x.md.": [(Form.ID, "PRD-052"), (Form.PATH, "docs/x.md")],
    "doi:10.1000/182": [(Form.URL, "doi:10.1000/182")],
    "https://example.org/a;b": [(Form.URL, "https://example.org/a"), (Form.PROSE, "")],
    "docs/a.md+docs/b.md": [(Form.PATH, "docs/a.md"), (Form.PATH, "docs/b.md")],
    "see PRD\u2011052 and docs/x.md": [(Form.NAME, "PRD\u2011052"), (Form.PATH, "docs/x.md")],
    "[[ ]] [[base-rules]]": [(Form.NAME, "base-rules")],
    "none": [(Form.NOTHING, "none")],
    "N/A": [(Form.NOTHING, "N/A")],
    "None - infrastructure only": [(Form.NOTHING, "None - infrastructure only")],
    "null": [(Form.NOTHING, "null")],
    "": [(Form.PLACEHOLDER, "")],
    "TBD": [(Form.PLACEHOLDER, "TBD")],
    "(link)": [(Form.PLACEHOLDER, "link")],
    "Link to PRD": [(Form.PLACEHOLDER, "Link to PRD")],
    "[Link to PRD]": [(Form.PLACEHOLDER, "[Link to PRD]")],
    "docs/10-prd/PRD-###-<slug>.md": [(Form.PLACEHOLDER, "docs/10-prd/PRD-###-<slug>.md")],
    "PRD-XXX": [(Form.PLACEHOLDER, "PRD-XXX")],
    "<prd path>": [(Form.PLACEHOLDER, "<prd path>")],
    "[Insert the paper here]": [(Form.PLACEHOLDER, "[Insert the paper here]")],
    "see https://example.org/a for more": [(Form.URL, "https://example.org/a")],
    "see PRD-### there": [(Form.PLACEHOLDER, "PRD-###")],
    "'docs/x.md": [(Form.PATH, "docs/x.md")],
    "docs/x.md':": [(Form.PATH, "docs/x.md")],
    "the #12 of /docs/plan": [(Form.PATH, "/docs/plan")],
    "[a [b] c](x.md)": [(Form.PATH, "x.md")],
    "PRD-021/PRD-023 and PRD-024, was PRD-020": [
        (Form.ID, "PRD-021"),
        (Form.ID, "PRD-023"),
        (Form.ID, "PRD-024"),
        (Form.ID, "PRD-020"),
    ],
    "ADR-021 (was ADR-020)": [(Form.ID, "ADR-021")],
    "the wiki": [(Form.PROSE, "the wiki")],
    "Node.js": [(Form.NAME, "Node.js")],
    "AND/OR": [(Form.PROSE, "AND/OR")],
    "PRD-052 <!-- was PRD-051 -->": [(Form.ID, "PRD-052")],
    "~~docs/old.md~~ docs/x.md": [(Form.PATH, "docs/x.md")],
    "`docs/a.md` + `docs/b.md`": [(Form.PATH, "docs/a.md"), (Form.PATH, "docs/b.md")],
    "docs/a.md & PRD-052": [(Form.PATH, "docs/a.md"), (Form.ID, "PRD-052")],
    "PRD-052 and docs/a.md": [(Form.ID, "PRD-052"), (Form.PATH, "docs/a.md")],
    "docs/this and that.md": [(Form.PATH, "docs/this and that.md")],
    "docs/my file (old).md (accepted)": [(Form.PATH, "docs/my file (old).md")],
    "PRD-052，PRD-053、PRD-054": [(Form.ID, "PRD-052"), (Form.ID, "PRD-053"), (Form.ID, "PRD-054")],
    "ADR 003 und ADR 4": [(Form.NAME, "ADR-003"), (Form.NAME, "ADR-4")],
    "ADR-003-queue": [(Form.NAME, "ADR-003-queue")],
    "[[ADR-003-queue#Why|the queue]]": [(Form.NAME, "ADR-003-queue")],
    "[[docs/x.md]], [[ADR-003]]": [(Form.PATH, "docs/x.md"), (Form.ID, "ADR-003")],
    "PRD\u2011052": [(Form.NAME, "PRD\u2011052")],
    "[PRD-052]()": [(Form.EMPTY, "[PRD-052]()")],
    "#": [(Form.EMPTY, "#")],
    "docs/a#b.md": [(Form.PATH, "docs/a#b.md")],
}


@pytest.mark.parametrize("value", VALUES)
def test_forms(value: str) -> None:
    """Each value names what is listed, in order."""
    expected = [one for one in VALUES[value] if one != (Form.PROSE, "")]

    assert expected == [(one.form, one.target) for one in parse_reference(value)]


PARTS = {
    "docs/D.md#D-018": ("docs/D.md", "D-018", "", "docs/D.md#D-018"),
    "docs/x.md:12-20": ("docs/x.md", "", "12-20", "docs/x.md:12-20"),
    "x.sql:70,105-149": ("x.sql", "", "70,105-149", "x.sql:70,105-149"),
    "`docs/x.md#a`": ("docs/x.md", "a", "", "docs/x.md#a"),
    "PRD-1, [b](../c.md#d)": ("../c.md", "d", "", "../c.md#d"),
    "`y.md, x.sql:70,105-149": ("x.sql", "", "70,105-149", "x.sql:70,105-149"),
}


@pytest.mark.parametrize("value", PARTS)
def test_parts(value: str) -> None:
    """Anchor and line numbers are parted from the path, whose characters alone a fix replaces."""
    one = parse_reference(value)[-1]

    assert PARTS[value] == (
        value[one.start : one.end],
        one.anchor,
        one.lines,
        value[one.start : one.whole_end],
    )


BODY = {
    "REST/JSON over HTTP, `/api/v1/mails`": [],
    "Node.js with a queue": [],
    "see above": [],
    "the queue of ADR-016": ["ADR-016"],
    "`docs/x.md`, and y.md": ["docs/x.md", "y.md"],
}


@pytest.mark.parametrize("value", BODY)
def test_only_what_is_sure_counts_in_a_body(value: str) -> None:
    """Behind a label, words are words unless they surely name something."""
    assert BODY[value] == [one.target for one in parse_reference(value, whole=False)]


def test_destination_is_decoded_and_loses_its_query() -> None:
    """A Markdown destination is percent-decoded, without its query."""
    assert "a b.md" == parse_destination("a%20b.md?plain=1#L3").path


@given(st.text())
def test_never_raises_and_stays_in_range(text: str) -> None:
    """Whatever the value, offsets lie in it and span what they say."""
    for whole in (True, False):
        for one in parse_reference(text, whole=whole):
            assert 0 <= one.start <= one.end <= one.whole_end <= max(len(text), 0)


@given(st.text(alphabet="ab./[]()<>`'\",;:#-_ \n1{}@", max_size=60))
@example("[\n]")
def test_never_raises_on_marks(text: str) -> None:
    """Brackets, quotes and separators in any order are read without an error."""
    for one in parse_reference(text):
        assert one.end <= len(text)


def test_a_sign_before_a_path() -> None:
    """`@docs/a.md` mentions `docs/a.md`; in a link the sign is a part of it, as in an alias."""
    (mentioned,) = parse_reference("@docs/a.md#b")
    (alias,) = parse_reference("@/lib/a.ts")

    assert ("docs/a.md", "b", "@/lib/a.ts") == (mentioned.target, mentioned.anchor, alias.target)
    assert "@modal/page.md" == parse_destination("@modal/page.md").target

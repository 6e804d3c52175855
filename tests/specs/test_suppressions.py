"""Ignore comments: what they cover, that they need a reason, and that an idle one is told."""

from __future__ import annotations

import time

import pytest
from tests.support.memory import audit, told

from speclatch.documents import parse
from speclatch.model import Location, Report
from speclatch.specs.suppressions import Covering, Ignore, ignores

CONFIG = """
version: 1
profiles:
  - name: note
    template: templates/note.md
    match: ["notes/*.md"]
rules: {section-missing: off}
"""
TEMPLATE = """---
status: Draft
owner: <team>
---

# <Title>
"""
FRONT = "---\nstatus: done\nowner: us\n---\n\n# A\n\n"


def judged(body: str, front: str = FRONT, config: str = CONFIG) -> Report:
    """The report on one spec."""
    return audit({".speclatch.yml": config, "templates/note.md": TEMPLATE, "notes/a.md": front + body})


def rules(report: Report) -> list[str]:
    """The rules of what is found."""
    return [rule for *_, rule in told(report)]


COVERED = {
    "own line": "- [ ] one <!-- speclatch-ignore: task-unchecked -- later -->\n",
    "whole list": "<!-- speclatch-ignore: task-unchecked -- later -->\n\n- [ ] one\n- [ ] two\n  - [ ] three\n",
    "next paragraph": "<!-- speclatch-ignore: placeholder-left -- later -->\nTBD\n",
    "next table": "<!-- speclatch-ignore: table-empty -- later -->\n\n| a | b |\n|---|---|\n| | |\n",
    "table row": "| a | b |\n|---|---|\n| TBD | x <!-- speclatch-ignore: placeholder-left -- later --> |\n",
    "past another comment": "<!-- speclatch-ignore: table-empty -- later -->\n<!-- a word -->\n\n| a |\n|---|\n",
    "several rules": "<!-- speclatch-ignore: table-ragged, placeholder-left -- x -->\n\n| a |\n|---|\n| TBD | b |\n",
    "several lines": "<!--\nspeclatch-ignore: placeholder-left --\nlater\n-->\n\nTBD\n",
    "a long dash": "<!-- speclatch-ignore: placeholder-left — later -->\n\nTBD\n",
    "the file": "<!-- speclatch-ignore-file: task-unchecked -- old -->\n\nWords.\n\n- [ ] one\n\n## B\n\n- [ ] two\n",
}


@pytest.mark.parametrize("body", COVERED.values(), ids=COVERED)
def test_what_a_comment_covers(body: str) -> None:
    """Its own line, the next block, a whole list, its table row, or the file; the reason is kept."""
    report = judged(body)

    assert [] == rules(report)
    assert report.ignored
    assert all(one.reason for one in report.ignored)


NOT_COVERED = {
    "the block after the next": "<!-- speclatch-ignore: placeholder-left -- x -->\nTBD\n\nTBD\n",
    "another row": "| a | b |\n|---|---|\n| TBD | x |\n| TBD | x <!-- speclatch-ignore: placeholder-left -- x --> |\n",
    "the next list": "<!-- speclatch-ignore: task-unchecked -- x -->\n\n- [ ] a\n\n<!-- here -->\n\n- [ ] b\n",
    "another file's rule": "- [ ] a <!-- speclatch-ignore: table-empty, task-unchecked -- x -->\n\n- [ ] b\n",
}


@pytest.mark.parametrize("body", NOT_COVERED.values(), ids=NOT_COVERED)
def test_what_a_comment_does_not_cover(body: str) -> None:
    """Nothing beyond."""
    report = judged(body)

    assert 1 == len([rule for rule in rules(report) if not rule.startswith("ignore-")])
    assert 1 == len(report.ignored)


IDLE = {
    "no reason": "<!-- speclatch-ignore: task-unchecked -->\n\n- [ ] a\n",
    "dashes and nothing": "<!-- speclatch-ignore: task-unchecked -- -->\n\n- [ ] a\n",
    "a word for later": "<!-- speclatch-ignore: task-unchecked -- TODO -->\n\n- [ ] a\n",
    "no rule": "<!-- speclatch-ignore: -- because -->\n\n- [ ] a\n",
    "no colon": "<!-- speclatch-ignore task-unchecked -- because -->\n\n- [ ] a\n",
    "a file without a reason": "<!-- speclatch-ignore-file: task-unchecked -->\n\n- [ ] a\n",
}


@pytest.mark.parametrize("body", IDLE.values(), ids=IDLE)
def test_without_a_reason_it_does_nothing(body: str) -> None:
    """Such a comment is told, and the finding stands."""
    assert ["ignore-unexplained", "task-unchecked"] == sorted(rules(judged(body)))


@pytest.mark.parametrize(
    "body",
    [
        "<!-- speclatch-ignore: task-unchecked -- done -->\n\n- [x] a\n",
        "<!-- speclatch-ignore: no-such-rule -- because -->\n\n- [x] a\n",
        "- [x] a\n\n<!-- speclatch-ignore-file: table-empty -- because -->\n",
    ],
)
def test_a_comment_that_excuses_nothing_is_told(body: str) -> None:
    """It would excuse the next fault in that place."""
    assert ["ignore-unused"] == rules(judged(body))


@pytest.mark.parametrize(
    "body", ["```\n<!-- speclatch-ignore: a -- b -->\n```\n", "Write `<!-- speclatch-ignore: a -- b -->` there.\n"]
)
def test_an_example_of_a_comment_is_none(body: str) -> None:
    """In code it is text."""
    assert [] == rules(judged(body))


def test_front_matter_on_the_line() -> None:
    """A YAML comment covers its key."""
    front = "---\nstatus: done\nowner: <team> # speclatch-ignore: placeholder-left -- still open\n---\n\n# A\n\n"

    assert [] == rules(judged("", front))


def test_front_matter_above_the_line() -> None:
    """Comments of their own lines cover the key below, other comments between them aside."""
    front = (
        "---\nstatus: done\n# speclatch-ignore: placeholder-left -- still open\n# The squad is being formed.\n"
        "owner: <team>\n---\n\n# A\n\n"
    )

    assert [] == rules(judged("", front))


def test_front_matter_below_the_fence() -> None:
    """There it covers the fence, where missing keys are told."""
    front = "---\n# speclatch-ignore: front-matter-missing-key -- nobody owns it\nstatus: done\n---\n\n# A\n\n"

    assert [] == rules(judged("", front))


def test_front_matter_beside_the_document() -> None:
    """A sidecar's comments count for the sidecar."""
    config = CONFIG.replace("    match", "    metadata: a.yaml\n    match")
    files = {".speclatch.yml": config, "templates/note.md": TEMPLATE, "notes/a.md": "# A\n"}
    sidecar = "status: done\nowner: <team>"

    assert ["placeholder-left"] == rules(audit({**files, "notes/a.yaml": sidecar}))
    assert [] == rules(audit({**files, "notes/a.yaml": f"{sidecar} # speclatch-ignore: placeholder-left -- open\n"}))


def test_a_rule_that_may_not_be_ignored() -> None:
    """The configuration forbids it; then the comment is idle."""
    config = CONFIG.replace("{section", "{task-unchecked: {done: error, ignorable: false}, section")

    assert ["ignore-unused", "task-unchecked"] == rules(judged(COVERED["own line"], config=config))


def test_a_comment_before_a_heading_covers_the_heading() -> None:
    """A heading is a block."""
    document = parse("a.md", b"# A\n\n<!-- speclatch-ignore: section-empty -- x -->\n## B\n\ntext\n")

    assert [(3, 4)] == [ignore.covers for ignore in ignores(document, document.front_matter)]


def test_the_nearer_comment_is_used_first() -> None:
    """A comment of a line's own is not idle because one above covers the whole list."""
    body = (
        "<!-- speclatch-ignore: task-unchecked -- all -->\n\n- [ ] a\n"
        "- [ ] b <!-- speclatch-ignore: task-unchecked -- this -->\n"
    )

    assert ["all", "this"] == [one.reason for one in judged(body).ignored]


def test_many_comments_take_no_quadratic_time() -> None:
    """Ten thousand comments are placed and looked up within seconds."""
    text = "# A\n" + "\n<!-- speclatch-ignore: placeholder-left -- x -->\n\nword\n" * 5_000
    document = parse("a.md", text.encode())
    comments = document.comments
    start = time.process_time()
    covering = Covering(ignores(document, document.front_matter))
    for line in range(1, 20_001):
        covering.find("placeholder-left", Location("a.md", line))

    assert time.process_time() - start < 2
    assert 5_000 == len(comments)


STRINGS = {
    "in quotes": 'owner: "<team> # speclatch-ignore: placeholder-left -- x"\n',
    "in a block below": "owner: <team>\nmore: |\n  a\n  # speclatch-ignore: placeholder-left -- x\n",
    "in a block above": "more: |\n  a\n  # speclatch-ignore: placeholder-left -- x\nowner: <team>\n",
    "in a folded block": "more: >-\n  a\n  # speclatch-ignore: placeholder-left -- x\nowner: <team>\n",
}


@pytest.mark.parametrize("lines", STRINGS.values(), ids=STRINGS)
def test_a_comment_inside_a_string_is_text(lines: str) -> None:
    """YAML reads it as a value, and so does the gate."""
    report = judged("", f"---\nstatus: done\n{lines}---\n\n# A\n\n")

    assert ["placeholder-left"] == rules(report)
    assert not report.ignored


def test_a_comment_right_below_a_block_is_one() -> None:
    """A block scalar ends where its indentation does."""
    front = "---\nstatus: done\nmore: |\n  a\n# speclatch-ignore: placeholder-left -- x\nowner: <team>\n---\n\n# A\n\n"

    assert [] == rules(judged("", front))


def test_an_unknown_rule_is_told_with_the_nearest() -> None:
    """A slip of the pen is found faster with the right name beside it."""
    report = judged("- [x] a <!-- speclatch-ignore: task-uncheckd -- later -->\n")
    (one,) = report.findings

    assert "there is no rule `task-uncheckd`" == one.finding.message
    assert "Did you mean `task-unchecked`?" == one.finding.hint


IGNORE = "<!-- speclatch-ignore: a -- x -->"
YAML = "# speclatch-ignore: a -- x"


@pytest.mark.parametrize(
    ("text", "covers"),
    [
        (f"{IGNORE}\n\n<!-- y -->\n<!-- z -->\n\none\ntwo\n\nthree\n", (1, 7)),
        (f"one\n\n{IGNORE}\n", (3, 3)),
        (f"{IGNORE}\n<!-- y -->\n", (1, 1)),
        (f"{IGNORE}\n\n## B\n", (1, 3)),
        (f"{IGNORE}\n\none\n\n## B\n", (1, 3)),
        (f"{IGNORE}\n\n## B\n\none\n", (1, 3)),
        (f"# {IGNORE}\n\none\n", (1, 1)),
        (f"{IGNORE}\n\n- a\n- b\n\n  c\n\nd\n", (1, 6)),
        (f"{IGNORE}\n\n- a\n\n# B\n\n- b\n", (1, 3)),
        (f"- a\n- b\n\n{IGNORE}\n\n- c\n", (4, 6)),
        (f"a {IGNORE}\nb\n", (1, 1)),
        (f"<div>\n{IGNORE}\n</div>\n\na\n", (2, 5)),
        (f"<div>b\n{IGNORE}\n</div>\n\na\n", (2, 2)),
        (f"---\n{YAML}\n# y\nb: 1\nc: 2\n---\n", (1, 4)),
        (f"---\nb: 1\n  {YAML}\n  # y\nc: 2\nd: 3\n---\n", (3, 5)),
        (f"---\nb: 1\n{YAML}\n---\n# no\n", (3, 4)),
        (f"---\nb: 1 {YAML}\n# y\nc: 2\n---\n", (2, 2)),
    ],
)
def test_the_lines_that_a_comment_covers(text: str, covers: tuple[int, int]) -> None:
    """From its own line to the end of what comes next, other comments aside; on a line with text, that line."""
    document = parse("a.md", text.encode())

    assert [("a",)] == [ignore.rules for ignore in ignores(document, document.front_matter)]
    assert [covers] == [ignore.covers for ignore in ignores(document, document.front_matter)]


@pytest.mark.parametrize(
    "text",
    [
        "---\nb: 1 # speclatch-ignored: a -- x\n---\n",
        f"---\nb: '{YAML}'\n---\n",
        f"---\nb: c{YAML}\n---\n",
        f"---\n'c {YAML}': d\n---\n",
        f"b: 1 {YAML}\n",
        "<!-- speclatch-ignored: a -- x -->\n",
    ],
)
def test_what_only_looks_like_a_comment_of_ours(text: str) -> None:
    """Other words, and texts."""
    document = parse("a.md", text.encode())

    assert () == ignores(document, document.front_matter)


def test_comments_stand_in_order() -> None:
    """By line and column; one that cannot be read names no rule and gives no reason."""
    text = f"a <!-- speclatch-ignore b --> {IGNORE} b\n\n<!-- speclatch-ignore: B, c -->\n"
    document = parse("a.md", text.encode())

    assert [((), ""), (("a",), "x"), (("b", "c"), "")] == [
        (ignore.rules, ignore.reason) for ignore in ignores(document, document.front_matter)
    ]


PLACE = Location("a.md", 1)


@pytest.mark.parametrize(
    ("rule", "place", "holds"),
    [
        ("a", Location("a.md", 4), True),
        ("a", Location("a.md", 6), True),
        ("a", Location("a.md", 2, 4), True),
        ("a", Location("a.md", 6, 9), True),
        ("a", Location("a.md", 2, 3), False),
        ("a", Location("a.md", 7), False),
        ("b", Location("a.md", 5), False),
        ("a", Location("b.md", 5), False),
    ],
)
def test_what_a_comment_holds(rule: str, place: Location, *, holds: bool) -> None:
    """Its rules, in its file, at its lines; of the whole file everything, and nothing without a reason."""
    assert holds is Ignore(("a",), "x", PLACE, (4, 6)).holds(rule, place)
    assert (rule == "a" and place.path == "a.md") is Ignore(("a",), "x", PLACE, None).holds(rule, place)
    assert not Ignore(("a",), "", PLACE, (4, 6)).holds(rule, place)


def test_the_comment_that_is_found() -> None:
    """The nearest above, else the one that reaches furthest down, else the file's."""
    wide, near = Ignore(("a",), "wide", PLACE, (2, 9)), Ignore(("a",), "near", PLACE, (4, 5))
    late, whole = Ignore(("a",), "late", PLACE, (7, 9)), Ignore(("a",), "whole", PLACE, None)
    covering = Covering((late, whole, wide, near))
    found = [covering.find("a", Location("a.md", line)) for line in range(1, 11)]

    assert ["whole", "wide", "wide", "near", "near", "wide", "late", "late", "late", "whole"] == [
        one.reason if one else None for one in found
    ]
    assert None is Covering((near,)).find("a", Location("a.md", 1))

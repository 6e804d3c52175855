"""Ignore comments: what they cover, that they need a reason, and that an idle one is told."""

from __future__ import annotations

import time

import pytest

from speclatch.documents import parse
from speclatch.ignores import Covering, ignores
from speclatch.model import Location, Report
from tests.support.memory import audit, told

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

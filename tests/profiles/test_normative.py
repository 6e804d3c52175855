"""What of a document is normative, and which edits change it."""

from __future__ import annotations

import re
import time

import pytest

from speclatch.documents import parse
from speclatch.profiles.align import Alignment
from speclatch.profiles.normative import Piece, bare, changes, fingerprint, normative
from speclatch.profiles.template import derive
from speclatch.profiles.words import NO_WORDS

TEMPLATE = b"""# <Title>

## Context

## Requirements

## Parts

| Part | Purpose |
|---|---|
| | |

## Work

- [ ] Desk told
"""
TEXT = """# Receipts

## Context

Words.

## Requirements

- **REQ-001**: Mailed within 5 s
- [REQ-002] Kept for 10 years
- T001 is no requirement

### Requirement: Signed receipts

They are signed.

## Parts

| Part | Purpose |
|---|---|
| Mailer | desk |

## Work

- [ ] Desk told
"""


def pieces_of(text: str, frozen: tuple[str, ...] = (), *, whole: bool = False) -> tuple[Piece, ...]:
    """The normative text of a document under the template."""
    profile = derive(parse("template.md", TEMPLATE), "spec", ())
    object.__setattr__(profile, "frozen", frozen)
    return normative(Alignment(parse("specs/a.md", text.encode()), profile), whole=whole)


def test_what_is_normative() -> None:
    """Requirements in bullets and headings, rows of the template's tables, its boxes; nothing else."""
    names = [piece.name for piece in pieces_of(TEXT)]

    assert ["REQ-001", "REQ-002", "Signed receipts", "Mailer", "Desk told"] == names


def test_a_frozen_section_is_normative() -> None:
    """All of its text."""
    assert "Words." in [piece.text for piece in pieces_of(TEXT, ("Context",))]


def test_a_fingerprint_is_short() -> None:
    """Twenty hexadecimal digits, and none where nothing is normative."""
    assert re.fullmatch("[0-9a-f]{20}", fingerprint(pieces_of(TEXT)))
    assert fingerprint(()) == ""


def test_a_comment_in_a_frozen_section_is_no_text_of_it() -> None:
    """What nobody sees may come and go."""
    text = TEXT.replace("Words.", "Words.\n\n<!-- ask the desk -->")

    assert fingerprint(pieces_of(TEXT, ("Context",))) == fingerprint(pieces_of(text, ("Context",)))


def test_where_nothing_is_normative_the_whole_may_be() -> None:
    """The body, without what says something of the document itself."""
    text = "# Queue\n\n## Status\n\nAccepted\n\n## Decision\n\nOne queue.\n"

    assert ["One queue."] == [piece.text for piece in pieces_of(text, whole=True)]
    assert () == pieces_of(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Words.", "Other words."),
        ("- [ ] Desk", "- [x] Desk"),
        ("within 5 s", "**within** 5 s."),
        ("10 years", "“10 years”"),
        ("Mailer | desk", "Mailer  |  desk"),
        ("- [REQ-002]", "* [REQ-002]"),
    ],
)
def test_what_changes_nothing(old: str, new: str) -> None:
    """Other text, a tick, typography: the fingerprint stays, and there is nothing to say."""
    before, after = pieces_of(TEXT), pieces_of(TEXT.replace(old, new))

    assert fingerprint(before) == fingerprint(after)
    assert [] == list(changes(before, after, NO_WORDS))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("5 s", "10 s", [("REQ-001", "REQ-001")]),
        ("5 s", ".5 s", [("REQ-001", "REQ-001")]),
        ("5 s", "-5 s", [("REQ-001", "REQ-001")]),
        ("- [REQ-002] Kept for 10 years\n", "", [("REQ-002", "")]),
        ("10 years\n", "10 years\n- REQ-003: New\n", [("", "REQ-003")]),
        ("They are signed.", "They may be signed.", [("Signed receipts", "Signed receipts")]),
        ("desk |", "bench |", [("Mailer", "Mailer")]),
        ("| Mailer | desk |", "| Printer | desk |", [("", "Printer"), ("Mailer", "")]),
    ],
)
def test_what_changes_it(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    """What is put otherwise, is gone or is new; the fingerprint is another one."""
    before, after = pieces_of(TEXT), pieces_of(TEXT.replace(old, new))
    told = [
        (one.old.name if one.old else "", one.new.name if one.new else "") for one in changes(before, after, NO_WORDS)
    ]

    assert fingerprint(before) != fingerprint(after)
    assert expected == told


def test_filling_a_blank_is_no_change() -> None:
    """The first row of a table that had none."""
    before, after = pieces_of(TEXT.replace("| Mailer | desk |", "| | |")), pieces_of(TEXT)

    assert [] == list(changes(before, after, NO_WORDS))


def test_deciding_what_was_open_is_no_change() -> None:
    """A frozen section that said ``TBD`` gets its text."""
    before, after = pieces_of(TEXT.replace("Words.", "TBD"), ("Context",)), pieces_of(TEXT, ("Context",))

    assert [] == list(changes(before, after, NO_WORDS))


@pytest.mark.parametrize("text", ["[" * 300_000, "[a](" * 60_000, "https://" * 60_000, '"' * 300_000, "1." * 200_000])
def test_hostile_texts_take_no_time(text: str) -> None:
    """Nothing is looked at twice."""
    started = time.monotonic()
    bare(text)

    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Within 5 s", "within **5 s**.", True),
        ("Within 5–9 s", "Within 5 - 9 s", True),
        ("see [it](a.md)", "see [it](b.md)", True),
        ("Within 5 s", "~~Within 5 s~~", False),
        ("Within 5 s", "~Within 5 s~", False),
        ("Within 5 s", "<s>Within 5 s</s>", False),
        ("Within 5 s", "within ~5 s", False),
        ("5 - 9", "59", False),
        ("5 | 9", "59", False),
        ("if x != y", "if x = y", False),
        ("1.5", "15", False),
    ],
)
def test_what_is_typography(one: str, other: str, *, is_same: bool) -> None:
    """Emphasis, dashes and links say nothing; striking through, and a sign between two numbers, do."""
    assert is_same == (bare(one) == bare(other))

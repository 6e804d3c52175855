"""What `prove` says: the defects that were caught and missed, and how strong the gate is by them."""

from __future__ import annotations

import pytest

from speclatch.judging.prove.results import DefectKind, Outcome, ProfileStrength, Tried
from speclatch.model import Severity
from speclatch.reports.quote import joined
from speclatch.reports.strength.text import SHOWN, strength_text


def tried(kind: DefectKind, outcome: Outcome, number: int = 1) -> Tried:
    """What came of one defect."""
    caught = outcome is Outcome.CAUGHT
    found = (Severity.ERROR, ("section-missing",), "") if caught else (None, (), "no rule says anything of it")
    return Tried(kind, "section", f"Part {number}", "specs/a.md", number, outcome, *found)


def said(*results: Tried) -> list[str]:
    """The lines for one profile."""
    return joined(strength_text((ProfileStrength("spec", 4, 3, False, results),), 100)).splitlines()


def test_where_nothing_could_be_tried_no_strength_is_said() -> None:
    """Zero of zero is no hundred percent."""
    text = joined(strength_text((), 100))

    assert "Nothing could be tried: there is no document of any profile, and no place for one.\n" == text


def test_only_what_was_tried_is_listed() -> None:
    """No line of zero harmless edits, none of what does not count, none of what was missed."""
    lines = said(*(tried(DefectKind.REMOVED, Outcome.CAUGHT, number) for number in (1, 2)))

    assert ["spec  4 documents, 3 of them past draft", "      2 of     2  parts taken away  (2 errors)", ""] == lines[
        :3
    ]
    assert lines[3:] == ["The gate catches 2 of 2 defects (100 %), and finds fault with 0 of 0 harmless edits."]


def test_harmless_edits_are_counted_apart() -> None:
    """One that is found fault with is named with its place."""
    lines = said(tried(DefectKind.HARMLESS, Outcome.CAUGHT), tried(DefectKind.REMOVED, Outcome.WAIVED))

    assert "      0 of     1  harmless edit left in peace" in lines
    assert "  not counted: 1 waived by the configuration" in lines
    assert ["  Found fault with", "      specs/a.md:1"] == [lines[3], lines[5]]
    assert "Nothing could be tried" in lines[-1]


def test_parts_that_few_keep_are_told() -> None:
    """Nothing was made of them."""
    lines = joined(strength_text((ProfileStrength("spec", 4, 3, True, (), (("section", "Cost"),)),), 100)).splitlines()

    assert "spec  4 documents, judged as if implemented" == lines[0]
    assert "  not counted: 1 part of the template that fewer than half of the documents keep" == lines[1]


@pytest.mark.parametrize(("number", "more"), [(SHOWN, []), (SHOWN + 3, ["    and 3 more (`--format json` has all)"])])
def test_a_long_list_is_cut(number: int, more: list[str]) -> None:
    """The rest is a number, and where to find it."""
    lines = said(*(tried(DefectKind.EMPTIED, Outcome.MISSED, at) for at in range(1, number + 1)))

    assert number == sum(line.startswith("    section `Part") for line in lines) + (3 if more else 0)
    assert more == [line for line in lines if line.startswith("    and ")]

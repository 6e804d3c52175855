"""Fixes become GitHub's suggestions: whole lines, composed, inside one hunk."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.reports.samples import PATH, edit, judged

from speclatch.fixes import lines_after
from speclatch.model import Edit, JudgedFinding, Location
from speclatch.reports.suggestions import MAX_LINES, Suggestion, suggestions

LINES = ("one two three", "four five", "six", "seven\r", "eight")


def made(*findings: JudgedFinding, hunks: tuple[range, ...] = (range(1, 6),)) -> list[Suggestion]:
    """The suggestions for findings in ``LINES``."""
    return list(suggestions(findings, {PATH: LINES}, {PATH: hunks}))


def test_edit_of_one_line_shows_the_whole_line() -> None:
    """A suggestion replaces whole lines, so it holds what stays, too."""
    (made_one,) = made(judged(1, edits=[edit(1, 5, 7, "2")]))

    assert (1, 1, "one 2 three") == (made_one.first, made_one.last, made_one.text)
    assert "```suggestion\none 2 three\n```" == made_one.markdown()


def test_edits_of_one_line_become_one_suggestion() -> None:
    """Two findings on a line are mended by one suggestion, which the first of them carries."""
    first = judged(1, rule="a", edits=[edit(1, 1, 3, "1")])
    second = judged(1, rule="b", edits=[edit(1, 9, 13, "3")], safe=False)
    (made_one,) = made(first, second)

    assert "1 two 3" == made_one.text
    assert first.fingerprint == made_one.carrier
    assert {first.fingerprint, second.fingerprint} == made_one.covers
    assert not made_one.safe


def test_clashing_fix_is_left_for_the_next_run() -> None:
    """Where two fixes want the same characters, the first wins and is the only one covered."""
    first = judged(1, rule="a", edits=[edit(1, 1, 7, "1")])
    second = judged(1, rule="b", edits=[edit(1, 5, 13, "2")])
    (made_one,) = made(first, second)

    assert "1 three" == made_one.text
    assert {first.fingerprint} == made_one.covers


def test_two_insertions_at_one_place_clash() -> None:
    """Nobody knows which goes first: the second waits for the next run."""
    first = judged(1, rule="a", edits=[edit(1, 4, 3, " 1")])
    second = judged(1, rule="b", edits=[edit(1, 4, 3, " 2")])
    (made_one,) = made(first, second)

    assert "one 1 two three" == made_one.text
    assert {first.fingerprint} == made_one.covers


def test_the_same_edit_twice_is_one() -> None:
    """Two findings with the same cure are both covered."""
    (made_one,) = made(judged(1, rule="a", edits=[edit(1, 1, 3, "1")]), judged(1, rule="b", edits=[edit(1, 1, 3, "1")]))

    assert 2 == len(made_one.covers)


def test_insertion_adds_and_removes_nothing_else() -> None:
    """An empty span is a place between two characters."""
    (made_one,) = made(judged(3, edits=[edit(3, 4, 3, "teen")]))

    assert "sixteen" == made_one.text


def test_edit_over_several_lines() -> None:
    """An edit from one line into another suggests for both."""
    (made_one,) = made(judged(1, edits=[Edit(Location(PATH, 1, 2, 9, 4), "3\n4", "...")]))

    assert (1, 2, "one two 3\n4 five") == (made_one.first, made_one.last, made_one.text)


def test_whole_line_is_removed() -> None:
    """An edit without columns and text takes its line away."""
    (made_one,) = made(judged(3, edits=[Edit(Location(PATH, 3), "", "six")]))

    assert made_one.text is None
    assert "```suggestion\n```" == made_one.markdown()


def test_carriage_returns_are_githubs_business() -> None:
    """A line that ends in CR LF is suggested without its CR."""
    (made_one,) = made(judged(4, edits=[edit(4, 1, 5, "7")]))

    assert "7" == made_one.text


def test_nothing_is_suggested_outside_a_hunk_or_across_two() -> None:
    """A suggestion must stand on lines of the diff, in one hunk."""
    across = judged(2, edits=[Edit(Location(PATH, 2, 3), "x", "...")])
    outside = judged(5, edits=[edit(5, 1, 1, "x")])

    assert [] == made(across, outside, hunks=(range(1, 3), range(3, 5)))


def test_nothing_invisible_is_suggested() -> None:
    """Nobody can judge a suggestion whose characters cannot be seen."""
    assert [] == made(judged(1, edits=[edit(1, 1, 3, "\u202eeno")]))


def test_long_rewrites_are_no_suggestion() -> None:
    """What changes half a document is not accepted with a click."""
    lines = ("x",) * 100
    finding = judged(1, edits=[edit(1, 1, 1, "y"), edit(MAX_LINES + 1, 1, 1, "y")])

    assert () == suggestions([finding], {PATH: lines}, {PATH: (range(1, 101),)})


def test_backticks_lengthen_the_fence() -> None:
    """Text that holds a fence of its own stays inside."""
    (made_one,) = made(judged(1, edits=[edit(1, 1, 13, "```x")]))

    assert "````suggestion\n```x\n````" == made_one.markdown()


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 5), st.text("xyz", max_size=3)), max_size=6))
def test_edits_are_applied_as_if_one_by_one_from_the_end(spans: list[tuple[int, int, str]]) -> None:
    """Composing edits that do not touch each other equals replacing slices from right to left."""
    line, taken, edits = "abcdefghijklmnopqrstuvwxyz", set[int](), []
    for column, length, text in spans:
        around = set(range(column - 1, column + length + 1))
        if around & taken:
            continue
        taken |= around
        edits.append(edit(1, column, column + length - 1, text))
    expected = line
    for one in sorted(edits, key=lambda item: item.location.column or 0, reverse=True):
        start, end = one.location.column or 0, one.location.end_column or 0
        expected = expected[: start - 1] + one.text + expected[end:]

    assert expected == lines_after([line], edits, 1, 1)


def test_nothing_is_suggested_that_is_endless() -> None:
    """A fix that makes a comment too long is none."""
    endless = judged(3, edits=[edit(3, 1, 3, "x" * 20_000)])

    assert [] == made(endless)

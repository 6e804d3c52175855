"""The words that everything else is said in: weights and places."""

from __future__ import annotations

import pytest

from speclatch.model import Finding, Location, Severity, Subject, fingerprint

PLACE = Location("a.md", 3, 3, 5, 9)
RECORDED = "650b6f902d475bcb9d08"


def test_severities_are_ordered() -> None:
    """An error weighs most, whatever order they come in."""
    mixed = [Severity.WARNING, Severity.ERROR, Severity.NOTE]

    assert [Severity.NOTE, Severity.WARNING, Severity.ERROR] == sorted(mixed)
    assert Severity.ERROR > Severity.NOTE
    assert not Severity.NOTE < Severity.NOTE


def test_a_severity_is_compared_with_its_like_alone() -> None:
    """A word is no weight."""
    with pytest.raises(TypeError):
        _ = Severity.NOTE < "warning"


@pytest.mark.parametrize(
    ("line", "end_line", "column", "end_column", "message"),
    [
        (0, 1, None, None, "no such span of lines: 0-1 in a.md"),
        (3, 2, None, None, "no such span of lines: 3-2 in a.md"),
        (1, 1, 2, None, "a location has both columns or none"),
        (1, 1, None, 2, "a location has both columns or none"),
    ],
)
def test_places_that_cannot_be(
    line: int, end_line: int, column: int | None, end_column: int | None, message: str
) -> None:
    """Lines count from one, ends do not stand before beginnings, and half a column says nothing."""
    with pytest.raises(ValueError, match=f"^{message}$"):
        Location("a.md", line, end_line, column, end_column)


def test_a_place_without_an_end_is_a_line() -> None:
    """The end is the line itself."""
    assert Location("a.md", 7, 7) == Location("a.md", 7)


def test_a_fingerprint_never_changes() -> None:
    """Baselines and comments hold it: recorded once. A path that is no UTF-8 has one, too."""
    finding = Finding("a", "m", PLACE, Subject("n", ("s", "t")), "h")

    assert RECORDED == fingerprint(finding, "a.md", 0)
    assert RECORDED not in {fingerprint(finding, "a.md", 1), fingerprint(finding, "\udcff.md", 0)}
    assert 20 == len(RECORDED)


@pytest.mark.parametrize(
    ("other", "overlaps"),
    [
        (Location("b.md", 3, 3, 5, 9), False),
        (Location("a.md", 2), False),
        (Location("a.md", 4), False),
        (Location("a.md", 3), True),
        (Location("a.md", 1, 3), True),
        (Location("a.md", 3, 4), True),
        (Location("a.md", 2, 4, 20, 21), True),
        (Location("a.md", 3, 3, 1, 4), False),
        (Location("a.md", 3, 3, 10, 12), False),
        (Location("a.md", 3, 3, 1, 5), True),
        (Location("a.md", 3, 3, 9, 12), True),
        (Location("a.md", 3, 3, 6, 7), True),
    ],
)
def test_places_that_overlap(other: Location, *, overlaps: bool) -> None:
    """Lines decide, and columns where both places have them on one line; the order of the two does not matter."""
    assert (overlaps, overlaps) == (PLACE.overlaps(other), other.overlaps(PLACE))

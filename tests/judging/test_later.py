"""A sequence that is read when somebody asks what is in it."""

from __future__ import annotations

from speclatch.judging.recall.later import Later


def test_it_is_what_was_written_down() -> None:
    """It has the items, the length, the equality and the look of the tuple that was written down."""
    later = Later(b"1,2,3", lambda raw: tuple(map(int, bytes(raw).split(b","))))
    same = Later(b"1,2,3", lambda raw: tuple(map(int, bytes(raw).split(b","))))

    assert (3, 3, (2, 3), [1, 2, 3]) == (len(later), later[-1], tuple(later[1:]), list(later))
    assert (1, 2, 3) == later == same
    assert later not in ((1, 2), [1, 2, 3], None)
    assert {later} == {(1, 2, 3)}
    assert repr(later) == "(1, 2, 3)"


def test_it_is_read_once_and_not_before() -> None:
    """Nothing is read until somebody looks, and then it is kept."""
    read: list[bytes] = []

    def reader(raw: bytes | memoryview) -> tuple[int, ...]:
        read.append(bytes(raw))
        return (7,)

    later = Later(b"x", reader)
    before = list(read)

    assert [7, 7] == [*later, *later]
    assert ([], [b"x"]) == (before, read)

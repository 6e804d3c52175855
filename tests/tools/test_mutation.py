"""Changes of code: what counts as one, and that a draw is the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.mutation import _code_of, _is_same, sample

MODULE = '''"""Adds."""


class Adder:
    """Adds to a number."""

    first = 7

    def add(self, one: int, other: int = 3) -> int:
        """Add."""
        return one + other


def larger(one: int, other: int) -> bool:
    """Compare."""
    return one > other and other != 0
'''


def _function(source: str, name: str) -> object:
    return _code_of(compile(source, "one.py", "exec"), name)


def test_two_codes_are_the_same_where_only_their_place_differs() -> None:
    """Lines and columns make no other code; a number or an operator does."""
    moved = MODULE.replace('"""Adds."""', '"""Adds."""\n\n\n')
    changed = MODULE.replace("one + other", "one - other")
    one, same, other = (_code_of(compile(text, "one.py", "exec"), "Adder.add") for text in (MODULE, moved, changed))

    assert one is not None
    assert same is not None
    assert other is not None
    assert _is_same(one, same)
    assert not _is_same(one, other)


def test_a_function_that_is_not_there_has_no_code() -> None:
    """The name of a class is none of a function's, nor that of half a function."""
    assert _function(MODULE, "Adder.sub") is None
    assert _function(MODULE, "large") is None


def test_a_draw_changes_functions_only_and_is_the_same_for_a_seed(tmp_path: Path) -> None:
    """What stands in a class, a default or an annotation stays as it is."""
    pytest.importorskip("mutmut", reason="mutmut is not installed")
    path = tmp_path / "adding.py"
    path.write_text(MODULE, encoding="utf-8")
    drawn = list(sample([path], 100, 1))

    assert {change.key[1] for change in drawn} == {"Adder.add", "larger"}
    assert all("first = 7" in change.source and "other: int = 3" in change.source for change in drawn)
    assert any("one - other" in change.source for change in drawn)
    assert any("one >= other" in change.shown for change in drawn)
    assert list(sample([path], 2, 1)) == drawn[:2]


def test_a_draw_stays_while_other_functions_change(tmp_path: Path) -> None:
    """A function that is added moves no change of another; one that is edited makes new changes of its own only."""
    pytest.importorskip("mutmut", reason="mutmut is not installed")
    path = tmp_path / "adding.py"
    path.write_text(MODULE, encoding="utf-8")
    before = [change.name for change in sample([path], 100, 1)]
    path.write_text(MODULE.replace("other != 0", "other != 2") + "\n\ndef doubled(one):\n    return one * 2\n", "utf-8")
    after = [change.name for change in sample([path], 100, 1) if change.key[1] != "doubled"]

    assert [name for name in after if " Adder.add " in name] == [name for name in before if " Adder.add " in name]
    assert not {name for name in after if " larger " in name} & set(before)
    assert len(after) == len(before)

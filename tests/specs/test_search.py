"""A name is found in a document however the document writes it, and nothing else is."""

from __future__ import annotations

import pytest

from speclatch.specs.search import Needles, folded_id, holds

FILE = Needles(names=frozenset({"my slots(1).md"}), globbed=frozenset({"my slots(1).md"}))


@pytest.mark.parametrize(
    "text",
    [
        "[x](<My Slots(1).md>)",
        "[x](my%20slots(1).md)",
        r"[x](<my slots\(1\).md>)",
        "[x](<my&#32;slots(1).md>)",
        "`docs/*_slots(1).md`, `my?slots*.md`",
    ],
)
def test_a_file_name_is_known_however_it_is_written(text: str) -> None:
    """In any case, percent-encoded, with escapes or entities, or by a glob."""
    assert holds(text.encode(), FILE)


@pytest.mark.parametrize("text", ["", "no picture", "**bold** text", "my slots", "*", "docs/?"])
def test_what_names_nothing_holds_nothing(text: str) -> None:
    """A glob of signs alone says nothing."""
    assert not holds(text.encode(), FILE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see ADR-24", True),
        ("see adr-0024.", True),
        ("ADR-24: queue", True),
        ("`ADR-0024-queue`", True),
        ("ADR-240", False),
        ("ADR-24a", False),
        ("ADR-X-24", False),
        ("RFC-24", False),
        ("24", False),
    ],
)
def test_an_id_is_known_with_any_zeros(text: str, *, found: bool) -> None:
    """In any case, and as a whole."""
    assert found is holds(text.encode(), Needles(ids=frozenset({folded_id("ADR-024")})))


@pytest.mark.parametrize(
    ("text", "found"), [("ADR-0024", True), ("see X-24,", True), ("2026-24", False), ("24", False), ("X-240", False)]
)
def test_a_number_is_known_behind_any_prefix(text: str, *, found: bool) -> None:
    """A date is none."""
    assert found is holds(text.encode(), Needles(numbers=frozenset({"24"})))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[x](../api/#errors)", True),
        ("[x](api)", True),
        ("[x](<api>)", True),
        ("[x]: api", True),
        ("docs/api", True),
        ("`docs/api/orders.md`", True),
        ("[[api]]", True),
        ("DOCS/API/", True),
        ("the api of orders", False),
        ("an api-key", False),
        ("(the api)", False),
        ("rapid/apis", False),
    ],
)
def test_a_stem_is_known_beside_a_segment(text: str, *, found: bool) -> None:
    """A word that every document has counts only where it is a part of a path, or the whole target of a link."""
    assert found is holds(text.encode(), Needles(stems=frozenset({("api", "docs")})))


def test_a_text_counts_wherever_it_stands() -> None:
    """In bytes that are no text, too."""
    assert holds(b"\xff see 2026_Consent!", Needles(texts=frozenset({"2026_consent"})))
    assert not holds(b"\xff see 2026", Needles(texts=frozenset({"2026_consent"})))


@pytest.mark.parametrize(
    ("text", "found"),
    [("see n7.md", True), ("(docs/n7.md)", True), ("X-0007", True), ("a b 3.md", True), ("see n7000.md", False)],
)
def test_many_names_are_looked_up_at_once(text: str, *, found: bool) -> None:
    """A change of many files asks for many names, and finds the same."""
    needles = Needles(
        names=frozenset({*(f"n{number}.md" for number in range(1_000)), "a b 3.md"}),
        ids=frozenset(f"x-{number}" for number in range(1_000)),
    )

    assert found is holds(text.encode(), needles)


def test_nothing_to_search_for_is_nothing() -> None:
    """What globs may match is no name by itself."""
    assert not Needles(globbed=frozenset({"a.md"}))
    assert Needles(numbers=frozenset({"1"}))


@pytest.mark.parametrize(
    "text", ["*a" * 500_000, "a" * 1_000_000 + "*", "/" * 500_000 + "?", "&" * 500_000, "%2" * 400_000]
)
def test_a_megabyte_of_signs_is_searched_at_once(text: str) -> None:
    """No pattern begins again at each character of a long line."""
    assert not holds(text.encode(), Needles(names=frozenset({"zz.md"}), globbed=frozenset({"zz.md"})))


@pytest.mark.parametrize(
    "needles",
    [
        Needles(names=frozenset({"a.md"})),
        Needles(ids=frozenset({"adr-1"})),
        Needles(numbers=frozenset({"1"})),
        Needles(stems=frozenset({("slots", "services")})),
        Needles(texts=frozenset({"a text"})),
    ],
)
def test_needles_of_any_kind_are_searched_for(needles: Needles) -> None:
    """One alone is enough; none of any is nothing."""
    assert needles
    assert not Needles()

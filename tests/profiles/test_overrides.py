"""Which names of an override nothing answers to, and what an override takes in."""

from __future__ import annotations

from tests.profiles.test_template import profile

from speclatch.profiles.guidance import is_guidance
from speclatch.profiles.load import overrides_from
from speclatch.profiles.overrides import apply_overrides, merge_guidance, unanswered
from speclatch.profiles.profile import Guidance
from speclatch.profiles.text import digest


def lost(**data: object) -> list[tuple[str, str]]:
    """The names of overrides that the template's profile does not know."""
    return list(unanswered(profile(), overrides_from(data)))


def test_names_that_are_there() -> None:
    """Keys, headings, labels, boxes, columns and texts, as people write them."""
    assert [] == lost(
        optional=["Title", "1. Overview", "**Goal**", "Migrated"],
        required=["AREA", "Checks", "sponsor"],
        samples=["Owner:"],
        requires={"2. Checks": ["answer", "Where"]},
        keep=["[What is better afterwards]", "Say what is built and why it is built now."],
        free=["Title", "area"],
        frozen=["1. Overview", "Checks"],
    )


def test_names_that_are_not_there() -> None:
    """Each is told with the option it stands in, in the order of the options."""
    assert [
        ("optional", "Titel"),
        ("required", "Sponsors"),
        ("samples", "Title"),
        ("requires", "Answers"),
        ("requires", "Work"),
        ("requires", "Nowhere"),
        ("free", "Checks"),
        ("frozen", "Title"),
        ("keep", "[what is better]"),
    ] == lost(
        optional=["Goal", "Titel"],
        required=["Sponsors"],
        samples=["Owner", "Title"],
        requires={"Checks": ["Answers", "Item"], "Work": ["Item"], "Nowhere": ["Item"]},
        free=["area", "Checks"],
        frozen=["Overview", "Title"],
        keep=["[what is better]"],
    )


def test_a_table_before_any_heading_has_no_name() -> None:
    """Nothing is required of it by the title of a section."""
    changed = profile("| a | b |\n|---|---|\n| | |\n\n## B\n\n| a |\n|---|\n| |\n")
    overrides = overrides_from({"requires": {"B": ["a"]}})

    assert [(), ("a",)] == [rule.requires for rule in apply_overrides(changed, overrides).tables]
    assert [] == list(unanswered(changed, overrides))


def test_one_name_is_a_list_of_one() -> None:
    """YAML has a text where only one is meant; what is neither says nothing."""
    found = overrides_from({"optional": "title", "required": ["a", 1], "samples": 3, "requires": ["x"], "keep": None})

    assert (("title",), ("a", "1"), (), {}, ()) == (
        found.optional,
        found.required,
        found.samples,
        found.requires,
        found.keep,
    )


def test_guidance_that_is_added() -> None:
    """By hashes, for the whole document, for a section by its titles, and for a key."""
    guidance = {"whole": [digest("Say it.")], "spans": {"a > b": ["1"], "": ["2"]}, "keys": {"id": ["3"]}}
    found = overrides_from({"guidance": guidance}).guidance

    assert is_guidance("*Say* it.", found)
    assert {("a", "b"): {"1"}, (): {"2"}} == found.spans
    assert {"id": {"3"}} == found.keys


def test_guidance_of_both() -> None:
    """Nothing is lost of either, and what is to stay is in neither."""
    kept = digest("[x]")
    ours = Guidance(frozenset({"1", kept}), {("a",): frozenset({"2", kept})}, {"k": frozenset({"3"})})
    more = Guidance(frozenset({"4"}), {("a",): frozenset({"5"}), ("b",): frozenset({kept})}, {"l": frozenset({"6"})})
    both = merge_guidance(ours, more, ["[x]"])

    assert {"1", "4"} == both.whole
    assert {("a",): {"2", "5"}, ("b",): set()} == both.spans
    assert {"k": {"3"}, "l": {"6"}} == both.keys


def test_what_is_required_wins() -> None:
    """A name that stands in both lists is required; one that the template requires stays so."""
    changed = apply_overrides(profile(), overrides_from({"optional": ["area", "title"], "required": ["title"]}))

    assert {"area"} == {rule.key for rule in changed.keys if not rule.required}


def test_what_is_frozen_and_what_lists_files_is_added() -> None:
    """To what the profile had already."""
    overrides = overrides_from({"frozen": ["Checks"], "components": ["Files"]})
    once = apply_overrides(profile(), overrides)
    twice = apply_overrides(once, overrides_from({"frozen": ["Work"], "components": ["Parts"]}))

    assert (("Checks", "Work"), ("Files", "Parts")) == (twice.frozen, twice.components)


def test_an_optional_label_may_be_absent() -> None:
    """As the rule that misses it says, and as `init` writes what documents do."""
    changed = apply_overrides(profile(), overrides_from({"optional": ["**Goal**"]}))

    assert [False] == [rule.fixed for rule in changed.fields if rule.label == "goal"]

"""Every form of a reference in every place it can stand: silent if it exists, one finding if one part is altered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.references.forms import HOME, IDS, PATHS, PLACES, STEMS, TAGS, Target
from tests.references.trees import SPEC, context_of, found, spec_text

from speclatch.model import Finding
from speclatch.rules import BY_ID

JUDGED = (
    "reference-missing",
    "reference-broken",
    "reference-outside",
    "reference-case",
    "reference-kind",
    "reference-hollow",
    "reference-disagrees",
    "link-broken",
)


names = st.text("abcxyz019-_é", min_size=1, max_size=10).map(lambda text: f"a{text}b")
targets = st.builds(
    lambda folder, name: Target(f"docs/{folder}/PRD-007-{name}.md", "PRD-007"),
    st.sampled_from(["10-prd", "prd"]),
    names,
)


def judged(text: str, target: Target) -> list[Finding]:
    """What the rules find in a spec where ``target`` and another PRD exist."""
    document = "# A document\n\n## Goals\n\nMail.\n"
    files = {SPEC: text, target.path: document, "docs/10-prd/PRD-001-all.md": document}
    evidence = context_of(files, home=HOME)
    return [one for rule in JUDGED for one in found(BY_ID[rule], evidence)]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("form", [*PATHS, *STEMS, *IDS])
@settings(max_examples=4)
@given(target=targets)
def test_what_exists_is_silent(form: str, place: str, target: Target) -> None:
    """No finding for a document that is there, however and wherever it is named."""
    written = {**PATHS, **STEMS, **IDS}[form](target)

    assert [] == judged(PLACES[place](written), target)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("form", PATHS)
@settings(max_examples=4)
@given(target=targets, at=st.integers(0, 2))
def test_an_altered_segment_is_found(form: str, place: str, target: Target, at: int) -> None:
    """One finding, on its line, for a path with one segment altered."""
    parts = target.path.split("/")
    altered = target._replace(path="/".join((*parts[:at], f"q{parts[at]}", *parts[at + 1 :])))

    _assert_found(PLACES[place](PATHS[form](altered)), target, f"q{parts[at][:3]}")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("form", STEMS)
@settings(max_examples=4)
@given(target=targets)
def test_an_altered_stem_is_found(form: str, place: str, target: Target) -> None:
    """One finding for a name that no file has."""
    altered = target._replace(path=target.path.replace("PRD-007-", "PRD-007-q"))

    _assert_found(PLACES[place](STEMS[form](altered)), target, "PRD-007-q")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("form", IDS)
@pytest.mark.parametrize("altered", ["PRD-008", "PDR-007", "ARD-007"])
def test_an_altered_id_is_found(form: str, place: str, altered: str) -> None:
    """One finding for another number, and for a kind with a slip in it."""
    target = Target("docs/10-prd/PRD-007-mail.md", "PRD-007")

    _assert_found(PLACES[place](IDS[form](target._replace(id=altered))), target, altered[:3])


@pytest.mark.parametrize("form", TAGS)
@settings(max_examples=10)
@given(target=targets, at=st.integers(0, 2))
def test_links_of_the_text(form: str, target: Target, at: int) -> None:
    """Silent for what exists, one finding for one altered segment: links, tags, addresses."""
    parts = target.path.split("/")
    altered = target._replace(path="/".join((*parts[:at], f"q{parts[at]}", *parts[at + 1 :])))

    assert [] == judged(spec_text(body=TAGS[form](target)), target)
    _assert_found(spec_text(body=TAGS[form](altered)), target, f"q{parts[at][:3]}")


@pytest.mark.parametrize("place", PLACES)
def test_text_and_target_of_a_link(place: str) -> None:
    """A link that says another id than it leads to is one finding."""
    target = Target("docs/10-prd/PRD-007-mail.md", "PRD-007")

    _assert_found(PLACES[place](f"[PRD-009]({target.relative})"), target, "PRD-007")


def _assert_found(text: str, target: Target, part: str) -> None:
    """Exactly one finding, which stands on the part that is wrong."""
    findings = judged(text, target)
    assert 1 == len(findings), findings
    place = findings[0].location
    line = text.split("\n")[place.line - 1]

    assert part in line[(place.column or 1) - 1 : place.end_column]

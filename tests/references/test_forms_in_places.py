"""Every form of a reference in every place it can stand: silent if it exists, one finding if one part is altered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from posixpath import basename, dirname, relpath
from typing import NamedTuple
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.references.trees import SPEC, context_of, found, spec_text

from speclatch.model import Finding
from speclatch.references.home import Home
from speclatch.rules import BY_ID

HOME = Home(("github.com/spokeyard/workshop",), ("main",))
PAGE = "https://github.com/spokeyard/workshop/blob/main/"
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


class Target(NamedTuple):
    """What a reference names: its path from the root, its id, its file's name without the ending."""

    path: str
    id: str

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return basename(self.path).removesuffix(".md")

    @property
    def relative(self) -> str:
        """The path from the spec."""
        return relpath(self.path, dirname(SPEC))


PATHS: Mapping[str, Callable[[Target], str]] = {
    "root": lambda one: one.path,
    "slash": lambda one: f"/{one.path}",
    "relative": lambda one: one.relative,
    "code": lambda one: f"`{one.path}`",
    "link": lambda one: f"[the document]({quote(one.relative)})",
    "link by its id": lambda one: f"[PRD-007]({quote(one.relative)})",
    "link from the root": lambda one: f"[the document](/{quote(one.path)})",
    "link in angle brackets": lambda one: f"[the document](<{one.relative}>)",
    "anchor": lambda one: f"{one.path}#goals",
    "lines": lambda one: f"{one.path}:12-20",
    "remark": lambda one: f"{one.path} (accepted)",
    "wiki path": lambda one: f"[[{one.path}]]",
    "own page": lambda one: f"{PAGE}{quote(one.path)}",
    "own page's section": lambda one: f"{PAGE}{quote(one.path)}#goals",
    "link to its own page": lambda one: f"[the document]({PAGE}{quote(one.path)})",
    "plus": lambda one: f"PRD-001 + {one.path}",
    "plus, in code": lambda one: f"`docs/10-prd/PRD-001-all.md` + `{one.path}`",
    "ampersand": lambda one: f"PRD-001 & {one.path}",
    "slash between": lambda one: f"PRD-001 / {one.path}",
    "and": lambda one: f"PRD-001 and {one.path}",
    "comma": lambda one: f"PRD-001, {one.path}",
    "semicolon": lambda one: f"{one.path}; PRD-001",
}
STEMS: Mapping[str, Callable[[Target], str]] = {
    "stem": lambda one: one.stem,
    "wiki link": lambda one: f"[[{one.stem}]]",
    "wiki link with words": lambda one: f"[[{one.stem}|the document]]",
    "wiki link to a section": lambda one: f"[[{one.stem}#Goals]]",
    "stems": lambda one: f"PRD-001-all + {one.stem}",
}
IDS: Mapping[str, Callable[[Target], str]] = {
    "id": lambda one: one.id,
    "id in code": lambda one: f"`{one.id}`",
    "id with words": lambda one: f"{one.id} (v1.0, Approved)",
    "versioned": lambda one: f"{one.id}@0.2.0",
    "spaced": lambda one: one.id.replace("-", " "),
    "wiki id": lambda one: f"[[{one.id}]]",
    "ids": lambda one: f"PRD-001 & {one.id}",
    "ids, spaced": lambda one: f"PRD 001 and {one.id.replace('-', ' ')}",
}
PLACES: Mapping[str, Callable[[str], str]] = {
    "key": lambda text: spec_text(prd=_scalar(text)),
    "list of a key": lambda text: spec_text(prd=f"[{_scalar(text)}]"),
    "label of a bullet": lambda text: spec_text(body=f"- **PRD:** {text}"),
    "label of a line": lambda text: spec_text(body=f"**PRD**: {text}"),
    "below a label": lambda text: spec_text(body=f"- Related PRD:\n  - {text}"),
}
TAGS: Mapping[str, Callable[[Target], str]] = {
    "in text": lambda one: f"See [it]({quote(one.relative)}) first.",
    "own page in text": lambda one: f"See <{PAGE}{quote(one.path)}>.",
    "tag in text": lambda one: f'See <a href="{quote(one.relative)}">it</a> first.',
    "tag behind a label": lambda one: f'- **PRD:** <a href="{quote(one.relative)}">it</a>',
}


def _scalar(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


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

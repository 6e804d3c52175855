"""The bundled families: a filled document passes, an untouched template does not, a section that is gone is missed."""

from __future__ import annotations

import re

import pytest
from tests.support.memory import MemoryTree

from speclatch.config.model import Config, ProfileUse
from speclatch.documents import parse
from speclatch.judging.pipeline import Case, run
from speclatch.model import Report, Severity
from speclatch.profiles.bundled import ANYWHERE, BUILTIN, PLACES, SEEDS, places_among
from speclatch.profiles.load import builtin, builtin_template, load_profiles
from speclatch.profiles.titles import normalise_title
from speclatch.trees import Trees

FAMILIES = tuple(name for name in BUILTIN if name not in SEEDS)
SECTIONED = tuple(name for name in FAMILIES if any(rule.required for rule in builtin(name, ()).sections))


def judged(text: str, name: str) -> Report:
    """What the gate says of a document of a family."""
    tree = MemoryTree({"docs/0001-x.md": text.encode()})
    config = Config(profiles=(ProfileUse(name, use=name, match=("docs/*.md",)),))
    return run(Case(Trees(tree, tree, tree), config, tree))


def filled(name: str) -> str:
    """A document as its author would leave it: an answer where the template asks for one."""
    text = builtin_template(name)
    text = re.sub(r"(?m)^\|(?: \|)+$", lambda row: row[0].replace("| ", "| a word "), text)
    text = re.sub(r"(?m)^(status:).*", r"\1 accepted", text)
    text = re.sub(r"(?m)^(?:\w+ \| )+\w+$", "Accepted", text)
    text = text.replace("NNNN", "0001").replace("YYYY-MM-DD", "2026-03-05").replace("###", "001")
    numbers = iter(range(1000))
    return re.sub(r"\[[^\]\[ ][^\]\[]+\]|<(?!!)[a-z]+>", lambda _: f"boats at pier {next(numbers)}", text)


@pytest.mark.parametrize("name", FAMILIES)
def test_a_filled_document_is_in_order(name: str) -> None:
    """Nothing that a family's own documents have is an error or a warning."""
    found = [one.finding.rule for one in judged(filled(name), name).findings if one.severity > Severity.NOTE]

    assert [] == found


@pytest.mark.parametrize("name", FAMILIES)
def test_an_untouched_template_fails(name: str) -> None:
    """A copy that nobody filled in is caught, once it is more than a draft."""
    text = builtin_template(name).replace("**Status**: Draft", "**Status**: Approved")

    assert judged(text, name).verdict.errors


@pytest.mark.parametrize("name", SECTIONED)
def test_a_section_that_is_gone_is_missed(name: str) -> None:
    """Every section that a family demands is named when it is away."""
    profile = builtin(name, ())
    text = filled(name)
    sections = parse("x.md", text.encode()).sections
    required = [rule.key for rule in profile.sections if rule.required and rule.is_top]
    gone = next(one for one in sections if (normalise_title(one.title),) in required)
    lines = text.split("\n")
    del lines[gone.heading.location.line - 1]
    text = "\n".join(lines)
    found = [one.finding.subject.name for one in judged(text, name).findings if one.finding.rule == "section-missing"]

    assert normalise_title(gone.title) in map(normalise_title, found)


def test_families_are_known_in_their_place() -> None:
    """Without a configuration, and only there: a file of that name elsewhere is nobody's."""
    paths = (".kiro/specs/a/design.md", "openspec/specs/b/spec.md", "specs/c/spec.md", "docs/design.md")
    loaded = load_profiles(Config(), lambda _: b"", paths)

    assert {*SEEDS, *(name for name in PLACES if not name.startswith("spec-kit"))} == {one.name for one in loaded}
    assert () == places_among(("docs/design.md", "specs/c/spec.md"))
    assert not set(ANYWHERE) & {one.name for one in loaded}

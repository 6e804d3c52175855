"""The bundled families: a filled document passes, an untouched template does not, a section that is gone is missed."""

from __future__ import annotations

import re

import pytest
from tests.support.memory import MemoryTree

from speclatch.config.model import DEFAULT_KINDS, Config, ProfileUse
from speclatch.documents import parse
from speclatch.judging.pipeline import Case, run
from speclatch.model import Report, Severity
from speclatch.profiles.bundled import ANYWHERE, BUILTIN, PLACES, PLAIN_ID, SEEDS, places_among
from speclatch.profiles.guidance import is_guidance
from speclatch.profiles.in_force import ProfileInForce, Profiles, Scope
from speclatch.profiles.load import builtin, builtin_template, load_profiles
from speclatch.profiles.matching import ProfileMatcher
from speclatch.profiles.profile import ID_KEY, Profile
from speclatch.profiles.titles import normalise_title
from speclatch.specs.likeness import stray
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


@pytest.mark.parametrize("name", BUILTIN)
def test_where_a_bundled_family_has_its_id_is_known_without_reading_its_template(name: str) -> None:
    """It is as the template says, whatever kinds of references there are."""
    assert {builtin(name, kinds).id_key == ID_KEY for kinds in ((), DEFAULT_KINDS)} == {name in PLAIN_ID}


def test_only_the_template_that_governs_a_document_is_read() -> None:
    """The others' files are known all the same, and those that content could tell are looked at one by one."""
    read: list[str] = []

    def in_force(name: str, glob: str) -> ProfileInForce:
        def profile() -> Profile:
            read.append(name)
            return Profile(name, match=(glob,))

        return ProfileInForce(Scope(name, (glob,)), profile)

    matcher = ProfileMatcher(Profiles([in_force("a", "a/*.md"), in_force("b", "b/*.md")]), Config())
    assert [matcher.may_match(path) for path in ("a/1.md", "b/1.md", "c/1.md")] == [True, True, False]
    assert matcher.by_globs
    assert read == []

    found = [matcher.by_path(path) for path in ("b/1.md", "b/2.md", "c/1.md")]
    assert [one and one.name for one in found] == ["b", "b", None]
    assert read == ["b"]
    assert [one.name for one in matcher.in_force[:2]] == ["a", "b"]
    assert (len(matcher.in_force), matcher.in_force[1].name, read) == (2, "b", ["b", "a"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("madr", "* {title of option 1}"),
        ("madr", "{example | description | pointer to more information | …}"),
        ("rfc", "Why should we *not* do this?"),
        ("adr", "The change that we're proposing or have agreed to implement."),
        ("spec-kit-spec", "[Describe this user journey in plain language]"),
        ("spec-kit-plan", "[Gates determined based on constitution file]"),
    ],
)
def test_the_public_template_of_a_family_is_known(name: str, text: str) -> None:
    """What it says to its author is no document's own text, though ours is another template."""
    assert is_guidance(text.removeprefix("* "), builtin(name, DEFAULT_KINDS).guidance)


FIX = "# Design\n\n" + "".join(
    f"## {title}\n\nThe east gate closes by itself once the tide turns.\n\n"
    for title in ("Overview", "Bug Details", "Expected Behavior", "Fix Implementation", "Testing Strategy")
)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (FIX, []),
        (FIX.replace("## Testing Strategy", "## Rollout"), ["Testing Strategy"]),
        (
            FIX.replace("## Bug Details", "## Goals"),
            ["Architecture", "Components and Interfaces", "Data Models", "Error Handling"],
        ),
    ],
)
def test_the_design_of_a_bugs_fix_is_of_another_form(text: str, missing: list[str]) -> None:
    """Kiro writes both under one name; what both have is asked of both."""
    assert missing == [one.finding.subject.name for one in judged(text, "kiro-design").findings]


@pytest.mark.parametrize(
    ("titles", "missing"),
    [
        (("背景", "决策", "影响"), []),
        (("コンテキスト", "決定", "結果"), []),
        (("Contexte", "Décision", "Conséquences"), []),
        (("1. Контекст", "2. Решение", "3. Итог"), ["Consequences"]),
    ],
)
def test_a_decision_may_speak_another_language(titles: tuple[str, ...], missing: list[str]) -> None:
    """Its sections are known by what they are called there."""
    text = "# 1. Gates\n\nStatus: Accepted\n\n" + "".join(f"## {title}\n\nThe gate closes.\n\n" for title in titles)

    assert missing == [one.finding.subject.name for one in judged(text, "adr").findings]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (FIX, "kiro-design"),
        ("# Bugfix\n\n## Introduction\n\nIt leaks.\n\n## Bug Analysis\n\nThe gate is late.\n", None),
        ("# Gates\n\n## Introduction\n\nIt leaks.\n\n## Analysis\n\nThe gate is late.\n", "kiro-requirements"),
    ],
)
def test_what_kiro_writes_of_a_bug_looks_like_what_it_is(text: str, name: str | None) -> None:
    """`bugfix.md` lies in the place of the requirements and is none that was put elsewhere by a slip."""
    uses = (ProfileUse(one, use=one, match=("x/*.md",)) for one in ("kiro-requirements", "kiro-design"))
    config = Config(profiles=tuple(uses))
    found = stray(
        "docs/a.md", text.encode(), ProfileMatcher(load_profiles(config, dict[str, bytes]().__getitem__), config), parse
    )

    assert name == (found and found.profile)

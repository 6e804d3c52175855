"""Profiles as a configuration names them, the phases of a status, and what keys of a template ask for."""

from __future__ import annotations

import pytest
from tests.profiles.test_template import profile

from speclatch.config.model import Config, ProfileUse
from speclatch.errors import ConfigError
from speclatch.model import Phase
from speclatch.profiles.bundled import BUILTIN, SEEDS
from speclatch.profiles.load import load_profiles
from speclatch.profiles.phases import is_known_status, phase_of
from speclatch.profiles.profile import KeyType

FILES = {
    "t/note.md": b"---\nid: N-###\n---\n# <T>\n",
    "t/bare.md": b"# <T>\n",
    "t/bare.yaml": b"id: N-###\nkind: a | b\n",
}


def loaded(*uses: ProfileUse) -> dict[str, list[str]]:
    """The keys that each profile asks for."""
    found = load_profiles(Config(profiles=uses, path=".speclatch.yml"), FILES.__getitem__)
    return {one.name: [rule.key for rule in one.keys] for one in found}


def test_without_profiles_the_built_in_ones_are_used() -> None:
    """All of them, and nothing is read."""
    assert list(SEEDS) == list(loaded())


def test_profiles_in_the_order_of_the_configuration() -> None:
    """Built in or from a template, under their own names, with their globs."""
    uses = (ProfileUse("mine", use="exec-spec", match=("a/*.md",)), ProfileUse("note", template="t/note.md"))
    found = load_profiles(Config(profiles=uses), FILES.__getitem__)

    assert [("mine", ("a/*.md",)), ("note", ())] == [(one.name, one.match) for one in found]


def test_a_built_in_profile_that_does_not_exist() -> None:
    """The message names the line and those that there are."""
    with pytest.raises(ConfigError) as caught:
        loaded(ProfileUse("x", use="exec", line=4))

    assert f".speclatch.yml:4: there is no built-in profile 'exec'; there are {', '.join(BUILTIN)}" == str(caught.value)


def test_keys_beside_a_template() -> None:
    """From the file that holds a document's front matter; without one no keys are asked for."""
    assert {"a": ["id", "kind"], "b": []} == loaded(
        ProfileUse("a", template="t/bare.md", metadata="bare.yaml"),
        ProfileUse("b", template="t/bare.md", metadata="none.yaml"),
    )


@pytest.mark.parametrize(
    ("status", "phase"),
    [
        ("Draft", Phase.DRAFT),
        ("  DRAFT (v2)", Phase.DRAFT),
        ("**Implemented**", Phase.DONE),
        ("in-progress", Phase.IMPLEMENTING),
        ("In progress since May", Phase.IMPLEMENTING),
        ("Complete (Phase 1.2A - 2026-04-30)", Phase.DONE),
        ("superseded", Phase.RETIRED),
        ("drafted", None),
        ("Draft | Done", None),
        ("in", None),
        ("", None),
    ],
)
def test_phases(status: str, phase: Phase | None) -> None:
    """By the leading words, whatever follows."""
    assert phase is phase_of(status, Config())


def test_statuses_in_other_scripts() -> None:
    """Words are words in any script, and a status without a word is none that the template lists."""
    config = Config(phases={Phase.DONE: ("完了",), Phase.DRAFT: ("набросок",)})
    ours = profile("---\nstatus: Draft | 検討中 | 完了\n---\n# A\n")

    assert [Phase.DONE, Phase.DRAFT, None] == [phase_of(one, config) for one in ("完了 (v2)", "Набросок", "—")]
    assert [True, False, False] == [is_known_status(one, Config(), ours) for one in ("検討中", "Gibberish", "—")]


def test_the_longer_name_of_a_phase_wins() -> None:
    """`Done with` may mean something else than `Done`; a name without words means nothing."""
    config = Config(phases={Phase.DONE: ("done",), Phase.RETIRED: ("done with", "-"), Phase.DRAFT: ("done",)})

    assert [Phase.RETIRED, Phase.DONE] == [phase_of(status, config) for status in ("Done with it", "done")]


def test_statuses_that_are_known() -> None:
    """To the phases, or to the template's list by its leading words; the list itself is none."""
    ours = profile("---\nstatus: On ice | Draft\n---\n# A\n")

    assert [True, True, False, False, False] == [
        is_known_status(status, Config(), ours) for status in ("done", "On ice, for now", "On", "On ice | Draft", "Ice")
    ]
    assert not is_known_status("On ice", Config(), profile("---\nstatus: <status>\n---\n# A\n"))
    assert not is_known_status("On ice", Config(), profile("# A\n"))


@pytest.mark.parametrize(
    ("line", "kind", "sample"),
    [
        ("prd: [Link to PRD]", "prd", "[Link to PRD]"),
        ("prd: [a, b]", "", "a, b"),
        ("prd: ['Link to it']", "prd", "Link to it"),
        ("related: docs/x.md", "related", "docs/x.md"),
        ("owner_ref: <owner>", "owner", "<owner>"),
        ("Related-Refs: []", "related", ""),
        ("prd: <prd>", "prd", "<prd>"),
        ("owner: <owner>", "", "<owner>"),
        ("owner:", "", ""),
    ],
)
def test_references_in_a_template(line: str, kind: str, sample: str) -> None:
    """By the key's own name or ending, or by a path or link behind it."""
    (rule,) = profile(f"---\n{line}\n---\n# A\n").keys

    assert (kind, sample) == (rule.kind, rule.sample)
    assert (rule.type is KeyType.REFERENCE) is bool(kind)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"t.md": "# Ä\n".encode("utf-16")}, "cannot be read: not UTF-8"),
        ({"t.md": b"- a\n" * 250_000}, "cannot be read: too dense"),
        ({"t.md": b" \n\n"}, "is empty"),
        ({"t.md": b"x" * 4_000_001}, "has more than 4,000,000 bytes"),
        ({"t.md": b"version https://git-lfs.github.com/spec/v1\n"}, "is a git-lfs pointer"),
        ({"t.md": b"# T\n", "k.yaml": "id: 1\n".encode("utf-16")}, "cannot be read: not UTF-8"),
        ({}, "does not exist"),
    ],
)
def test_a_template_that_cannot_be_read(files: dict[str, bytes], message: str) -> None:
    """It is a fault of the configuration with the file and the line, and never a profile that asks for nothing."""
    use = ProfileUse("x", template="t.md", metadata="k.yaml")
    with pytest.raises(ConfigError) as caught:
        load_profiles(Config(profiles=(use,), path=".speclatch.yml"), files.__getitem__)

    assert str(caught.value).startswith(f".speclatch.yml:1: the template 't.md' of profile 'x' {message}")

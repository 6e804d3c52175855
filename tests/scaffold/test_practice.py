"""What the finished documents do otherwise than their template asks, told from what the gate says of them."""

from __future__ import annotations

import pytest
from tests.reports.samples import judged

from speclatch.config.model import Config, ProfileUse
from speclatch.model import Phase, Severity, Subject
from speclatch.profiles.profile import KeyRule, KeyType, Profile
from speclatch.scaffold.practice import Level, Practice, Said, Trial, Weakening, habits, weakenings

PROFILE = Profile("note", keys=(KeyRule("owner", KeyType.TEXT, sample="a name"), KeyRule("id", KeyType.ID)))
PATHS = ("notes/a.md", "notes/b.md", "notes/c.md")
GUIDANCE = "Say why this is needed, and by whom. " * 8


def said(rule: str, name: str, *paths: str) -> tuple[Said, ...]:
    """A finding about one thing in each of some documents."""
    found = [judged(rule=rule, path=path) for path in paths or PATHS]
    return tuple(
        Said(one.finding.location.path, one._replace(finding=one.finding._replace(subject=Subject(name))))
        for one in found
    )


def weaker(*findings: Said) -> list[tuple[str, str]]:
    """The points that are weakened, where all three documents are finished."""
    trial = Trial(PROFILE, frozenset(PATHS), frozenset(), findings)
    return [(one.option, one.name) for one in weakenings(trial, [GUIDANCE], (), 0.5, 0.5)]


@pytest.mark.parametrize(
    ("rule", "name", "points"),
    [
        ("section-missing", "Drawbacks", [("optional", "Drawbacks")]),
        ("item-removed", "box Reviewed", [("optional", "Reviewed")]),
        ("table-empty", "table ", []),
        ("front-matter-missing-key", "front matter", [("optional", "id"), ("optional", "owner")]),
        ("placeholder-left", "owner", [("keep", "a name")]),
        ("placeholder-left", "Describe it", [("keep", "Describe it")]),
        ("placeholder-left", GUIDANCE.strip()[:200], [("keep", GUIDANCE.strip())]),
        ("placeholder-left", "", []),
        ("front-matter-value", "owner", [("free", "owner")]),
        ("front-matter-value", "status", []),
        ("link-broken", "a.md", []),
    ],
)
def test_what_all_documents_do_is_their_practice(rule: str, name: str, points: list[tuple[str, str]]) -> None:
    """What they lack is optional, what they leave stands, what they answer otherwise is free."""
    assert points == weaker(*said(rule, name))


def test_one_document_and_what_is_not_finished_count_for_nothing() -> None:
    """A practice takes two who do it."""
    assert [] == weaker(*said("section-missing", "Drawbacks", "notes/a.md", "drafts/x.md", "drafts/y.md"))


@pytest.mark.parametrize(
    ("rule", "number", "points"),
    [
        ("section-missing", 5, [("optional", "Drawbacks")]),
        ("section-missing", 4, []),
        ("section-empty", 5, []),
        ("placeholder-left", 5, []),
    ],
)
def test_what_no_draft_has_was_never_asked_for(rule: str, number: int, points: list[tuple[str, str]]) -> None:
    """Where no document is finished, and there are several; what is blank or stands in all may be done still."""
    paths = tuple(f"notes/{at}.md" for at in range(number))
    trial = Trial(PROFILE, frozenset(), frozenset(paths), said(rule, "Drawbacks", *paths))

    assert points == [(one.option, one.name) for one in weakenings(trial, [GUIDANCE], (), 0.5, 0.5)]


def test_a_practice_becomes_a_configuration() -> None:
    """Points go to their profile, rules are made milder in their phase, words are added to theirs."""
    practice = Practice(
        {"note": (Weakening("optional", "Drawbacks", 3, 3),)},
        (Level("link-broken", Phase.DONE, 3, 3), Level("link-broken", Phase.DRAFT, 2, 3)),
        {"cooked": (Phase.DONE, 4)},
    )
    config = practice.applied(
        Config(profiles=(ProfileUse("note", match=("n/*",)), ProfileUse("other", match=("o/*",))))
    )

    assert [{"optional": ["Drawbacks"]}, {}] == [dict(use.overrides) for use in config.profiles]
    assert {Phase.DONE: Severity.WARNING, Phase.DRAFT: Severity.WARNING} == config.rules["link-broken"].by_phase
    assert "cooked" in config.phases[Phase.DONE]
    assert "cooked" not in config.phases[Phase.DRAFT]


@pytest.mark.parametrize(
    ("rule", "broken", "expected"),
    [
        ("section-missing", 2, [Level("section-missing", Phase.DONE, 2, 10, Severity.NOTE)]),
        ("section-missing", 1, []),
        ("link-broken", 10, []),
    ],
)
def test_what_much_that_is_done_lacks_is_told_as_a_note(rule: str, broken: int, expected: list[Level]) -> None:
    """A fifth of it, and more than one; what is still to be done counts for nothing, nor does what has rotted."""
    paths = [f"notes/{number}.md" for number in range(20)]
    phases = {path: Phase.DONE if number < 10 else Phase.IMPLEMENTING for number, path in enumerate(paths)}
    found = tuple(
        one._replace(judged=one.judged._replace(severity=Severity.WARNING))
        for one in said(rule, "Drawbacks", *paths[:broken], *paths[10:])
    )

    assert expected == list(habits([Trial(PROFILE, frozenset(paths), frozenset(), found)], phases))

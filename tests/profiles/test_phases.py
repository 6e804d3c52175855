"""An untouched template, a half-filled and a complete spec of both built-in kinds, in each phase."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from tests.support.memory import MemoryTree, audit

from speclatch.config.model import Config
from speclatch.model import Conclusion, Report
from speclatch.profiles.load import builtin_template
from speclatch.profiles.phases import nearest_status, phase_of

REPOSITORY = Path(__file__).parents[2] / "examples" / "repository"
GOOD = {
    "exec-spec": "docs/21-exec-spec/EXEC-014-collection-slots.md",
    "implementation-spec": "specs/deposit-holds/spec.md",
}
HALF_WAY = {"exec-spec": "## 7) ", "implementation-spec": "## 5. "}
STATUS = {"draft": "Draft", "implementing": "Implementation", "done": "Validated"}


def with_status(text: str, phase: str) -> str:
    """A spec whose front matter and body name a phase's status."""
    text = re.sub(r"(?m)^status: .*$", f"status: {STATUS[phase]}", text, count=1)
    return re.sub(r"(?m)^> \*\*Status\*\*: .*$", f"> **Status**: {STATUS[phase]}", text, count=1)


def complete(kind: str) -> str:
    """The good spec of a kind."""
    return (REPOSITORY / GOOD[kind]).read_text(encoding="utf-8")


def half_filled(kind: str) -> str:
    """The good spec down to a section, from there the template."""
    mark = HALF_WAY[kind]
    return complete(kind).partition(f"\n{mark}")[0] + f"\n{mark}" + builtin_template(kind).partition(f"\n{mark}")[2]


def judged(kind: str, text: str) -> Report:
    """The report on a repository whose one spec has this text."""
    files = {path: raw for path, raw in MemoryTree.of_folder(REPOSITORY).files.items() if path not in GOOD.values()}
    return audit({**files, GOOD[kind]: text.encode()})


def weighed(report: Report) -> dict[str, int]:
    """How many findings of each severity."""
    return dict(Counter(one.severity.value for one in report.findings))


@pytest.mark.parametrize("phase", STATUS)
@pytest.mark.parametrize("kind", GOOD)
def test_a_complete_spec_passes(kind: str, phase: str) -> None:
    """In every phase, with nothing to say."""
    assert {} == weighed(judged(kind, with_status(complete(kind), phase)))


@pytest.mark.parametrize("kind", GOOD)
def test_an_untouched_template_is_a_draft_that_may_be_open(kind: str) -> None:
    """As a draft nothing in it is false, but for an id that is none: warnings and notes."""
    report = judged(kind, with_status(builtin_template(kind), "draft"))

    assert Conclusion.PASS is report.verdict.conclusion
    assert 0 < report.verdict.notes
    assert 0 < report.verdict.warnings


@pytest.mark.parametrize("phase", ["implementing", "done"])
@pytest.mark.parametrize("kind", GOOD)
def test_an_untouched_template_fails_later(kind: str, phase: str) -> None:
    """From the moment somebody implements it."""
    report = judged(kind, with_status(builtin_template(kind), phase))

    assert Conclusion.FAIL is report.verdict.conclusion
    assert 15 < report.verdict.errors


def test_an_untouched_status_is_judged_as_implementing() -> None:
    """The template's list of statuses is no status."""
    report = judged("implementation-spec", builtin_template("implementation-spec"))

    assert ["implementing"] == [spec.phase.value for spec in report.specs]
    assert Conclusion.FAIL is report.verdict.conclusion


@pytest.mark.parametrize(
    ("kind", "phase", "conclusion"),
    [
        ("exec-spec", "draft", Conclusion.PASS),
        ("exec-spec", "implementing", Conclusion.FAIL),
        ("exec-spec", "done", Conclusion.FAIL),
        ("implementation-spec", "draft", Conclusion.PASS),
        ("implementation-spec", "implementing", Conclusion.FAIL),
        ("implementation-spec", "done", Conclusion.FAIL),
    ],
)
def test_a_half_filled_spec(kind: str, phase: str, conclusion: Conclusion) -> None:
    """It passes as a draft and fails afterwards, on the half that is not filled only."""
    text = with_status(half_filled(kind), phase)
    report = judged(kind, text)
    first = text[: text.index(f"\n{HALF_WAY[kind]}")].count("\n") + 2
    early = {one.finding.rule for one in report.findings if one.finding.location.line < first}

    assert conclusion is report.verdict.conclusion
    assert early <= {"governance-undocumented"}


@pytest.mark.parametrize("kind", GOOD)
def test_each_phase_asks_more_than_the_one_before(kind: str) -> None:
    """What a draft may leave open weighs more later, and nothing weighs less."""
    errors = [judged(kind, with_status(half_filled(kind), phase)).verdict.errors for phase in STATUS]

    assert errors == sorted(errors)
    assert errors[0] == 0 < errors[1] < errors[2]


def test_the_word_that_a_status_is_most_like() -> None:
    """A slip of the pen is known; a whole sentence is like no word."""
    known = ("draft", "in review", "approved")

    assert ["approved", "in review", "", ""] == [
        nearest_status(status, known) for status in ("Aproved", "in_reveiw", "paused", "approved " * 40)
    ]


@pytest.mark.parametrize(
    ("status", "phase"),
    [
        ("Taslak", "draft"),
        ("Чернетка", "draft"),
        ("Internet-Draft", "draft"),
        ("Active review (May 1...May 14)", "implementing"),
        ("Final Comment Period", "implementing"),
        ("Geaccepteerd", "implementing"),
        ("In Kraft", "done"),
        ("Obowiązuje", "done"),
        ("Aprobada", "implementing"),
        ("Schválen", "implementing"),
        ("Затверджена", "implementing"),
        ("Zakończona", "done"),
        ("Реализованы", "done"),
        ("Rejetés", "retired"),
        ("Readys", None),
        ("施行中", "done"),
        ("Closed / Delivered", "done"),
        ("Closed / Withdrawn", "retired"),
        ("مرفوض", "retired"),
        ("Closed / Open", None),
        ("~~Accepted~~ Superseded", "retired"),
        ("~~Draft~~", "draft"),
        (":white_check_mark: Accepted", "implementing"),
        (":rocket: Released", "done"),
        ("Nacrt", "draft"),
        ("Прихваћено", "implementing"),
        ("Schválená", "implementing"),
        ("Zavrnjeno", "retired"),
        ("Juodraštis", "draft"),
        ("Apstiprināta 2026-03-02", "implementing"),
        ("Kehtiv", "done"),
        ("Substituïda per ADR-009", "retired"),
        ("پیش‌نویس", "draft"),
    ],
)
def test_words_of_other_processes_and_languages(status: str, phase: str | None) -> None:
    """The longest leading words decide; a list to choose from is no status."""
    found = phase_of(status, Config())

    assert phase == (found.value if found else None)


@pytest.mark.parametrize("kind", GOOD)
def test_a_retired_spec_is_left_alone(kind: str) -> None:
    """Nobody works from it."""
    text = re.sub(r"(?m)^status: .*$", "status: Superseded", half_filled(kind), count=1)

    assert {} == weighed(judged(kind, text))

"""Whether code may be written from a spec, as data."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.reports.samples import judged, report, spec

from speclatch.config.model import Config
from speclatch.judging.readiness import Readiness, as_implemented, readiness, readiness_data
from speclatch.model import JudgedFinding, Phase, Severity, SpecReport

CONFIG = Config(fail_on=None, new_only=True)
NONE: tuple[JudgedFinding, ...] = ()


def answered(
    *findings: JudgedFinding, specs: tuple[SpecReport, ...] = (), asked: tuple[str, ...] = ()
) -> list[Readiness]:
    """The answers for a report of these."""
    return list(readiness(report(*findings, specs=specs or (spec("specs/a.md"),)), CONFIG, asked))


def test_every_live_spec_is_judged_as_implemented() -> None:
    """Drafts and finished ones too; retired ones are not, and what is old counts."""
    config = as_implemented(CONFIG)

    assert (Severity.ERROR, False) == (config.fail_on, config.new_only)
    assert ((), ()) == (config.phases[Phase.DRAFT], config.phases[Phase.DONE])
    assert {"draft", "approved", "validated"} <= set(config.phases[Phase.IMPLEMENTING])
    assert CONFIG.phases[Phase.RETIRED] == config.phases[Phase.RETIRED]


def test_a_team_without_words_for_a_phase() -> None:
    """Phases that the configuration leaves out stay empty."""
    config = as_implemented(replace(CONFIG, phases={Phase.DONE: ("shipped",)}))

    assert {Phase.DRAFT: (), Phase.IMPLEMENTING: ("shipped",), Phase.DONE: ()} == config.phases


@pytest.mark.parametrize(
    ("status", "phase", "reason"),
    [
        ("Approved", Phase.IMPLEMENTING, ""),
        ("Validated (v2)", Phase.DONE, ""),
        ("", Phase.IMPLEMENTING, ""),
        ("Draft", Phase.DRAFT, "its status says that it is a draft: have it approved before code is written"),
        ("Withdrawn", Phase.RETIRED, "its status says that it no longer holds: no code is written from it"),
        (
            "Blue",
            Phase.IMPLEMENTING,
            "its status belongs to no phase: say what it means, under `phases` of the configuration",
        ),
    ],
)
def test_what_the_status_says(status: str, phase: Phase, reason: str) -> None:
    """A draft is not approved yet, a retired spec holds no longer, and an unknown word is no approval."""
    [answer] = answered(specs=(spec("specs/a.md")._replace(status=status),))

    assert (status, phase, reason, not reason) == (answer.status, answer.phase, answer.reason, answer.ready)


def test_errors_are_missing_and_warnings_are_remarks() -> None:
    """Notes are neither; an error alone makes a spec not ready."""
    error, warning = judged(1, path="specs/a.md"), judged(2, path="specs/a.md", severity=Severity.WARNING)
    note = judged(3, path="specs/a.md", severity=Severity.NOTE)
    [bad] = answered(error, warning, note)
    [good] = answered(warning, note)

    assert ((error,), (warning,), False) == (bad.missing, bad.remarks, bad.ready)
    assert (NONE, (warning,), True) == (good.missing, good.remarks, good.ready)


def test_the_findings_of_a_spec() -> None:
    """Those in its file, and those in a file beside it that is no spec; not an unreadable neighbour's."""
    own, beside = judged(1, path="specs/a.md"), judged(2, path="specs/a.yaml")
    other, below = judged(3, path="specs/b.md"), judged(4, path="specs/c/d.yaml")
    unreadable = judged(5, path="specs/x.md", rule="document-unreadable")
    first, second = answered(own, beside, other, below, unreadable, specs=(spec("specs/b.md"), spec("specs/a.md")))

    assert ("specs/a.md", (own, beside)) == (first.path, first.missing)
    assert ("specs/b.md", (beside, other)) == (second.path, second.missing)


def test_a_spec_that_cannot_be_read_is_not_ready() -> None:
    """If somebody asks for it; of other files there is nothing to say."""
    unreadable = judged(1, path="specs/A.md", rule="document-unreadable")
    found = answered(unreadable, judged(2, path="README.md"), asked=("specs/a.md", "specs/A.md", "README.md"))
    reason = "it cannot be read: no code is written from it"
    expected = Readiness("specs/A.md", "specs/A.md", "", Phase.IMPLEMENTING, reason, (unreadable,), ())

    assert [expected, *answered()] == found
    assert not expected.ready
    assert answered() == answered(unreadable)


def test_the_answer_as_data() -> None:
    """A contract for agents: version 1, one answer for all, and each finding with its place."""
    bad = judged(7, end_line=9, path="specs/b.md")
    remark = judged(8, path="specs/b.md", severity=Severity.WARNING)
    answers = answered(bad, remark, specs=(spec("specs/b.md"), spec("specs/a.md")))
    data = readiness_data(iter(answers))
    shared = {"title": "SMTP", "status": "Implementation", "phase": "implementing", "reason": ""}
    finding = {
        "rule": "reference-broken",
        "message": "`docs/x.md` does not exist",
        "hint": "Name a file that exists.",
        "path": "specs/b.md",
        "sections": [],
    }

    assert {
        "version": 1,
        "ready": False,
        "specs": [
            {"path": "specs/a.md", "ready": True, "missing": [], "remarks": [], **shared},
            {
                "path": "specs/b.md",
                "ready": False,
                "missing": [{**finding, "line": 7, "end_line": 9, "subject": "7"}],
                "remarks": [{**finding, "line": 8, "end_line": 8, "subject": "8"}],
                **shared,
            },
        ],
    } == data
    assert readiness_data(answers[:1])["ready"]
